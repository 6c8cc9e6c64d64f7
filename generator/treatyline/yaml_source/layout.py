"""Where each piece of a text begins and ends: what it takes to rewrite a part of a file and leave the rest alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import yaml

from treatyline.problems import FieldPath
from treatyline.yaml_source.events import FAST_LOADER, events


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text in a file; `start` and `end` are indexes, `style` is its quotation mark, | or >, and empty for none."""

    start: int
    end: int
    text: str
    style: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields in a file, in its order; `is_flow` says that they stand in braces."""

    start: int
    end: int
    is_flow: bool
    fields: list[tuple[Scalar, Piece]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class List:
    """A list in a file; `is_flow` says that it stands in brackets."""

    start: int
    end: int
    is_flow: bool
    elements: list[Piece] = field(default_factory=list)


Piece: TypeAlias = Scalar | Mapping | List
"""`end` of a list or mapping is that of what stands last in it, or that of its bracket."""


def layout_of(text: str) -> Mapping | None:
    """The layout of a clean text; None where it is not one mapping that holds what a contribution needs and no more."""
    try:
        root = _Layout(text).root()
    except (yaml.YAMLError, _UnusualError):
        return None
    return root if isinstance(root, Mapping) else None


def piece_at(root: Piece, path: FieldPath) -> Piece | None:
    """What stands at a path."""
    for step in path:
        if isinstance(root, Mapping):
            found = next((value for name, value in root.fields if name.text == step), None)
        elif isinstance(root, List) and isinstance(step, int) and step < len(root.elements):
            found = root.elements[step]
        else:
            found = None
        if found is None:
            return None
        root = found
    return root


def name_at(root: Piece, path: FieldPath) -> Scalar | None:
    """The name of the field at a path."""
    around = piece_at(root, path[:-1])
    names = (name for name, _ in around.fields) if isinstance(around, Mapping) else ()
    return next((name for name in names if name.text == path[-1]), None)


def pieces(root: Piece, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Piece]]:
    """Everything below a piece and the piece itself, with its path, in the order of the file."""
    yield path, root
    if isinstance(root, Mapping):
        for name, value in root.fields:
            yield from pieces(value, (*path, name.text))
    elif isinstance(root, List):
        for index, element in enumerate(root.elements):
            yield from pieces(element, (*path, index))


class _Mark(Protocol):
    """A place as the parsers give it; both count from 0."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class _UnusualError(Exception):
    """Something that is refused anyway, or deeper than any entry."""


class _Layout:
    """Builds a layout out of a parser's events. It calls itself for what is nested, which is never deep."""

    DEEPEST = 20

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        for line in text.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._events = events(text, FAST_LOADER)

    def root(self) -> Piece:
        """What the one document of the text holds."""
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                root = self._piece(event, 0)
                if any(isinstance(further, yaml.NodeEvent) for further in self._events):
                    raise _UnusualError
                return root
        raise _UnusualError

    def _piece(self, event: yaml.Event, depth: int) -> Piece:
        if depth > self.DEEPEST or getattr(event, "anchor", None) is not None or getattr(event, "tag", None):
            raise _UnusualError
        match event:
            case yaml.ScalarEvent():
                return Scalar(self._index(event.start_mark), self._end(event), event.value, event.style or "")
            case yaml.SequenceStartEvent():
                return self._list(event, depth)
            case yaml.MappingStartEvent():
                return self._mapping(event, depth)
        raise _UnusualError

    def _list(self, event: yaml.SequenceStartEvent, depth: int) -> List:
        elements: list[Piece] = []
        while not isinstance(inner := next(self._events), yaml.SequenceEndEvent):
            elements.append(self._piece(inner, depth + 1))
        start = self._index(event.start_mark)
        is_flow = self._text[start : start + 1] == "["
        end = self._index(inner.end_mark) if is_flow else max((element.end for element in elements), default=start)
        return List(start, end, is_flow, elements)

    def _mapping(self, event: yaml.MappingStartEvent, depth: int) -> Mapping:
        fields: list[tuple[Scalar, Piece]] = []
        while not isinstance(inner := next(self._events), yaml.MappingEndEvent):
            name = self._piece(inner, depth + 1)
            if not isinstance(name, Scalar):
                raise _UnusualError
            fields.append((name, self._piece(next(self._events), depth + 1)))
        start = self._index(event.start_mark)
        is_flow = self._text[start : start + 1] == "{"
        end = self._index(inner.end_mark) if is_flow else max((value.end for _, value in fields), default=start)
        return Mapping(start, end, is_flow, fields)

    def _index(self, mark: _Mark | None) -> int:
        assert mark is not None  # a parser's own events have both
        return min(self._starts[min(mark.line, len(self._starts) - 1)] + mark.column, len(self._text))

    def _end(self, event: yaml.ScalarEvent) -> int:
        """Where a text ends; the parsers put the end of a block behind the empty lines and comments after it."""
        end = self._index(event.end_mark)
        start = self._index(event.start_mark)
        return start + len(self._text[start:end].rstrip()) if event.style in ("|", ">") else end
