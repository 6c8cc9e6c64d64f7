"""Which pages a site has: one function a kind, and one that calls them all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from treatyline.checks import Entry
from treatyline.collection import Collection, Neighbours, Partner, alphabetical
from treatyline.contents import PARTIES, TOPICS
from treatyline.dates import Edtf
from treatyline.gaps import gaps
from treatyline.model import Agreement, Party, State
from treatyline.pages import address
from treatyline.pages.alphabet import alphabet_page
from treatyline.pages.base import ALL_WANTED, Page, Wanted, shortened
from treatyline.pages.life_strip import life_strip
from treatyline.pages.lifelines import lifelines
from treatyline.pages.manual import manual_pages
from treatyline.pages.parts import (
    Cards,
    between,
    cards_of,
    citations,
    counted_agreements,
    in_order_of_acts,
    participations,
    party_link,
    party_page,
    relation_lines,
    span,
    topic_links,
    years,
)
from treatyline.pages.pending import pending_page
from treatyline.pages.timeline import timeline_pages
from treatyline.pages.upkeep import corrections_page, work_page
from treatyline.pages.views import (
    AgreementView,
    Card,
    KinView,
    MovedView,
    PartiesView,
    PartnerView,
    PartyRow,
    PartyView,
    TopicView,
)
from treatyline.parties import Kin


def plan(collection: Collection, content: Path, wanted: Wanted = ALL_WANTED) -> tuple[Page, ...]:
    """Every page of the site, in a fixed order. `content` is the folder whose files the pages lead to for editing."""
    cards = cards_of(collection)
    home, *decades = timeline_pages(collection, cards, wanted)
    return (
        home,
        _countries(collection, cards, content),
        _organisations(collection, cards, content),
        pending_page(collection, cards),
        alphabet_page(collection, cards),
        corrections_page(collection, cards),
        *(_agreement(collection, cards, entry) for entry in collection.entries),
        *_moved(collection, cards),
        *(_party(collection, cards, code, content) for code in collection.shown_parties),
        *(_topic(collection, cards, slug, content) for slug in collection.topics),
        *decades,
        *((*manual_pages(content), work_page(collection, cards, content)) if wanted.manual else ()),
    )


def _agreement(collection: Collection, cards: Cards, entry: Entry) -> Page:
    agreement = entry.agreement
    view = AgreementView(
        entry.id,
        agreement,
        citations(agreement),
        participations(collection, agreement),
        {code: party_link(collection, code, agreement.date) for code in _codes(agreement)},
        topic_links(collection, agreement),
        tuple(party_link(collection, founded) for founded in collection.founded_by.get(entry.id, ())),
        relation_lines(collection, entry),
        gaps(agreement),
        life_strip(agreement),
        *_neighbours(cards, collection.neighbours[entry.id]),
    )
    changes = [str(change.date) for change in agreement.changes]
    added = [str(agreement.added)] if agreement.added else []
    return Page(
        address.agreement_page(entry.id),
        agreement.headline,
        shortened(agreement.summary),
        "pages/agreement.html",
        view,
        entry.file,
        last_changed=max([*changes, *added], default=None),
    )


def _neighbours(cards: Cards, around: Neighbours) -> tuple[Card | None, Card | None]:
    before, after = around.previous, around.next
    return (cards[before.id] if before else None, cards[after.id] if after else None)


def _codes(agreement: Agreement) -> set[str]:
    """Every party that an agreement's page names."""
    return {
        *agreement.codes,
        *(signatory.party for signatory in agreement.signatories if signatory.party),
        *(code for signing in agreement.signings for code in signing.parties),
        *((agreement.place.country,) if agreement.place and agreement.place.country else ()),
    }


def _moved(collection: Collection, cards: Cards) -> Iterator[Page]:
    """A page under each id that an agreement had before."""
    for entry in collection.entries:
        for former in entry.agreement.formerly:
            target = cards[entry.id]
            title = entry.agreement.headline
            description = f"This page has moved: {shortened(entry.agreement.summary)}"
            path = address.agreement_page(former)
            yield Page(path, title, description, "pages/moved.html", MovedView(target), None, target.page)


def _party(collection: Collection, cards: Cards, code: str, content: Path) -> Page:
    party, entries = collection.registry[code], collection.by_party.get(code, ())
    acts, founders = in_order_of_acts(entries, code), _founders(collection, party)
    view = PartyView(
        code,
        party,
        years(cards, entries),
        len(entries),
        tuple((day, cards[entry.id]) for day, entry in (acts[0], acts[-1])) if acts else (),
        _ends(acts),
        _partners(collection, collection.partners(code, bilateral=True)),
        _partners(collection, collection.partners(code, bilateral=False)),
        tuple(_kin(collection, cards, kin) for kin in collection.registry.predecessors(code)),
        tuple(
            _kin(collection, cards, kin)
            for kin in collection.registry.successors(code)
            if kin.code in collection.by_party
        ),
        years(cards, founders),
        tuple(cards[entry.id] for entry in entries if _is_pending(entry.agreement)),
        lifelines((cards[entry.id].page, entry.agreement) for entry in entries),
    )
    description = f"{counted_agreements(view.count)} of {party.name}{between(view.span)}."
    if not entries:
        description = f"{party.name}, founded by {founders[0].agreement.headline}."
    source = _parties_file(content)
    return Page(party_page(party), party.name, shortened(description), "pages/party.html", view, source)


def _is_pending(agreement: Agreement) -> bool:
    """Whether a source says that it is not in force, and does not say that it never will be."""
    return agreement.status is not None and agreement.status.is_ is State.NOT_IN_FORCE


def _partners(collection: Collection, partners: tuple[Partner, ...]) -> tuple[PartnerView, ...]:
    return tuple(PartnerView(party_link(collection, partner.code), partner.count) for partner in partners)


def _founders(collection: Collection, party: Party) -> tuple[Entry, ...]:
    """The agreement that founded a party, as a list for lists; empty where none of this site did."""
    founder = collection.by_id.get(party.founded_by or "")
    return (founder,) if founder else ()


def _kin(collection: Collection, cards: Cards, kin: Kin) -> KinView:
    entries = collection.by_party.get(kin.code, ())
    return KinView(party_link(collection, kin.code), kin.how, kin.note, years(cards, entries))


def _countries(collection: Collection, cards: Cards, content: Path) -> Page:
    rows = _rows(collection, cards, countries=True)
    description = f"{len(rows)} countries and their agreements."
    view = PartiesView(rows)
    source = _parties_file(content)
    return Page(address.COUNTRIES, "Countries", description, "pages/countries.html", view, source, is_listing=True)


def _organisations(collection: Collection, cards: Cards, content: Path) -> Page:
    rows = _rows(collection, cards, countries=False)
    title = "Organisations and other parties"
    description = f"{len(rows)} organisations and other parties, and their agreements."
    view, source = PartiesView(rows), _parties_file(content)
    return Page(address.ORGANISATIONS, title, description, "pages/organisations.html", view, source, is_listing=True)


def _rows(collection: Collection, cards: Cards, *, countries: bool) -> tuple[PartyRow, ...]:
    rows = [
        _row(collection, cards, code)
        for code in collection.shown_parties
        if collection.registry[code].kind.is_country is countries
    ]
    return tuple(sorted(rows, key=lambda row: (alphabetical(row.link.name), row.link.code)))


def _row(collection: Collection, cards: Cards, code: str) -> PartyRow:
    party, entries = collection.registry[code], collection.by_party.get(code, ())
    founder = cards.get(party.founded_by or "")
    acts = in_order_of_acts(entries, code)
    return PartyRow(party_link(collection, code), party, len(entries), _ends(acts), founder)


def _ends(acts: list[tuple[Edtf, Entry]]) -> tuple[Edtf, Edtf] | None:
    """The first and the last day of some acts; None where there are none."""
    return (acts[0][0], acts[-1][0]) if acts else None


def _topic(collection: Collection, cards: Cards, slug: str, content: Path) -> Page:
    topic, entries = collection.topics[slug], collection.by_topic.get(slug, ())
    view = TopicView(topic, years(cards, entries), len(entries))
    extent = f"{counted_agreements(len(entries))}{between(span(entries))}"
    description = f"{topic.label}: {extent}. {topic.sentence or ''}"
    return Page(
        address.topic_page(slug),
        topic.label,
        shortened(description.strip()),
        "pages/topic.html",
        view,
        content / TOPICS,
    )


def _parties_file(content: Path) -> Path | None:
    """The file in which a collection says something of its parties; None where it says nothing."""
    file = content / PARTIES
    return file if file.is_file() else None
