"""What a renaming consists of, and why there can be none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from treatyline.contents import shown_path
from treatyline.problems import visible


class RenamingError(Exception):
    """Why nothing was renamed, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The id that an agreement has, and the one that it gets."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A file with its text before and after; `target` is where it then stands, another place for the renamed entry."""

    file: Path
    target: Path
    before: str
    after: str

    @property
    def is_move(self) -> bool:
        """Whether the file gets another name."""
        return self.target != self.file

    @property
    def shown(self) -> str:
        """The file as people are told of it."""
        return shown_path(self.file)

    @property
    def shown_target(self) -> str:
        """Where it then stands, as people are told of it."""
        return shown_path(self.target)

    @property
    def difference(self) -> Iterator[str]:
        """What changes, as `diff -u` tells it, with nothing in it that a terminal would obey."""
        before, after = self.before.splitlines(), self.after.splitlines()
        names = f"{self.shown} (now)", f"{self.shown_target} ({'renamed' if self.is_move else 'mended'})"
        return (visible(line) for line in unified_diff(before, after, *names, lineterm=""))


def text_in(file: Path) -> tuple[str, str]:
    """A file's byte-order mark, empty where it has none, and its text with its line ends as they are.

    Raises RenamingError.
    """
    try:
        text = file.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as error:
        raise RenamingError(f"{shown_path(file)} can no longer be read") from error
    body = text.removeprefix("\ufeff")
    return text[: len(text) - len(body)], body
