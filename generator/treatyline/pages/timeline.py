"""The timeline: all agreements under their years, on one page or on a page for each decade."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from treatyline.checks import Entry
from treatyline.collection import Collection
from treatyline.dates import Edtf
from treatyline.pages import address
from treatyline.pages.base import ALL_WANTED, DataFile, Page, Wanted
from treatyline.pages.decades import Part, decade_of, parts_of
from treatyline.pages.facets import Facets, Traits, facets_of
from treatyline.pages.histogram import Bar, Histogram, histogram
from treatyline.pages.parts import Cards, between, counted_agreements, section_year, span, years
from treatyline.pages.views import Year


@dataclass(frozen=True, slots=True)
class TimelineView:
    """A page of the timeline, with `years` on it. `count` and `span` are those of all agreements.

    `parts` are the decades, none where one page has everything; `here` is the one that a page is of, None on the home
    page. `index` is the file in which the facets find the agreements of all pages; None where all are on this one.
    """

    years: tuple[Year, ...]
    count: int
    span: tuple[Edtf, Edtf] | None
    facets: Facets | None
    histogram: Histogram | None
    parts: tuple[Part, ...] = ()
    here: Part | None = None
    index: str | None = None

    def place_of(self, bar: Bar) -> tuple[str | None, Edtf]:
        """Where a bar leads: to the first of its years on this page, for which the page is None, else to its first."""
        here = (year.date for year in self.years if bar.first.year <= year.date.year <= bar.last.year)
        if (year := next(here, None)) is not None:
            return None, year
        return decade_of(bar.year).page, bar.year

    @property
    def around(self) -> tuple[Part | None, Part | None]:
        """The decades before and after the one of this page; None at the ends, and on the home page."""
        if self.here is None:
            return None, None
        around = (None, *self.parts, None)
        place = around.index(self.here)
        return around[place - 1], around[place + 1]


def timeline_pages(collection: Collection, cards: Cards, wanted: Wanted = ALL_WANTED) -> Iterator[Page]:
    """The home page; then, where it would be too long, a page for each decade."""
    entries = collection.entries
    sections = years(cards, entries)
    chart = histogram((year.date, [card.agreement.family for card in year.cards]) for year in sections)
    view = TimelineView(sections, len(entries), span(entries), facets_of(collection), chart)
    if not wanted.splits(len(entries)):
        yield _home(view)
        return
    index = address.TIMELINE_INDEX if view.facets else None
    whole = replace(view, years=(), parts=parts_of(sections), index=index)
    yield _home(whole, (DataFile(index, _index(entries, view.facets.traits)),) if index and view.facets else ())
    yield from (_decade(replace(whole, years=part.years, here=part), part) for part in whole.parts)


def _home(view: TimelineView, files: tuple[DataFile, ...] = ()) -> Page:
    description = f"{counted_agreements(view.count)}{between(view.span)}, on one line of time."
    template = "pages/timeline.html"
    return Page(address.HOME, "Timeline", description, template, view, is_listing=True, files=files)


def _decade(view: TimelineView, part: Part) -> Page:
    dates = [card.agreement.date for year in part.years for card in year.cards]
    description = f"{counted_agreements(part.count)}{between((dates[0], dates[-1]))}."
    return Page(part.decade.page, part.decade.title, description, "pages/decade.html", view)


COLUMNS = ("id", "decade", "year", "parties", "kind", "topics", "status", "first", "last", "words")
"""What the index says of an agreement: where it stands, its traits, and every word but parties' names of today."""


def _index(entries: Sequence[Entry], traits: Mapping[str, Traits]) -> str:
    """The traits of all agreements in JSON, a line each."""
    rows = (_row(entry, traits[address.agreement_page(entry.id)]) for entry in entries)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
    return f'{{"columns":{json.dumps(COLUMNS)},"rows":[\n{lines}\n]}}\n'


def _row(entry: Entry, traits: Traits) -> tuple[object, ...]:
    agreement = entry.agreement
    open_to = f"open to {agreement.open_to}" if agreement.open_to and not agreement.parties else ""
    words = " ".join(filter(None, (agreement.headline, traits.words, open_to, agreement.summary)))
    found = (traits.parties, traits.kind, traits.topics, traits.status, traits.first, traits.last, words)
    return entry.id, decade_of(agreement.date).slug, section_year(agreement.date), *found
