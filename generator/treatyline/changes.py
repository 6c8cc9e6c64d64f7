"""What a change of a collection brings about: problems of the files that changed, and of others because of them.

What was wrong before is not told of a file that did not change. So that few files have to be read, only those are
that can have to do with the change; which ones is judged by their text, and rather too many than too few.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from treatyline.contents import AGREEMENTS, PARTIES, TOPICS, Contents, EntryFile, find_contents, same_ids, shown_path
from treatyline.dates import Day
from treatyline.git import changed_since, contents_at, fork
from treatyline.problems import Code, Problem
from treatyline.site import check
from treatyline.source_file import decode
from treatyline.walk import Kind, walk
from treatyline.yaml_source import Document, Memory, Value, parse_source


@dataclass(frozen=True, slots=True)
class Change:
    """Which files of a content folder are others than they were, and what those were; paths lead from that folder."""

    content: Path
    paths: frozenset[str]
    before: Mapping[str, bytes]

    @classmethod
    def since(cls, base: str, content: Path) -> Change:
        """All that changed since the work left the commit `base`. Raises GitError.

        Of a repository inside the content folder nobody knows what was there: all its files count as new.
        """
        commit, place = fork(base, content), content.resolve()
        files = {file for found in changed_since(commit, content) for file in _files_at(found)}
        before = contents_at(commit, files, content)
        return cls(
            content,
            frozenset(file.relative_to(place).as_posix() for file in files),
            {file.relative_to(place).as_posix(): data for file, data in before.items()},
        )

    def path(self, file: Path) -> str:
        """The path of a file of the content folder."""
        return file.relative_to(self.content).as_posix()

    def has(self, file: EntryFile) -> bool:
        """Whether a file changed."""
        return self.path(file.file) in self.paths

    @property
    def folders(self) -> frozenset[str]:
        """The folders into which a file came."""
        new = self.paths - self.before.keys()
        return frozenset(folder.as_posix() for path in new for folder in PurePosixPath(path).parents)

    @property
    def is_of_entries_alone(self) -> bool:
        """Whether nothing else changed: parties, topics and pages can have to do with any entry."""
        return all(path.startswith(f"{AGREEMENTS}/") for path in self.paths)


def _files_at(path: Path) -> Sequence[Path]:
    """A file itself, whether it is there or not; of a folder, every file in it but git's own."""
    if path.is_symlink() or not path.is_dir():
        return [path]
    return [found.file for found in walk(path) if found.kind is not Kind.FOLDER and ".git" not in found.steps]


@dataclass(frozen=True, slots=True)
class Brought:
    """What a change brought about, and how many of the files that it touched are there."""

    problems: tuple[Problem, ...]
    checked: int


def check_change(change: Change, today: Day | None) -> Brought:
    """The problems of changed files, and those of others that were not there before."""
    now = find_contents(change.content)
    texts = _Texts(now, change)
    near = set(_near(texts)) if change.is_of_entries_alone else None

    def follow(entries: Sequence[EntryFile]) -> list[EntryFile]:
        return [entry for entry in entries if near is None or change.has(entry) or entry in near]

    found = check(now, today, texts.read, follow).problems
    known = {_said(problem) for problem in check(_before(now, change), today, texts.read_before, follow).problems}
    shown = {shown_path(change.content / path) for path in (*change.paths, *change.folders)}
    told = [problem for problem in found if problem.path in shown or _said(problem) not in known]
    return Brought(tuple(told), sum((change.content / path).is_file() for path in change.paths))


def _said(problem: Problem) -> tuple[str, Code, str]:
    """What makes two problems of a file the same, wherever in it they stand."""
    return (problem.path, problem.code, problem.message)


def _before(now: Contents, change: Change) -> Contents:
    """The files of a collection as it was; names that are wrong are told of changed files alone."""
    stayed = [entry for entry in now.entries if not change.has(entry)]
    entries = sorted([*stayed, *_old_entries(change)], key=lambda entry: PurePosixPath(change.path(entry.file)).parts)
    wrong_names = [problem for problem in now.problems if problem.code is not Code.SAME_ID]
    return replace(
        now,
        entries=tuple(entries),
        parties=_old_or_same(PARTIES, now.parties, change),
        topics=_old_or_same(TOPICS, now.topics, change),
        problems=(*wrong_names, *same_ids(entries)),
    )


def _old_entries(change: Change) -> Iterator[EntryFile]:
    for path in map(PurePosixPath, change.before):
        if path.parts[0] == AGREEMENTS and path.suffix == ".yml" and not path.name.startswith("."):
            yield _file(path.as_posix(), change)


def _old_or_same(path: str, now: EntryFile | None, change: Change) -> EntryFile | None:
    if path not in change.paths:
        return now
    return _file(path, change) if path in change.before else None


def _file(path: str, change: Change) -> EntryFile:
    file = change.content / path
    return EntryFile(file, shown_path(file))


@dataclass(frozen=True)
class _Texts:
    """A collection's files as they are and as they were; what did not change is parsed once."""

    now: Contents
    change: Change
    memory: Memory = field(default_factory=Memory)

    def read(self, file: Path, path: str) -> Document:
        """A file as it is."""
        return self.memory.read(file, path)

    def read_before(self, file: Path, path: str) -> Document:
        """A file as it was."""
        old = self.change.before.get(self.change.path(file))
        return self.memory.read(file, path) if old is None else parse_source(decode(old, path))

    @cached_property
    def changed(self) -> Sequence[tuple[str, Document]]:
        """Every changed entry's id and what it says or said: twice where it is another one now."""
        entries = [entry for entry in self.now.entries if self.change.has(entry)]
        old = _old_entries(self.change)
        return [
            *((entry.id, self.read(entry.file, entry.shown)) for entry in entries),
            *((entry.id, self.read_before(entry.file, entry.shown)) for entry in old),
        ]


# Which entries can have to do with changed ones


def _near(texts: _Texts) -> Iterator[EntryFile]:
    """Entries that name a changed one, are named by one, or may be the same agreement.

    An escape can hide a name: an unchanged file with one is near to all.
    """
    names = {name for id, document in texts.changed for name in (id, *_former_ids(document))}
    ids = re.compile("|".join(sorted({re.escape(name) for name in names} | {"\\\\"})))
    said = "\n".join(text for _, document in texts.changed for text in _texts_in(document.data))
    groups = {_codes(document) for _, document in texts.changed}
    supersede = "supersedes" in said
    for entry in texts.now.entries:
        if texts.change.has(entry):
            continue
        text = _raw(entry.file)
        is_same = any(all(code in text for code in group) for group in groups)
        if entry.id in said or is_same or ids.search(text) or (supersede and "supersedes" in text):
            yield entry


def _raw(file: Path) -> str:
    """A file's text, as far as it can be had at once."""
    try:
        return file.read_bytes().decode(errors="replace") if file.is_file() and not file.is_symlink() else ""
    except OSError:
        return ""


def _texts_in(value: Value) -> Iterator[str]:
    """Every text below a value."""
    if isinstance(value, str):
        yield value
    elif value is not None:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts_in(inner)


def _former_ids(document: Document) -> Iterator[str]:
    """The ids that an entry says it had before."""
    former = (document.data or {}).get("formerly")
    yield from (id for id in (former if isinstance(former, list) else ()) if isinstance(id, str))


def _codes(document: Document) -> Collection[str]:
    """The codes of the parties that an entry names; where it names none, the field that says so."""
    parties = (document.data or {}).get("parties")
    rows = parties if isinstance(parties, list) else []
    codes = (row.get("party") if isinstance(row, dict) else row for row in rows)
    return frozenset(code for code in codes if isinstance(code, str)) or frozenset({"open_to"})
