"""The files of a renaming are written: all of them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from treatyline.renaming.base import Change
from treatyline.writing import write_new, write_whole


class NotDoneError(Exception):
    """A file could not be written; what was written before it was put back."""

    def __init__(self, shown: str, trouble: OSError, left: Sequence[str]) -> None:
        reason = trouble.strerror or str(trouble)
        rest = f"could not put back {', '.join(left)}: look at them" if left else "nothing was renamed"
        super().__init__(f"{shown} cannot be written ({reason}); {rest}")


@dataclass(frozen=True, slots=True)
class _Step:
    """A change of the folder and the way back, which does nothing where there is nothing to undo."""

    shown: str
    do: Callable[[], None]
    undo: Callable[[], None]


def carry_out(changes: Sequence[Change]) -> None:
    """Write the renamed entry under its new name, then what else changes, and only then delete the old file.

    Raises NotDoneError. Whatever breaks in, everything is as it was before.
    """
    begun: list[_Step] = []
    try:
        for step in _steps(changes):
            begun.append(step)
            step.do()
    except BaseException as error:
        left = [step.shown for step in reversed(begun) if not _is_undone(step)]
        if isinstance(error, OSError):
            raise NotDoneError(begun[-1].shown, error, left) from error
        raise


def _steps(changes: Sequence[Change]) -> Iterator[_Step]:
    moved = [change for change in changes if change.is_move]
    for change in moved:
        yield _Step(change.shown_target, partial(_write_new, change), partial(_take_away, change))
    for change in changes:
        if not change.is_move:
            yield _Step(change.shown, partial(write_whole, change.file, change.after), partial(_put_back, change))
    for change in moved:
        yield _Step(change.shown, partial(change.file.unlink, missing_ok=True), partial(_write_again, change))


def _write_new(change: Change) -> None:
    """Write the entry under its new name, with the permissions of the old file."""
    mode = change.file.stat().st_mode
    write_new(change.target, change.after)
    change.target.chmod(mode & 0o7777)


def _take_away(change: Change) -> None:
    """Delete what was written under the new name, unless it is all that there is, or somebody else's."""
    with suppress(FileNotFoundError):
        if change.file.exists() and change.target.read_bytes() == change.after.encode():
            change.target.unlink()


def _put_back(change: Change) -> None:
    if change.file.read_bytes() != change.before.encode():
        write_whole(change.file, change.before)


def _write_again(change: Change) -> None:
    """Write the old file where it is gone, with the permissions that the new one has from it."""
    if not change.file.exists():
        write_new(change.file, change.before)
        change.file.chmod(change.target.stat().st_mode & 0o7777)


def _is_undone(step: _Step) -> bool:
    try:
        step.undo()
    except OSError:
        return False
    return True
