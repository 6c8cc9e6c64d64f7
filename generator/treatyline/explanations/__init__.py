"""What each code means, by example. `EXPLANATIONS` has every code, in the order of `Code`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from treatyline.explanations.across import ACROSS
from treatyline.explanations.base import Example, Explanation, Files, Link
from treatyline.explanations.characters import CHARACTERS
from treatyline.explanations.files import FILES
from treatyline.explanations.shapes import SHAPES
from treatyline.explanations.spelling import SPELLING
from treatyline.explanations.values import VALUES
from treatyline.explanations.within import WITHIN
from treatyline.problems import Code

__all__ = ["EXPLANATIONS", "GROUPS", "Example", "Explanation", "Files", "Link"]

_GROUPED: Mapping[str, tuple[Explanation, ...]] = {
    "The file": FILES,
    "The text and its YAML": (*CHARACTERS, *SPELLING),
    "One field": (*SHAPES, *VALUES),
    "The fields of an entry together": WITHIN,
    "Several entries together": ACROSS,
}

GROUPS: Mapping[str, tuple[Code, ...]] = MappingProxyType(
    {heading: tuple(explanation.code for explanation in group) for heading, group in _GROUPED.items()}
)
"""The codes below the heading of each group."""

EXPLANATIONS: Mapping[Code, Explanation] = MappingProxyType(
    {explanation.code: explanation for group in _GROUPED.values() for explanation in group}
)
"""The explanation of each code."""
