"""Which characters a text may hold, and where the first that it may not stands.

Controls and characters that cannot be seen are refused in every text: they hide what a reviewer would otherwise
read, reorder a line (Unicode TR 36 and TR 39), or break XML, CSV and iCalendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum


class Refusal(Enum):
    """Why a character is refused."""

    CONTROL = "control"
    INVISIBLE = "invisible"


@dataclass(frozen=True, slots=True)
class BadCharacter:
    """A character that no text may hold, and its index in the text."""

    index: int
    character: str
    refusal: Refusal

    @property
    def name(self) -> str:
        """The code point as Unicode writes it: U+202E."""
        return f"U+{ord(self.character):04X}"


_CONTROLS = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"
"""C0 and C1 but tab and newline, and lone surrogates; U+0085 is a line break to YAML 1.1 and to nobody else."""

_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u2028-\u202e\u200b\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
)
_INVISIBLE_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
"""Together: Unicode's Default_Ignorable_Code_Point but U+FE0F, which makes an emoji of a sign, and what some script
needs; separators of lines; and U+FFF0-FFFF, which stand for something else or for nothing."""

_JOINERS = "\u061c\u200c-\u200f"
_JOINING = "\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
"""Scripts that need joiners or marks of direction: Hebrew, Arabic, Syriac, the Indic scripts, Tibetan, Myanmar,
Khmer, Mongolian."""

_MONGOLIAN_SELECTORS, _MONGOLIAN = "\u180b-\u180f", "\u1820-\u18af"
_IDEOGRAPHIC_SELECTORS, _IDEOGRAPHS = "\U000e0100-\U000e01ef", "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Names of people and places are written with variants of ideographs."""

_CANDIDATE = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_JOINERS}{_MONGOLIAN_SELECTORS}]|[\U00010000-\U0010ffff]")
"""Every text goes through this: Python's `re` is three times as fast where a set does not mix planes of Unicode."""

_LET_THROUGH = re.compile(f"[^\\x00-\uffff{_INVISIBLE_BEYOND}]")
"""Candidates that can be seen after all: characters beyond the first plane are all candidates."""

_CONTROL = re.compile(f"[{_CONTROLS}]")
_NEEDED = re.compile(
    f"[{_JOINING}][{_JOINERS}]|[{_MONGOLIAN}][{_MONGOLIAN_SELECTORS}]|[{_IDEOGRAPHS}][{_IDEOGRAPHIC_SELECTORS}]"
)
"""A letter of a script, and what that script needs after it."""


def bad_characters(text: str) -> Iterator[BadCharacter]:
    """Every character of `text` that is refused, in order."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return
    for match in _CANDIDATE.finditer(text):
        char, index = match.group(), match.start()
        if _LET_THROUGH.match(char):
            continue
        if _CONTROL.match(char):
            yield BadCharacter(index, char, Refusal.CONTROL)
        elif not (index and _NEEDED.match(text, index - 1)):
            yield BadCharacter(index, char, Refusal.INVISIBLE)


def has_bad_characters(text: str) -> bool:
    """Whether a text holds a character that is refused."""
    return any(True for _ in bad_characters(text))
