"""YAML text to plain data, and where each piece of it stands.

One pass over the parser's events builds mappings, lists and text, notes the place of every field and list element,
and refuses what a contribution has no need of. Every scalar stays text: `NO` is Norway and `0476` is not octal.
The events come without recursion, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml

from treatyline.problems import Code, Place, Problem, in_order, quoted
from treatyline.source_file import PLACEHOLDER, SourceText, clean, read_source, refusal_message
from treatyline.text import bad_characters
from treatyline.yaml_words import syntax_words

DEEPEST_NESTING = 20
"""Collections inside collections; an entry needs five."""

FieldPath: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top of a file; the empty path is the whole."""

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""None is a field with nothing after its colon."""

FAST_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CAREFUL_LOADER: type = yaml.SafeLoader
"""The parser in Python: slower, but its complaints can be told apart."""

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_DISCARDED = "\0"
"""Path of what has no place in the data: the value of a repeated or impossible key."""


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


@dataclass(frozen=True, slots=True)
class Document:
    """What a file says.

    `data` is None where there is no mapping to go on with. Paths in `refused` were answered already: what a later
    stage finds at or below one says nothing new.
    """

    path: str
    data: dict[str, Value] | None
    marks: Marks
    lines: Sequence[str]
    problems: tuple[Problem, ...]
    refused: frozenset[FieldPath] = frozenset()

    def problem(self, place: Place, code: Code, message: str, hint: str | None = None) -> Problem:
        """A problem of this file, with its line."""
        excerpt = self.lines[place.line - 1] if place.line <= len(self.lines) else None
        return Problem(self.path, place, code, message, hint, excerpt)


def read(file: Path, path: str) -> Document:
    """Read and parse a YAML file; `path` is how problems name it. Nothing is raised."""
    return _parse_source(read_source(file, path))


def parse(text: str, path: str = "<text>") -> Document:
    """Parse YAML text; `path` is how problems name it. Nothing is raised."""
    return _parse_source(clean(text, path))


def _parse_source(source: SourceText) -> Document:
    """Parse with the fast loader; what it cannot parse is parsed again to find words for it.

    Both give the same events, so that a machine without the C library gives the same answers.
    """
    unparsable = any(problem.code is Code.TAB_INDENTATION for problem in source.problems)
    if source.text is None or unparsable:
        return Document(source.path, None, Marks(), source.lines, source.problems)
    try:
        builder = _Builder(source)
        builder.build(FAST_LOADER)
    except yaml.YAMLError:
        builder = _Builder(source)
        try:
            builder.build(CAREFUL_LOADER)
        except yaml.YAMLError as error:
            builder.refuse_syntax(error)
    return builder.document()


@dataclass(slots=True)
class _Frame:
    """A collection that is being built; `key` is the field whose value comes next, None where a key does."""

    path: FieldPath
    collection: dict[str, Value] | list[Value]
    key: str | None = None


class _TooDeepError(Exception):
    """Nesting that no entry needs: parsing stops."""


class _Builder:
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
        self._readable = True

    def build(self, loader: type) -> None:
        """Consume the events. Raises yaml.YAMLError where the text is no YAML."""
        for event in yaml.parse(self._source.text or "", Loader=loader):
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    hint = "keep one agreement a file: delete the --- line or move what follows it"
                    self._refuse(
                        _place(event, self._lines),
                        Code.SEVERAL_DOCUMENTS,
                        "a second document begins here",
                        hint,
                    )
                    return
            elif isinstance(event, yaml.NodeEvent):
                try:
                    self._node(event)
                except _TooDeepError:
                    self._readable = False
                    return
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()

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
        marks = Marks(self._keys, self._values)
        problems = in_order(self._problems)
        return Document(self._source.path, data, marks, self._lines, problems, frozenset(self._refused))

    def _refuse_shape(self) -> None:
        if isinstance(self._root, list):
            message, hint = "a list stands where the fields of one file belong", 'write "field: value" lines'
            self._refuse(self._values[()], Code.NOT_A_MAPPING, message, hint)
        elif self._root is None:
            hint = "an agreement needs a title, a date, parties, a summary and a source"
            self._refuse(Place(), Code.EMPTY_FILE, "this file is empty", hint)
        else:
            message, hint = "a text stands where fields belong", 'write "field: value" lines'
            self._refuse(self._values[()], Code.NOT_A_MAPPING, message, hint)

    def _node(self, event: yaml.NodeEvent) -> None:
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.collection, dict) and frame.key is None:
            self._key(event, frame)
        else:
            self._value(event, frame)

    def _key(self, event: yaml.NodeEvent, frame: _Frame) -> None:
        """Take the name of a field; one that cannot be used sends its value nowhere."""
        place = _place(event, self._lines)
        self._refuse_decoration(event, place, None)
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            self._refuse(place, Code.COMPLEX_KEY, "a field needs a name that is plain text", "write name: value")
            frame.key = _DISCARDED
            if isinstance(event, yaml.CollectionStartEvent):
                self._open(event, (*frame.path, _DISCARDED))
            return
        key = self._text(event, place, None)
        path = (*frame.path, key)
        if key == "<<" and _is_plain(event):
            hint = "write the fields out: merge keys are not used here"
            self._refuse(place, Code.MERGE_KEY, "<< merges another mapping into this one", hint)
            frame.key = _DISCARDED
        elif path in self._keys:
            hint = f"it stands on line {self._keys[path].line} already: keep one of the two"
            self._refuse(place, Code.DUPLICATE_KEY, f"the field {quoted(key)} stands twice", hint)
            frame.key = _DISCARDED
        else:
            self._keys[path] = place
            frame.key = key

    def _value(self, event: yaml.NodeEvent, frame: _Frame | None) -> None:
        """Take a value and put it where its key or its place in a list says."""
        path = self._next_path(frame)
        place = _place(event, self._lines)
        self._refuse_decoration(event, place, path)
        if isinstance(event, yaml.ScalarEvent):
            value: Value = self._scalar(event, place, path)
        elif isinstance(event, yaml.AliasEvent):
            value = None
        else:
            value = self._open(event, path)
        self._values[path] = place
        self._attach(frame, value)

    def _next_path(self, frame: _Frame | None) -> FieldPath:
        if frame is None:
            return ()
        if isinstance(frame.collection, list):
            return (*frame.path, len(frame.collection))
        return (*frame.path, frame.key or _DISCARDED)

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
            raise _TooDeepError
        collection: dict[str, Value] | list[Value] = {} if isinstance(event, yaml.MappingStartEvent) else []
        self._stack.append(_Frame(path, collection))
        return collection

    def _scalar(self, event: yaml.ScalarEvent, place: Place, path: FieldPath) -> str | None:
        if _is_plain(event) and event.value in _NOTHING:
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
            self._refuse(place, Code.ALIAS, f"*{event.anchor} repeats a value from elsewhere", hint, path)
        elif event.anchor is not None:
            hint = "delete it, or quote a text that begins with &"
            self._refuse(place, Code.ANCHOR, f"&{event.anchor} names a value for repetition", hint)
        tag = getattr(event, "tag", None)
        if tag is not None:
            hint = "delete it, or quote a text that begins with !"
            self._refuse(place, Code.TAG, f"a tag ({quoted(_short_tag(tag))}) sets the type of this value", hint, path)

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
