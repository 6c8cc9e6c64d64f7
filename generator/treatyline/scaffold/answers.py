"""One answer of a contributor, checked as a file with it would be: the words are those of `treatyline check`."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass

from pydantic.fields import FieldInfo

from treatyline.model import Agreement, References
from treatyline.problems import FieldPath, How, Problem, quoted
from treatyline.shape import field_at, fit
from treatyline.source_file import refusal_message
from treatyline.text import bad_characters
from treatyline.yaml_source import Document, Value


class AnswerError(ValueError):
    """An answer that cannot stand in a file; its text says why, and what to write instead."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer was taken as; `note` says so where that is not what was written."""

    text: str
    note: str | None = None


def judged(path: FieldPath, text: str, references: References | None) -> Answer:
    """An answer for the field at a path of an entry; a spelling that only one other thing can mean is taken as that.

    Raises AnswerError.
    """
    text = text.strip()
    problem = _problem(path, text, references)
    if problem is None:
        return Answer(text)
    mend = problem.mend
    if mend is None or mend.how is not How.REPLACE or _problem(path, mend.text, references):
        raise AnswerError(problem.sentence)
    return Answer(mend.text, f"{quoted(text)} is taken as {mend.text}")


def meaning_of(path: FieldPath) -> str:
    """What the model says of the field at a path of an entry."""
    field = field_at(Agreement, path)
    return (field.description if field else None) or ""


def is_required(path: FieldPath) -> bool:
    """Whether an entry must have the field at a path."""
    field = field_at(Agreement, path)
    return field is not None and field.is_required()


def smallest() -> dict[str, Value]:
    """The required fields, each with the example that the model gives: an entry in which nothing is wrong."""
    return {name: _example(info) for name, info in Agreement.model_fields.items() if info.is_required()}


def _problem(path: FieldPath, text: str, references: References | None) -> Problem | None:
    """The first thing wrong with an answer."""
    document = Document("the answer", _with(path, text), [text])
    for bad in bad_characters(text):
        return document.problem(document.marks.value(()), *refusal_message(bad), "delete it")
    _, problems = fit(document, document.data, Agreement, references)
    return problems[0] if problems else None


def _with(path: FieldPath, text: str) -> dict[str, Value]:
    """The smallest entry with a text at a path."""
    data = smallest()
    name, *below = path
    match below:
        case []:
            data[str(name)] = text
        case [int()]:
            data[str(name)] = [text]
        case [int(), str(inner)]:
            data[str(name)] = [{**_first_of(str(name)), inner: text}]
    return data


def _first_of(name: str) -> Mapping[str, Value]:
    """The first mapping of the model's example for a list."""
    example = _example(Agreement.model_fields[name])
    first = example[0] if isinstance(example, list) else None
    return first if isinstance(first, dict) else {}


def _example(info: FieldInfo) -> Value:
    example: Value = deepcopy(info.examples or [None])[0]
    return example
