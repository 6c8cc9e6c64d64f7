"""What JSON Schema knows of a type or of a model: it stands beside the validator that it repeats.

pydantic knows that there is a validator, not what it takes. `treatyline.schema` puts each definition once into the
schema, and a reference to it wherever the type is used.

An `errorMessage` is what editors say where something does not fit; other readers of a schema pass over it.
"""

from __future__ import annotations

from typing import Final

from pydantic.config import JsonDict, JsonValue

DEFINITION = "x-definition"
"""The keyword under which a type's schema carries its definition."""

SCALAR: Final[JsonValue] = ["string", "number", "boolean"]
"""What editors take an unquoted text for (YAML 1.2, core schema): 1864 is a number to them, true a boolean."""

SCALAR_ID: Final[JsonValue] = ["string", "integer", "boolean"]
"""The same for a text without a point."""


def defined(name: str, description: str, keywords: JsonDict, *, longest: int | None = None) -> JsonDict:
    """The schema of a type: its definition, and the greatest length for whoever describes the type in words."""
    definition: JsonDict = {"name": name, "description": description, **keywords}
    return {DEFINITION: definition} | ({"maxLength": longest} if longest else {})


def at_least_one(*names: str, missing: str) -> JsonDict:
    """The schema of a model that needs one of some fields; `missing` says what to do where it has none."""
    return {"anyOf": [{"required": [name], "errorMessage": missing} for name in names]}


def not_both(first: str, second: str, *, both: str) -> JsonDict:
    """The schema of a model of whose two fields one makes the other needless; `both` says which to keep."""
    return {"dependencies": {first: {"properties": {second: False}, "errorMessage": both}}}
