"""A timeline of several pages in Chromium: the facets go over all of them, and what is chosen goes along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_accessibility import judged
from tests.browser.test_facets import ALL, FILES, Timeline, made, profile, timeline
from tests.browser.test_kinds import WIDTHS, overflow
from tests.sitekit import SMALL_YML, Build, build, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["profile", "timeline"]

INDEX = "**/timeline/index.json"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    configuration = SMALL_YML.replace("contributing: false", "contributing: false, split_at: 2")
    made = build(write_site(tmp_path_factory.mktemp("decades"), FILES, configuration), strict=False)
    assert made.succeeded
    return made


def decades(timeline: Timeline) -> dict[str, str]:
    """The decades that are to be seen, with what each says of its number."""
    seen = timeline.page.locator("[data-decade]:visible")
    return {
        decade.get_attribute("data-decade") or "": decade.locator(".tl-decade__number").first.inner_text()
        for decade in seen.all()
    }


def years(timeline: Timeline) -> dict[str, str]:
    """The years that are to be seen, with their numbers."""
    seen = timeline.page.locator("[data-year]:visible")
    return {
        year.get_attribute("data-year") or "": year.locator(".tl-decade__number").inner_text() for year in seen.all()
    }


def result(timeline: Timeline, text: str) -> None:
    """Wait until a number is announced."""
    timeline.page.locator(".tl-facets__result", has_text=text).wait_for()
    assert timeline.result == text


# --- the first page -----------------------------------------------------------------------------------------


def test_the_first_page_names_decades_and_years_with_their_numbers(timeline: Timeline) -> None:
    assert timeline.result == "5 agreements"
    assert decades(timeline) == {"1720s": "1", "1990s": "3", "2000s": "1"}
    assert years(timeline) == {"172X": "1", "1990": "2", "1995": "1", "2001": "1"}


def test_a_choice_leaves_the_decades_and_years_that_have_a_match(timeline: Timeline) -> None:
    timeline.choose("party", "ARM")
    result(timeline, "2 of 5 agreements")
    assert decades(timeline) == {"1990s": "2 of 3"}
    assert years(timeline) == {"1990": "1", "1995": "1"}
    timeline.clear()
    result(timeline, "5 agreements")
    assert decades(timeline) == {"1720s": "1", "1990s": "3", "2000s": "1"}


def test_facets_combine_and_words_are_found_over_all_pages(timeline: Timeline) -> None:
    timeline.type("evora")
    result(timeline, "1 of 5 agreements")
    assert years(timeline) == {"2001": "1"}
    timeline.type("kazakhstan bargain")
    result(timeline, "3 of 5 agreements")
    timeline.choose("kind", "protocol")
    result(timeline, "1 of 5 agreements")
    assert timeline.counts("kind") == {"treaty": 2, "protocol": 1, "declaration": 0}


def test_the_latest_can_come_first(timeline: Timeline) -> None:
    timeline.page.get_by_role("button", name="Latest first").click()
    assert list(decades(timeline)) == ["2000s", "1990s", "1720s"]
    assert list(years(timeline)) == ["2001", "1995", "1990", "172X"]
    assert timeline.result == "5 agreements"


def test_the_index_is_fetched_once_and_only_for_who_chooses(timeline: Timeline) -> None:
    asked: list[str] = []
    timeline.page.on("request", lambda request: asked.append(request.url))
    timeline.page.reload()
    timeline.page.locator(".tl-facets:visible").wait_for()
    assert not [url for url in asked if url.endswith("index.json") and "/timeline/" in url]
    timeline.choose("party", "RUS")
    result(timeline, "3 of 5 agreements")
    timeline.choose("party", "TUR")
    result(timeline, "4 of 5 agreements")
    assert len([url for url in asked if "/timeline/index.json" in url]) == 1


def test_where_the_index_does_not_come_the_page_says_so_and_asks_again(
    built: Build, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    page = new_page(serve(built.site))
    page.route(INDEX, lambda route: route.abort())
    timeline = Timeline(page).open()
    timeline.choose("party", "ARM")
    result(timeline, "The list of agreements did not come")
    page.unroute(INDEX)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Try again").click()
    result(timeline, "2 of 5 agreements")
    assert not page.get_by_role("button", name="Try again").is_visible()


def test_until_the_index_comes_the_page_says_what_is_chosen_and_can_be_cleared(
    built: Build, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    page = new_page(serve(built.site))
    page.route(INDEX, lambda route: None)
    timeline = Timeline(page).open("timeline/1990s/?party=ARM&kind=treaty")
    result(timeline, "Looking through all agreements …")
    assert timeline.facet("party").inner_text().split() == ["Parties", ":", "Armenia"]
    assert page.get_by_role("button", name="Clear all choices").is_visible()


# --- from page to page --------------------------------------------------------------------------------------


def test_what_is_chosen_goes_along_to_a_decade_and_back(timeline: Timeline) -> None:
    timeline.choose("party", "RUS").page.keyboard.press("Escape")
    timeline.page.get_by_role("link", name="1990s").click()
    result(timeline, "3 of 5 agreements, 2 on this page")
    assert timeline.query == "?party=RUS"
    assert timeline.shown == ["Kites", "Lanterns"]
    assert timeline.years == ["1990", "1995"]
    assert decades(timeline) == {"1720s": "0 of 1", "1990s": "2 of 3", "2000s": "1 of 1"}
    timeline.page.get_by_role("navigation", name="Decades", exact=True).get_by_role("link", name="2000–2009").click()
    result(timeline, "3 of 5 agreements, 1 on this page")
    timeline.clear()
    timeline.page.get_by_role("link", name="all decades").click()
    timeline.page.locator(".tl-decade").first.wait_for()
    assert timeline.query == ""


def test_a_year_of_the_first_page_and_a_bar_lead_to_their_place(timeline: Timeline) -> None:
    timeline.choose("kind", "treaty").page.keyboard.press("Escape")
    timeline.page.get_by_role("link", name="1990", exact=True).click()
    timeline.page.wait_for_url("**/timeline/1990s/?kind=treaty#y1990")
    bar = timeline.page.locator(".tl-histogram__drawing--wide a[href$='#y2001']")
    assert bar.get_attribute("href") == "../2000s/?kind=treaty#y2001"
    local = timeline.page.locator(".tl-histogram__drawing--wide a[href$='#y1990']")
    assert local.get_attribute("href") == "#y1990"


def test_a_pasted_address_a_reload_and_the_way_back_find_the_same(timeline: Timeline) -> None:
    for _ in range(2):
        timeline.open("timeline/1990s/?topic=trade&order=latest")
        result(timeline, "2 of 5 agreements, 2 on this page")
        assert timeline.shown == ["Lanterns", "Bells"]
    timeline.page.reload()
    result(timeline, "2 of 5 agreements, 2 on this page")
    timeline.page.get_by_role("link", name="Lanterns", exact=True).click()
    timeline.page.get_by_role("heading", level=1, name="Lanterns").wait_for()
    timeline.page.go_back()
    result(timeline, "2 of 5 agreements, 2 on this page")
    assert timeline.shown == ["Lanterns", "Bells"]


MANY = {
    f"agreements/a-{number}.yml": made(f"Treaty {number}", f"1990-01-{number:02}", ["RUS", "KAZ", "ARM"][number % 2 :])
    for number in range(1, 29)
}


def test_who_comes_back_to_a_narrowed_page_finds_the_same_place(
    tmp_path: Path, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    built = build(write_site(tmp_path, MANY | FILES, SMALL_YML), strict=False)
    page = new_page(serve(built.site), viewport={"width": 1440, "height": 600})
    timeline = Timeline(page).open("?party=RUS")
    link = page.get_by_role("link", name="Treaty 18", exact=True)
    link.scroll_into_view_if_needed()
    before = link.bounding_box()
    link.click()
    page.get_by_role("heading", level=1, name="Treaty 18").wait_for()
    page.go_back()
    timeline.page.locator(".tl-facets__result", has_text="of 33").wait_for()
    page.wait_for_function(
        "top => Math.abs(document.querySelector('#a-a-18 .tl-entry__title a').getBoundingClientRect().top - top) < 2",
        arg=before and before["y"],
    )


# --- for everybody ------------------------------------------------------------------------------------------


def test_without_javascript_every_agreement_is_one_step_away(
    built: Build, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    page = new_page(serve(built.site), java_script_enabled=False)
    page.goto("?kind=treaty")
    assert not page.locator(".tl-facets").is_visible()
    found = []
    for link in page.locator(".tl-decade .tl-year__number a").all():
        opened = new_page(page.url)
        opened.goto(link.get_attribute("href") or "")
        found += opened.locator(".tl-entry:visible .tl-entry__title").all_inner_texts()
    assert found == ALL


@pytest.mark.parametrize("path", ["", "timeline/1990s/?party=RUS", "timeline/1720s/"])
def test_axe_finds_nothing_and_nothing_is_too_wide(timeline: Timeline, path: str) -> None:
    for scheme in ("light", "dark"):
        timeline.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        timeline.open(path)
        for width in WIDTHS:
            timeline.page.set_viewport_size({"width": width, "height": 900})
            assert overflow(timeline.page) == 0, (scheme, width)
            violations, held = judged(timeline.page)
            assert violations == [], (scheme, width)
            assert held >= 20


def test_the_keyboard_alone_goes_from_decade_to_decade(timeline: Timeline) -> None:
    page = timeline.page
    timeline.facet("kind").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    result(timeline, "3 of 5 agreements")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.tl-decade') !== null"):
            break
    page.keyboard.press("Enter")
    page.locator("h1", has_text="Timeline: 1990s").wait_for()
    result(timeline, "3 of 5 agreements, 2 on this page")
    assert timeline.shown == ["Kites", "Bells"]
