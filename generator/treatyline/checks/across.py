"""Checks across entries: a flat table of small functions, each ensuring one thing that its first line says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatyline.checks.base import CollectionCheck, Entry, Finding, Setting
from treatyline.checks.cycles import components
from treatyline.checks.duplicates import probable_duplicates
from treatyline.model import RelationType
from treatyline.problems import Code, quoted
from treatyline.yaml_source import FieldPath


def no_agreement_is_entered_twice(entries: Sequence[Entry], setting: Setting) -> Iterator[tuple[Entry, Finding]]:
    """Ensure that no two entries have the same parties, a near date and a similar title."""
    known = (entry for entry in entries if entry.stood_in.isdisjoint({"title", "date", "parties"}))
    for earlier, later in probable_duplicates(known):
        message = f"{earlier.document.path} has the same parties, a near date and a similar title"
        hint = "merge the two; where they are two, accept the warning with the reason"
        yield later, Finding(("title",), Code.PROBABLE_DUPLICATE, message, hint)


def nothing_supersedes_itself(entries: Sequence[Entry], setting: Setting) -> Iterator[tuple[Entry, Finding]]:
    """Ensure that following "supersedes" from an agreement never leads back to it."""
    superseded: dict[str, list[str]] = {}
    for entry in entries:
        superseded.setdefault(entry.id, []).extend(target for _, target in _superseded_by(entry))
    circle = components(superseded)
    for entry in entries:
        for path, target in _superseded_by(entry):
            if target != entry.id and circle[target] == circle[entry.id]:
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


def _superseded_by(entry: Entry) -> Iterator[tuple[FieldPath, str]]:
    for index, relation in enumerate(entry.agreement.relations):
        if relation.type is RelationType.SUPERSEDES and relation.target is not None:
            yield ("relations", index, "target"), relation.target
