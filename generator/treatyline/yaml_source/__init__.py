"""YAML text to plain data, and where each piece of it stands.

A pass over the parser's events builds mappings, lists and text. Where anything is unusual, another one notes the place
of every field and list element, and refuses what a contribution has no need of. Every scalar stays text: `NO` is
Norway and `0476` is not octal.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import yaml

from treatyline.problems import Code, FieldPath
from treatyline.source_file import SourceText, clean, read_source
from treatyline.yaml_source.builder import Builder
from treatyline.yaml_source.document import Document, Marks, Value
from treatyline.yaml_source.events import FAST_LOADER, CarefulLoader, events
from treatyline.yaml_source.plain import NOTHING, plain_data

__all__ = [
    "FAST_LOADER",
    "NOTHING",
    "CarefulLoader",
    "Document",
    "FieldPath",
    "Marks",
    "Memory",
    "Read",
    "Value",
    "parse",
    "parse_source",
    "read",
]

Read: TypeAlias = Callable[[Path, str], Document]
"""Reads and parses a file; the text is how problems name it. Nothing is raised."""


def read(file: Path, path: str) -> Document:
    """Read and parse a YAML file; `path` is how problems name it. Nothing is raised."""
    return parse_source(read_source(file, path))


class Memory:
    """Reads files that are read again and again; only one whose text is another than last time is parsed."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[SourceText, Document]] = {}

    def read(self, file: Path, path: str) -> Document:
        """As the function `read` does. The last text of each file is kept, also of one that is gone."""
        source = read_source(file, path)
        known, document = self._known.get(file, (None, None))
        if document is None or source != known:
            document = parse_source(source)
            self._known[file] = (source, document)
        return document


def parse(text: str, path: str = "<text>") -> Document:
    """Parse YAML text; `path` is how problems name it. Nothing is raised."""
    return parse_source(clean(text, path))


def parse_source(source: SourceText) -> Document:
    """Parse a text that was read: take the data as it is where nothing is unusual, else look closely."""
    plain = plain_data(source)
    if plain is None:
        return _look_closely(source)
    return Document(
        source.path,
        plain.data,
        source.lines,
        lacks_values=plain.lacks_values,
        find_marks=lambda: _look_closely(source).marks,
    )


def _look_closely(source: SourceText) -> Document:
    """Parse with the fast loader; what it cannot parse is parsed again to find words for it.

    Both answer alike, so that it does not matter whether a machine has the C library.
    """
    unparsable = any(problem.code is Code.TAB_INDENTATION for problem in source.problems)
    if source.text is None or unparsable:
        return Document(source.path, None, source.lines, source.problems)
    builder = Builder(source)
    try:
        builder.build(events(source.text, FAST_LOADER))
    except yaml.YAMLError:
        builder = _parse_carefully(source, builder)
    return builder.document()


def _parse_carefully(source: SourceText, hasty: Builder) -> Builder:
    """Parse from the last field on that the fast loader saw; all of it only where nothing is wrong there."""
    text = source.text or ""
    line = hasty.last_field_line
    builder = hasty.before(line)
    try:
        rest = "\n" * (line - 1) + "\n".join(source.lines[line - 1 :])
        builder.build(events(rest, CarefulLoader))
        builder = Builder(source)
        builder.build(events(text, CarefulLoader))
    except yaml.YAMLError as error:
        builder.refuse_syntax(error)
    return builder
