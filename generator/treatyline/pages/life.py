"""The life of an agreement as a line: signed, applied, in force, and what came then.

Times are years with a fraction. Nothing is drawn longer than it is known: where the file does not say until when
something lasted, the line stops soon after it began.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from treatyline.dates import BEGINNING, END, Day, Edtf
from treatyline.model import Agreement, State, Status


class Stage(StrEnum):
    """How a part of the line is drawn. `UNCLEAR` lies between a signature and what came of it: when is not known."""

    SIGNED = "signed"
    PROVISIONAL = "provisional"
    IN_FORCE = "in-force"
    UNCLEAR = "unclear"


class Ending(StrEnum):
    """What stands at the end of the line; after `NOT_KNOWN` nothing is known, after `PENDING` it was not in force."""

    RUNS_ON = "runs-on"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    NEVER = "never-in-force"
    ENDED = "ended"
    PENDING = "pending"
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a life; `stop` is None where nobody knows until when, infinite where it runs to the edge."""

    stage: Stage
    start: float
    stop: float | None


@dataclass(frozen=True, slots=True)
class Life:
    """The stretches of a life in time, how it ends, and the day by which the agreement is cited."""

    cited: float
    stretches: tuple[Stretch, ...]
    ending: Ending

    @property
    def times(self) -> Iterator[float]:
        """Every time that is known."""
        yield self.cited
        for stretch in self.stretches:
            yield stretch.start
            if stretch.stop is not None and stretch.stop < math.inf:
                yield stretch.stop


@dataclass(frozen=True, slots=True)
class Stroke:
    """A part of a drawn line, in hundredths of the drawing's width."""

    stage: Stage
    start: float
    stop: float


@dataclass(frozen=True, slots=True)
class Line:
    """A life as drawn: `stub` is the last stage where nobody knows until when; it begins at `end` and is short."""

    cited: float
    strokes: tuple[Stroke, ...]
    stub: Stage | None
    end: float
    ending: Ending

    @property
    def start(self) -> float:
        """Where the line begins; one in force before it was signed begins before that."""
        return min(self.cited, self.end, *(stroke.start for stroke in self.strokes))


@dataclass(frozen=True, slots=True)
class Scale:
    """The way from times to hundredths of a drawing's width."""

    first: float
    last: float

    def x(self, time: float) -> float:
        """Where a time stands; what lies outside stands at the edge."""
        share = (min(max(time, self.first), self.last) - self.first) / (self.last - self.first)
        return round(100 * share, 1)

    def line(self, life: Life) -> Line:
        """A life as drawn."""
        strokes = tuple(
            Stroke(stretch.stage, self.x(stretch.start), self.x(stretch.stop))
            for stretch in life.stretches
            if stretch.stop is not None
        )
        last = life.stretches[-1]
        stub, end = (last.stage, last.start) if last.stop is None else (None, last.stop)
        return Line(self.x(life.cited), strokes, stub, self.x(end), life.ending)


def begin(date: Edtf) -> float:
    """The first time that a date can mean; the last, where it has no beginning."""
    return _time(date.latest if date.earliest == BEGINNING else date.earliest)


def close(date: Edtf) -> float:
    """The last time that a date can mean; the first, where it has no end."""
    return _time(date.earliest if date.latest == END else date.latest)


def _time(day: Day) -> float:
    return day.year + (day.month - 1) / 12 + (day.day - 1) / 372


def life_of(agreement: Agreement) -> Life:
    """What the file says of an agreement's life."""
    starts = tuple(_starts(agreement))
    ending = _ending(agreement)
    stop = _stop(agreement, ending)
    last_stage, last_start = starts[-1]
    if last_stage is Stage.SIGNED and ending not in (Ending.PENDING, Ending.NEVER, Ending.NOT_KNOWN):
        last_stage = Stage.UNCLEAR
    stretches = (
        *(Stretch(stage, start, then) for (stage, start), (_, then) in pairwise(starts)),
        Stretch(last_stage, last_start, stop if stop is None else max(stop, last_start)),
    )
    return Life(begin(agreement.date), stretches, ending)


def _starts(agreement: Agreement) -> Iterator[tuple[Stage, float]]:
    """The stages with their beginnings, in time; one that a later one forestalls (by retroaction) is left out."""
    known = (
        (Stage.SIGNED, agreement.date),
        (Stage.PROVISIONAL, agreement.provisional_from),
        (Stage.IN_FORCE, agreement.in_force),
    )
    dated = [(stage, begin(date)) for stage, date in known if isinstance(date, Edtf)]
    for number, (stage, start) in enumerate(dated):
        if all(start < later for _, later in dated[number + 1 :]):
            yield stage, start


_ENDINGS = {
    State.NOT_IN_FORCE: Ending.PENDING,
    State.PROVISIONALLY_APPLIED: Ending.RUNS_ON,
    State.IN_FORCE: Ending.RUNS_ON,
    State.SUSPENDED: Ending.SUSPENDED,
    State.SUPERSEDED: Ending.SUPERSEDED,
    State.TERMINATED: Ending.TERMINATED,
    State.EXPIRED: Ending.EXPIRED,
    State.NEVER_IN_FORCE: Ending.NEVER,
}


def _ending(agreement: Agreement) -> Ending:
    state = agreement.status.is_ if agreement.status else None
    if isinstance(agreement.ended, Edtf) and not (state and (state.is_over or state is State.NEVER_IN_FORCE)):
        return Ending.ENDED
    return _ENDINGS[state] if state else Ending.NOT_KNOWN


def _stop(agreement: Agreement, ending: Ending) -> float | None:
    """Until when the last stage lasted, as far as the file says; infinite where it runs on and no day is given."""
    if isinstance(agreement.ended, Edtf):
        return close(agreement.ended)
    status = agreement.status
    if status is None:
        return None
    if ending is Ending.RUNS_ON:
        return close(status.as_of) if status.as_of else math.inf
    return _stated(status, ending)


def _stated(status: Status, ending: Ending) -> float | None:
    """The day of a status; that of its source is one only for what had not begun by then."""
    if ending is Ending.PENDING:
        return close(status.as_of) if status.as_of else None
    return begin(status.since) if status.since else None
