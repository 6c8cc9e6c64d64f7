"""Every kind of page before axe-core, by the rules of WCAG 2.0 to 2.2 at A and AA; and what must be there to be judged.

axe finds nothing wrong with an empty page: each page is also held against its headings, landmarks and tab stops.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.focus import focus_of
from tests.browser.test_kinds import BY_AND_BY, NOT_HERE, SCHEMES
from tests.sitekit import FLAGSHIP, SITES, loaded
from tests.web import OneOrigin
from treatyline.collection import Collection
from treatyline.gaps import gaps
from treatyline.model import State
from treatyline.problems import Code
from treatyline.reference import every, reference

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from treatyline.contents import Entry

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
WIDTHS = [360, 1440]


def judged(page: Page) -> tuple[list[str], int]:
    """What axe finds against a page, and how many of its rules found something to hold the page against."""
    found: dict[str, Any] = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    violations = [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]
    return violations, len(found["passes"])


@pytest.fixture(scope="module")
def tabs(flagship: str, chromium: Browser) -> Iterator[Mapping[str, Page]]:
    """A tab in each scheme, for one page after the other: a profile costs more than a page."""
    with ExitStack() as contexts:
        made, guards = {}, []
        for scheme in SCHEMES:
            options = {"color_scheme": scheme, "reduced_motion": "reduce", "service_workers": "block"}
            context = contexts.enter_context(chromium.new_context(base_url=flagship, **options))  # type: ignore[arg-type]
            guards.append(OneOrigin(flagship, context))
            made[scheme] = context.new_page()
        yield made
        assert [guard.strays for guard in guards] == [[]] * len(SCHEMES)


def opened(tab: Page, kind: str, width: int) -> Page:
    """A page of the flagship in a tab, once its scripts have run."""
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(kind, wait_until="load")
    return tab


@pytest.fixture
def open_page(flagship: str, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """`open_page(kind, width, **options)` opens a page of the flagship in a profile of its own."""
    return lambda kind, width, **options: opened(new_page(flagship, **options), kind, width)


# --- the rules ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BY_AND_BY)
def test_axe_finds_nothing_against_a_page(tabs: Mapping[str, Page], kind: str) -> None:
    for scheme, width in product(SCHEMES, WIDTHS):
        violations, held = judged(opened(tabs[scheme], kind, width))
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
def test_axe_finds_what_a_page_was_spoilt_by(tabs: Mapping[str, Page], rule: str) -> None:
    page = opened(tabs["light"], "about/", 360)
    page.evaluate(SEEDS[rule])
    assert rule in {violation.partition(":")[0] for violation in judged(page)[0]}


# --- what must be there -------------------------------------------------------------------------------------

CAN_STOP = "a[href], button, input:not([type=radio]), :checked, select, summary, [tabindex]"
STOPS = f"""[...document.querySelectorAll("{CAN_STOP}")]
  .filter((element) => element.tabIndex >= 0 && !element.disabled)
  .filter((element) => element.checkVisibility({{visibilityProperty: true}}))
"""
STRUCTURE = f"""
() => {{
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility({{visibilityProperty: true}}));
  const stops = {STOPS};
  return {{
    headings: seen("h1, h2, h3, h4, h5, h6").map((heading) => heading.textContent.replaceAll(/\\s+/g, " ").trim()),
    levels: seen("h1, h2, h3, h4, h5, h6").map((heading) => +heading.tagName[1]),
    landmarks: {{
      banner: seen("body > header").length,
      search: seen("[role=search]").length,
      main: seen("main").length,
      contentinfo: seen("body > footer, .md-container > footer").length,
    }},
    navigation: seen("nav:not(nav *)").map((nav) => nav.ariaLabel || ""),
    links: seen("main a[href]").length,
    stops: stops.length,
    unreachable: seen("a[href], main :is(button, input, select, summary)")
      .filter((element) => !stops.includes(element) && element.type !== "radio")
      .map((element) => element.outerHTML.slice(0, 120)),
  }};
}}
"""
FRAME = 8
"""Tab stops around what a page says, at least: to skip, home, scheme, search, and the parts of the site twice."""


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


def authored(path: str, links: int = 0) -> Expected:
    """An authored page has the headings and the links of its text, and the links of what is made below it."""
    text = (FLAGSHIP / path).read_text(encoding="utf-8")
    headings = [line.lstrip("#").strip() for line in text.splitlines() if line.startswith("#")]
    return Expected(headings, text.count("](") + links)


def of_agreement(collection: Collection, name: str) -> Expected:
    agreement = collection.by_id[name].agreement
    headings = [agreement.headline, "Parties and signatories", "Sources"]
    return Expected(headings, len(agreement.parties) + len(agreement.sources))


def of_parties(title: str, collection: Collection, *, countries: bool) -> Expected:
    """A table of parties leads to each."""
    kinds = [collection.registry[code].kind for code in collection.shown_parties]
    return Expected([title], sum(kind.is_country is countries for kind in kinds))


def of_work(collection: Collection) -> Expected:
    """What is to do leads to each entry that has no official source, to each of which facts are not known, and on."""
    open_ = [gaps(entry.agreement) for entry in collection.entries]
    headings = ["Work to do", "Find an official source", "Find what was looked for", "Name a source for a fact"]
    lacking = sum(not one.has_official_source for one in open_) + sum(bool(one.searched) for one in open_)
    return Expected(headings, lacking + len(headings))


def of_fields() -> Expected:
    """The reference has a heading for each file and for what stands in it, and an address for each field."""
    headings, fields = ["The fields of an entry"], 0
    for file, title in zip(reference(), ("An agreement", "A party", "A topic"), strict=True):
        parts = [f"In {' › '.join(part.path)}" for part in file.parts]
        headings += [title, *parts]
        fields += sum(1 for _ in every(file.fields))
    return Expected(headings, 2 * fields)  # where it stands, and in the list of those beside it


OURS, MADE_UP = loaded(FLAGSHIP).collection, loaded(SITES / "atlantis" / "content").collection
PENDING = [entry for entry in OURS.entries if (status := entry.agreement.status) and status.is_ is State.NOT_IN_FORCE]
CORRECTIONS = [change for entry in OURS.entries for change in entry.agreement.changes if change.correction]
EXPECTED = {
    "": listed("", OURS.entries),
    "agreements/russia-kazakhstan-joint-air-defence-2013/": of_agreement(
        OURS, "russia-kazakhstan-joint-air-defence-2013"
    ),
    "agreements/caspian-convention-2018/": of_agreement(OURS, "caspian-convention-2018"),
    "countries/": of_parties("Countries", OURS, countries=True),
    "countries/russia/": listed("Russia", OURS.by_party["RUS"]),
    "countries/soviet-union/": listed("Soviet Union", OURS.by_party["SUN"]),
    "organisations/": of_parties("Organisations", OURS, countries=False),
    "topics/air-defence/": listed("Air defence", OURS.by_topic["air-defence"]),
    "about/": authored("about.md"),
    "method/": authored("method.md"),
    "corrections/": authored("corrections.md", len(CORRECTIONS)),
    "contribute/": authored("contribute.md"),
    "contribute/work-to-do/": of_work(OURS),
    "contribute/fields/": of_fields(),
    "contribute/problems/": Expected(["Errors and warnings", "The file", "One field"], len(Code)),
    "contribute/problems/bad-date/": Expected(["bad-date", "Wrong", "Right", "Why there is this rule"], 3),
    "pending/": authored("pending.md", 2 * len(PENDING)),
    "agreements/": Expected(["Agreements by title", "A"], len(OURS.entries)),
    NOT_HERE: Expected(["This page is not here"], 1),
    "atlantis/": listed("", MADE_UP.entries, years=False),
    "atlantis/agreements/atlantis-lemuria-air-2013/": of_agreement(MADE_UP, "atlantis-lemuria-air-2013"),
    "atlantis/agreements/free-waters-convention-1950/": of_agreement(MADE_UP, "free-waters-convention-1950"),
    "atlantis/countries/lemuria/": listed("Lemuria", MADE_UP.by_party["LEM"], years=False),
    "atlantis/organisations/league-of-drowned-lands/": Expected(["League of Drowned Lands", "Agreements"], 3),
}
"""What each kind of page has in it, by what the collections hold."""


@pytest.mark.parametrize("kind", BY_AND_BY)
def test_a_page_has_its_headings_landmarks_links_and_tab_stops(tabs: Mapping[str, Page], kind: str) -> None:
    found = opened(tabs["light"], kind, 1440).evaluate(STRUCTURE)
    expected = EXPECTED[kind]
    headings = iter(found["headings"])
    assert [text for text in expected.headings if not any(text in heading for heading in headings)] == []
    assert found["levels"].count(1) == 1 and found["levels"][0] == 1
    assert [pair for pair in pairwise(found["levels"]) if pair[1] > pair[0] + 1] == []  # no level is left out
    assert found["landmarks"] == {"banner": 1, "search": 1, "main": 1, "contentinfo": 1}
    assert found["navigation"].count("Header") == 1 and found["navigation"].count("Footer") == 1
    assert all(found["navigation"]) and len(set(found["navigation"])) == len(found["navigation"])
    assert found["links"] >= max(1, expected.links)
    assert found["stops"] >= FRAME + max(1, expected.links)
    assert found["unreachable"] == []


# --- by keyboard --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "kind",
    [
        "agreements/russia-kazakhstan-joint-air-defence-2013/",
        pytest.param("topics/air-defence/", marks=pytest.mark.slow),
        pytest.param("about/", marks=pytest.mark.slow),
        "contribute/problems/bad-date/",
    ],
)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_reaches_every_stop_of_a_page_and_sees_each(
    open_page: Callable[..., Page], kind: str, width: int
) -> None:
    page = open_page(kind, width, reduced_motion="reduce")
    stops = page.evaluate(f"() => {STOPS}.length")
    assert stops >= FRAME + EXPECTED[kind].links
    for key in ("Tab", "Shift+Tab"):  # back, too: what lies above may be under the header
        focused = []
        page.evaluate("window.reached = new Set()")
        for _ in range(stops + 1):
            page.keyboard.press(key)
            focused.append(focus_of(page))
        reached = list(filter(None, focused))
        assert [one for one in reached if not one.is_visible] == []
        assert reached[-1].reached >= stops
