"""Data as a contributor writes it: block style, short lists in brackets, long lines folded, prose after `|`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent, wrap
from typing import TypeAlias

Data: TypeAlias = "str | Sequence[Data] | Mapping[str, Data]"

WIDTH = 118
"""Columns that a line may take."""

PLAIN = re.compile(r"[A-Za-z0-9“…](?!.*(: |:$| #))[^\n]*[^\s]")
"""Text that needs no quotation marks, wherever it stands outside brackets."""


def as_yaml(fields: Mapping[str, Data]) -> str:
    """A mapping of fields as the text of a file."""
    return "".join(f"{line}\n" for line in _mapping(fields, 0))


def _mapping(fields: Mapping[str, Data], depth: int) -> Iterator[str]:
    for name, value in fields.items():
        yield from _field(name, value, depth)


def _field(name: str, value: Data, depth: int) -> Iterator[str]:
    margin = "  " * depth
    if isinstance(value, str):
        yield from _text(f"{margin}{name}:", value, depth)
    elif isinstance(value, Mapping):
        yield f"{margin}{name}:"
        yield from _mapping(value, depth + 1)
    elif all(isinstance(element, str) for element in value) and len(value) <= 12:
        yield f"{margin}{name}: [{', '.join(map(str, value))}]"
    else:
        yield f"{margin}{name}:"
        for element in value:
            yield from _element(element, depth + 1)


def _element(element: Data, depth: int) -> Iterator[str]:
    """An element of a list; a mapping's first field stands beside the dash."""
    margin = "  " * depth
    if isinstance(element, Mapping):
        first, *others = _mapping(element, depth + 1)
        yield f"{margin}- {first.lstrip()}"
        yield from others
    else:
        yield f"{margin}- {element}"


def _text(start: str, text: str, depth: int) -> Iterator[str]:
    """A text after its key: on the same line where it fits, else folded; several lines after `|`."""
    margin = "  " * (depth + 1)
    if "\n" in text:
        yield f"{start} |"
        yield from indent(text.rstrip("\n"), margin).split("\n")
    elif len(start) + len(text) < WIDTH or " " not in text:
        yield f"{start} {text if PLAIN.fullmatch(text) else _quoted(text)}"
    else:
        yield f"{start} >-"
        lines = wrap(text, WIDTH - len(margin), break_on_hyphens=False, break_long_words=False)
        yield from (f"{margin}{line}" for line in lines)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
