"""What the options of `treatyline new` say: all that is wrong or missing is told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

import click

from treatyline.cli.desk import Desk
from treatyline.problems import FieldPath
from treatyline.scaffold import Answer, AnswerError, is_required, meaning_of

FIELDS: Mapping[str, FieldPath] = MappingProxyType(
    {
        "title": ("title",),
        "date": ("date",),
        "kind": ("kind",),
        "summary": ("summary",),
        "source_publisher": ("sources", 0, "publisher"),
        "source_title": ("sources", 0, "title"),
        "source_url": ("sources", 0, "url"),
    }
)
"""The options that give one text each, and the field of an entry that it is for."""

WHY: FieldPath = ("accepts", 0, "why")
"""The field for the reason why two similar agreements are two."""


@dataclass(frozen=True, slots=True)
class Options:
    """The options as they were written; `texts` by the names of `FIELDS`, and only those that were given."""

    texts: Mapping[str, str]
    parties: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    id: str | None = None
    anyway: str | None = None


@dataclass(slots=True)
class _Reading:
    """Options being read: what they were taken as, and what is wrong with them."""

    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def taken(self, option: str, text: str, judge: Callable[[str], Answer]) -> str:
        """What an option is taken as; what is wrong is kept for later."""
        try:
            answer = judge(text)
        except AnswerError as error:
            self.faults.append(f"{option}: {error}")
            return ""
        if answer.note:
            self.notes.append(f"{option}: {answer.note}")
        return answer.text


def option_of(name: str) -> str:
    """How an option is written."""
    return f"--{name.replace('_', '-')}"


def told_of(path: FieldPath) -> str:
    """What an option for the field at a path is for."""
    meaning = meaning_of(path)
    return (
        f"of its source: {meaning[0].lower()}{meaning[1:]}" if len(path) > 1 else f"{meaning[0].lower()}{meaning[1:]}"
    )


def read_options(options: Options, desk: Desk, *, asks: bool) -> Options:
    """The options as they stand in an entry. `asks` tells whether somebody can be asked for what is missing.

    Raises click.UsageError.
    """
    reading = _Reading()
    texts = {
        name: reading.taken(option_of(name), text, partial(desk.judged, FIELDS[name]))
        for name, text in options.texts.items()
    }
    parties = [reading.taken("--party", text, desk.party) for text in options.parties]
    topics = [reading.taken("--topic", text, desk.topic) for text in options.topics]
    agreement_id = None if options.id is None else reading.taken("--id", options.id, desk.free_id)
    why = None if options.anyway is None else reading.taken("--anyway", options.anyway, partial(desk.judged, WHY))
    if not asks:
        reading.faults.extend(_missing(options))
    _tell(reading)
    return Options(texts, tuple(dict.fromkeys(parties)), tuple(dict.fromkeys(topics)), agreement_id, why)


def _missing(options: Options) -> Sequence[str]:
    lacking = [name for name, path in FIELDS.items() if name not in options.texts and is_required(path)]
    missing = [f"{option_of(name)} is missing: {told_of(FIELDS[name])}" for name in lacking]
    return [*missing, *["--party is missing: who took part, by a code or any name"] * (not options.parties)]


def _tell(reading: _Reading) -> None:
    if len(reading.faults) > 1:
        raise click.UsageError("\n  ".join(["more answers are needed, or others:", *reading.faults]))
    if reading.faults:
        raise click.UsageError(reading.faults[0])
    for note in reading.notes:
        click.echo(note, err=True)
