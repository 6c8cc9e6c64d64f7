"""Light and dark in Chromium: as the system has it, until a reader chooses; and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_kinds import LIGHTNESS, scheme_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

SCHEMES = ["light", "dark"]


def switch(page: Page, wanted: str) -> None:
    """Use the switch, which says what it leads to, and wait until it leads elsewhere."""
    page.get_by_title(f"Switch to the {wanted}").click()
    page.get_by_title(f"Switch to the {wanted}").wait_for(state="hidden")


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("script", [True, False], ids=["with-javascript", "without"])
def test_a_page_is_light_or_dark_as_the_system_is_and_prints_light(
    flagship: str, new_page: Callable[..., Page], scheme: str, script: bool
) -> None:
    page = new_page(flagship, color_scheme=scheme, java_script_enabled=script)
    page.goto("agreements/")
    assert scheme_of(page) == scheme
    page.emulate_media(media="print")
    assert scheme_of(page) == "light"


def becomes(page: Page, scheme: str) -> None:
    """Wait until a page has a scheme: the theme's script is told of the system's a moment later."""
    page.wait_for_function(f"({LIGHTNESS.strip()})() {'>' if scheme == 'light' else '<'} 400")


def test_a_page_follows_the_system_until_the_reader_chooses_and_again_when_asked_to(
    flagship: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(flagship, color_scheme="light")
    page.goto("agreements/")
    page.emulate_media(color_scheme="dark")
    becomes(page, "dark")
    switch(page, "light scheme")
    page.reload()
    becomes(page, "light")
    switch(page, "dark scheme")
    page.emulate_media(color_scheme="light")
    page.reload()
    becomes(page, "dark")
    switch(page, "scheme of the system")
    becomes(page, "light")
