"""The id and the folder of a new entry: parties or the title's own name, subject, year; the folder of its decade."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from treatyline.checks import Entry
from treatyline.contents import AGREEMENTS, EntryFile
from treatyline.dates import BEGINNING, Edtf
from treatyline.model import Kind
from treatyline.model.scalars import LONGEST_ID
from treatyline.parties import Registry, all_names
from treatyline.scaffold.draft import Draft

MOST_PARTIES = 3
"""An agreement of more parties is known by a name of its own."""

MOST_WORDS = 5
"""Words of the title; the sixth helps nobody to recognise it."""

LONGEST_WORD = 30

ROOM_FOR_PARTIES = 45
"""Characters, so that the subject keeps some."""

_OFFICIAL = """
a about all an and area areas as at between by certain concerning conclusion connection creation establishing
establishment field fields for from government governments in into its issues matters of on or other regarding
relating sphere state states the their them this to under with within
"""
_EMPTY = frozenset(_OFFICIAL.split())
"""Words that tell no agreement from another: articles, prepositions, and those of which official titles are made."""


def proposed_id(draft: Draft, registry: Registry, taken: Collection[str]) -> str:
    """An id that nobody has. `taken` is in small letters."""
    year = _year(draft.day)
    room = LONGEST_ID - len(year) - len("-") - len("-99999")
    are_few = len(draft.parties) <= MOST_PARTIES
    subject = _subject(draft, registry, has_parties=are_few)
    parties = _parties(draft, registry) if are_few or not subject else []
    parts = [*parties, *(subject or filter(None, [draft.kind]))]
    stem = "-".join([*_fitting(parts, room), year])
    return next(name for name in _numbered(stem) if name not in taken)


def taken_ids(files: Iterable[EntryFile], entries: Iterable[Entry]) -> frozenset[str]:
    """The ids that agreements have or had, in small letters."""
    former = (name for entry in entries for name in entry.agreement.formerly)
    return frozenset(name.lower() for name in (*(file.id for file in files), *former))


def folder_for(date: Edtf, entries: Sequence[EntryFile], content: Path) -> Path:
    """Where an entry of a date belongs: beside the others where none stands in a folder of its own, else its decade."""
    agreements = content / AGREEMENTS
    is_flat = bool(entries) and all(entry.file.parent == agreements for entry in entries)
    return agreements if is_flat else agreements / _decade(date)


# The year


def _era(date: Edtf) -> tuple[int, str]:
    """The year in which a date begins, or ends where it has no beginning, as people count, with "-bc" after it."""
    year = date.latest.year if date.earliest == BEGINNING else date.year
    return (year, "") if year > 0 else (1 - year, "-bc")


def _year(date: Edtf) -> str:
    year, era = _era(date)
    return f"{year}{era}"


def _decade(date: Edtf) -> str:
    year, era = _era(date)
    return f"{year - year % 10}s{era}"


# The words


def _parties(draft: Draft, registry: Registry) -> list[str]:
    """As many slugs as there is room for; a long first one is cut."""
    slugs = [registry[code].slug for code in dict.fromkeys(draft.parties)]
    fitting = _fitting(slugs, ROOM_FOR_PARTIES)
    return fitting or slugs[0][:ROOM_FOR_PARTIES].rsplit("-", 1)[:1]


def _subject(draft: Draft, registry: Registry, *, has_parties: bool) -> list[str]:
    """The telling words of the title: without the form that it begins with, and names of parties named before."""
    title = " ".join(_ascii_words(draft.title))
    if has_parties:
        for name in _names(draft.parties, registry):
            title = re.sub(rf"\b{name}\b", " ", title)
    words = [word for word in title.split() if word not in _EMPTY]
    if words[:1] and words[0] in tuple(Kind):
        words = words[1:]
    return list(dict.fromkeys(word[:LONGEST_WORD] for word in words))[:MOST_WORDS]


def _names(codes: Iterable[str], registry: Registry) -> list[str]:
    """All names of parties as they stand among ASCII words, the longest first."""
    names = (" ".join(_ascii_words(name)) for code in codes for name in all_names(registry[code]))
    return sorted(filter(None, names), key=lambda name: (-len(name), name))


def _ascii_words(text: str) -> list[str]:
    """The words of a text in a to z and 0 to 9; of other scripts nothing is left."""
    letters = unicodedata.normalize("NFKD", re.sub("['’]s?\\b", "", text).casefold())
    plain = "".join(_plain_letter(char) for char in letters if not unicodedata.combining(char))
    return re.findall("[a-z0-9]+", plain)


def _plain_letter(char: str) -> str:
    """A Latin letter without what Unicode does not take off by itself: the stroke of ø, the tie of æ."""
    name = unicodedata.name(char, "")
    if char.isascii() or not name.startswith("LATIN SMALL LETTER "):
        return char if char.isascii() else "" if name.startswith("MODIFIER") else " "
    base = name.removeprefix("LATIN SMALL LETTER ").partition(" WITH ")[0].split()[-1].lower()
    return base if len(base) <= 2 else " "


def _fitting(parts: Iterable[str], room: int) -> list[str]:
    """The first parts that, joined, fit into so many characters."""
    found: list[str] = []
    for part in parts:
        if len("-".join([*found, part])) > room:
            break
        found.append(part)
    return found


def _numbered(stem: str) -> Iterator[str]:
    """The stem, then the stem with a number that tells it from others of that name."""
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1
