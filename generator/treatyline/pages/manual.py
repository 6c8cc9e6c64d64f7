"""The manual for contributors: what a file may say, and what each code means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from treatyline.dates import parse
from treatyline.explanations import EXPLANATIONS, GROUPS, Explanation
from treatyline.model import SCHEMES
from treatyline.pages import address
from treatyline.pages.base import Page, shortened
from treatyline.pages.manual_views import FieldsView, ManualLinks, ProblemLine, ProblemsView, ProblemView
from treatyline.problems import WARNINGS
from treatyline.reference import reference

DATES = tuple(
    map(
        parse,
        [
            *("2013-01-30", "2013-01", "2013", "1380~", "1380?", "1380%", "172X", "1964-XX-16"),
            *("1950-21", "1990/1995", "1949-04/..", "-0043"),
        ],
    )
)
"""One date of each form: as precise as it is known, about, uncertain, both, with digits unknown, spring, spans, BC."""


def manual_pages(content: Path) -> Iterator[Page]:
    """Every page of the manual, in the order of `outline`."""
    links = manual_links(content)
    yield _fields(links)
    yield _problems(links)
    yield from _each_problem(links)


def manual_links(content: Path) -> ManualLinks:
    """The ways from one page for contributors to the others."""
    own = (content / address.CONTRIBUTE).is_file()
    contribute = address.CONTRIBUTE if own else None
    return ManualLinks(address.FIELDS, address.PROBLEMS, address.SCHEMA, address.WORK, contribute)


def _fields(links: ManualLinks) -> Page:
    warnings = {code.value: address.problem_page(code) for code in WARNINGS}
    view = FieldsView(links, reference(), DATES, SCHEMES, warnings)
    description = "Every field that an entry, parties.yml and topics.yml may have: its shape, its meaning, an example."
    return Page(
        address.FIELDS,
        "The fields of an entry",
        description,
        "pages/fields.html",
        view,
        is_listing=True,
        is_manual=True,
    )


def _problems(links: ManualLinks) -> Page:
    groups = {heading: tuple(_line(EXPLANATIONS[code]) for code in codes) for heading, codes in GROUPS.items()}
    return Page(
        address.PROBLEMS,
        "Errors and warnings",
        "Everything that a check can find wrong with a collection, what it means and how to mend it.",
        "pages/problems.html",
        ProblemsView(links, tuple(groups.items())),
        is_listing=True,
        is_manual=True,
    )


def _each_problem(links: ManualLinks) -> Iterator[Page]:
    headings = {code: heading for heading, codes in GROUPS.items() for code in codes}
    lines = [_line(explanation) for explanation in EXPLANATIONS.values()]
    around = zip([None, *lines], lines, [*lines[1:], None], strict=False)
    for before, line, after in around:
        explanation = EXPLANATIONS[line.code]
        view = ProblemView(links, explanation, headings[line.code], before, after)
        description = shortened(f"{line.code.severity.capitalize()}: {explanation.means}")
        yield Page(line.page, line.code.value, description, "pages/problem.html", view, is_manual=True)


def _line(explanation: Explanation) -> ProblemLine:
    return ProblemLine(explanation.code, address.problem_page(explanation.code), explanation.in_short)
