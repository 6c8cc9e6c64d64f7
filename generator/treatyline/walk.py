"""Everything below a folder, found once: what it is, without opening it or following a link."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto
from pathlib import Path

DEEPEST = 20
"""Folders inside one another that are gone into; much deeper, Python's own ways through folders break off."""


class Kind(Enum):
    """What stands at a path."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    SPECIAL = auto()
    """A pipe, a socket or a device: reading it may never end."""
    LOCKED = auto()
    """A folder that cannot be listed."""
    TOO_DEEP = auto()
    """A folder that was not gone into."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something below a folder; `steps` are the names that lead to it from there. `trouble` is the system's word."""

    file: Path
    steps: tuple[str, ...]
    kind: Kind
    trouble: str | None = None

    @property
    def name(self) -> str:
        """The last of the names."""
        return self.file.name

    @property
    def is_hidden(self) -> bool:
        """Whether it, or a folder in which it stands, has a name that begins with a dot."""
        return any(step.startswith(".") for step in self.steps)


def walk(folder: Path) -> Iterator[Found]:
    """Everything below a folder in the order of paths, each folder before what it holds; none where there is no folder.

    Links are given and not followed, but for the folder itself, which is given only where it cannot be listed.
    """
    ahead = [Found(folder, (), Kind.FOLDER)] if folder.is_dir() else []
    while ahead:
        found = ahead.pop()
        if found.kind is Kind.FOLDER:
            found, *below = _listed(found)
            ahead.extend(below)
        if found.steps or found.kind is not Kind.FOLDER:
            yield found


def kind_at(file: Path) -> Kind:
    """What stands at a path by itself."""
    if file.is_symlink():
        return Kind.LINK
    if file.is_dir():
        return Kind.FOLDER
    return Kind.FILE if file.is_file() else Kind.SPECIAL


def _listed(folder: Found) -> list[Found]:
    """A folder, then what it holds from the last name to the first."""
    if len(folder.steps) > DEEPEST:
        return [replace(folder, kind=Kind.TOO_DEEP)]
    try:
        with os.scandir(folder.file) as listing:
            entries = sorted(listing, key=lambda entry: entry.name, reverse=True)
    except OSError as error:
        return [replace(folder, kind=Kind.LOCKED, trouble=error.strerror)]
    return [folder, *(Found(folder.file / entry.name, (*folder.steps, entry.name), _kind(entry)) for entry in entries)]


def _kind(entry: os.DirEntry[str]) -> Kind:
    if entry.is_symlink():
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.SPECIAL
