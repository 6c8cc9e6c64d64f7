"""The facets of the timeline in Chromium: what they leave, what they say of it, and how an address keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.focus import Focus, focus_of
from tests.sitekit import Build, as_yaml, build, entry, write_site
from tests.web import Complaints, OneOrigin, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

UNDER = "/some/repo/"
SOURCE = [{"id": "s", "publisher": "A Gazette"}]


def made(title: str, date: str, parties: list[str], status: str | None = None, **fields: object) -> str:
    """An agreement of its own kind of summary."""
    stated = {"status": {"is": status, "source": "s"}, "sources": SOURCE} if status else {}
    return entry(title=title, date=date, parties=parties, summary=f"A bargain on {title.lower()}.", **stated, **fields)


FILES = {
    "topics.yml": as_yaml({"peace": {"label": "Peace"}, "trade": {"label": "Trade"}}),
    "agreements/kites.yml": made("Kites", "1990-05-01", ["KAZ", "RUS"], "in-force", kind="treaty", topics=["peace"]),
    "agreements/bells.yml": made("Bells", "1990-06-01", ["KAZ", "ARM"], "expired", kind="treaty", topics=["trade"]),
    "agreements/lanterns.yml": made(
        "Lanterns", "1995", ["KAZ", "RUS", "ARM"], kind="protocol", topics=["peace", "trade"]
    ),
    "agreements/rain.yml": made(
        "The Treaty of Évora on Rain", "2001-02-03", ["RUS", "TUR"], "in-force", kind="treaty", short_title="Rain"
    ),
    "agreements/old.yml": made("Old Roads", "172X", ["FRA", "TUR"], kind="declaration"),
}
OLD, KITES, BELLS, LANTERNS, RAIN = ALL = ["Old Roads", "Kites", "Bells", "Lanterns", "Rain"]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Not strictly: states that were not yet are warned of, and it is dates and names that matter here."""
    made = build(write_site(tmp_path_factory.mktemp("facets"), FILES), strict=False)
    assert made.succeeded
    return made


class Timeline:
    """The page as a reader uses it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints = Complaints(page)

    def open(self, query: str = "") -> Timeline:
        """Go to the page, with an address as somebody wrote it."""
        self.page.goto(f"./{query}")
        self.page.locator(".tl-facets:visible").wait_for()
        return self

    def facet(self, name: str) -> Locator:
        """What opens a facet."""
        return self.page.locator(f"[data-facet={name}] > summary")

    def choice(self, name: str, value: str) -> Locator:
        """A choice of a facet."""
        return self.page.locator(f"input[name={name}][value={value}]")

    def choose(self, name: str, *values: str) -> Timeline:
        """Open a facet and choose some of it."""
        if not self.choice(name, values[0]).is_visible():
            self.facet(name).click()
        for value in values:
            self.choice(name, value).check()
        return self

    def type(self, words: str) -> Timeline:
        """Write words."""
        self.page.locator("input[name=words]").fill(words)
        return self

    def clear(self) -> None:
        """Take back all choices."""
        self.page.get_by_role("button", name="Clear all choices").click()

    @property
    def shown(self) -> list[str]:
        """The titles of the agreements that are to be seen."""
        return self.page.locator(".tl-entry:visible .tl-entry__title").all_inner_texts()

    @property
    def years(self) -> list[str]:
        """The years that are to be seen."""
        return self.page.locator(".tl-year:visible > .tl-year__number").all_inner_texts()

    @property
    def result(self) -> str:
        """The number that is announced."""
        return self.page.locator("output[aria-live=polite]").inner_text()

    @property
    def query(self) -> str:
        """The address from the question mark on."""
        return str(self.page.evaluate("location.search"))

    def counts(self, name: str) -> dict[str, int]:
        """The numbers beside the choices of a facet."""
        choices = self.page.locator(f"[data-facet={name}] .tl-choice")
        return {
            choice.locator("input").get_attribute("value") or "": int(
                choice.locator(".tl-choice__count").text_content() or ""
            )
            for choice in choices.all()
        }


@pytest.fixture(scope="module")
def profile(built: Build, chromium: Browser) -> Iterator[tuple[BrowserContext, OneOrigin]]:
    """One profile for the tests of this file, so that what the page asks for is fetched once."""
    with (
        serving(built.site, UNDER) as url,
        chromium.new_context(base_url=url, service_workers="block", viewport={"width": 1440, "height": 900}) as context,
    ):
        yield context, OneOrigin(url, context)


@pytest.fixture
def timeline(profile: tuple[BrowserContext, OneOrigin]) -> Iterator[Timeline]:
    """The timeline, opened; it must have nothing to complain of, and ask no other origin."""
    context, guard = profile
    with context.new_page() as page:
        opened = Timeline(page).open()
        yield opened
        assert opened.complaints.said == []
    assert guard.strays == []


# --- choosing -----------------------------------------------------------------------------------------------


def test_at_first_all_agreements_are_there_with_their_numbers(timeline: Timeline) -> None:
    assert timeline.shown == ALL
    assert timeline.result == "5 agreements"
    assert timeline.counts("party") == {"KAZ": 3, "RUS": 3, "ARM": 2, "TUR": 2, "FRA": 1}
    assert not timeline.page.locator(".tl-facets__clear").is_visible()


ONE_FACET = [
    ("party", ["ARM"], [BELLS, LANTERNS]),
    ("party", ["ARM", "TUR"], [OLD, BELLS, LANTERNS, RAIN]),
    ("kind", ["protocol", "declaration"], [OLD, LANTERNS]),
    ("topic", ["trade"], [BELLS, LANTERNS]),
    ("status", ["not-stated"], [OLD, LANTERNS]),
]


def test_a_facet_leaves_what_has_any_of_its_choices(timeline: Timeline) -> None:
    for facet, values, left in ONE_FACET:
        timeline.choose(facet, *values)
        assert timeline.shown == left
        assert timeline.result == f"{len(left)} of 5 agreements"
        timeline.clear()


def test_facets_combine_and_a_year_without_a_match_goes(timeline: Timeline) -> None:
    timeline.choose("party", "KAZ").choose("topic", "peace").choose("kind", "treaty")
    assert timeline.shown == [KITES]
    assert timeline.years == ["1990"]


def test_all_parties_together_or_any_of_them(timeline: Timeline) -> None:
    timeline.choose("party", "KAZ", "RUS")
    assert timeline.shown == [KITES, BELLS, LANTERNS, RAIN]
    assert "Kazakhstan or Russia" in timeline.facet("party").inner_text()
    timeline.page.get_by_label("all of them together").check()
    assert timeline.shown == [KITES, LANTERNS]
    assert "Kazakhstan and Russia" in timeline.facet("party").inner_text()
    assert timeline.counts("party") == {"KAZ": 2, "RUS": 2, "ARM": 1, "TUR": 0, "FRA": 0}


def test_a_number_is_what_would_match_with_that_choice(timeline: Timeline) -> None:
    timeline.choose("kind", "treaty")
    assert timeline.counts("kind") == {"treaty": 3, "protocol": 1, "declaration": 1}, "within a facet they add up"
    assert timeline.counts("party") == {"KAZ": 2, "RUS": 2, "ARM": 1, "TUR": 1, "FRA": 0}
    timeline.choose("status", "in-force")
    assert timeline.counts("kind") == {"treaty": 2, "protocol": 0, "declaration": 0}
    assert timeline.counts("topic") == {"peace": 1, "trade": 0}


def test_words_are_looked_for_in_titles_summaries_and_parties_whatever_their_marks(timeline: Timeline) -> None:
    found = {
        "EVORA": [RAIN],
        "bargain kites": [KITES],
        "turkiye": [OLD, RAIN],
        "roads  old": [OLD],
        "kites bells": [],
    }
    for words, left in found.items():
        timeline.type(words)
        assert timeline.shown == left, words
        assert timeline.result == f"{len(left)} of 5 agreements"


def test_years_leave_what_can_have_been_agreed_in_them(timeline: Timeline) -> None:
    found = {
        ("1995", ""): [LANTERNS, RAIN],
        ("", "1990"): [OLD, KITES, BELLS],
        ("1725", "1990"): [OLD, KITES, BELLS],
        ("1730", "1989"): [],
    }
    timeline.facet("years").click()
    for (first, last), left in found.items():
        for name, year in (("from", first), ("to", last)):
            timeline.page.locator(f"input[name={name}]").fill(year)
            timeline.page.keyboard.press("Enter")
        assert timeline.shown == left, (first, last)


def test_one_button_clears_and_the_focus_stays_in_the_form(timeline: Timeline) -> None:
    timeline.choose("party", "KAZ").choose("kind", "treaty").type("bargain")
    timeline.clear()
    assert timeline.shown == ALL
    assert timeline.result == "5 agreements"
    assert timeline.query == ""
    assert timeline.page.locator("input:checked:not([type=radio])").count() == 0
    assert timeline.page.evaluate("document.activeElement.closest('.tl-facets') !== null")


def test_the_order_can_be_turned_round(timeline: Timeline) -> None:
    button = timeline.page.get_by_role("button", name="Latest first")
    button.click()
    assert timeline.shown == [RAIN, LANTERNS, BELLS, KITES, OLD]
    assert (button.get_attribute("aria-pressed"), timeline.query) == ("true", "?order=latest")
    timeline.choose("kind", "treaty").page.reload()
    assert timeline.shown == [RAIN, BELLS, KITES]
    button.click()
    assert timeline.shown == [KITES, BELLS, RAIN]


# --- the address --------------------------------------------------------------------------------------------


def test_an_address_keeps_every_choice_through_a_reload_and_for_others(timeline: Timeline) -> None:
    timeline.choose("party", "KAZ", "RUS").page.get_by_label("all of them together").check()
    timeline.choose("topic", "peace").choose("kind", "protocol").type("lan")
    timeline.page.keyboard.press("Enter")
    address = "?party=KAZ&party=RUS&kind=protocol&topic=peace&all=1&words=lan"
    assert timeline.query == address
    timeline.page.reload()
    assert (timeline.shown, timeline.result) == ([LANTERNS], "1 of 5 agreements")
    others = Timeline(timeline.page.context.new_page()).open(address)
    assert (others.shown, others.query) == ([LANTERNS], address)
    assert others.choice("topic", "peace").is_checked()


def test_back_and_forward_go_from_choice_to_choice(timeline: Timeline) -> None:
    timeline.choose("kind", "treaty").choose("party", "ARM")
    timeline.page.go_back()
    assert timeline.shown == [KITES, BELLS, RAIN]
    assert not timeline.choice("party", "ARM").is_checked()
    timeline.page.go_back()
    assert timeline.shown == ALL
    timeline.page.go_forward()
    timeline.page.go_forward()
    assert (timeline.shown, timeline.query) == ([BELLS], "?party=ARM&kind=treaty")


def test_a_word_is_one_step_back_however_many_keys_it_took(timeline: Timeline) -> None:
    words = timeline.page.locator("input[name=words]")
    words.press_sequentially("kites")
    timeline.page.wait_for_url("**/?words=kites")
    words.press_sequentially(" and")
    timeline.page.wait_for_url("**/?words=kites+and")
    timeline.page.go_back()
    assert (timeline.shown, timeline.query) == (ALL, "")


def test_opening_an_agreement_and_coming_back_finds_the_same(timeline: Timeline) -> None:
    timeline.choose("topic", "trade")
    timeline.page.get_by_role("link", name=BELLS, exact=True).click()
    assert timeline.page.locator("h1").inner_text() == BELLS
    timeline.page.go_back()
    assert (timeline.shown, timeline.query) == ([BELLS, LANTERNS], "?topic=trade")


def test_what_an_address_should_not_say_is_passed_over(timeline: Timeline) -> None:
    for query in [
        "?party=XXX&kind=%3Cscript%3E&topic=../x&status=&all=2&order=first",
        "?from=1e9&to=NaN&from=x&__proto__=x&constructor=y",
        "?kind=__proto__&party=constructor&all=1&party=toString",
        "?words=",
    ]:
        timeline.open(query)
        assert (timeline.shown, timeline.result) == (ALL, "5 agreements"), query


def test_words_of_an_address_are_text_and_what_is_not_ours_stays(timeline: Timeline) -> None:
    timeline.open("?words=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E&h=else#y1995")
    assert timeline.result == "0 of 5 agreements"
    assert timeline.page.locator("input[name=words]").input_value() == "<img src=x onerror=alert(1)>"
    assert timeline.page.locator("img[src=x]").count() == 0
    timeline.clear()
    assert timeline.page.url.endswith("?h=else#y1995")


# --- without a pointer, without a script, on a phone --------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_alone_chooses_opens_and_returns(
    built: Build, serve: Callable[..., str], new_page: Callable[..., Page], scheme: str
) -> None:
    page = new_page(serve(built.site), viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    timeline = Timeline(page).open()
    assert page.evaluate("document.body.dataset.mdColorScheme") == {"light": "default", "dark": "slate"}[scheme]

    def press(key: str) -> Focus:
        """Press a key; what has the focus then must be seen to have it."""
        page.keyboard.press(key)
        focus = focus_of(page)
        assert focus and focus.is_visible, focus
        return focus

    def press_until(reached: Callable[[Focus], bool]) -> Focus:
        return next(focus for focus in (press("Tab") for _ in range(80)) if reached(focus))

    press_until(lambda focus: focus.text.startswith("Kind"))
    press("Enter")
    assert "treaty" in press("Tab").name
    press("Space")
    assert timeline.shown == [KITES, BELLS, RAIN]
    assert "summary" in press("Escape").name
    assert not timeline.choice("kind", "treaty").is_visible()
    press_until(lambda focus: focus.text == KITES)
    page.keyboard.press("Enter")
    page.wait_for_url("**/agreements/kites/")
    assert press("Tab").text == "Skip to content"
    page.go_back()  # Alt and an arrow, which a browser without a window does not know
    assert timeline.shown == [KITES, BELLS, RAIN]
    assert press("Tab").text


def test_a_panel_closes_when_the_focus_goes_on(timeline: Timeline) -> None:
    timeline.facet("topic").click()
    timeline.facet("status").focus()
    assert not timeline.choice("topic", "peace").is_visible()


def test_without_javascript_there_is_no_form_and_every_agreement(
    built: Build, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    page = new_page(serve(built.site), java_script_enabled=False)
    page.goto("?kind=treaty")
    assert not page.locator(".tl-facets").is_visible()
    assert not page.locator(".tl-permalink").first.is_visible()
    assert page.locator(".tl-entry:visible .tl-entry__title").all_inner_texts() == ALL


def test_on_a_phone_the_facets_stand_in_one_column_closed(timeline: Timeline) -> None:
    timeline.page.set_viewport_size({"width": 360, "height": 800})
    summaries = timeline.page.locator(".tl-facet > summary")
    boxes = [summary.bounding_box() for summary in summaries.all()]
    assert len({box["x"] for box in boxes if box}) == 1
    assert all(box and box["height"] >= 24 for box in boxes)
    timeline.choose("party", "KAZ").choose("kind", "protocol")
    assert timeline.choice("party", "KAZ").is_visible(), "what stands above does not move away"
    assert timeline.shown == [LANTERNS]
    assert timeline.page.evaluate("document.documentElement.scrollWidth") == 360


# --- links and bars -----------------------------------------------------------------------------------------


def test_an_agreement_gives_its_address_to_take_along(timeline: Timeline) -> None:
    timeline.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = timeline.page.get_by_role("button", name="Copy the link to Kites")
    button.click()
    timeline.page.get_by_text("Link copied", exact=True).wait_for(state="attached")
    copied = timeline.page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"http://127\.0\.0\.1:[0-9]+{UNDER}agreements/kites/", copied)


def test_where_nothing_can_be_copied_the_button_goes_there(timeline: Timeline) -> None:
    timeline.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    timeline.page.get_by_role("button", name="Copy the link to Kites").click()
    timeline.page.wait_for_url("**/agreements/kites/")


def test_bars_without_a_match_fade_and_lead_nowhere(timeline: Timeline) -> None:
    timeline.choose("party", "KAZ")
    bars = timeline.page.locator("[data-years]")
    faded = timeline.page.locator("[data-years].tl-faded")
    assert bars.count() > faded.count() > 0
    for bar in bars.all():
        first, _, last = (bar.get_attribute("data-years") or "").partition("-")
        has_match = any(int(first) <= year <= int(last or first) for year in (1990, 1995))
        assert ("tl-faded" in (bar.get_attribute("class") or "")) is not has_match
    assert timeline.page.locator("[data-years].tl-faded a:not([tabindex='-1'])").count() == 0
    timeline.clear()
    assert faded.count() == 0
    assert timeline.page.locator("[data-years] a[tabindex]").count() == 0
