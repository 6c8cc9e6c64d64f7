"""Wrong ways to write a date, and what was probably meant by each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_FOUR = r"(?P<year>[0-9]{4})"
_YEAR = r"(?P<year>[0-9]{1,4})(?: ?(?P<era>bce?|ad|ce))?"
_NAME = "(?P<month>sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS).lower() + r")\.?"
_NUMBERS = {name[:3].lower(): f"{number:02}" for number, name in enumerate(MONTHS, 1)}
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
    (rf"{_M}[-./ ]{_FOUR}", "the year comes first"),
    (rf"{_FOUR}-{_M}-{_D}[t ][0-9]{{2}}:[0-9]{{2}}[-+0-9:.z ]*", "a date has no time of day"),
    (_YEAR, "a year is written in four digits"),
)
"""Wrong ways to write a date, in small letters, and what is wrong; the groups are the parts of the date."""
_PATTERNS = tuple((re.compile(pattern), fault) for pattern, fault in _SPELLINGS)
_CIRCA = re.compile(r"(?:circa|ca|c|about|around|approximately|approx|[~≈])\.? ?(?P<rest>.+)")
_BETWEEN = re.compile(r" to | until | ?[-/] ?")
_SHORT = re.compile(r"([0-9]{2})([0-9]{2}) ?[-/] ?([0-9]{2})")


def guesses(text: str) -> Iterator[tuple[str, list[str]]]:
    """What may be wrong with a text, each time with what is then meant: texts that may be dates."""
    plain = simplified(text)
    yield "a date has no space around it, and X is a capital", [text.strip().upper()]
    if match := _SHORT.fullmatch(plain):  # 2008–12 can be a month or five years
        century, year, end = match.groups()
        readings = [f"{century}{year}-{end}", f"{century}{year}/{century}{end}"]
        yield "an interval has a slash and whole years, a month follows a hyphen", readings
    tight = re.sub(" ?([/~?%]) ?", r"\1", plain.upper())
    yield "a date has the digits 0 to 9, hyphens and no spaces", [tight]
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


def simplified(text: str) -> str:
    """A text in small letters, ASCII digits, hyphens for dashes and single spaces."""
    digits = "".join(str(unicodedata.decimal(char, char)) for char in text)
    return " ".join(re.sub("[\u2010-\u2015\u2212]", "-", digits).lower().split())
