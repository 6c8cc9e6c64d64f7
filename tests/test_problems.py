"""How problems are ordered and counted."""

from __future__ import annotations

import pytest

from treatyline.problems import (
    WARNINGS,
    Code,
    Place,
    Problem,
    Severity,
    errors_in,
    in_order,
    one_of,
    quoted,
    tally,
)

PROBLEM = Problem(
    "content/agreements/x.yml",
    Place(8, 1, 6),
    Code.UNKNOWN_FIELD,
    'unknown field "qoutes"',
    'did you mean "quotes"?',
    "qoutes: []",
)
WARNING = Problem("content/agreements/x.yml", Place(3, 7), Code.RETROACTIVE, "too early")


# --- severity and order


def test_a_rule_is_always_an_error_or_always_a_warning() -> None:
    assert Code.BAD_DATE.severity is Severity.ERROR
    assert {code for code in Code if code.severity is Severity.WARNING} == WARNINGS


def test_errors_are_told_apart_from_warnings() -> None:
    assert errors_in([WARNING, PROBLEM, WARNING]) == (PROBLEM,)


def test_problems_are_sorted_by_file_line_column_and_code() -> None:
    def problem(path: str, line: int, column: int, code: Code) -> Problem:
        return Problem(path, Place(line, column), code, "wrong")

    expected = (
        problem("a.yml", 2, 9, Code.BAD_URL),
        problem("a.yml", 10, 1, Code.BAD_DATE),
        problem("a.yml", 10, 1, Code.BAD_URL),
        problem("a.yml", 10, 2, Code.BAD_DATE),
        problem("b.yml", 1, 1, Code.BAD_DATE),
    )
    assert in_order(reversed(expected)) == expected


def test_what_was_said_twice_is_told_once() -> None:
    assert in_order([PROBLEM, WARNING, PROBLEM]) == (WARNING, PROBLEM)


# --- words


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2013-02-30", '"2013-02-30"'),
        ("x" * 60, f'"{"x" * 60}"'),
        ("x" * 61, f'"{"x" * 60}…"'),
        ("a\nb\u200bc\x00", r'"a\u000ab\u200bc\u0000"'),
        ("\n" * 60, '"' + r"\u000a" * 60 + '"'),
        ("Казахстан", '"Казахстан"'),
    ],
)
def test_a_quoted_value_is_short_and_hides_nothing(value: str, expected: str) -> None:
    assert quoted(value) == expected


@pytest.mark.parametrize(
    ("choices", "expected"), [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")]
)
def test_choices_are_told_as_a_person_says_them(choices: list[str], expected: str) -> None:
    assert one_of(choices) == expected


# --- the closing line


@pytest.mark.parametrize(
    ("problems", "checked", "expected"),
    [
        ([], 0, "0 files checked, no problem found"),
        ([], 1, "1 file checked, no problem found"),
        ([PROBLEM], 1, "1 error in 1 file, of 1 file checked"),
        ([WARNING, WARNING], 5, "2 warnings in 1 file, of 5 files checked"),
        ([PROBLEM, WARNING], 5, "1 error and 1 warning in 1 file, of 5 files checked"),
        (
            [PROBLEM, Problem("y.yml", Place(), Code.BAD_DATE, "wrong")],
            5,
            "2 errors in 2 files, of 5 files checked",
        ),
    ],
)
def test_the_closing_line_counts(problems: list[Problem], checked: int, expected: str) -> None:
    assert tally(problems, checked) == expected
