"""Chance that falls alike everywhere: every choice comes from the one sequence that Python promises to keep."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")


class Draw:
    """Choices from a seed. Of `Random`, only `random()` gives the same numbers in all versions of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def chance(self, share: float) -> bool:
        """True in so many cases of one: 0 never, 1 always."""
        return self._random() < share

    def number(self, least: int, most: int) -> int:
        """A whole number, both ends included."""
        return least + int(self._random() * (most - least + 1))

    def one(self, choices: Sequence[Choice]) -> Choice:
        """One of some choices."""
        return choices[self.number(0, len(choices) - 1)]

    def weighted(self, choices: Sequence[Choice], weights: Sequence[float]) -> Choice:
        """One of some choices, each as likely as its weight."""
        sums = list(accumulate(weights))
        point = self._random() * sums[-1]
        return next(choice for choice, upto in zip(choices, sums, strict=True) if point < upto)

    def several(self, choices: Sequence[Choice], count: int) -> list[Choice]:
        """So many different ones of some choices, in the order drawn."""
        left = list(choices)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]
