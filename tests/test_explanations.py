"""Each code is explained, and each explanation's examples are held against the rules themselves."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from tests.helpers import TODAY
from treatyline.contents import find_contents
from treatyline.explanations import EXPLANATIONS, GROUPS, Example, Files, Link
from treatyline.explanations.completion import files_of, with_characters
from treatyline.problems import Code, Problem
from treatyline.rewriting import rewrite
from treatyline.site import load
from treatyline.yaml_source import parse

WITH_AN_ELLIPSIS = {Code.TOO_LARGE, Code.TOO_MANY}
"""Codes whose wrong example is too long to be shown whole."""


def write_files(folder: Path, files: Files) -> Path:
    """Write a collection as an example has it; give its folder."""
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        match content:
            case Link():
                file.symlink_to(content.target)
            case bytes():
                file.write_bytes(content)
            case str():
                file.write_bytes(content.encode())
    return folder


def lines_of(content: str | bytes | Link) -> list[str]:
    """The lines of a file, in whatever way it is stored."""
    assert not isinstance(content, Link)
    return (content if isinstance(content, str) else content.decode("cp1252")).split("\n")


def problems_of(example: Example, folder: Path) -> tuple[Problem, ...]:
    return load(write_files(folder, example.files), TODAY).problems


def sentences(text: str) -> list[str]:
    return [sentence.removesuffix(".") for sentence in text.split(". ")]


# --- which there are


def test_every_code_is_explained_in_its_order() -> None:
    assert list(EXPLANATIONS) == list(Code)
    assert all(explanation.code is code for code, explanation in EXPLANATIONS.items())


def test_every_code_stands_in_one_group() -> None:
    assert list(chain(*GROUPS.values())) == list(Code)


# --- the examples


@pytest.mark.parametrize("code", Code)
def test_the_wrong_example_gives_that_code_and_no_other(code: Code, tmp_path: Path) -> None:
    problems = problems_of(EXPLANATIONS[code].wrong, tmp_path)
    assert {problem.code for problem in problems} == {code}, problems


@pytest.mark.parametrize("code", Code)
def test_the_right_example_gives_no_problem(code: Code, tmp_path: Path) -> None:
    assert problems_of(EXPLANATIONS[code].right, tmp_path) == ()


@pytest.mark.parametrize("code", Code)
def test_a_wrong_example_is_mended_if_each_of_its_problems_carries_its_mend(code: Code, tmp_path: Path) -> None:
    problems = problems_of(EXPLANATIONS[code].wrong, tmp_path)
    assert EXPLANATIONS[code].is_mended is all(problem.mend for problem in problems)


@pytest.mark.parametrize("code", [code for code in Code if EXPLANATIONS[code].is_mended])
def test_a_wrong_example_is_mended_to_what_the_right_one_says(code: Code, tmp_path: Path) -> None:
    right = EXPLANATIONS[code].right.files
    contents = find_contents(write_files(tmp_path, EXPLANATIONS[code].wrong.files))
    for rewriting in rewrite(contents, contents.entries, TODAY):
        expected = right[rewriting.file.file.relative_to(tmp_path).as_posix()]
        assert isinstance(expected, str)
        assert parse(rewriting.after).data == parse(expected).data


@pytest.mark.parametrize("code", sorted(set(Code) - WITH_AN_ELLIPSIS))
def test_what_is_wrong_stands_in_what_is_shown(code: Code, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = EXPLANATIONS[code].wrong
    shown = with_characters(wrong.shown)
    for problem in problems_of(wrong, Path("content")):
        path = problem.path.removeprefix("content/")
        if problem.excerpt is None:
            assert path in shown
        else:
            assert lines_of(wrong.files[path])[problem.place.line - 1] in shown.split("\n")


@pytest.mark.parametrize("code", Code)
def test_the_right_example_is_another_than_the_wrong_one(code: Code) -> None:
    wrong, right = EXPLANATIONS[code].wrong, EXPLANATIONS[code].right
    assert wrong.shown != right.shown
    assert wrong.files != right.files


@pytest.mark.parametrize("code", Code)
def test_an_example_is_short(code: Code) -> None:
    for example in (EXPLANATIONS[code].wrong, EXPLANATIONS[code].right):
        lines = example.shown.split("\n")
        assert 1 <= len(lines) <= 10
        assert all(line.strip() and len(line) <= 80 for line in lines)
        assert "".join(lines).isprintable()


def test_shown_lines_are_completed_by_the_fields_that_they_do_not_have() -> None:
    files = files_of("summary: They share it.\ndate: 1990")
    assert files["agreements/weather-stations-2001.yml"] == (
        "summary: They share it.\ndate: 1990\n"
        "title: Agreement on Two Weather Stations\nparties: [NOR, SWE]\n"
        "sources:\n  - id: gazette\n    publisher: A Gazette\n"
    )


def test_lines_of_several_files_stand_below_their_paths() -> None:
    files = files_of("# agreements/1990s/a.yml\ntitle: A\n# parties.yml\nNOR:\n  note: N\n# no path\n")
    assert sorted(files) == ["agreements/1990s/a.yml", "agreements/lighthouse-1991.yml", "parties.yml", "topics.yml"]
    assert files["agreements/1990s/a.yml"].startswith("# agreements/1990s/a.yml\ntitle: A\ndate: 2001-05-17\n")
    assert files["parties.yml"] == "# parties.yml\nNOR:\n  note: N\n# no path\n"


def test_a_character_that_cannot_be_seen_is_shown_by_its_number() -> None:
    assert with_characters("a[U+200B]b[tab]c[1]") == "a\u200bb\tc[1]"


# --- the words


@pytest.mark.parametrize("code", Code)
def test_an_explanation_consists_of_whole_sentences(code: Code) -> None:
    for text in (EXPLANATIONS[code].means, EXPLANATIONS[code].why):
        assert text.endswith(".")
        assert text == " ".join(text.split())
        assert text.isprintable()
        assert 1 <= len(sentences(text)) <= 4


@pytest.mark.parametrize("code", Code)
def test_what_a_code_means_begins_with_a_sentence_that_fits_a_list(code: Code) -> None:
    in_short = EXPLANATIONS[code].in_short
    assert EXPLANATIONS[code].means.startswith(f"{in_short} ")
    assert 10 <= len(in_short) <= 56


def test_no_sentence_stands_in_two_explanations() -> None:
    texts = chain(*((explanation.means, explanation.why) for explanation in EXPLANATIONS.values()))
    counted = Counter(chain(*map(sentences, texts)))
    assert [sentence for sentence, times in counted.items() if times > 1] == []
