"""Checks across entries: a flat table of small functions, each ensuring one thing that its first line says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from treatyline.checks.base import CollectionCheck, Entry, Finding, Setting
from treatyline.model import RelationType
from treatyline.problems import Code, quoted
from treatyline.yaml_source import FieldPath

NEAR = 31
"""Days within which two agreements of the same parties may be one."""

ALIKE = 0.8
"""Likeness of two titles (difflib's ratio) from which on they may be one."""


def no_agreement_is_entered_twice(entries: Sequence[Entry], setting: Setting) -> Iterator[tuple[Entry, Finding]]:
    """Ensure that no two entries have the same parties, a near date and a similar title."""
    groups: dict[frozenset[str], list[Entry]] = {}
    known = (entry for entry in entries if entry.stood_in.isdisjoint({"title", "date", "parties"}))
    for entry in sorted(known, key=lambda entry: entry.order):
        groups.setdefault(frozenset(entry.agreement.codes), []).append(entry)
    for group in groups.values():
        for index, later in enumerate(group):
            for earlier in reversed(group[:index]):
                if _days_apart(earlier, later) > NEAR:
                    break
                if _are_alike(earlier.agreement.title, later.agreement.title):
                    message = f"{earlier.document.path} has the same parties, a near date and a similar title"
                    hint = "merge the two; where they are two, accept the warning with the reason"
                    yield later, Finding(("title",), Code.PROBABLE_DUPLICATE, message, hint)
                    break


def nothing_supersedes_itself(entries: Sequence[Entry], setting: Setting) -> Iterator[tuple[Entry, Finding]]:
    """Ensure that following "supersedes" from an agreement never leads back to it."""
    superseded: dict[str, list[tuple[FieldPath, str]]] = {
        entry.id: [
            (("relations", index, "target"), relation.target)
            for index, relation in enumerate(entry.agreement.relations)
            if relation.type is RelationType.SUPERSEDES and relation.target is not None
        ]
        for entry in entries
    }
    for entry in entries:
        for path, target in superseded[entry.id]:
            if target != entry.id and entry.id in _reachable(target, superseded):
                message = f"{quoted(target)} in turn supersedes this agreement"
                yield entry, Finding(path, Code.RELATION_CYCLE, message, "delete one of the relations")


def former_ids_are_free(entries: Sequence[Entry], setting: Setting) -> Iterator[tuple[Entry, Finding]]:
    """Ensure that an id that an agreement had before is no other agreement's, now or before."""
    taken = {entry.id: entry for entry in entries}
    for entry in sorted(entries, key=lambda entry: entry.id):
        for index, former in enumerate(entry.agreement.formerly):
            owner = taken.setdefault(former, entry)
            if owner is not entry or former == entry.id:
                hint = f"{owner.document.path} has it, or had it: delete it here"
                yield entry, Finding(("formerly", index), Code.SAME_ID, f"the id {quoted(former)} is taken", hint)


COLLECTION_CHECKS: tuple[CollectionCheck, ...] = (
    no_agreement_is_entered_twice,
    nothing_supersedes_itself,
    former_ids_are_free,
)


# What these checks share


def _days_apart(earlier: Entry, later: Entry) -> int:
    """Days between two agreements at the least, by a calendar of 31-day months."""
    last, first = earlier.agreement.date.latest, later.agreement.date.earliest
    return (first.year - last.year) * 372 + (first.month - last.month) * 31 + first.day - last.day


def _are_alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False)
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE  # upper bounds of the ratio
    return quick and matcher.ratio() >= ALIKE


def _reachable(start: str, edges: dict[str, list[tuple[FieldPath, str]]]) -> set[str]:
    """An agreement and all that can be reached from it."""
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        for _, target in edges.get(ahead.pop(), ()):
            if target not in reached:
                reached.add(target)
                ahead.append(target)
    return reached | {start}
