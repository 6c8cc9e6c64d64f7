"""What comes out of the printer: every agreement on the timeline, and where each source is to be found."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.sitekit import FLAGSHIP, loaded

if TYPE_CHECKING:
    from playwright.sync_api import Page

COLLECTION = loaded(FLAGSHIP).collection
JOINT_AIR_DEFENCE = COLLECTION.by_id["russia-kazakhstan-joint-air-defence-2013"].agreement


def squeezed(text: str) -> str:
    """A text without white space and ligatures: a line on paper may end anywhere in an address."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


@pytest.fixture
def printed(flagship: str, new_page: Callable[..., Page]) -> Callable[[str], str]:
    """`printed(kind)` prints a page of the flagship on A4 and gives the text on the paper, squeezed."""

    def text(kind: str) -> str:
        page = new_page(flagship, color_scheme="dark")
        page.goto(kind)
        paper = PdfReader(io.BytesIO(page.pdf(format="A4")))
        return squeezed("".join(sheet.extract_text() for sheet in paper.pages))

    return text


def missing(texts: list[str], paper: str) -> list[str]:
    """The texts that a paper has not in this order."""
    lost, place = [], 0
    for text in texts:
        found = paper.find(squeezed(text), place)
        lost += [text] * (found < 0)
        place = max(place, found)
    return lost


def test_the_timeline_prints_every_agreement_with_its_summary(printed: Callable[[str], str]) -> None:
    agreements = [entry.agreement for entry in COLLECTION.entries]
    paper = printed("")
    assert missing([agreement.headline for agreement in agreements], paper) == []
    assert missing([agreement.summary for agreement in agreements], paper) == []
    assert "Typetostartsearching" not in paper


def test_a_country_prints_all_its_agreements_and_no_other_countrys(printed: Callable[[str], str]) -> None:
    paper = printed("countries/russia/")
    entries = COLLECTION.by_party["RUS"]
    theirs = [entry.agreement.headline for entry in entries]
    others = [entry.agreement for entry in COLLECTION.entries if entry not in entries]
    assert len(theirs) > 40
    assert missing(theirs, paper) == []
    assert [other.headline for other in others if squeezed(other.summary) in paper] == []


def test_an_agreement_prints_the_address_of_every_source(printed: Callable[[str], str]) -> None:
    sources = JOINT_AIR_DEFENCE.sources
    addresses = [url for source in sources for url in (source.url, source.archived_url) if url]
    assert len(addresses) >= len(sources)
    paper = printed("agreements/russia-kazakhstan-joint-air-defence-2013/")
    assert missing([f"<{address}>" for address in addresses], paper) == []
    assert missing([source.title or source.publisher for source in sources], paper) == []


def test_paper_has_ink_alone_whatever_the_screen_shows(flagship: str, new_page: Callable[..., Page]) -> None:
    page = new_page(flagship, color_scheme="dark")
    page.goto("countries/russia/")
    page.emulate_media(media="print", color_scheme="dark")
    paper = "getComputedStyle(document.body).getPropertyValue('--tl-paper').trim()"
    assert page.evaluate(paper) == "#fff"
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(28, 33, 39)"
