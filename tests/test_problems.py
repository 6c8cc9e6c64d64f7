"""How problems are ordered and told: text, GitHub's annotations, JSON, the closing line."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from treatyline.problems import (
    FORMATS,
    LONGEST_EXCERPT,
    WARNINGS,
    Code,
    Place,
    Problem,
    Severity,
    as_github,
    as_json,
    as_text,
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


def shown(excerpt: str, column: int, width: int = 1) -> list[str]:
    """The excerpt and the caret's line as a terminal has them, without the gutter."""
    lines = as_text(Problem("x.yml", Place(1, column, width), Code.BAD_DATE, "wrong", None, excerpt)).split("\n")
    return [line[len("   1 | ") :] for line in lines[1:]]


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


# --- text


def test_text_has_a_line_to_click_the_excerpt_a_caret_and_the_mend() -> None:
    assert as_text(PROBLEM).split("\n") == [
        'content/agreements/x.yml:8:1: error[unknown-field] unknown field "qoutes"; did you mean "quotes"?',
        "   8 | qoutes: []",
        "     | ^^^^^^",
    ]


def test_a_problem_without_an_excerpt_or_a_mend_is_one_line() -> None:
    assert as_text(WARNING) == "content/agreements/x.yml:3:7: warning[retroactive] too early"


def test_the_gutter_is_as_wide_as_the_number_of_the_line() -> None:
    problem = Problem("x.yml", Place(123456, 2), Code.BAD_DATE, "wrong", None, "ab")
    assert as_text(problem).split("\n")[1:] == ["123456 | ab", "       |  ^"]


@pytest.mark.parametrize(
    ("excerpt", "column", "width", "caret"),
    [
        ("title: x", 8, 1, "       ^"),
        ("協定: x", 5, 1, "      ^"),
        ("協定: x", 1, 2, "^^^^"),
        ("e\u0301te\u0301: x", 6, 1, "   ^"),
        ("คำที่: x", 7, 1, "    ^"),
        ("date:", 6, 1, "     ^"),
        ("date:", 99, 1, "     ^"),
        ("date: x", 7, 500, "      ^"),
        ("", 1, 1, "^"),
    ],
)
def test_the_caret_stands_under_what_is_wrong(excerpt: str, column: int, width: int, caret: str) -> None:
    assert shown(excerpt, column, width) == [excerpt, caret]


def test_what_a_terminal_would_obey_is_shown_as_a_dot() -> None:
    assert shown("a\tb\x1b[31m\u202ec", 2) == ["a·b·[31m·c", " ^"]


@pytest.mark.parametrize(
    ("column", "begins", "ends"), [(1, False, True), (40, False, True), (500, True, True), (1000, True, False)]
)
def test_of_a_long_line_a_window_is_shown(column: int, begins: bool, ends: bool) -> None:
    line = "".join(chr(0x4E00 + number) for number in range(1000))
    excerpt, caret = shown(line, column, 3)
    assert excerpt.startswith("…") == begins
    assert excerpt.endswith("…") == ends
    assert len(excerpt) <= LONGEST_EXCERPT + 2
    ahead = excerpt[: excerpt.index(line[column - 1])]
    assert len(caret) - len(caret.lstrip()) == sum(1 if char == "…" else 2 for char in ahead)


def test_a_line_that_just_fits_is_shown_whole_and_a_window_ends_with_its_line() -> None:
    assert shown("x" * LONGEST_EXCERPT, 90)[0] == "x" * LONGEST_EXCERPT
    line = "x" * (LONGEST_EXCERPT + 1)
    assert shown(line, 1)[0] == "x" * LONGEST_EXCERPT + "…"
    assert shown(line, LONGEST_EXCERPT // 2 + 2)[0] == "…" + "x" * LONGEST_EXCERPT
    assert shown(line, LONGEST_EXCERPT // 2 + 1)[0] == "x" * LONGEST_EXCERPT + "…"


def test_a_line_of_megabytes_is_shown_as_fast_as_any() -> None:
    problem = Problem("x.yml", Place(1, 5_000_000), Code.BAD_DATE, "wrong", None, "x" * 10_000_000)
    assert all(len(line) < 200 for line in as_text(problem).split("\n"))


@given(st.text(), st.integers(1, 300), st.integers(1, 300))
@examples(150)
def test_any_line_can_be_shown(excerpt: str, column: int, width: int) -> None:
    lines = as_text(Problem("x.yml", Place(1, column, width), Code.BAD_DATE, "m", None, excerpt)).split("\n")
    assert len(lines) == 3
    assert all(unicodedata.category(char) not in ("Cc", "Cf", "Cs") for line in lines for char in line)
    assert lines[2].strip(" |").strip("^") == ""
    assert "^" in lines[2]


# --- GitHub


def test_an_annotation_names_file_place_rule_and_mend() -> None:
    assert as_github(PROBLEM) == (
        "::error file=content/agreements/x.yml,line=8,col=1,endColumn=6,title=unknown-field"
        '::unknown field "qoutes"; did you mean "quotes"?'
    )


def test_a_warnings_annotation_is_a_warning() -> None:
    assert as_github(WARNING).startswith("::warning file=content/agreements/x.yml,line=3,col=7,endColumn=7,")


def test_an_annotation_escapes_what_would_end_a_field_or_the_command() -> None:
    problem = Problem("a,b:c%.yml", Place(), Code.BAD_DATE, "50 %\nof\r it, or: all", None)
    assert as_github(problem) == (
        "::error file=a%2Cb%3Ac%25.yml,line=1,col=1,endColumn=1,title=bad-date::50 %25%0Aof%0D it, or: all"
    )


@given(st.text(), st.text())
@examples(200)
def test_no_message_can_begin_a_command_of_its_own(path: str, message: str) -> None:
    line = as_github(Problem(path, Place(), Code.BAD_DATE, message))
    assert not {"\n", "\r"} & set(line)


# --- JSON


def test_json_holds_everything_a_program_needs() -> None:
    assert json.loads(as_json([PROBLEM, WARNING])) == [
        {
            "path": "content/agreements/x.yml",
            "line": 8,
            "column": 1,
            "width": 6,
            "severity": "error",
            "code": "unknown-field",
            "message": 'unknown field "qoutes"',
            "hint": 'did you mean "quotes"?',
        },
        {
            "path": "content/agreements/x.yml",
            "line": 3,
            "column": 7,
            "width": 1,
            "severity": "warning",
            "code": "retroactive",
            "message": "too early",
            "hint": None,
        },
    ]


def test_json_of_nothing_is_an_empty_array() -> None:
    assert json.loads(FORMATS["json"]([], 12)) == []


# --- the whole report


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


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_report_ends_with_the_count(form: str) -> None:
    lines = FORMATS[form]([PROBLEM, WARNING], 3).split("\n")
    assert lines[-1] == "1 error and 1 warning in 1 file, of 3 files checked"
    assert any("qoutes" in line for line in lines)


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_report_of_nothing_is_the_count_alone(form: str) -> None:
    assert FORMATS[form]([], 3) == "3 files checked, no problem found"
