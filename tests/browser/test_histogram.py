"""The histogram in Chromium: which drawing is shown to whom, and what a bar does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.sitekit import build, entry, write_site
from tests.web import serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

BARS = ".tl-histogram__bar a:visible"


@pytest.fixture(scope="module")
def timeline(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A timeline with one agreement a year from 1994 to 2023: its address."""
    files = {f"agreements/a{year}.yml": entry(date=str(year)) for year in range(1994, 2024)}
    built = build(write_site(tmp_path_factory.mktemp("bars"), files), strict=False)
    assert built.succeeded
    with serving(built.site) as url:
        yield url


@pytest.mark.parametrize(
    ("options", "bars", "least"),
    [
        ({"viewport": {"width": 1440, "height": 900}}, 30, 24),
        ({"viewport": {"width": 820, "height": 900}}, 30, 20),
        ({"viewport": {"width": 360, "height": 900}}, 15, 20),
        ({"viewport": {"width": 820, "height": 900}, "is_mobile": True, "has_touch": True}, 15, 24),
    ],
    ids=["wide", "middle", "narrow", "touch"],
)
def test_one_drawing_is_shown_and_a_phone_and_a_finger_have_the_wider_bars(
    timeline: str, new_page: Callable[..., Page], options: dict[str, object], bars: int, least: int
) -> None:
    page = new_page(timeline, **options)
    page.goto("")
    assert page.locator(".tl-histogram__drawing:visible").count() == 1
    assert page.locator(BARS).count() == bars
    assert page.get_by_role("list", name="Agreements by year").get_by_role("listitem").count() == bars
    box = page.locator(BARS).first.bounding_box()
    assert box and box["width"] >= least and box["height"] >= 24


def test_a_bar_is_opened_by_keyboard_without_javascript(timeline: str, new_page: Callable[..., Page]) -> None:
    page = new_page(timeline, java_script_enabled=False, viewport={"width": 1440, "height": 900})
    page.goto("")
    page.get_by_role("link", name="Skip the chart").focus()
    page.keyboard.press("Tab")
    assert page.locator(f"{BARS}:focus").get_attribute("aria-label") == "1994: 1 agreement"
    assert page.get_by_text("1994: 1", exact=True).is_visible(), "the words above the bar"
    page.keyboard.press("Enter")
    assert page.url.endswith("#y1994")


def test_one_stop_leads_past_all_bars(timeline: str, new_page: Callable[..., Page]) -> None:
    page = new_page(timeline, viewport={"width": 1440, "height": 900})
    page.goto("")
    page.get_by_role("link", name="Skip the chart").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.locator(".tl-histogram :focus").count() == 0
    assert page.locator("main :focus").count() == 1
