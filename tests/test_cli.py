"""`treatyline check` as people and programs call it, and what it answers to hostile files."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from click import ClickException
from click.testing import CliRunner, Result

import treatyline
from tests.helpers import ENTRY, run_check
from tests.sitekit import write
from treatyline.cli import main
from treatyline.cli.common import echo

WRONG = ENTRY + "kind: treatys\n"
EARLY = ENTRY + "in_force: 2000-01-01\n"


def check(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, words)], catch_exceptions=False)


def last(result: Result) -> str:
    return result.output.rstrip("\n").split("\n")[-1]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a collection in content/: one entry that is right, one that is wrong."""
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")
    agreements = {"2000s/right.yml": ENTRY, "2010s/wrong.yml": WRONG.replace("Two Weather Stations", "a Lighthouse")}
    return write(tmp_path / "desk", {f"content/agreements/{name}": text for name, text in agreements.items()})


# --- exit status


@pytest.mark.parametrize(("text", "status"), [(ENTRY, 0), (EARLY, 0), (WRONG, 1)])
def test_only_errors_make_it_fail(tmp_path: Path, text: str, status: int) -> None:
    result = check("--content", write(tmp_path, {"agreements/a.yml": text}))
    assert result.exit_code == status


@pytest.mark.parametrize(
    "words",
    [
        ["--format", "xml"],
        ["--today", "2013-02-30"],
        ["--today", "tomorrow"],
        ["none.yml"],
        ["--content", "none"],
        ["--content", "content/agreements/2000s/right.yml"],
        ["--none"],
    ],
)
@pytest.mark.usefixtures("here")
def test_a_wrong_call_is_told_apart_from_a_wrong_file(words: list[str]) -> None:
    assert check(*words).exit_code == 2


def test_without_a_content_folder_the_call_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = check()
    assert result.exit_code == 2
    assert "'content' does not exist" in result.output


def test_an_empty_content_folder_has_nothing_wrong(tmp_path: Path) -> None:
    result = check("--content", tmp_path)
    assert (result.exit_code, last(result)) == (0, "0 files checked, no problem found")


# --- what is said


@pytest.mark.usefixtures("here")
def test_the_problems_of_the_whole_collection_are_told_with_a_count() -> None:
    assert check().output == (
        "content/agreements/2010s/wrong.yml:8:7: error[unknown-value] "
        '"treatys" is not allowed here; did you mean "treaty"?\n'
        "   8 | kind: treatys\n"
        "     |       ^^^^^^^\n"
        "     = treatyline explain unknown-value\n"
        "1 error in 1 file, of 2 files checked\n"
    )


@pytest.mark.usefixtures("here")
def test_each_format_can_be_asked_for() -> None:
    assert check("--format", "github").output.startswith(
        "::error file=content/agreements/2010s/wrong.yml,line=8,col=7,"
    )
    (row,) = json.loads(check("--format", "json").output)
    assert (row["path"], row["line"], row["code"]) == ("content/agreements/2010s/wrong.yml", 8, "unknown-value")


def test_the_day_can_be_given(tmp_path: Path) -> None:
    content = write(tmp_path, {"agreements/a.yml": ENTRY.replace("2001", "2901")})
    assert "2901-05-17 has not come yet" in check("--content", content).output
    assert "no problem found" in check("--content", content, "--today", "2901-05-17").output
    assert "1 warning in 1 file" in check("--content", content, "--today", "2901-05-16").output


def test_help_and_version_are_given() -> None:
    assert CliRunner().invoke(main, ["-h"]).exit_code == 0
    assert "--today" in CliRunner().invoke(main, ["check", "--help"]).output
    assert CliRunner().invoke(main, ["--version"]).output == f"treatyline, version {treatyline.__version__}\n"


# --- some paths of it


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("content/agreements/2000s/right.yml", 0, "1 file checked, no problem found"),
        ("content/agreements/2010s/wrong.yml", 1, "1 error in 1 file, of 1 file checked"),
        ("content/agreements/2010s", 1, "1 error in 1 file, of 1 file checked"),
        ("content/agreements/2010s/", 1, "1 error in 1 file, of 1 file checked"),
        ("content/agreements", 1, "1 error in 1 file, of 2 files checked"),
        ("content", 1, "1 error in 1 file, of 2 files checked"),
        (".", 1, "1 error in 1 file, of 2 files checked"),
        ("..", 1, "1 error in 1 file, of 2 files checked"),
        ("../desk/content/agreements/2010s/wrong.yml", 1, "1 error in 1 file, of 1 file checked"),
        ("content/../content/agreements/2000s", 0, "1 file checked, no problem found"),
    ],
)
@pytest.mark.usefixtures("here")
def test_only_what_is_asked_for_is_told(path: str, status: int, said: str) -> None:
    result = check(path)
    assert (result.exit_code, last(result)) == (status, said)
    whole = check(Path(path).resolve())
    assert (whole.exit_code, last(whole)) == (status, said)


@pytest.mark.usefixtures("here")
def test_a_path_through_a_link_leads_to_the_same_entries(here: Path) -> None:
    (here.parent / "link").symlink_to(here)
    result = check(here.parent / "link" / "content" / "agreements" / "2010s" / "wrong.yml")
    assert last(result) == "1 error in 1 file, of 1 file checked"


@pytest.mark.usefixtures("here")
def test_several_paths_can_be_asked_for() -> None:
    result = check("content/agreements/2000s", "content/agreements/2010s/wrong.yml", "content/agreements/2010s")
    assert last(result) == "1 error in 1 file, of 2 files checked"


def test_parties_and_topics_can_be_asked_for(here: Path) -> None:
    write(here, {"content/parties.yml": "X: {}\n", "content/topics.yml": "a: {label: A}\n"})
    assert last(check("content/parties.yml")) == "1 error in 1 file, of 1 file checked"
    assert last(check("content/topics.yml")) == "1 file checked, no problem found"


def test_an_entry_elsewhere_is_checked_as_if_it_stood_in_the_collection(here: Path) -> None:
    related = WRONG.replace("Two Weather Stations", "a Ferry") + "relations: [{type: related, target: right}]\n"
    write(here, {"a draft/new entry.yml": related, "a draft/deep/new.yml": ENTRY.replace("2001", "2010")})
    result = check("a draft/new entry.yml")
    assert last(result) == "2 errors in 1 file, of 1 file checked"
    assert "a draft/new entry.yml:1:1: error[bad-file-name]" in result.output
    assert "a draft/new entry.yml:8:7: error[unknown-value]" in result.output
    assert last(check("a draft")) == "2 errors in 1 file, of 2 files checked"
    assert last(check("a draft", "a draft/deep/new.yml")) == "2 errors in 1 file, of 2 files checked"


@pytest.mark.parametrize("name", ["content/wrong-folder.yml", "content/agreement/wrong-folder.yml"])
def test_an_entry_under_the_wrong_folder_is_checked_where_it_is_named(here: Path, name: str) -> None:
    write(here, {name: WRONG.replace("2001", "1990")})
    result = check(name)
    assert last(result) == "2 errors in 1 file, of 1 file checked"
    assert "error[stray-file]" in result.output
    assert last(check("content")) == "2 errors in 2 files, of 2 files checked"


def test_a_page_in_the_place_of_one_that_will_be_made_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"agreements/a.yml": ENTRY, "countries/norway.md": "# Mine\n"})
    result = check("--content", tmp_path)
    assert result.exit_code == 1
    assert "error[page-collision] this page would take the place of the one made for Norway" in result.output


def test_a_folder_of_drafts_may_be_of_any_depth(here: Path) -> None:
    write(here, {"drafts/a.yml": WRONG.replace("2001", "1990")})
    (here / "drafts" / "/".join("d" * 50)).mkdir(parents=True)
    assert last(check("drafts")) == "1 error in 1 file, of 1 file checked"


def test_what_stands_beside_the_collection_is_no_draft(here: Path) -> None:
    write(here, {"mkdocs.yml": "site_name: x\n", ".github/workflows/check.yml": "on: push\n"})
    assert last(check(here)) == last(check())


def test_a_page_of_the_site_is_checked_for_what_mkdocs_cannot_bear(here: Path) -> None:
    write(here, {"content/about.md": "# About\n", "content/wrong.md": "---\nhide: 5\n---\n"})
    result = check("content/about.md")
    assert (result.exit_code, last(result)) == (0, "1 file checked, no problem found")
    assert "content/wrong.md:2:7: error[not-a-list]" in check("content/wrong.md").output


def test_a_content_folder_can_be_named_by_a_link(here: Path) -> None:
    (here / "link").symlink_to(here / "content")
    for path in ("link/agreements/2010s/wrong.yml", "content/agreements/2010s/wrong.yml", "link"):
        result = check("--content", "link", path)
        assert result.exit_code == 1
        assert "unknown-value" in result.output
        assert "same-id" not in result.output


def test_a_linked_folder_among_the_entries_can_be_asked_for(here: Path) -> None:
    write(here, {"elsewhere/a.yml": ENTRY})
    (here / "content" / "agreements" / "folder").symlink_to(here / "elsewhere")
    for path in ("content/agreements/folder", "content/agreements"):
        assert "content/agreements/folder:1:1: error[symbolic-link]" in check(path).output


def test_a_draft_of_an_entry_that_is_there_is_told_to_have_its_id(here: Path) -> None:
    write(here, {"right.yml": ENTRY})
    assert "error[same-id]" in check("right.yml").output


def test_a_file_that_is_no_entry_is_told(here: Path) -> None:
    write(here, {"notes.md": "# Notes\n"})
    assert 'notes.md:1:1: error[stray-file] "notes.md" is not an entry' in check("notes.md").output


# --- terminals


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_can_show_any_problem(tmp_path: Path, encoding: str) -> None:
    text = ENTRY.replace("They", "Они") + "short_title: Казахстан – 協定 …\nkind: тут\n"
    write(tmp_path, {"content/agreements/a.yml": text})
    result = run_check(cwd=tmp_path, PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert (result.returncode, result.stderr) == (1, b"")
    shown = result.stdout.decode(encoding)
    assert ("тут" if encoding == "utf-8" else r"\u0442\u0443\u0442") in shown


def test_a_name_that_is_no_text_can_be_told(tmp_path: Path) -> None:
    folder = tmp_path / "content" / "agreements"
    folder.mkdir(parents=True)
    (folder / "a\udcff\n::error::b.yml").write_text(ENTRY)
    for form in ("text", "github", "json"):
        result = run_check("--format", form, cwd=tmp_path)
        assert (result.returncode, result.stderr) == (1, b"")
        assert b"\n::error::b" not in result.stdout


def test_without_an_output_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", None)
    echo("told to nobody")


class Full(io.StringIO):
    """A file on a disk without room."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_an_output_without_room_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", Full())
    with pytest.raises(ClickException, match="the output cannot be written: No space left"):
        echo("too much")


# --- hostile files

DIGITS = "9" * 5000
BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
MERGES = "a: &a {x: y}\n" + "".join(
    f"{name}: &{name} {{<<: [{','.join([f'*{before}'] * 9)}]}}\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
LONG = ENTRY + "".join(f"field{number}: {'x' * 300}\n" for number in range(800))

HOSTILE = {
    "nested-brackets": ("[" * 50_000, "1:21: error[too-deep]"),
    "nested-brackets-below": (ENTRY + "topics: " + "[" * 50_000, "8:28: error[too-deep]"),
    "nested-braces": ("{a: " * 50_000, "1:81: error[too-deep]"),
    "nested-dashes": ("- " * 50_000, "1:41: error[too-deep]"),
    "nested-block": ("".join(f"{' ' * depth}a:\n" for depth in range(700)), "21:21: error[too-deep]"),
    "nested-quotes": (ENTRY + f"context: '{'>' * 15_000}'\nkind: pakt\n", "9:7: error[unknown-value]"),
    "billion-laughs": (BOMB, "1:4: error[anchor]"),
    "billion-merges": (MERGES, "2:8: error[merge-key]"),
    "digits-as-date": (ENTRY.replace("2001-05-17", DIGITS), "2:7: error[bad-date]"),
    "digits-as-count": (ENTRY + f"party_count: {{count: {DIGITS}}}\n", "8:22: error[bad-number]"),
    "digits-as-title": (ENTRY.replace("Agreement", DIGITS), "1:8: error[too-long]"),
    "digits-as-escape": (ENTRY + f'context: "\\U{DIGITS}"\n', "8:13: error[yaml-syntax]"),
    "digits-as-version": (f"%YAML {DIGITS}.1\n---\n{ENTRY}", "1:7: error[yaml-syntax]"),
    "ten-megabytes": (ENTRY + f"context: {'x' * 10_000_000}\n", "1:1: error[too-large]"),
    "february-30": (ENTRY.replace("2001-05-17", "2013-02-30"), "2:7: error[bad-date]"),
    "hundred-thousand-elements": (ENTRY + f"topics: [{'a,' * 100_000}]\n", "8:19970: error[too-many]"),
    "unknown-parties": (ENTRY.replace("NOR", ",".join(f"Kaz{n}" for n in range(9_900))), "3:11: error[unknown-party]"),
    "repeated-parties": (ENTRY.replace("NOR", ",".join(["NOR"] * 9_900)), "3:15: error[repeated-value]"),
    "unknown-fields": (ENTRY + "".join(f"titel{n}: x\n" for n in range(4_900)), "8:1: error[unknown-field]"),
    "duplicate-fields": (ENTRY + "kind: act\n" * 4_900, "9:1: error[duplicate-key]"),
    "long-line": ("x" * 250_000, "1:1: error[not-a-mapping]"),
    "long-key": (ENTRY + "x" * 200_000 + ": y\n", "8:1: error[yaml-syntax]"),
    "long-anchor": (ENTRY + f"kind: &{'x' * 200_000} act\n", "8:7: error[anchor]"),
    "long-url": (ENTRY + f"    url: https://example.org/{'x' * 200_000}\n", "8:10: error[bad-url]"),
    "broken-at-its-end": (LONG + "context: [a\n", "808:10: error[yaml-syntax]"),
    "open-at-its-end": (LONG + 'context: "a\n', "808:10: error[yaml-syntax]"),
    "broken-within-one-text": (ENTRY + f'context: "{"word " * 50_000}\n', "8:10: error[yaml-syntax]"),
    "control-characters": ("\x01" * 250_000, "1:1: error[control-character]"),
    "hidden-characters": (ENTRY + 'context: "' + r"a\u200b" * 35_000 + '"\n', "8:10: error[invisible-character]"),
    "tabs": ("\tx\n" * 80_000, "1:1: error[tab-indentation]"),
    "brackets-in-prose": (ENTRY + f"context: '{'[' * 19_900}'\nkind: pakt\n", "9:7: error[unknown-value]"),
}


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> CompletedProcess[bytes]:
    """What the command says of all hostile files, in one run and a process of its own."""
    folder = tmp_path_factory.mktemp("hostile")
    write(folder, {f"content/agreements/{name}.yml": text for name, (text, _) in HOSTILE.items()})
    return run_check(cwd=folder)


def test_hostile_files_bring_about_neither_a_signal_nor_a_traceback(answer: CompletedProcess[bytes]) -> None:
    assert answer.returncode == 1
    assert answer.stderr == b""
    assert b"Traceback" not in answer.stdout


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_answered_at_its_place(answer: CompletedProcess[bytes], name: str) -> None:
    said = re.findall(rf"^content/agreements/{name}\.yml:(.*)$", answer.stdout.decode(), re.MULTILINE)
    expected = HOSTILE[name][1]
    assert any(line.startswith(expected) for line in said), said[:3]
    assert all(len(line) < 2_000 for line in said)


def test_what_is_said_of_a_hostile_file_has_an_end(answer: CompletedProcess[bytes]) -> None:
    assert len(answer.stdout) < 20_000_000
    assert max(map(len, answer.stdout.decode().split("\n"))) < 2_000
