"""Decades: the parts of a timeline that is too long for one page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from treatyline.dates import Edtf
from treatyline.pages.address import decade_page
from treatyline.pages.round_years import bounds_of, slot_of
from treatyline.pages.views import Year

LENGTH = 10
"""Years."""


@dataclass(frozen=True, slots=True)
class Decade:
    """Ten years by their name, and as addresses have it: `1990s` for both, but 1900–1909 and `1900s`."""

    name: str
    slug: str

    @property
    def page(self) -> str:
        """Its page."""
        return decade_page(self.slug)

    @property
    def title(self) -> str:
        """The title of its page."""
        return f"Timeline: {self.name}"


BEFORE = Decade("no first year", "before")
"""What has no beginning stands before all else."""


def decade_of(date: Edtf) -> Decade:
    """The decade in which a date begins. Centuries are said "the 1900s" too, so that their first ten years are not."""
    if date.text.startswith(".."):
        return BEFORE
    first, last = bounds_of(slot_of(date.year, LENGTH), LENGTH)
    if first <= 0:
        before_christ = (1 - first, 1 - last)
        return Decade("{}–{} BC".format(*before_christ), "{}-{}-bc".format(*before_christ))
    if first < LENGTH:
        return Decade(f"{first}–{last}", f"{first}-{last}")
    return Decade(f"{first}–{last}" if first % 100 == 0 else f"{first}s", f"{first}s")


@dataclass(frozen=True, slots=True)
class Part:
    """The years of one decade."""

    decade: Decade
    years: tuple[Year, ...]

    @property
    def count(self) -> int:
        """How many agreements it has."""
        return sum(len(year.cards) for year in self.years)


def parts_of(years: Iterable[Year]) -> tuple[Part, ...]:
    """The decades of some years in order."""
    return tuple(Part(decade, tuple(among)) for decade, among in groupby(years, lambda year: decade_of(year.date)))
