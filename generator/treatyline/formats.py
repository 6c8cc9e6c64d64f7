"""How problems are told: to people, to GitHub, to reviewdog and to other programs."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from treatyline.problems import Code, How, Place, Problem, Severity, errors_in, tally


def _nowhere(code: Code) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: problems in order, and the number of files that were checked.

    `page` gives the address of the page that explains a code; None where no such page is known.
    """

    problems: Sequence[Problem]
    checked: int
    page: Callable[[Code], str | None] = _nowhere

    @property
    def tally(self) -> str:
        """The closing line."""
        return tally(self.problems, self.checked)


# For people and editors


def text(report: Report) -> str:
    """Every problem with its line and where it is explained, then how many there are."""
    told = (f"{as_text(problem)}\n     = {_explained(problem.code, report)}" for problem in report.problems)
    return "\n".join([*told, report.tally])


def as_text(problem: Problem) -> str:
    """A line that editors and terminals can click, the offending line and a caret under it."""
    place = problem.place
    head = f"{problem.path}:{place.line}:{place.column}: {problem.severity}[{problem.code}] {problem.sentence}"
    if problem.excerpt is None:
        return head
    shown, start, width = _window(problem.excerpt, place)
    gutter = f"{place.line:>4}"
    return f"{head}\n{gutter} | {shown}\n{' ' * len(gutter)} | {' ' * start}{'^' * width}"


def _explained(code: Code, report: Report) -> str:
    """Where to read more about a code."""
    return report.page(code) or f"treatyline explain {code}"


LONGEST_EXCERPT = 100
"""Columns of a line that are shown; a longer line is cut to a window around the place."""


def _window(line: str, place: Place) -> tuple[str, int, int]:
    """The part of a line around a place, the column of the caret in it (from 0), and the caret's width."""
    start = min(place.column - 1, len(line))
    left = max(0, start - LONGEST_EXCERPT // 2) if len(line) > LONGEST_EXCERPT else 0
    part = "".join(char if char.isprintable() else "·" for char in line[left : left + LONGEST_EXCERPT])
    offset = start - left
    width = max(1, min(place.width, len(part) - offset))
    before, after = "…" * (left > 0), "…" * (left + LONGEST_EXCERPT < len(line))
    indent = _columns(before + part[:offset])
    return before + part + after, indent, max(1, _columns(part[offset : offset + width]))


def _columns(text: str) -> int:
    """Columns that a terminal gives a text: wide East Asian characters take two, combining marks none."""
    return sum(
        0 if unicodedata.category(char) in ("Mn", "Me") else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


# For GitHub


def github(report: Report) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request: the first ten of a step."""
    return "\n".join([*(as_github(problem, report.page(problem.code)) for problem in report.problems), report.tally])


def as_github(problem: Problem, page: str | None = None) -> str:
    """One workflow command; `page` explains the problem's code."""
    place = problem.place
    last = place.column + max(place.width, 1) - 1
    position = f"line={place.line},col={place.column},endColumn={last}"
    where = f"file={_escape_property(problem.path)},{position},title={_escape_property(problem.code)}"
    return f"::{problem.severity} {where}::{_escape_data(problem.sentence + (f' ({page})' if page else ''))}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def summary(report: Report) -> str:
    """A table in GitHub's Markdown for the summary of a job, with every problem."""
    lines = [f"### {report.tally.capitalize()}", ""]
    if report.problems:
        lines += ["| Where | What | How to mend it |", "| --- | --- | --- |"]
        lines += [f"| {' | '.join(_cells(problem, report))} |" for problem in report.problems]
    return "\n".join(lines)


def _cells(problem: Problem, report: Report) -> Iterator[str]:
    page = report.page(problem.code)
    code = f"[{problem.code}]({page})" if page else f"`{problem.code}`"
    yield f"{_escape_markdown(problem.path)}:{problem.place.line}:{problem.place.column}"
    yield f"{problem.severity} {code}: {_escape_markdown(problem.message)}"
    yield _escape_markdown(problem.hint or "")


_MARKUP = re.compile(r"[&<>|`*_\[\]()\\#@~$!]")


def _escape_markdown(text: str) -> str:
    """A text as the cell of a table, in which nothing is markup and nobody is called by name."""
    return " ".join(_MARKUP.sub(lambda char: f"&#{ord(char[0])};", text).split())


# For programs


def as_json(report: Report) -> str:
    """One JSON array with an object a problem; columns and lines count from 1, `url` is its code's page."""
    rows = [
        {
            "path": problem.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "width": problem.place.width,
            "severity": problem.severity,
            "code": problem.code,
            "message": problem.message,
            "hint": problem.hint,
            "url": report.page(problem.code),
        }
        for problem in report.problems
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def rdjson(report: Report) -> str:
    """The format of reviewdog (Reviewdog Diagnostic Format); columns count the bytes of UTF-8 from 1."""
    document = {
        "source": {"name": "treatyline"},
        "severity": "ERROR" if errors_in(report.problems) else "WARNING",
        "diagnostics": [_diagnostic(problem, report.page(problem.code)) for problem in report.problems],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _diagnostic(problem: Problem, page: str | None) -> Mapping[str, object]:
    stretch = _range(problem)
    told = {
        "message": problem.sentence,
        "location": {"path": problem.path, "range": stretch},
        "severity": "ERROR" if problem.severity is Severity.ERROR else "WARNING",
        "code": {"value": problem.code} | ({"url": page} if page else {}),
    }
    return told | ({"suggestions": [{"range": stretch, "text": instead}]} if (instead := _instead(problem)) else {})


def _instead(problem: Problem) -> str | None:
    """What may be written over the marked words; None where the mend is another."""
    mend = problem.mend
    return mend.text if mend and mend.how in (How.REPLACE, How.RENAME) and "\n" not in mend.text else None


def _range(problem: Problem) -> dict[str, dict[str, int]]:
    place = problem.place
    line = problem.excerpt or ""
    ends = (place.column - 1, place.column - 1 + place.width)
    start, end = (len(line[:end].encode()) + 1 for end in ends)
    return {"start": {"line": place.line, "column": start}, "end": {"line": place.line, "column": end}}


FORMATS: Mapping[str, Callable[[Report], str]] = MappingProxyType(
    {
        "text": text,
        "github": github,
        "json": as_json,
        "rdjson": rdjson,
        "summary": summary,
    }
)
"""Name of a format to the function that writes a whole report."""
