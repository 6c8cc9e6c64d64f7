"""Planned pages as MkDocs knows pages: files that are nowhere on disk, and pages that are not Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path
from typing import TypeAlias
from urllib.parse import quote

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from treatyline.contents import AGREEMENTS, PARTIES, TOPICS, shown_path
from treatyline.pages import Page
from treatyline.problems import Problem, errors_in

WITHOUT_SIDEBARS = ("navigation", "toc")
"""What Material leaves out around a page that uses the whole width."""

PRINTED = ("title", "description", "author")
"""What Material prints of every page that says it."""

OURS = frozenset({"moved_to", "last_changed"})
"""What our own pages alone may say of themselves."""

_ID = re.compile(r'\sid="([^"]+)"')

Body: TypeAlias = Callable[[Page], str]
"""Renders the body of a planned page."""

Url: TypeAlias = Callable[[str], str]
"""The URL of a page from the site's root, by its path."""


class GeneratedPage(MkDocsPage):
    """A page that comes from the plan instead of Markdown."""

    def __init__(
        self, planned: Page, body: Body, url: Url, title_in_nav: str | None, file: File, config: MkDocsConfig
    ) -> None:
        super().__init__(title_in_nav, file, config)
        self.planned = planned
        self._body = body
        self._url = url

    def read_source(self, config: MkDocsConfig) -> None:
        """Take title and description from the plan, escaped: the theme prints them as they stand."""
        self.markdown = ""
        self.meta = {
            "title": escape(self.planned.title),
            "description": escape(self.planned.description),
            "hide": list(WITHOUT_SIDEBARS),
            "last_changed": self.planned.last_changed,
        }
        if self.planned.moved_to:
            self.meta["moved_to"] = self._url(self.planned.moved_to)
        if self.planned.moved_to or self.planned.is_manual:
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the body. Raises PluginError where a template is wrong."""
        self.content = self._body(self.planned)
        self.toc = []  # type: ignore[assignment]  # MkDocs' own pages begin with a list too
        self.present_anchor_ids = anchors_in(self.content)


def generated_files(pages: Iterable[Page], body: Body, url: Url, config: MkDocsConfig) -> Iterator[File]:
    """A file for each planned page, with its page."""
    titles = dict(_titles_in(config.nav))
    for page in pages:
        file = _file(page, config)
        GeneratedPage(page, body, url, titles.get(page.path), file, config)
        yield file


def _file(page: Page, config: MkDocsConfig) -> File:
    """A file that is nowhere on disk. Listings are in a navigation that MkDocs makes by itself."""
    in_nav = page.is_listing and not page.is_manual and config.nav is None
    inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
    file = File.generated(config, page.path, content="", inclusion=inclusion)
    docs = Path(config.docs_dir)
    file.edit_uri = quote(page.source.relative_to(docs).as_posix()) if page.source else None
    file.abs_src_path = str(page.source or docs / AGREEMENTS)  # other plugins fail on None
    return file


def make_safe(page: MkDocsPage) -> None:
    """Make safe what a page says of itself, or other plugins say of it: the theme prints it as it stands."""
    is_ours = isinstance(page, GeneratedPage)
    said = [(name, value) for name, value in page.meta.items() if is_ours or name not in OURS]
    page.meta = {name: _safe(name, value) for name, value in said if value is not None or name not in PRINTED}


def _safe(name: str, value: object) -> object:
    """A field's value, safe to print; a template's name becomes part of a path, and our own theme escapes what is ours.

    Material prints three fields of every page, and takes them for texts.
    """
    if name == "template" or name in OURS:
        return value
    return escape(value) if name in PRINTED else _escaped(value)


def _escaped(value: object) -> object:
    """A value with every text in it escaped, at any depth."""
    match value:
        case str():
            return escape(value)
        case list():
            return [_escaped(element) for element in value]
        case dict():
            return {_escaped(name): _escaped(below) for name, below in value.items()}
    return value


def refused(files: Files, problems: Iterable[Problem]) -> list[File]:
    """The authored pages that have errors. MkDocs must not read them where a build goes on with the others."""
    paths = {problem.path for problem in errors_in(problems)}
    pages = [(file, file.abs_src_path) for file in files if file.is_documentation_page()]
    return [file for file, path in pages if path and shown_path(Path(path)) in paths]


def describe(page: MkDocsPage, planned: Page) -> None:
    """Give an authored page that a planned one continues what its front matter does not say."""
    page.meta.setdefault("description", escape(planned.description))
    page.meta.setdefault("hide", list(WITHOUT_SIDEBARS))
    if planned.is_manual:
        page.meta.setdefault("search", {"exclude": True})


def anchors_in(html: str) -> set[str]:
    """The places of a body to which a link can lead: MkDocs checks the links of Markdown pages against them."""
    return set(map(unescape, _ID.findall(html)))


def is_data(path: str) -> bool:
    """Whether a file of the docs folder describes the collection and is not for publication."""
    return path in (PARTIES, TOPICS) or (path.startswith(f"{AGREEMENTS}/") and path.endswith(".yml"))


def _titles_in(nav: object) -> Iterator[tuple[str, str]]:
    """Path and title of each page to which a navigation gives a title of its own."""
    match nav:
        case dict():
            for title, below in nav.items():
                if isinstance(below, str):
                    yield below, title
                else:
                    yield from _titles_in(below)
        case list():
            for below in nav:
                yield from _titles_in(below)
