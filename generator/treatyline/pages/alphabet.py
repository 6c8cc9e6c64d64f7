"""All agreements by title: under the short title, and under the official one where that begins with another letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatyline.checks import Entry
from treatyline.collection import Collection, alphabetical
from treatyline.dates import Edtf
from treatyline.pages import address
from treatyline.pages.base import Page
from treatyline.pages.parts import Cards, years
from treatyline.pages.views import Card

DIGITS, SIGNS = "0-9", "…"
"""The headings of titles that begin with a digit, and of those without a letter or a digit."""

_NAMED = {DIGITS: "digits", SIGNS: "signs"}
_PASSED_OVER = re.compile(r"[\W_]*(?:(?:the|an?)\s+[\W_]*(?=\w))?")
"""What stands before the word by which a title is found, once capitals are small: signs and an article."""


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement under one of its titles; `year` is its year as far as known, `short` its other title."""

    title: str
    card: Card
    year: Edtf
    short: str | None


@dataclass(frozen=True, slots=True)
class Letter:
    """The titles that begin with one letter, and the place of its heading."""

    letter: str
    anchor: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class AlphabetView:
    """Titles under their letters, and how many agreements there are."""

    letters: tuple[Letter, ...]
    count: int


def alphabet_page(collection: Collection, cards: Cards) -> Page:
    """The index of all agreements."""
    entries = collection.entries
    view = AlphabetView(letters(cards, entries), len(entries))
    title = "Agreements by title"
    description = "All agreements from A to Z, under the names by which they are known and under their official titles."
    return Page(address.AGREEMENTS_INDEX, title, description, "pages/alphabet.html", view, is_listing=True)


def letters(cards: Cards, entries: Iterable[Entry]) -> tuple[Letter, ...]:
    """Titles in the order of the alphabet, those of one wording in the order of time."""
    found: dict[str, list[Line]] = {}
    for line in sorted(_lines(cards, entries), key=lambda line: sort_key(line.title)):
        found.setdefault(initial(line.title), []).append(line)
    return tuple(Letter(letter, f"letter-{_anchor(letter)}", tuple(lines)) for letter, lines in found.items())


def _lines(cards: Cards, entries: Iterable[Entry]) -> Iterator[Line]:
    for entry in entries:
        card, agreement = cards[entry.id], entry.agreement
        yield Line(agreement.headline, card, _year(cards, entry), None)
        if initial(agreement.title) != initial(agreement.headline):
            yield Line(agreement.title, card, _year(cards, entry), agreement.headline)


def _year(cards: Cards, entry: Entry) -> Edtf:
    """The year of an agreement; the whole date where its year alone would say more than is known."""
    date = entry.agreement.date
    return years(cards, (entry,))[0].date if date.is_certain and not date.is_interval else date


def initial(title: str) -> str:
    """The letter under which a title is found."""
    first = _spelt(title)[:1]
    if first.isdigit():
        return DIGITS
    return first.upper() if first else SIGNS


def sort_key(title: str) -> tuple[int, str]:
    """By what titles are ordered: signs first, then digits, then letters."""
    spelt = _spelt(title)
    rank = 0 if not spelt else 1 if spelt[0].isdigit() else 2
    return rank, spelt or title


def _spelt(title: str) -> str:
    """A title from its first letter or digit on, without its article, capitals and marks on letters."""
    return _PASSED_OVER.sub("", alphabetical(title), count=1)


def _anchor(letter: str) -> str:
    """A letter in an address: itself where it is Latin, else its number."""
    return _NAMED.get(letter) or (letter.lower() if letter.isascii() else f"{ord(letter[0]):04x}")
