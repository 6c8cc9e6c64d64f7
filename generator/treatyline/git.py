"""What git knows of a folder: which files are others than at a commit, and what they were."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path


class GitError(Exception):
    """Git cannot answer; says why."""


def fork(base: str, folder: Path) -> str:
    """The commit at which the work in a folder left `base`; `base` itself where history does not reach that far.

    Raises GitError where there is no repository, or no such commit.
    """
    commit = _said("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}", folder=folder)
    if not commit:
        _required("rev-parse", "--show-toplevel", folder=folder)
        raise GitError(f"git knows no commit {base!r}; in a shallow clone, fetch it first")
    return _said("merge-base", commit, "HEAD", folder=folder) or commit


def changed_since(commit: str, folder: Path) -> frozenset[Path]:
    """Files below a folder that were added, changed or deleted since a commit, committed or not; links resolved.

    Raises GitError.
    """
    top = Path(_required("rev-parse", "--show-toplevel", folder=folder))
    differing = _required("diff", "--name-only", "-z", "--no-renames", commit, "--", ".", folder=folder)
    untracked = _required("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ".", folder=folder)
    return frozenset(top / name for names in (differing, untracked) for name in names.split("\0") if name)


def contents_at(commit: str, files: Iterable[Path], folder: Path) -> Mapping[Path, bytes]:
    """What files were at a commit; one that was not there is left out.

    Raises GitError.
    """
    top = Path(_required("rev-parse", "--show-toplevel", folder=folder))
    asked = [file for file in files if "\n" not in str(file)]
    names = "".join(f"{commit}:{file.relative_to(top).as_posix()}\n" for file in asked)
    answer = _run("cat-file", "--batch", folder=folder, given=names.encode(errors="surrogateescape")).stdout
    found: dict[Path, bytes] = {}
    for file in asked:
        head, _, answer = answer.partition(b"\n")
        if head.endswith(b" missing"):
            continue
        size = int(head.rsplit(b" ", 1)[1])
        if b" blob " in head:
            found[file] = answer[:size]
        answer = answer[size + 1 :]
    return found


def _required(*words: str, folder: Path) -> str:
    """What git prints. Raises GitError with its own words where it fails."""
    done = _run(*words, folder=folder)
    if done.returncode:
        complaint = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise GitError(f"git does not answer: {complaint[0]}")
    return done.stdout.decode(errors="surrogateescape").removesuffix("\n")


def _said(*words: str, folder: Path) -> str:
    """What git prints; nothing where it fails."""
    done = _run(*words, folder=folder)
    return "" if done.returncode else done.stdout.decode(errors="surrogateescape").strip()


def _run(*words: str, folder: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Raises GitError where there is no git."""
    try:
        return subprocess.run(["git", *words], cwd=folder, input=given, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GitError("git is not installed, or is not found") from error
