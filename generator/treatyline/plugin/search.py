"""What the search knows of planned pages: not all that stands on one, but what it is to be found by.

Material's indexer takes the title of a page that has no heading with an anchor from its front matter, and puts it into
the index as it stands; so what it is given here is a page that has a title and a text alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from treatyline.pages import Page
from treatyline.pages.views import PartyView
from treatyline.plugin.pages import GeneratedPage
from treatyline.render import Found

SEARCH = "material/search"
"""What Material calls its own plugin, and looks for where it draws the box."""

PARTY = 1.5
"""The weight of a party's page among others: its name alone finds it, then the agreements with that name."""


BETWEEN_WORDS = r"""[\s\-–—,;:!?()\[\]{}"“”„«»…/·]+|\.(?!\d)"""
"""What parts words, where the site owner does not say so. By Material's default (NPT) keeps its brackets."""


@dataclass(frozen=True, slots=True)
class _Findable:
    """What the indexer asks of a page."""

    url: str
    title: str | None
    content: str
    toc: object
    meta: dict[str, Any]


def part_words(config: MkDocsConfig) -> None:
    """Tell the search where words end; to be called before its own plugin completes what it was told."""
    if plugin := config.plugins.get(SEARCH):
        plugin.config["separator"] = plugin.config.get("separator") or BETWEEN_WORDS


def has_search(config: MkDocsConfig) -> bool:
    """Whether the site has Material's search, switched on."""
    return _index(config) is not None


def let_find(page: MkDocsPage, text: str, config: MkDocsConfig, **said: object) -> None:
    """Let the search find a page by a text instead of its content; `said` goes before its front matter.

    One that its front matter keeps out of the search stays out of it.
    """
    _index(config).add_entry_from_context(_Findable(page.url, page.title, text, page.toc, {**page.meta, **said}))
    page.meta = {**page.meta, "search": {"exclude": True}}


def as_found(planned: Page, found: Found, page: MkDocsPage) -> dict[str, object]:
    """What a page for which nobody wrote a text says of itself to the search; a title that was written stays."""
    is_named = not isinstance(page, GeneratedPage) and "title" in page.meta
    title = {} if is_named else {"title": found.title}
    weight = {"search": {"boost": PARTY}} if isinstance(planned.view, PartyView) else {}
    return {**title, **weight}


def _index(config: MkDocsConfig) -> Any:
    """What the plugin gathers; None where the site has no such plugin, or has switched it off."""
    return getattr(config.plugins.get(SEARCH), "search_index", None)
