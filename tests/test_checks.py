"""Checks across fields and entries: what each ensures, and when it keeps silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import TODAY, examples
from tests.sitekit import MINIMAL, as_yaml
from treatyline.checks import COLLECTION_CHECKS, ENTRY_CHECKS, Entry, Setting
from treatyline.checks.cycles import components
from treatyline.checks.duplicates import probable_duplicates
from treatyline.dates import Day
from treatyline.model import Agreement
from treatyline.parties import load_registry
from treatyline.problems import WARNINGS, Code, Severity
from treatyline.yaml_source import parse

OWN = """\
ARL: {kind: state, name: Arland, slug: arland}
OZM: {kind: former-state, name: Old Zemland, slug: old-zemland, to: 1990-12-31}
ZEM: {kind: state, name: Zemland, slug: zemland, from: 1991-01-01, succession: [{party: OZM, how: succeeds}]}
NEW: {kind: state, name: Newland, slug: newland, from: 2000}
GON: {kind: former-state, name: Goneland, slug: goneland, to: 2000}
"""
REGISTRY, _ = load_registry(parse(OWN), None)


def entry(id: str = "stations-2001", **fields: object) -> Entry:
    data = MINIMAL | {"date": "2001-05-17", "parties": ["ARL", "ZEM"]} | fields
    document = parse(as_yaml(data), f"{id}.yml")
    assert document.problems == ()
    return Entry(id, Path(f"{id}.yml"), Agreement.model_validate(document.data), document)


def found(today: Day | None = TODAY, **fields: object) -> list[str]:
    """What the checks of one entry find: "code path: message; hint"."""
    one = entry(**fields)
    findings = [finding for check in ENTRY_CHECKS for finding in check(one, Setting(REGISTRY, today))]
    return [
        f"{finding.code} {'.'.join(map(str, finding.path))}: {finding.message}; {finding.hint}" for finding in findings
    ]


def codes(today: Day | None = TODAY, **fields: object) -> list[str]:
    """The same, codes and paths alone."""
    return [line.split(":")[0] for line in found(today, **fields)]


def found_across(*entries: Entry) -> list[tuple[str, str]]:
    return [
        (one.id, f"{finding.code} {'.'.join(map(str, finding.path))}")
        for check in COLLECTION_CHECKS
        for one, finding in check(entries, Setting(REGISTRY, TODAY))
    ]


@pytest.mark.parametrize("check", [*ENTRY_CHECKS, *COLLECTION_CHECKS], ids=lambda check: check.__name__)
def test_every_check_says_what_it_ensures(check: object) -> None:
    assert (check.__doc__ or "").startswith("Ensure that ")


def test_an_entry_without_fault_is_not_spoken_of() -> None:
    assert found() == []


# --- lists


def test_what_stands_twice_is_told_at_its_second_place() -> None:
    assert codes(parties=["ARL", "ZEM", {"party": "ARL"}, "ARL"]) == [
        "repeated-value parties.2",
        "repeated-value parties.3",
    ]
    assert codes(topics=["a", "b", "a"]) == ["repeated-value topics.2"]
    sources = [{"id": "a", "publisher": "A"}, {"publisher": "B"}, {"id": "a", "publisher": "C"}, {"publisher": "B"}]
    assert codes(sources=sources) == ["repeated-value sources.2.id"]


# --- parties


@pytest.mark.parametrize(
    ("date", "party", "expected"),
    [
        ("1990-12-31", "ZEM", ["party-not-yet"]),
        ("1991-01-01", "ZEM", []),
        ("1990", "ZEM", ["party-not-yet"]),
        ("1990/1991", "ZEM", []),
        ("1980~", "ZEM", []),
        ("1980?", "ZEM", []),
        ("199X", "ZEM", []),
        ("../1980", "ZEM", ["party-not-yet"]),
        ("1991-01-01", "OZM", ["party-no-more"]),
        ("1990-12-31", "OZM", []),
        ("1990", "OZM", []),
        ("1850", "ARL", []),
        ("1999-12-31", "NEW", ["party-not-yet"]),
        ("2000-01-01", "NEW", []),
        ("2000-12-31", "GON", []),
        ("2001", "GON", ["party-no-more"]),
    ],
)
def test_a_party_must_have_existed_where_the_order_is_certain(date: str, party: str, expected: list[str]) -> None:
    assert [line.split()[0] for line in codes(date=date, parties=[party])] == expected


def test_the_state_that_existed_on_that_day_is_named() -> None:
    assert found(date="1980", parties=["ARL", "ZEM"]) == [
        "party-not-yet parties.1: Zemland is recorded from 1991-01-01 on, after 1980; on that day it was "
        "Old Zemland (OZM): write that code, or accept the warning with the reason"
    ]
    assert found(parties=["ARL", "OZM"]) == [
        "party-no-more parties.1: Old Zemland is recorded until 1990-12-31, before 2001-05-17; "
        "after it came Zemland (ZEM)"
    ]


def test_where_no_state_is_known_for_that_day_the_date_is_to_be_checked() -> None:
    assert found(date="1980", parties=["ARL", "NEW"])[0].endswith(
        "check the date and the code, or accept the warning with the reason"
    )
    assert found(date="2005", parties=["ARL", "GON"])[0].endswith("before 2005; check the date and the code")


def test_a_party_that_joined_later_need_not_have_existed_on_the_day_of_the_agreement() -> None:
    joined = {
        "party": "ZEM",
        "actions": [{"type": "accession", "date": "1992"}, {"type": "declaration", "date": "1995"}],
    }
    assert found(date="1980", parties=["ARL", joined]) == []
    undated = {"party": "ZEM", "actions": [{"type": "accession"}, {"type": "ratification", "date": "unknown"}]}
    assert codes(date="1980", parties=["ARL", undated]) == ["party-not-yet parties.1"]


def test_whoever_signs_must_take_part() -> None:
    assert found(signatories=[{"name": "A", "party": "ZEM"}, {"name": "B", "party": "GON"}]) == [
        "not-a-party signatories.1.party: GON is not among the parties; add GON to parties, or check the code"
    ]
    assert codes(signings=[{"date": "2001", "parties": ["ARL", "GON", "NEW"]}]) == [
        "not-a-party signings.0.parties.1",
        "not-a-party signings.0.parties.2",
    ]
    assert found(signatories=[{"name": "A", "for_all": "true"}]) == []


def test_where_parties_are_not_listed_anyone_may_sign() -> None:
    everyone = {"parties": [], "open_to": "all states", "signatories": [{"name": "B", "party": "ARL"}]}
    assert found(**everyone) == []


# --- dates


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"in_force": "2001-05-16"}, ["retroactive in_force"]),
        ({"in_force": "2001-05-17"}, []),
        ({"in_force": "2001-05"}, []),
        ({"in_force": "2001-04"}, ["retroactive in_force"]),
        ({"in_force": "2001-04~"}, []),
        ({"in_force": "unknown"}, []),
        ({"date": "2001", "in_force": "2001-01-01"}, []),
        ({"date": "2001?", "in_force": "1999"}, []),
        ({"ended": "2001-05-16"}, ["ended-too-early ended"]),
        ({"ended": "2001-05"}, []),
        ({"ended": "unknown", "in_force": "2001-06"}, []),
        ({"ended": "2001-06", "in_force": "unknown"}, []),
        ({"ended": "2001-06", "in_force": "2001-07"}, ["ended-too-early ended"]),
        ({"ended": "2001-06", "in_force": "2001-07?"}, []),
        ({"ended": "2001-06", "in_force": "2001-07", "provisional_from": "2001-05-17"}, []),
        ({"ended": "2001-06", "in_force": "2001-07", "provisional_from": "unknown"}, []),
        ({"ended": "2000", "in_force": "2001-07", "provisional_from": "2001-05-17"}, ["ended-too-early ended"]),
        ({"ended": "2001-07", "in_force": "2001-06"}, []),
    ],
)
def test_the_beginning_and_the_end_stand_in_order(fields: dict[str, object], expected: list[str]) -> None:
    assert codes(**fields) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("1981-05-17", []),
        ("1981-05-16", ["far-from-life quotes.0.date"]),
        ("1981", []),
        ("1980", ["far-from-life quotes.0.date"]),
        ("2030-12-31", []),
        ("2031-01-01", ["far-from-life quotes.0.date"]),
        ("2030/2040", []),
        ("2031/..", ["far-from-life quotes.0.date"]),
    ],
)
def test_a_quotation_decades_away_needs_a_second_look(date: str, expected: list[str]) -> None:
    quote = {"text": "a", "speaker": "b", "source": "c", "date": date}
    assert codes(today=None, ended="2010", quotes=[quote, {"text": "a", "locator": "b", "source": "c"}]) == expected


def test_an_action_decades_away_needs_a_second_look_and_one_of_an_agreement_that_has_not_ended_does_not() -> None:
    acted = [
        {"party": "ARL", "actions": [{"type": "accession", "date": "2099"}, {"type": "accession", "date": "1890"}]}
    ]
    assert codes(today=None, parties=acted) == ["far-from-life parties.0.actions.1.date"]
    assert codes(today=None, parties=acted, ended="unknown") == ["far-from-life parties.0.actions.1.date"]


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"in_force": "2026-11-23"}, "in_force"),
        ({"ended": "2027"}, "ended"),
        ({"added": "2026-11-23"}, "added"),
        ({"provisional_from": "2027-01"}, "provisional_from"),
        ({"signings": [{"date": "2027"}]}, "signings.0.date"),
        ({"status": {"is": "in-force", "as_of": "2027", "source": "a"}}, "status.as_of"),
        ({"sources": [{"publisher": "a", "accessed": "2030-01-01"}]}, "sources.0.accessed"),
        ({"changes": [{"date": "2030-01-01", "note": "a"}]}, "changes.0.date"),
        (
            {"parties": [{"party": "ARL", "actions": [{"type": "denunciation", "date": "2027"}]}]},
            "parties.0.actions.0.date",
        ),
    ],
)
def test_no_date_lies_in_the_future(fields: dict[str, object], path: str) -> None:
    assert codes(**fields) == [f"in-the-future {path}"]
    assert codes(today=None, **fields) == []


@pytest.mark.parametrize("date", ["2026-11-22", "2026-11", "2026", "202X", "2026-11-01/.."])
def test_a_date_that_may_have_come_is_let_through(date: str) -> None:
    assert codes(in_force=date) == []


def test_an_action_may_take_effect_later_than_today() -> None:
    denounced = {"type": "denunciation", "date": "2026-11-01", "effective": "2027-11-01"}
    assert codes(parties=[{"party": "ARL", "actions": [denounced]}]) == []


# --- relations and links


def test_a_relation_leads_to_another_entry() -> None:
    relations = [{"type": "related", "target": "other"}, {"type": "amends", "target": "stations-2001"}]
    assert codes(relations=relations) == ["relation-cycle relations.1.target"]


def test_links_lead_to_the_web() -> None:
    context = "See [a](/b), [c](https://example.org), [d](mailto:a@example.org) and <javascript:alert(1)>."
    assert found(context=context) == [
        'bad-link context: the link "/b" is not a web address; '
        "write it whole, from https:// on; name another entry in relations",
        'bad-link context: the link "javascript:alert(1)" is not a web address; '
        "write it whole, from https:// on; name another entry in relations",
    ]


def test_a_link_is_pointed_at_where_it_stands() -> None:
    one = entry(context="Talks began.\n\nSee [a](/b) and [ä](/ä).\n")
    findings = [finding for check in ENTRY_CHECKS for finding in check(one, Setting(REGISTRY, None))]
    first, second = (finding.in_document(one.document) for finding in findings)
    assert (first.excerpt or "")[first.place.column - 1 :][: first.place.width] == "/b"
    assert second.place == one.document.marks.value(("context",))


def test_an_entity_that_hides_a_character_is_told_where_it_stands() -> None:
    context = "context: |\n  First line.\n  It reads&#x202e;backwards.\n"
    document = parse(as_yaml(MINIMAL | {"parties": ["ARL"]}) + context, "x.yml")
    one = Entry("x", Path("x.yml"), Agreement.model_validate(document.data), document)
    (finding,) = [found for check in ENTRY_CHECKS for found in check(one, Setting(REGISTRY, TODAY))]
    problem = finding.in_document(document)
    assert problem.code is Code.INVISIBLE_CHARACTER
    assert (problem.excerpt or "")[problem.place.column - 1 :][: problem.place.width] == "&#x202e;"


# --- across entries


def test_one_agreement_entered_twice_is_told_at_the_later_one() -> None:
    first = entry("a", title="Agreement on Two Weather Stations")
    second = entry("b", title="Agreement on two weather-stations", date="2001-06-01")
    assert found_across(second, first) == [("b", "probable-duplicate title")]


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Protocol on a Lighthouse"},
        {"title": "ytimA fo ytaerT"},
        {"parties": ["ARL", "NEW"]},
        {"parties": ["ARL", "ZEM", "NEW"]},
        {"date": "2001-08-01"},
        {"date": "2000"},
    ],
)
def test_agreements_of_other_parties_days_or_titles_are_two(other: dict[str, object]) -> None:
    assert found_across(entry("a"), entry("b", **other)) == []


@pytest.mark.parametrize(
    ("first", "second", "is_near"),
    [
        ("2001-05-17", "2001-06-17", True),
        ("2001-05-17", "2001-06-18", False),
        ("2001-12-20", "2002-01-10", True),
        ("2001-12-10", "2002-01-11", False),
        ("2001-05", "2001-06-30", True),
        ("2001", "2001-12-31", True),
        ("1999-12-31", "2001-01-01", False),
    ],
)
def test_a_month_lies_between_two_agreements_that_may_be_one(first: str, second: str, is_near: bool) -> None:
    assert bool(found_across(entry("a", date=first), entry("b", date=second))) == is_near


def test_titles_that_share_three_of_four_pairs_of_letters_may_be_one() -> None:
    assert found_across(entry("a", title="abcdefghij"), entry("b", title="abcdefghxy"))
    assert not found_across(entry("a", title="abcdefghij"), entry("b", title="abcdefgxyz"))


@pytest.mark.parametrize(
    "title",
    [
        "Agrement on two Wether Stations",
        "Agreement on Two Weather Station",
        "Agreement: on “Two Weather Stations”",
        "Agreement on Weather Stations, Two",
        "The Agreement on Two Weather Stations",
    ],
)
def test_slips_signs_and_the_order_of_words_do_not_make_two_of_one(title: str) -> None:
    assert found_across(entry("a", title="Agreement on Two Weather Stations"), entry("b", title=title))


@pytest.mark.parametrize(("title", "other"), [("Peace of Ar", "Protocol to the Peace of Ar"), ("A", "B"), ("?", "Ар")])
def test_a_longer_or_another_title_is_another_agreements(title: str, other: str) -> None:
    assert not found_across(entry("a", title=title), entry("b", title=other))


def test_a_whole_year_is_near_each_of_its_days_whatever_lies_between() -> None:
    year = entry("a", title="Treaty of Amity", date="2001")
    between = [entry(f"b{day}", title=f"{chr(day)}" * 20, date=f"2001-01-{day - 96:02}") for day in range(97, 107)]
    assert found_across(year, *between, entry("c", title="Treaty of Amity", date="2001-12-30")) == [
        ("c", "probable-duplicate title")
    ]


def test_of_several_that_are_alike_the_nearest_is_named() -> None:
    entries = [entry(id, date=f"2001-05-{day}") for id, day in (("a", "01"), ("b", "02"), ("c", "03"))]
    assert [(one.id, other.id) for one, other in probable_duplicates(entries)] == [("a", "b"), ("b", "c")]


def test_of_three_alike_each_later_one_is_told_once() -> None:
    entries = [entry(id, date=f"2001-05-{day}") for id, day in (("c", 3), ("b", 2), ("a", 1)) for day in [f"{day:02}"]]
    assert found_across(*entries) == [("b", "probable-duplicate title"), ("c", "probable-duplicate title")]


def test_nothing_supersedes_itself_by_way_of_others() -> None:
    def superseding(id: str, *targets: str) -> Entry:
        relations = [{"type": "supersedes", "target": target} for target in targets]
        return entry(id, title=id * 20, relations=[{"type": "amends", "target": "d"}, *relations])

    ring = [superseding("a", "b"), superseding("b", "c"), superseding("c", "d", "a"), superseding("d")]
    assert found_across(*ring) == [
        ("a", "relation-cycle relations.1.target"),
        ("b", "relation-cycle relations.1.target"),
        ("c", "relation-cycle relations.2.target"),
    ]
    assert found_across(superseding("a", "b", "c"), superseding("b", "c"), superseding("c", "none")) == []
    assert found_across(superseding("a", "a")) == []


def test_an_id_that_two_entries_have_is_looked_at_for_both() -> None:
    relations = [{"type": "supersedes", "target": "b"}]
    one, other = entry("a", title="x" * 20, relations=relations), entry("a", title="y" * 20)
    back = entry("b", title="z" * 20, relations=[{"type": "supersedes", "target": "a"}])
    for order in ((one, other, back), (other, one, back)):
        assert {found[0] for found in found_across(*order)} == {"a", "b"}


def reached_from(start: str, edges: dict[str, list[str]]) -> set[str]:
    reached, ahead = {start}, [start]
    while ahead:
        new = set(edges.get(ahead.pop(), ())) - reached
        reached |= new
        ahead.extend(new)
    return reached


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.sampled_from("abcdefghi"), max_size=4)))
@examples(120)
def test_a_component_is_what_can_be_reached_there_and_back(edges: dict[str, list[str]]) -> None:
    component = components(edges)
    ids = {*edges, *(target for targets in edges.values() for target in targets)}
    assert set(component) == ids
    for one in ids:
        together = {other for other in reached_from(one, edges) if one in reached_from(other, edges)}
        assert {other for other in ids if component[other] == component[one]} == together


def test_a_chain_of_any_length_is_gone_along() -> None:
    chain = {str(number): [str(number + 1)] for number in range(5_000)}
    assert len(set(components(chain).values())) == 5_001
    assert len(set(components(chain | {"5000": ["0"]}).values())) == 1


def test_an_id_of_the_past_is_nobody_elses() -> None:
    one = entry("a", title="x" * 20, formerly=["old", "b", "a"])
    other = entry("b", title="y" * 20, formerly=["old", "free"])
    assert found_across(other, one) == [
        ("a", "same-id formerly.1"),
        ("a", "same-id formerly.2"),
        ("b", "same-id formerly.0"),
    ]


def test_only_warnings_can_be_accepted() -> None:
    assert all(code.severity is Severity.WARNING for code in WARNINGS)
