"""What a check is given and what it yields."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatyline.dates import Day
from treatyline.model import Agreement
from treatyline.parties import Registry
from treatyline.problems import Code, How, Mend, Problem
from treatyline.yaml_source import Document, FieldPath


@dataclass(frozen=True, slots=True)
class Entry:
    """An agreement with the file that describes it.

    `is_whole` is False where a part of the file was wrong; of `stood_in` the file says nothing that can be used.
    """

    id: str
    file: Path
    agreement: Agreement
    document: Document
    is_whole: bool = True
    stood_in: frozenset[str] = frozenset()

    @property
    def order(self) -> tuple[tuple[Day, Day], str]:
        """The order of the timeline: date, then id."""
        return (self.agreement.date.sort_key, self.id)


@dataclass(frozen=True, slots=True)
class Setting:
    """What entries are checked against; `today` None leaves out what depends on the day."""

    registry: Registry
    today: Day | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found at a field, or at the piece of a long text that `words` are.

    `mend` is what to do to the field where nobody need decide.
    """

    path: FieldPath
    code: Code
    message: str
    hint: str | None = None
    words: str = ""
    mend: How | None = None

    def in_document(self, document: Document) -> Problem:
        """The finding with its place."""
        place = document.place_of(self.path, self.words) if self.words else document.marks.value(self.path)
        mend = Mend(self.path, self.mend) if self.mend else None
        return document.problem(place, self.code, self.message, self.hint, mend)


EntryCheck = Callable[[Entry, Setting], Iterator[Finding]]
CollectionCheck = Callable[[Sequence[Entry], Setting], Iterator[tuple[Entry, Finding]]]
