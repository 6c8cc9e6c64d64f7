"""`mkdocs serve` that goes on through mistakes: what would end it, or let every request hang, is shown instead.

MkDocs ends where its first build fails, and answers nothing after a later one that failed until one succeeds.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import CountHandler

from treatyline.preview import Mistake, cover, rebuild

log = get_plugin_logger("treatyline")

_MKDOCS = logging.getLogger("mkdocs")


class Mistakes:
    """The mistakes of one build, and whether they stop it.

    They stop every build but the first one of a server, which has no site yet to show instead: that one goes on
    without what is wrong.
    """

    def __init__(self, *, are_told_only: bool = False) -> None:
        self.are_told_only = are_told_only
        self._found: list[Mistake] = []

    def begin(self) -> None:
        """Begin a build."""
        self._found.clear()

    def tell(self, error: PluginError, found: Sequence[Mistake] = ()) -> None:
        """Note a mistake; `found` are its parts. Raises the error where mistakes stop a build."""
        self._found.extend(found or [Mistake.told(str(error))])
        if not self.are_told_only:
            raise error
        log.error(str(error))

    def show(self, site: Path) -> None:
        """Show what was noted on the pages of a built site."""
        if self._found:
            cover(site, self._found)

    def keep_serving(self, server: LiveReloadServer) -> None:
        """From now on a build that fails is undone, and shows why."""
        build, site = server.builder, Path(server.root)
        self.are_told_only = False

        def build_or_explain() -> None:
            with _errors_logged() as errors:
                rebuild(site, build, lambda error: self._explain(error, errors))

        server.builder = build_or_explain

    def _explain(self, error: Exception, logged: Sequence[str]) -> Sequence[Mistake]:
        """Our own mistakes, else what MkDocs logged, else the error itself; what it did not log is said here."""
        found = self._found or [Mistake.told(text) for text in logged] or [Mistake.told(_words(error))]
        if not isinstance(error, MkDocsException):
            traceback.print_exception(error)
        elif not logged:
            log.error(_words(error))
        log.error("the server shows the last good site until this is mended")
        return found


def _words(error: Exception) -> str:
    """What an error says; that of a program, not of MkDocs, with its kind."""
    return str(error) if isinstance(error, MkDocsException) else f"{type(error).__name__}: {error}"


def is_serving(command: str) -> bool:
    """Whether a server was started; `mkdocs serve --clean` calls itself a build."""
    context = click.get_current_context(silent=True)
    return command == "serve" or (context is not None and context.info_name == "serve")


def is_command() -> bool:
    """Whether the process does what `mkdocs` was called for, and then ends."""
    return click.get_current_context(silent=True) is not None


def count_no_warnings() -> None:
    """Take away what counts warnings for a strict build: it would end the server."""
    for handler in [handler for handler in _MKDOCS.handlers if isinstance(handler, CountHandler)]:
        _MKDOCS.removeHandler(handler)


@contextmanager
def _errors_logged() -> Iterator[list[str]]:
    """The errors that MkDocs and its plugins log."""
    found: list[str] = []
    handler = logging.Handler(logging.ERROR)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    _MKDOCS.addHandler(handler)
    try:
        yield found
    finally:
        _MKDOCS.removeHandler(handler)
