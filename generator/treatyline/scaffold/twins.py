"""Agreements of the collection that may be the one that somebody is about to enter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from treatyline.checks import Entry
from treatyline.checks.duplicates import probable_duplicates


def twins_of(new: Entry, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """All that may be the new one, before it and after it in time."""
    codes = frozenset(new.agreement.codes)
    same = (entry for entry in entries if frozenset(entry.agreement.codes) == codes)
    return tuple(entry for entry in same if any(True for _ in probable_duplicates((entry, new))))


def is_warned_of(new: Entry, entries: Sequence[Entry]) -> bool:
    """Whether the warning of a duplicate will stand at the new entry: it stands at the later of the two."""
    return any(later is new for _, later in probable_duplicates((*entries, new)))
