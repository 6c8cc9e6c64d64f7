"""`treatyline fix` as a contributor calls it, and what it claims to mend of `tests/invalid/`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.helpers import ENTRY, TODAY
from tests.sitekit import snapshot, write
from tests.test_fixing import all_comments
from tests.test_invalid import INVALID, MADE, SINGLE
from treatyline.cli import main
from treatyline.contents import find_contents
from treatyline.problems import Problem
from treatyline.validation import validate

WRONG = """\
# what it is about
summary: They share two weather stations.
date: 17 May 2001  # the day
title: 'Agreement on Two Weather Stations'
parties: [Norway, swe]
sources:
  - publisher: A Gazette
"""
RIGHT = """\
title: Agreement on Two Weather Stations
date: 2001-05-17  # the day
parties: [NOR, SWE]
# what it is about
summary: They share two weather stations.
sources:
  - publisher: A Gazette
"""


def fix(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["fix", *map(str, words)], catch_exceptions=False)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a collection of two entries: one to be mended, one as it should be."""
    monkeypatch.chdir(tmp_path)
    other = ENTRY.replace("Two Weather Stations", "a Lighthouse")
    return write(tmp_path, {"content/agreements/a.yml": WRONG, "content/agreements/b.yml": other})


# --- what it does


def test_a_file_is_mended_and_the_other_stays(here: Path) -> None:
    result = fix()
    assert result.output == "mended content/agreements/a.yml\n1 file mended, of 2 files looked at\n"
    assert result.exit_code == 0
    assert (here / "content/agreements/a.yml").read_text() == RIGHT


@pytest.mark.usefixtures("here")
def test_a_second_run_changes_nothing() -> None:
    fix()
    result = fix()
    assert (result.exit_code, result.output) == (0, "2 files looked at, nothing to mend\n")


def test_with_check_the_difference_is_shown_and_nothing_changes(here: Path) -> None:
    before = snapshot(here)
    result = fix("--check")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[:2] == ["--- content/agreements/a.yml (now)", "+++ content/agreements/a.yml (mended)"]
    assert "-date: 17 May 2001  # the day" in lines
    assert "+date: 2001-05-17  # the day" in lines
    assert lines[-1] == "1 file would be mended, of 2 files looked at"
    assert snapshot(here) == before


@pytest.mark.usefixtures("here")
def test_with_check_nothing_to_mend_is_well() -> None:
    assert fix("--check", "content/agreements/b.yml").exit_code == 0


def test_only_what_is_asked_for_is_mended(here: Path) -> None:
    write(here, {"content/agreements/c.yml": WRONG.replace("Two Weather Stations", "a Ferry")})
    assert fix("content/agreements/a.yml").output.splitlines()[0] == "mended content/agreements/a.yml"
    assert (here / "content/agreements/c.yml").read_text().startswith("# what")


def test_a_draft_elsewhere_is_mended(here: Path) -> None:
    write(here, {"drafts/c-2001.yml": WRONG.replace("Two Weather Stations", "a Ferry")})
    assert fix("drafts/c-2001.yml").exit_code == 0
    assert "date: 2001-05-17" in (here / "drafts/c-2001.yml").read_text()


def test_what_stands_beside_the_collection_is_not_touched(here: Path) -> None:
    beside = {"mkdocs.yml": "strict: 'true'\n", ".github/workflows/check.yml": "on: push\n"}
    write(here, beside)
    assert fix(here).output == "mended content/agreements/a.yml\n1 file mended, of 2 files looked at\n"
    assert {name: (here / name).read_text() for name in beside} == beside


def test_parties_and_topics_are_mended(here: Path) -> None:
    parties = "ATL:\n  name: 'Atlantis'\n  kind: State\n  from: 17 May 1900\n  slug: atlantis\n"
    write(here, {"content/parties.yml": parties, "content/topics.yml": 'peace: {label: "Peace"}\n'})
    assert fix().exit_code == 0
    assert (here / "content/parties.yml").read_text() == (
        "ATL:\n  kind: state\n  name: Atlantis\n  slug: atlantis\n  from: 1900-05-17\n"
    )
    assert (here / "content/topics.yml").read_text() == "peace: {label: Peace}\n"


def test_what_a_mend_brings_to_light_is_mended_too(here: Path) -> None:
    text = ENTRY.replace("date: 2001-05-17", "Date: 17 May 2001").replace("Two Weather", "Three Weather")
    write(here, {"content/agreements/c.yml": text})
    fix()
    assert "date: 2001-05-17\n" in (here / "content/agreements/c.yml").read_text()


# --- what it leaves


def test_a_file_that_cannot_be_parsed_stays_to_the_byte_and_is_told(here: Path) -> None:
    broken = b"title:\t'x\r\n date: 17 May 2001  \r\n\xef\xbb\xbf"
    (here / "content/agreements/broken.yml").write_bytes(broken)
    result = fix()
    assert result.exit_code == 1
    assert "content/agreements/broken.yml: left as it is, since it cannot be read" in result.output
    assert (here / "content/agreements/broken.yml").read_bytes() == broken
    assert "mended content/agreements/a.yml" in result.output


def test_an_accepted_warning_that_another_entry_causes_stays_accepted(here: Path) -> None:
    twin = ENTRY.replace("a Gazette", "Another") + "accepts:\n  - code: probable-duplicate\n    why: They are two.\n"
    write(here, {"content/agreements/twin-2.yml": twin, "content/agreements/twin-1.yml": ENTRY})
    fix("content/agreements/twin-2.yml")
    assert (here / "content/agreements/twin-2.yml").read_text() == twin


def test_permissions_stay(here: Path) -> None:
    file = here / "content/agreements/a.yml"
    file.chmod(0o640)
    fix()
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told_and_stays_and_the_next_is_mended(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(here, {"content/agreements/c.yml": WRONG.replace("Two Weather Stations", "a Ferry")})
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "a.yml":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    result = fix()
    assert result.exit_code == 1
    assert "content/agreements/a.yml cannot be written: Permission denied" in result.output
    assert result.output.endswith("1 file mended, of 3 files looked at\n")
    assert (here / "content/agreements/a.yml").read_text() == WRONG
    assert (here / "content/agreements/c.yml").read_text() != WRONG
    assert sorted(path.name for path in (here / "content/agreements").iterdir()) == ["a.yml", "b.yml", "c.yml"]


def test_a_difference_shows_what_a_terminal_would_obey_in_letters(here: Path) -> None:
    write(here, {"content/agreements/c.yml": ENTRY.replace("They", "\x1bThey")})
    assert "\x1b" not in fix("--check").output
    assert "\\u001bThey" in fix("--check").output


# --- the files of tests/invalid


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mended") / "invalid"
    shutil.copytree(INVALID, folder)
    for name, data in MADE.items():
        (folder / name).write_bytes(data)
    return folder


def problems_of(folder: Path, name: str) -> tuple[Problem, ...]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.chdir(folder)
        return validate(find_contents(Path("content"), [Path(name)]), TODAY).problems


CLAIMED = (
    "bad-date-words.yml",
    "bad-flag.yml",
    "bad-language-key.yml",
    "bad-language.yml",
    "control-character-nul.yml",
    "invisible-character-bidi.yml",
    "invisible-character-zero-width.yml",
    "needless-accept.yml",
    "not-a-list-quotes.yml",
    "not-a-list-topics.yml",
    "repeated-value-party.yml",
    "repeated-value-topic.yml",
    "unknown-field-capitals.yml",
    "unknown-party-alias.yml",
    "unknown-party-name.yml",
    "unknown-value-capitals.yml",
)
MENDED_IN_PART = ("unknown-party-shipped.yml",)
"""Once the code is right, somebody has to say how that state comes in."""


def test_what_it_claims_to_mend_is_what_a_problem_carries_a_mend_for(copied: Path) -> None:
    names = [name for name in SINGLE if (copied / name).is_file()]
    mended = [name for name in names if any(one.mend for one in problems_of(copied, name))]
    assert sorted(mended) == sorted((*CLAIMED, *MENDED_IN_PART))


@pytest.mark.parametrize("name", CLAIMED)
def test_what_it_claims_to_mend_is_clean_afterwards_with_all_its_comments(
    copied: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copied)
    file = copied / name
    comment = "# a comment of its own\n"
    text = comment + file.read_bytes().decode().replace("\n", "  # at the end\n", 1)
    file.write_bytes(text.encode())
    before = all_comments(text.replace("\0", "").replace("\x07", ""))
    result = fix("--today", "2026-11-22", "--content", "content", name)
    assert result.exit_code == 0, result.output
    assert problems_of(copied, name) == ()
    after = all_comments(file.read_text(encoding="utf-8"))
    assert after == before
    assert len(after) >= 2
