"""The JSON Schema that ships with the package: made from the model, and true of real entries."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator
from pydantic import BaseModel, TypeAdapter

from tests.sitekit import CHECKOUT, FLAGSHIP, MINIMAL, entry, environment, write
from treatyline.cli import main
from treatyline.model import SUPPORTED, Agreement
from treatyline.schema import PUBLISHED_SCHEMA, agreement_schema, schema_text

HOW_TO_ACCEPT = "the model has changed: run `make schema` and commit the file"


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    published: dict[str, Any] = json.loads(PUBLISHED_SCHEMA.read_text(encoding="utf-8"))
    return published


def test_the_published_schema_is_that_of_the_model() -> None:
    assert PUBLISHED_SCHEMA.read_text(encoding="utf-8") == schema_text(), HOW_TO_ACCEPT


def test_the_module_prints_the_schema() -> None:
    command = [sys.executable, "-m", "treatyline.schema"]
    printed = subprocess.run(
        command, cwd=CHECKOUT, env=environment(PYTHONIOENCODING="utf-8"), capture_output=True, check=True
    )
    assert printed.stdout.decode() == schema_text()


def test_it_is_a_valid_schema(schema: dict[str, Any]) -> None:
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(schema)


def test_beside_a_reference_stand_descriptions_alone(schema: dict[str, Any]) -> None:
    """Draft 7 passes over anything else there."""
    references = [part for part in subschemas(schema) if "$ref" in part]
    assert len(references) > 50
    for part in references:
        assert part.keys() <= {"$ref", "description", "examples", "default"}
        assert part["$ref"].removeprefix("#/$defs/") in schema["$defs"]


def test_no_definition_is_without_use(schema: dict[str, Any]) -> None:
    used = {part["$ref"].removeprefix("#/$defs/") for part in subschemas(schema) if "$ref" in part}
    assert used == set(schema["$defs"])


def subschemas(schema: object) -> Iterator[dict[str, Any]]:
    """Every mapping of a schema, at every level."""
    if isinstance(schema, dict):
        yield schema
    for inner in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from subschemas(inner)


def test_it_has_the_fields_of_the_model_by_their_names_in_yaml(schema: dict[str, Any]) -> None:
    assert list(schema["properties"]) == [field.alias or name for name, field in Agreement.model_fields.items()]
    assert schema["required"] == ["title", "date", "parties", "summary", "sources"]
    assert "is" in schema["$defs"]["Status"]["properties"]


def test_nothing_in_it_is_null_and_nothing_speaks_python(schema: dict[str, Any]) -> None:
    text = json.dumps(schema)
    assert '"null"' not in text
    assert '"default": null' not in text
    assert "is_" not in text
    assert "x-definition" not in text


def test_a_source_supports_what_the_validator_lets_it_support(schema: dict[str, Any]) -> None:
    assert set(schema["$defs"]["FieldName"]["enum"]) == set(SUPPORTED)


# --- descriptions and examples ------------------------------------------------------------------------------


CONDITIONS = frozenset({"if", "then", "else", "dependencies"})
"""Keywords under which properties are asked about, not described."""


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property at every level, with where it stands."""
    inside = schema.items() if isinstance(schema, dict) else enumerate(schema) if isinstance(schema, list) else ()
    for name, value in inside:
        if name == "properties":
            yield from ((f"{path}.{field}", described) for field, described in value.items())
        if name not in CONDITIONS:
            yield from properties(value, f"{path}/{name}")


PROPERTIES = dict(properties(agreement_schema()))


def test_every_property_at_every_level_is_described_and_has_an_example() -> None:
    assert len(PROPERTIES) > 90
    lacking = [
        f"{path}: {keyword}"
        for path, described in PROPERTIES.items()
        for keyword in ("description", "examples")
        if not described.get(keyword)
    ]
    assert lacking == []


@pytest.mark.parametrize("path", PROPERTIES)
def test_every_example_is_valid_where_it_stands(schema: dict[str, Any], path: str) -> None:
    part = {"$defs": schema["$defs"], **PROPERTIES[path]}
    for example in part["examples"]:
        Draft7Validator(part).validate(example)


def models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and those that it is made of."""
    yield model
    for field in model.model_fields.values():
        yield from (inner for part in parts(field.annotation) for inner in models(part))


def parts(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from parts(inner)


@pytest.mark.parametrize("model", dict.fromkeys(models(Agreement)), ids=lambda model: model.__name__)
def test_the_model_takes_every_example(model: type[BaseModel]) -> None:
    """Each field's examples by themselves: not all fields go together."""
    for field in model.model_fields.values():
        adapter: TypeAdapter[Any] = TypeAdapter(Annotated[(field.annotation, *field.metadata, "a field")])
        for example in field.examples or []:
            adapter.validate_python(example)


@pytest.mark.parametrize(
    "fields",
    [
        {"tittle": "Treaty"},
        {"title": ""},
        {"kind": "pact"},
        {"topics": ["Air Defence"]},
        {"sources": [{"url": "https://example.org/a"}]},
        {"sources": [{"publisher": "RT", "url": "javascript:alert(1)"}]},
        {"parties": ["Russia"]},
        {"parties": [{"party": "RUS", "role": "witness"}]},
        {"added": "2013"},
    ],
)
def test_an_editor_is_told_of_what_the_validator_refuses(schema: dict[str, Any], fields: dict[str, object]) -> None:
    assert Draft7Validator(schema).is_valid(MINIMAL)
    assert not Draft7Validator(schema).is_valid(MINIMAL | fields)


# --- the schema of one collection ---------------------------------------------------------------------------

PARTIES = "ARL: {kind: state, name: Arland, slug: arland}\n"
TOPICS = "weather: {label: Weather}\n2013: {label: The year 2013}\n"


def run(content: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["schema", "--content", str(content), *words])


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {"parties.yml": PARTIES, "topics.yml": TOPICS, "agreements/stations-2001.yml": entry(topics=["weather"])}
    return write(tmp_path / "content", files)


@pytest.fixture
def own(content: Path) -> dict[str, Any]:
    result = run(content)
    assert result.exit_code == 0, result.output
    made: dict[str, Any] = json.loads(result.stdout)
    Draft7Validator.check_schema(made)
    return made


@pytest.mark.parametrize(
    ("fields", "is_known"),
    [
        ({"parties": ["RUS", "ARL"]}, True),
        ({"parties": ["RUS", {"party": "ARL"}]}, True),
        ({"parties": ["RUS", "ZEM"]}, False),
        ({"parties": ["RUS", {"party": "ZEM"}]}, False),
        ({"place": {"name": "Arhaven", "country": "ARL"}}, True),
        ({"place": {"name": "Arhaven", "country": "ZEM"}}, False),
        ({"topics": ["weather"]}, True),
        ({"topics": ["2013"]}, True),
        ({"topics": [2013]}, True),
        ({"topics": ["wether"]}, False),
        ({"topics": [2014]}, False),
        ({"relations": [{"type": "related", "target": "stations-2001"}]}, True),
        ({"relations": [{"type": "related", "target": "not-yet-written"}]}, True),
        ({"relations": [{"type": "related", "target": "Stations 2001"}]}, False),
    ],
)
def test_a_collections_own_schema_knows_its_parties_and_topics(
    own: dict[str, Any], fields: dict[str, object], is_known: bool
) -> None:
    assert Draft7Validator(own).is_valid(MINIMAL | fields) is is_known


def test_a_collections_own_schema_says_what_a_code_and_a_slug_stand_for(own: dict[str, Any]) -> None:
    parties, topics = own["$defs"]["PartyCode"], own["$defs"]["TopicSlug"]
    meaning = dict(zip(parties["enum"], parties["enumDescriptions"], strict=True))
    assert (meaning["ARL"], meaning["KAZ"]) == ("Arland", "Kazakhstan")
    assert topics["enum"] == ["weather", "2013", 2013]
    assert topics["enumDescriptions"] == ["Weather", "The year 2013", "The year 2013"]


def test_a_collections_own_schema_offers_the_ids_of_its_entries(own: dict[str, Any]) -> None:
    offered, _ = own["$defs"]["AgreementId"]["anyOf"]
    assert offered["enum"] == ["stations-2001"]


def test_an_own_schema_is_the_published_one_but_for_what_the_collection_lists(own: dict[str, Any]) -> None:
    published = agreement_schema()
    named = ("PartyCode", "TopicSlug", "AgreementId")
    for made in (own, published):
        made["$defs"] = {name: made["$defs"][name] for name in made["$defs"] if name not in named}
    assert own == published


def test_without_topics_none_is_accepted_and_without_parties_the_shipped_ones_are(tmp_path: Path) -> None:
    own = json.loads(run(write(tmp_path / "content", {"agreements/a-2001.yml": entry()})).stdout)
    assert Draft7Validator(own).is_valid(MINIMAL | {"topics": []})
    assert not Draft7Validator(own).is_valid(MINIMAL | {"topics": ["weather"]})
    assert Draft7Validator(own).is_valid(MINIMAL)


def test_an_entry_that_cannot_be_read_keeps_nobody_from_making_the_schema(content: Path) -> None:
    write(content, {"agreements/broken-2002.yml": "title: [", "agreements/notes.txt": "Notes"})
    assert run(content).exit_code == 0


def test_the_schema_is_written_into_a_file(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "own.json"
    result = run(content, "--output", str(file))
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_bytes().decode() == run(content).stdout


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("topics.yml", "weather: Weather\n", "topics.yml:1:10: error[not-a-mapping]"),
        ("topics.yml", "weather: {label: [}\n", "topics.yml:1:19: error[yaml-syntax]"),
        ("parties.yml", "ARL: {kind: nation}\n", "parties.yml:1:13: error[unknown-value]"),
        ("parties.yml", "Arland: {kind: state}\n", "parties.yml:1:1: error[bad-code]"),
    ],
)
def test_a_mistake_in_parties_or_topics_is_told_and_leaves_the_old_schema(
    content: Path, tmp_path: Path, name: str, text: str, told: str
) -> None:
    write(content, {name: text})
    old = write(tmp_path, {"own.json": "{}"}) / "own.json"
    result = run(content, "--output", str(old))
    assert result.exit_code == 1
    assert told in result.stderr
    assert "treatyline" not in result.stdout
    assert old.read_text() == "{}"


def test_a_file_that_cannot_be_written_is_told(content: Path, tmp_path: Path) -> None:
    file = tmp_path / "nowhere" / "own.json"
    result = run(content, "--output", str(file))
    assert result.exit_code == 1
    assert "cannot be written" in result.stderr


# --- this repository in an editor ---------------------------------------------------------------------------


def test_vs_code_is_told_which_extension_to_take_and_which_schema_is_for_the_entries() -> None:
    folder = CHECKOUT / ".vscode"
    extensions = json.loads((folder / "extensions.json").read_text(encoding="utf-8"))
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert extensions == {"recommendations": ["redhat.vscode-yaml"]}
    ((schema, files),) = settings["yaml.schemas"].items()
    assert CHECKOUT / schema == PUBLISHED_SCHEMA
    assert sorted(CHECKOUT.glob(files)) == sorted(FLAGSHIP.glob("agreements/**/*.yml"))
    assert settings["yaml.yamlVersion"] == "1.2"
