"""The collection: agreements in order of time, and the indexes over them. Immutable once made."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from treatyline.checks import Entry
from treatyline.model import Agreement, Relation, Role, Topic
from treatyline.parties import Registry

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The agreements before and after one in time; None at the ends."""

    previous: Entry | None
    next: Entry | None


@dataclass(frozen=True, slots=True)
class Partner:
    """Another party, and in how many agreements it took part beside one."""

    code: str
    count: int


@dataclass(frozen=True)
class Collection:
    """All agreements of a site, ordered by date, then id."""

    entries: tuple[Entry, ...]
    registry: Registry
    topics: Mapping[str, Topic]

    @classmethod
    def of(cls, entries: Iterable[Entry], registry: Registry, topics: Mapping[str, Topic]) -> Collection:
        """Put agreements in order."""
        return cls(tuple(sorted(entries, key=lambda entry: entry.order)), registry, topics)

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        """Agreements by id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def by_party(self) -> Mapping[str, tuple[Entry, ...]]:
        """Agreements by the code of each party that took part in whatever role."""
        return _index((code, entry) for entry in self.entries for code in entry.agreement.codes)

    @cached_property
    def founded_by(self) -> Mapping[str, tuple[str, ...]]:
        """By id: the codes of the parties that an agreement of this collection founded."""
        return _index((founder, code) for founder, code in self.registry.founded() if founder in self.by_id)

    @cached_property
    def shown_parties(self) -> tuple[str, ...]:
        """The codes of the parties that have a page: whoever took part in an agreement, or was founded by one."""
        founded = (code for codes in self.founded_by.values() for code in codes)
        return tuple(sorted({*self.by_party, *founded}))

    @cached_property
    def by_topic(self) -> Mapping[str, tuple[Entry, ...]]:
        """Agreements by topic."""
        return _index((topic, entry) for entry in self.entries for topic in entry.agreement.topics)

    @cached_property
    def neighbours(self) -> Mapping[str, Neighbours]:
        """Previous and next in time, by id."""
        around = (None, *self.entries, None)
        return {
            entry.id: Neighbours(before, after)
            for before, entry, after in zip(around, self.entries, around[2:], strict=False)
        }

    @cached_property
    def related_to(self) -> Mapping[str, tuple[tuple[Entry, Relation], ...]]:
        """By id: the agreements that name this one in a relation, with what they say."""
        return _index(
            (relation.target, (entry, relation))
            for entry in self.entries
            for relation in entry.agreement.relations
            if relation.target is not None
        )

    def partners(self, code: str, *, bilateral: bool) -> tuple[Partner, ...]:
        """With whom a party agrees, most often first; agreements of two and of more are counted apart."""
        among = (self._participants[entry.id] for entry in self.by_party.get(code, ()))
        counts = Counter(
            other
            for codes in among
            if code in codes and (len(codes) == 2) is bilateral
            for other in codes
            if other != code
        )
        partners = [Partner(other, count) for other, count in counts.items()]
        return tuple(sorted(partners, key=lambda partner: (-partner.count, *self._by_name(partner.code))))

    @cached_property
    def _participants(self) -> Mapping[str, frozenset[str]]:
        return {entry.id: participants(entry.agreement) for entry in self.entries}

    def _by_name(self, code: str) -> tuple[str, str]:
        return (alphabetical(self.registry[code].name), code)


def participants(agreement: Agreement) -> frozenset[str]:
    """The parties to the bargain itself: a depositary, witness or observer is not one by that role alone."""
    return frozenset(part.party for part in agreement.parties if Role.PARTICIPANT in part.roles)


def alphabetical(name: str) -> str:
    """By what a name is found in a list: capitals and marks on letters do not count, so that Å stands among the A."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def _index(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, tuple[Value, ...]]:
    """Gather values under their keys, in the order in which they come."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
