"""A site that is replaced whole or not at all: made beside the old one, and put in its place at the very end.

Everything of a build lies in one folder beside the site: `.site.staging/` beside `site/`. In it are the `lock` that
the build holds, `new/`, where the site is made, `old/`, where the old one waits while two renames replace it, and a
`.gitignore`. It is gone when the build is over; what a killed build left there, the next one mends and deletes.
"""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

_LOCK, _NEW, _OLD, _PROBE, _IGNORE = "lock", "new", "old", "probe", ".gitignore"

_OUR_STYLES = Path("assets", "stylesheets", "treatyline-tokens.css")
_MAKER = re.compile(
    rb"""<meta\b(?=[^>]*\bname=["']?generator\b)[^>]*\bcontent=["']?[^"'>]*mkdocs|<!--\s*mkdocs\s+version\b""",
    re.IGNORECASE,
)
"""How a page names MkDocs as its maker: most themes in the head, MkDocs' own ones in a comment at the very end."""

_ENDS_OF_A_PAGE = 64 * 1024
"""Bytes from each end of a page that are searched for its maker."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NOT_EMPTY = frozenset({errno.ENOTEMPTY, errno.EEXIST})
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV, errno.EPERM})
"""How kernels, sandboxes and file systems say that they do not exchange two folders."""

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # <fcntl.h>, <linux/fs.h>


class StagingError(Exception):
    """A site that cannot be put in place; the message is for a person and says what to do."""


class _InPlaceError(Exception):
    """Why a site cannot be replaced by another folder."""


def explain(error: OSError, *, in_place: bool = False) -> str:
    """Say what the system refused, in its own words, and what to do about it."""
    said = error.strerror or str(error)
    if error.filename is not None:
        said += f" ({os.fsdecode(error.filename)})"
    if error.errno in _NO_ROOM:
        need = "" if in_place else "the new site needs room beside the old one, which is untouched: "
        return f"{said}; {need}free some space, or name a site_dir on another disk"
    if error.errno in _FORBIDDEN:
        return f"{said}; see that you may write there, or name another site_dir"
    return said


@dataclass(frozen=True, slots=True)
class Staging:
    """One build of a site, from `begin` to `publish` or `discard`."""

    site: Path
    """The folder that is published, symbolic links resolved."""

    build: Path
    """Where the new site is to be made; the site itself where it must be made in place."""

    in_place: str | None
    """Why it must be made in place; None where it is made beside the old one."""

    _lock: BaseFileLock = field(repr=False)

    @classmethod
    def begin(cls, site: Path, *, overwrite: bool = False) -> Staging:
        """Mend and clean what a killed build left, lock out other builds, and make the folder to build in.

        `overwrite` lets a folder be replaced that MkDocs did not make.
        The folder is empty; where the site must be made in place, the old one is still in it.

        Raises StagingError where another build is running, the site is no folder or somebody else's, or the system
        refuses; then nothing is changed and nothing left.
        """
        site = Path(os.path.realpath(site))
        with _in_plain_words(f"no site can be made in {site}"):
            if os.path.lexists(site) and not site.is_dir():
                raise StagingError(f"{site} is not a folder: name another site_dir, or move it away")
            try:
                return cls._begin_beside(site, overwrite)
            except _InPlaceError as reason:
                return cls._begin_in_place(site, overwrite, str(reason))

    @classmethod
    def _begin_beside(cls, site: Path, overwrite: bool) -> Staging:
        if os.path.ismount(site):
            raise _InPlaceError("it is a mount point")
        folder = _make_staging_folder(site)
        with ExitStack() as undo:
            undo.callback(_remove_if_empty, folder)
            staging = cls(site, folder / _NEW, None, _locked(folder / _LOCK, site))
            undo.callback(staging.discard)
            (folder / _IGNORE).write_text("*\n")
            _put_back(folder / _OLD, site)
            _empty(folder)
            if not overwrite:
                _refuse_unless_made_by_mkdocs(site)
            _refuse_unless_movable(site, folder / _PROBE)
            staging.build.mkdir()
            undo.pop_all()
        return staging

    @classmethod
    def _begin_in_place(cls, site: Path, overwrite: bool, reason: str) -> Staging:
        name = hashlib.sha256(os.fsencode(site)).hexdigest()[:16]
        lock = _locked(Path(tempfile.gettempdir(), f"treatyline-{name}.lock"), site)
        staging = cls(site, site, reason, lock)
        with ExitStack() as undo:
            undo.callback(staging.discard)
            if not overwrite:
                _refuse_unless_made_by_mkdocs(site)
            site.mkdir(parents=True, exist_ok=True)
            if not os.access(site, os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(site))
            undo.pop_all()
        return staging

    def publish(self) -> None:
        """Put the new site in the old one's place, with the dotfiles that only the old one has.

        Raises StagingError where the system refuses; then the old site is whole, and the new one is dropped.
        """
        try:
            if self.in_place is None:
                with _in_plain_words(f"the new site cannot take the place of {self.site}"):
                    _carry_over(self.site, self.build)
                    _swap(self.build, self.site, self.build.with_name(_OLD))
        finally:
            self.discard()

    def discard(self) -> None:
        """Drop whatever lies beside the site, and let the next build begin.

        Nothing is raised: what resists is left to the next build. Does nothing where the build is over.
        """
        if not self._lock.is_locked:
            return
        lock, folder = Path(self._lock.lock_file), self.build.parent
        with suppress(OSError):
            if self.in_place is None:
                _put_back(folder / _OLD, self.site)
                _empty(folder)
                (folder / _IGNORE).unlink(missing_ok=True)
            lock.unlink(missing_ok=True)  # while it is held: whoever waits with it open sees that it is gone
        self._lock.release()
        if self.in_place is None:
            _remove_if_empty(folder)


@contextmanager
def _in_plain_words(failure: str) -> Iterator[None]:
    """Turn what the system refuses into a StagingError that begins with `failure`."""
    try:
        yield
    except OSError as error:
        raise StagingError(f"{failure}: {explain(error)}") from error


# --- beginning ----------------------------------------------------------------------------------------------


def _make_staging_folder(site: Path) -> Path:
    """Make the folder beside a site. Raises _InPlaceError where the site's parent cannot be written."""
    folder = site.with_name(f".{site.name}.staging")
    if folder.is_symlink() or folder.is_file():
        raise StagingError(f"{folder} is in the way, where the new site is to be made: move or delete it")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir()
    except OSError as error:
        if error.errno in _FORBIDDEN:
            raise _InPlaceError(f"the folder around it cannot be written ({error.strerror})") from error
        raise
    return folder


def _locked(file: Path, site: Path) -> BaseFileLock:
    """Take a lock, without waiting. The system drops it when the process ends, however it ends.

    A lock whose file or folder vanishes before it can be taken is refused like one that is held: a build is ending.
    """
    lock = FileLock(file, blocking=False, thread_local=False)
    try:
        lock.acquire()
    except (Timeout, FileNotFoundError, FileExistsError):
        wait = "wait for it to end, or name another site_dir"
        raise StagingError(f"another build of {site} is running: {wait}") from None
    return lock


def _put_back(old: Path, site: Path) -> None:
    """Mend what was interrupted between two renames: the old site waits, and nothing is in its place."""
    if old.is_dir():
        _remove_if_empty(site)  # made by somebody since
        if not site.exists():
            old.rename(site)


def _refuse_unless_made_by_mkdocs(site: Path) -> None:
    """Raise StagingError where a folder holds something else than a site; dotfiles count for nothing."""
    if not site.exists() or all(path.name.startswith(".") for path in site.iterdir()):
        return
    if (site / _OUR_STYLES).is_file() or any(_names_mkdocs(site / name) for name in ("index.html", "404.html")):
        return
    ways_out = "name another site_dir, empty the folder, or write `overwrite: true` under `- treatyline:` in mkdocs.yml"
    raise StagingError(f"{site} is not empty and was not made by MkDocs, so it is not replaced: {ways_out}")


def _names_mkdocs(page: Path) -> bool:
    if not page.is_file():
        return False
    with page.open("rb") as file:
        start = file.read(_ENDS_OF_A_PAGE)
        file.seek(max(file.tell(), page.stat().st_size - _ENDS_OF_A_PAGE))
        return _MAKER.search(start + file.read(_ENDS_OF_A_PAGE)) is not None


def _refuse_unless_movable(site: Path, probe: Path) -> None:
    """Raise _InPlaceError where the system will not move a site.

    It is asked to move it onto a folder that is not empty. That it never does, but it says so only where it has
    nothing else against it.
    """
    if not site.exists():
        return
    (probe / "full").mkdir(parents=True)
    try:
        site.rename(probe)
    except OSError as error:
        if error.errno not in _NOT_EMPTY:
            raise _InPlaceError(f"it cannot be moved ({error.strerror})") from error
        _delete(probe)
    else:
        probe.rename(site)  # a file system that does it all the same


# --- publishing ---------------------------------------------------------------------------------------------


def _carry_over(old: Path, new: Path) -> None:
    """Give a new site the old one's mode, and the dotfiles and dot-folders that it lacks. The old one stays whole."""
    if not old.exists():
        return
    for path in old.iterdir():
        if path.name.startswith(".") and not os.path.lexists(new / path.name):
            _duplicate(path, new / path.name)
    shutil.copymode(old, new)


def _duplicate(source: Path, target: Path) -> None:
    """Make a folder anew with all in it; link to a file, or copy it where that is refused. Links stay links."""
    if source.is_dir() and not source.is_symlink():
        target.mkdir()
        for path in source.iterdir():
            _duplicate(path, target / path.name)
        shutil.copystat(source, target)
        return
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(source, target, follow_symlinks=False)


def _swap(new: Path, site: Path, old: Path) -> None:
    """Put a new site in place: in one step where the system can, else by two renames.

    Between these there is no site; who discards the build, or begins the next one, puts the old one back.
    """
    if site.exists():
        if _exchange(new, site):
            return
        site.rename(old)
    new.rename(site)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step. False where the system or the file system has no such step."""
    if sys.platform != "linux":
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):  # an old C library, or one that cannot be asked
        return False
    renameat2.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in _NO_EXCHANGE:
        return False
    raise OSError(error, os.strerror(error), str(one), None, str(other))


# --- deleting -----------------------------------------------------------------------------------------------


def _remove_if_empty(folder: Path) -> None:
    """Remove a folder unless something is in it, or it is not there."""
    with suppress(OSError):
        folder.rmdir()


def _empty(folder: Path) -> None:
    """Delete what a build makes in its staging folder."""
    for path in folder.iterdir():
        if path.name not in (_LOCK, _IGNORE):
            _delete(path)


def _delete(path: Path) -> None:
    """Delete a file, a link, or a folder with all in it, read-only folders too; never what a link leads to."""
    if path.is_symlink() or not path.is_dir():
        path.unlink()
        return
    try:
        shutil.rmtree(path)
    except PermissionError:
        _make_deletable(path)
        shutil.rmtree(path)


def _make_deletable(top: Path) -> None:
    """Make folders writable; on Windows, which deletes no read-only file, files too: elsewhere they may be linked."""
    top.chmod(0o700)
    for folder, folders, files in os.walk(top):
        for name in folders + files if os.name == "nt" else folders:
            path = Path(folder, name)
            if not path.is_symlink():
                path.chmod(0o700)
