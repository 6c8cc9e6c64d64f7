"""Pages to HTML: our own Jinja environment, which escapes everything and forgives nothing.

The templates are found in the theme's folders in their order, so that a site owner's come first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from traceback import extract_tb

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup

from treatyline import prose
from treatyline.date_display import display
from treatyline.model import SCHEMES
from treatyline.pages import Page
from treatyline.pages.address import relative_url, url


class RenderError(Exception):
    """A template that cannot be rendered: says which, where and why."""


class Renderer:
    """Renders the bodies of pages. Templates are compiled once a renderer."""

    def __init__(self, folders: Sequence[Path], locale: str = "en_GB", *, directory_urls: bool = True) -> None:
        self._url = partial(url, directory_urls=directory_urls)
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            {
                "date": partial(display, locale=locale),
                "language": _language,
                "prose": prose.render,
            }
        )
        self._environment.globals["schemes"] = SCHEMES

    def url(self, page: str) -> str:
        """A page's URL from the site's root."""
        return self._url(page)

    def body(self, page: Page, *, authored: bool = False) -> Markup:
        """The HTML of a page's body; one that continues an authored page has no heading of its own.

        Raises:
            RenderError: the template is missing or wrong.
        """
        href = self._links_from(page.path)
        try:
            template = self._environment.get_template(page.template)
            return Markup(template.render(page=page, view=page.view, href=href, authored=authored))
        except Exception as error:  # a template is a program: whatever it raises is a mistake in it
            raise RenderError(f"{page.template}, for {page.path}: {_explain(error)}") from error

    def _links_from(self, path: str) -> Callable[[str], str]:
        start = self._url(path)
        return lambda target: relative_url(self._url(target), start)


def _language(tag: str) -> str:
    """A language's name from its tag (BCP 47), in English as all words of the theme."""
    return str(Locale("en").languages.get(tag.split("-")[0], tag))


def _explain(error: Exception) -> str:
    place = _place(error)
    return f"{place}: {error}" if place else str(error)


def _place(error: Exception) -> str | None:
    """File and line of the innermost template in a traceback; Jinja gives templates frames of their own."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else None
