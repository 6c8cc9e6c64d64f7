"""Entries as earlier versions took them: a minor version never makes a valid entry invalid.

`valid/` has a collection a version, frozen when that version came out. A new field goes into the newest; what stands
in an older one is never changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers import TODAY
from treatyline.problems import FieldPath
from treatyline.reference import every, reference
from treatyline.site import load
from treatyline.yaml_source import Value, read

VALID = Path(__file__).parent / "valid"
VERSIONS = sorted(path.name for path in VALID.iterdir())


@pytest.mark.parametrize("version", VERSIONS)
def test_what_a_version_took_is_still_taken(version: str) -> None:
    site = load(VALID / version, TODAY)
    assert site.problems == ()
    assert len(site.collection.entries) == len(list((VALID / version).glob("agreements/*.yml")))


def names(value: Value, path: FieldPath = ()) -> set[FieldPath]:
    """The paths of all fields below a value, list positions left out."""
    if isinstance(value, dict):
        return {(*path, name) for name in value}.union(*(names(inner, (*path, name)) for name, inner in value.items()))
    return set().union(*(names(element, path) for element in value)) if isinstance(value, list) else set()


def test_every_field_there_is_stands_in_one_of_them() -> None:
    said: set[FieldPath] = set()
    for file in VALID.glob("*/agreements/*.yml"):
        said |= names(read(file, file.name).data)
    for file in (*VALID.glob("*/parties.yml"), *VALID.glob("*/topics.yml")):
        said |= {path[1:] for path in names(read(file, file.name).data)}
    assert {field.path for kind in reference() for field in every(kind.fields)} - said == set()
