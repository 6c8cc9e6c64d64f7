"""The JSON Schema and the validator, each shown the same entries with one thing changed in any way: they agree.

Where they do not, `EXCUSES` or `FALSE_ALARMS` has the reason, and a change that shows it.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from pydantic import BaseModel

from tests.any_entry import CORRECT, PATHS, Scalar, Source, Where, changed, mutations, view
from tests.editor import Json
from tests.helpers import examples
from tests.test_schema import parts
from treatyline.checks.base import Entry, Setting
from treatyline.checks.within import parties_stand_once, topics_stand_once
from treatyline.dates import DateError, parse
from treatyline.model import SUPPORTED, Agreement, References
from treatyline.model.patterns import DATE, DAY, URL, whole
from treatyline.parties import load_registry
from treatyline.problems import Code, Problem
from treatyline.schema import Known, agreement_schema
from treatyline.shape import fit
from treatyline.urls import UrlError, web_url
from treatyline.yaml_source import Document

REGISTRY = load_registry(None, None)[0]
TOPICS = ("weather", "2013")
AGREEMENTS = ("coast-1980",)
SCHEMA = agreement_schema(
    Known({code: party.name for code, party in REGISTRY.parties.items()}, dict.fromkeys(TOPICS, "A topic"), AGREEMENTS)
)
EDITOR = Draft7Validator(SCHEMA)


def fields(model: type[BaseModel], way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """The names of the fields of a model and of those below it, with where they stand."""
    yield way, [field.alias or name for name, field in model.model_fields.items()]
    for name, field in model.model_fields.items():
        for part in parts(field.annotation):
            yield from fields(part, (*way, field.alias or name))


def told(entry: Source) -> list[Problem]:
    """The problems that the validator finds in an entry by itself."""
    data = view(entry, "for_validator")
    document = Document("entry.yml", data, ())
    sources = data.get("sources")
    ids = [row.get("id") for row in sources if isinstance(row, dict)] if isinstance(sources, list) else []
    references = References(REGISTRY, TOPICS, AGREEMENTS, [id for id in ids if isinstance(id, str)], SUPPORTED)
    agreement, problems = fit(document, data, Agreement, references)
    if agreement is None:
        return list(problems)
    whole_entry, setting = Entry("entry", Path("entry.yml"), agreement, document), Setting(REGISTRY, None)
    found = [*parties_stand_once(whole_entry, setting), *topics_stand_once(whole_entry, setting)]
    return [finding.in_document(document) for finding in found]


def is_accepted(entry: Source) -> bool:
    """Whether an editor finds nothing wrong with an entry."""
    return EDITOR.is_valid(view(entry, "for_editor"))


# --- where the two cannot agree -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Excuse:
    """Why only the validator refuses something: what it says then, and a change that shows it."""

    reason: str
    covers: Callable[[Problem], bool]
    where: Where
    new: Source


EXCUSES = (
    Excuse(
        "a schema cannot look up one field in another",
        lambda problem: problem.code is Code.UNKNOWN_SOURCE,
        ("binding", "source"),
        Scalar("gazete"),
    ),
    Excuse(
        "entries come and go, so that a schema refuses no id",
        lambda problem: problem.code is Code.UNKNOWN_AGREEMENT,
        ("relations", 0, "target"),
        Scalar("coast-1981"),
    ),
    Excuse(
        "a schema cannot compare dates",
        lambda problem: "interval ends before it starts" in problem.message,
        ("date",),
        Scalar("2014/2013"),
    ),
    Excuse(
        "which languages there are is known to CLDR, whose releases differ",
        lambda problem: problem.code is Code.BAD_LANGUAGE and re.match('"[a-z]{2,3}[-"]', problem.message) is not None,
        ("sources", 0, "language"),
        Scalar("xx"),
    ),
    Excuse(
        "a pattern counts no port and reads no IPv6 address",
        lambda problem: problem.code is Code.BAD_URL and problem.hint == "check the host and the port",
        ("sources", 0, "url"),
        Scalar("http://example.org:99999/"),
    ),
    Excuse(
        "a schema compares whole elements of a list, not the codes in them",
        lambda problem: problem.code is Code.REPEATED_VALUE,
        ("parties", 1, "party"),
        Scalar("NOR"),
    ),
    Excuse(
        "any register can be named: that a known one is meant is a guess",
        lambda problem: problem.code is Code.UNKNOWN_FIELD and "register" in problem.message,
        ("identifiers", "untts"),
        Scalar("I-541"),
    ),
)


@dataclass(frozen=True)
class FalseAlarm:
    """Why only the schema refuses something: what it is, and a change that shows it."""

    reason: str
    covers: Callable[[Source | None], bool]
    where: Where
    new: Source


FALSE_ALARMS = (
    FalseAlarm(
        "a schema lists whole texts, and the validator drops white space inside quotation marks",
        lambda new: isinstance(new, Scalar) and new.is_quoted and new.text != new.text.strip(),
        ("place", "country"),
        Scalar("NOR ", is_quoted=True),
    ),
    FalseAlarm(
        "an editor takes this id for a fraction",
        lambda new: isinstance(new, Scalar) and isinstance(new.for_editor, float),
        ("formerly", 0),
        Scalar("1e-5"),
    ),
)


def are_excused(problems: list[Problem]) -> bool:
    return all(any(excuse.covers(problem) for excuse in EXCUSES) for problem in problems)


def is_spelt_oddly(where: Where, new: Source | None) -> bool:
    """Whether the validator takes another spelling of what an editor sees: the value, not how the file spells it."""
    if not isinstance(new, Scalar):
        return False
    others = (Scalar(spelling) for spelling in spellings(new.for_editor))
    return any(are_excused(told(changed(CORRECT, where, other))) for other in others)


def spellings(value: Json) -> list[str]:
    """How a contributor would write a value: a year has four digits, some numbers three or five."""
    if isinstance(value, bool):
        return [str(value).lower()]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return [f"{value}", f"{value:03}", f"{value:04}", f"{value:05}"] if isinstance(value, int) else []


# --- the two beside each other ------------------------------------------------------------------------------


def test_the_whole_entry_is_accepted_by_both() -> None:
    assert told(CORRECT) == []
    assert is_accepted(CORRECT)


def test_the_whole_entry_has_every_field_at_every_level() -> None:
    known = {(*way, name) for way, names in fields(Agreement) for name in names}
    there = {tuple(step for step in way if isinstance(step, str)) for way in PATHS}
    assert known - there == set()


@pytest.mark.slow
@given(mutations())
@examples(500)
def test_both_judge_a_changed_entry_alike(mutation: tuple[Where, Source | None]) -> None:
    where, new = mutation
    entry = changed(CORRECT, where, new)
    problems, accepted = told(entry), is_accepted(entry)
    if accepted:
        assert are_excused(problems) or is_spelt_oddly(where, new)
    elif not problems:
        errors = [error.message for error in EDITOR.iter_errors(view(entry, "for_editor"))]
        assert any(alarm.covers(new) for alarm in FALSE_ALARMS), errors


@pytest.mark.parametrize("excuse", EXCUSES, ids=lambda excuse: excuse.reason)
def test_an_excuse_is_needed(excuse: Excuse) -> None:
    entry = changed(CORRECT, excuse.where, excuse.new)
    assert is_accepted(entry)
    assert any(excuse.covers(problem) for problem in told(entry))


@pytest.mark.parametrize("alarm", FALSE_ALARMS, ids=lambda alarm: alarm.reason)
def test_a_false_alarm_cannot_be_kept_from(alarm: FalseAlarm) -> None:
    entry = changed(CORRECT, alarm.where, alarm.new)
    assert told(entry) == []
    assert not is_accepted(entry)
    assert alarm.covers(alarm.new)


# --- patterns -----------------------------------------------------------------------------------------------

PIECES_OF_DATES = (
    *("2000", "1900", "2011", "0000", "9999", "-0044", "-0000", "199X", "19XX", "XXXX", "X9"),
    *("-", "-02", "-29", "-30", "-31", "-04", "-12", "-13", "-00", "-XX", "-21", "-24", "-25", "-1"),
    *("~", "?", "%", "/", "..", " ", "\n", "T", "x", "/2020", "/..", "../"),
)
_PIECES = """http https HtTpS ftp javascript :// : / // ? # @ example.org a 80 %20 é & . < > " ' ` | ^ { } \\"""
PIECES_OF_URLS = (*_PIECES.split(), " ", "\n", "\t", "\u00a0")


def joined(pieces: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), max_size=7).map("".join)


@pytest.mark.slow
@given(joined(PIECES_OF_DATES) | st.dates().map(str))
@examples(1000)
def test_the_pattern_of_dates_takes_what_the_parser_reads(text: str) -> None:
    ends = text.split("/")
    is_backward = len(ends) == 2 and all(map(is_date, ends))
    assert bool(re.search(whole(DATE), text)) == (is_date(text) or is_backward)
    assert bool(re.search(whole(DAY), text)) == (is_date(text) and parse(text).is_exact_day)


def is_date(text: str) -> bool:
    try:
        parse(text)
    except DateError:
        return False
    return True


def test_the_pattern_of_dates_knows_leap_years() -> None:
    for year in range(-9999, 9999):
        text = f"{year:05}-02-29" if year < 0 else f"{year:04}-02-29"
        assert bool(re.search(whole(DATE), text)) == isleap(year)


@pytest.mark.slow
@given(st.just("https://") | joined(PIECES_OF_URLS), joined(PIECES_OF_URLS))
@examples(1000)
def test_the_pattern_of_addresses_takes_what_may_be_linked_to(start: str, rest: str) -> None:
    """Brackets in a host are left out: what else may stand beside them differs between versions of Python."""
    text = start + rest
    try:
        is_address = web_url(text) == text
    except UrlError as error:
        is_address = error.hint == "check the host and the port" and bool(re.search(whole(URL), text))
    assert bool(re.search(whole(URL), text)) == is_address


def test_patterns_are_javascripts_too() -> None:
    """With the flag u, JavaScript takes no escape but of what has a meaning."""
    patterns = [value for key, value in keywords(SCHEMA) if key == "pattern"]
    assert len(patterns) > 15
    for pattern in patterns:
        assert set(re.findall(r"\\(.)", pattern)) <= set("sSnt.[]\\")
        assert "(?P" not in pattern


def keywords(schema: object) -> Iterator[tuple[str, Any]]:
    """Every keyword of a schema at every level with its value."""
    if isinstance(schema, dict):
        yield from schema.items()
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from keywords(inner)
