"""Dates as far as they are known, in the part of EDTF (ISO 8601-2:2019) that agreements need.

Read are `YYYY`, `YYYY-MM` and `YYYY-MM-DD`; `172X` and `17XX`; `1964-XX`, `1964-03-XX`, `1964-XX-XX` and
`1964-XX-16`; seasons, 21 to 24 in the place of the month; `~`, `?` or `%` after any of these; years before 1
(`-0043` is 44 BC); and intervals, `a/b`, `a/..`, `../b`.

Seasons are read for the northern half of the earth: spring is March to May, summer June to August, autumn
September to November. Winter is the December of its year alone: the standard orders winter last in a year.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as _date
from typing import NamedTuple


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
        """True where no part is approximate or uncertain; digits may still be unknown."""
        return not (self.approximate or self.uncertain)

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


def parse(text: str) -> Edtf:
    """Read one date.

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

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


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
    message = f"{_MONTHS[int(month) - 1]} {number} has {_days_in(number, int(month))} days"
    return DateError(message, f"look at the source again; write {year}-{month} where it gives no day")


def _about(text: str, error: DateError) -> DateError:
    return DateError(f"{_quoted(text)}: {error.message}", error.hint, error.suggestion)


def _quoted(text: str) -> str:
    """A wrong value for a message: shortened, nothing invisible in it."""
    short = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return '"' + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short) + '"'


# Saying what is wrong with the spelling, and what was probably meant

_LONGEST = 60
_FORMS = (
    "write a year, a month or a day, as in 1994, 1994-03 or 1994-03-05, then ~ for about, ? for uncertain "
    "or % for both; X for an unknown digit (199X, 1994-XX); a slash in an interval (1990/1995, 1990/..)"
)
_NOT_KNOWN = ("unknown", "n.d.", "nd", "no date", "undated", "null", "none", "n/a", "tbd", "~", "?", "-")
_OF_TODAY = ("today", "now", "present", "yesterday", "tomorrow")

_FOUR = r"(?P<year>[0-9]{4})"
_YEAR = r"(?P<year>[0-9]{1,4})(?: ?(?P<era>bce?|ad|ce))?"
_NAME = "(?P<month>sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS).lower() + r")\.?"
_NUMBERS = {name[:3].lower(): f"{number:02}" for number, name in enumerate(_MONTHS, 1)}
_NUMBERS |= {"spr": "21", "sum": "22", "aut": "23", "fal": "23", "win": "24"}
_M = r"(?P<month>[0-9]{1,2})"
_D = r"(?P<day>[0-9]{1,2})"
_DTH = rf"{_D}(?:st|nd|rd|th)?"

_SPELLINGS = (
    (rf"(?:{_DTH}[ -](?:of )?)?{_NAME},?[ -](?:of )?{_YEAR}", "months are numbers here"),
    (rf"{_NAME} {_DTH},? {_YEAR}", "months are numbers here"),
    (rf"{_FOUR},?[ -]{_NAME}(?:[ -]{_DTH})?", "months are numbers here"),
    (rf"(?P<month>spring|summer|autumn|fall|winter),? (?:of )?{_YEAR}", "seasons are numbers here"),
    (r"(?:the )?(?P<decade>[0-9]{3})0['’]?s", "a decade is written with an X"),
    (rf"{_FOUR}([./ ]){_M}(?:\2{_D})?", "the parts of a date are joined by hyphens"),
    (rf"{_FOUR}-{_M}(?:-{_D})?", "month and day have two digits each"),
    (rf"{_FOUR}(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})", "the parts of a date are joined by hyphens"),
    (rf"(?P<first>[0-9]{{1,2}})([-./ ])(?P<second>[0-9]{{1,2}})\2{_FOUR}", "the year comes first"),
    (rf"{_FOUR}-{_M}-{_D}[t ][-+0-9:.z ]+", "a date has no time of day"),
    (_YEAR, "a year is written in four digits"),
)
"""Wrong ways to write a date, in small letters, and what is wrong; the groups are the parts of the date."""
_PATTERNS = tuple((re.compile(pattern), fault) for pattern, fault in _SPELLINGS)
_CIRCA = re.compile(r"(?:circa|ca|c|about|around|approximately|approx|[~≈])\.? ?(?P<rest>.+)")
_BETWEEN = re.compile(r" to | until | ?[-/] ?")


def _misspelt(text: str) -> DateError:
    plain = _plain(text[: _LONGEST + 1])
    if not plain:
        return DateError("the date is empty", _FORMS)
    if plain in _OF_TODAY:
        return DateError(f"{_quoted(text)} means another day tomorrow", "write the day itself, as in 2013-01-30")
    if plain in _NOT_KNOWN:
        hint = "write what is known, as in 1994, 199X or 1380~, or leave the field out if it may be absent"
        return DateError(f"{_quoted(text)} is not a date", hint)
    for fault, readings in _guesses(plain) if len(text) <= _LONGEST else ():
        if error := _judged(fault, readings):
            return _about(text, error)
    return DateError(f"{_quoted(text)} is not a date", _FORMS)


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


def _guesses(plain: str) -> Iterator[tuple[str, list[str]]]:
    """What may be wrong, each time with what is then meant."""
    yield "a date has the digits 0 to 9, hyphens, capital X and no spaces", [plain.upper().replace(" ", "")]
    yield from _matching(plain)
    if match := _CIRCA.fullmatch(plain):
        yield "about is written as ~ at the end", [f"{reading}~" for reading in _readings(match["rest"])]
    intervals = [
        f"{start}/{end}"
        for between in _BETWEEN.finditer(plain)
        for start in _readings(plain[: between.start()].removeprefix("from "))
        for end in _readings(plain[between.end() :])
    ]
    yield "an interval has a slash", intervals


def _matching(plain: str) -> Iterator[tuple[str, list[str]]]:
    for pattern, fault in _PATTERNS:
        if match := pattern.fullmatch(plain):
            yield fault, _meant(match)


def _readings(plain: str) -> list[str]:
    """Everything that one date, well or badly spelt, can mean."""
    return [plain.upper(), *(reading for _, readings in _matching(plain) for reading in readings)]


def _meant(match: re.Match[str]) -> list[str]:
    """EDTF from the parts of a date; two where day and month, or decade and century, can be confused."""
    parts = match.groupdict(default="")
    if decade := parts.get("decade"):
        return [f"{decade}X", f"{decade[:2]}XX"] if decade.endswith("0") else [f"{decade}X"]
    first, second = parts.get("first", ""), parts.get("second", "")
    orders = [(second, first), (first, second)] if first else [(parts.get("month", ""), parts.get("day", ""))]
    year = _year(parts["year"], parts.get("era", ""))
    return ["-".join(filter(None, (year, _two_digits(month), _two_digits(day)))) for month, day in orders]


def _year(digits: str, era: str) -> str:
    """The year in four digits; empty where there is no such year, or nobody can tell its century."""
    number = int(digits)
    if (era and number == 0) or (not era and number < 100 and len(digits) < 4):
        return ""
    if era.startswith("b"):
        number = 1 - number
    return f"-{-number:04}" if number < 0 else f"{number:04}"


def _two_digits(part: str) -> str:
    return _NUMBERS[part[:3]] if part.isalpha() else part and part.zfill(2)


def _plain(text: str) -> str:
    """Small letters, ASCII digits, hyphens for dashes, single spaces."""
    digits = "".join(str(unicodedata.decimal(char, char)) for char in text)
    return " ".join(re.sub("[\u2010-\u2015\u2212]", "-", digits).lower().split())
