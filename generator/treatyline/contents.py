"""Which files a collection consists of: entries, parties, topics, authored pages; what is none of them is a problem.

The content folder is walked once. What will be read is judged here by its name alone: its reader tells the rest.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatyline.model.scalars import ID_PATTERN, LONGEST_ID
from treatyline.names import RESERVED, fault_of
from treatyline.problems import Code, Place, Problem, quoted, visible
from treatyline.walk import DEEPEST, Found, Kind, kind_at, walk

AGREEMENTS = "agreements"
PARTIES = "parties.yml"
TOPICS = "topics.yml"

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn"})
"""What MkDocs takes for Markdown."""

PAGE_SUFFIXES = MARKDOWN | {".html"}
"""Files of the content folder that have an address of their own."""

WITHOUT_PAGES = frozenset({AGREEMENTS, "templates"})
"""Folders at the top that hold entries, or that MkDocs passes over."""


@dataclass(frozen=True, slots=True)
class EntryFile:
    """A file that describes an agreement; its stem is the agreement's id."""

    file: Path
    shown: str

    @property
    def id(self) -> str:
        """The agreement's id."""
        return self.file.stem


@dataclass(frozen=True, slots=True)
class AuthoredPage:
    """A page that somebody wrote; `path` leads to it from the content folder, as MkDocs knows it."""

    file: Path
    path: str

    @property
    def is_markdown(self) -> bool:
        """Whether MkDocs reads it, and does not publish it as it is."""
        return self.file.suffix in MARKDOWN


@dataclass(frozen=True, slots=True)
class Contents:
    """The files of a collection, entries and pages in order of their path; None where there is no such file."""

    entries: tuple[EntryFile, ...]
    parties: EntryFile | None
    topics: EntryFile | None
    problems: tuple[Problem, ...]
    pages: tuple[AuthoredPage, ...] = ()


def find_contents(content: Path, further: Sequence[Path] = ()) -> Contents:
    """Look through a content folder; `further` are entries that stand elsewhere, a draft say.

    Symbolic links are reported and not followed.
    """
    drafts = (Found(file, (AGREEMENTS, file.name), kind_at(file)) for file in further)
    found = [*walk(content), *drafts]
    entries = [EntryFile(one.file, shown_path(one.file)) for one in found if _is_entry(one)]
    own = {one.name: EntryFile(one.file, shown_path(one.file)) for one in found if one.steps in ((PARTIES,), (TOPICS,))}
    problems = [*filter(None, map(_problem, found)), *same_ids(entries)]
    pages = [AuthoredPage(one.file, "/".join(one.steps)) for one in found if _is_page(one)]
    return Contents(tuple(entries), own.get(PARTIES), own.get(TOPICS), tuple(problems), tuple(pages))


def shown_path(file: Path) -> str:
    """How problems name a file: from the working folder where it lies below it, else whole; nothing in it is hidden."""
    whole, here = os.path.abspath(file), os.getcwd()  # noqa: PTH100, PTH109 (resolve() would follow links)
    lies_below = whole == here or whole.startswith(here + os.sep)
    return visible(Path(whole[len(here) + 1 :] if lies_below else whole).as_posix())


# What is what


def _is_among_entries(found: Found) -> bool:
    return len(found.steps) > 1 and found.steps[0] == AGREEMENTS


def _is_entry(found: Found) -> bool:
    """Whether it is to be read as an entry, whatever it turns out to be."""
    is_file = found.kind in (Kind.FILE, Kind.LINK, Kind.SPECIAL)
    return is_file and _is_among_entries(found) and found.file.suffix == ".yml" and not found.name.startswith(".")


def _is_page(found: Found) -> bool:
    is_elsewhere = not WITHOUT_PAGES.issuperset(found.steps[:1]) and not found.is_hidden
    return is_elsewhere and found.kind is Kind.FILE and found.file.suffix in PAGE_SUFFIXES


# What is wrong


def _problem(found: Found) -> Problem | None:
    """Ensure that what stands below the content folder has a place there, can be read, and has a name to show."""
    if found.steps[:1] in ((PARTIES,), (TOPICS,)):
        return None
    is_let_be = found.is_hidden and found.steps[:1] != (AGREEMENTS,)  # MkDocs passes over hidden names, too
    wrong = _wrong_kind(found, is_let_be=is_let_be)
    if wrong is None and not is_let_be:
        wrong = _wrong_among_entries(found) if _is_among_entries(found) else _wrong_elsewhere(found)
    return Problem(shown_path(found.file), Place(), *wrong) if wrong else None


_Wrong = tuple[Code, str, str]
"""A code, what is wrong, and how to mend it."""


def _wrong_kind(found: Found, *, is_let_be: bool) -> _Wrong | None:
    """Ensure that MkDocs neither publishes a file from outside nor waits, or goes down, for ever.

    It looks through hidden folders, and those to which hidden links lead, before it passes over them.
    """
    match found.kind:
        case Kind.TOO_DEEP:
            hint = f"at most {DEEPEST} folders may stand inside one another: move it up, or delete it"
            return Code.TOO_DEEP, "this folder stands too deep", hint
        case Kind.LINK if not _is_entry(found) and not (is_let_be and not found.file.is_dir()):
            return Code.SYMBOLIC_LINK, "this is a symbolic link", "put the file itself here: links are not followed"
        case Kind.LOCKED if not is_let_be:
            return Code.UNREADABLE, f"this folder cannot be read: {found.trouble}", "look at its permissions"
        case Kind.SPECIAL if not is_let_be and not _is_entry(found):
            return Code.UNREADABLE, "this is not a file", "put a file here, or nothing"
    return None


def _wrong_among_entries(found: Found) -> _Wrong | None:
    """Ensure that every file among the entries is one, and that its stem can be an id."""
    name, stem = found.name, found.file.stem
    if found.kind is Kind.FOLDER:
        return _wrong_name(found)
    if found.file.suffix != ".yml":
        hint = f"name it {_as_id(stem)}.yml" if _is_nearly_yml(found.file) else "move it out of this folder"
        return Code.STRAY_FILE, f"{quoted(name)} is not an entry", hint
    if name.startswith("."):
        return Code.STRAY_FILE, f"{quoted(name)} is a hidden file", "delete it, or take off the dot"
    if stem in RESERVED:
        return Code.BAD_FILE_NAME, f"{quoted(stem)} is reserved", "name parties, subject and year"
    if not re.fullmatch(ID_PATTERN, stem) or len(stem) > LONGEST_ID:
        hint = f"use small letters a to z, digits and single hyphens, at most {LONGEST_ID}: {_as_id(stem)}.yml"
        return Code.BAD_FILE_NAME, f"{quoted(stem)} cannot be an agreement's id", hint
    return None


def _wrong_elsewhere(found: Found) -> _Wrong | None:
    """Ensure that a page, an image or a folder has a name to show, and that no entry stands where none is read."""
    if found.steps == (AGREEMENTS,) and found.kind is Kind.FILE:
        return Code.STRAY_FILE, f"{quoted(found.name)} is not a folder", "put the entries into a folder of this name"
    if found.kind is Kind.FILE and found.file.suffix.lower() in (".yml", ".yaml"):
        meant = f"{found.file.stem.lower()}.yml"
        if len(found.steps) == 1 and meant in (PARTIES, TOPICS):
            return Code.STRAY_FILE, f"{quoted(found.name)} is not read", f"name it {meant}"
        hint = f"move it into {AGREEMENTS}/ if it is an entry, else out of this folder"
        return Code.STRAY_FILE, f"{quoted(found.name)} stands outside {AGREEMENTS}/ and is not read", hint
    return _wrong_name(found)


def _wrong_name(found: Found) -> _Wrong | None:
    fault = fault_of(found.name)
    return (Code.BAD_FILE_NAME, fault.message, fault.hint) if fault else None


def _is_nearly_yml(file: Path) -> bool:
    return file.suffix.lower() in (".yaml", ".yml", ".json")


def _as_id(stem: str) -> str:
    """The nearest valid id."""
    nearest = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")[:LONGEST_ID].strip("-")
    return "russia-kazakhstan-joint-air-defence-2013" if nearest in ("", *RESERVED) else nearest


def same_ids(entries: Sequence[EntryFile]) -> Iterator[Problem]:
    """Ensure that an id stands once over all folders, ignoring case."""
    first: dict[str, EntryFile] = {}
    for entry in entries:
        known = first.setdefault(entry.id.lower(), entry)
        if known is not entry:
            hint = f"{known.shown} has it too: rename one, or merge the two"
            yield Problem(entry.shown, Place(), Code.SAME_ID, f"the id {quoted(entry.id)} is taken", hint)
