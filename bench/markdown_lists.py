"""Pages that list agreements or parties, as one would write them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from bench.markdown_text import Links, counted, extent, listed, note, plain, table, when
from treatyline.model import Agreement, PartyKind
from treatyline.pages.timeline import TimelineView
from treatyline.pages.views import (
    Card,
    CorrectionsView,
    KinView,
    PartiesView,
    PartnerView,
    PartyRow,
    PartyView,
    TopicView,
    Year,
)

NAMED = 6
"""Parties that a list of agreements names; the others are counted."""


def timeline_page(view: TimelineView, links: Links) -> Iterator[str]:
    """The home page below its heading."""
    yield f"{extent(view.count, view.span)} · all agreements by title"
    yield from _timeline(view.years, links, "##")


def topic_page(view: TopicView, links: Links) -> Iterator[str]:
    """A topic with its agreements."""
    yield "Topic"
    yield f"# {plain(view.topic.label)}"
    if view.topic.sentence:
        yield plain(view.topic.sentence)
    yield counted(view.count, "agreement")
    yield from _timeline(view.years, links, "##")
    if not view.years:
        yield "No agreement of this site belongs under this topic yet."


def parties_page(view: PartiesView, links: Links) -> Iterator[str]:
    """All countries, or all organisations, below the heading."""
    if view.rows:
        yield table((_row(row, links) for row in view.rows), ("Name", "Agreements", "First", "Latest"))
    else:
        yield "None is a party to an agreement of this site yet."


def corrections_page(view: CorrectionsView, links: Links) -> Iterator[str]:
    """What was corrected, below the heading."""
    yield "What stood wrong on a page of this site, and since when it stands right."
    yield "## What was corrected"
    rows = [
        (when(found.date), f"{links.to(found.card.page, found.card.agreement.headline)}{note(found.note)}")
        for found in view.corrections
    ]
    yield table(rows, ("", "")) if rows else "No correction is recorded yet."


def party_page(view: PartyView, links: Links) -> Iterator[str]:
    """A party with its agreements and those it agrees with."""
    if view.party.kind is not PartyKind.STATE:
        yield view.party.kind.label.capitalize()
    yield f"# {plain(view.party.name)}"
    yield extent(view.count, view.span) if view.count else "Not a party to an agreement of this site"
    yield table(_facts(view, links), ("", ""))
    if view.party.note:
        yield view.party.note
    if view.pending:
        yield listed(f"Signed, not in force {links.to(card.page, card.agreement.headline)}" for card in view.pending)
    if view.founded_by:
        yield "## Founded by"
        yield _briefly(view.founded_by, links)
    yield from _partners(view, links)
    if view.years:
        yield "## Agreements"
    yield from _timeline(view.years, links, "###")
    yield from _kin("Agreements of predecessors", view.predecessors, links)
    yield from _kin("Agreements of successors", view.successors, links)


def status_words(agreement: Agreement) -> str:
    """What has become of an agreement; empty where no source says it. What does not bind is "in effect"."""
    if agreement.status is None:
        return ""
    word = agreement.status.is_.label
    word = word.replace("in force", "in effect") if agreement.is_political else word
    return f"{word}, *disputed*" if agreement.status.disputed else word


def _timeline(years: Iterable[Year], links: Links, level: str) -> Iterator[str]:
    for year in years:
        yield f"{level} {when(year.date)}"
        for card in year.cards:
            yield from _card(card, links, f"{level}#")


def _card(card: Card, links: Links, level: str) -> Iterator[str]:
    agreement = card.agreement
    yield when(agreement.date)
    yield f"{level} {links.to(card.page, agreement.headline)}"
    yield listed(_named(card, links)) if card.parties else f"open to {plain(agreement.open_to or '')}"
    yield plain(agreement.summary)
    margin = (agreement.kind.label, status_words(agreement), counted(len(agreement.sources), "source"))
    yield listed([*filter(None, margin), *(links.to(page, topic.label) for page, topic in card.topics)])


def _named(card: Card, links: Links) -> Iterator[str]:
    yield from map(links.party, card.parties[:NAMED])
    if len(card.parties) > NAMED:
        yield f"and {len(card.parties) - NAMED} more"
    if card.agreement.has_unlisted_parties:
        yield "and others"


def _row(row: PartyRow, links: Links) -> tuple[str, ...]:
    is_plain = row.party.kind in (PartyKind.STATE, PartyKind.ORGANISATION)
    name = links.party(row.link) if is_plain else f"{links.party(row.link)} {row.party.kind.label}"
    if row.founded_by and not row.count:
        return (name, "0", f"founded by {links.to(row.founded_by.page, row.founded_by.agreement.headline)}", "")
    return (name, str(row.count), *(when(date) for date in row.span or ()))


def _facts(view: PartyView, links: Links) -> Iterator[tuple[str, str]]:
    party = view.party
    if party.official:
        yield "Official name", plain(party.official)
    if party.from_:
        yield "From", when(party.from_)
    if party.to:
        yield "Until", when(party.to)
    for name in party.names:
        start = f" from {when(name.from_)}" if name.from_ else ""
        end = f" until {when(name.to)}" if name.to else ""
        yield "Earlier names", f"{plain(name.name)}{start}{end}"
    for how, states in groupby(sorted((*view.predecessors, *view.successors), key=_how), key=_how):
        yield how.capitalize(), _states(states, links)
    if view.count > 1:
        for label, (day, card) in zip(("First agreement", "Latest agreement"), view.ends, strict=True):
            yield label, f"{links.to(card.page, card.agreement.headline)} {when(day)}"
    yield "Code", f"`{view.code}`"


def _how(kin: KinView) -> str:
    return kin.how


def _states(states: Iterable[KinView], links: Links) -> str:
    """States before or after, a remark once after all that it holds for."""
    parts = [
        f"{', '.join(links.party(kin.link) for kin in same)}{note(remark)}"
        for remark, same in groupby(states, key=lambda kin: kin.note)
    ]
    return "; ".join(parts)


def _partners(view: PartyView, links: Links) -> Iterator[str]:
    if view.bilateral or view.multilateral:
        yield "## Agrees with most"
    for title, partners in (("In agreements of two", view.bilateral), ("In agreements of more", view.multilateral)):
        if partners:
            yield f"### {title}"
            yield _counts(partners, links)


def _counts(partners: Iterable[PartnerView], links: Links) -> str:
    return "\n".join(f"1. {links.party(partner.link)} {partner.count}" for partner in partners)


def _kin(title: str, states: Iterable[KinView], links: Links) -> Iterator[str]:
    shown = [kin for kin in states if kin.years]
    if shown:
        yield f"## {title}"
        yield "They stand apart and are not counted above."
    for kin in shown:
        yield f"### {kin.how} {links.party(kin.link)}"
        yield _briefly(kin.years, links)


def _briefly(years: Iterable[Year], links: Links) -> str:
    """Agreements by date and title alone."""
    cards = (card for year in years for card in year.cards)
    return "\n".join(f"1. {links.to(card.page, card.agreement.headline)} {when(card.agreement.date)}" for card in cards)
