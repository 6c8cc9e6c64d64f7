"""Plain data to a model: what does not fit becomes problems, each at its place.

pydantic collects what is wrong; here it is put into words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from treatyline.model.dates import Unknown
from treatyline.model.references import References
from treatyline.model.refusals import choice_hint, spelt_as
from treatyline.problems import MOST_TOLD, Code, How, Mend, Place, Problem, quoted
from treatyline.yaml_source import Document, FieldPath, Value

ModelT = TypeVar("ModelT", bound=BaseModel)

_CODES = frozenset(Code)
_KEY = "[key]"
"""The step by which pydantic says that an error is about a name in a mapping, not about its value."""

_A_LIST = "write each element on its own line after a hyphen, or all of them in [brackets]"


def fit(
    document: Document,
    data: Value,
    model: type[ModelT],
    references: References | None = None,
    base: FieldPath = (),
) -> tuple[ModelT | None, tuple[Problem, ...]]:
    """Fill `model` with `data`, which stands at `base` in the document.

    Returns the model and the problems; the model is None where there is a problem.
    """
    lacking = _empty_values(data, base) if document.lacks_values else []
    empty = [path for path in lacking if path not in document.refused]
    answered = document.refused.union(empty)
    try:
        fitted, errors = model.model_validate(data, context=references), []
    except ValidationError as error:
        fitted, errors = None, error.errors(include_url=False)
    wrong = [(details, path) for details in errors if not _is_below(path := _path(document, details, base), answered)]
    problems = [_empty_value(document, model, path, len(base)) for path in empty[:MOST_TOLD]]
    problems += [_problem(document, model, details, path, len(base)) for details, path in wrong[:MOST_TOLD]]
    untold = len(empty) + len(wrong) - len(problems)
    if untold:
        message = f"{untold:,} more problems of this file are not listed"
        problems.append(document.problem(document.marks.value(base), Code.TOO_MANY, message, "mend the others first"))
    return (fitted if not problems else None), tuple(problems)


def _empty_values(data: Value, path: FieldPath) -> list[FieldPath]:
    """Paths of fields and list elements with nothing in them, in order."""
    if data is None:
        return [path] if path else []
    found: list[FieldPath] = []
    if not isinstance(data, str):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            if not isinstance(value, str):
                found += _empty_values(value, (*path, step))
    return found


def _empty_value(document: Document, model: type[BaseModel], path: FieldPath, depth: int) -> Problem:
    name, field = path[-1], field_at(model, path[depth:])
    what = f"the field {quoted(name)}" if isinstance(name, str) else "this list element"
    hint = "fill it in, or delete it"
    if field and find_type(field.annotation, Unknown):
        hint += "; where it was looked for and not found, write unknown"
    return document.problem(document.marks.key(path), Code.EMPTY_VALUE, f"{what} has no value", hint)


def _is_below(path: FieldPath, places: Collection[FieldPath]) -> bool:
    """Whether a path is one of `places`, or leads on from one."""
    return any(path[:length] in places for length in range(len(path) + 1))


def _path(document: Document, details: ErrorDetails, base: FieldPath) -> FieldPath:
    """The path of the field that an error is about; pydantic's own mark of a key is no part of it."""
    path = (*base, *details["loc"])
    if _is_of_name(document, path):
        path = path[:-1]
    field = details.get("ctx", {}).get("field")
    return (*path, field) if field else path


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails, path: FieldPath, depth: int) -> Problem:
    code, message, hint = _words(model, details, path[depth:])
    if details["type"] == "extra_forbidden":
        hint = _field_meant(document, model, path, depth)
    is_of_name = code is Code.UNKNOWN_FIELD or _is_of_name(document, (*path[:depth], *details["loc"]))
    mend = _mend(document, model, details, path, depth, is_of_name=is_of_name)
    return document.problem(_place(document, code, path, is_of_name), code, message, hint, mend)


def _mend(
    document: Document, model: type[BaseModel], details: ErrorDetails, path: FieldPath, depth: int, *, is_of_name: bool
) -> Mend | None:
    """What mends an error beyond doubt: another spelling of a value or of a name, or a list of one."""
    kind, value = details["type"], details["input"]
    if kind == "tuple_type":
        is_one = isinstance(value, dict) or (isinstance(value, str) and not _SEVERAL.search(value))
        return Mend(path, How.ENLIST) if is_one else None
    instead = details.get("ctx", {}).get("instead")
    if kind == "extra_forbidden":
        names = _fields(_model_at(model, path[depth:-1]))
        instead = spelt_as(str(path[-1]), names.keys(), joint="_")
    elif kind == "enum" and isinstance(value, str):
        instead = spelt_as(value, _choices(model, path[depth:]))
    if instead is None or (is_of_name and (*path[:-1], instead) in document.marks.keys):
        return None
    written = path if path in document.marks.values else path[:-1]  # a party that is a code alone has no field party
    return Mend(written, How.RENAME if is_of_name else How.REPLACE, instead)


_SEVERAL = re.compile(r"[,;/\n]|\band\b")
"""What may stand between several things that were written as one."""


def _is_of_name(document: Document, path: FieldPath) -> bool:
    return path[-1:] == (_KEY,) and path not in document.marks.keys


def _place(document: Document, code: Code, path: FieldPath, is_of_name: bool) -> Place:
    """A missing field is shown where its mapping begins, a wrong field at its name, a wrong value at itself."""
    if code is Code.MISSING_FIELD:
        return document.marks.value(path if path in document.marks.values else path[:-1])
    return document.marks.key(path) if is_of_name else document.marks.value(path)


def _words(model: type[BaseModel], details: ErrorDetails, path: FieldPath) -> tuple[Code, str, str | None]:
    """Code, message and hint for one of pydantic's errors."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind in _CODES:
        hint = context["hint"]
        return Code(kind), context["message"], hint() if callable(hint) else hint
    if kind == "missing":
        return Code.MISSING_FIELD, f"the field {quoted(str(path[-1]))} is missing", _how_to_add(model, path)
    if kind == "extra_forbidden":
        return Code.UNKNOWN_FIELD, f"unknown field {quoted(str(path[-1]))}", None
    if kind == "enum" and isinstance(value, str):
        return Code.UNKNOWN_VALUE, f"{quoted(value)} is not allowed here", choice_hint(value, _choices(model, path))
    if kind == "tuple_type":
        return Code.NOT_A_LIST, f"{_what(value)} stands where a list belongs", _A_LIST
    if kind in ("model_type", "dict_type"):
        return Code.NOT_A_MAPPING, f"{_what(value)} stands where fields belong", _fields_hint(model, path)
    if kind in ("string_type", "enum"):
        return Code.NOT_TEXT, f"{_what(value)} stands where a text belongs", "write one text after the colon"
    raise AssertionError(f"no words for {kind} at {path}")  # a new type of field needs words here


def _what(value: object) -> str:
    match value:
        case str():
            return f"the text {quoted(value)}"
        case dict():
            return "a group of fields"
        case _:
            return "a list"


def _how_to_add(model: type[BaseModel], path: FieldPath) -> str:
    field = field_at(model, path)
    return f"add the line {path[-1]}: … ({field.description})" if field else f"add the line {path[-1]}: …"


def _field_meant(document: Document, model: type[BaseModel], path: FieldPath, depth: int) -> str:
    """The nearest field, where it is not there yet, or all that there are."""
    names = _fields(_model_at(model, path[depth:-1]))
    close = get_close_matches(str(path[-1]).lower().replace("-", "_"), names, n=1, cutoff=0.6)
    if not close:
        return f"the fields here are {', '.join(names)}"
    there = document.marks.keys.get((*path[:-1], close[0]))
    if there:
        return f"{quoted(close[0])} stands on line {there.line} already: keep one of the two"
    return f"did you mean {quoted(close[0])}?"


def _fields_hint(model: type[BaseModel], path: FieldPath) -> str:
    names = _fields(_model_at(model, path))
    return f"write its fields on lines of their own: {', '.join(names)}" if names else "write name: value lines"


def _choices(model: type[BaseModel], path: FieldPath) -> list[str]:
    """The vocabulary of the field at a path."""
    field = field_at(model, path)
    return [str(word) for word in find_type(field.annotation, StrEnum) or ()] if field else []


def field_at(model: type[BaseModel], path: FieldPath) -> FieldInfo | None:
    """The field that describes a value, or the list in which it stands."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    return _fields(_model_at(model, path[:-1])).get(str(path[-1])) if path else None


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """The model that describes the mapping at a path below `model`."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, str):
            field = _fields(current).get(step)
            current = find_type(field.annotation, BaseModel) if field else None
    return current


def fields_at(model: type[BaseModel], path: FieldPath) -> Sequence[str]:
    """The names in a file of the fields of the mapping at a path, in the model's order; none where it has none."""
    return tuple(_fields(_model_at(model, path)))


def _fields(model: type[BaseModel] | None) -> Mapping[str, FieldInfo]:
    """The fields of a model by their names in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def find_type(annotation: Any, base: type) -> Any:
    """The first subclass of `base` inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, base):
        return annotation
    found = (find_type(inner, base) for inner in get_args(annotation))
    return next((inner for inner in found if inner is not None), None)
