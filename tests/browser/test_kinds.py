"""Every kind of page in Chromium: at all widths, in both schemes, without JavaScript, by keyboard, by itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import UNDER
from tests.sitekit import FLAGSHIP, Build, build_strictly, entry, loaded, read_html, write_site
from tests.test_links import Served, problems_of_links
from tests.web import Complaints, OneOrigin

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

NOT_HERE = "no/such/page/"
"""An address of no page: the page for that is shown there."""

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
    NOT_HERE,
    "atlantis/",
    "atlantis/agreements/atlantis-lemuria-air-2013/",
    "atlantis/agreements/free-waters-convention-1950/",
    "atlantis/countries/lemuria/",
    "atlantis/organisations/league-of-drowned-lands/",
]
"""Every kind of page of the flagship, and of the made-up site what the flagship has not."""

QUICK = {"agreements/russia-kazakhstan-joint-air-defence-2013/", "topics/air-defence/", "about/", NOT_HERE}
BY_AND_BY = [pytest.param(kind, marks=[pytest.mark.slow] * (kind not in QUICK)) for kind in KINDS]
"""Every kind of page, for a test that takes seconds with each: most of them only where all tests are run."""

WIDTHS = [360, 820, 1440]
SCHEMES = ["light", "dark"]
HEADLINES = [entry.agreement.headline for entry in loaded(FLAGSHIP).collection.entries]


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


# --- widths and schemes -------------------------------------------------------------------------------------

LIGHTNESS = """
() => getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).reduce((sum, part) => sum + +part, 0)
"""


def scheme_of(page: Page) -> str:
    """The scheme in which a page is shown, by the colour of its paper."""
    lightness = page.evaluate(LIGHTNESS)
    assert lightness > 3 * 200 or lightness < 3 * 80
    return "light" if lightness > 3 * 200 else "dark"


@pytest.fixture(scope="module", params=SCHEMES)
def in_scheme(
    request: pytest.FixtureRequest, flagship: str, chromium: Browser
) -> Iterator[tuple[str, BrowserContext, OneOrigin]]:
    """A scheme, and a profile of readers who prefer it."""
    with chromium.new_context(base_url=flagship, service_workers="block", color_scheme=request.param) as context:
        yield request.param, context, OneOrigin(flagship, context)


@pytest.mark.parametrize("kind", BY_AND_BY)
def test_no_page_scrolls_sideways_complains_or_asks_another_origin(
    in_scheme: tuple[str, BrowserContext, OneOrigin], kind: str
) -> None:
    scheme, context, guard = in_scheme
    with context.new_page() as page:
        heard = Complaints(page)
        page.goto(kind)
        assert scheme_of(page) == scheme
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            assert overflow(page) == 0, width
        assert page.locator("h1:visible").count() == 1
        heard.settle()
        address = page.url
    if kind == NOT_HERE:  # the page itself, and nothing on it, is answered by 404
        assert heard.failed == [f"404 {address}"]
        assert len(heard.said) == 1 and "404" in heard.said[0]
    else:
        assert (heard.failed, heard.said) == ([], [])
    assert guard.strays == []


TOO_WIDE = """
() => {
  const wide = document.createElement("div");
  wide.style.width = `${innerWidth + 1}px`;
  wide.textContent = "wide";
  document.querySelector("article").append(wide);
}
"""


def test_a_page_that_was_spoilt_by_something_too_wide_scrolls_sideways(page: Page) -> None:
    page.goto("about/")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert overflow(page) == 0
        page.evaluate(TOO_WIDE)
        assert overflow(page) > 0, width
        page.reload()


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


# --- paper --------------------------------------------------------------------------------------------------


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


@pytest.fixture(scope="module")
def scriptless(flagship: str, chromium: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    with chromium.new_context(base_url=flagship, service_workers="block", java_script_enabled=False) as context:
        guard = OneOrigin(flagship, context)
        yield context.new_page()
        assert guard.strays == []


@pytest.fixture(scope="module")
def served(flagship: str) -> Served:
    """What the server answers to the links of all pages."""
    return Served(Path(), f"https://example.org{UNDER}", flagship)


SHELLS = "section, article, nav, form, figure, ul, ol, dl, table, details, output, p, h1, h2, h3, h4, button, [role]"
EMPTY = f"""
() => [...document.querySelectorAll("main :is({SHELLS})")]
  .filter((element) => element.checkVisibility({{visibilityProperty: true}}) && !element.textContent.trim())
  .filter((element) => !element.matches("svg") && !element.querySelector("img, svg, input"))
  .map((element) => element.outerHTML.slice(0, 120))
"""
"""What is shown and has nothing in it."""

WAITING = re.compile(r"\bloading\b|please wait|enable javascript", re.IGNORECASE)


@pytest.mark.parametrize("kind", BY_AND_BY)
def test_without_javascript_every_link_leads_somewhere_and_nothing_is_empty_or_waits(
    scriptless: Page, served: Served, kind: str
) -> None:
    scriptless.goto(kind)
    assert scriptless.locator("h1:visible").count() == 1
    shown = scriptless.get_by_role("main").inner_text()
    assert len(shown.split()) > 20
    assert WAITING.search(shown) is None
    assert scriptless.evaluate(EMPTY) == []
    as_read = read_html(scriptless.content())
    assert len(as_read.links) > 20
    assert list(problems_of_links(served, scriptless.url, as_read)) == []


def test_a_shell_without_javascript_is_found(scriptless: Page) -> None:
    scriptless.goto("about/")
    scriptless.evaluate("document.querySelector('article').append(document.createElement('section'))")
    assert scriptless.evaluate(EMPTY) == ["<section></section>"]


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
