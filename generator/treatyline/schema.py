"""The JSON Schema of an entry, made from the model; `python -m treatyline.schema` prints it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from treatyline.model import Agreement

PUBLISHED_SCHEMA = Path(__file__).parent / "data" / "agreement.schema.json"
"""The schema as the package carries it; a test holds it against the model."""


def agreement_schema() -> dict[str, object]:
    """The schema of an entry's file (JSON Schema 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **_in_yaml(Agreement.model_json_schema(by_alias=True, mode="validation")),
    }


def _in_yaml(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema as a file knows it: what is optional is left out, never null, and needs no title in Python's words."""
    options = [option for option in schema.get("anyOf", ()) if option != {"type": "null"}]
    if len(options) == 1:
        schema = {**options[0], **schema}
        del schema["anyOf"]
    return {
        key: _within(key, value)
        for key, value in schema.items()
        if not (key == "default" and value is None) and not (key == "title" and isinstance(value, str))
    }


def _within(key: str, value: Any) -> Any:
    """What stands under a keyword; only keywords that hold schemas are gone into."""
    match key, value:
        case (("properties" | "patternProperties" | "$defs"), dict()):
            return {name: _in_yaml(inner) for name, inner in value.items()}
        case (("items" | "additionalProperties"), dict()):
            return _in_yaml(value)
        case "anyOf", list():
            return [_in_yaml(inner) for inner in value]
        case _:
            return value


def schema_text() -> str:
    """The schema as a file."""
    return json.dumps(agreement_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
