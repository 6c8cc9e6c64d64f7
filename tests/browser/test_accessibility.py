"""Every kind of page before axe-core, by the rules of WCAG 2.0 to 2.2 at A and AA; and what must be there to be judged.

axe finds nothing wrong with an empty page: each page is also held against its headings, landmarks and tab stops.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.test_kinds import KINDS
from tests.sitekit import FLAGSHIP, SITES
from treatyline.collection import Collection
from treatyline.problems import Code
from treatyline.site import load

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from treatyline.contents import Entry

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SCHEMES = ["light", "dark"]
WIDTHS = [360, 1440]


def judged(page: Page) -> tuple[list[str], int]:
    """What axe finds against a page, and how many of its rules found something to hold the page against."""
    found: dict[str, Any] = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    violations = [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]
    return violations, len(found["passes"])


@pytest.fixture
def open_page(flagship: str, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`open_page(kind, width, **options)` opens a page of the flagship, and waits until its scripts have run."""

    def opened(kind: str, width: int, **options: Any) -> Page:
        page = new_page(flagship, viewport={"width": width, "height": 900}, **options)
        page.goto(kind, wait_until="load")
        return page

    return opened


# --- the rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_against_a_page(open_page: Callable[..., Page], kind: str) -> None:
    for scheme, width in product(SCHEMES, WIDTHS):
        violations, held = judged(open_page(kind, width, color_scheme=scheme, reduced_motion="reduce"))
        assert violations == [], (scheme, width)
        assert held >= 20, (scheme, width)


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_against_the_open_search(open_page: Callable[..., Page], width: int) -> None:
    page = open_page("", width, reduced_motion="reduce")
    page.keyboard.press("/")
    page.keyboard.type("air defence")
    page.locator(".md-search-result__item").first.wait_for()
    assert judged(page)[0] == []


def test_axe_finds_nothing_against_the_open_drawer_of_a_phone(open_page: Callable[..., Page]) -> None:
    page = open_page("about/", 360, reduced_motion="reduce")
    page.locator(".md-header__button[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Countries").wait_for()
    assert judged(page)[0] == []


SEEDS = {
    "color-contrast": "document.querySelector('h1').style.color = '#bbb'",
    "image-alt": "document.querySelector('main').append(document.createElement('img'))",
    "link-name": "document.querySelector('.tl-foot a').replaceChildren()",
    "html-has-lang": "document.documentElement.removeAttribute('lang')",
    "list": "document.querySelector('.tl-foot ul').append(document.createElement('p'))",
}
"""What a page is spoilt by, by the rule that must find it."""


@pytest.mark.parametrize("rule", SEEDS)
def test_axe_finds_what_a_page_was_spoilt_by(open_page: Callable[..., Page], rule: str) -> None:
    page = open_page("about/", 360)
    page.evaluate(SEEDS[rule])
    assert rule in {violation.partition(":")[0] for violation in judged(page)[0]}


# --- what must be there -------------------------------------------------------------------------------------

STRUCTURE = """
() => {
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility({visibilityProperty: true}));
  return {
    headings: seen("h1, h2, h3, h4, h5, h6").map((heading) => heading.textContent.replaceAll(/\\s+/g, " ").trim()),
    levels: seen("h1, h2, h3, h4, h5, h6").map((heading) => +heading.tagName[1]),
    landmarks: {
      banner: seen("body > header").length,
      search: seen("[role=search]").length,
      main: seen("main").length,
      contentinfo: seen("body > footer, .md-container > footer").length,
    },
    navigation: seen("nav:not(nav *, .md-code__nav)").map((nav) => nav.ariaLabel || ""),
    links: seen("main a[href]").length,
  };
}
"""


@dataclass(frozen=True)
class Expected:
    """What a page must have: headings, in this order among any others, and at least so many links in what it says."""

    headings: Sequence[str]
    links: int = 0


def listed(title: str, entries: Sequence[Entry], *, years: bool = True) -> Expected:
    """A page that lists agreements, below their years."""
    headings = [title] if title else []
    for entry in entries:
        year = str(entry.agreement.date.earliest.year)
        headings += [year] * (years and year not in headings) + [entry.agreement.headline]
    return Expected(headings, 3 * len(entries))


def authored(path: str, links: int) -> Expected:
    """An authored page has the headings of its text."""
    lines = (FLAGSHIP / path).read_text(encoding="utf-8").splitlines()
    return Expected([line.lstrip("#").strip() for line in lines if line.startswith("#")], links)


def of_agreement(collection: Collection, name: str) -> Expected:
    agreement = collection.by_id[name].agreement
    headings = [agreement.headline, "Parties and signatories", "Sources"]
    return Expected(headings, len(agreement.parties) + len(agreement.sources))


OURS, MADE_UP = load(FLAGSHIP).collection, load(SITES / "atlantis" / "content").collection
EXPECTED = {
    "": listed("", OURS.entries),
    "agreements/russia-kazakhstan-joint-air-defence-2013/": of_agreement(
        OURS, "russia-kazakhstan-joint-air-defence-2013"
    ),
    "agreements/caspian-convention-2018/": of_agreement(OURS, "caspian-convention-2018"),
    "countries/": Expected(["Countries"], 50),
    "countries/russia/": listed("Russia", OURS.by_party["RUS"]),
    "countries/soviet-union/": listed("Soviet Union", OURS.by_party["SUN"]),
    "organisations/": Expected(["Organisations"], 5),
    "topics/air-defence/": listed("Air defence", OURS.by_topic["air-defence"]),
    "about/": authored("about.md", 4),
    "method/": authored("method.md", 1),
    "corrections/": Expected(["Corrections", "What was corrected"]),
    "contribute/": authored("contribute.md", 5),
    "contribute/work-to-do/": Expected(["Work to do", "Find an official source"], 100),
    "contribute/fields/": Expected(
        ["The fields of an entry", "An agreement", "In signings", "A party", "A topic"], 100
    ),
    "contribute/problems/": Expected(["Errors and warnings", "The file", "One field"], len(Code)),
    "contribute/problems/bad-date/": Expected(["bad-date", "Wrong", "Right", "Why there is this rule"], 3),
    "pending/": authored("pending.md", 3),
    "agreements/": Expected(["Agreements by title", "A"], len(OURS.entries)),
    "404.html": Expected(["This page is not here"], 1),
    "atlantis/": listed("", MADE_UP.entries, years=False),
    "atlantis/agreements/atlantis-lemuria-air-2013/": of_agreement(MADE_UP, "atlantis-lemuria-air-2013"),
    "atlantis/agreements/free-waters-convention-1950/": of_agreement(MADE_UP, "free-waters-convention-1950"),
    "atlantis/countries/lemuria/": listed("Lemuria", MADE_UP.by_party["LEM"], years=False),
    "atlantis/organisations/league-of-drowned-lands/": Expected(["League of Drowned Lands", "Agreements"], 3),
}
"""What each kind of page has in it, by what the collections hold."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_its_headings_landmarks_and_links(open_page: Callable[..., Page], kind: str) -> None:
    found = open_page(kind, 1440).evaluate(STRUCTURE)
    expected = EXPECTED[kind]
    headings = iter(found["headings"])
    assert [text for text in expected.headings if not any(text in heading for heading in headings)] == []
    assert found["levels"].count(1) == 1 and found["levels"][0] == 1
    assert [pair for pair in pairwise(found["levels"]) if pair[1] > pair[0] + 1] == []  # no level is left out
    assert found["landmarks"] == {"banner": 1, "search": 1, "main": 1, "contentinfo": 1}
    assert found["navigation"].count("Header") == 1 and found["navigation"].count("Footer") == 1
    assert all(found["navigation"]) and len(set(found["navigation"])) == len(found["navigation"])
    assert found["links"] >= max(1, expected.links)


# --- by keyboard --------------------------------------------------------------------------------------------

STOPS = """
() => [...document.querySelectorAll("a[href], button, input:not([type=radio]), :checked, select, summary, [tabindex]")]
  .filter((element) => element.tabIndex >= 0 && !element.disabled)
  .filter((element) => element.checkVisibility({visibilityProperty: true}))
  .length
"""
FOCUSED = """
async () => {
  document.getAnimations().forEach((animation) => animation.finish());
  const focused = document.activeElement;
  if (focused === document.body) return null;
  window.reached = (window.reached ?? new Set()).add(focused);
  const ringed = focused.matches("[type=radio]") ? focused.nextElementSibling : focused;  // Material rings its label
  const isSeen = () => {
    const box = ringed.getBoundingClientRect();
    const isAcross = box.width > 0 && box.right > 0 && box.left < innerWidth;
    return isAcross && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
  };
  // A busy browser scrolls to what has the focus some frames later.
  for (let frame = 0; frame < 100 && !isSeen(); frame += 1) await new Promise(requestAnimationFrame);
  return {name: focused.outerHTML.slice(0, 120), isSeen: isSeen(), reached: window.reached.size};
}
"""
FRAME = 8
"""Tab stops around what a page says, at least: to skip, home, scheme, search, and the parts of the site twice."""


@pytest.mark.parametrize(
    "kind",
    [
        "agreements/russia-kazakhstan-joint-air-defence-2013/",
        "topics/air-defence/",
        "about/",
        "contribute/problems/bad-date/",
    ],
)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_every_stop_of_a_page_and_sees_each(
    open_page: Callable[..., Page], kind: str, width: int
) -> None:
    page = open_page(kind, width, reduced_motion="reduce")
    stops = page.evaluate(STOPS)
    assert stops >= FRAME + EXPECTED[kind].links
    focused = []
    for _ in range(stops + 1):
        page.keyboard.press("Tab")
        focused.append(page.evaluate(FOCUSED))
    reached = list(filter(None, focused))
    assert [one["name"] for one in reached if not one["isSeen"]] == []
    assert reached[-1]["reached"] >= stops
