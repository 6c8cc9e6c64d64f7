"""Plain data to a model: what does not fit becomes problems, each at its place.

pydantic collects what is wrong; here it is put into words.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from treatyline.model.references import References
from treatyline.model.scalars import unknown_choice
from treatyline.problems import Code, Place, Problem, quoted
from treatyline.yaml_source import Document, FieldPath, Value

ModelT = TypeVar("ModelT", bound=BaseModel)

_CODES = frozenset(Code)
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
    empty = {(*base, *path) for path in _empty_values(data)} - document.refused
    problems = [_empty_value(document, path) for path in sorted(empty, key=str)]
    answered = document.refused | empty
    try:
        fitted = model.model_validate(data, context=references)
    except ValidationError as error:
        fitted = None
        for details in error.errors(include_url=False):
            path = (*base, *_path(details))
            if not any(path[: len(done)] == done for done in answered):
                problems.append(_problem(document, model, details, path, len(base)))
    return (fitted if not problems else None), tuple(problems)


def _empty_values(data: Value, path: FieldPath = ()) -> Iterator[FieldPath]:
    """Paths of fields and list elements with nothing in them."""
    if data is None and path:
        yield path
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _empty_values(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _empty_values(value, (*path, index))


def _empty_value(document: Document, path: FieldPath) -> Problem:
    name = path[-1]
    what = f"the field {quoted(name)}" if isinstance(name, str) else "this list element"
    hint = "fill it in, or delete the line; where a date was looked for and not found, write unknown"
    return document.problem(document.marks.key(path), Code.EMPTY_VALUE, f"{what} has no value", hint)


def _path(details: ErrorDetails) -> FieldPath:
    """The path of the field that an error is about; pydantic's own markers are no part of it."""
    path = tuple(step for step in details["loc"] if step != "[key]")
    field = details.get("ctx", {}).get("field")
    return (*path, field) if field else path


def _problem(document: Document, model: type[BaseModel], details: ErrorDetails, path: FieldPath, depth: int) -> Problem:
    code, message, hint = _words(model, details, path[depth:])
    return document.problem(_place(document, code, path, details), code, message, hint)


def _place(document: Document, code: Code, path: FieldPath, details: ErrorDetails) -> Place:
    """A missing field is shown where its mapping begins, a wrong field at its name, a wrong value at itself."""
    if code is Code.MISSING_FIELD:
        return document.marks.value(path if path in document.marks.values else path[:-1])
    if code is Code.UNKNOWN_FIELD or details["loc"][-1] == "[key]":
        return document.marks.key(path)
    return document.marks.value(path)


def _words(model: type[BaseModel], details: ErrorDetails, path: FieldPath) -> tuple[Code, str, str | None]:
    """Code, message and hint for one of pydantic's errors."""
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    if kind in _CODES:
        return Code(kind), context["message"], context["hint"]
    if kind == "missing":
        return Code.MISSING_FIELD, f"the field {quoted(str(path[-1]))} is missing", _how_to_add(model, path)
    if kind == "extra_forbidden":
        return Code.UNKNOWN_FIELD, f"unknown field {quoted(str(path[-1]))}", _field_meant(model, path)
    if kind == "enum" and isinstance(value, str):
        return (Code.UNKNOWN_VALUE, *unknown_choice(value, _choices(model, path)))
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
            return "a mapping"
        case list():
            return "a list"
        case _:
            return "nothing"


def _how_to_add(model: type[BaseModel], path: FieldPath) -> str:
    parent = _model_at(model, path[:-1])
    for name, field in parent.model_fields.items() if parent else ():
        if path[-1] in (name, field.alias):
            return f"add the line {path[-1]}: … ({field.description})"
    return f"add the line {path[-1]}: …"


def _field_meant(model: type[BaseModel], path: FieldPath) -> str:
    names = _field_names(_model_at(model, path[:-1]))
    close = get_close_matches(str(path[-1]).lower().replace("-", "_"), names, n=1, cutoff=0.6)
    return f"did you mean {quoted(close[0])}?" if close else f"the fields here are {', '.join(names)}"


def _fields_hint(model: type[BaseModel], path: FieldPath) -> str:
    names = _field_names(_model_at(model, path))
    return f"write its fields on lines of their own: {', '.join(names)}" if names else "write name: value lines"


def _field_names(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _choices(model: type[BaseModel], path: FieldPath) -> list[str]:
    """The vocabulary of the field at a path."""
    name = next(step for step in reversed(path) if isinstance(step, str))
    parent = _model_at(model, path[: len(path) - 1 - path[::-1].index(name)])
    for key, field in parent.model_fields.items() if parent else ():
        if name in (key, field.alias):
            return [str(word) for word in _find(field.annotation, StrEnum) or ()]
    return []


def _model_at(model: type[BaseModel], path: FieldPath) -> type[BaseModel] | None:
    """The model that describes the mapping at a path below `model`."""
    current: type[BaseModel] | None = model
    for step in path:
        if isinstance(step, int) or current is None:
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        current = _find(fields[step].annotation, BaseModel) if step in fields else None
    return current


def _find(annotation: Any, base: type) -> Any:
    """The first subclass of `base` inside a type."""
    if isinstance(annotation, type) and issubclass(annotation, base):
        return annotation
    found = (_find(inner, base) for inner in get_args(annotation))
    return next((inner for inner in found if inner is not None), None)
