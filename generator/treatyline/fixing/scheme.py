"""What a file's fields mean to whom rewrites it: their order, and which of them are more than text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from pydantic import BaseModel

from treatyline.dates import Edtf
from treatyline.model import Agreement, Party, Topic
from treatyline.problems import FieldPath
from treatyline.shape import field_at, fields_at, find_type


@dataclass(frozen=True, slots=True)
class Scheme:
    """The model that describes a file; `depth` is the number of names above each thing that it describes."""

    model: type[BaseModel]
    depth: int

    def order(self, path: FieldPath) -> Sequence[str]:
        """The names of the fields of the mapping at a path, in the order in which a file should have them."""
        return fields_at(self.model, path[self.depth :]) if len(path) >= self.depth else ()

    def is_typed(self, path: FieldPath) -> bool:
        """Whether a value is a date, a number, a flag or a word of a vocabulary: none stands in quotation marks."""
        return _is_typed(self.model, tuple(0 if isinstance(step, int) else step for step in path[self.depth :]))


@cache
def _is_typed(model: type[BaseModel], path: FieldPath) -> bool:
    """As `is_typed`, for the first element of each list: all are alike."""
    field = field_at(model, path)
    return field is not None and any(find_type(field.annotation, kind) for kind in (Edtf, bool, int, Enum))


ENTRY = Scheme(Agreement, 0)
PARTIES = Scheme(Party, 1)
TOPICS = Scheme(Topic, 1)
