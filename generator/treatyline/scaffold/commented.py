"""The text of a new entry: what was answered, then every other field as a comment that can be taken in."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from treatyline.fixing import fixed
from treatyline.fixing.order import MODELINE
from treatyline.fixing.quoting import spelt, unquoted
from treatyline.fixing.scheme import ENTRY, Scheme
from treatyline.model import FIELDS, Agreement, Source
from treatyline.scaffold.draft import Draft
from treatyline.schema import PUBLISHED_SCHEMA
from treatyline.yaml_source import Value

WIDEST = 110
"""Columns of a line with an answer; a longer text is folded."""

WIDEST_EXAMPLE = 56
"""Characters of an example up to which the others of its group make room for it."""

IN_CHECKOUT = Path("generator/treatyline/data") / PUBLISHED_SCHEMA.name
"""Where the schema lies beside a content folder that stands in Treatyline's own repository."""

HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        "title": "Names",
        "date": "Dates; write unknown where a date was looked for and not found",
        "kind": "What it is, and what has become of it",
        "parties": "Parties and persons",
        "quotes": "Words and context",
        "sources": "Where else it is known",
        "formerly": "This entry itself",
    }
)
"""The field with which each group begins; a group goes on, in the model's order, until the next one begins."""

_HOW = """\
# The lines below say what else can stand here. Where you know it, take the "# " away
# and write your own in place of the example; delete the rest whenever you like."""


def scaffold(draft: Draft, modeline: str | None = None, fields_page: str | None = None) -> str:
    """The file of a draft: nothing in it is left for `treatyline fix` to do.

    `modeline` is the way to the schema for an editor, `fields_page` the address where all fields are explained.
    """
    top = [f"{MODELINE} $schema={modeline}"] if modeline else []
    answered = [line for name, value in draft.data.items() for line in _answered(name, value)]
    how = [_HOW, *([f"# All fields: {fields_page}"] if fields_page else [])]
    text = "\n".join([*top, *answered, "", *how, *_offered(draft)]) + "\n"
    return fixed(text, (), ENTRY)


def way_to_schema(content: Path, folder: Path, published: str | None) -> str | None:
    """How an editor finds the schema from a folder: in the same checkout, else where the site has it, if anywhere."""
    own = content.resolve().parent / IN_CHECKOUT
    return Path(os.path.relpath(own, folder.resolve())).as_posix() if own.is_file() else published


# What was answered


def _answered(name: str, value: Value) -> Iterator[str]:
    """The lines of a field."""
    if isinstance(value, str):
        yield from _text(name, value)
    elif isinstance(value, list) and len(line := f"{name}: {inline(value)}") <= WIDEST and not _has_mappings(value):
        yield line
    elif isinstance(value, list):
        yield f"{name}:"
        for element in value:
            yield from _element(element)
        if name == "sources":
            yield from (f"    {line}" for line in _offered_of_source(value[0]))


def _has_mappings(value: list[Value]) -> bool:
    return any(isinstance(element, dict) for element in value)


def _element(value: Value) -> Iterator[str]:
    """An element of a list, on lines of its own."""
    fields = value.items() if isinstance(value, dict) else ()
    lines = [line for name, inner in fields for line in _text(name, str(inner))] or [inline(value)]
    for index, line in enumerate(lines):
        yield f"    {line}" if index else f"  - {line}"


def _text(name: str, text: str) -> Iterator[str]:
    """A text on one line, or folded where it is long and folding keeps every space."""
    line = f"{name}: {spelt(text, in_flow=False)}"
    if len(line) <= WIDEST or "  " in text:
        yield line
        return
    yield f"{name}: >-"
    yield from textwrap.wrap(
        text, WIDEST, initial_indent="  ", subsequent_indent="  ", break_long_words=False, break_on_hyphens=False
    )


# What else could be


def _offered(draft: Draft) -> Iterator[str]:
    """The other fields, by groups."""
    groups: dict[str, list[str]] = {}
    for name in FIELDS:
        if name in HEADINGS:
            group = groups.setdefault(HEADINGS[name], [])
        if name not in draft.data:
            group.append(name)
    for heading, names in groups.items():
        if names:
            yield from ("", f"## {heading}", *_lines(Agreement, names))


def _offered_of_source(said: Value) -> Iterator[str]:
    names = (info.alias or name for name, info in Source.model_fields.items())
    return _lines(Source, [name for name in names if not (isinstance(said, dict) and name in said)])


def _lines(model: type[BaseModel], names: Iterable[str]) -> Iterator[str]:
    """Fields as comments: each with its example, and what the model says of it."""
    infos = {info.alias or own: info for own, info in model.model_fields.items()}
    examples = {name: example_of(model, name, infos[name]) for name in names}
    column = max((len(text) for text in examples.values() if len(text) <= WIDEST_EXAMPLE), default=0)
    for name, example in examples.items():
        yield f"# {example:<{column}}  # {infos[name].description}"


def example_of(model: type[BaseModel], name: str, info: FieldInfo) -> str:
    """A field with its example on one line, spelt as `treatyline fix` leaves it."""
    (example,) = info.examples or ("…",)
    return unquoted(f"{name}: {inline(example)}", Scheme(model, 0))


def inline(value: object, *, in_flow: bool = False) -> str:
    """A value on one line."""
    match value:
        case dict():
            return f"{{{', '.join(f'{name}: {inline(inner, in_flow=True)}' for name, inner in value.items())}}}"
        case list():
            return f"[{', '.join(inline(element, in_flow=True) for element in value)}]"
        case bool():
            return str(value).lower()
    return spelt(str(value), in_flow=in_flow)
