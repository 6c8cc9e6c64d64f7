"""The pending ledger: what is not in force, what nobody knows to be, and how long others took."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from tests.sitekit import read_html
from tests.test_pages import loaded, page
from tests.test_upkeep import body
from treatyline.dates import Day, parse
from treatyline.pages.elapsed import elapsed, months_between
from treatyline.pages.pending import PendingView, length_of
from treatyline.site import Site

SOURCES = [{"id": "gazette", "publisher": "A Gazette"}]


def stated(state: str, **more: str) -> dict[str, object]:
    """The status of an entry, and the source that states it."""
    return {"status": {"is": state, "source": "gazette", **more}, "sources": SOURCES}


def ledger(site: Site) -> PendingView:
    """What the page shows."""
    view = page(site, "pending.md").view
    assert isinstance(view, PendingView)
    return view


def ids(site: Site) -> list[str]:
    """The agreements that are not in force, in the page's order."""
    return [line.card.page.split("/")[1].removesuffix(".md") for line in ledger(site).pending]


# --- the time between two dates -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-08-12", "2018-08-12", "the same day"),
        ("2018-08-12", "2018-08-13", "1 day"),
        ("2018-01-31", "2018-02-28", "28 days"),
        ("2018-01-31", "2018-03-01", "1 month"),
        ("2018-08-12", "2019-08-11", "11 months"),
        ("2018-08-12", "2019-08-12", "1 year"),
        ("2018-08-12", "2025-12-15", "7 years and 4 months"),
        ("-0001-06-01", "0001-06-01", "2 years"),
    ],
)
def test_between_two_days_whole_years_and_months_are_counted_and_days_below_a_month(
    start: str, end: str, words: str
) -> None:
    assert elapsed(parse(start), parse(end)) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-08-12", "2025-12", "about 7 years and 4 months"),
        ("2018-08", "2019-02", "about 6 months"),
        ("2018-08", "2018-09", "about 1 month"),
        ("2018-08-12", "2018-08", "less than 1 month"),
        ("2018-08-12", "2025", "about 7 years"),
        ("2007", "2009", "about 2 years"),
        ("2007", "2008", "about 1 year"),
        ("2007", "2007", "less than a year"),
        ("1380~", "1385", "about 5 years"),
        ("172X", "1750", "between 20 and 31 years"),
        ("172X", "1750?", "about 20 to 31 years"),
    ],
)
def test_a_date_that_is_no_day_gives_a_time_no_more_precise_than_itself(start: str, end: str, words: str) -> None:
    assert elapsed(parse(start), parse(end)) == words


@pytest.mark.parametrize(
    ("start", "end"),
    [("2018", "2017-12-31"), ("../1950", "1960"), ("1950", "1960/.."), ("2018-08~", "2018-08"), ("1950-21", "1950-22")],
)
def test_where_no_time_can_be_told_none_is(start: str, end: str) -> None:
    assert elapsed(parse(start), parse(end)) is None


DAYS = st.dates().map(lambda day: Day(day.year, day.month, day.day))


@given(DAYS, DAYS)
@examples(100)
def test_whole_months_are_as_many_backwards_and_never_more_than_the_calendars(one: Day, other: Day) -> None:
    months = months_between(one, other)
    assert months_between(other, one) == -months
    apart = abs((other.year - one.year) * 12 + other.month - one.month)
    assert abs(months) in (apart, apart - 1)


# --- what is not in force -----------------------------------------------------------------------------------


def test_what_a_source_states_not_to_be_in_force_is_listed_the_oldest_first(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        late={"date": "2018-08-12", **stated("not-in-force")},
        early={"date": "1996-09-24", **stated("never-in-force")},
        bound={"date": "1950", **stated("in-force")},
        silent={"date": "1951"},
    )
    assert ids(site) == ["early", "late"]


def test_time_is_counted_to_the_day_of_the_source(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"date": "2018-08-12", **stated("not-in-force", as_of="2025-12-15")})
    shown = read_html(body(site, "pending.md"))
    assert "7 years and 4 months from signature to 15 December 2025, the day of the source" in shown.text
    assert shown.link("A Gazette") == "../agreements/amity/#source-gazette"


def test_a_source_without_a_date_gives_no_time(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"date": "2018-08-12", **stated("not-in-force")})
    assert ledger(site).pending[0].passed is None
    assert "the source bears no date" in body(site, "pending.md")


def test_a_day_of_the_source_from_which_no_time_can_be_told_is_named_all_the_same(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"date": "1950-21", **stated("not-in-force", as_of="1950-22")})
    shown = read_html(body(site, "pending.md")).text
    assert "so on summer 1950" in shown
    assert "no date" not in shown


def test_what_nobody_found_to_be_in_force_stands_apart_unless_a_status_tells_more(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        sought={"date": "2001", "in_force": "unknown"},
        ended={"date": "2002", "in_force": "unknown", **stated("terminated")},
        pending={"date": "2003", "in_force": "unknown", **stated("not-in-force")},
        unsought={"date": "2004"},
    )
    view = ledger(site)
    listed = [card.page for year in view.not_known for card in year.cards]
    assert (listed, view.not_known_count) == (["agreements/sought.md"], 1)
    assert ids(site) == ["pending"]


def test_a_site_of_which_all_is_in_force_says_so(tmp_path: Path) -> None:
    shown = read_html(body(loaded(tmp_path, amity={}), "pending.md"))
    assert "No source states of an agreement of this site that it is not in force." in shown.text
    assert shown.headings == [("h1", "Signed, not in force"), ("h2", "Not in force 0 agreements")]


# --- how long others took -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "months", "label"),
    [
        (-1, 0, "before signature"),
        (-400, -13, "before signature"),
        (0, 0, "the same day"),
        (1, 0, "under 3 months"),
        (91, 2, "under 3 months"),
        (92, 3, "3 to 12 months"),
        (365, 12, "1 to 2 years"),
        (731, 24, "2 to 5 years"),
        (1827, 60, "5 to 10 years"),
        (3652, 119, "5 to 10 years"),
        (3653, 120, "10 years and more"),
    ],
)
def test_a_wait_is_counted_under_its_length(days: int, months: int, label: str) -> None:
    assert length_of(days, months) == label


def taking(*entered: str) -> dict[str, dict[str, object]]:
    """Entries signed on one day, by when they entered into force."""
    return {f"a{number}": {"date": "2001-05-17", "in_force": day} for number, day in enumerate(entered)}


def test_waits_between_two_days_are_counted_and_no_others(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        **taking("2001-05-17", "2001-06-01", "2001-07-01", "2001-08", "2002~", "unknown"),
        signed_some_day={"date": "2001", "in_force": "2001-05-17"},
    )
    waits = ledger(site).waits
    assert waits is not None
    assert {bin.label: len(bin.waits) for bin in waits.bins if bin.waits} == {"the same day": 1, "under 3 months": 2}
    assert waits.count == 3
    assert [bin.share for bin in waits.bins if bin.waits] == [50.0, 100.0]
    assert "3 of 7 agreements have both dates to the day." in read_html(body(site, "pending.md")).text


def test_the_middle_wait_is_one_that_occurred(tmp_path: Path) -> None:
    days = ("2001-05-17", "2001-05-18", "2001-05-20", "2001-05-30", "2001-06-30", "2003-05-17")
    site = loaded(tmp_path, **taking(*days))
    assert "The one in the middle took 3 days. The longest took 2 years:" in read_html(body(site, "pending.md")).text


@pytest.mark.parametrize("days", [("2001-05-18",) * 4, ("2001-05-17",) * 3 + ("2001-05-18",) * 2])
def test_of_few_waits_or_none_that_took_time_there_is_no_middle(tmp_path: Path, days: tuple[str, ...]) -> None:
    site = loaded(tmp_path, **taking(*days))
    shown = read_html(body(site, "pending.md")).text
    assert "in the middle" not in shown
    assert "The longest took 1 day:" in shown


def test_a_wait_that_reached_back_has_a_length_of_its_own_where_there_is_one(tmp_path: Path) -> None:
    retroactive = {"accepts": [{"code": "retroactive", "why": "It applies from the earlier day."}]}
    site = loaded(tmp_path, back={"date": "2013-01-30", "in_force": "2013-01-01", **retroactive})
    waits = ledger(site).waits
    assert waits is not None
    assert [(wait.words, wait.days) for wait in waits.bins[0].waits] == [("29 days before", -29)]
    other = ledger(loaded(tmp_path / "other", **taking("2001-05-17"))).waits
    assert other is not None
    assert "before signature" not in {bin.label for bin in other.bins}


def test_every_bar_leads_to_its_agreements_and_an_empty_one_nowhere(tmp_path: Path) -> None:
    shown = read_html(body(loaded(tmp_path, **taking("2001-05-17", "2003-05-17")), "pending.md"))
    inside = [link.url.removeprefix("#") for link in shown.links if link.url.startswith("#")]
    assert inside == ["wait-the-same-day", "wait-2-to-5-years"]
    assert set(inside) <= set(shown.ids)
    assert shown.link("under 3 months") is None


def test_what_does_not_bind_is_in_effect_never_in_force(tmp_path: Path) -> None:
    political = {"binding": {"is": "no", "source": "gazette"}, "sources": SOURCES}
    site = loaded(tmp_path, amity={"date": "2001-05-17", "in_force": "2001-06-01", **political})
    assert "15 days: in effect 1 June 2001" in read_html(body(site, "pending.md")).text
