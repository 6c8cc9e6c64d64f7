"""What an entry states, and what a row of the log explains."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.researched import AGREED, GAZETTE, HEARSAY, LEDGER, NO_APRIL, QUOTE, SOURCES, Fields, explained, held, one


def test_a_row_of_another_record_explains_nothing(tmp_path: Path) -> None:
    row = explained("Oslo, Norway").replace(
        "no-yu-stations-2001 | weather-stations-2001", "no-se-ferry-2005 | ferry-2005"
    )
    assert held(tmp_path, entry={"place": None}, log=row)[0] == 1


def test_a_fact_that_is_not_in_backticks_is_not_explained(tmp_path: Path) -> None:
    assert held(tmp_path, entry={"place": None}, log=explained("Oslo, Norway").replace("`", '"'))[0] == 1


@pytest.mark.parametrize(
    "words", ["The stations shall be open…", "The stations shall be open to", "Stations shall be open to both…"]
)
def test_too_few_or_other_words_do_not_name_a_quote(tmp_path: Path, words: str) -> None:
    assert held(tmp_path, entry={"quotes": None}, log=explained(words))[0] == 1


@pytest.mark.parametrize(
    "entry",
    [
        {"short_title": "Stations, after talks on 3 April 2000"},
        {"sources": [SOURCES[0] | {"date": "2000-04-03"}, SOURCES[1]]},
        {"term": {"duration": "five years from April 3, 2000"}},
        {"parties": ["NOR", {"party": "SCG", "actions": [{"type": "signature", "date": "2000-04-03"}]}]},
        {"titles": {"ru": "Соглашение от 3 апреля 2000 года"}},
        {"signings": [{"date": "2000-04-02/2000-04-03"}]},
    ],
    ids=lambda entry: next(iter(entry)),
)
def test_a_date_counts_wherever_the_entry_states_it(tmp_path: Path, entry: Fields) -> None:
    assert not any("2000-04-03" in line for line in held(tmp_path, entry=NO_APRIL | entry)[1])


@pytest.mark.parametrize(("date", "is_enough"), [("April 2000", True), ("2000", True), ("May 2000", False)])
def test_a_day_stands_for_its_month_and_its_year(tmp_path: Path, date: str, *, is_enough: bool) -> None:
    assert (held(tmp_path, record={"summary": f"Since {date} they share them."}) == AGREED) is is_enough


@pytest.mark.parametrize("date", ["April 2000", "2000"])
def test_a_month_or_a_year_does_not_stand_for_a_day(tmp_path: Path, date: str) -> None:
    found = held(tmp_path, entry=NO_APRIL | {"summary": f"Since {date} they share them."})
    assert found == one("the date 2000-04-03 (context) is missing: state it, or log `2000-04-03`")


@pytest.mark.parametrize(
    "entry",
    [
        {"added": "2000-04-03"},
        {"changes": [{"date": "2000-04-03", "note": "Mended."}]},
        {"sources": [SOURCES[0] | {"accessed": "2000-04-03"}, SOURCES[1]]},
    ],
    ids=lambda entry: next(iter(entry)),
)
def test_days_of_work_on_the_entry_are_no_dates_of_the_agreement(tmp_path: Path, entry: Fields) -> None:
    finding = "the date 2000-04-03 (context) is missing: state it, or log `2000-04-03`"
    assert held(tmp_path, entry=NO_APRIL | entry) == one(finding)


def test_figures_in_ids_are_no_dates(tmp_path: Path) -> None:
    sources = [SOURCES[0] | {"id": "gazette-1955"}, SOURCES[1]]
    quote, status = QUOTE | {"source": "gazette-1955"}, {"is": "not-in-force", "source": "gazette-1955"}
    entry = {"formerly": ["stations-1955"], "quotes": [quote], "status": status, "sources": sources}
    assert held(tmp_path, entry=entry) == AGREED


def test_figures_in_addresses_are_no_dates(tmp_path: Path) -> None:
    url = f"{LEDGER}/2000-04-03"
    sources = [SOURCES[0], SOURCES[1] | {"url": url}]
    record = {"sources": [{"url": GAZETTE}, {"url": url, "date": "2006-07"}], "unverified_urls": [f"{HEARSAY}/1955"]}
    assert held(tmp_path, record=record, entry=NO_APRIL | {"sources": sources}) == one(
        "the date 2000-04-03 (context) is missing: state it, or log `2000-04-03`"
    )


@pytest.mark.parametrize("day", ["2001-06-06", "2010-06-06"])
def test_a_day_whose_year_is_a_guess_may_be_stated_or_explained_with_another_year(tmp_path: Path, day: str) -> None:
    record = {"notes": "6 June is given in some references."}
    finding = "the date 2001-06-06 (notes; there without its year) is missing: state it, or log `2001-06-06`"
    assert held(tmp_path, record=record) == one(finding)
    assert held(tmp_path, record=record, log=explained(day)) == AGREED
    assert held(tmp_path, record=record, entry={"ended": day}) == AGREED


def test_a_place_may_stand_among_the_signings(tmp_path: Path) -> None:
    assert held(tmp_path, entry={"place": None, "signings": [{"date": "2001-05-17", "place": "Oslo"}]}) == AGREED
