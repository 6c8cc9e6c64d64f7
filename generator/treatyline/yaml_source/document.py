"""A file's plain data, and where each piece of it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from treatyline.problems import Code, FieldPath, Mend, Place, Problem

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""None is a field with nothing after its colon."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Places of fields and values by their path."""

    keys: Mapping[FieldPath, Place] = field(default_factory=dict)
    values: Mapping[FieldPath, Place] = field(default_factory=dict)

    def key(self, path: FieldPath) -> Place:
        """Where the field's name stands; for a list element, the element."""
        return self.keys.get(path) or self.value(path)

    def value(self, path: FieldPath) -> Place:
        """Where the value stands, or the nearest thing around it that is in the file."""
        while path not in self.values and path:
            path = path[:-1]
        return self.values.get(path, Place())


@dataclass(frozen=True)
class Document:
    """What a file says.

    `data` is None where there is no mapping to go on with. Paths in `refused` were answered already: what a later
    stage finds at or below one says nothing new. `find_marks` is called once somebody asks where things stand.
    `lacks_values` is False where it is known that everything in the data has a value.
    """

    path: str
    data: dict[str, Value] | None
    lines: Sequence[str]
    problems: tuple[Problem, ...] = ()
    refused: frozenset[FieldPath] = frozenset()
    lacks_values: bool = field(default=True, compare=False, repr=False)
    find_marks: Callable[[], Marks] = field(default=Marks, compare=False, repr=False)

    @cached_property
    def marks(self) -> Marks:
        """Where each piece of the data stands."""
        return self.find_marks()

    def place_of(self, path: FieldPath, words: str) -> Place:
        """Where a piece of a text stands; where the text begins, if the file spells the piece in another way."""
        begin = self.marks.value(path)
        for number, line in enumerate(self.lines[begin.line - 1 :], begin.line):
            if words in line:
                return Place(number, line.index(words) + 1, len(words))
        return begin

    def problem(
        self, place: Place, code: Code, message: str, hint: str | None = None, mend: Mend | None = None
    ) -> Problem:
        """A problem of this file, with its line."""
        excerpt = self.lines[place.line - 1] if place.line <= len(self.lines) else None
        return Problem(self.path, place, code, message, hint, excerpt, mend)
