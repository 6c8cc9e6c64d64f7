"""YAML as editors read it: by the core schema of YAML 1.2, in which 1864 is a number, true a boolean and ~ nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

NULL = re.compile("null|Null|NULL|~|")
BOOLEAN = re.compile("true|True|TRUE|false|False|FALSE")
INTEGER = re.compile("[-+]?[0-9]+")
OCTAL, HEXADECIMAL = re.compile("0o[0-7]+"), re.compile("0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
NO_NUMBER = re.compile(r"\.(nan|NaN|NAN)")
"""YAML 1.2.2, section 10.3.2."""

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_as_editor(text: str, *, dates: bool = False) -> Json:
    """Read one document; with `dates` days become dates, and texts again where the schema is asked.

    Raises YAMLError where it is no YAML, where a name stands twice, and where there are several documents.
    """
    root = YAML(typ="safe", pure=True).compose(text)
    return _value(root, dates) if root is not None else None


def core_value(text: str) -> Json:
    """What an unquoted text is."""
    if NULL.fullmatch(text):
        return None
    if BOOLEAN.fullmatch(text):
        return text.lower() == "true"
    if INTEGER.fullmatch(text):
        return int(text)
    if OCTAL.fullmatch(text) or HEXADECIMAL.fullmatch(text):
        return int(text, 0)
    if FLOAT.fullmatch(text) or INFINITE.fullmatch(text) or NO_NUMBER.fullmatch(text):
        return float(re.sub(r"\.(?=[a-z])", "", text.lower()))
    return text


def _value(node: Node, dates: bool) -> Json:
    match node:
        case ScalarNode(style=None):
            return _as_day(node.value) if dates and DAY.fullmatch(node.value) else core_value(node.value)
        case ScalarNode():
            return str(node.value)
        case SequenceNode():
            return [_value(element, dates) for element in node.value]
        case MappingNode():
            names = [str(name.value) for name, _ in node.value]
            if len(set(names)) < len(names):
                raise YAMLError("a name stands twice")
            return {name: _value(value, dates) for name, (_, value) in zip(names, node.value, strict=True)}
    raise AssertionError(node)


def _as_day(text: str) -> str:
    """A day as JSON has it, by way of a date; a text where there is no such day."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return text
