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
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e"
    "\u200b\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\uffff"
    "\U000e0000-\U000e007f"
)
_JOINERS = "\u061c\u200c-\u200f"
_CANDIDATE = re.compile(f"[{_CONTROLS}{_INVISIBLE}{_JOINERS}]")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_JOINER = re.compile(f"[{_JOINERS}]")
_JOINING_SCRIPT = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
"""Scripts that need joiners or marks of direction: Hebrew, Arabic, Syriac, the Indic scripts, Tibetan, Myanmar,
Khmer, Mongolian."""


def bad_characters(text: str) -> Iterator[BadCharacter]:
    """Every character of `text` that is refused, in order."""
    for match in _CANDIDATE.finditer(text):
        char = match.group()
        if _CONTROL.match(char):
            yield BadCharacter(match.start(), char, Refusal.CONTROL)
        elif not (_JOINER.match(char) and _joins(text, match.start())):
            yield BadCharacter(match.start(), char, Refusal.INVISIBLE)


def _joins(text: str, index: int) -> bool:
    """Whether a joiner follows a letter of a script that needs one."""
    return index > 0 and bool(_JOINING_SCRIPT.match(text[index - 1]))
