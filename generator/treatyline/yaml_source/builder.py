"""Events to data and marks, refusing what a contribution has no need of.

The events come without recursion, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from treatyline.problems import Code, FieldPath, Place, Problem, in_order, quoted
from treatyline.source_file import PLACEHOLDER, SourceText, refusal_message
from treatyline.text import bad_characters
from treatyline.yaml_source.document import Document, Marks, Value
from treatyline.yaml_source.plain import DEEPEST_NESTING, MOST_NODES, NOTHING
from treatyline.yaml_words import syntax_words

_DISCARDED = "\0"
"""Path of what has no place in the data: the value of a repeated or impossible key."""


@dataclass(slots=True)
class _Frame:
    """A collection that is being built; `key` is the field whose value comes next, None where a key does."""

    path: FieldPath
    collection: dict[str, Value] | list[Value]
    key: str | None = None


class _TooMuchError(Exception):
    """More than any entry needs: parsing stops."""


class Builder:
    """Builds data and marks out of one stream of events."""

    def __init__(self, source: SourceText) -> None:
        self._source = source
        self._lines = source.lines
        self._stack: list[_Frame] = []
        self._root: Value = None
        self._keys: dict[FieldPath, Place] = {}
        self._values: dict[FieldPath, Place] = {}
        self._problems: list[Problem] = list(source.problems)
        self._refused: set[FieldPath] = set()
        self._documents = 0
        self._nodes = 0
        self._readable = True

    def build(self, events: Iterator[yaml.Event]) -> None:
        """Consume the events. Raises yaml.YAMLError where the text is no YAML."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    hint = "delete the --- line, or move what follows it to a file of its own"
                    message = "a second document begins here"
                    self._refuse(_place(event, self._lines), Code.SEVERAL_DOCUMENTS, message, hint)
                    self._readable = False
                    return
            elif isinstance(event, yaml.NodeEvent):
                try:
                    self._node(event)
                except _TooMuchError:
                    self._readable = False
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()

    @property
    def last_field_line(self) -> int:
        """The line of the last field at the top; 1 where what stands before it cannot be left out."""
        fields = [place for path, place in self._keys.items() if len(path) == 1]
        root = self._values.get((), Place())
        is_block = bool(fields) and (root.line, root.column) == (fields[0].line, fields[0].column)
        has_directives = re.search("^%", self._source.text or "", re.MULTILINE)
        return fields[-1].line if is_block and not has_directives else 1

    def before(self, line: int) -> Builder:
        """A builder that knows the names and the problems that were found before a line."""
        builder = Builder(self._source)
        builder._keys = {path: place for path, place in self._keys.items() if place.line < line}
        builder._problems += [problem for problem in self._problems if problem.place.line < line]
        return builder

    def refuse_syntax(self, error: yaml.YAMLError) -> None:
        """Say what is wrong with a text that is no YAML."""
        self._readable = False
        complaint = str(getattr(error, "problem", None) or error)
        words = syntax_words(complaint)
        mark = getattr(error, "problem_mark", None)
        if words.at_start:
            mark = getattr(error, "context_mark", None) or mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        self._refuse(self._inside(place), Code.YAML_SYNTAX, words.message, words.hint)

    def document(self) -> Document:
        """All that was found."""
        data = self._root if self._readable and isinstance(self._root, dict) else None
        if self._readable and data is None and not self._problems:
            self._refuse_shape()
        problems = in_order(self._problems)
        if data is None:
            return Document(self._source.path, None, self._lines, problems)
        return Document(self._source.path, data, self._lines, problems, frozenset(self._refused), find_marks=self.marks)

    def marks(self) -> Marks:
        """Where everything stands that was found."""
        return Marks(self._keys, self._values)

    def _refuse_shape(self) -> None:
        if isinstance(self._root, list):
            message, hint = "a list stands where the fields of one file belong", 'write "field: value" lines'
            self._refuse(self._values[()], Code.NOT_A_MAPPING, message, hint)
        elif self._root is None:
            hint = 'write "field: value" lines, or delete it'
            self._refuse(Place(), Code.EMPTY_FILE, "this file is empty", hint)
        else:
            message, hint = "a text stands where fields belong", 'write "field: value" lines'
            self._refuse(self._values[()], Code.NOT_A_MAPPING, message, hint)

    def _node(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            message = f"this is the {self._nodes:,}th name or value of this file"
            hint = "an entry describes one agreement: link to long lists instead of including them"
            self._refuse(_place(event, self._lines), Code.TOO_MANY, message, hint)
            raise _TooMuchError
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.collection, dict) and frame.key is None:
            self._key(event, frame)
        else:
            self._value(event, frame)

    def _key(self, event: yaml.NodeEvent, frame: _Frame) -> None:
        """Take the name of a field; one that cannot be used sends its value nowhere."""
        around = self.marks().value(frame.path) if frame.path else Place()
        place = around if _is_empty(event) else _place(event, self._lines)
        self._refuse_decoration(event, place, None)
        frame.key = _DISCARDED
        if isinstance(event, yaml.ScalarEvent) and event.value:
            self._name(event, place, frame)
        elif not isinstance(event, yaml.AliasEvent):
            self._refuse(place, Code.COMPLEX_KEY, "a field needs a name that is plain text", "write name: value")
        if isinstance(event, yaml.CollectionStartEvent):
            self._open(event, (*frame.path, _DISCARDED))

    def _name(self, event: yaml.ScalarEvent, place: Place, frame: _Frame) -> None:
        key = self._text(event, place, None)
        path = (*frame.path, key)
        if key == "<<" and _is_plain(event):
            hint = "write the fields out: merge keys are not used here"
            self._refuse(place, Code.MERGE_KEY, "<< takes over the fields of another value", hint)
        elif path in self._keys:
            hint = f"it stands on line {self._keys[path].line} already: keep one of the two"
            self._refuse(place, Code.DUPLICATE_KEY, f"the field {quoted(key)} stands twice", hint)
        elif key:
            frame.key = key
            self._note(self._keys, path, place)

    def _value(self, event: yaml.NodeEvent, frame: _Frame | None) -> None:
        """Take a value and put it where its key or its place in a list says."""
        path = self._next_path(frame)
        place = _place(event, self._lines)
        if _is_empty(event):
            place = self._keys.get(path, place) if path else Place()
        self._refuse_decoration(event, place, path)
        if isinstance(event, yaml.ScalarEvent):
            value: Value = self._scalar(event, place, path)
        elif isinstance(event, yaml.AliasEvent):
            value = None
        else:
            value = self._open(event, path)
        self._note(self._values, path, place)
        self._attach(frame, value)

    def _note(self, places: dict[FieldPath, Place], path: FieldPath, place: Place) -> None:
        """Note a place, unless it is of something that has no place in the data."""
        if _DISCARDED not in path:
            places[path] = place

    def _next_path(self, frame: _Frame | None) -> FieldPath:
        if frame is None:
            return ()
        if isinstance(frame.collection, list):
            return (*frame.path, len(frame.collection))
        return (*frame.path, str(frame.key))

    def _attach(self, frame: _Frame | None, value: Value) -> None:
        if frame is None:
            self._root = value
        elif isinstance(frame.collection, list):
            frame.collection.append(value)
        else:
            if frame.key not in (None, _DISCARDED):
                frame.collection[str(frame.key)] = value
            frame.key = None

    def _open(self, event: yaml.NodeEvent, path: FieldPath) -> dict[str, Value] | list[Value]:
        if len(self._stack) >= DEEPEST_NESTING:
            message = f"this is nested more than {DEEPEST_NESTING} levels deep"
            self._refuse(_place(event, self._lines), Code.TOO_DEEP, message, "an entry needs no more than five")
            raise _TooMuchError
        collection: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Frame(path, collection))
        return collection

    def _scalar(self, event: yaml.ScalarEvent, place: Place, path: FieldPath) -> str | None:
        if _is_plain(event) and event.value in NOTHING:
            return None
        return self._text(event, place, path)

    def _text(self, event: yaml.ScalarEvent, place: Place, path: FieldPath | None) -> str:
        """A scalar's text, without what was refused; escapes can hide what the file's own text does not show."""
        text = event.value.replace(PLACEHOLDER, "") if PLACEHOLDER in event.value else event.value
        if event.style == '"':
            for bad in bad_characters(text):
                code, message = refusal_message(bad)
                self._refuse(place, code, f"{message}, written as an escape", "delete it", path)
                text = text.replace(bad.character, "")
        return str(text)

    def _refuse_decoration(self, event: yaml.NodeEvent, place: Place, path: FieldPath | None) -> None:
        """Refuse anchors, aliases and tags, which let a short file say what a reviewer does not see."""
        if isinstance(event, yaml.AliasEvent):
            hint = "write the value out here, or quote a text that begins with *"
            self._refuse(place, Code.ALIAS, f"{quoted(f'*{event.anchor}')} repeats a value from elsewhere", hint, path)
        elif event.anchor is not None:
            hint = "delete it, or quote a text that begins with &"
            self._refuse(place, Code.ANCHOR, f"{quoted(f'&{event.anchor}')} names a value for repetition", hint)
        tag = getattr(event, "tag", None)
        if tag is not None:
            hint = "delete it, or quote a text that begins with !"
            message = f"a tag ({quoted(_short_tag(tag))}) sets the type of this value"
            self._refuse(place, Code.TAG, message, hint, path if isinstance(event, yaml.ScalarEvent) else None)

    def _refuse(
        self, place: Place, code: Code, message: str, hint: str | None = None, path: FieldPath | None = None
    ) -> None:
        excerpt = self._lines[place.line - 1] if place.line <= len(self._lines) else None
        self._problems.append(Problem(self._source.path, place, code, message, hint, excerpt))
        if path is not None:
            self._refused.add(path)

    def _inside(self, place: Place) -> Place:
        """A place past the last line is moved to the end of the last line that holds something."""
        lines = self._lines
        last = max((number for number, line in enumerate(lines, 1) if line.strip()), default=1)
        return place if place.line <= last else Place(last, len(lines[last - 1]) + 1)


def _is_plain(event: yaml.ScalarEvent) -> bool:
    """Whether a scalar stands without quotes; the two loaders say so differently."""
    return not event.style


def _is_empty(event: yaml.NodeEvent) -> bool:
    """Whether nothing stands there at all; of that each parser has a place of its own."""
    if not isinstance(event, yaml.ScalarEvent):
        return False
    return not (event.style or event.value or event.tag or event.anchor)


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def _place(event: yaml.Event, lines: Sequence[str]) -> Place:
    """Where an event begins; its width ends with the line, and a collection's is its first character's."""
    start, end = event.start_mark, event.end_mark
    assert start is not None and end is not None  # a parser's own events have both
    line = lines[start.line] if start.line < len(lines) else ""
    if isinstance(event, yaml.CollectionStartEvent):
        width = 1
    else:
        stop = end.column if end.line == start.line else len(line.rstrip())
        width = max(1, stop - start.column)
    return Place(start.line + 1, start.column + 1, width)
