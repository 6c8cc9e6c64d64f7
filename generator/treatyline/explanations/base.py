"""What an explanation of a code consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from treatyline.problems import Code

Files: TypeAlias = Mapping[str, str]
"""Texts of a small collection by their path below the content folder."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of how to write something.

    `shown` is what a reader sees. `files` is a whole collection in which it stands: what checks the example.
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
