"""Dates for readers: what is known of a date, and no more, in one language.

Babel gives the names of the months, the order of the parts and the eras. English has words for the rest.
Elsewhere signs say it, so that no page mixes languages: ≈ about, (?) uncertain, – from one to another, … for
what is not known or has no end.
"""

from __future__ import annotations

from datetime import date as _date
from functools import lru_cache
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from treatyline.dates import Edtf, parse


class _Words(NamedTuple):
    """What stands around years, months and days; an empty text has no words of its own in that language."""

    about: str
    uncertain: str
    month_unknown: str
    month_and_day_unknown: str
    day_unknown: str
    day_of_unknown_month: str
    season: str
    decade: str
    between: str
    interval: str
    without_end: str
    without_start: str


_ENGLISH = _Words(
    about="about {}",
    uncertain="{} (uncertain)",
    month_unknown="{}, month unknown",
    month_and_day_unknown="{}, month and day unknown",
    day_unknown="{}, day unknown",
    day_of_unknown_month="{year}, {ordinal} day of an unknown month",
    season="{season} {year}",
    decade="{}s",
    between="between {} and {}",
    interval="{} to {}",
    without_end="from {} on",
    without_start="until {}",
)
_SIGNS = _Words(
    about="≈ {}",
    uncertain="{} (?)",
    month_unknown="… {}",
    month_and_day_unknown="… … {}",
    day_unknown="… {}",
    day_of_unknown_month="{day} … {year}",
    season="",
    decade="",
    between="{}–{}",
    interval="{} – {}",
    without_end="{} – …",
    without_start="… – {}",
)
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASON_MONTHS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}
"""First and last month, for languages other than English: CLDR names no seasons. Winter ends a year later."""


def is_locale(text: str) -> bool:
    """Whether Babel knows a locale by this name, `en_GB` or `en-GB`."""
    try:
        Locale.parse(text.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return False
    return True


@lru_cache(maxsize=16)
def _language(locale: str) -> Locale:
    return Locale.parse(locale.replace("-", "_"))


@lru_cache(maxsize=8192)
def display(date: Edtf, locale: str = "en_GB") -> str:
    """A date in words; the locale as Babel writes it or as HTML does, `en_GB` or `en-GB`.

    Raises babel.UnknownLocaleError, or ValueError where the text has not the form of a locale.
    """
    language = _language(locale)
    words = _ENGLISH if language.language == "en" else _SIGNS
    if not date.is_interval:
        return _single(date, words, language)
    start, end = date.text.split("/")
    if start == "..":
        return words.without_start.format(_bound(end, words, language))
    if end == "..":
        return words.without_end.format(_bound(start, words, language))
    return words.interval.format(_bound(start, words, language), _bound(end, words, language))


def _bound(text: str, words: _Words, locale: Locale) -> str:
    """One side of an interval; "between 1700 and 1799" would there be taken for the interval."""
    return _single(parse(text), words._replace(between=_SIGNS.between), locale)


def _single(date: Edtf, words: _Words, locale: Locale) -> str:
    year, month, day = _parts(date.text)
    shown = _years(date, words, locale) if "X" in year else _in_year(int(year), month, day, words, locale)
    if date.approximate:
        shown = words.about.format(shown.removeprefix("≈ "))
    return words.uncertain.format(shown) if date.uncertain else shown


def _parts(text: str) -> tuple[str, str, str]:
    """Year, month and day of a date that is no interval; an absent part is empty."""
    end = 5 if text.startswith("-") else 4
    return text[:end], text[end + 1 : end + 3], text[end + 4 : end + 6]


def _years(date: Edtf, words: _Words, locale: Locale) -> str:
    """The years that an incomplete year can be; "1700s" could be a century, "90s" those of the last one."""
    first, last = date.earliest.year, date.latest.year
    if words.decade and not date.approximate and last - first == 9 and first > 100 and first % 100:
        return words.decade.format(first)
    between = _SIGNS.between if date.approximate else words.between
    return between.format(_year(first, locale), _year(last, locale))


def _in_year(year: int, month: str, day: str, words: _Words, locale: Locale) -> str:
    """A year, or what is known of a month or a day in it."""
    if not month:
        return _year(year, locale)
    if month in _SEASONS:
        return _season(year, month, words, locale)
    if month == "XX":
        return _unknown_month(_year(year, locale), day, words)
    if not day:
        return _month(year, int(month), locale)
    if day == "XX":
        return words.day_unknown.format(_month(year, int(month), locale))
    return _day(year, int(month), int(day), locale)


def _season(year: int, season: str, words: _Words, locale: Locale) -> str:
    if words.season:
        return words.season.format(season=_SEASONS[season], year=_year(year, locale))
    first, last = _SEASON_MONTHS[season]
    months = _month(year, first, locale), _month(year + (last < first), last, locale)
    return words.about.format(words.between.format(*months))


def _unknown_month(year: str, day: str, words: _Words) -> str:
    if not day:
        return words.month_unknown.format(year)
    if day == "XX":
        return words.month_and_day_unknown.format(year)
    return words.day_of_unknown_month.format(year=year, day=int(day), ordinal=_ordinal(int(day)))


def _ordinal(number: int) -> str:
    """English alone: 1st, 2nd, 3rd, 4th, 11th, 21st."""
    ending = "th" if 11 <= number <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


# Babel formats the years 1 to 9999 alone, and slowly. So it formats the days of one leap year, each once, and
# the true year, with its era if it is before year 1, takes the place of that one.

_LEAP_YEAR = 2004


def _year(year: int, locale: Locale) -> str:
    return _with_year(_year_pattern(locale), year, locale)


def _month(year: int, month: int, locale: Locale) -> str:
    return _with_year(_month_pattern(month, locale), year, locale)


def _day(year: int, month: int, day: int, locale: Locale) -> str:
    return _with_year(_day_pattern(month, day, locale), year, locale)


def _with_year(pattern: str, year: int, locale: Locale) -> str:
    era = locale.eras["abbreviated"][0]
    return pattern.replace(str(_LEAP_YEAR), str(year) if year > 0 else f"{1 - year} {era}")


@lru_cache(maxsize=64)
def _year_pattern(locale: Locale) -> str:
    return format_skeleton("y", _date(_LEAP_YEAR, 1, 1), locale=locale)


@lru_cache(maxsize=64 * 12)
def _month_pattern(month: int, locale: Locale) -> str:
    return format_skeleton("yMMMM", _date(_LEAP_YEAR, month, 1), locale=locale)


@lru_cache(maxsize=8 * 366)
def _day_pattern(month: int, day: int, locale: Locale) -> str:
    # Not the skeleton yMMMMd: Babel answers it with the nearest that CLDR lists, whose month is shortened.
    return format_date(_date(_LEAP_YEAR, month, day), format="long", locale=locale)
