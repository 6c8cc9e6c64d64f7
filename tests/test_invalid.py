"""One mistake a file, each answered at its place with its rule and its mend.

`invalid/` holds entries that differ from `correct.yml` in one mistake, and below `folders/` whole collections with
one. A file's or folder's name begins with the code of its rule. `expected.txt` is the report of all of them;
`pytest tests/test_invalid.py --accept` writes it anew.
"""

from __future__ import annotations

import shutil
from difflib import SequenceMatcher
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.helpers import TODAY
from treatyline.contents import find_contents
from treatyline.formats import as_text
from treatyline.problems import Code, Problem
from treatyline.site import load
from treatyline.source_file import LARGEST_FILE
from treatyline.validation import validate

Answers: TypeAlias = dict[str, tuple[Problem, ...]]

INVALID = Path(__file__).parent / "invalid"
EXPECTED = INVALID / "expected.txt"
CORRECT = (INVALID / "correct.yml").read_text(encoding="utf-8")
TITLE = "title: Agreement on Two Weather Stations\n"

MADE: dict[str, bytes] = {
    "control-character-nul.yml": CORRECT.replace("Two", "T\0wo", 1).encode(),
    "invisible-character-bidi.yml": CORRECT.replace("Two", "T\u202ewo", 1).encode(),
    "invisible-character-zero-width.yml": CORRECT.replace("kind:", "kind\u200b:").encode(),
    "not-utf8-latin-1.yml": CORRECT.replace("Ada Arn", "Ada Årn").encode("latin-1"),
    "not-utf8-utf-16.yml": CORRECT.encode("utf-16"),
    "not-utf8-utf-16-without-mark.yml": CORRECT.encode("utf-16-le"),
    "too-large.yml": CORRECT.encode() + b"#" * LARGEST_FILE,
    "too-many.yml": CORRECT.replace("[weather]", f"[{'weather, ' * 10_000}]").encode(),
    "correct-bom-and-crlf.yml": b"\xef\xbb\xbf" + CORRECT.replace("\n", "\r\n").encode(),
}
"""Files that an editor, or git, might mend unasked."""

ENTRIES = sorted({*(path.name for path in INVALID.glob("*.yml")), *MADE, "symbolic-link.yml"})
FOLDERS = sorted({path.name for path in (INVALID / "folders").iterdir()} | {"unreadable"})
SINGLE = [name for name in ENTRIES if not name.startswith(("correct", "ten-mistakes"))]
UNLIKE_CORRECT = (
    *("not-utf8-utf-16", "symbolic-link", "too-large", "empty-file"),
    *("not-a-mapping.", "not-a-mapping-text", "missing-field."),
)
"""Files of which no single line is wrong."""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what cannot be kept in it."""
    folder = tmp_path_factory.mktemp("collections") / "invalid"
    shutil.copytree(INVALID, folder)
    for name, data in MADE.items():
        (folder / name).write_bytes(data)
    (folder / "symbolic-link.yml").symlink_to("correct.yml")
    (folder / "folders" / "unreadable" / "parties.yml").mkdir(parents=True)
    return folder


@pytest.fixture(scope="module")
def answers(copied: Path) -> Answers:
    """The problems of each entry and of each folder, files named from within the folder."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(copied)
        entries = {name: validate(find_contents(Path("content"), [Path(name)]), TODAY).problems for name in ENTRIES}
        return entries | {name: load(Path("folders") / name, TODAY).problems for name in FOLDERS}


def test_every_mistake_is_answered_with_its_place_its_rule_and_its_mend(answers: Answers, accepting: bool) -> None:
    made = "\n".join("".join(f"{as_text(problem)}\n" for problem in found) for found in answers.values() if found)
    if accepting:
        EXPECTED.write_text(made, encoding="utf-8", newline="\n")
    expected = EXPECTED.read_text(encoding="utf-8")
    assert made.split("\n") == expected.split("\n"), "if that is right, run `pytest tests/test_invalid.py --accept`"


@pytest.mark.parametrize("name", SINGLE)
def test_one_mistake_is_one_problem_and_the_files_name_is_its_rule(answers: Answers, name: str) -> None:
    assert [problem.code for problem in answers[name]] == [code_in(name)]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folders_mistake_is_told_by_its_own_rule_alone(answers: Answers, name: str) -> None:
    assert {problem.code for problem in answers[name]} == {code_in(name)}


@pytest.mark.parametrize("name", [name for name in SINGLE if not name.startswith(UNLIKE_CORRECT)])
def test_a_mistake_is_told_on_the_line_that_is_wrong(answers: Answers, copied: Path, name: str) -> None:
    text = (copied / name).read_bytes().decode(errors="replace")
    changed = changed_lines(CORRECT, text)
    (problem,) = answers[name]
    assert problem.place.line in changed
    assert problem.excerpt is not None
    assert 1 <= problem.place.column <= len(problem.excerpt) + 1


@pytest.mark.parametrize("name", ["correct.yml", "correct-bom-and-crlf.yml"])
def test_the_entry_that_all_others_are_made_from_has_no_mistake(answers: Answers, name: str) -> None:
    assert answers[name] == ()


def test_ten_mistakes_in_one_file_are_answered_by_ten_problems(answers: Answers) -> None:
    problems = answers["ten-mistakes.yml"]
    assert len(problems) == 10
    assert len({problem.place for problem in problems}) == 10
    assert len({problem.code for problem in problems}) >= 8


def test_there_are_many_files_with_one_mistake() -> None:
    assert len([name for name in SINGLE if (INVALID / name).exists()]) >= 45


def test_no_rule_is_without_an_example() -> None:
    examples = {code_in(name) for name in (*SINGLE, *FOLDERS)}
    assert examples == set(Code)


def code_in(name: str) -> Code:
    """The code that a file's name begins with."""
    fitting = [code for code in Code if f"{name}-".startswith((f"{code}-", f"{code}."))]
    return max(fitting, key=len)


def changed_lines(old: str, new: str) -> set[int]:
    """Numbers of the lines of `new` that are not in `old`, or before which a line of `old` is missing."""
    before, after = old.split("\n"), new.split("\n")
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    blocks = [(begin, end) for kind, _, _, begin, end in matcher.get_opcodes() if kind != "equal"]
    return {line + 1 for begin, end in blocks for line in range(begin, max(end, begin + 1))} | {
        begin for begin, end in blocks if begin == end
    }
