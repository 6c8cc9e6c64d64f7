"""The JSON Schema that ships with the package: made from the model, and true of real entries."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest
import yaml
from jsonschema import Draft202012Validator
from pydantic import BaseModel, TypeAdapter

from tests.sitekit import CHECKOUT, FLAGSHIP, MINIMAL, environment
from treatyline.model import Agreement
from treatyline.schema import PUBLISHED_SCHEMA, agreement_schema, schema_text

HOW_TO_ACCEPT = "the model has changed: run `make schema` and commit the file"
ENTRIES = sorted(FLAGSHIP.glob("agreements/**/*.yml"))


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
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


def test_it_has_the_fields_of_the_model_by_their_names_in_yaml(schema: dict[str, Any]) -> None:
    assert list(schema["properties"]) == [field.alias or name for name, field in Agreement.model_fields.items()]
    assert schema["required"] == ["title", "date", "parties", "summary", "sources"]
    assert "is" in schema["$defs"]["Status"]["properties"]


def test_nothing_in_it_is_null_and_nothing_speaks_python(schema: dict[str, Any]) -> None:
    text = json.dumps(schema)
    assert '"null"' not in text
    assert '"default": null' not in text
    assert "is_" not in text


# --- descriptions and examples ------------------------------------------------------------------------------


def properties(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property at every level, with where it stands."""
    if isinstance(schema, dict):
        for name, value in schema.items():
            if name == "properties":
                yield from ((f"{path}.{field}", described) for field, described in value.items())
            yield from properties(value, f"{path}/{name}")


PROPERTIES = dict(properties(agreement_schema()))


def test_every_property_at_every_level_is_described_and_has_an_example() -> None:
    assert len(PROPERTIES) > 80
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
        Draft202012Validator(part).validate(example)


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


# --- real entries -------------------------------------------------------------------------------------------


class EditorsLoader(yaml.SafeLoader):
    """Reads YAML as editors do (YAML 1.2 core schema): true, false and numbers are no text, dates are."""


EditorsLoader.yaml_implicit_resolvers = {}
EditorsLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(true|false)$"), list("tf"))
EditorsLoader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("[-+]?[0-9]+$"), list("-+0123456789"))


@pytest.mark.parametrize("file", ENTRIES, ids=lambda file: file.stem)
def test_the_flagships_entries_are_valid_as_an_editor_reads_them(schema: dict[str, Any], file: Path) -> None:
    entry = yaml.load(file.read_text(encoding="utf-8"), EditorsLoader)
    errors = [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(entry)]
    assert errors == []


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
    assert Draft202012Validator(schema).is_valid(MINIMAL)
    assert not Draft202012Validator(schema).is_valid(MINIMAL | fields)
