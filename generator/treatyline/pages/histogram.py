"""Agreements by year as bars, each stacked by family: where everything of the drawing stands.

Across, numbers are per cent of the drawing's width, so that it fits any page; up and down, they are em of its type,
so that it grows with the reader's letters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from treatyline.dates import Edtf
from treatyline.model.vocabulary import Family
from treatyline.pages.round_years import bounds_of, slot_of, whole_year

FEWEST_AGREEMENTS = 5
FEWEST_YEARS = 3
"""A histogram of less says nothing that the list does not."""

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""How many years a bar may stand for."""
INTERVALS = (*STEPS, 2000, 5000)
"""How many years may lie between two that the axis names."""

BREADTH = 0.74
"""How much of its column a bar takes."""
TOP = 1.6
"""Where the highest bar begins: above it stands a line of words."""
GAP = 0.25
"""Between two pieces of a bar; less where they are low."""
EDGE = 14.0
"""So near to a side, words above a bar begin or end with it, instead of having their middle over its middle (%)."""


@dataclass(frozen=True, slots=True)
class Form:
    """What a drawing has room for. `plot` is the height of its highest bar, `margin` what a tick's words need (%)."""

    bars: int
    ticks: int
    plot: float
    margin: float


WIDE = Form(bars=110, ticks=10, plot=9.0, margin=3.5)
NARROW = Form(bars=22, ticks=9, plot=7.5, margin=10.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """The agreements of one family in a bar."""

    family: Family
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The agreements of some years: `first` and `last` are the same for one year.

    It leads to the section `year` of the timeline. `column` is where the column that belongs to it begins.
    """

    first: Edtf
    last: Edtf
    year: Edtf
    count: int
    column: float
    x: float
    middle: float
    end: float
    pieces: tuple[Piece, ...]

    @property
    def years(self) -> str:
        """The years for a script, astronomical: "1995", "1990-1994", "-59--40" for 60 BC to 41 BC."""
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first}-{last}"

    @property
    def words(self) -> tuple[str, float]:
        """How words above it are anchored, and where."""
        if self.middle < EDGE:
            return "start", self.x
        return ("end", self.end) if self.middle > 100 - EDGE else ("middle", self.middle)


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; `is_named` is false where its words would not fit."""

    year: Edtf
    x: float
    is_named: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing: bars of `step` years in columns as wide as `column`. The highest stands for `most` agreements."""

    step: int
    most: int
    column: float
    breadth: float
    top: float
    base: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Histogram:
    """The same twice, for a page and for a phone; `families` occur in it; `left_out` agreements have no first year."""

    wide: Drawing
    narrow: Drawing
    families: tuple[Family, ...]
    left_out: int


Years = Mapping[Edtf, Sequence[Family]]
"""Sections of the timeline in order, with the families of their agreements."""


def histogram(years: Iterable[tuple[Edtf, Sequence[Family]]]) -> Histogram | None:
    """The histogram of a timeline's sections, which are in order; None where there is too little to show."""
    everything = dict(years)
    shown = {year: families for year, families in everything.items() if not year.text.startswith("..")}
    count = sum(map(len, shown.values()))
    if count < FEWEST_AGREEMENTS or len({year.year for year in shown}) < FEWEST_YEARS:
        return None
    present = {family for families in shown.values() for family in families}
    families = tuple(family for family in Family if family in present)
    left_out = sum(map(len, everything.values())) - count
    return Histogram(_drawing(shown, WIDE), _drawing(shown, NARROW), families, left_out)


def _drawing(years: Years, form: Form) -> Drawing:
    step = _step(years, form.bars)
    held: dict[int, list[Edtf]] = {}
    for year in years:
        held.setdefault(slot_of(year.year, step), []).append(year)
    slots = range(min(held), max(held) + 1)
    column = 100 / len(slots)
    families = {slot: [family for year in listed for family in years[year]] for slot, listed in held.items()}
    most, base = max(map(len, families.values())), TOP + form.plot
    bars = tuple(
        _bar(
            (slot, step),
            held[slot][0],
            ((slot - slots.start) * column, column),
            tuple(_pieces(families[slot], base, form.plot / most)),
        )
        for slot in sorted(held)
    )
    ticks = tuple(_ticks(slots, step, column, form))
    return Drawing(step, most, round(column, 2), round(column * BREADTH, 2), TOP, base, bars, ticks)


def _step(years: Years, most: int) -> int:
    """The fewest years a bar with which there are no more than `most`; the last of them is enough for all years."""
    first, last = min(year.year for year in years), max(year.year for year in years)
    return next(step for step in STEPS if slot_of(last, step) - slot_of(first, step) < most)


def _bar(place: tuple[int, int], year: Edtf, column: tuple[float, float], pieces: tuple[Piece, ...]) -> Bar:
    """A bar by its slot and step, and by where its column begins and how wide it is."""
    first, last = map(whole_year, bounds_of(*place))
    begin, width = column
    x = begin + width * (1 - BREADTH) / 2
    return Bar(
        first,
        last,
        year,
        sum(piece.count for piece in pieces),
        column=round(begin, 2),
        x=round(x, 2),
        middle=round(begin + width / 2, 2),
        end=round(x + width * BREADTH, 2),
        pieces=pieces,
    )


def _pieces(families: Iterable[Family], base: float, unit: float) -> Iterator[Piece]:
    """The pieces of a bar from its foot on; `unit` is the height of one agreement."""
    counts = Counter(families)
    below = 0
    for family in (family for family in Family if family in counts):
        height = counts[family] * unit
        gap = min(GAP, height * 0.3) if below else 0
        below += counts[family]
        yield Piece(family, counts[family], round(base - below * unit, 2), round(height - gap, 2))


def _ticks(slots: range, step: int, column: float, form: Form) -> Iterator[Tick]:
    """The years that the axis names: round ones, as close as there is room for."""
    for interval in (interval for interval in INTERVALS if interval % step == 0):
        named = [slot for slot in slots if slot * step % interval == 0]
        if len(named) <= form.ticks:
            break
    for slot in named:
        x = (slot - slots.start) * column
        yield Tick(whole_year(bounds_of(slot, step)[0]), round(x, 2), x <= 100 - form.margin)
