"""Pages to HTML: our own Jinja environment, which escapes everything and forgives nothing.

The templates are found in the theme's folders in their order, so that a site owner's come first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from traceback import extract_tb
from typing import NamedTuple

from babel import Locale
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateSyntaxError
from markupsafe import Markup

from treatyline import prose
from treatyline.date_display import display
from treatyline.model import SCHEMES
from treatyline.pages import Page, address
from treatyline.pages.address import Base, base_of, relative_url, url
from treatyline.pages.views import AgreementView

MACROS = "pages/_macros.html"
"""The theme's template of what several pages show."""

FOUND = "pages/_found.html"
"""The theme's template of what the search knows of pages."""


class RenderError(Exception):
    """A template that cannot be rendered: says which, where and why."""


class Found(NamedTuple):
    """What the search shows a page as, and by what it finds it: HTML both."""

    title: Markup
    text: Markup


class Renderer:
    """Renders the bodies of pages. Templates are compiled once a renderer."""

    def __init__(self, folders: Sequence[Path], locale: str = "en_GB", *, directory_urls: bool = True) -> None:
        self._url = cache(partial(url, directory_urls=directory_urls))
        self._ways: dict[tuple[Base, str], str] = {}
        self._environment = Environment(
            loader=FileSystemLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            cache_size=-1,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(
            {
                "date": partial(display, locale=locale),
                "language": _language,
                "prose": prose.render,
                # A date or a kind comes again and again.
                "time": cache(self._macro("time")),
                "mark": cache(self._macro("mark")),
                "entry": self._entry(),
                "cite": self._cite(),
            }
        )
        self._environment.globals |= {"schemes": SCHEMES, "address": address}

    def url(self, page: str) -> str:
        """A page's URL from the site's root."""
        return self._url(page)

    def body(self, page: Page, *, authored: bool = False) -> Markup:
        """The HTML of a page's body; one that continues an authored page has no heading of its own.

        Raises:
            RenderError: the template is missing or wrong.
        """
        href = Links(page.path, self._url, self._ways)
        with _told(page.template, page):
            template = self._environment.get_template(page.template)
            return Markup(template.render(page=page, view=page.view, href=href, authored=authored))

    def found(self, page: Page) -> Found:
        """What the search knows of a page.

        Raises:
            RenderError: the template is missing or wrong.
        """
        with _told(FOUND, page):
            template = self._environment.get_template(FOUND)
            title, text = (template.render(page=page, part=part).strip() for part in Found._fields)
            return Found(_with_quotes(title), Markup(text))

    def _macro(self, name: str) -> Callable[..., Markup]:
        """A macro that several templates use."""
        return lambda *arguments: Markup(getattr(self._environment.get_template(MACROS).module, name)(*arguments))

    def _entry(self) -> Callable[..., Markup]:
        """The macro of an agreement in a list, which is the same on all pages from which links lead the same way."""
        macro = self._macro("entry")
        return _remembering(macro, lambda card, href, level, traits=None: (card.page, href.base, level, traits))

    def _cite(self) -> Callable[[AgreementView, str | None], Markup]:
        """The macro of a reference to a source, which is the same all over the agreement's page."""
        macro = self._macro("cite")
        return _remembering(macro, lambda view, source: (view.id, source))


@contextmanager
def _told(template: str, page: Page) -> Iterator[None]:
    """Tell in which template, and for which page, an error arose."""
    try:
        yield
    except Exception as error:  # a template is a program: whatever it raises is a mistake in it
        raise RenderError(f"{template}, for {page.path}: {explain(error)}") from error


def _with_quotes(title: str) -> Markup:
    """A title with its quotation marks as they are, by which it is looked for: no attribute has a text of an entry."""
    return Markup(title.replace("&#39;", "'").replace("&#34;", '"'))


def _remembering(macro: Callable[..., Markup], key: Callable[..., Hashable]) -> Callable[..., Markup]:
    """A macro that is evaluated once for all arguments that have the same key."""
    known: dict[Hashable, Markup] = {}

    def remembered(*arguments: object) -> Markup:
        found = known.get(name := key(*arguments))
        if found is None:
            found = known[name] = macro(*arguments)
        return found

    return remembered


class Links:
    """Gives the ways from one page to others, by their paths; `known` holds those that were asked for before."""

    def __init__(self, path: str, url: Callable[[str], str], known: dict[tuple[Base, str], str]) -> None:
        self._start = url(path)
        self._url = url
        self._known = known
        self.base = base_of(self._start)

    def __call__(self, path: str) -> str:
        """The relative URL of a page."""
        way = self._known.get((self.base, path))
        if way is None:
            way = self._known[self.base, path] = relative_url(self._url(path), self._start)
        return way


def _language(tag: str) -> str:
    """A language's name from its tag (BCP 47), in English as all words of the theme."""
    return str(Locale("en").languages.get(tag.split("-")[0], tag))


def explain(error: Exception) -> str:
    """Where in which template an error arose, and what it is."""
    place = _place(error)
    return f"{place}: {error}" if place else str(error)


def _place(error: Exception) -> str | None:
    """File and line of the innermost template in a traceback; Jinja gives templates frames of their own."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename}:{error.lineno}"
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename.endswith(".html")]
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else None
