"""The theme's templates as MkDocs asks for them: evaluated once for pages alike, and guarded against mistakes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mkdocs.exceptions import PluginError

from treatyline.plugin.pages import GeneratedPage
from treatyline.plugin.serving import Mistakes
from treatyline.preview import bare_page
from treatyline.render import explain
from treatyline.shells import Shells
from treatyline.shells.shell import Environment, Render, Template


def prepare(environment: Environment, mistakes: Mistakes, *, once: bool) -> None:
    """Let a mistake in a template be told with its place; `once` lets one be evaluated once for our pages alike.

    Templates ask for templates as before.
    """
    original = environment.get_template
    shells = Shells(environment, lambda page: once and isinstance(page, GeneratedPage))
    known: dict[str, Template] = {}

    def get_template(name: str, parent: str | None = None, globals: Mapping[str, Any] | None = None) -> Template:
        if parent is not None:  # a template asks, which needs more of another one than to render it
            return original(name, parent, globals)
        if name not in known:
            known[name] = _Guarded(name, lambda name: shells.around(original(name)), mistakes)
        return known[name]

    environment.get_template = get_template


SWITCHES = ("__drawer", "__search")
"""Material's switches: boxes to be ticked, hidden at the top of each page, outside every block of its template."""


def valid(page: str) -> str:
    """A page whose switches have no `autocomplete`, which HTML keeps for what is typed or picked."""
    for switch in SWITCHES:
        page = page.replace(f'type="checkbox" id="{switch}" autocomplete="off">', f'type="checkbox" id="{switch}">', 1)
    return page


class _Guarded:
    """A template whose mistakes are told."""

    def __init__(self, name: str, get_template: Callable[[str], Template], mistakes: Mistakes) -> None:
        self._name = name
        self._mistakes = mistakes
        self._render: Render = self._failing
        try:
            self._render = get_template(name).render
        except LookupError:  # Jinja's for a template that is not there, which MkDocs handles
            raise
        except Exception as error:  # a template is a program: whatever it raises is a mistake in it
            self._error = error

    def render(self, context: Mapping[str, Any]) -> str:
        """The text of a page; one without a theme where the theme is wrong and that stops nothing."""
        try:
            return valid(self._render(context))
        except Exception as error:  # the same
            self._mistakes.tell(PluginError(f"a template of the theme is wrong: {self._name}: {explain(error)}"))
        page = context.get("page")
        return bare_page(str(page.title), str(page.content)) if page else bare_page(self._name, "")

    def _failing(self, context: Mapping[str, Any]) -> str:
        raise self._error
