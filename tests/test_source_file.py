"""Bytes to text: size, encoding, line ends, tabs, and characters that nobody can see."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples, told
from treatyline.problems import MOST_TOLD, Code, Place
from treatyline.source_file import LARGEST_FILE, PLACEHOLDER, SourceText, clean, decode, read_source

BOM = b"\xef\xbb\xbf"


def only(source: SourceText) -> tuple[Code, Place, str | None]:
    (problem,) = source.problems
    return problem.code, problem.place, problem.excerpt


# --- files


def test_a_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes("title: Договор\n".encode())
    assert read_source(file, "a.yml") == SourceText("a.yml", "title: Договор\n")


def test_the_largest_file_is_read_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yml"
    file.write_bytes(b"#" * LARGEST_FILE)
    assert read_source(file, "a.yml").problems == ()
    file.write_bytes(b"#" * (LARGEST_FILE + 1))
    (problem,) = read_source(file, "a.yml").problems
    assert (problem.code, problem.message) == (Code.TOO_LARGE, "this file has 262,145 bytes")


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("title: x\n")
    (tmp_path / "b.yml").symlink_to("a.yml")
    (tmp_path / "c.yml").symlink_to("nowhere.yml")
    for name in ("b.yml", "c.yml"):
        source = read_source(tmp_path / name, name)
        assert source.text is None
        assert only(source) == (Code.SYMBOLIC_LINK, Place(), None)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yml"):
        assert only(read_source(path, "x.yml")) == (Code.UNREADABLE, Place(), None)


def test_a_file_that_may_not_be_read_is_told_with_the_systems_own_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", os.fspath(file))

    (tmp_path / "a.yml").write_text("title: x\n")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    (problem,) = read_source(tmp_path / "a.yml", "a.yml").problems
    assert (problem.code, problem.message) == (Code.UNREADABLE, "this file cannot be read: Permission denied")


# --- encodings


def test_a_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert decode(BOM + b"a: 1\r\nb: 2\r\n", "x") == SourceText("x", "a: 1\nb: 2\n")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf16_is_told_by_its_name(encoding: str) -> None:
    (problem,) = decode("title: x\n".encode(encoding), "x").problems
    assert (problem.code, problem.sentence) == (Code.NOT_UTF8, "this file is UTF-16; save it as UTF-8")


@pytest.mark.parametrize(
    ("data", "place", "excerpt"),
    [
        (b"a: \xe9", Place(1, 4), "a: �"),
        (b"a: x\nb: \xd0\xb4\xd0\xb4\xff c\nd: e", Place(2, 6), "b: дд� c"),
        (BOM + b"\xd0\xb4\xd0\xb4\xff", Place(1, 3), "дд�"),
        (BOM + b"a: x\r\nb: \xff\r\n", Place(2, 4), "b: �"),
        (b"a: \xed\xa0\x80", Place(1, 4), "a: ���"),
        (b"a: \xd0", Place(1, 4), "a: �"),
        (b"\na: \xff", Place(2, 4), "a: �"),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_pointed_at(data: bytes, place: Place, excerpt: str) -> None:
    source = decode(data, "x")
    assert source.text is None
    assert only(source) == (Code.NOT_UTF8, place, excerpt)


# --- characters


def test_a_refused_character_is_pointed_at_and_the_rest_can_still_be_read() -> None:
    source = clean("a: x\nb: y\x07z \u202e\nc: d\n", "x")
    assert told(source.problems) == ["2:5 control-character", "2:8 invisible-character"]
    assert source.problems[0].excerpt == "b: y\x07z \u202e"
    assert source.text == f"a: x\nb: y{PLACEHOLDER}z {PLACEHOLDER}\nc: d\n"


@pytest.mark.parametrize("text", ["\na\x07", "\na\x07\n", "\na\x07b\n\n"])
def test_a_refused_character_after_an_empty_line_is_pointed_at(text: str) -> None:
    assert only(clean(text, "x")) == (Code.CONTROL_CHARACTER, Place(2, 2), text.strip("\n"))


def test_a_second_byte_order_mark_is_an_invisible_character() -> None:
    assert only(decode(BOM + BOM + b"a: 1", "x"))[:2] == (Code.INVISIBLE_CHARACTER, Place(1, 1))


@pytest.mark.parametrize("more", [0, 1, 2500])
def test_of_many_refused_characters_some_are_told_and_the_rest_counted(more: int) -> None:
    problems = clean("\x01\n" * (MOST_TOLD + more), "x").problems
    assert [problem.place.line for problem in problems] == list(range(1, MOST_TOLD + 1))
    last = problems[-1].message
    assert last.endswith(f", and {more:,} more like it below") if more else "more" not in last


# --- tabs


@pytest.mark.parametrize(
    ("text", "place"),
    [
        *[("a:\n\tb: c", Place(2, 1)), ("a:\n  \tb: c", Place(2, 3)), ("\ta: b", Place(1, 1))],
        *[("\n\ta: b", Place(2, 1)), ("\n\n \t - b", Place(3, 2))],
    ],
)
def test_a_tab_as_indentation_is_refused(text: str, place: Place) -> None:
    (problem,) = clean(text, "x").problems
    assert (problem.code, problem.place, problem.excerpt) == (
        Code.TAB_INDENTATION,
        place,
        text.split("\n")[place.line - 1],
    )
    assert problem.message == "this line is indented by a tab"


def test_a_file_indented_by_tabs_is_told_once_with_the_number_of_lines() -> None:
    (problem,) = clean("a:\n\tb: c\n\td: e\n\tf: g\n", "x").problems
    assert problem.message == "this line (and 2 more) is indented by a tab"
    assert problem.excerpt == "\tb: c"


def test_tabs_elsewhere_are_read_as_spaces() -> None:
    assert clean("a:\tb\t# c\n\t\n", "x") == SourceText("x", "a: b # c\n \n")


# --- anything


@given(st.binary())
@examples(200)
def test_any_bytes_are_read_or_answered_by_a_problem_inside_the_file(data: bytes) -> None:
    source = decode(data, "x.yml")
    assert source.text is not None or source.problems
    lines = data.removeprefix(BOM).decode(errors="replace").replace("\r\n", "\n").split("\n")
    for problem in source.problems:
        assert 1 <= problem.place.line <= len(lines)
        if problem.excerpt is not None:
            assert problem.excerpt.rstrip("\r") == lines[problem.place.line - 1].rstrip("\r")
            assert 1 <= problem.place.column <= len(problem.excerpt) + 1


@given(st.text())
@examples(200)
def test_a_clean_text_keeps_every_character_in_its_column(text: str) -> None:
    cleaned = clean(text, "x").text
    assert cleaned is not None
    assert len(cleaned) == len(text.replace("\r\n", "\n"))
    assert not set(cleaned) & set("\t\r\x00\u202e")
