"""Which files a collection consists of, and how they are named."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.helpers import ENTRY
from tests.sitekit import write
from treatyline.contents import LONGEST_ID, Contents, find_contents, shown_path
from treatyline.problems import Code
from treatyline.validation import validate
from treatyline.walk import DEEPEST


def found(folder: Path, *names: str) -> Contents:
    return find_contents(write(folder, {f"agreements/{name}": ENTRY for name in names}))


def told_by_name(contents: Contents) -> dict[str, tuple[Code, str | None]]:
    return {Path(problem.path).name: (problem.code, problem.hint) for problem in contents.problems}


def test_entries_are_found_in_all_folders_in_order_of_their_path(tmp_path: Path) -> None:
    longest = "x" * LONGEST_ID
    contents = found(tmp_path, "b.yml", "2000s/a.yml", "1990s/late/c.yml", "a/z.yml", f"{longest}.yml")
    assert [entry.id for entry in contents.entries] == ["c", "a", "z", "b", longest]
    assert contents.problems == ()
    assert (contents.parties, contents.topics) == (None, None)


def test_a_folder_without_agreements_is_an_empty_collection(tmp_path: Path) -> None:
    assert find_contents(tmp_path) == Contents((), None, None, ())
    assert find_contents(tmp_path / "nowhere") == Contents((), None, None, ())


def test_parties_and_topics_are_found_even_where_they_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "parties.yml").symlink_to("nowhere.yml")
    (tmp_path / "topics.yml").write_text("")
    contents = find_contents(tmp_path)
    assert contents.parties is not None
    assert contents.topics is not None


def test_what_is_no_entry_is_told_with_a_better_name_where_there_is_one(tmp_path: Path) -> None:
    names = ["a.yaml", "B C.YML", "d.json", "notes.txt", "none", ".hidden.yml", ".keep"]
    contents = found(tmp_path, *names)
    assert contents.entries == ()
    assert told_by_name(contents) == {
        "a.yaml": (Code.STRAY_FILE, "name it a.yml"),
        "B C.YML": (Code.STRAY_FILE, "name it b-c.yml"),
        "d.json": (Code.STRAY_FILE, "name it d.yml"),
        "notes.txt": (Code.STRAY_FILE, "move it out of this folder"),
        "none": (Code.STRAY_FILE, "move it out of this folder"),
        ".hidden.yml": (Code.STRAY_FILE, "delete it, or take off the dot"),
        ".keep": (Code.STRAY_FILE, "move it out of this folder"),
    }


@pytest.mark.parametrize(
    ("stem", "better"),
    [
        ("Treaty", "treaty"),
        ("a_b", "a-b"),
        ("a--b-", "a-b"),
        ("договор", "russia-kazakhstan-joint-air-defence-2013"),
        ("x" * (LONGEST_ID + 1), "x" * LONGEST_ID),
        ("x" * (LONGEST_ID - 1) + "-y", "x" * (LONGEST_ID - 1)),
        ("a b.c", "a-b-c"),
        ("CON", "russia-kazakhstan-joint-air-defence-2013"),
    ],
)
def test_a_name_that_cannot_be_an_id_is_answered_by_the_nearest_that_can(
    tmp_path: Path, stem: str, better: str
) -> None:
    ((code, hint),) = told_by_name(found(tmp_path, f"{stem}.yml")).values()
    assert code is Code.BAD_FILE_NAME
    assert (hint or "").endswith(f": {better}.yml")


@pytest.mark.parametrize("stem", ["index", "readme", "con", "nul", "com1", "lpt9"])
def test_names_with_a_meaning_of_their_own_are_reserved(tmp_path: Path, stem: str) -> None:
    assert told_by_name(found(tmp_path, f"{stem}.yml"))[f"{stem}.yml"][0] is Code.BAD_FILE_NAME


def test_an_id_stands_once_over_all_folders_whatever_its_case(tmp_path: Path) -> None:
    contents = found(tmp_path, "1990s/treaty.yml", "2000s/treaty.yml", "2010s/Treaty.yml")
    same = [problem for problem in contents.problems if problem.code is Code.SAME_ID]
    assert [Path(problem.path).parent.name for problem in same] == ["2000s", "2010s"]
    assert all("1990s/treaty.yml has it too" in (problem.hint or "") for problem in same)


def test_linked_files_and_folders_are_told_and_not_followed(tmp_path: Path) -> None:
    agreements = write(tmp_path, {"elsewhere/b.yml": ENTRY, "content/agreements/a.yml": ENTRY}) / "content/agreements"
    (agreements / "folder").symlink_to(tmp_path / "elsewhere")
    (agreements / "file.txt").symlink_to(tmp_path / "elsewhere" / "b.yml")
    (agreements / "loop").symlink_to(agreements)
    contents = find_contents(tmp_path / "content")
    assert [entry.id for entry in contents.entries] == ["a"]
    assert {Path(problem.path).name: problem.code for problem in contents.problems} == dict.fromkeys(
        ("folder", "file.txt", "loop"), Code.SYMBOLIC_LINK
    )


def test_the_folder_of_entries_itself_may_not_be_a_link(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/b.yml": ENTRY, "content/index.md": "# Home\n"})
    (tmp_path / "content" / "agreements").symlink_to(tmp_path / "elsewhere")
    contents = find_contents(tmp_path / "content")
    assert contents.entries == ()
    assert [problem.code for problem in contents.problems] == [Code.SYMBOLIC_LINK]


def test_a_link_anywhere_else_in_the_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"secret.txt": "x", "content/agreements/a.yml": ENTRY, "content/images/b.txt": "y"})
    (tmp_path / "content" / "images" / "a.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "content" / "folder").symlink_to(tmp_path)
    contents = find_contents(tmp_path / "content")
    assert {Path(problem.path).name: problem.code for problem in contents.problems} == dict.fromkeys(
        ("a.txt", "folder"), Code.SYMBOLIC_LINK
    )


def test_a_link_to_a_folder_that_is_named_like_an_entry_is_told_once_by_who_reads_it(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/b.yml": ENTRY, "content/agreements/a.yml": ENTRY})
    (tmp_path / "content" / "agreements" / "x.yml").symlink_to(tmp_path / "elsewhere")
    (problem,) = validate(find_contents(tmp_path / "content")).problems
    assert problem.code is Code.SYMBOLIC_LINK


def test_drafts_come_after_the_entries_of_the_folder(tmp_path: Path) -> None:
    write(tmp_path, {"content/agreements/b.yml": ENTRY, "draft/a.yml": ENTRY})
    contents = find_contents(tmp_path / "content", [tmp_path / "draft" / "a.yml"])
    assert [entry.id for entry in contents.entries] == ["b", "a"]


# --- beside the entries


def test_pages_are_found_by_the_path_that_mkdocs_knows_them_by(tmp_path: Path) -> None:
    names = ("index.md", "a/b.markdown", "a/c.html", "a/d.png", ".hidden/e.md", ".f.md", "agreements/g.md")
    contents = find_contents(write(tmp_path, dict.fromkeys(names, "")))
    assert [page.path for page in contents.pages] == ["a/b.markdown", "a/c.html", "index.md"]


def test_a_name_that_not_every_system_can_write_is_told_of_pages_images_and_folders(tmp_path: Path) -> None:
    names = ('a"b.md', "c:d/e.png", "con/f.md", "agreements/g|h/i.yml", "fine – été & 'more' #1/j.md")
    problems = find_contents(write(tmp_path, dict.fromkeys(names, ""))).problems
    assert {Path(problem.path).name for problem in problems} == {'a"b.md', "c:d", "con", "g|h"}
    assert {problem.code for problem in problems} == {Code.BAD_FILE_NAME}


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("parties.yaml", "name it parties.yml"),
        ("Topics.YML", "name it topics.yml"),
        ("images/parties.yaml", "move it into agreements/ if it is an entry, else out of this folder"),
        ("treaty.yml", "move it into agreements/ if it is an entry, else out of this folder"),
        ("agreement/treaty.yml", "move it into agreements/ if it is an entry, else out of this folder"),
        ("agreements", "put the entries into a folder of this name"),
    ],
)
def test_data_that_nobody_reads_is_told(tmp_path: Path, path: str, hint: str) -> None:
    (problem,) = find_contents(write(tmp_path, {path: ENTRY})).problems
    assert (problem.code, problem.hint) == (Code.STRAY_FILE, hint)


def test_hidden_files_beside_the_entries_are_let_be_as_mkdocs_does(tmp_path: Path) -> None:
    names = (".git/hooks/a:b", ".DS_Store", ".meta.yml", "a/.pages.yml", "agreements/.keep")
    write(tmp_path, dict.fromkeys(names, ""))
    (tmp_path / ".#index.md").symlink_to("somebody@somewhere.1234")
    os.mkfifo(tmp_path / ".pipe")
    assert [Path(problem.path).name for problem in find_contents(tmp_path).problems] == [".keep"]


def test_a_hidden_link_to_a_folder_is_told_since_mkdocs_would_look_through_it(tmp_path: Path) -> None:
    (write(tmp_path, {".a/b": ""}) / ".a" / "everything").symlink_to("/")
    (problem,) = find_contents(tmp_path).problems
    assert (Path(problem.path).name, problem.code) == ("everything", Code.SYMBOLIC_LINK)


@pytest.mark.parametrize("name", ["page.md", "image.png", "agreements/notes.txt"])
def test_a_pipe_is_told_wherever_it_stands(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"agreements/a.yml": ENTRY})
    os.mkfifo(tmp_path / name)
    (problem,) = find_contents(tmp_path).problems
    assert (Path(problem.path), problem.code) == (tmp_path / name, Code.UNREADABLE)


@pytest.mark.parametrize("top", ["agreements", "images", ".hidden"])
def test_a_folder_too_deep_is_told_and_not_gone_into(tmp_path: Path, top: str) -> None:
    write(tmp_path, {f"{top}/{'d/' * (DEEPEST - 1)}e/a:b.md": "", f"{top}/{'d/' * (DEEPEST - 1)}.yml": ""})
    (problem,) = [found for found in find_contents(tmp_path).problems if found.code is Code.TOO_DEEP]
    assert Path(problem.path).name == "e"
    assert "a:b" not in "".join(found.path for found in find_contents(tmp_path).problems)


def test_a_folder_that_nobody_may_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    locked = write(tmp_path, {"agreements/locked/a.yml": ENTRY, ".locked/a": ""}) / "agreements" / "locked"
    scandir = os.scandir

    def refuse(folder: Path) -> object:
        if folder.name.endswith("locked"):
            raise PermissionError(13, "Permission denied", os.fspath(folder))
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    (problem,) = find_contents(tmp_path).problems
    assert Path(problem.path) == locked
    assert (problem.code, problem.message) == (Code.UNREADABLE, "this folder cannot be read: Permission denied")


def test_a_content_folder_that_nobody_may_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> object:
        raise PermissionError(13, "Permission denied", os.fspath(folder))

    monkeypatch.setattr(os, "scandir", refuse)
    assert [problem.code for problem in find_contents(tmp_path).problems] == [Code.UNREADABLE]


# --- names in messages


def test_a_file_below_the_working_folder_is_named_from_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(tmp_path / "a b" / "c.yml") == "a b/c.yml"
    assert shown_path(Path("a/../b/./c.yml")) == "b/c.yml"
    assert shown_path(Path()) == "."


def test_a_file_elsewhere_is_named_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    monkeypatch.chdir(tmp_path / "in")
    assert shown_path(Path("../a.yml")) == (tmp_path / "a.yml").as_posix()
    assert shown_path(tmp_path / "inside.yml") == (tmp_path / "inside.yml").as_posix()


def test_a_name_can_neither_break_a_line_nor_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown_path(Path("a\n::error::b\x1b[31m\udcff.yml")) == r"a\u000a::error::b\u001b[31m\udcff.yml"
