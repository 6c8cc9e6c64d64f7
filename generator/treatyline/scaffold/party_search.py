"""The party that somebody means by a code, a name, an alias, or a misspelling of one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from treatyline.parties import Registry, all_names

SURE = 0.8
"""How like a name a text must be, from 0 to 1, to be taken for a slip in it; slips spare the first letter."""

AHEAD = 0.1
"""By how much the likest party must be ahead of the next one; else nobody can tell which is meant."""

NEAR = 0.66
"""From when on a name is worth showing; a name that holds all words of the text always is."""

MOST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Found:
    """The code that is surely meant, and the nearest ones, the likest first, where it was found by likeness.

    `sure` is None where nobody can tell; `near` is empty where a party has that very code, name or alias.
    """

    sure: str | None
    near: tuple[str, ...] = ()


def found_parties(text: str, registry: Registry) -> Found:
    """Look for a party by its code, and by the likeness to all names and aliases."""
    text = " ".join(text.split())
    known = _exactly(text, registry) or registry.known_as(text)
    if known or not text:
        return Found(known)
    ranked = sorted(_likeness(text, registry), key=lambda one: (-one[0], -one[1], one[2]))
    if not ranked:
        return Found(None)
    ahead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0)
    near = tuple(code for _, _, code in ranked[:MOST_SHOWN])
    begins_alike = any(_plain(name)[:1] == _plain(text)[:1] for name in all_names(registry[near[0]]))
    is_sure = ranked[0][0] >= SURE and ahead >= AHEAD and begins_alike
    return Found(near[0] if is_sure else None, near)


def _exactly(text: str, registry: Registry) -> str | None:
    """The code that is the text, or whose party alone has it for a name: Guam is an island, GUAM an organisation."""
    if text in registry:
        return text
    codes = [code for code, party in registry.parties.items() if text in all_names(party)]
    return codes[0] if len(codes) == 1 else None


def named(code: str, registry: Registry) -> str:
    """A party as it is shown: "Kazakhstan (KAZ)"."""
    return f"{registry[code].name} ({code})"


def _likeness(text: str, registry: Registry) -> Iterator[tuple[float, bool, str]]:
    """How like the text the likest name of each near party is, whether one holds all its words, and the code.

    Words alone make nobody sure: "Korea" stands in the names of two states.
    """
    wanted, matcher = _plain(text), SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    words = wanted.split()
    for code, party in registry.parties.items():
        names = [_plain(name) for name in all_names(party)]
        holds = any(all(f" {word}" in f" {name}" for word in words) for name in names)
        likeness = max((_ratio(matcher, name) for name in names), default=0.0)
        if likeness >= NEAR or (holds and words):
            yield likeness, holds, code


def _ratio(matcher: SequenceMatcher[str], name: str) -> float:
    """The share of letters that stand in both in one order; 0 where it is surely too small to count."""
    matcher.set_seq1(name)
    is_worth_it = matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR
    return matcher.ratio() if is_worth_it else 0.0


def _plain(text: str) -> str:
    """A text in small letters, without accents and punctuation."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in parts if not unicodedata.combining(char))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())
