"""What an explanation of a code consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from treatyline.problems import Code


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link in the place of a file; `target` is seen from the folder in which it stands."""

    target: str


Files: TypeAlias = Mapping[str, str | bytes | Link]
"""A small collection: what stands at each path below the content folder. Bytes are a text that is not UTF-8."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of how to write something.

    `shown` is what a reader sees: lines of a file, or the names of files; a character that cannot be seen stands in it
    as [U+200B] or [tab]. `files` is a whole collection in which it stands: what checks the example.
    """

    shown: str
    files: Files


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means, why its rule exists, an example that breaks the rule, and the same one put right."""

    code: Code
    means: str
    why: str
    wrong: Example
    right: Example
    is_mended: bool = False
    """Whether `treatyline fix` makes the right example out of the wrong one."""

    @property
    def in_short(self) -> str:
        """The first sentence of what it means, which fits a list of codes."""
        return f"{self.means.partition('. ')[0].removesuffix('.')}."
