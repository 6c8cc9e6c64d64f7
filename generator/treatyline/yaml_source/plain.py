"""The data of a file in which nothing is unusual, in a third of the time that it takes to note every place.

Nearly all files are of this kind, and nobody asks where things stand in a file in which nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import yaml

from treatyline.source_file import PLACEHOLDER, SourceText
from treatyline.text import bad_characters
from treatyline.yaml_source.document import Value
from treatyline.yaml_source.events import FAST_LOADER, ODD_COMMENT

DEEPEST_NESTING = 20
"""Collections inside collections; an entry needs five."""

MOST_NODES = 10_000
"""Names and values of a file; two hundred parties with five actions each have eight thousand."""

NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
"""What stands for no value where it is not quoted."""


class _UnusualError(Exception):
    """Something that is refused, or that only looking closer can tell from it."""


class Plain(NamedTuple):
    """The fields of a file, and whether one of them, or of what is in them, has no value."""

    data: dict[str, Value]
    lacks_values: bool


def plain_data(source: SourceText) -> Plain | None:
    """What a file says; None where there is anything that the builder may refuse, or that is no YAML."""
    if source.text is None or source.problems or PLACEHOLDER in source.text:
        return None
    if "#" in source.text and ODD_COMMENT.search(source.text):
        return None
    parser = FAST_LOADER(source.text)
    try:
        file = _PlainFile(parser.get_event, has_escapes="\\" in source.text)
        return Plain(file.fields(), file.lacks_values)
    except (_UnusualError, yaml.YAMLError, ValueError, OverflowError):
        return None
    finally:
        parser.dispose()


class _PlainFile:
    """Takes a parser's events one by one. It calls itself for what is nested, which is never deep."""

    def __init__(self, next_event: Callable[[], yaml.Event], *, has_escapes: bool) -> None:
        self._next = next_event
        self._has_escapes = has_escapes
        self._nodes_left = MOST_NODES
        self.lacks_values = False

    def fields(self) -> dict[str, Value]:
        """The fields at the top. Raises _UnusualError."""
        self._expect(yaml.StreamStartEvent)
        self._expect(yaml.DocumentStartEvent)
        value = self._value(self._next(), 0)
        self._expect(yaml.DocumentEndEvent)
        self._expect(yaml.StreamEndEvent)
        if not isinstance(value, dict):
            raise _UnusualError
        return value

    def _expect(self, kind: type[yaml.Event]) -> None:
        if not isinstance(self._next(), kind):
            raise _UnusualError

    def _value(self, event: yaml.Event, depth: int) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth == DEEPEST_NESTING or not isinstance(event, yaml.CollectionStartEvent):
            raise _UnusualError
        if event.anchor is not None or event.tag is not None:
            raise _UnusualError
        return self._mapping(depth + 1) if isinstance(event, yaml.MappingStartEvent) else self._list(depth + 1)

    def _mapping(self, depth: int) -> dict[str, Value]:
        following = self._next
        fields: dict[str, Value] = {}
        while isinstance(event := following(), yaml.ScalarEvent):
            name = self._text(event)
            if not name or name == "<<" or name in fields:
                raise _UnusualError
            event = following()
            # Most values are texts: asking here saves a call for each.
            fields[name] = self._scalar(event) if isinstance(event, yaml.ScalarEvent) else self._value(event, depth)
        if not isinstance(event, yaml.MappingEndEvent):
            raise _UnusualError
        self._count(2 * len(fields))
        return fields

    def _list(self, depth: int) -> list[Value]:
        values: list[Value] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, depth))
        self._count(len(values))
        return values

    def _scalar(self, event: yaml.ScalarEvent) -> str | None:
        text = self._text(event)
        if text in NOTHING and not event.style:
            self.lacks_values = True
            return None
        return text

    def _text(self, event: yaml.ScalarEvent) -> str:
        if event.anchor is not None or event.tag is not None:
            raise _UnusualError
        text: str = event.value
        if self._has_escapes and event.style == '"' and next(bad_characters(text), None):
            raise _UnusualError
        return text

    def _count(self, nodes: int) -> None:
        """Count what a collection holds; a file of the largest size is read before it turns out to hold too much."""
        self._nodes_left -= nodes
        if self._nodes_left < 1:  # the collection at the top is one more
            raise _UnusualError
