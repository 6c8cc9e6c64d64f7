"""How a type refuses a text, and what to write instead of a word that is no word of a vocabulary.

A refusal is a pydantic error whose type is a `Code` and whose context holds `message` and `hint`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches

from pydantic_core import PydanticCustomError

from treatyline.problems import Code, one_of, quoted


def refusal(
    code: Code,
    message: str,
    hint: str | Callable[[], str] | None = None,
    field: str | None = None,
    instead: str | None = None,
) -> PydanticCustomError:
    """An error for pydantic to collect; `field` points at a field below the one being validated.

    A hint that takes a search is given as a function, so that a file full of mistakes is not searched for each.
    `instead` is what to write where that is beyond doubt: `treatyline fix` does it unasked.
    """
    context = {"message": message, "hint": hint, "field": field, "instead": instead}
    return PydanticCustomError(code.value, "{message}", context)


def spelt_as(value: str, choices: Collection[str], joint: str = "-") -> str | None:
    """The word of a vocabulary that only capitals, spaces, hyphens or underscores keep a text from being."""
    word = re.sub("[-_ ]+", joint, value.strip().lower())
    return word if word in choices else None


def choice_hint(value: str, choices: Sequence[str]) -> str:
    """What to write instead of a word outside a vocabulary: the nearest word, or one of them all.

    A few words are rather listed than guessed at.
    """
    cutoff = 0.6 if len(choices) > 8 else 0.8
    close = get_close_matches(value.lower().replace(" ", "-").replace("_", "-"), choices, n=1, cutoff=cutoff)
    return f"did you mean {quoted(close[0])}?" if close else f"write {one_of(choices)}"
