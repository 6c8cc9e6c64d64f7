"""Years in runs that begin with a round one: 1990 to 1994, 1990 to 1999.

There is no year 0: the run after that of 5 BC to 1 BC holds the years 1 to 4. Years are astronomical: 0 is 1 BC.
"""

from __future__ import annotations

from treatyline.dates import Edtf, parse


def slot_of(year: int, step: int) -> int:
    """The number of the run of `step` years that holds a year: 0 begins with the year 1, -1 ends with 1 BC."""
    return year // step if year > 0 else -1 - (-year // step)


def bounds_of(slot: int, step: int) -> tuple[int, int]:
    """The first and the last year of a run. 9999 stands for an open end and is no year."""
    if slot < 0:
        return slot * step + 1, (slot + 1) * step
    return max(slot * step, 1), min((slot + 1) * step - 1, 9998)


def whole_year(year: int) -> Edtf:
    """A year as a date."""
    return parse(f"{year:05}" if year < 0 else f"{year:04}")
