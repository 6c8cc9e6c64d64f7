"""A file's bytes to text that can be parsed: size, encoding, line ends, and characters nobody can see."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISLNK, S_ISREG

from treatyline.problems import MOST_TOLD, Code, How, Mend, Place, Problem
from treatyline.text import BadCharacter, Refusal, bad_characters

LARGEST_FILE = 256 * 1024
"""Bytes; some twenty times the longest entry that we have seen."""

PLACEHOLDER = "\ufffc"
"""Stands in for a refused character, so that columns stay true and the rest can still be read."""

_TAB_INDENT = re.compile(r"^ *(\t)[ \t]*\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """A file's text, its lines ended by newlines alone, without a byte-order mark and without tabs.

    `text` is None where nothing could be read; refused characters are replaced by `PLACEHOLDER` in it.
    """

    path: str
    text: str | None
    problems: tuple[Problem, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The text's lines, for excerpts."""
        return (self.text or "").split("\n")


def read_source(file: Path, path: str) -> SourceText:
    """Read a file; `path` is how problems name it. Nothing is raised: what is wrong is in `problems`."""
    return _cleaned(read_text(file, path, LARGEST_FILE))


def read_text(file: Path, path: str, largest: int) -> SourceText:
    """Read a file of at most so many bytes as `read_source` does, but with its characters and line ends as they are."""
    try:
        found = file.lstat()
        if S_ISLNK(found.st_mode):
            hint = "put the file itself here: links are not followed"
            return _unread(path, Code.SYMBOLIC_LINK, "this is a symbolic link", hint)
        if not S_ISREG(found.st_mode):
            return _unread(path, Code.UNREADABLE, "this is not a file", "put a text file here, or nothing")
        if found.st_size > largest:
            message = f"this file has {found.st_size:,} bytes"
            hint = f"the most is {largest:,}: link to long texts instead of including them"
            return _unread(path, Code.TOO_LARGE, message, hint)
        return _decoded(file.read_bytes(), path)
    except OSError as error:
        return _unread(path, Code.UNREADABLE, f"this file cannot be read: {error.strerror}", "look at its permissions")


def decode(data: bytes, path: str) -> SourceText:
    """Bytes to clean text; a UTF-8 byte-order mark and CRLF are fine."""
    return _cleaned(_decoded(data, path))


def _decoded(data: bytes, path: str) -> SourceText:
    """Bytes to text, without a byte-order mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0\0" in (data[:4:2], data[1:4:2]):
        return _unread(path, Code.NOT_UTF8, "this file is UTF-16", "save it as UTF-8")
    data = data.removeprefix(BOM_UTF8)
    try:
        return SourceText(path, data.decode())
    except UnicodeDecodeError as error:
        return SourceText(path, None, (_not_utf8(data, error, path),))


def _cleaned(source: SourceText) -> SourceText:
    """A text that was read, made clean; one that was not stays as it is."""
    return source if source.text is None else clean(source.text, source.path)


def clean(text: str, path: str) -> SourceText:
    """Refuse what cannot be seen and what indents by tabs; unify line ends and white space.

    Parsers of YAML differ about tabs between words: they are read as spaces.
    """
    text = text.replace("\r\n", "\n")
    bad = list(bad_characters(text))
    problems = list(_bad_characters(text, bad, path))
    if bad:
        text = text.translate({ord(found.character): PLACEHOLDER for found in bad})
    if "\t" in text:
        problems.extend(_tab_indentation(text, path))
        text = text.replace("\t", " ")
    return SourceText(path, text, tuple(problems))


def refusal_message(bad: BadCharacter) -> tuple[Code, str]:
    """The code of a refused character and what to say of it."""
    if bad.refusal is Refusal.CONTROL:
        return Code.CONTROL_CHARACTER, f"a control character ({bad.name}) stands here"
    return Code.INVISIBLE_CHARACTER, f"a character that cannot be seen ({bad.name}) stands here"


def _bad_characters(text: str, found: Sequence[BadCharacter], path: str) -> Iterator[Problem]:
    """One problem for a character; past the most that are told, only their number."""
    for number, bad in enumerate(found[:MOST_TOLD], 1):
        start = text.rfind("\n", 0, bad.index) + 1
        end = text.find("\n", bad.index)
        place = Place(text.count("\n", 0, bad.index) + 1, bad.index - start + 1)
        code, message = refusal_message(bad)
        if number == MOST_TOLD < len(found):
            message += f", and {len(found) - number:,} more like it below"
        excerpt = text[start : end if end >= 0 else None]
        yield Problem(path, place, code, message, "delete it", excerpt, Mend((), How.CLEAN))


def _tab_indentation(text: str, path: str) -> Iterator[Problem]:
    """One problem for a file: who indents by tabs does so on every line."""
    found = list(_TAB_INDENT.finditer(text))
    if not found:
        return
    first = found[0].start(1)
    line = text.count("\n", 0, first)
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    place = Place(line + 1, first - text.rfind("\n", 0, first))
    message = f"this line{more} is indented by a tab"
    yield Problem(path, place, Code.TAB_INDENTATION, message, "use spaces", text.split("\n")[line])


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Problem:
    start = data.rfind(b"\n", 0, error.start) + 1
    before = data[start : error.start].decode()
    place = Place(data.count(b"\n", 0, error.start) + 1, len(before) + 1)
    message = f"this file is not UTF-8: byte 0x{data[error.start]:02X} stands here"
    line = data[start:].split(b"\n", 1)[0].decode(errors="replace").rstrip("\r")
    return Problem(path, place, Code.NOT_UTF8, message, "save the file as UTF-8", line)


def _unread(path: str, code: Code, message: str, hint: str) -> SourceText:
    return SourceText(path, None, (Problem(path, Place(), code, message, hint),))
