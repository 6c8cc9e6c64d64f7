"""The way through a folder."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from tests.sitekit import write
from treatyline.walk import DEEPEST, Kind, kind_at, walk


def paths(folder: Path) -> list[tuple[str, Kind]]:
    return [("/".join(found.steps), found.kind) for found in walk(folder)]


def test_everything_is_found_in_the_order_of_paths_folders_before_what_they_hold(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": "", "a/z.md": "", "a/b/c.md": "", "c/.d": ""})
    assert paths(tmp_path) == [
        ("a", Kind.FOLDER),
        ("a/b", Kind.FOLDER),
        ("a/b/c.md", Kind.FILE),
        ("a/z.md", Kind.FILE),
        ("b.md", Kind.FILE),
        ("c", Kind.FOLDER),
        ("c/.d", Kind.FILE),
    ]


def test_nothing_is_found_where_there_is_no_folder(tmp_path: Path) -> None:
    assert paths(tmp_path / "nowhere") == []
    assert paths(write(tmp_path, {"file": ""}) / "file") == []


def test_links_and_what_is_no_file_are_told_apart_and_not_opened(tmp_path: Path) -> None:
    write(tmp_path, {"folder/a.md": ""})
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nothing").symlink_to("nowhere")
    os.mkfifo(tmp_path / "pipe")
    expected = {"folder": Kind.FOLDER, "loop": Kind.LINK, "nothing": Kind.LINK, "pipe": Kind.SPECIAL}
    assert dict(paths(tmp_path)) == expected | {"folder/a.md": Kind.FILE}
    assert {name: kind_at(tmp_path / name) for name in expected} == expected
    assert kind_at(tmp_path / "folder" / "a.md") is Kind.FILE


def test_the_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (write(tmp_path, {"folder/a.md": ""}) / "link").symlink_to("folder")
    assert paths(tmp_path / "link") == [("a.md", Kind.FILE)]


def test_what_is_hidden_stands_below_a_dot(tmp_path: Path) -> None:
    write(tmp_path, {".a/b.md": "", "c/.d.md": "", "c/e.md": ""})
    hidden = ["/".join(found.steps) for found in walk(tmp_path) if found.is_hidden]
    assert hidden == [".a", ".a/b.md", "c/.d.md"]


def test_folders_are_gone_into_as_deep_as_is_said_and_no_further(tmp_path: Path) -> None:
    (tmp_path / "/".join("d" * (DEEPEST + 5))).mkdir(parents=True)
    found = list(walk(tmp_path))
    assert [one.kind for one in found] == [Kind.FOLDER] * DEEPEST + [Kind.TOO_DEEP]
    assert len(found[-1].steps) == DEEPEST + 1


def test_a_path_that_the_system_finds_too_long_is_told_with_its_words(tmp_path: Path) -> None:
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        for _ in range(18):
            os.mkdir("x" * 250)  # noqa: PTH102 (a whole path would be too long)
            os.chdir("x" * 250)
    finally:
        os.chdir(here)
    last = list(walk(tmp_path))[-1]
    assert (last.kind, last.trouble) == (Kind.LOCKED, os.strerror(errno.ENAMETOOLONG))
