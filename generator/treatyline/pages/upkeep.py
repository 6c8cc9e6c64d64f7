"""The pages on the collection itself: what was corrected, and what is left to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

from treatyline.collection import Collection
from treatyline.gaps import Gaps, gaps
from treatyline.pages import address
from treatyline.pages.base import Page
from treatyline.pages.manual import manual_links
from treatyline.pages.manual_views import Shortfall, Task, WorkView
from treatyline.pages.parts import Cards
from treatyline.pages.views import Correction, CorrectionsView

Lacks: TypeAlias = Callable[[Gaps], tuple[str, ...] | None]
"""What an agreement lacks of one kind, by name; None where it lacks nothing."""


def corrections_page(collection: Collection, cards: Cards) -> Page:
    """What was corrected, by the changes that entries record."""
    found = sorted(_corrections(collection, cards), key=lambda correction: correction.date.earliest, reverse=True)
    return Page(
        address.CORRECTIONS,
        "Corrections",
        "What stood wrong in this collection, and since when it stands right.",
        "pages/corrections.html",
        CorrectionsView(tuple(found)),
        is_listing=True,
    )


def _corrections(collection: Collection, cards: Cards) -> Iterator[Correction]:
    for entry in collection.entries:
        for change in entry.agreement.changes:
            if change.correction:
                yield Correction(change.date, change.note, cards[entry.id])


def work_page(collection: Collection, cards: Cards, content: Path) -> Page:
    """What the entries leave open, for whoever wants to help."""
    left_open = [(cards[entry.id], gaps(entry.agreement)) for entry in collection.entries]
    tasks = tuple(
        Task(
            name,
            tuple(Shortfall(card, lacks) for card, open_ in left_open if (lacks := lacking(open_)) is not None),
            len(left_open),
        )
        for name, lacking in _TASKS.items()
    )
    return Page(
        address.WORK,
        "Work to do",
        "What the entries lack: official sources, archived copies, facts not found or supported by no source.",
        "pages/work.html",
        WorkView(manual_links(content), tasks),
        is_listing=True,
        is_manual=True,
    )


def _official(open_: Gaps) -> tuple[str, ...] | None:
    return None if open_.has_official_source else ()


def _unknown(open_: Gaps) -> tuple[str, ...] | None:
    return open_.searched or None


def _unsupported(open_: Gaps) -> tuple[str, ...] | None:
    return open_.unsupported or None


def _unarchived(open_: Gaps) -> tuple[str, ...] | None:
    return (f"{open_.unarchived} of {open_.linked}",) if open_.unarchived else None


_TASKS: dict[str, Lacks] = {
    "official": _official,
    "unknown": _unknown,
    "unsupported": _unsupported,
    "archived": _unarchived,
}
"""The kinds of work, in the order of the page, which has the words for each."""
