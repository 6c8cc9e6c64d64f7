"""Files of a collection as they should be written: all is mended that can be, until a check finds no more of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from enum import Enum, auto
from pathlib import Path

from treatyline.contents import Contents, EntryFile
from treatyline.dates import Day
from treatyline.fixing import UnsafeFixError, fixed
from treatyline.fixing.scheme import ENTRY, PARTIES, TOPICS, Scheme
from treatyline.problems import Mend, Problem, visible
from treatyline.site import check
from treatyline.source_file import LARGEST_FILE, read_text
from treatyline.yaml_source import Document, Memory, parse

MOST_ROUNDS = 10
"""Checks after which mending ends: one mend can bring another problem to light, and no more than a few do."""


class Outcome(Enum):
    """What became of a file."""

    AS_IT_SHOULD_BE = auto()
    REWRITTEN = auto()
    UNREADABLE = auto()
    """It cannot be read or parsed: it is left as it is."""
    UNSAFE = auto()
    """It would say something else afterwards: it is left as it is."""


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A file with its text before and after; they are the same unless it is to be rewritten."""

    file: EntryFile
    outcome: Outcome
    before: str = ""
    after: str = ""

    @property
    def difference(self) -> Iterator[str]:
        """What changes, as `diff -u` tells it, with nothing in it that a terminal would obey."""
        before, after = self.before.splitlines(), self.after.splitlines()
        name = self.file.shown
        return (visible(line) for line in unified_diff(before, after, f"{name} (now)", f"{name} (mended)", lineterm=""))


def rewrite(contents: Contents, asked: Sequence[EntryFile], today: Day) -> tuple[Rewriting, ...]:
    """What becomes of the files that are asked for, in their order; nothing is written.

    The whole collection is checked: what is to be mended in one file can depend on another.
    """
    before = {file.file: _text_of(file) for file in asked}
    now = {file: text for file, text in before.items() if text is not None}
    memory, unsafe = Memory(), set[Path]()
    settled: Mapping[Path, tuple[str, Sequence[Mend]]] = {}

    def read(file: Path, path: str) -> Document:
        return parse(now[file], path) if now.get(file) != before.get(file) else memory.read(file, path)

    for _ in range(MOST_ROUNDS):
        mends = _mends(check(contents, today, read).problems)
        given = {file.file: (now[file.file], mends.get(file.shown, ())) for file in asked if file.file in now}
        ahead = [file for file in asked if given.get(file.file) != settled.get(file.file)]
        rewritten = now | dict(_rewritten(ahead, now, mends, contents, unsafe))
        if rewritten == now:
            break
        settled = {file: (text, done) for file, (text, done) in given.items() if rewritten[file] == text}
        now = rewritten
    return tuple(_outcome(file, before[file.file], now, unsafe) for file in asked)


def _text_of(file: EntryFile) -> str | None:
    """A file's text as it stands; None where it cannot be read or parsed."""
    text = read_text(file.file, file.shown, LARGEST_FILE).text
    return text if text is not None and parse(text).data is not None else None


def _mends(problems: Iterable[Problem]) -> Mapping[str, Sequence[Mend]]:
    """The mends of each file, from its end to its beginning: none moves what another one is for."""
    found: dict[str, list[Mend]] = {}
    for problem in problems:
        if problem.mend:
            found.setdefault(problem.path, []).insert(0, problem.mend)
    return found


def _rewritten(
    asked: Sequence[EntryFile],
    now: Mapping[Path, str],
    mends: Mapping[str, Sequence[Mend]],
    contents: Contents,
    unsafe: set[Path],
) -> Iterator[tuple[Path, str]]:
    for file in asked:
        text = now[file.file]
        try:
            text = fixed(text, mends.get(file.shown, ()), _scheme(file, contents))
        except UnsafeFixError:
            unsafe.add(file.file)
        yield file.file, text


def _scheme(file: EntryFile, contents: Contents) -> Scheme:
    return PARTIES if file == contents.parties else TOPICS if file == contents.topics else ENTRY


def _outcome(file: EntryFile, before: str | None, now: Mapping[Path, str], unsafe: set[Path]) -> Rewriting:
    if before is None:
        return Rewriting(file, Outcome.UNREADABLE)
    if file.file in unsafe:
        return Rewriting(file, Outcome.UNSAFE, before, before)
    after = now[file.file]
    is_same = after.encode() == file.file.read_bytes()
    return Rewriting(file, Outcome.AS_IT_SHOULD_BE if is_same else Outcome.REWRITTEN, before, after)
