"""What a Markdown page says of itself at its top, as MkDocs reads it (mkdocs/utils/meta.py).

Fields stand in YAML between two lines of hyphens; without those, lines like "Title: words" are taken for fields too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from treatyline.problems import Code, Place, Problem
from treatyline.yaml_source import Document, FieldPath, Marks, Value, parse

_HYPHENS = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r" {0,3}([A-Za-z0-9_-]+):[^\S\n]*(.*)")
_QUOTED_FIELD = re.compile(r"\s*[\"']?[\w-]+[\"']?:")

_NO_FIELDS = frozenset({Code.NOT_A_MAPPING, Code.EMPTY_FILE})
"""What stands between the hyphens is no front matter: MkDocs takes them for lines across the page."""

_HINTS: Mapping[Code, str] = MappingProxyType(
    {
        Code.TOO_DEEP: "front matter needs no more than five",
        Code.TOO_MANY: "front matter is about one page: put long lists below it",
    }
)
"""Mends that are others for an entry."""

_NO_TEXT = re.compile(
    r"true|false|yes|no|on|off|[-+]?\.(inf|nan)|[-+]?[0-9.][0-9_.:]*(e[-+][0-9]+)?|[-+]?0[bx][0-9a-f_]+"
    r"|(?P<day>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t\s].*)?)",
    re.IGNORECASE,
)
"""What YAML 1.1, and so MkDocs, takes for a flag, a number or a day where it is not quoted."""

_FALSE = frozenset({"false", "no", "off"})


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields at the top of a page. Where they are no YAML, each value is a text."""

    document: Document
    is_yaml: bool

    @property
    def fields(self) -> Mapping[str, Value]:
        """The fields to which there is no answer yet."""
        refused = {path[0] for path in self.document.refused if path}
        return {name: value for name, value in (self.document.data or {}).items() if name not in refused}

    def problems(self) -> Iterator[Problem]:
        """What is wrong with their YAML."""
        for problem in self.document.problems:
            if problem.code not in _NO_FIELDS:
                yield replace(problem, hint=self._hint(problem))

    def _hint(self, problem: Problem) -> str | None:
        """The mend; for what may be no front matter at all, also the way to say so."""
        hint = _HINTS.get(problem.code, problem.hint)
        if self.document.data is not None or self._begins_with_a_field():
            return hint
        line = "write *** for a line across the page"
        return f"{hint}, or {line}" if hint else line

    def _begins_with_a_field(self) -> bool:
        said = (line for line in self.document.lines if line.strip() and not line.lstrip().startswith("#"))
        return bool(_QUOTED_FIELD.match(next(said, "")))

    def is_text(self, path: FieldPath, value: Value) -> bool:
        """Whether MkDocs reads a value as a text."""
        return isinstance(value, str) and self._as_other(path, value) is None

    def is_day(self, path: FieldPath, value: Value) -> bool:
        """Whether MkDocs reads a value as a day."""
        other = self._as_other(path, value) if isinstance(value, str) else None
        return bool(other and other["day"])

    def is_nothing(self, path: FieldPath, value: Value) -> bool:
        """Whether a field is as good as not there: a value that is none, or says no."""
        return not value or (isinstance(value, str) and value.lower() in _FALSE and not self.is_text(path, value))

    def _as_other(self, path: FieldPath, value: str) -> re.Match[str] | None:
        """A value that stands there without quotation marks and reads as a flag, a number or a day."""
        other = _NO_TEXT.fullmatch(value) if self.is_yaml else None
        if other is None:
            return None
        place = self.document.marks.value(path)
        is_quoted = self.document.lines[place.line - 1].startswith(("'", '"', "|", ">"), place.column - 1)
        return None if is_quoted else other


def read_front_matter(text: str, path: str) -> FrontMatter:
    """Read the top of a page's text, whatever its line ends; `path` is how problems name the page.

    Places are those in the page. Nothing is raised.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    between = _HYPHENS.match(text)
    if between is None:
        return FrontMatter(_without_hyphens(text, path), is_yaml=False)
    return FrontMatter(parse("\n" + between[1], path), is_yaml=True)


def _without_hyphens(text: str, path: str) -> Document:
    """The fields of a page that begins with lines like "Title: words"; an indented line goes on with the last one."""
    lines = text.split("\n")
    fields: dict[str, Value] = {}
    places: dict[FieldPath, Place] = {}
    for number, line in enumerate(lines, 1):
        if found := _FIELD.match(line):
            name, value = found[1].lower(), found[2].strip()
            fields[name] = value
            places[(name,)] = Place(number, found.start(2) + 1, max(1, len(value)))
        elif not (fields and line.strip() and line.startswith(("    ", "\t"))):
            break
    return Document(path, fields, lines, find_marks=lambda: Marks(places, places))
