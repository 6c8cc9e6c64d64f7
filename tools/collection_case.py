"""A record of the research beside the agreement that was made of it, and what the log says of the two."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tools.dates_in_words import Stated, dates_in, field_dates, with_places
from tools.log_rows import Row
from tools.research import Record, folded
from treatyline.collection import alphabetical
from treatyline.dates import Edtf
from treatyline.model import Agreement
from treatyline.model.base import Part

NO_DATES = frozenset({"id", "source", "target", "accessed"})
"""Fields in which figures are no dates, and the day on which somebody looked."""

OF_THE_ENTRY = frozenset({"topics", "identifiers", "formerly", "added", "changes", "accepts"})
"""Fields of an agreement that tell nothing of when something happened to it."""

ENOUGH = 6
"""Words by which a row tells which quotation it means."""

SAME_PARTY = {"YUG": "SCG"}
"""Codes of the research that are others in ISO 3166."""


@dataclass(frozen=True)
class Case:
    """A record, its agreement, and its rows of the log.

    `added` is what the log says the entry adds, `related` the entries that either side names, and `entries` those of
    every record.
    """

    record: Record
    agreement: Agreement
    rows: Sequence[Row]
    added: Collection[str]
    related: Collection[str]
    entries: Mapping[str, Sequence[str]]

    @cached_property
    def dates(self) -> Mapping[Stated, Sequence[str]]:
        """Every date that the entry states, with where it stands."""
        return with_places(_dates(self.agreement, (), self.agreement.date.year))

    @cached_property
    def names(self) -> Collection[str]:
        """Who signed, as names are compared."""
        return {plain(person.name) for person in self.agreement.signatories}

    @cached_property
    def quotes(self) -> Mapping[str, str | None]:
        """The texts of the quotations, with the address of their source."""
        urls = {source.id: source.url for source in self.agreement.sources if source.id}
        return {folded(quote.text): urls.get(quote.source) for quote in self.agreement.quotes}

    @cached_property
    def urls(self) -> Collection[str]:
        """The addresses of the sources."""
        return {source.url for source in self.agreement.sources if source.url}

    @property
    def state(self) -> str | None:
        """The entry's status in the words of the research."""
        if (status := self.agreement.status) is None:
            return None
        return f"{status.is_.value.replace('-', ' ')}{' (disputed)' if status.disputed else ''}"

    def has_place(self, place: str) -> bool:
        """Whether the entry names a place, by what stands before the comma."""
        of_all = self.agreement.place.name if self.agreement.place else ""
        names = [of_all, *(signing.place or "" for signing in self.agreement.signings)]
        return any(plain(place.split(",")[0]) in plain(name) for name in names)

    def has_party(self, code: str) -> bool:
        """Whether a party of the record takes part."""
        return not {code, SAME_PARTY.get(code)}.isdisjoint(self.agreement.codes)

    def relates_to(self, target: str) -> bool:
        """Whether the entry of another record is related, as either of the two says."""
        return not set(self.related).isdisjoint(self.entries.get(target, ()))

    def explains(self, fact: str) -> bool:
        """Whether a row has a fact word for word."""
        return any(fact in row.facts for row in self.rows)

    def explains_date(self, stated: Stated) -> bool:
        """Whether a row has a date as it is; in whatever year where the research gives none."""
        start = 0 if stated.has_year else len("2013")
        return any(fact[start:] == stated.date.text[start:] for row in self.rows for fact in row.facts)

    def explains_keeping(self, fact: str) -> bool:
        """Whether a row tells why something unconfirmed was kept."""
        return any(fact in row.facts for row in self.rows if row.says_kept)


def plain(name: str) -> str:
    """A name as names are compared: without its marks, and without another spelling in brackets."""
    return folded(alphabetical(name.partition("(")[0] or name))


def opening(text: str) -> str:
    """A quotation as a row names it."""
    words = text.split()
    return text if len(words) <= ENOUGH else " ".join(words[:ENOUGH]) + "…"


def opens(fact: str, text: str) -> bool:
    """Whether a fact of the log is a quotation, or enough of its first words and an ellipsis."""
    words = fact.removesuffix("…").rstrip()
    return fact == text or (fact != words and text.startswith(words) and len(words.split()) >= ENOUGH)


def _dates(value: object, path: tuple[str, ...], year: int) -> Iterator[tuple[Stated, str]]:
    if isinstance(value, Edtf):
        yield from ((stated, " ".join(path)) for stated in field_dates(value.text))
    elif isinstance(value, str):
        yield from ((stated, " ".join(path)) for stated in dates_in(value, year))
    for name, part in _parts(value):
        yield from _dates(part, (*path, name), year)


def _parts(value: object) -> Iterator[tuple[str, object]]:
    """What an agreement or a part of it consists of, as far as it may state dates, by name or number."""
    if isinstance(value, Part):
        left_out = NO_DATES | OF_THE_ENTRY if isinstance(value, Agreement) else NO_DATES
        yield from ((name.rstrip("_"), part) for name, part in value if name not in left_out)
    elif isinstance(value, tuple):
        yield from ((str(number), part) for number, part in enumerate(value, 1))
    elif isinstance(value, dict):
        yield from value.items()
