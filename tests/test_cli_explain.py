"""`treatyline explain` as a contributor calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.sitekit import write
from treatyline.cli import main
from treatyline.explanations import EXPLANATIONS, GROUPS
from treatyline.problems import WARNINGS, Code

RETROACTIVE = """\
retroactive (warning)

It entered into force before its own date. Check both days; if the agreement
does take effect from an earlier day, accept the warning and name the clause
that says so.

Wrong:

    date: 2001-05-17
    in_force: 2001-01-01

Right:

    date: 2001-05-17
    in_force: 2001-01-01
    accepts:
      - code: retroactive
        why: Article 9 gives it effect from the beginning of the year.

Why: Effect from an earlier day is real but rare; two dates in each other's
place are common. Somebody looks once, and the reason then stands in the entry
for the next one who wonders.
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder, and a terminal of eighty columns."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def explain(*words: str) -> Result:
    return CliRunner().invoke(main, ["explain", *words], catch_exceptions=False)


# --- one code


def test_a_code_is_explained_with_what_is_wrong_what_is_right_and_why() -> None:
    result = explain("retroactive")
    assert (result.exit_code, result.output) == (0, RETROACTIVE)


@pytest.mark.parametrize("code", Code)
def test_every_code_can_be_explained(code: Code) -> None:
    result = explain(code)
    assert result.exit_code == 0
    assert result.output.startswith(f"{code} ({code.severity})\n")
    for line in (*EXPLANATIONS[code].wrong.shown.split("\n"), *EXPLANATIONS[code].right.shown.split("\n")):
        assert f"    {line}\n" in result.output


@pytest.mark.parametrize("code", Code)
def test_it_is_said_where_a_command_does_it(code: Code) -> None:
    said = "\n\n`treatyline fix` does this for you.\n\nWhy: "
    assert (said in explain(code).output) is EXPLANATIONS[code].is_mended


@pytest.mark.parametrize("word", ["Bad-Date", "bad_date", "BAD DATE", " bad-date "])
def test_a_code_may_be_written_in_other_ways(word: str) -> None:
    assert explain(word).output == explain("bad-date").output


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("retroctive", 'there is no code "retroctive"; did you mean retroactive?'),
        ("symlink", 'there is no code "symlink"; did you mean symbolic-link or bad-link?'),
        ("xyzzy", 'there is no code "xyzzy"; the command without a code lists all there are'),
    ],
)
def test_an_unknown_code_is_answered_by_the_nearest_ones(word: str, said: str) -> None:
    result = explain(word)
    assert result.exit_code == 2
    assert f"Error: {said}\n" in result.output


def test_a_long_unknown_code_is_shortened_and_shows_what_it_hides() -> None:
    assert f'there is no code "a\\u200b{"x" * 58}…"; ' in explain("a\u200b" + "x" * 500).output


@pytest.mark.parametrize("columns", [1, 40, 60, 100, 300])
def test_the_text_fits_the_terminal_and_no_code_or_date_is_broken(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = explain("bad-date").output.split("\n")
    assert max(map(len, lines)) <= max(40, min(columns, 100))
    assert not any(line.endswith("-") for line in lines)
    assert "2001-05-17," in explain("bad-date").output


# --- its page


def test_it_ends_with_the_page_of_the_code_where_the_site_has_an_address(here: Path) -> None:
    write(here, {"mkdocs.yml": "site_url: https://example.org/treaties\n"})
    page = "https://example.org/treaties/contribute/problems/bad-date/\n"
    assert explain("bad-date").output.endswith(f"\n\n{page}")


def test_the_site_can_stand_elsewhere(here: Path) -> None:
    write(here, {"elsewhere/mkdocs.yml": "site_url: https://example.org/\nuse_directory_urls: false\n"})
    page = "https://example.org/contribute/problems/bad-date.html\n"
    assert explain("--content", "elsewhere/content", "bad-date").output.endswith(f"\n\n{page}")
    assert "https://" not in explain("bad-flag").output


# --- all of them


def test_without_a_code_all_are_listed_by_group_with_a_line_each() -> None:
    result = explain()
    assert result.exit_code == 0
    lines = result.output.split("\n")
    assert [line for line in lines if line in GROUPS] == list(GROUPS)
    rows = [line.split() for line in lines if line.startswith("  ")]
    assert [row[0].removesuffix("*") for row in rows] == list(Code)
    assert [" ".join(row[1:]) for row in rows] == [explanation.in_short for explanation in EXPLANATIONS.values()]
    assert max(map(len, lines)) <= 80


def test_the_list_marks_the_warnings() -> None:
    rows = [line.split()[0] for line in explain().output.split("\n") if line.startswith("  ")]
    assert {row.removesuffix("*") for row in rows if row.endswith("*")} == set(WARNINGS)


def test_the_list_is_lined_up_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    output = explain().output
    assert "  bad-flag              Only true or false can\n                        stand here.\n" in output
    assert max(map(len, output.split("\n"))) <= 50
