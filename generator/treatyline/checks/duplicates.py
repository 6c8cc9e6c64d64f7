"""Which agreements may be one that was entered twice: the same parties, a near date, a similar title.

Each agreement is compared with the few before it that are near, so that the work grows with their number alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from treatyline.checks.base import Entry
from treatyline.dates import Day

NEAR = 31
"""Days within which two agreements of the same parties may be one."""

ALIKE = 0.77
"""Share of their pairs of letters that two titles have in common from which on they may be one."""

NEIGHBOURS = 30
"""How many near agreements before it one is compared with, the nearest ones; no two states sign as many in a month."""


def probable_duplicates(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Each agreement that may be another one before it, with that one: the nearest where there are several."""
    groups: dict[frozenset[str], list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.order):
        groups.setdefault(frozenset(entry.agreement.codes), []).append(entry)
    for group in groups.values():
        near: list[_Candidate] = []
        for later in map(_Candidate.of, group if len(group) > 1 else ()):
            near = [earlier for earlier in near if later.first - earlier.last <= NEAR][-NEIGHBOURS:]
            same = next((earlier for earlier in reversed(near) if _are_alike(earlier.title, later.title)), None)
            if same is not None:
                yield same.entry, later.entry
            near.append(later)


@dataclass(frozen=True)
class _Candidate:
    """An agreement with what is compared: the first and the last day that its date can be, and its title's pairs."""

    entry: Entry
    first: int
    last: int

    @classmethod
    def of(cls, entry: Entry) -> _Candidate:
        date = entry.agreement.date
        return cls(entry, _day_number(date.earliest), _day_number(date.latest))

    @cached_property
    def title(self) -> frozenset[str]:
        """The pairs of letters, counted only where there is another one near."""
        return letter_pairs(self.entry.agreement.title)


def _day_number(day: Day) -> int:
    """Days by a calendar of 31-day months."""
    return day.year * 372 + day.month * 31 + day.day


def letter_pairs(title: str) -> frozenset[str]:
    """Every two letters that follow one another, with how often they stood before: "ag0", "gr0" and so on.

    Capitals and punctuation do not count. A title with a slip, or with two words in another order, keeps most pairs.
    """
    seen: Counter[str] = Counter()
    pairs = set()
    text = re.sub(r"\W+", " ", title.casefold())
    for pair in map("".join, pairwise(text)):
        pairs.add(f"{pair}{seen[pair]}")
        seen[pair] += 1
    return frozenset(pairs or (text,))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles share most of their pairs (the coefficient of Dice, 2·shared / all)."""
    return 2 * len(one & other) >= ALIKE * (len(one) + len(other))
