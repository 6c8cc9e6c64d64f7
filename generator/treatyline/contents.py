"""Which files a collection consists of: entries, parties, topics; anything else among the entries is a problem."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from treatyline.model.scalars import ID_PATTERN, LONGEST_ID
from treatyline.problems import Code, Place, Problem, quoted, visible

AGREEMENTS = "agreements"
PARTIES = "parties.yml"
TOPICS = "topics.yml"
RESERVED_IDS = frozenset({"index", "readme"})
"""Names that MkDocs gives a meaning of its own."""


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
class Contents:
    """The files of a collection, entries in order of their path; None where there is no such file."""

    entries: tuple[EntryFile, ...]
    parties: EntryFile | None
    topics: EntryFile | None
    problems: tuple[Problem, ...]


def find_contents(content: Path, further: Sequence[Path] = ()) -> Contents:
    """Look through a content folder; `further` are entries that stand elsewhere, a draft say.

    Symbolic links are reported and not followed.
    """
    files = [*_files_below(content / AGREEMENTS), *further]
    problems = [problem for file in files for problem in _problems_of_name(file)]
    entries = [_entry_file(file) for file in files if file.suffix == ".yml" and not file.name.startswith(".")]
    problems.extend(_same_ids(entries))
    problems.extend(_links_elsewhere(content))
    return Contents(tuple(entries), _optional(content / PARTIES), _optional(content / TOPICS), tuple(problems))


def shown_path(file: Path) -> str:
    """How problems name a file: from the working folder where it lies below it, else whole; nothing in it is hidden."""
    whole, here = os.path.abspath(file), os.getcwd()  # noqa: PTH100, PTH109 (resolve() would follow links)
    lies_below = whole == here or whole.startswith(here + os.sep)
    return visible(Path(os.path.relpath(whole, here) if lies_below else whole).as_posix())


def _entry_file(file: Path) -> EntryFile:
    return EntryFile(file, shown_path(file))


def _optional(file: Path) -> EntryFile | None:
    return _entry_file(file) if file.is_symlink() or file.exists() else None


def _files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, in order; a folder that is linked or unreadable is given as if it were a file."""
    if folder.is_symlink():
        yield folder
        return
    if not folder.is_dir():
        return
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from _files_below(path)
        else:
            yield path


def _problems_of_name(file: Path) -> Iterator[Problem]:
    """Ensure that every file among the entries is one, and that its stem can be an id."""

    def problem(code: Code, message: str, hint: str) -> Problem:
        return Problem(shown_path(file), Place(), code, message, hint)

    if file.is_symlink() and file.suffix != ".yml":
        yield problem(Code.SYMBOLIC_LINK, "this is a symbolic link", "put the files themselves here")
    elif file.is_dir():
        yield problem(Code.UNREADABLE, "this folder cannot be read", "look at its permissions")
    elif file.suffix != ".yml":
        hint = f"name it {_as_id(file.stem)}.yml" if _is_nearly_yml(file) else "move it out of this folder"
        yield problem(Code.STRAY_FILE, f"{quoted(file.name)} is not an entry", hint)
    elif file.name.startswith("."):
        yield problem(Code.STRAY_FILE, f"{quoted(file.name)} is a hidden file", "delete it, or take off the dot")
    elif file.stem in RESERVED_IDS:
        yield problem(Code.BAD_FILE_NAME, f"{quoted(file.stem)} is reserved", "name parties, subject and year")
    elif not re.fullmatch(ID_PATTERN, file.stem) or len(file.stem) > LONGEST_ID:
        hint = f"use small letters a to z, digits and single hyphens, at most {LONGEST_ID}: {_as_id(file.stem)}.yml"
        yield problem(Code.BAD_FILE_NAME, f"{quoted(file.stem)} cannot be an agreement's id", hint)


def _links_elsewhere(content: Path) -> Iterator[Problem]:
    """Ensure that no symbolic link makes MkDocs publish a file from outside; those among the entries are told apart."""
    own = {content / PARTIES, content / TOPICS}
    for path in sorted(content.rglob("*")):
        if path.is_symlink() and path not in own and content / AGREEMENTS not in (path, *path.parents):
            hint = "put the file itself here: links are not followed"
            yield Problem(shown_path(path), Place(), Code.SYMBOLIC_LINK, "this is a symbolic link", hint)


def _is_nearly_yml(file: Path) -> bool:
    return file.suffix.lower() in (".yaml", ".yml", ".json")


def _as_id(stem: str) -> str:
    """The nearest valid id."""
    words = re.sub("[^a-z0-9]+", "-", stem.lower()).strip("-")
    return words[:LONGEST_ID].strip("-") or "russia-kazakhstan-joint-air-defence-2013"


def _same_ids(entries: Sequence[EntryFile]) -> Iterator[Problem]:
    """Ensure that an id stands once over all folders, ignoring case."""
    first: dict[str, EntryFile] = {}
    for entry in entries:
        known = first.setdefault(entry.id.lower(), entry)
        if known is not entry:
            hint = f"{known.shown} has it too: rename one, or merge the two"
            yield Problem(entry.shown, Place(), Code.SAME_ID, f"the id {quoted(entry.id)} is taken", hint)
