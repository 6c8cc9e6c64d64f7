"""The time between two dates in words, as precisely as both are known and no more."""

from __future__ import annotations

from typing import NamedTuple

from treatyline.dates import Day, Edtf, days_between

_YEAR = 12


class _Bounds(NamedTuple):
    """The whole months that must have passed between two dates, and those that can have."""

    least: int
    most: int


def elapsed(start: Edtf, end: Edtf) -> str | None:
    """How long after `start` the other came: "12 days", "6 years and 3 months", "about 7 years".

    Between two days it counts whole years and months, or days below a month. Months are named where both months are
    known, years elsewhere. None where one date has no beginning or no end, or where `end` comes first or can be told
    from `start` by nobody.
    """
    if start.is_open or end.is_open or end.latest < start.earliest:
        return None
    days = days_between(start, end)
    if days is not None:
        return _between_days(days, months_between(start.earliest, end.earliest))
    return _about(
        _Bounds(months_between(start.latest, end.earliest), months_between(start.earliest, end.latest)),
        certain=start.is_certain and end.is_certain,
    )


def months_between(start: Day, end: Day) -> int:
    """The whole months from one day to another; negative where the other came a month or more before."""
    if end < start:
        return -months_between(end, start)
    return (end.year - start.year) * _YEAR + end.month - start.month - (end.day < start.day)


def _between_days(days: int, months: int) -> str:
    if days == 0:
        return "the same day"
    return _in_months(months) if months else _counted(days, "day")


def _about(months: _Bounds, *, certain: bool) -> str | None:
    """Words for a time between two bounds: an estimate where they lie close, both bounds where they do not."""
    spread, middle = months.most - months.least, (months.most + months.least + 1) // 2
    if certain and spread <= 2 and middle > 0:
        return f"about {_in_months(middle)}"
    if months.most < _YEAR:
        return _under(months.most + 1) if certain else None
    if spread <= 2 * _YEAR:
        return f"about {_counted(max(round(middle / _YEAR), 1), 'year')}"
    least, most = max(months.least // _YEAR, 0), -(-months.most // _YEAR)
    return f"between {least} and {most} years" if certain else f"about {least} to {most} years"


def _under(months: int) -> str:
    """A time of which no more is known than what it does not reach."""
    return f"less than {'a year' if months == _YEAR else _counted(months, 'month')}"


def _in_months(months: int) -> str:
    """Years and months, whichever there are."""
    years, rest = divmod(months, _YEAR)
    parts = [_counted(number, noun) for number, noun in ((years, "year"), (rest, "month")) if number]
    return " and ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
