"""The records of the research are read, or their file is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitekit import as_yaml
from tools.research import Fact, Record, ResearchError, read_research


def only(folder: Path, text: str) -> Record:
    file = folder / "facts.yml"
    file.write_text(text, encoding="utf-8")
    (record,) = read_research(file)
    return record


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b\n", "a list of records belongs here, each with its id"),
        ("- a\n", "a list of records belongs here, each with its id"),
        ("- {title: a}\n", "a list of records belongs here, each with its id"),
        ("- [\n", "this is not YAML"),
    ],
)
def test_a_file_that_holds_no_records_is_refused(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ResearchError, match=f"facts.yml: {fault}"):
        only(tmp_path, text)


def test_what_is_null_was_not_found(tmp_path: Path) -> None:
    record = only(tmp_path, "- {id: a, in_force: null, status: {state: ~}, place: {name: }, sources: [{url: }]}")
    assert (record.in_force, record.status, record.place, record.urls) == (None, None, None, ())


def test_a_fact_is_confirmed_only_where_it_is_labelled_so(tmp_path: Path) -> None:
    labels = ["confirmed", "unconfirmed", "MIXED"]
    people = [{"name": "A. Berg", "confidence": label} for label in labels] + [{"name": "A. Berg"}]
    record = only(tmp_path, as_yaml([{"id": "a", "signatories": people}]))
    assert record.signatories == tuple(Fact("A. Berg", is_confirmed) for is_confirmed in (True, False, False, False))


def test_the_dates_of_a_record_are_told_with_where_they_stand(tmp_path: Path) -> None:
    sources = [{"date": "n.d."}, {"date": "2001-05", "title": "Signed on 17 May 2001"}]
    record = only(tmp_path, as_yaml([{"id": "of-1955", "signed": {"date": "2001-05-17"}, "sources": sources}]))
    assert {stated.date.text: places for stated, places in record.dates.items()} == {
        "2001-05": ("sources 2 date",),
        "2001-05-17": ("signed date", "sources 2 title"),
    }
