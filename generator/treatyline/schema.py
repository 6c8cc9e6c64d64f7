"""The JSON Schema of an entry, made from the model; `python -m treatyline.schema` prints it.

Editors read it: they complete, explain and check an entry while it is being written. What a schema can express it says
as the validator does; what it cannot, `tests/test_editor.py` lists.

It keeps to draft 7, which is what YAML's language server knows best: there a `$ref` stands beside descriptions alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from treatyline.model import SUPPORTED, Agreement
from treatyline.model.definitions import DEFINITION

PUBLISHED_SCHEMA = Path(__file__).parent / "data" / "agreement.schema.json"
"""The schema as the package carries it; a test holds it against the model."""

VERSION = 1
"""Stands in the address under which a site has the schema. A later one may only refuse less."""

_HEAD = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "$comment": f"Version {VERSION}. Made from Treatyline's model of an entry.",
    "title": "An agreement",
}

_ANNOTATIONS = ("description", "examples", "default")
"""Keywords that say something of a field beside the definition of its type."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry of one collection can refer to: codes and slugs with what they stand for, and ids."""

    parties: Mapping[str, str]
    topics: Mapping[str, str]
    agreements: Iterable[str]


def agreement_schema(known: Known | None = None) -> dict[str, object]:
    """The schema of an entry's file; None leaves open which parties, topics and agreements there are."""
    definitions: dict[str, Any] = {}
    made = _in_yaml(Agreement.model_json_schema(by_alias=True, mode="validation"), definitions)
    definitions |= made.pop("$defs")
    definitions["FieldName"]["enum"] = list(SUPPORTED)
    if known is not None:
        definitions |= _of_collection(definitions, known)
    return {**_HEAD, **made, "$defs": dict(sorted(definitions.items()))}


def schema_text(known: Known | None = None) -> str:
    """The schema as a file."""
    return json.dumps(agreement_schema(known), ensure_ascii=False, indent=2) + "\n"


# --- from Python's words to a file's ------------------------------------------------------------------------


def _in_yaml(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema as a file knows it: what is optional is left out, never null, and needs no title in Python's words.

    The definitions of types are put among `definitions`, and references to them in their place.
    """
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if "anyOf" in schema and len(options) == 1:
        schema = {**options[0], **schema}
        del schema["anyOf"]
    if DEFINITION in schema:
        return _reference(schema, definitions)
    return {
        key: _within(key, value, definitions)
        for key, value in schema.items()
        if not (key == "default" and value in (None, [], {})) and not (key == "title" and isinstance(value, str))
    }


def _reference(schema: dict[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """A reference to the definition that a type's schema carries, with what is said of the field itself."""
    definition = dict(schema[DEFINITION])
    name = definition.pop("name")
    definitions[name] = definition
    said = {key: schema[key] for key in _ANNOTATIONS if schema.get(key) is not None}
    return {"$ref": f"#/$defs/{name}", **said}


def _within(key: str, value: Any, definitions: dict[str, Any]) -> Any:
    """What stands under a keyword; only keywords that hold schemas are gone into."""
    match key, value:
        case (("properties" | "$defs"), dict()):
            return {name: _in_yaml(inner, definitions) for name, inner in value.items()}
        case (("items" | "additionalProperties" | "propertyNames"), dict()):
            return _in_yaml(value, definitions)
        case "anyOf", list():
            return [_in_yaml(inner, definitions) for inner in value]
        case _:
            return value


# --- what one collection has --------------------------------------------------------------------------------


def _of_collection(definitions: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Definitions that list what there is. Entries come and go: an id that is not among them is not refused."""
    ids = definitions["AgreementId"]
    listed = _one_of(ids, dict.fromkeys(known.agreements, ""))
    return {
        "PartyCode": _one_of(definitions["PartyCode"], known.parties),
        "TopicSlug": _one_of(definitions["TopicSlug"], known.topics),
        "AgreementId": {"description": ids["description"], "anyOf": [listed, ids]},
    }


def _one_of(definition: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """A definition that takes some words alone, each with what it stands for; none at all where there are none."""
    described = {key: definition[key] for key in ("description", "type", "errorMessage")}
    if not words:
        return {**described, "not": {}}
    spelt = [(reading, meaning) for word, meaning in words.items() for reading in _readings(word)]
    meanings = [meaning for _, meaning in spelt]
    return {
        **described,
        "enum": [reading for reading, _ in spelt],
        **({"enumDescriptions": meanings} if any(meanings) else {}),
    }


def _readings(word: str) -> list[str | int | float | bool]:
    """A word as it stands and as an editor reads it where it is not quoted (YAML 1.2, core schema)."""
    if word in ("true", "false"):
        return [word, word == "true"]
    if re.fullmatch("[0-9]+", word):
        return [word, int(word)]
    return [word, float(word)] if re.fullmatch("[0-9]+e-?[0-9]+", word) else [word]


if __name__ == "__main__":
    print(schema_text(), end="")
