"""The parts of views, made from the collection: names of the day, links, lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from treatyline.checks import Entry
from treatyline.collection import Collection
from treatyline.date_display import display
from treatyline.dates import Edtf, parse
from treatyline.model import Agreement, Party, Relation
from treatyline.pages.address import agreement_page, country_page, organisation_page, topic_page
from treatyline.pages.views import Card, Citation, ParticipationView, PartyLink, RelationLine, TopicLink, Year

Cards: TypeAlias = Mapping[str, Card]
"""Each agreement as lists show it, by id."""


def party_page(party: Party) -> str:
    """The page of a party, whether or not the site has it."""
    return country_page(party.slug) if party.kind.is_country else organisation_page(party.slug)


def party_link(collection: Collection, code: str, day: Edtf | None = None) -> PartyLink:
    """A party under its name of a day; None is today."""
    party = collection.registry[code]
    name = collection.registry.name_on(code, day) if day else party.name
    page = party_page(party) if code in collection.shown_parties else None
    return PartyLink(code, name, page, party.name if party.name != name else None)


def cards_of(collection: Collection) -> Cards:
    """Every agreement for lists."""
    return {entry.id: _card(collection, entry) for entry in collection.entries}


def _card(collection: Collection, entry: Entry) -> Card:
    links = tuple(part.link for part in participations(collection, entry.agreement))
    return Card(entry.id, agreement_page(entry.id), entry.agreement, links, topic_links(collection, entry.agreement))


def topic_links(collection: Collection, agreement: Agreement) -> tuple[TopicLink, ...]:
    """The topics of an agreement with their pages, in the file's order."""
    return tuple((topic_page(slug), collection.topics[slug]) for slug in agreement.topics)


def years(cards: Cards, entries: Iterable[Entry]) -> tuple[Year, ...]:
    """Agreements, already in order, under the years in which they begin."""
    grouped: dict[str, list[Card]] = {}
    for entry in entries:
        grouped.setdefault(section_year(entry.agreement.date), []).append(cards[entry.id])
    return tuple(Year(parse(text), tuple(listed)) for text, listed in grouped.items())


def section_year(date: Edtf) -> str:
    """The year in which a date begins, with its unknown digits; a date without a beginning stands for itself."""
    if date.text.startswith(".."):
        return date.text
    return date.text[:5] if date.text.startswith("-") else date.text[:4]


def participations(collection: Collection, agreement: Agreement) -> tuple[ParticipationView, ...]:
    """The parties of an agreement, under the names of the day on which they first acted."""
    return tuple(
        ParticipationView(party_link(collection, part.party, part.first_day(agreement.date)), part)
        for part in agreement.parties
    )


def relation_lines(collection: Collection, entry: Entry) -> tuple[RelationLine, ...]:
    """What an agreement says of others, then what others say of it; a pair that says the same is shown once."""
    lines = [*_own_relations(collection, entry), *_inverse_relations(collection, entry)]
    unique: dict[tuple[str, str | None, str], RelationLine] = {}
    for line in lines:
        unique.setdefault((line.label, line.page, line.title), line)
    return tuple(unique.values())


def _own_relations(collection: Collection, entry: Entry) -> Iterator[RelationLine]:
    for relation in entry.agreement.relations:
        if relation.target is None:
            yield RelationLine(relation.type.label, relation.title or "", None, None, relation.note)
        else:
            yield _line(relation.type.label, collection.by_id[relation.target], relation)


def _inverse_relations(collection: Collection, entry: Entry) -> Iterator[RelationLine]:
    for other, relation in collection.related_to.get(entry.id, ()):
        yield _line(relation.type.inverse, other, relation)


def _line(label: str, other: Entry, relation: Relation) -> RelationLine:
    agreement = other.agreement
    return RelationLine(label, agreement.headline, agreement_page(other.id), agreement.date, relation.note)


def citations(agreement: Agreement) -> dict[str, Citation]:
    """What the sources of an agreement are referred to by."""
    numbered = enumerate(agreement.sources, 1)
    return {source.id: Citation(number, source.title or source.publisher) for number, source in numbered if source.id}


def in_order_of_acts(entries: Iterable[Entry], code: str) -> list[tuple[Edtf, Entry]]:
    """A party's agreements as it came to them, each with the day on which it first acted: it may have joined later."""
    acted = [
        (part.first_day(entry.agreement.date), entry)
        for entry in entries
        for part in entry.agreement.parties
        if part.party == code
    ]
    return sorted(acted, key=lambda act: (act[0].sort_key, act[1].order))


def span(entries: Iterable[Entry]) -> tuple[Edtf, Edtf] | None:
    """The dates of the first and the last of some agreements in order; None where there are none."""
    dates = [entry.agreement.date for entry in entries]
    return (dates[0], dates[-1]) if dates else None


def counted_agreements(count: int) -> str:
    """So many agreements, in English as all of a description."""
    return "One agreement" if count == 1 else f"{count or 'No'} agreements"


def between(dates: tuple[Edtf, Edtf] | None) -> str:
    """The dates of the first and the last agreement, to follow their number; empty where there are none.

    So it is where one of them is a span: "from until 1890" is no English.
    """
    if dates is None or any(date.is_interval for date in dates):
        return ""
    first, last = map(display, dates)
    return f", {first}" if first == last else f", from {first} to {last}"
