"""What an editor is told of a file by the JSON Schema, held against what the validator says of it.

They agree about all that a schema can express. What it cannot is said here line by line, each with the reason.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft7Validator
from ruamel.yaml.error import YAMLError

from tests.editor import read_as_editor
from tests.sitekit import FLAGSHIP
from tests.test_invalid import INVALID, MADE, SINGLE, code_in
from treatyline.cli import main
from treatyline.problems import Code
from treatyline.schema import PUBLISHED_SCHEMA

FILES = [name for name in SINGLE if name != "symbolic-link.yml"]
PUBLISHED: dict[str, Any] = json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8"))


REFUSED = frozenset(
    {
        *(Code.BAD_DATE, Code.BAD_FLAG, Code.BAD_ID, Code.BAD_IDENTIFIER, Code.BAD_LANGUAGE, Code.BAD_NUMBER),
        *(Code.BAD_URL, Code.COMPLEX_KEY, Code.CONFLICTING_FIELDS, Code.EMPTY_FILE, Code.EMPTY_VALUE, Code.MERGE_KEY),
        *(Code.MISSING_FIELD, Code.NOT_A_LIST, Code.NOT_A_MAPPING, Code.NOT_TEXT, Code.REPEATED_VALUE, Code.TOO_DEEP),
        *(Code.TOO_LONG, Code.TOO_MANY, Code.UNKNOWN_FIELD, Code.UNKNOWN_PARTY, Code.UNKNOWN_SUPPORT),
        *(Code.UNKNOWN_TOPIC, Code.UNKNOWN_VALUE),
    }
)
"""Mistakes of which a schema tells."""

NOT_READ = frozenset(
    {Code.ALIAS, Code.DUPLICATE_KEY, Code.NOT_UTF8, Code.SEVERAL_DOCUMENTS, Code.TAB_INDENTATION, Code.YAML_SYNTAX}
)
"""Mistakes of which the editor tells by itself: there is nothing to ask a schema about."""

BEYOND_A_SCHEMA: Mapping[Code, str] = {
    Code.ANCHOR: "a schema is asked about values, not about how the file writes them",
    Code.BAD_LINK: "a pattern cannot find the links of a text in Markdown",
    Code.CONTROL_CHARACTER: "characters are looked for in the whole file, in names and remarks too",
    Code.ENDED_TOO_EARLY: "a schema cannot compare dates",
    Code.FAR_FROM_LIFE: "a schema cannot compare dates",
    Code.INVISIBLE_CHARACTER: "characters are looked for in the whole file, in names and remarks too",
    Code.IN_THE_FUTURE: "a schema does not know the day",
    Code.NEEDLESS_ACCEPT: "a schema gives no warnings",
    Code.NOT_A_PARTY: "a schema cannot look up one field in another",
    Code.PARTY_NOT_YET: "a schema cannot compare dates",
    Code.PARTY_NO_MORE: "a schema cannot compare dates",
    Code.RELATION_CYCLE: "a schema does not know the name of the file",
    Code.RETROACTIVE: "a schema cannot compare dates",
    Code.TAG: "a schema is asked about values, not about how the file writes them",
    Code.TOO_LARGE: "a schema is asked about values, not about bytes",
    Code.UNKNOWN_AGREEMENT: "entries come and go: the schema offers their ids and refuses none",
    Code.UNKNOWN_SOURCE: "a schema cannot look up one field in another",
}
"""Mistakes of which only the validator tells."""

OTHERWISE: Mapping[str, tuple[str, str]] = {
    "control-character-nul.yml": ("not read", "a NUL is no character of YAML"),
    "invisible-character-zero-width.yml": ("refused", "it stands in a name, which is then that of no field"),
    "repeated-value-source.yml": ("accepted", "a schema compares whole sources, not their ids"),
    "unknown-field-register.yml": ("accepted", "any register can be named: that a known one is meant is a guess"),
}
"""Files that an editor takes in another way than their code says, and why."""


def taken(schema: Mapping[str, Any], data: bytes, *, dates: bool = False) -> str:
    """What an editor does with a file: "refused" and "accepted" by the schema, "not read" as YAML."""
    try:
        entry = read_as_editor(data.decode("utf-8-sig"), dates=dates)
    except (YAMLError, UnicodeDecodeError, OverflowError):
        return "not read"
    return "accepted" if Draft7Validator(schema).is_valid(entry) else "refused"


def bytes_of(name: str) -> bytes:
    return MADE[name] if name in MADE else (INVALID / name).read_bytes()


def schema_of(content: Path) -> dict[str, Any]:
    """What `treatyline schema` makes for a collection."""
    result = CliRunner().invoke(main, ["schema", "--content", str(content)])
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    return made


@pytest.fixture(scope="module")
def own_schema() -> dict[str, Any]:
    """The schema of the collection to which the files of `invalid/` belong."""
    return schema_of(INVALID / "content")


@pytest.mark.parametrize("dates", [False, True], ids=["days-as-texts", "days-as-dates"])
@pytest.mark.parametrize("name", FILES)
def test_an_editor_tells_of_a_mistake_exactly_if_a_schema_can_express_it(
    own_schema: dict[str, Any], name: str, dates: bool
) -> None:
    code = code_in(name)
    expected = "refused" if code in REFUSED else "not read" if code in NOT_READ else "accepted"
    if name in OTHERWISE:
        assert OTHERWISE[name][0] != expected, f"{name} is no exception any more"
        expected, _ = OTHERWISE[name]
    assert taken(own_schema, bytes_of(name), dates=dates) == expected


def test_each_code_of_an_entry_has_its_line() -> None:
    assert REFUSED.isdisjoint(NOT_READ)
    assert (REFUSED | NOT_READ).isdisjoint(BEYOND_A_SCHEMA)
    assert REFUSED | NOT_READ | BEYOND_A_SCHEMA.keys() == set(map(code_in, FILES))


@pytest.mark.parametrize("name", FILES)
def test_the_published_schema_refuses_nothing_that_the_collections_own_accepts(
    own_schema: dict[str, Any], name: str
) -> None:
    assert (taken(own_schema, bytes_of(name)), taken(PUBLISHED, bytes_of(name))) != ("accepted", "refused")


@pytest.mark.parametrize("dates", [False, True], ids=["days-as-texts", "days-as-dates"])
@pytest.mark.parametrize("name", ["correct.yml", "correct-bom-and-crlf.yml"])
def test_both_schemas_accept_a_correct_entry(own_schema: dict[str, Any], name: str, dates: bool) -> None:
    for schema in (PUBLISHED, own_schema):
        assert taken(schema, bytes_of(name), dates=dates) == "accepted"


@pytest.mark.parametrize("dates", [False, True], ids=["days-as-texts", "days-as-dates"])
def test_both_schemas_accept_every_entry_of_the_flagship(dates: bool) -> None:
    entries = sorted(FLAGSHIP.glob("agreements/**/*.yml"))
    assert len(entries) > 5
    for schema in (PUBLISHED, schema_of(FLAGSHIP)):
        refused = [file.name for file in entries if taken(schema, file.read_bytes(), dates=dates) != "accepted"]
        assert refused == []
