"""What the templates of the pages for contributors are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from treatyline.dates import Edtf
from treatyline.explanations import Explanation
from treatyline.model.identifiers import Scheme
from treatyline.pages.views import Card
from treatyline.problems import Code
from treatyline.reference import FileReference


@dataclass(frozen=True, slots=True)
class ManualLinks:
    """The pages of the manual; `contribute` is None where the site has no page of its own for contributors."""

    fields: str
    problems: str
    schema: str
    work: str
    contribute: str | None


@dataclass(frozen=True, slots=True)
class Shortfall:
    """An agreement, and what it lacks of one kind: names, or none where there is nothing to name."""

    card: Card
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """One kind of work on a collection, by its name; `out_of` is how many agreements it could concern."""

    name: str
    shortfalls: tuple[Shortfall, ...]
    out_of: int


@dataclass(frozen=True, slots=True)
class WorkView:
    """What a collection lacks, one kind after another."""

    links: ManualLinks
    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class FieldsView:
    """Every field of every file, how dates and numbers of registers are written, and where warnings are explained."""

    links: ManualLinks
    files: tuple[FileReference, ...]
    dates: tuple[Edtf, ...]
    registers: Mapping[str, Scheme]
    warnings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A code in a list, with the first sentence on it."""

    code: Code
    page: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ProblemsView:
    """All codes, under the heading of their group."""

    links: ManualLinks
    groups: tuple[tuple[str, tuple[ProblemLine, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What a code means, the heading of its group, and the codes before and after it."""

    links: ManualLinks
    explanation: Explanation
    group: str
    previous: ProblemLine | None
    next: ProblemLine | None
