"""The collection: order, indexes, and who agrees with whom."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitekit import entry, write
from treatyline.collection import Collection, participants
from treatyline.site import load


def collected(folder: Path, **entries: dict[str, object]) -> Collection:
    """A collection of entries by id; an underscore stands for a hyphen."""
    files = {f"agreements/{name.replace('_', '-')}.yml": entry(**fields) for name, fields in entries.items()}
    site = load(write(folder, files))
    assert not site.has_errors
    return site.collection


def test_agreements_stand_in_order_of_their_first_day_then_their_last_then_their_id(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        d_day_b={"date": "2013-01-01", "title": "Second of two"},
        c_year={"date": "2013", "title": "A whole year"},
        a_later={"date": "2013-01-02", "title": "The day after"},
        d_day_a={"date": "2013-01-01", "title": "First of two", "parties": ["FRA", "DEU"]},
        z_bc={"date": "-0043", "title": "Before all"},
    )
    assert [entry.id for entry in collection.entries] == ["z-bc", "d-day-a", "d-day-b", "c-year", "a-later"]


def test_neighbours_are_the_agreements_before_and_after_and_nothing_at_the_ends(tmp_path: Path) -> None:
    collection = collected(tmp_path, one={"date": "2001"}, two={"date": "2002"}, three={"date": "2003"})
    around = collection.neighbours["two"]
    assert around.previous is collection.by_id["one"]
    assert around.next is collection.by_id["three"]
    assert collection.neighbours["one"].previous is None
    assert collection.neighbours["three"].next is None


def test_an_empty_collection_has_no_neighbours_and_no_parties(tmp_path: Path) -> None:
    collection = collected(tmp_path)
    assert (collection.entries, dict(collection.neighbours), dict(collection.by_party)) == ((), {}, {})


def test_a_party_has_the_agreements_in_which_it_took_part_in_whatever_role(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        one={"date": "2001", "parties": ["RUS", {"party": "CHE", "roles": ["depositary"]}]},
        two={"date": "2002", "parties": ["RUS", "KAZ"]},
    )
    assert [entry.id for entry in collection.by_party["RUS"]] == ["one", "two"]
    assert [entry.id for entry in collection.by_party["CHE"]] == ["one"]
    assert "FRA" not in collection.by_party


def test_an_agreement_knows_those_that_refer_to_it(tmp_path: Path) -> None:
    collection = collected(
        tmp_path,
        old={"date": "2001"},
        new={"date": "2002", "relations": [{"type": "supersedes", "target": "old"}]},
        other={"date": "2003", "relations": [{"type": "related", "title": "Somewhere else"}]},
    )
    ((referring, relation),) = collection.related_to["old"]
    assert (referring.id, relation.type) == ("new", "supersedes")
    assert set(collection.related_to) == {"old"}


WITH_A_WITNESS = ["RUS", "KAZ", {"party": "CHE", "roles": ["witness"]}]


@pytest.mark.parametrize(
    ("bilateral", "partners"), [(True, [("KAZ", 2), ("BLR", 1)]), (False, [("BLR", 1), ("KAZ", 1)])]
)
def test_partners_are_counted_apart_in_agreements_of_two_and_of_more(
    tmp_path: Path, bilateral: bool, partners: list[tuple[str, int]]
) -> None:
    collection = collected(
        tmp_path,
        witnessed={"date": "2001", "parties": WITH_A_WITNESS},
        two={"date": "2002", "parties": ["KAZ", "RUS"]},
        other={"date": "2003", "parties": ["RUS", "BLR"]},
        three={"date": "2004", "parties": ["RUS", "KAZ", "BLR"]},
    )
    found = collection.partners("RUS", bilateral=bilateral)
    assert [(partner.code, partner.count) for partner in found] == partners


def test_a_witness_has_no_partners_and_is_nobodys(tmp_path: Path) -> None:
    collection = collected(tmp_path, witnessed={"parties": WITH_A_WITNESS})
    assert collection.partners("CHE", bilateral=True) == ()
    assert collection.partners("CHE", bilateral=False) == ()
    assert participants(collection.entries[0].agreement) == {"RUS", "KAZ"}


def test_partners_of_equal_count_stand_by_name(tmp_path: Path) -> None:
    collection = collected(tmp_path, one={"date": "2001", "parties": ["RUS", "DEU", "AUT", "CHE"]})
    found = collection.partners("RUS", bilateral=False)
    assert [partner.code for partner in found] == ["AUT", "DEU", "CHE"], "Austria, Germany, Switzerland"
