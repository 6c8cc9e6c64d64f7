"""Which entry is meant, and whether it can have the id that somebody wants for it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

from treatyline.contents import EntryFile, shown_path
from treatyline.model.scalars import Slug
from treatyline.problems import one_of, quoted
from treatyline.renaming.base import Ids, RenamingError
from treatyline.renaming.entries import FORMERLY
from treatyline.yaml_source import Document

_SLUG: TypeAdapter[str] = TypeAdapter(Slug)

MOST_MEANT = 3
"""Ids that are named to whom gave one that there is not."""

Described: TypeAlias = tuple[EntryFile, Document]
"""An entry's file and what it says."""


def chosen(entries: Sequence[Described], old: str, new: str) -> tuple[Described, Ids]:
    """The entry that is called `old`, and both its ids; each may be given as a path. Raises RenamingError."""
    ids = Ids(_id_in(old), _id_in(new))
    entry = _called(entries, ids.old)
    _require_valid(ids.old, f"{entry[0].shown} has no valid name, so that nothing leads to it: rename the file itself")
    _require_valid(ids.new)
    _require_free(entries, entry, ids)
    _require_same_folder(entry[0], new)
    return entry, ids


def _id_in(word: str) -> str:
    """The id in a path, the name of a file or the address of a page."""
    name = word.strip().replace(os.sep, "/").rstrip("/").rpartition("/")[2]
    return name.removesuffix(".yml").removesuffix(".md")


def _called(entries: Sequence[Described], id: str) -> Described:
    found = [entry for entry in entries if entry[0].id == id]
    if len(found) > 1:
        files = one_of([file.shown for file, _ in found])
        raise RenamingError(f"{quoted(id)} can be {files}: give one of the files another name first")
    if not found:
        raise RenamingError(f"no entry has the id {quoted(id)}; {_meant(entries, id)}")
    file = found[0][0]
    if file.file.is_symlink():
        raise RenamingError(f"{file.shown} is a symbolic link: put the file itself there")
    return found[0]


def _meant(entries: Sequence[Described], id: str) -> str:
    """What to write instead of an id that no entry has."""
    later = [file.id for file, former in _former_ids(entries) if former == id]
    if later:
        return f"the agreement that had it is now {quoted(later[0])}"
    known = {file.id.lower(): file.id for file, _ in entries}
    holding = [one for one in known if id and id.lower() in one]
    close = holding or get_close_matches(id.lower(), known, cutoff=0.7)
    meant = [quoted(known[one]) for one in close[:MOST_MEANT]]
    return f"did you mean {one_of(meant)}?" if meant else "an id is the name of an entry's file without .yml"


def _require_valid(id: str, instead: str | None = None) -> None:
    try:
        _SLUG.validate_python(id)
    except ValidationError as error:
        context = error.errors()[0]["ctx"]
        raise RenamingError(instead or f"{context['message']}; {context['hint']}") from error


def _require_free(entries: Sequence[Described], entry: Described, ids: Ids) -> None:
    """Ensure that nothing else has the new id, or had it."""
    if ids.old == ids.new:
        raise RenamingError(f"{entry[0].shown} has the id {quoted(ids.new)} already")
    for file, _ in entries:
        if file.id.lower() == ids.new:
            raise RenamingError(f"the id {quoted(ids.new)} is taken: {file.shown} has it")
    for file, former in _former_ids(entries):
        if file != entry[0] and former.lower() == ids.new:
            raise RenamingError(f"the id {quoted(ids.new)} is taken: {file.shown} had it before")
    target = entry[0].file.with_name(f"{ids.new}.yml")
    if os.path.lexists(target):
        raise RenamingError(f"{shown_path(target)} is there already: move it away first")


def _require_same_folder(file: EntryFile, new: str) -> None:
    folder = Path(new).parent
    if folder != Path() and folder.resolve() != file.file.parent.resolve():
        raise RenamingError(f"{file.shown} keeps its folder: give the new id alone, and move the file by hand")


def _former_ids(entries: Sequence[Described]) -> Iterator[tuple[EntryFile, str]]:
    for file, document in entries:
        formerly = (document.data or {}).get(FORMERLY)
        for former in formerly if isinstance(formerly, list) else ():
            if isinstance(former, str):
                yield file, former
