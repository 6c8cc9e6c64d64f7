"""What a command costs: it runs in a child process, and the system says what that took."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import treatyline

PEAK_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in a unit of ru_maxrss."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU, user and system together; seconds on the wall; most bytes of memory held at once."""

    cpu: float
    wall: float
    peak: int


class ChildFailed(Exception):  # noqa: N818 (it is the child's failure, not an error of ours)
    """A command that did not end well; its text is what the command printed."""


def cost_of(words: Sequence[str], folder: Path) -> Cost:
    """Run `python -m` with some words in a folder.

    A child's peak memory is never less than this process's own, so that this one must stay small.
    Raises ChildFailed.
    """
    command = [sys.executable, "-m", *words]
    with tempfile.TemporaryFile() as output:
        begun = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=output, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - begun
        child.returncode = os.waitstatus_to_exitcode(status)  # it has been waited for already
        if child.returncode:
            output.seek(0)
            raise ChildFailed(output.read().decode(errors="replace"))
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * PEAK_UNIT)


def _environment() -> dict[str, str]:
    """This process's environment, with the packages that are measured found first wherever a child runs."""
    packages = [Path(__file__).parents[1], Path(treatyline.__file__).parents[1]]
    found = [*map(str, packages), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": os.pathsep.join(found)}
