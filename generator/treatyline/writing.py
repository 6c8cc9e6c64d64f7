"""Files are written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EISDIR
from pathlib import Path


def write_whole(file: Path, text: str) -> None:
    """Write a file so that nobody ever finds a part of it; one that was there keeps its permissions.

    Raises OSError, and then leaves what was there.
    """
    draft = _draft_of(file)
    try:
        draft.write_bytes(text.encode())
        with suppress(FileNotFoundError):
            draft.chmod(file.stat().st_mode & 0o7777)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def write_new(file: Path, text: str) -> None:
    """Write a file that is not there yet, with the folders in which it belongs.

    Raises FileExistsError where anything is there, OSError where it cannot be written; then leaves no part of it.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft_of(file)
    try:
        draft.write_bytes(text.encode())
        _put(draft, file)
    finally:
        draft.unlink(missing_ok=True)


def _draft_of(file: Path) -> Path:
    """Where a file is written before it gets its name. Raises IsADirectoryError for a path that names no file."""
    if not file.name:
        raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
    return file.with_name(f".{file.name}.{os.getpid()}.draft")


def _put(draft: Path, file: Path) -> None:
    """Give a file its name, which must be free: a link does both in one step where the file system has links."""
    try:
        os.link(draft, file)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with file.open("xb") as new:
            try:
                new.write(draft.read_bytes())
            except OSError:
                file.unlink()
                raise
