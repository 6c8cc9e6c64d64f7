"""The search of the header in Chromium: by keyboard alone, to agreements with their date and their parties."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.test_accessibility import judged
from tests.sitekit import SMALL_YML, Build, as_yaml, build_strictly, entry, write_site
from tests.web import serving

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

UNDER = "/some/repo/"
MANY = ["ARM", "AZE", "BLR", "KAZ", "KGZ", "RUS", "TJK", "UZB"]
LONG = "Unbreakable" * 8
FILES = {
    "topics.yml": as_yaml({"kites": {"label": "Kites", "sentence": "Agreements on kites."}}),
    "about.md": "# About kites\n\nWhat flies.\n",
    "agreements/kites.yml": entry(title="Treaty on Kites", date="1994-03", kind="treaty", topics=["kites"]),
    "agreements/bells.yml": entry(title="Pact of Bells", date="2001-05-06", parties=MANY, summary=f"Bells. {LONG}"),
    "agreements/rain.yml": entry(title="Rain & <b>Sun</b>", date="1999~", parties=[], open_to="all states"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_strictly(write_site(tmp_path_factory.mktemp("search"), FILES))


@pytest.fixture(scope="module")
def site(built: Build) -> Iterator[str]:
    with serving(built.site, UNDER) as url:
        yield url


class Search:
    """The search as a reader uses it, without a pointer."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.box = page.locator("[data-md-component=search-query]")
        self.results = page.locator(".md-search-result__item")
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def find(self, query: str) -> Search:
        """Press the key and write words."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(query)
        self.results.first.wait_for()
        return self

    def titles(self) -> list[str]:
        """What the results are called, without what else is shown of an agreement."""
        return [first_line(heading) for heading in self.results.locator("h1").all()]

    def facts(self, result: int = 0) -> list[str]:
        """The date and what else is shown of an agreement, then its parties; empty for what is none."""
        return self.results.nth(result).locator(":is(.tl-found__facts, .tl-found__parties) > span").all_inner_texts()


def first_line(heading: Locator) -> str:
    """The title in a result's heading."""
    return heading.inner_text().partition("\n")[0].strip()


@pytest.fixture
def search(new_page: Callable[..., Page]) -> Callable[..., Search]:
    """`search(site, path, width, **options)` opens a page of a site."""

    def opened(site: str, path: str = "about/", width: int = 1440, **options: Any) -> Search:
        page = new_page(site, viewport={"width": width, "height": 900}, reduced_motion="reduce", **options)
        found = Search(page)
        page.goto(path, wait_until="load")
        return found

    return opened


Opened = Callable[..., Search]

# --- what a result shows ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_a_result_shows_date_and_parties(site: str, search: Opened, width: int) -> None:
    found = search(site, width=width).find("kites")
    assert "Treaty on Kites" in found.titles()
    assert found.facts(found.titles().index("Treaty on Kites")) == ["March 1994", "treaty", "Russia", "Kazakhstan"]
    result = found.results.filter(has_text="March 1994")
    for part in (".tl-mark", "time", "h1", "p"):
        assert result.locator(part).first.is_visible(), part
    assert found.said == []


@pytest.mark.parametrize("width", [360, 1440])
def test_of_many_parties_the_first_are_shown_and_nothing_is_too_wide(site: str, search: Opened, width: int) -> None:
    found = search(site, width=width).find("bells")
    assert found.facts()[-3:] == ["Kyrgyzstan", "Russia", "and 2 more"]
    wrap = found.page.locator(".md-search__scrollwrap")
    assert wrap.evaluate("element => element.scrollWidth - element.clientWidth") == 0


def test_a_party_that_is_not_shown_is_found_and_then_said(site: str, search: Opened) -> None:
    found = search(site).find("uzbekistan")
    assert found.titles() == ["Uzbekistan", "Pact of Bells"]
    assert found.results.nth(1).locator("p:visible").all_inner_texts() == ["Tajikistan, Uzbekistan"]


def test_what_is_no_agreement_has_neither_date_nor_parties(site: str, search: Opened) -> None:
    found = search(site).find("kites")
    others = [number for number, title in enumerate(found.titles()) if title in ("Kites", "About kites")]
    assert len(others) == 2
    assert [found.facts(number) for number in others] == [[], []]


@pytest.mark.parametrize(("query", "marked"), [("1994", "1994"), ("kazakh", "Kazakhstan"), ("march", "March")])
def test_words_are_marked_in_date_and_parties_too(site: str, search: Opened, query: str, marked: str) -> None:
    result = search(site).find(query).results.filter(has_text="Treaty on Kites")
    assert marked in result.locator(".tl-found mark").all_inner_texts()


def test_a_title_is_read_as_it_was_written(site: str, search: Opened) -> None:
    found = search(site).find("rain")
    assert found.titles() == ["Rain & <b>Sun</b>"]
    assert found.facts() == ["about 1999", "other", "open to all states"]


# --- by keyboard --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 1440])
def test_the_keyboard_alone_leads_to_an_agreement(site: str, search: Opened, width: int) -> None:
    found = search(site, width=width).find("bells")
    found.page.keyboard.press("ArrowDown")
    assert found.page.locator(":focus").get_attribute("href").startswith(f"{site}agreements/bells/")
    found.page.keyboard.press("Enter")
    found.page.wait_for_url(f"{site}agreements/bells/**")
    assert found.page.locator("h1").inner_text() == "Pact of Bells"
    assert found.said == []


def test_enter_opens_the_best_result_at_once(site: str, search: Opened) -> None:
    found = search(site, "agreements/kites/").find("bells")
    found.page.keyboard.press("Enter")
    found.page.wait_for_url(f"{site}agreements/bells/**")


def test_escape_leaves_the_search(site: str, search: Opened) -> None:
    found = search(site).find("bells")
    found.page.keyboard.press("Escape")
    found.page.locator(".md-search__output").wait_for(state="hidden")
    assert found.page.evaluate("document.activeElement === document.body")


def test_the_field_shows_its_key_until_it_is_open(site: str, search: Opened) -> None:
    found = search(site)
    shown = "getComputedStyle(document.querySelector('.md-search__form'), '::after').content"
    assert found.page.evaluate(shown).startswith('"/"')
    found.page.keyboard.press("/")
    assert found.box.evaluate("box => box === document.activeElement && box.value === ''")
    assert found.page.evaluate(shown) == "none"


def test_the_key_is_a_letter_where_something_else_is_written(flagship: str, search: Opened) -> None:
    page = search(flagship, "").page
    words = page.locator(".tl-facets input[name=words]")
    words.click()
    page.keyboard.type("1990/91")
    assert words.input_value() == "1990/91"


# --- what comes first ---------------------------------------------------------------------------------------


def test_a_word_that_was_found_is_seen_however_long_the_text_before_it(
    tmp_path: Path, serve: Callable[..., str], search: Opened
) -> None:
    context = f"{'Many words stand before the one. ' * 40} Zyzzyva."
    built = build_strictly(write_site(tmp_path, {"agreements/amity.yml": entry(context=context)}))
    result = search(serve(built.site)).find("zyzzyva").results.first
    text, mark = result.locator("p").bounding_box(), result.locator("mark").bounding_box()
    assert text and mark
    assert mark["y"] + mark["height"] <= text["y"] + text["height"]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("north atlantic treaty", ["North Atlantic Treaty"]),
        ("1949", ["North Atlantic Treaty"]),
        ("nato", ["NATO", "NATO-Russia Founding Act", "NATO-Russia Rome Declaration", "North Atlantic Treaty"]),
        ("kazakhstan", ["Kazakhstan", "Russia-Kazakhstan joint air-defence system"]),
        ("helsinki 1975", ["Helsinki Final Act"]),
        ("ussr", ["Soviet Union"]),
        ("NPT", ["Nuclear Non-Proliferation Treaty (NPT)"]),
        ("ctbt", ["Comprehensive Nuclear-Test-Ban Treaty (CTBT)"]),
    ],
)
def test_what_is_meant_comes_first(flagship: str, search: Opened, query: str, first: list[str]) -> None:
    assert search(flagship, "countries/").find(query).titles()[: len(first)] == first


def test_of_a_subject_the_agreements_come_first_each_as_one_result(flagship: str, search: Opened) -> None:
    found = search(flagship, "countries/").find("air defence")
    assert all("air defence" in title.lower().replace("-", " ") for title in found.titles()[:6])
    assert [len(found.facts(number)) > 2 for number in range(6)] == [True] * 6
    assert found.results.locator("h2, details").count() == 0


# --- elsewhere ----------------------------------------------------------------------------------------------


def test_without_directory_urls_a_result_leads_to_a_file(
    tmp_path: Path, serve: Callable[..., str], search: Opened
) -> None:
    files = build_strictly(write_site(tmp_path, FILES), use_directory_urls=False)
    url = serve(files.site, UNDER)
    found = search(url, "about.html").find("bells")
    assert found.facts()[0] == "6 May 2001"
    found.page.keyboard.press("Enter")
    found.page.wait_for_url(f"{url}agreements/bells.html**")


def test_a_site_without_a_search_has_no_field_and_nothing_complains(
    tmp_path: Path, serve: Callable[..., str], search: Opened
) -> None:
    plain = build_strictly(write_site(tmp_path, FILES, SMALL_YML.replace("search, ", "")))
    found = search(serve(plain.site, UNDER))
    found.page.keyboard.press("/")
    assert found.box.count() == 0
    assert found.page.locator("h1").inner_text() == "About kites"
    assert found.said == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_against_results_of_every_kind(site: str, search: Opened, width: int, scheme: str) -> None:
    found = search(site, width=width, color_scheme=scheme).find("kites")
    found.page.keyboard.press("ArrowDown")
    assert judged(found.page)[0] == []
