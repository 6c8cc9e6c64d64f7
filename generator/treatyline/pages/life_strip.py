"""The life of one agreement with every step of it that has a date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from treatyline.dates import Edtf
from treatyline.model import UNKNOWN, Agreement
from treatyline.model.vocabulary import ActionType, Step
from treatyline.pages.life import Ending, Life, Line, Scale, Stage, begin, life_of

FEWEST = 3
"""Fewer days are told faster than drawn."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a party did, on a day; `party` is its code, None where several did it."""

    label: str
    party: str | None
    date: Edtf
    x: float


@dataclass(frozen=True, slots=True)
class Moment:
    """A step in the life: its day, None where it was looked for and not found; or acts of one sort, in time."""

    stage: Stage | Ending | None
    label: str
    date: Edtf | None
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class LifeStrip:
    """An agreement's line, what parties did, and all of it in words, in time."""

    line: Line
    acts: tuple[Act, ...]
    moments: tuple[Moment, ...]


def life_strip(agreement: Agreement) -> LifeStrip | None:
    """The life of an agreement; None where too few days of it are known."""
    life, acts = _to_the_edge(life_of(agreement)), list(_acts(agreement))
    stages = list(_stages(agreement, life.ending))
    days = {date.text for date in (*(moment.date for moment in stages), *(date for *_, date in acts)) if date}
    if len(days) < FEWEST:
        return None
    scale = _scale([*(moment.date for moment in stages if moment.date), *(date for *_, date in acts)], life.ending)
    drawn = sorted(
        (Act(label, party, date, scale.x(begin(date))) for label, party, date in acts),
        key=lambda act: act.date.sort_key,
    )
    moments = sorted((*stages, *_grouped(drawn), *_not_found(agreement)), key=_when)
    return LifeStrip(scale.line(life), tuple(drawn), tuple(moments))


def _to_the_edge(life: Life) -> Life:
    """What runs on does so to the edge: the day of the source that says so is no step in the life."""
    if life.ending is not Ending.RUNS_ON:
        return life
    *before, last = life.stretches
    return replace(life, stretches=(*before, replace(last, stop=inf)))


def _scale(dates: Iterable[Edtf], ending: Ending) -> Scale:
    """From the first day to the last, and somewhat on where there is more to come: how much more does not show."""
    times = [begin(date) for date in dates]
    first, last = min(times), max(times)
    more = (last - first) / 4 if ending in (Ending.RUNS_ON, Ending.PENDING) else 0
    return Scale(first, last + more)


def _stages(agreement: Agreement, ending: Ending) -> Iterator[Moment]:
    """What happened to the agreement as a whole."""
    yield Moment(Stage.SIGNED, agreement.date_of.participle, agreement.date)
    force = "In effect" if agreement.is_political else "In force"
    stages = (
        (Stage.PROVISIONAL, "Applied provisionally", agreement.provisional_from),
        (Stage.IN_FORCE, force, agreement.in_force),
    )
    for stage, label, date in stages:
        if date is not None:
            yield Moment(stage, label, date if isinstance(date, Edtf) else None)
    yield from _end(agreement, ending)


def _end(agreement: Agreement, ending: Ending) -> Iterator[Moment]:
    """The end or the pause; also that an end was looked for and not found."""
    since = agreement.status.since if agreement.status else None
    if ending in (Ending.RUNS_ON, Ending.PENDING, Ending.NOT_KNOWN):
        if agreement.ended is UNKNOWN:
            yield Moment(Ending.ENDED, "End", None)
    elif agreement.ended is not None or since:
        label = ending.replace("-", " ").capitalize()
        yield Moment(ending, label, agreement.ended if isinstance(agreement.ended, Edtf) else since)


def _acts(agreement: Agreement) -> Iterator[tuple[str, str | None, Edtf]]:
    """What parties did on days that are known, but for what the agreement's own days say."""
    own = {
        Step.SIGNATURE.value: agreement.date,
        ActionType.ENTRY_INTO_FORCE.value: agreement.in_force,
        ActionType.PROVISIONAL_APPLICATION.value: agreement.provisional_from,
    }
    found: list[tuple[Step | ActionType, str | None, Edtf]] = [
        (signing.step, signing.parties[0] if len(signing.parties) == 1 else None, signing.date)
        for signing in agreement.signings
    ]
    found += [
        (action.type, part.party, action.date)
        for part in agreement.parties
        for action in part.actions
        if isinstance(action.date, Edtf)
    ]
    for act, party, date in dict.fromkeys(found):
        if own.get(act.value) != date:
            yield act.label, party, date


def _grouped(acts: Iterable[Act]) -> Iterator[Moment]:
    sorts: dict[str, list[Act]] = {}
    for act in acts:
        sorts.setdefault(act.label, []).append(act)
    for label, same in sorts.items():
        yield Moment(None, label.capitalize(), same[0].date, tuple(same))


def _not_found(agreement: Agreement) -> Iterator[Moment]:
    labels = (action.type.label for part in agreement.parties for action in part.actions if action.date is UNKNOWN)
    yield from (Moment(None, label.capitalize(), None) for label in dict.fromkeys(labels))


def _when(moment: Moment) -> tuple[bool, float]:
    """What is not dated comes last."""
    return moment.date is None, begin(moment.date) if moment.date else 0
