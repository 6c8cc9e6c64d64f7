"""What each code means, by example. `EXPLANATIONS` has every code."""

from treatyline.explanations.base import Example, Explanation

__all__ = ["Example", "Explanation"]
