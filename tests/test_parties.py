"""The registry of parties: the table that ships with the package, and a collection's own over it."""

from __future__ import annotations

import re

import pytest

from tests.helpers import told
from treatyline.dates import parse as date
from treatyline.model import PARTY_CODE, FormerName, Party, PartyKind, References, SuccessionHow
from treatyline.parties import Kin, Registry, all_names, load_registry
from treatyline.problems import Problem
from treatyline.prose import bad_links, hidden_characters
from treatyline.yaml_source import parse

SHIPPED, _ = load_registry(None, None)


def with_own(text: str) -> tuple[Registry, tuple[Problem, ...]]:
    return load_registry(parse(text, "parties.yml"), None)


def party(name: str, **fields: object) -> Party:
    return Party.model_validate({"kind": "state", "name": name, "slug": name.lower()} | fields)


ZEMLAND = Registry(
    {
        "OLD": party("Oldland", to="1918", kind="former-state"),
        "UNI": party(
            "Union", **{"from": "1919", "to": "1990-12-31"}, succession=[{"party": "OLD", "how": "continues"}]
        ),
        "EST": party(
            "Eastland", **{"from": "1991-01-01"}, succession=[{"party": "UNI", "how": "succeeds", "note": "in part"}]
        ),
        "WST": party("Westland", **{"from": "1991-01-01"}, succession=[{"party": "UNI", "how": "separates-from"}]),
        "TIN": party("Tinyland", to="1995", succession=[{"party": "WST", "how": "merges-into"}]),
    }
)


# --- the table that ships


def test_no_two_parties_of_the_table_share_a_name_or_a_slug() -> None:
    names = [name.casefold() for code in SHIPPED.parties for name in all_names(SHIPPED[code])]
    slugs = [SHIPPED[code].slug for code in SHIPPED.parties]
    assert len(names) == len(set(names))
    assert len(slugs) == len(set(slugs))


def test_every_code_of_the_table_is_one_and_all_that_it_refers_to_is_there() -> None:
    for code in SHIPPED.parties:
        assert re.fullmatch(PARTY_CODE, code)
        assert all(succession.party in SHIPPED for succession in SHIPPED[code].succession)


# --- names


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Kazakhstan", "KAZ"), ("kazakhstan", "KAZ"), ("Kazahstan", "KAZ"), ("kaz", "KAZ"), ("KZ", "KAZ")),
        *(("USSR", "SUN"), ("East Germany", "DDR"), ("nato", "NATO"), ("UK", "GBR"), ("Республика Казахстан", "KAZ")),
        *(("DE", "DEU"), ("ru", "RUS")),
        *(("Utopia", None), ("", None), ("K", None)),
    ],
)
def test_a_name_an_alias_or_a_misspelt_code_leads_to_the_code(text: str, code: str | None) -> None:
    assert SHIPPED.meant_by(text) == code


def test_all_names_of_a_party_are_told_once_todays_first() -> None:
    one = party("A", official="Land of A", names=[{"name": "B"}, {"name": "C"}], aliases=["C", "A", "D"])
    assert all_names(one) == ("A", "Land of A", "B", "C", "D")


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("1960-01-01", "First"),
        ("1970-06-30", "First"),
        ("1970-07", "Second"),
        ("1970", "Today"),
        ("1980-12-31", "Second"),
        ("1981", "Today"),
        ("1999", "Last"),
    ],
)
def test_a_party_has_the_name_of_that_day(day: str, name: str) -> None:
    names = (
        FormerName(name="First", to=date("1970-06-30")),
        FormerName.model_validate({"name": "Second", "from": "1970-07-01", "to": "1980"}),
        FormerName.model_validate({"name": "Last", "from": "1999"}),
    )
    one = Party(kind=PartyKind.STATE, name="Today", slug="today", names=names)
    assert Registry({"AAA": one}).name_on("AAA", date(day)) == name


# --- who came before and after


def test_a_succession_is_known_from_both_ends() -> None:
    assert ZEMLAND.predecessors("UNI") == (Kin("OLD", "continues", None),)
    assert ZEMLAND.successors("UNI") == (
        Kin("EST", SuccessionHow.SUCCEEDS.inverse, "in part"),
        Kin("WST", SuccessionHow.SEPARATES_FROM.inverse, None),
    )
    assert ZEMLAND.predecessors("OLD") == ()


def test_a_merger_leads_the_other_way() -> None:
    assert ZEMLAND.successors("TIN") == (Kin("WST", "merges into", None),)
    assert ZEMLAND.predecessors("WST") == (
        Kin("TIN", SuccessionHow.MERGES_INTO.inverse, None),
        Kin("UNI", "separates from", None),
    )


@pytest.mark.parametrize(
    ("day", "before"), [("1950", ("UNI",)), ("1900", ("OLD",)), ("1918/1919", ("UNI",)), ("1995?", ("UNI",))]
)
def test_the_nearest_before_that_existed_on_the_day_is_found_however_far_back(day: str, before: tuple[str]) -> None:
    assert ZEMLAND.before("EST", date(day)) == before


def test_the_nearest_after_that_existed_on_the_day_are_found() -> None:
    assert ZEMLAND.after("OLD", date("1950")) == ("UNI",)
    assert ZEMLAND.after("OLD", date("2001")) == ("EST", "WST")
    assert ZEMLAND.after("TIN", date("2001")) == ("WST",)
    assert ZEMLAND.after("WST", date("2001")) == ()


def test_parties_that_succeed_each_other_in_a_ring_are_each_looked_at_once() -> None:
    ring = Registry(
        {
            "AAA": party("A", to="1900", succession=[{"party": "BBB", "how": "succeeds"}]),
            "BBB": party("B", to="1900", succession=[{"party": "AAA", "how": "succeeds"}]),
        }
    )
    assert ring.before("AAA", date("2000")) == ()


def test_a_party_existed_unless_something_recorded_speaks_against_it() -> None:
    assert ZEMLAND.existed("UNI", date("1990"))
    assert ZEMLAND.existed("UNI", date("1991?"))
    assert not ZEMLAND.existed("UNI", date("1991"))
    assert not ZEMLAND.existed("UNI", date("1918"))
    assert ZEMLAND.existed("OLD", date("0800"))


# --- a collection's own


def test_own_parties_are_added_and_shipped_ones_changed_field_by_field() -> None:
    registry, problems = with_own(
        "ARL: {kind: state, name: Arland, slug: arland}\nNOR: {from: 1905-06-07, note: A kingdom.}\n"
    )
    assert problems == ()
    assert "ARL" in registry
    assert registry["NOR"].name == "Norway"
    assert str(registry["NOR"].from_) == "1905-06-07"
    assert SHIPPED["NOR"].from_ != registry["NOR"].from_


def test_a_collection_without_parties_has_the_shipped_ones() -> None:
    assert load_registry(None, None) == (SHIPPED, ())


def test_a_file_that_cannot_be_read_leaves_the_shipped_ones() -> None:
    registry, problems = with_own("ARL: [\n")
    assert registry == SHIPPED
    assert told(problems) == ["1:7 yaml-syntax"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("arl: {kind: state, name: Arland, slug: arland}\n", ["1:1 bad-code"]),
        ("A: {kind: state, name: Arland, slug: arland}\n", ["1:1 bad-code"]),
        ("ABCDEFGHI: {kind: state, name: Arland, slug: arland}\n", ["1:1 bad-code"]),
        ("ARL:\n", ["1:1 empty-value"]),
        ("NOR:\n", ["1:1 empty-value"]),
        ("ARL: Arland\n", ["1:6 not-a-mapping"]),
        ("ARL: {name: Arland}\n", ["1:6 missing-field", "1:6 missing-field"]),
        ("NOR: {nam: Norway}\n", ["1:7 unknown-field"]),
        ("ARL: {kind: state, name: Arland, slug: norway}\n", ["1:40 same-slug"]),
        ("ARL: {kind: state, name: norway, slug: arland}\n", ["1:1 same-name"]),
        ("ARL: {kind: state, name: A, slug: a, aliases: [A, Norge]}\n", ["1:1 same-name"]),
        (
            "ARL: {kind: state, name: A, slug: a}\nBRL: {kind: state, name: B, slug: a}\n",
            ["1:35 same-slug", "2:35 same-slug"],
        ),
    ],
)
def test_what_is_wrong_with_own_parties_is_told(text: str, expected: list[str]) -> None:
    assert told(with_own(text)[1]) == expected


def test_a_party_that_does_not_fit_is_stood_in_for_or_left_as_it_shipped() -> None:
    registry, problems = with_own("ARL: {kind: stat}\nNOR: {kind: stat}\nbad: {kind: state}\n")
    assert len(problems) == 5
    assert registry["ARL"].name == "ARL"
    assert registry["NOR"] == SHIPPED["NOR"]
    assert "bad" not in registry


def test_an_own_party_may_refer_to_parties_and_agreements_that_are_known() -> None:
    text = "ARL: {kind: state, name: A, slug: a, founded_by: a-2001, succession: [{party: NOR, how: succeeds}]}\n"
    references = References(SHIPPED, (), ("a-2001",), (), ())
    assert load_registry(parse(text), references)[1] == ()


def test_a_note_is_held_to_what_prose_may_hold() -> None:
    _, problems = with_own(
        "RUS:\n  note: See [x](javascript:alert(1)),\n    but&#8203;not [y](https://example.org/).\n"
    )
    assert told(problems) == ["2:17 bad-link", "3:8 invisible-character"]


def test_the_notes_of_the_table_hold_nothing_that_is_refused() -> None:
    notes = [SHIPPED[code].note or "" for code in SHIPPED.parties]
    assert any(notes)
    assert [fault for note in notes for fault in (*bad_links(note), *hidden_characters(note))] == []


def test_a_wrong_link_hides_no_clash_of_names() -> None:
    _, problems = with_own("RUS: {note: '[x](/y)'}\nARL: {kind: state, name: Russia, slug: arland}\n")
    assert told(problems) == ["1:1 same-name", "2:1 same-name", "1:18 bad-link"]
