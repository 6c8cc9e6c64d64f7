"""What the timeline can be narrowed by: the choices of each facet with their numbers, and each agreement's traits.

The numbers are those of the whole collection; the page's script brings them up to date as a reader chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from treatyline.checks import Entry
from treatyline.collection import Collection, alphabetical
from treatyline.dates import BEGINNING, END, Day
from treatyline.model import Agreement
from treatyline.model.vocabulary import Kind
from treatyline.pages.address import agreement_page

FEWEST = 3
"""Fewer agreements are seen at a glance."""

NOT_STATED = "not-stated"
"""Stands for the status of an agreement of which no source says what has become of it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that agreements may have in common, and how many do."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """Something to choose by, with the choices that most agreements share first."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Traits:
    """What an agreement is found by; values of a facet are parted by spaces.

    `first` and `last` are the years in which its date can lie; None where that end is open. `words` are those that
    its place on the timeline does not show: the official title below a short one, and parties' names of that day.
    """

    parties: str
    kind: str
    topics: str
    status: str
    first: int | None
    last: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Facets:
    """All facets by which the agreements differ, their first and last year, and their traits by their pages."""

    facets: tuple[Facet, ...]
    years: tuple[int, int] | None
    traits: Mapping[str, Traits]


def facets_of(collection: Collection) -> Facets | None:
    """The facets of a collection; None where it is too small for them."""
    entries = collection.entries
    if len(entries) < FEWEST:
        return None
    found = (_parties(collection), _kinds(entries), _topics(collection), _statuses(entries))
    return Facets(
        tuple(facet for facet in found if _tells_apart(facet, len(entries))),
        _years(entry.agreement for entry in entries),
        {agreement_page(entry.id): _traits(collection, entry.agreement) for entry in entries},
    )


def _tells_apart(facet: Facet, count: int) -> bool:
    """Whether something in a facet is not true of all agreements."""
    return any(choice.count < count for choice in facet.choices)


def _parties(collection: Collection) -> Facet:
    counts = Counter({code: len(entries) for code, entries in collection.by_party.items()})
    return _facet("party", "Parties", counts, {code: collection.registry[code].name for code in counts})


def _kinds(entries: Iterable[Entry]) -> Facet:
    counts: Counter[str] = Counter(entry.agreement.kind for entry in entries)
    return _facet("kind", "Kind", counts, {kind: Kind(kind).label for kind in counts})


def _topics(collection: Collection) -> Facet:
    counts = Counter({slug: len(entries) for slug, entries in collection.by_topic.items()})
    return _facet("topic", "Topic", counts, {slug: collection.topics[slug].label for slug in counts})


def _statuses(entries: Iterable[Entry]) -> Facet:
    """The words are those on the pages, both where some are in force and others, which do not bind, in effect."""
    counts: Counter[str] = Counter()
    words: dict[str, dict[str, None]] = {}
    for entry in entries:
        value, word = _status(entry.agreement)
        counts[value] += 1
        words.setdefault(value, {})[word] = None
    return _facet("status", "Status", counts, {value: " or ".join(sorted(words[value])[::-1]) for value in counts})


def _status(agreement: Agreement) -> tuple[str, str]:
    """A status as an address has it, and as a page shows it."""
    if agreement.status is None:
        return NOT_STATED, "not stated"
    state = agreement.status.is_
    return state.value, state.label.replace("in force", "in effect") if agreement.is_political else state.label


def _facet(name: str, label: str, counts: Mapping[str, int], labels: Mapping[str, str]) -> Facet:
    choices = [Choice(str(value), labels[value], count) for value, count in counts.items()]
    return Facet(name, label, tuple(sorted(choices, key=lambda each: (-each.count, alphabetical(each.label)))))


def _traits(collection: Collection, agreement: Agreement) -> Traits:
    return Traits(
        " ".join(agreement.codes),
        agreement.kind.value,
        " ".join(agreement.topics),
        _status(agreement)[0],
        _year(agreement.date.earliest),
        _year(agreement.date.latest),
        " ".join(_words(collection, agreement)),
    )


def _words(collection: Collection, agreement: Agreement) -> Iterator[str]:
    if agreement.title != agreement.headline:
        yield agreement.title
    for part in agreement.parties:
        name = collection.registry.name_on(part.party, part.first_day(agreement.date))
        if name != collection.registry[part.party].name:
            yield name


def _year(day: Day) -> int | None:
    return None if day in (BEGINNING, END) else day.year


def _years(agreements: Iterable[Agreement]) -> tuple[int, int] | None:
    """The first and the last year of all dates; None where no end of any is known, or all are of one year."""
    days = [day for agreement in agreements for day in (agreement.date.earliest, agreement.date.latest)]
    years = [day.year for day in days if _year(day) is not None]
    return (min(years), max(years)) if years and min(years) < max(years) else None
