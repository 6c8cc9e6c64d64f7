"""The dates that a text states in words, in English and in Russian, and those that a field holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatyline.date_spelling import MONTHS
from treatyline.dates import DateError, Edtf, parse

_RUSSIAN = (
    *("январ[ьяе]", "феврал[ьяе]", "март[ае]?", "апрел[ьяе]", "ма[йяе]", "июн[ьяе]"),
    *("июл[ьяе]", "август[ае]?", "сентябр[ьяе]", "октябр[ьяе]", "ноябр[ьяе]", "декабр[ьяе]"),
)
_NAMES = [
    rf"{name}|{name[:3]}{'t?' if name == 'September' else ''}\.?|(?i:{russian})"
    for name, russian in zip(MONTHS, _RUSSIAN, strict=True)
]
_MONTH = rf"(?<!\w)(?:{'|'.join(_NAMES)})(?!\w)"
_YEAR = r"(?:18|19|20)\d\d"
_DAY = r"\d{1,2}(?!\d)(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:\s*(?:[-–/]|to\b|and\b|or\b|и\b)\s*{_DAY})*"
_AND_LATER = (
    r"(?=(?:\s*[-–/]\s*|\s+(?:and|or|to|и)\s+(?:[^\W\d]+\s+){0,3}?)"
    rf"(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}})?,?\s+(?P<later>{_YEAR})(?!\w))"
)
"""What follows a month that has the year of the next one: "in April and Iran in May 2025"."""

_WRITTEN = re.compile(
    "|".join(
        (
            r"https?://\S+|(?<!\w)(?:[\w-]+\.)+[a-z]{2,}(?!\w)(?:/\S*)?",
            r"(?:\b[Nn]os?\.?|№|\bN\.?|#|\b[Rr]esolution)\s*\d[\w/-]*",
            r"(?<![\w-])(?P<iso>\d{4}-\d\d-\d\d)(?![\w-])",
            r"(?<![\w.,/])(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<of>(?:18|19|20)\d\d)(?![\w/])",
            rf"(?P<shared>{_MONTH}){_AND_LATER}",
            rf"(?:(?<![\w.,:/-])(?P<before>{_DAYS})\s+(?:of\s+)?)?(?P<month>{_MONTH})"
            rf"(?(before)|(?:\s+(?P<after>{_DAYS})(?!\s+{_MONTH}))?)(?:,?\s+(?P<year>{_YEAR})(?!\w))?",
            rf"(?<![\w/.,:])(?<!\d[-–])(?P<first>{_YEAR})(?:[-–/](?P<last>\d{{4}}|\d\d))?"
            r"(?![\w/]|[.,:]\d|[-–](?:\d|[A-ZА-Я]))",
        )
    )
)
"""In turn: addresses, and numbers of laws, both passed over; days in figures; months; years."""

_JOINED = re.compile(r"\s*(?:[-–,/&]|to\b|and\b|or\b|и\b)*\s*")
"""What stands between two days of one year."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a text or a field states. Where `has_year` is False it is a day alone, and its year a guess."""

    date: Edtf
    has_year: bool = True

    def is_met_by(self, other: Stated) -> bool:
        """Whether the other is this date or a more exact one. Where one lacks the year, day and month decide."""
        if self.has_year and other.has_year:
            return self.date.earliest <= other.date.earliest and other.date.latest <= self.date.latest
        return self.date.text[4:] == other.date.text[4:]


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as a text has it, and where; `year` is None for a day without one, `rest` what follows the year."""

    start: int
    end: int
    year: int | None
    rest: str = ""


def dates_in(text: str, year: int | None = None) -> tuple[Stated, ...]:
    """The dates that a text states, each once, in order. A day that does not exist counts as its year.

    A day without a year is of the year of the date that it is joined to ("1 and 2 May 1992"); else, it may be, of the
    last one before it, the next one, or `year`; without any of these it is no date.
    """
    written = [date for match in _WRITTEN.finditer(text) for date in _read(match)]
    found: dict[Stated, None] = {}
    for index, date in enumerate(written):
        told = date.year or _joined_year(text, written[index:])
        guessed = told or _nearest_year(written, index) or year
        if guessed is not None:
            found[Stated(_date(guessed, date.rest), has_year=told is not None)] = None
    return tuple(found)


def _read(match: re.Match[str]) -> Iterator[_Written]:
    start, end = match.span()
    if match["iso"]:
        yield _Written(start, end, int(match["iso"][:4]), match["iso"][4:])
    elif match["of"]:
        yield _Written(start, end, int(match["of"]), _in_figures(match))
    elif match["shared"]:
        yield _Written(start, end, int(match["later"]), _month(match["shared"]))
    elif match["month"] and (match["year"] or match["before"] or match["after"]):
        days = re.findall(r"\d+", match["before"] or match["after"] or "") or [""]
        month, year = _month(match["month"]), int(match["year"]) if match["year"] else None
        yield from (_Written(start, end, year, f"{month}-{int(day):02}" if day else month) for day in days)
    elif match["first"]:
        yield from (_Written(start, end, year, rest) for year, rest in _span(int(match["first"]), match["last"]))


def _month(name: str) -> str:
    return next(f"-{number:02}" for number, names in enumerate(_NAMES, 1) if re.fullmatch(names, name))


def _in_figures(match: re.Match[str]) -> str:
    """The month and day of 10.02.1995. With slashes either may come first: only one above 12 tells."""
    day, month = int(match["day"]), int(match["number"])
    if "/" not in match[0] or day > 12:
        return f"-{month:02}-{day:02}"
    return f"-{day:02}-{month:02}" if month > 12 or month == day else ""


def _span(first: int, last: str | None) -> Iterator[tuple[int, str]]:
    """The years of 1992-95 or 1992-1995. 2013-01 is a month; 2006-07 may be either, and is its year alone."""
    end = int(last) if last and len(last) == 4 else first // 100 * 100 + int(last or 0)
    is_month = last is not None and end <= first and 1 <= int(last) <= 12
    yield first, f"-{last}" if is_month else ""
    if last and first < end < 2100 and int(last) > 12:
        yield end, ""


def _joined_year(text: str, written: Sequence[_Written]) -> int | None:
    """The year of the next date that has one, where only days that are joined stand between; None where not."""
    for date, following in pairwise(written):
        if not _JOINED.fullmatch(text[date.end : max(date.end, following.start)]):
            return None
        if following.year is not None:
            return following.year
    return None


def _nearest_year(written: Sequence[_Written], index: int) -> int | None:
    around = (*reversed(written[:index]), *written[index:])
    return next((date.year for date in around if date.year is not None), None)


def _date(year: int, rest: str) -> Edtf:
    try:
        return parse(f"{year}{rest}")
    except DateError:
        return parse(str(year))


def field_dates(text: str) -> Iterator[Stated]:
    """The date of a field; of an interval, both ends that are given; none where it is "n.d." or so."""
    for end in text.split("/"):
        try:
            yield Stated(parse(end))
        except DateError:
            yield from dates_in(end)


def with_places(found: Iterable[tuple[Stated, str]]) -> Mapping[Stated, tuple[str, ...]]:
    """Where each date stands, in order of time."""
    places: dict[Stated, tuple[str, ...]] = {}
    for stated, place in found:
        places[stated] = (*places.get(stated, ()), place)
    return {stated: places[stated] for stated in sorted(places, key=lambda one: (one.date.text, one.has_year))}
