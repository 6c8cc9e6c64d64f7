"""A new entry among those of a collection before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from treatyline.contents import Contents, EntryFile, shown_path
from treatyline.problems import Problem
from treatyline.yaml_source import Document, Read, parse


@dataclass(frozen=True, slots=True)
class Trial:
    """A collection with one entry more, which nobody has written: how it is found and read."""

    contents: Contents
    read: Read


def brought(before: Sequence[Problem], after: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems that a new entry brings with it; the hint of an old one may well have changed."""
    known = {(problem.path, problem.place, problem.code) for problem in before}
    return tuple(problem for problem in after if (problem.path, problem.place, problem.code) not in known)


def in_collection(contents: Contents, file: Path, text: str, read: Read) -> Trial:
    """The collection as it would be; `read` reads all other files."""
    new = EntryFile(file, shown_path(file))
    document = parse(text, new.shown)
    entries = sorted((*contents.entries, new), key=lambda entry: entry.file)

    def with_new(other: Path, path: str) -> Document:
        return document if other == file else read(other, path)

    return Trial(replace(contents, entries=tuple(entries)), with_new)
