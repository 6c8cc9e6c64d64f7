"""Dates as far as they are known, in the part of EDTF (ISO 8601-2:2019) that agreements need.

Read are `YYYY`, `YYYY-MM` and `YYYY-MM-DD`; `172X` and `17XX`; `1964-XX`, `1964-03-XX`, `1964-XX-XX` and
`1964-XX-16`; seasons, 21 to 24 in the place of the month; `~`, `?` or `%` after any of these; years before 1
(`-0043` is 44 BC); and intervals, `a/b`, `a/..`, `../b`.

Seasons are read for the northern half of the earth: spring is March to May, summer June to August, autumn
September to November. Winter is the December of its year alone: the standard orders winter last in a year.
"""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass
from datetime import date as _date
from functools import lru_cache
from typing import NamedTuple

from treatyline.date_spelling import MONTHS, guesses, simplified
from treatyline.problems import quoted


class Day(NamedTuple):
    """A day of the proleptic Gregorian calendar; years are astronomical: 0 is 1 BC, -1 is 2 BC."""

    year: int
    month: int
    day: int


BEGINNING = Day(-9999, 1, 1)
"""The earliest day of an interval without a start."""
END = Day(9999, 12, 31)
"""The latest day of an interval without an end."""


class DateError(ValueError):
    """A text that is no date: what is wrong, what to write instead, and what was meant if that is sure."""

    def __init__(self, message: str, hint: str | None = None, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.suggestion = suggestion


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date as `parse` read it. The bounds are strict: `~`, `?` and `%` do not widen them."""

    text: str
    earliest: Day
    latest: Day
    approximate: bool
    uncertain: bool

    def __str__(self) -> str:
        return self.text

    @property
    def year(self) -> int:
        """The year of the earliest day; that of `BEGINNING` where the start is open."""
        return self.earliest.year

    @property
    def is_interval(self) -> bool:
        """True for `a/b`, open ends included."""
        return "/" in self.text

    @property
    def is_open(self) -> bool:
        """True for an interval without a start or without an end."""
        return ".." in self.text

    @property
    def is_certain(self) -> bool:
        """True where the bounds hold: nothing is approximate or uncertain; digits may still be unknown.

        A season never is: which months it means depends on the hemisphere and, in winter, on the writer.
        """
        return not (self.approximate or self.uncertain or _SEASON.search(self.text))

    @property
    def is_exact_day(self) -> bool:
        """True for one day, certain and not approximate: the only dates between which days can be counted."""
        return self.earliest == self.latest and self.is_certain and not self.is_interval

    @property
    def sort_key(self) -> tuple[Day, Day]:
        """What dates are ordered by; ties are for the caller to break."""
        return self.earliest, self.latest

    @property
    def machine(self) -> str | None:
        """The value for HTML's `<time datetime>`; None where HTML cannot say it without saying more."""
        return self.text if self.year > 0 and _PLAIN.fullmatch(self.text) else None

    def surely_before(self, other: Edtf) -> bool:
        """Whether every day that this date can mean comes before every day that the other can mean."""
        return self.latest < other.earliest and self.is_certain and other.is_certain


@lru_cache(maxsize=4096)
def parse(text: str) -> Edtf:
    """Read one date. A collection has the same ones again and again.

    Raises DateError where the text is not spelt as a date here, and where no such day exists.
    """
    try:
        date = _read(text)
    except DateError as error:
        raise _about(text, error) from None
    if date is None:
        raise _misspelt(text)
    return date


def days_between(a: Edtf, b: Edtf) -> int | None:
    """How many days `b` comes after `a`, negative where before; None unless both are exact, certain days."""
    if not (a.is_exact_day and b.is_exact_day):
        return None
    return _ordinal(b.earliest) - _ordinal(a.earliest)


def shift_years(day: Day, years: int) -> Day:
    """The same day some years later; 28 February for a 29th that the other year has not."""
    year = day.year + years
    return Day(year, day.month, min(day.day, _days_in(year, day.month)))


def _ordinal(day: Day) -> int:
    """The number of a day; the calendar repeats itself every 400 years, which have 146,097 days."""
    cycles, year = divmod(day.year - 1, 400)
    return cycles * 146_097 + _date(year + 1, day.month, day.day).toordinal()


# Reading. The errors raised here say what is wrong; `parse` puts the text in front.

_DATE = re.compile(r"(-?[0-9]{2}(?:[0-9][0-9X]|XX))(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%])?")
_PLAIN = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
_SEASON = re.compile(r"[0-9X]{4}-2[1-4](?!-)")
_STAND_IN = re.compile(r"(?:9999(?:-[0-9]{2}){0,2}|0000(?:-00){1,2})[~?%]?")
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 12)}
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_OPEN = Edtf("..", BEGINNING, END, False, False)


def _read(text: str) -> Edtf | None:
    """Read a date; None if the text has not the form of one. Raises DateError if its values are wrong."""
    first, slash, second = text.partition("/")
    if not slash:
        return _read_single(text)
    if _STAND_IN.fullmatch(second) and _read_single(first):
        raise _stand_in_end(f"{first}/..")
    if _STAND_IN.fullmatch(first) and _read_single(second):
        raise _stand_in_end(f"../{second}")
    start = _OPEN if first == ".." else _read_single(first)
    end = _OPEN if second == ".." else _read_single(second)
    if start is None or end is None:
        return None
    if start is end:
        raise DateError("the interval has neither a start nor an end", "write one of them, as in 1990/..")
    if end.latest < start.earliest:
        raise DateError("the interval ends before it starts", "write the earlier date first, as in 1990/1995")
    marks = start.approximate or end.approximate, start.uncertain or end.uncertain
    return Edtf(text, start.earliest, end.latest, *marks)


def _read_single(text: str) -> Edtf | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    if _STAND_IN.fullmatch(text):
        raise _stand_in(text)
    year, month, day, mark = match.groups(default="")
    earliest, latest = _bounds(year, month, day)
    return Edtf(text, earliest, latest, mark in ("~", "%"), mark in ("?", "%"))


def _bounds(year: str, month: str, day: str) -> tuple[Day, Day]:
    """The first and the last day that the parts can mean; an absent part is empty."""
    first, last = _years(year, month)
    if month in _SEASONS and not day:
        start, end = _SEASONS[month]
    elif month in ("", "XX"):
        start, end = 1, 12
    elif "01" <= month <= "12":
        start = end = int(month)
    else:
        raise _no_such_month(year, month, day)
    length = _days_in(last, end)
    if day in ("", "XX"):
        return Day(first, start, 1), Day(last, end, length)
    if not 1 <= int(day) <= length:
        raise _no_such_day(year, month, day)
    # Right for an unknown month too: the first and the last month both have 31 days.
    return Day(first, start, int(day)), Day(last, end, int(day))


def _years(year: str, month: str) -> tuple[int, int]:
    if year == "-0000":
        raise DateError("there is no year -0000", "0000 is 1 BC, -0001 is 2 BC")
    if "X" in year and month:
        raise DateError("a year with unknown digits has no month", f"write {year}", year)
    low, high = int(year.replace("X", "0")), int(year.replace("X", "9"))
    return (high, min(low, -1)) if year.startswith("-") else (low, high)


def _days_in(year: int, month: int) -> int:
    return 29 if month == 2 and isleap(year) else _DAYS[month - 1]


# Saying what is wrong with the values


def _stand_in(text: str) -> DateError:
    hint = 'leave the field out where nobody has looked, or write "unknown" where the date was looked for and not found'
    if text.startswith("9999"):
        hint += "; an end that has not come is left out too"
    return DateError("this stands in for a date that is unknown or open", hint)


def _stand_in_end(instead: str) -> DateError:
    return DateError("one end stands in for a date that is unknown or open", f"write {instead}", instead)


def _no_such_month(year: str, month: str, day: str) -> DateError:
    message = f"there is no month {int(month)}"
    if month == "00":
        known = f"{year}-XX-{day}" if "01" <= day <= "31" else year
        return DateError(message, f"leave out what is not known: write {known}", known)
    if "01" <= day <= "12" and 1 <= int(month) <= _days_in(int(year), int(day)):
        return DateError(message, f"the month comes before the day: {year}-{day}-{month}, if that is meant")
    if month in _SEASONS:
        return DateError("a season has no day", f"write {year}-{month}")
    if not day and not year.startswith("-") and year[-2:] < month:
        return DateError(message, f"an interval is written {year}/{year[:-2]}{month}, if that is meant")
    return DateError(message, "months are 01 to 12; 21 to 24 are spring, summer, autumn and winter")


def _no_such_day(year: str, month: str, day: str) -> DateError:
    if day == "00":
        known = year if month == "XX" else f"{year}-{month}"
        return DateError("there is no day 0", f"leave out what is not known: write {known}", known)
    if month == "XX":
        return DateError(f"no month has {int(day)} days", "days are 01 to 31")
    number = int(year)
    message = f"{MONTHS[int(month) - 1]} {number} has {_days_in(number, int(month))} days"
    return DateError(message, f"look at the source again; write {year}-{month} where it gives no day")


def _about(text: str, error: DateError) -> DateError:
    return DateError(f"{quoted(text)}: {error.message}", error.hint, error.suggestion)


# Saying what is wrong with the spelling, and what was probably meant

_LONGEST = 60
_FORMS = (
    "write a year, a month or a day, as in 1994, 1994-03 or 1994-03-05, then ~ for about, ? for uncertain "
    "or % for both; X for an unknown digit (199X, 1994-XX); a slash in an interval (1990/1995, 1990/..)"
)
_NOT_KNOWN = ("unknown", "n.d.", "nd", "no date", "undated", "null", "none", "n/a", "tbd", "~", "?", "-")
_OF_TODAY = ("today", "now", "present", "yesterday", "tomorrow")


def _misspelt(text: str) -> DateError:
    short = len(text) <= _LONGEST
    plain = simplified(text) if short else text.strip()
    if not plain:
        return DateError("the date is empty", _FORMS)
    if plain in _OF_TODAY:
        return DateError(f"{quoted(text)} means another day tomorrow", "write the day itself, as in 2013-01-30")
    if plain in _NOT_KNOWN:
        hint = "write what is known, as in 1994, 199X or 1380~, or leave the field out if it may be absent"
        return DateError(f"{quoted(text)} is not a date", hint)
    for fault, readings in guesses(text) if short else ():
        if error := _judged(fault, readings):
            return _about(text, error)
    return DateError(f"{quoted(text)} is not a date", _FORMS)


def _judged(fault: str, readings: list[str]) -> DateError | None:
    """The fault with the readings that are dates; if none is, what is wrong with the values of the first."""
    dates: list[str] = []
    errors: list[DateError] = []
    for reading in dict.fromkeys(readings):
        try:
            dates += [reading] if _read(reading) else []
        except DateError as error:
            errors.append(error)
    if len(dates) == 1:
        return DateError(fault, f"write {dates[0]}", dates[0])
    if dates:
        return DateError(fault, f"write {' or '.join(dates)}, whichever the source means")
    return errors[0] if errors else None
