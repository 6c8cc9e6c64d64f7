"""What git knows of a folder: which files are others than at a commit, and what they were."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

_DESCRIBED = re.compile(rb"[0-9a-f]+ (?P<kind>[a-z]+) (?P<size>[0-9]+)")
"""What git says of a thing before it prints it; of one that is not there it repeats the name."""

_OF_ANOTHER_CALL = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables by which git tells a hook where its repository is: the folder tells that here."""


class GitError(Exception):
    """Git cannot answer; says why."""


def fork(base: str, folder: Path) -> str:
    """The commit at which the work in a folder left `base`; `base` itself where history does not reach that far.

    Raises GitError where there is no repository, or no such commit.
    """
    commit = _said("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}", folder=folder)
    if not commit or commit.startswith("^"):
        _required("rev-parse", "--show-toplevel", folder=folder)
        raise GitError(f"git knows no commit {base!r}; in a shallow clone, fetch it first")
    return _said("merge-base", commit, "HEAD", folder=folder) or commit


def changed_since(commit: str, folder: Path) -> frozenset[Path]:
    """Files below a folder that were added, changed or deleted since a commit, committed or not; links resolved.

    A repository inside is given as a folder where anything in it changed. Raises GitError.
    """
    top = Path(_required("rev-parse", "--show-toplevel", folder=folder))
    how = ("--name-only", "-z", "--no-renames", "--no-relative", "--no-ext-diff", "--ignore-submodules=none")
    differing = _required("diff", *how, commit, "--", ".", folder=folder)
    untracked = _required("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--", ".", folder=folder)
    return frozenset(top / name for names in (differing, untracked) for name in names.split("\0") if name)


def contents_at(commit: str, files: Iterable[Path], folder: Path) -> Mapping[Path, bytes]:
    """What files were at a commit; one that was not there is left out.

    Raises GitError.
    """
    top = Path(_required("rev-parse", "--show-toplevel", folder=folder))
    asked = [file for file in files if "\n" not in str(file)]
    names = "".join(f"{commit}:{file.relative_to(top).as_posix()}\n" for file in asked)
    answer = _run("cat-file", "--batch", folder=folder, given=os.fsencode(names)).stdout
    found: dict[Path, bytes] = {}
    for file in asked:
        head, _, answer = answer.partition(b"\n")
        described = _DESCRIBED.fullmatch(head)
        if described is None:
            continue
        size = int(described["size"])
        if described["kind"] == b"blob":
            found[file] = answer[:size]
        answer = answer[size + 1 :]
    return found


def _required(*words: str, folder: Path) -> str:
    """What git prints. Raises GitError with its own words where it fails."""
    done = _run(*words, folder=folder)
    if done.returncode:
        complaint = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise GitError(f"git does not answer: {complaint[0]}")
    return os.fsdecode(done.stdout).removesuffix("\n")


def _said(*words: str, folder: Path) -> str:
    """What git prints; nothing where it fails."""
    done = _run(*words, folder=folder)
    return "" if done.returncode else os.fsdecode(done.stdout).strip()


def _run(*words: str, folder: Path, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Raises GitError where there is no git."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER_CALL}
    try:
        return subprocess.run(
            ["git", *words], cwd=folder, env=environment, input=given, capture_output=True, check=False
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or is not found") from error
