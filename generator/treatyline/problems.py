"""What can be wrong with a collection, and how it is told.

A problem names its place, a code, what is wrong and how to mend it. All problems of a run are collected and sorted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TypeAlias


class Severity(StrEnum):
    """An error stops a build; a warning asks a person to look."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The name of a rule: what `accepts` refers to, and what a contributor can look up."""

    # the file
    BAD_FILE_NAME = "bad-file-name"
    STRAY_FILE = "stray-file"
    SYMBOLIC_LINK = "symbolic-link"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf8"
    # the text and its YAML
    CONTROL_CHARACTER = "control-character"
    INVISIBLE_CHARACTER = "invisible-character"
    TAB_INDENTATION = "tab-indentation"
    EMPTY_FILE = "empty-file"
    SEVERAL_DOCUMENTS = "several-documents"
    YAML_SYNTAX = "yaml-syntax"
    ANCHOR = "anchor"
    ALIAS = "alias"
    MERGE_KEY = "merge-key"
    TAG = "tag"
    DUPLICATE_KEY = "duplicate-key"
    COMPLEX_KEY = "complex-key"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    # one field
    NOT_A_MAPPING = "not-a-mapping"
    NOT_A_LIST = "not-a-list"
    NOT_TEXT = "not-text"
    EMPTY_VALUE = "empty-value"
    UNKNOWN_FIELD = "unknown-field"
    MISSING_FIELD = "missing-field"
    UNKNOWN_VALUE = "unknown-value"
    BAD_DATE = "bad-date"
    BAD_URL = "bad-url"
    BAD_LINK = "bad-link"
    BAD_ID = "bad-id"
    BAD_CODE = "bad-code"
    BAD_NUMBER = "bad-number"
    BAD_FLAG = "bad-flag"
    BAD_LANGUAGE = "bad-language"
    BAD_IDENTIFIER = "bad-identifier"
    TOO_LONG = "too-long"
    REPEATED_VALUE = "repeated-value"
    CONFLICTING_FIELDS = "conflicting-fields"
    # across fields
    UNKNOWN_PARTY = "unknown-party"
    UNKNOWN_TOPIC = "unknown-topic"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_SUPPORT = "unknown-support"
    NOT_A_PARTY = "not-a-party"
    PARTY_NOT_YET = "party-not-yet"
    PARTY_NO_MORE = "party-no-more"
    ENDED_TOO_EARLY = "ended-too-early"
    RETROACTIVE = "retroactive"
    FAR_FROM_LIFE = "far-from-life"
    IN_THE_FUTURE = "in-the-future"
    NEEDLESS_ACCEPT = "needless-accept"
    # across entries
    SAME_ID = "same-id"
    UNKNOWN_AGREEMENT = "unknown-agreement"
    RELATION_CYCLE = "relation-cycle"
    PROBABLE_DUPLICATE = "probable-duplicate"
    SAME_NAME = "same-name"
    SAME_SLUG = "same-slug"
    PAGE_COLLISION = "page-collision"

    @property
    def severity(self) -> Severity:
        """A rule is always an error or always a warning."""
        return Severity.WARNING if self in WARNINGS else Severity.ERROR


WARNINGS = frozenset(
    {
        Code.PARTY_NOT_YET,
        Code.PARTY_NO_MORE,
        Code.RETROACTIVE,
        Code.FAR_FROM_LIFE,
        Code.IN_THE_FUTURE,
        Code.PROBABLE_DUPLICATE,
    }
)
"""Rules that ask a person to look; an entry can accept one with a reason."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file: line and column count from 1 in characters; width is what the caret underlines."""

    line: int = 1
    column: int = 1
    width: int = 1


FieldPath: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the top of a file; the empty path is the whole."""


class How(Enum):
    """What a mend does to what stands at a path."""

    REPLACE = auto()
    """Write another text for the value."""
    RENAME = auto()
    """Write another name for the field."""
    DELETE = auto()
    """Take out the field, or the element of a list."""
    ENLIST = auto()
    """Make the value the one element of a list."""
    CLEAN = auto()
    """Take characters that no text may hold out of the whole file."""


@dataclass(frozen=True, slots=True)
class Mend:
    """A change of a file after which a problem is gone, where nobody need decide anything."""

    path: FieldPath
    how: How
    text: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong at one place.

    `path` is shown as it stands: relative to the working folder where it can be. `hint` says how to mend it.
    `excerpt` is the offending line of the file; None where there is none to show. `mend` is None where a person has
    to decide what is meant.
    """

    path: str
    place: Place
    code: Code
    message: str
    hint: str | None = None
    excerpt: str | None = None
    mend: Mend | None = None

    @property
    def severity(self) -> Severity:
        """That of the code."""
        return self.code.severity

    @property
    def sentence(self) -> str:
        """The message with its mend."""
        return f"{self.message}; {self.hint}" if self.hint else self.message

    @property
    def order(self) -> tuple[str, int, int, str, str, str]:
        """A total order: file, place, code, words."""
        return (self.path, self.place.line, self.place.column, self.code, self.message, self.hint or "")


MOST_TOLD = 100
"""Problems of one file that one stage tells one by one; of more it tells the number."""


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort problems by file and place; what was said twice is told once."""
    return tuple(sorted(set(problems), key=lambda problem: problem.order))


def errors_in(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that stop a build."""
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def visible(text: str) -> str:
    """A text on one line, with nothing invisible in it."""
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


def quoted(value: str, longest: int = 60) -> str:
    """A value for a message: in quotation marks, on one line, shortened, with nothing invisible in it."""
    return f'"{visible(value[:longest])}…"' if len(value) > longest else f'"{visible(value)}"'


def one_of(choices: Sequence[str]) -> str:
    """Choices for a message: "a, b or c"."""
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def tally(problems: Sequence[Problem], checked: int) -> str:
    """The closing line: how many errors and warnings in how many files."""
    errors = len(errors_in(problems))
    warnings = len(problems) - errors
    found = [counted(errors, "error")] * bool(errors) + [counted(warnings, "warning")] * bool(warnings)
    if not found:
        return f"{counted(checked, 'file')} checked, no problem found"
    files = len({problem.path for problem in problems})
    return f"{' and '.join(found)} in {counted(files, 'file')}, of {counted(checked, 'file')} checked"


def counted(number: int, noun: str) -> str:
    """A number of things in words: "1 file", "1,204 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
