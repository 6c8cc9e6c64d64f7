"""The lifelines of several agreements, one above the other on one scale of years.

Widths are hundredths of the drawing, heights are pixels: a drawing is as wide as its page, its letters never shrink.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import ceil, floor
from textwrap import wrap
from unicodedata import east_asian_width

from treatyline.dates import Edtf, parse
from treatyline.model import Agreement
from treatyline.pages.life import Ending, Life, Line, Scale, Stage, life_of

FEWEST = 3
"""Fewer lines are no picture."""

NARROWEST = 640
"""The drawing's width in pixels where the page is narrow; `MARGIN` pixels beside it are for what sticks out."""
MARGIN = 48
_LETTER = 6.9
_TITLE_LINE = 17
_LINE_ROOM = 25
_TOP = 28
_LONGEST = 92


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the scale."""

    year: Edtf
    x: float


@dataclass(frozen=True, slots=True)
class Lifeline:
    """An agreement's line with its title above, in several lines where it is long.

    The title begins at `title_x` with its line; where `is_turned` is true it ends there, with its line or at the edge.
    `top` and `height` are those of the row in pixels.
    """

    page: str
    agreement: Agreement
    line: Line
    title: tuple[str, ...]
    title_x: float
    is_turned: bool
    top: int
    height: int

    @property
    def baselines(self) -> tuple[int, ...]:
        """Where the lines of the title stand."""
        return tuple(self.top + 15 + number * _TITLE_LINE for number in range(len(self.title)))

    @property
    def y(self) -> int:
        """Where the line lies."""
        return self.top + self.height - 14


@dataclass(frozen=True, slots=True)
class Lifelines:
    """A drawing of lifelines; `stages` and `endings` are those that occur in it."""

    lines: tuple[Lifeline, ...]
    ticks: tuple[Tick, ...]
    height: int
    stages: tuple[Stage, ...]
    endings: tuple[Ending, ...]


def lifelines(agreements: Iterable[tuple[str, Agreement]]) -> Lifelines | None:
    """The lifelines of agreements, each with its page, in their order; None where they are too few for a drawing."""
    drawn = [(page, agreement, life_of(agreement)) for page, agreement in agreements]
    if len(drawn) < FEWEST:
        return None
    lives = [life for _, _, life in drawn]
    scale = _scale(lives)
    titles = [tuple(wrap(agreement.headline, _LONGEST)) for _, agreement, _ in drawn]
    heights = [len(title) * _TITLE_LINE + _LINE_ROOM for title in titles]
    tops = accumulate(heights, initial=_TOP)
    lines = tuple(
        _lifeline(page, agreement, scale.line(life), title, top, height)
        for (page, agreement, life), title, top, height in zip(drawn, titles, tops, heights, strict=False)
    )
    stages = {stretch.stage for life in lives for stretch in life.stretches}
    endings = {life.ending for life in lives}
    return Lifelines(
        lines,
        ticks(scale),
        _TOP + sum(heights),
        tuple(stage for stage in Stage if stage in stages),
        tuple(ending for ending in Ending if ending in endings),
    )


def _lifeline(page: str, agreement: Agreement, line: Line, title: tuple[str, ...], top: int, height: int) -> Lifeline:
    width = max(map(_width, title))
    is_turned = width > _pixels(100 - line.start) + MARGIN
    title_x = line.start
    if is_turned:
        title_x = line.end if width < _pixels(line.end) + MARGIN else 100.0
    return Lifeline(page, agreement, line, title, title_x, is_turned, top, height)


def _pixels(hundredths: float) -> float:
    return hundredths / 100 * NARROWEST


def _width(text: str) -> float:
    """About how many pixels a text takes; letters of East Asia are twice as wide."""
    return sum(2 * _LETTER if east_asian_width(letter) in "WF" else _LETTER for letter in text)


def _scale(lives: Iterable[Life]) -> Scale:
    """Whole years around all that is known."""
    times = [time for life in lives for time in life.times]
    first = floor(min(times))
    return Scale(first, max(ceil(max(times)), first + 1))


_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
_MOST = 9


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """Round years on a scale, few enough for their numbers. There is no year 0: 500 BC is the astronomers' -499."""
    step = next((step for step in _STEPS if (scale.last - scale.first) / step < _MOST), _STEPS[-1])
    numbers = range(floor(scale.first / step) - 1, ceil(scale.last / step) + 1)
    years = [number * step if number > 0 or step < 10 else number * step + 1 for number in numbers]
    shown = [year for year in years if scale.first <= year <= scale.last]
    return tuple(Tick(parse(f"{'-' if year < 0 else ''}{abs(year):04}"), scale.x(year)) for year in shown)
