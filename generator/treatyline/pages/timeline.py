"""The timeline: all agreements under their years."""

from __future__ import annotations

from treatyline.collection import Collection
from treatyline.pages import address
from treatyline.pages.base import Page
from treatyline.pages.facets import facets_of
from treatyline.pages.histogram import histogram
from treatyline.pages.parts import Cards, between, counted_agreements, span, years
from treatyline.pages.views import TimelineView


def timeline_page(collection: Collection, cards: Cards) -> Page:
    """The home page."""
    entries = collection.entries
    sections = years(cards, entries)
    chart = histogram((year.date, [card.agreement.family for card in year.cards]) for year in sections)
    view = TimelineView(sections, len(entries), span(entries), facets=facets_of(collection), histogram=chart)
    description = f"{counted_agreements(len(entries))}{between(view.span)}, on one line of time."
    return Page(address.HOME, "Timeline", description, "pages/timeline.html", view, is_listing=True)
