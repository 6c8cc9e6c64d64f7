"""How problems are told: text, GitHub's annotations and summary, JSON, reviewdog's format."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.helpers import examples
from treatyline.formats import FORMATS, LONGEST_EXCERPT, Report, as_github, as_json, as_text
from treatyline.problems import Code, How, Mend, Place, Problem

PROBLEM = Problem(
    "content/agreements/x.yml",
    Place(8, 1, 6),
    Code.UNKNOWN_FIELD,
    'unknown field "qoutes"',
    'did you mean "quotes"?',
    "qoutes: []",
)
WARNING = Problem("content/agreements/x.yml", Place(3, 7), Code.RETROACTIVE, "too early")


BOTH = Report([PROBLEM, WARNING], 3, lambda code: f"https://example.org/problems/{code}/")


def shown(excerpt: str, column: int, width: int = 1) -> list[str]:
    """The excerpt and the caret's line as a terminal has them, without the gutter."""
    lines = as_text(Problem("x.yml", Place(1, column, width), Code.BAD_DATE, "wrong", None, excerpt)).split("\n")
    return [line[len("   1 | ") :] for line in lines[1:]]


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
    assert json.loads(as_json(BOTH)) == [
        {
            "path": "content/agreements/x.yml",
            "line": 8,
            "column": 1,
            "width": 6,
            "severity": "error",
            "code": "unknown-field",
            "message": 'unknown field "qoutes"',
            "hint": 'did you mean "quotes"?',
            "url": "https://example.org/problems/unknown-field/",
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
            "url": "https://example.org/problems/retroactive/",
        },
    ]


def test_json_of_nothing_is_an_empty_array() -> None:
    assert json.loads(FORMATS["json"](Report([], 12))) == []


# --- reviewdog


def diagnostics(*problems: Problem) -> list[dict[str, object]]:
    """What reviewdog is given of some problems."""
    return list(json.loads(FORMATS["rdjson"](Report(problems, 1, BOTH.page)))["diagnostics"])


def test_reviewdog_is_told_the_stretch_the_rule_and_its_page() -> None:
    assert diagnostics(PROBLEM) == [
        {
            "message": 'unknown field "qoutes"; did you mean "quotes"?',
            "location": {
                "path": "content/agreements/x.yml",
                "range": {"start": {"line": 8, "column": 1}, "end": {"line": 8, "column": 7}},
            },
            "severity": "ERROR",
            "code": {"value": "unknown-field", "url": "https://example.org/problems/unknown-field/"},
        }
    ]


def test_reviewdogs_columns_count_bytes() -> None:
    problem = Problem("x.yml", Place(1, 4, 2), Code.BAD_DATE, "wrong", None, "é: äö")
    (told,) = diagnostics(problem)
    assert told["location"]["range"] == {  # type: ignore[index]
        "start": {"line": 1, "column": 5},
        "end": {"line": 1, "column": 9},
    }


def test_a_sure_mend_is_a_suggestion_where_it_only_writes_over_the_marked_words() -> None:
    wrong = Problem("x.yml", Place(1, 7, 10), Code.BAD_DATE, "wrong", None, "date: 2013/01/30")
    for mend, suggested in [
        (None, False),
        (Mend(("date",), How.REPLACE, "2013-01-30"), True),
        (Mend(("date",), How.DELETE), False),
    ]:
        (told,) = diagnostics(Problem(*(wrong.path, wrong.place, wrong.code, "wrong", None, wrong.excerpt, mend)))
        assert ("suggestions" in told) is suggested


def test_reviewdog_is_told_nothing_of_nothing() -> None:
    assert json.loads(FORMATS["rdjson"](Report([], 1)))["diagnostics"] == []


# --- the summary of a job


def test_the_summary_has_every_problem_as_a_row_with_a_link_to_its_rule() -> None:
    many = Report([PROBLEM] * 40 + [WARNING], 3, BOTH.page)
    lines = FORMATS["summary"](many).split("\n")
    assert lines[0] == "### 40 errors and 1 warning in 1 file, of 3 files checked"
    assert sum("unknown-field" in line for line in lines) == 40
    assert "[retroactive](https://example.org/problems/retroactive/)" in lines[-1]


def test_the_summary_of_nothing_is_one_line() -> None:
    assert FORMATS["summary"](Report([], 3)) == "### 3 files checked, no problem found\n"


@pytest.mark.parametrize(
    "words", ["a | b", "<img src=x onerror=alert(1)>", "**bold**", "[a](https://evil.example)", "`x`"]
)
def test_nothing_of_an_entry_is_markup_in_the_summary(words: str) -> None:
    report = Report([Problem("x.yml", Place(), Code.BAD_DATE, words, words)], 1)
    html = MarkdownIt("gfm-like", {"linkify": False}).render(FORMATS["summary"](report))
    assert html.count("<td>") == 3
    for markup in ("<img", "<strong>", "<a ", "<code>x"):
        assert markup not in html


# --- the whole report


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_report_ends_with_the_count(form: str) -> None:
    lines = FORMATS[form](BOTH).split("\n")
    assert lines[-1] == "1 error and 1 warning in 1 file, of 3 files checked"
    assert any("qoutes" in line for line in lines)


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_report_of_nothing_is_the_count_alone(form: str) -> None:
    assert FORMATS[form](Report([], 3)) == "3 files checked, no problem found"


def test_each_problem_leads_to_the_page_of_its_rule() -> None:
    for form in ("text", "github", "json", "rdjson", "summary"):
        told = FORMATS[form](BOTH)
        assert "https://example.org/problems/unknown-field/" in told
        assert "https://example.org/problems/retroactive/" in told


def test_where_no_page_is_known_the_command_that_explains_is_named() -> None:
    assert "     = treatyline explain retroactive\n" in FORMATS["text"](Report([WARNING], 1))
