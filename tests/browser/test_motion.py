"""Whoever asks for less motion gets none: nothing of ours or of Material's fades, slides or scrolls smoothly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from tests.browser.test_kinds import BY_AND_BY
from tests.web import OneOrigin

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Motion = Literal["reduce", "no-preference"]

MOVES = """
() => {
  const NOTICED = 0.01;  // seconds
  const PARTS = [null, "::before", "::after", "::marker", "::placeholder", "::backdrop", "::details-content"];
  const longest = (durations) => Math.max(...durations.split(",").map((duration) => parseFloat(duration) || 0));
  const named = (element, part) => element.cloneNode().outerHTML.slice(0, 120) + (part ?? "");
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const part of PARTS) {
      const style = getComputedStyle(element, part);
      const changes = longest(style.transitionDuration) + longest(style.transitionDelay);
      if (style.transitionProperty !== "none" && changes > NOTICED) found.push(`transition ${named(element, part)}`);
      const lasts = longest(style.animationDuration);
      if (style.animationName !== "none" && lasts > NOTICED) found.push(`animation ${named(element, part)}`);
      if (!part && style.scrollBehavior === "smooth") found.push(`scroll ${named(element)}`);
    }
  }
  for (const {effect} of document.getAnimations()) {
    if (effect.getComputedTiming().duration > 1000 * NOTICED) found.push(`moving ${named(effect.target)}`);
  }
  return found;
}
"""
"""What can move on a page, or moves."""

SPY = """
const scrolled = window.scrolled = [];
for (const [owner, name] of [
  [Element.prototype, "scrollIntoView"],
  ...["scroll", "scrollTo", "scrollBy"].flatMap((name) => [[Element.prototype, name], [window, name]]),
  [Element.prototype, "animate"],
]) {
  const own = owner[name];
  owner[name] = function (...words) {
    scrolled.push(name === "animate" ? name : words.find((word) => word?.behavior)?.behavior ?? "auto");
    return own.apply(this, words);
  };
}
"""
"""Has a page note in what way its scripts scroll or move anything."""


@pytest.fixture(scope="module")
def open_page(flagship: str, chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`open_page(kind)` opens a page of the flagship for a reader who asks for less motion, or does not."""
    with chromium.new_context(base_url=flagship, service_workers="block") as context:
        guard = OneOrigin(flagship, context)
        context.add_init_script(SPY)
        page = context.new_page()

        def opened(kind: str, motion: Motion = "reduce", width: int = 1440) -> Page:
            page.emulate_media(reduced_motion=motion)
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(kind)
            return page

        yield opened
        assert guard.strays == []


def moves(page: Page) -> list[str]:
    """What can move on a page, or moves, or was scrolled smoothly by a script."""
    scrolled: list[str] = page.evaluate("scrolled")
    found: list[str] = page.evaluate(MOVES)
    return found + [way for way in scrolled if way in ("smooth", "animate")]


# --- pages as they are opened -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BY_AND_BY)
def test_nothing_on_a_page_can_move_for_whoever_asks_for_less_motion(open_page: Callable[..., Page], kind: str) -> None:
    page = open_page(kind)
    assert moves(page) == []
    page.set_viewport_size({"width": 360, "height": 900})
    assert moves(page) == []


def test_without_that_wish_something_can_move(open_page: Callable[..., Page]) -> None:
    found = moves(open_page("about/", "no-preference", width=360))
    assert len(found) > 10
    assert any("md-header" in one for one in found)


SEEDS = {
    "transition": "<p style='transition: opacity 1s'>x</p>",
    "transition that waits": "<p style='transition: visibility 0s 1s'>x</p>",
    "animation of Material": "<p data-md-visible><a class='md-annotation__index'>x</a></p>",
    "scroll": "<p style='overflow: auto; scroll-behavior: smooth'>x</p>",
    "placeholder": "<input class='md-search__input' placeholder='x'>",
}
"""What moves by its style unless somebody asks for less motion."""


@pytest.mark.parametrize("seed", SEEDS)
def test_what_moves_by_its_style_is_found_and_is_stilled_by_the_wish(open_page: Callable[..., Page], seed: str) -> None:
    for motion, is_found in (("no-preference", True), ("reduce", False)):
        page = open_page("404.html", motion)
        before = moves(page)
        page.evaluate("seed => document.querySelector('article').insertAdjacentHTML('beforeend', seed)", SEEDS[seed])
        assert (len(moves(page)) > len(before)) is is_found, motion


SCRIPTS = [
    "document.body.animate([{opacity: 0}, {opacity: 1}], 60_000)",
    "scrollTo({top: 1, behavior: 'smooth'})",
    "document.body.scrollIntoView({behavior: 'smooth'})",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_a_script_moves_is_found(open_page: Callable[..., Page], script: str) -> None:
    page = open_page("404.html")
    assert moves(page) == []
    page.evaluate(f"() => {{ {script} }}")
    assert moves(page) != []


# --- pages as they are used ---------------------------------------------------------------------------------


MOUNT_JUMPS = """
async () => (await import(new URL("assets/javascripts/treatyline-jumps.js", document.baseURI))).mountJumps()
"""
"""Only a very long timeline does so by itself."""


def test_a_jump_is_there_at_once(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.evaluate(MOUNT_JUMPS)
    page.locator(".tl-histogram__bar a:visible").last.click()
    page.wait_for_function("scrolled.length > 0")
    assert set(page.evaluate("scrolled")) == {"instant"}
    assert page.evaluate("Math.abs(document.querySelector(':target').getBoundingClientRect().top) < innerHeight")
    assert moves(page) == []


def test_the_choices_the_search_and_the_drawer_open_without_motion(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.locator("[data-facet=party] > summary").click()
    page.locator("[data-facet=party] input").first.check()
    assert moves(page) == []
    page.keyboard.press("/")
    page.keyboard.type("air defence")
    page.locator(".md-search-result__item").first.wait_for()
    assert moves(page) == []
    page = open_page("about/", width=360)
    page.locator(".md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Countries").wait_for()
    assert moves(page) == []
