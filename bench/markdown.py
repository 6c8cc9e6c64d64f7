"""The same site as plain Markdown: a page for each that the plugin makes, with its text, from the core's own plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from mkdocs.utils.meta import get_data

from bench.markdown_agreement import agreement_page
from bench.markdown_lists import corrections_page, parties_page, party_page, timeline_page, topic_page
from bench.markdown_text import Links, plain
from treatyline.pages import Page, Wanted
from treatyline.pages.address import AGREEMENTS_INDEX, PENDING
from treatyline.pages.timeline import TimelineView
from treatyline.pages.views import (
    AgreementView,
    CorrectionsView,
    MovedView,
    PartiesView,
    PartyView,
    TopicView,
)
from treatyline.site import load

MADE_ALONE = frozenset({PENDING, AGREEMENTS_INDEX})
"""Pages that a program alone keeps right: nobody would write them by hand, and the site in Markdown lacks them."""


def write_markdown(content: Path, docs: Path) -> int:
    """Write into `docs` what the plugin makes of `content`, but the manual; give the number of pages.

    Raises ValueError where the content has errors.
    """
    site = load(content, wanted=Wanted(manual=False, split_at=0))
    if site.has_errors:
        raise ValueError(f"{content} has errors: see `treatyline check`")
    pages = [page for page in site.pages if page.path not in MADE_ALONE]
    for page in pages:
        authored = content / page.path
        file = docs / page.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_text(page, authored if authored.is_file() else None), encoding="utf-8")
    return len(pages)


def _text(page: Page, authored: Path | None) -> str:
    """A page's file. An authored page gives a listing its heading and its first words."""
    blocks = list(_blocks(page, Links(page.path)))
    head = {"title": page.title, "description": page.description}
    if authored:
        words, meta = get_data(authored.read_text(encoding="utf-8"))
        head = {key: str(meta[key]) for key in head if key in meta} or {"description": page.description}
        blocks = [words.strip(), *blocks]
    elif page.is_listing:
        blocks = [f"# {plain(page.title)}", *blocks]
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    front = "\n".join(["---", *lines, "hide: [navigation, toc]", "---"])
    return "\n\n".join([front, *blocks]) + "\n"


def _blocks(page: Page, links: Links) -> Iterator[str]:
    match page.view:
        case AgreementView() as view:
            return agreement_page(view, links)
        case PartyView() as view:
            return party_page(view, links)
        case TopicView() as view:
            return topic_page(view, links)
        case PartiesView() as view:
            return parties_page(view, links)
        case TimelineView() as view:
            return timeline_page(view, links)
        case CorrectionsView() as view:
            return corrections_page(view, links)
        case MovedView() as view:
            return iter((f"# {plain(page.title)}", f"This page has moved: {_way(view, links)}."))
    raise TypeError(f"no Markdown is known for {type(page.view).__name__}")


def _way(view: MovedView, links: Links) -> str:
    return links.to(view.to.page, view.to.agreement.headline)
