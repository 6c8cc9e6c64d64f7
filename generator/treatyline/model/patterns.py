r"""What texts look like, as regular expressions that JavaScript and Python take alike.

JSON Schema's are JavaScript's with the flag u: nothing is escaped without need. `[0-9]` is meant where others write
`\d`, and `$(?!\n)` where they write `$`, which in Python also stands before a last line break.
"""

from __future__ import annotations


def whole(pattern: str) -> str:
    """The pattern of a text that is all of this kind."""
    return rf"^(?:{pattern})$(?!\n)"


def line(longest: int) -> str:
    """One line that is not blank; white space around it does not count."""
    space = r"[^\S\n\t]*"
    return whole(rf"{space}\S(?:[^\n\t]{{0,{longest - 2}}}\S)?{space}")


def lines(longest: int) -> str:
    """A text that is not blank; white space around it does not count."""
    return whole(rf"\s*\S(?:[\s\S]{{0,{longest - 2}}}\S)?\s*")


def amid_spaces(pattern: str) -> str:
    """A line of this kind, with or without white space around it."""
    return whole(rf"[^\S\n\t]*(?:{pattern})[^\S\n\t]*")


# --- dates --------------------------------------------------------------------------------------------------
# The grammar that `treatyline.dates` reads. Which end of an interval is the earlier is beyond a pattern.

_DAY_31, _DAY_30, _DAY_28 = "(?:0[1-9]|[12][0-9]|3[01]{})", "(?:0[1-9]|[12][0-9]|30{})", "(?:0[1-9]|1[0-9]|2[0-8]{})"
"""Days of a month, with a gap for what else may stand there."""

_LEAP_DAY = "-?(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29"
_STAND_IN = r"9999(?:-[0-9]{2}){0,2}[~?%]?(?:/|$)"
_NEITHER = rf"(?!-0000)(?!{_STAND_IN})"
"""There is no year -0000, and 9999 stands in for a date that is unknown or open."""

_UNKNOWN = "|XX"
_MONTH = "|".join(
    (
        "2[1-4]",
        f"(?:0[13578]|1[02]|XX)(?:-{_DAY_31.format(_UNKNOWN)})?",
        f"(?:0[469]|11)(?:-{_DAY_30.format(_UNKNOWN)})?",
        f"02(?:-{_DAY_28.format(_UNKNOWN)})?",
    )
)
_YEAR_OF_X = "-?[0-9]{2}(?:[0-9]X|XX)"
_ONE_DATE = f"{_NEITHER}(?:{_YEAR_OF_X}|{_LEAP_DAY}|-?[0-9]{{4}}(?:-(?:{_MONTH}))?)[~?%]?"

DATE = rf"{_ONE_DATE}(?:/(?:{_ONE_DATE}|\.\.))?|\.\./{_ONE_DATE}"
"""A date or an interval."""

_DAY_OF_A_MONTH = "|".join(
    (
        f"(?:0[13578]|1[02])-{_DAY_31.format('')}",
        f"(?:0[469]|11)-{_DAY_30.format('')}",
        f"02-{_DAY_28.format('')}",
    )
)
DAY = f"{_NEITHER}(?:{_LEAP_DAY}|-?[0-9]{{4}}-(?:{_DAY_OF_A_MONTH}))"
"""One calendar day."""


# --- addresses ----------------------------------------------------------------------------------------------

_HOST = r"""[^\s\\"<>`'{}|^%@/?#:\[\]]+|\[[0-9A-Fa-f:.]+\]"""
_REST = r"""[/?#][^\s\\"<>`]*"""

URL = rf"[Hh][Tt][Tt][Pp][Ss]?://(?:{_HOST})(?::[0-9]*)?(?:{_REST})?"
"""What `treatyline.urls` lets pass, but for ports past 65535 and what is no IPv6 address."""
