"""What an agreement's file leaves open: what is not known, what no source is said to support, what has no copy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatyline.model import UNKNOWN, Agreement, SourceKind


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing of an agreement, in the words of a page.

    `searched` was looked for and not found, `unrecorded` has nobody recorded yet, `unsupported` are the names of fields
    that no source is said to support. `unarchived` counts the sources with an address and no archived copy among the
    `linked`, those with an address.
    """

    searched: tuple[str, ...]
    unrecorded: tuple[str, ...]
    unsupported: tuple[str, ...]
    has_official_source: bool
    unarchived: int
    linked: int


def gaps(agreement: Agreement) -> Gaps:
    """All that the file of an agreement leaves open."""
    linked = [source for source in agreement.sources if source.url]
    return Gaps(
        tuple(_searched(agreement)),
        tuple(_unrecorded(agreement)),
        tuple(_unsupported(agreement)),
        any(source.kind is SourceKind.OFFICIAL for source in agreement.sources),
        sum(source.archived_url is None for source in linked),
        len(linked),
    )


def _searched(agreement: Agreement) -> Iterator[str]:
    asked = {
        "provisional application": agreement.provisional_from,
        "entry into force": agreement.in_force,
        "end": agreement.ended,
    }
    yield from (name for name, value in asked.items() if value is UNKNOWN)
    undated = (action.type.label for part in agreement.parties for action in part.actions if action.date is UNKNOWN)
    yield from (f"date of {label}" for label in dict.fromkeys(undated))


def _unrecorded(agreement: Agreement) -> Iterator[str]:
    is_pending = agreement.status is not None and agreement.status.is_.has_not_entered
    facts = {
        "place": agreement.place or agreement.signings,
        "persons who signed": agreement.signatories,
        "entry into force": agreement.in_force or is_pending,
        "present status": agreement.status,
    }
    yield from (name for name, value in facts.items() if not value)


def _unsupported(agreement: Agreement) -> Iterator[str]:
    """The fields whose facts rest on nothing: no source supports them, and their parts do not all name one.

    What was not found needs no proof; a quotation, a status, a conflict cannot be without one.
    """
    supported = {field for source in agreement.sources for field in source.supports}
    facts = {
        "title": agreement.title,
        "titles": agreement.titles,
        "date": agreement.date,
        "signings": agreement.signings,
        "provisional_from": agreement.provisional_from,
        "in_force": agreement.in_force,
        "ended": agreement.ended,
        "place": agreement.place,
        "term": agreement.term,
        "secret": agreement.secret,
        "parties": agreement.parties,
        "actions": tuple(action for part in agreement.parties for action in part.actions),
        "open_to": agreement.open_to,
        "party_count": agreement.party_count,
        "signatories": agreement.signatories,
        "summary": agreement.summary,
        "context": agreement.context,
    }
    for field, value in facts.items():
        if value and value is not UNKNOWN and field not in supported and not _names_its_source(value):
            yield field


def _names_its_source(value: object) -> bool:
    """Whether a part, or each of several, says by itself where it is from."""
    parts = value if isinstance(value, tuple) else (value,)
    return all(getattr(part, "source", None) for part in parts)
