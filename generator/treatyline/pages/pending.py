"""The pending ledger: what was signed and is not in force, and how long others took from signature to force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from treatyline.checks import Entry
from treatyline.collection import Collection
from treatyline.dates import Edtf, days_between
from treatyline.model import UNKNOWN, Status
from treatyline.pages import address
from treatyline.pages.base import Page
from treatyline.pages.elapsed import elapsed, months_between
from treatyline.pages.parts import Cards, citations, years
from treatyline.pages.views import Card, Citation, Year


@dataclass(frozen=True, slots=True)
class Pending:
    """An agreement that a source states not to be in force.

    `passed` is the time from its date to the day of that source, in words; None where the source bears no date, or one
    from which no time can be told. `source` is what the statement rests on.
    """

    card: Card
    status: Status
    passed: str | None
    source: Citation


@dataclass(frozen=True, slots=True)
class Wait:
    """The time that an agreement took to enter into force; negative days where it reached back."""

    card: Card
    entered: Edtf
    days: int
    months: int
    words: str


@dataclass(frozen=True, slots=True)
class Bin:
    """The waits of one length. `anchor` is the place of their list, `share` the length of the bar, 100 the longest."""

    label: str
    anchor: str
    waits: tuple[Wait, ...]
    share: float


@dataclass(frozen=True, slots=True)
class WaitsView:
    """All waits that are known to the day, by length.

    `median` is the lower one of two in the middle; None where that one took no time, and where too few are known for it
    to say anything.
    """

    bins: tuple[Bin, ...]
    count: int
    median: Wait | None
    longest: Wait


@dataclass(frozen=True, slots=True)
class PendingView:
    """What is not in force, what nobody found to be, the waits of others (None: none is known), and of how many."""

    pending: tuple[Pending, ...]
    not_known: tuple[Year, ...]
    not_known_count: int
    waits: WaitsView | None
    count: int


def pending_page(collection: Collection, cards: Cards) -> Page:
    """What is signed and not in force, the oldest first."""
    not_known = tuple(filter(_is_not_known, collection.entries))
    view = PendingView(
        tuple(_pending(cards, collection.entries)),
        years(cards, not_known),
        len(not_known),
        waits_view(tuple(_waits(cards, collection.entries))),
        len(collection.entries),
    )
    description = "What was signed and is not in force, the oldest first, and how long others took to enter into force."
    return Page(address.PENDING, "Signed, not in force", description, "pages/pending.html", view, is_listing=True)


def _pending(cards: Cards, entries: Iterable[Entry]) -> Iterator[Pending]:
    for entry in entries:
        agreement, status = entry.agreement, entry.agreement.status
        if status and status.is_.has_not_entered:
            passed = elapsed(agreement.date, status.as_of) if status.as_of else None
            yield Pending(cards[entry.id], status, passed, citations(agreement)[status.source])


def _is_not_known(entry: Entry) -> bool:
    """Whether entry into force was looked for and not found, and no status tells more."""
    return entry.agreement.in_force is UNKNOWN and entry.agreement.status is None


def _waits(cards: Cards, entries: Iterable[Entry]) -> Iterator[Wait]:
    """The waits between two days; a date known less precisely gives none."""
    for entry in entries:
        signed, entered = entry.agreement.date, entry.agreement.in_force
        if isinstance(entered, Edtf) and (days := days_between(signed, entered)) is not None:
            yield _wait(cards[entry.id], signed, entered, days)


def _wait(card: Card, signed: Edtf, entered: Edtf, days: int) -> Wait:
    words = elapsed(signed, entered) or f"{elapsed(entered, signed)} before"
    return Wait(card, entered, days, months_between(signed.earliest, entered.earliest), words)


LENGTHS = (
    ("under 3 months", 3),
    ("3 to 12 months", 12),
    ("1 to 2 years", 24),
    ("2 to 5 years", 60),
    ("5 to 10 years", 120),
)
"""The lengths of waits, each with the whole months at which the next begins."""
FEWEST = 5
"""So many waits there must be for a middle one to say anything."""
BEFORE, SAME_DAY, LONGEST = "before signature", "the same day", "10 years and more"


def waits_view(waits: tuple[Wait, ...]) -> WaitsView | None:
    """Waits by length, the shortest first; None where there are none."""
    if not waits:
        return None
    in_order = sorted(waits, key=lambda wait: wait.days)
    middle = in_order[(len(waits) - 1) // 2]
    tells = middle.days > 0 and len(waits) >= FEWEST
    return WaitsView(_bins(in_order), len(waits), middle if tells else None, in_order[-1])


def _bins(waits: list[Wait]) -> tuple[Bin, ...]:
    """Every length, whether or not something took so long; what reached back has a bin where there is such."""
    labels = (BEFORE, SAME_DAY, *(label for label, _ in LENGTHS), LONGEST)
    found = {label: tuple(wait for wait in waits if length_of(wait.days, wait.months) == label) for label in labels}
    most = max(map(len, found.values()))
    return tuple(
        Bin(label, f"wait-{label.replace(' ', '-')}", listed, round(100 * len(listed) / most, 1))
        for label, listed in found.items()
        if listed or label != BEFORE
    )


def length_of(days: int, months: int) -> str:
    """Under which length a wait is counted; `months` are the whole ones of the same wait."""
    if days < 0:
        return BEFORE
    if days == 0:
        return SAME_DAY
    return next((label for label, end in LENGTHS if months < end), LONGEST)
