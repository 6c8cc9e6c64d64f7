"""Every kind of page in Chromium: at all widths, in both schemes, without JavaScript, by keyboard, by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.sitekit import FLAGSHIP, Build, build_strictly, entry, write_site
from tests.web import OneOrigin
from treatyline.site import load

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

KINDS = [
    "",
    "agreements/russia-kazakhstan-joint-air-defence-2013/",
    "agreements/caspian-convention-2018/",
    "countries/",
    "countries/russia/",
    "countries/soviet-union/",
    "organisations/",
    "pending/",
    "agreements/",
    "topics/air-defence/",
    "about/",
    "method/",
    "corrections/",
    "contribute/",
    "contribute/work-to-do/",
    "contribute/fields/",
    "contribute/problems/",
    "contribute/problems/bad-date/",
    "404.html",
    "atlantis/",
    "atlantis/agreements/atlantis-lemuria-air-2013/",
    "atlantis/agreements/free-waters-convention-1950/",
    "atlantis/countries/lemuria/",
    "atlantis/organisations/league-of-drowned-lands/",
]
"""Every kind of page of the flagship, and of the made-up site what the flagship has not."""

WIDTHS = [360, 820, 1440]
HEADLINES = [entry.agreement.headline for entry in load(FLAGSHIP).collection.entries]


@pytest.fixture(scope="module")
def guarded(flagship: str, chromium: Browser) -> Iterator[tuple[BrowserContext, OneOrigin]]:
    """One profile for the tests of this file, so that what all pages share is fetched once."""
    with chromium.new_context(base_url=flagship, service_workers="block") as context:
        yield context, OneOrigin(flagship, context)


@pytest.fixture
def page(guarded: tuple[BrowserContext, OneOrigin]) -> Iterator[Page]:
    """A blank page; the flagship's addresses are relative to it, and it must ask no other origin."""
    context, guard = guarded
    with context.new_page() as page:
        yield page
    assert guard.strays == []


def overflow(page: Page) -> int:
    """How many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


# --- widths -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_scrolls_sideways_or_asks_another_origin(page: Page, kind: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(kind)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == 0, width
    assert page.locator("h1:visible").count() == 1
    assert said == []


LONG = "Unbreakable" * 8
LONG_WORDS = entry(
    title=LONG,
    summary=LONG,
    context=f"{LONG} https://example.org/{LONG} `{LONG}`",
    parties=[{"party": "RUS", "signed_as": LONG, "actions": [{"type": "signature", "note": LONG}]}, "KAZ"],
    quotes=[{"text": LONG, "speaker": LONG, "source": "s"}],
    sources=[{"id": "s", "publisher": LONG, "title": LONG, "url": f"https://example.org/{LONG}"}],
    identifiers={LONG: LONG},
    formerly=["before"],
)


@pytest.fixture(scope="module")
def long_words(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_strictly(write_site(tmp_path_factory.mktemp("long"), {"agreements/long.yml": LONG_WORDS}))


@pytest.mark.parametrize("path", ["", "agreements/long/", "countries/russia/"])
def test_no_word_is_too_long_for_a_narrow_page(
    long_words: Build, serve: Callable[..., str], new_page: Callable[..., Page], path: str
) -> None:
    page = new_page(serve(long_words.site), viewport={"width": 360, "height": 800})
    page.goto(path)
    assert overflow(page) == 0


# --- schemes and paper --------------------------------------------------------------------------------------

LIGHTNESS = """
() => getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0)
"""


def test_a_page_is_light_or_dark_as_the_reader_prefers(flagship: str, new_page: Callable[..., Page]) -> None:
    lightness = {}
    for scheme in ("light", "dark"):
        page = new_page(flagship, color_scheme=scheme)
        page.goto("")
        lightness[scheme] = page.evaluate(LIGHTNESS)
    assert lightness["light"] > 3 * 200
    assert lightness["dark"] < 3 * 80


def test_the_timeline_prints_whole(page: Page) -> None:
    page.goto("")
    page.emulate_media(media="print")
    printed = page.inner_text("body")
    assert [headline for headline in HEADLINES if headline not in printed] == []
    assert not page.locator("[data-md-component=search-query]").is_visible()


# --- without JavaScript -------------------------------------------------------------------------------------


def test_without_javascript_every_agreement_is_there_and_can_be_opened(
    flagship: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(flagship, java_script_enabled=False)
    page.goto("")
    for headline in HEADLINES:
        assert page.get_by_role("main").get_by_role("link", name=headline, exact=True).first.is_visible()
    page.get_by_role("main").get_by_role("link", name=HEADLINES[0], exact=True).first.click()
    assert page.locator("h1").inner_text() == HEADLINES[0]


@pytest.mark.parametrize("kind", ["agreements/russia-kazakhstan-joint-air-defence-2013/", "countries/russia/"])
def test_without_javascript_a_page_reads_as_with_it(
    flagship: str, page: Page, new_page: Callable[..., Page], kind: str
) -> None:
    pages = [page, new_page(flagship, java_script_enabled=False)]
    for one in pages:
        one.goto(kind)
    for width in WIDTHS:
        texts = []
        for one in pages:
            one.set_viewport_size({"width": width, "height": 900})
            texts.append(one.get_by_role("main").inner_text().split())
        assert texts[0] == texts[1], width


# --- by keyboard --------------------------------------------------------------------------------------------

FOCUSED = """
() => {
  const focused = document.activeElement, box = focused.getBoundingClientRect();
  const href = focused.getAttribute("href");  // in a drawing, `href` is an object
  const seen = box.width > 0 && box.bottom > 0;
  return {href: href ? new URL(href, location).href : "", text: focused.textContent.trim(), seen};
}
"""


def test_the_first_key_reaches_a_link_that_skips_to_the_content(page: Page) -> None:
    page.goto("countries/russia/")
    page.keyboard.press("Tab")
    skip = page.evaluate(FOCUSED)
    assert "skip" in skip["text"].lower()
    assert skip["seen"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_keyboard_reaches_the_sections_of_the_site_and_the_first_agreement(flagship: str, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("")
    reached = []
    for _ in range(120):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    links = {focused["href"].removeprefix(flagship) for focused in reached if focused["seen"]}
    assert {"countries/", "organisations/", "about/", "contribute/"} <= links
    assert "agreements/north-atlantic-treaty-1949/" in links
