"""What is settled of all agreements before one is written: day, parties, subject, title, id; earliest first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bench import vocabulary as words
from bench.draw import Draw
from treatyline.parties import load_registry

FIRST_DAY = date(1945, 1, 1)
LAST_DAY = date(2025, 3, 31)
"""Agreements begin from the first to the last of these days."""

APART = 60
"""Days between two agreements of the same parties at the least: nearer ones could be taken for one."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """The outline of an agreement. `names` are the everyday names of its parties, in their order."""

    id: str
    day: date
    codes: tuple[str, ...]
    names: tuple[str, ...]
    topic: str
    kind: str
    title: str
    place: str

    @property
    def subject(self) -> str:
        """What it is about, as titles name it."""
        return words.TOPICS[self.topic][0]


def sketches(draw: Draw, count: int) -> tuple[Sketch, ...]:
    """Outlines of so many agreements, in order of time, each with an id of its own."""
    names = {code: party.name for code, party in load_registry(None, None)[0].parties.items()}
    days: dict[frozenset[str], list[date]] = {}
    drawn = sorted((_sketch(draw, names, days) for _ in range(count)), key=lambda sketch: (sketch.day, sketch.title))
    return tuple(_with_ids(drawn))


def _sketch(draw: Draw, names: Mapping[str, str], days: dict[frozenset[str], list[date]]) -> Sketch:
    day, codes = _day_and_codes(draw, days)
    topic, kind = draw.one(tuple(words.TOPICS)), draw.weighted(tuple(words.KINDS), tuple(words.KINDS.values()))
    parties = tuple(names[code] for code in codes)
    title = _title(draw, kind, topic, parties)
    return Sketch(_stem(parties, topic, day), day, codes, parties, topic, kind, title, draw.one(words.PLACES))


def _day_and_codes(draw: Draw, days: dict[frozenset[str], list[date]]) -> tuple[date, tuple[str, ...]]:
    """A day and the states that agree on it; drawn again where they did so shortly before or after."""
    while True:
        day = FIRST_DAY + timedelta(days=draw.number(0, (LAST_DAY - FIRST_DAY).days))
        codes = _codes(draw, day)
        others = days.setdefault(frozenset(codes), [])
        if all(abs((day - other).days) > APART for other in others):
            others.append(day)
            return day, codes


def _codes(draw: Draw, day: date) -> tuple[str, ...]:
    """Two states mostly, else three to fifteen, few more often than many; all of them existed on the day."""
    wanted = 2 if draw.chance(0.65) else draw.number(3, draw.number(3, 15))
    shares = {code: share for share, codes in words.STATES.items() for code in codes if _existed(code, day)}
    drawn: list[str] = []
    while len(drawn) < wanted:
        drawn.append(draw.weighted(tuple(shares), tuple(shares.values())))
        del shares[drawn[-1]]
    return tuple(drawn)


def _existed(code: str, day: date) -> bool:
    return words.SINCE.get(code, FIRST_DAY.year) <= day.year


def _title(draw: Draw, kind: str, topic: str, parties: Sequence[str]) -> str:
    between = f" between {parties[0]} and {parties[1]}" if len(parties) == 2 else ""
    deed, subject, area = draw.one(words.DEEDS), words.TOPICS[topic][0], draw.one(words.AREAS)
    return f"{kind.replace('-', ' ').capitalize()}{between} on {deed} {subject} {area}".strip()


def _stem(parties: Sequence[str], topic: str, day: date) -> str:
    who = "-".join(map(_slug, parties)) if len(parties) == 2 else f"{_slug(parties[0])}-and-others"
    return f"{who}-{topic}-{day.year}"


def _slug(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return letters.lower().replace(" ", "-")


def _with_ids(drawn: Sequence[Sketch]) -> Iterator[Sketch]:
    """The second of a name is numbered, as a contributor would do it."""
    seen: dict[str, int] = {}
    for sketch in drawn:
        seen[sketch.id] = seen.get(sketch.id, 0) + 1
        yield sketch if seen[sketch.id] == 1 else replace(sketch, id=f"{sketch.id}-no-{seen[sketch.id]}")
