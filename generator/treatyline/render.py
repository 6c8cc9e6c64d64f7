"""Pages to HTML: our own Jinja environment, which escapes everything and forgives nothing.

The templates are found in the theme's folders in their order, so that a site owner's come first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from treatyline import prose
from treatyline.date_display import display
from treatyline.dates import parse
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
                "prose": prose.render,
                "year": partial(_year, locale=locale),
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
        except (TemplateError, TypeError, AttributeError, ValueError) as error:
            raise RenderError(f"{page.template}, for {page.path}: {_explain(error)}") from error

    def _links_from(self, path: str) -> Callable[[str], str]:
        start = self._url(path)
        return lambda target: relative_url(self._url(target), start)


def _year(number: int, locale: str) -> str:
    """A year as a heading: 1994, 44 BC."""
    return display(parse(f"-{-number:04}" if number < 0 else f"{number:04}"), locale)


def _explain(error: Exception) -> str:
    line = getattr(error, "lineno", None) or _line_in_template(error)
    where = f"line {line}: " if line else ""
    return f"{where}{error}"


def _line_in_template(error: Exception) -> int | None:
    """The line of the innermost template in a traceback; Jinja gives templates frames of their own."""
    line, traceback = None, error.__traceback__
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename.endswith(".html"):
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
