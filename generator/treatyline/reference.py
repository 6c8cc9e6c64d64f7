"""The reference of every field that a file may have, made from the model: what a contributor looks up."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, TypeAdapter
from pydantic.fields import FieldInfo

from treatyline.model import Agreement, Participation, Party, Topic
from treatyline.model.base import since_of
from treatyline.model.dates import Date, DateOrUnknown, ExactDay
from treatyline.model.references import AgreementId, FieldName, PartyCode, SourceId, TopicSlug, WarningCode
from treatyline.model.scalars import Flag, Id, Language, Number, Prose, ShortWords, Slug, Url, Words
from treatyline.problems import WARNINGS


@dataclass(frozen=True, slots=True)
class FieldReference:
    """One field. `path` leads to it from the top of its file, by names.

    `choices` are the words it may have; none where it is free. `default` is what holds where it is left out, None where
    that needs no telling. `example` is YAML. `fields` are those of what stands in it, which `about` describes.
    """

    file: str
    path: tuple[str, ...]
    shape: str
    description: str
    example: str
    since: str
    required: bool = False
    default: str | None = None
    choices: tuple[str, ...] = ()
    about: str = ""
    fields: tuple[FieldReference, ...] = ()

    @property
    def name(self) -> str:
        """As it is written in a file."""
        return self.path[-1]

    @property
    def anchor(self) -> str:
        """Its place on the page; a field of an agreement has its bare name."""
        return "-".join([*[self.file] * (self.file != AGREEMENT), *self.path])


@dataclass(frozen=True, slots=True)
class FileReference:
    """A kind of file with its fields; `about` says what one describes."""

    kind: str
    about: str
    fields: tuple[FieldReference, ...]

    @property
    def parts(self) -> Iterator[FieldReference]:
        """The fields that have fields of their own, at any depth."""
        return (field for field in every(self.fields) if field.fields)


AGREEMENT, PARTY, TOPIC = "agreement", "party", "topic"
"""What a file, or one key of parties.yml or topics.yml, describes."""


@cache
def reference() -> tuple[FileReference, ...]:
    """Every field of every file of a collection."""
    files = ((AGREEMENT, Agreement), (PARTY, Party), (TOPIC, Topic))
    return tuple(FileReference(kind, _about(model), tuple(_fields(kind, model, ()))) for kind, model in files)


def every(fields: tuple[FieldReference, ...]) -> Iterator[FieldReference]:
    """Fields with all that stand in them, each before those in it."""
    for field in fields:
        yield field
        yield from every(field.fields)


def _fields(kind: str, model: type[BaseModel], above: tuple[str, ...]) -> Iterator[FieldReference]:
    hints = get_type_hints(model, include_extras=True)
    for name, info in model.model_fields.items():
        path = (*above, info.alias or name)
        meant = _without_none(hints[name])
        part = _part_in(meant)
        (example,) = info.examples or ("",)
        yield FieldReference(
            kind,
            path,
            _shape(meant),
            info.description or "",
            as_yaml({path[-1]: example}),
            since_of(info),
            info.is_required(),
            _default(info),
            _choices(meant),
            _about(part) if part else "",
            tuple(_fields(kind, part, path)) if part else (),
        )


def _about(model: type[BaseModel]) -> str:
    return " ".join((model.__doc__ or "").split())


def _default(info: FieldInfo) -> str | None:
    """What holds where the field is left out; None where it is required, or where nothing holds."""
    default = [] if info.is_required() else info.default
    values = default if isinstance(default, tuple) else (default,)
    return ", ".join(str(value).lower() for value in values if isinstance(value, Enum | bool)) or None


# --- types in words -----------------------------------------------------------------------------------------

_SHAPES: tuple[tuple[object, str], ...] = (
    (Words, "text on one line, at most {longest} characters"),
    (ShortWords, "text on one line, at most {longest} characters"),
    (Prose, "text of any number of lines, at most {longest} characters"),
    (Date, "a date"),
    (DateOrUnknown, "a date, or unknown"),
    (ExactDay, "a whole date, as 2013-01-30"),
    (Url, "a web address, from https:// or http:// on"),
    (Flag, "true or false"),
    (Number, "a whole number"),
    (Language, "a language tag, as en, kk or zh-Hans"),
    (Id, "small letters, digits and single hyphens, at most {longest} characters"),
    (Slug, "small letters, digits and single hyphens, at most {longest} characters"),
    (PartyCode, "the code of a party, as RUS"),
    (TopicSlug, "a topic of topics.yml"),
    (AgreementId, "the id of another entry: its file's name without .yml"),
    (SourceId, "the id of a source of this entry"),
    (FieldName, "the name of a field of an entry"),
    (WarningCode, "the code of a warning"),
    (Participation, "the code of a party, or fields of its own"),
    (dict[Language, Words], "a line for each language tag, with text after it"),
    (dict[Words, Words], "a line for each register, with the number after it"),
)
"""Each type of the model in words; `{longest}` is taken from its schema."""


def _shape(meant: Any) -> str:
    """Raises LookupError for a type of the model that nothing is said of here."""
    for known, words in _SHAPES:
        if meant == known:
            return words.format(longest=_longest(known)) if "{" in words else words
    if get_origin(meant) is tuple:
        return f"a list, each {_shape(get_args(meant)[0])}"
    if get_origin(meant) is Annotated:
        return _shape(get_args(meant)[0])
    if isinstance(meant, type) and issubclass(meant, Enum):
        return "one of these words"
    if isinstance(meant, type) and issubclass(meant, BaseModel):
        return "with fields of its own"
    raise LookupError(f"reference.py has no words for {meant}")


def _choices(meant: Any) -> tuple[str, ...]:
    """The words of the vocabulary from which a value is, or each of a list."""
    if meant == WarningCode:
        return tuple(sorted(WARNINGS))
    if isinstance(meant, type) and issubclass(meant, Enum):
        return tuple(str(word) for word in meant)
    return _choices(get_args(meant)[0]) if get_origin(meant) in (tuple, Annotated) else ()


def _part_in(meant: Any) -> type[BaseModel] | None:
    """The model whose fields stand in a value, or in each of a list."""
    if isinstance(meant, type) and issubclass(meant, BaseModel):
        return meant
    return _part_in(get_args(meant)[0]) if get_origin(meant) is tuple else None


def _without_none(hint: Any) -> Any:
    if get_origin(hint) not in (Union, types.UnionType):
        return hint
    (meant,) = (option for option in get_args(hint) if option is not types.NoneType)
    return meant


def _longest(known: Any) -> str:
    lengths = list(_lengths(TypeAdapter(known).json_schema()))
    return f"{max(lengths):,}"


def _lengths(schema: Any) -> Iterator[int]:
    if isinstance(schema, dict):
        yield from (value for key, value in schema.items() if key == "maxLength")
        schema = list(schema.values())
    if isinstance(schema, list):
        for below in schema:
            yield from _lengths(below)


# --- examples -----------------------------------------------------------------------------------------------

_PLAIN = re.compile(r"""(?!(~|null|Null|NULL)$)[^\s\-?:,\[\]{}#&*!|>'"%@`](?!.*(: | #|[\s:]$)).*""")
_PLAIN_IN_LIST = re.compile(r"[^,\[\]{}]*")


def as_yaml(data: object) -> str:
    """Data of an example as a contributor would write it; every text in it stands on one line."""
    match data:
        case dict():
            return "\n".join(_field(str(name), value) for name, value in data.items())
        case list() if any(isinstance(element, dict) for element in data):
            return "\n".join(f"- {_indented(as_yaml(element))}" for element in data)
        case list():
            return f"[{', '.join(_scalar(element, in_list=True) for element in data)}]"
    return _scalar(data)


def _field(name: str, value: object) -> str:
    text = as_yaml(value)
    is_block = isinstance(value, dict) or text.startswith("- ")
    return f"{name}:\n  {_indented(text)}" if is_block else f"{name}: {text}"


def _indented(block: str) -> str:
    return block.replace("\n", "\n  ")


def _scalar(value: object, *, in_list: bool = False) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    is_plain = _PLAIN.fullmatch(text) and (not in_list or _PLAIN_IN_LIST.fullmatch(text))
    return text if is_plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
