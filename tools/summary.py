"""Write the summary of a check on GitHub, with every problem that the changed files cause: `make summary BASE=HEAD^1`.

PREVIEW_URL, where it is set, is the address of a preview of the changed agreements. That something is wrong is no
failure of this step: the check itself has said so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

LARGEST = 1_000_000
"""Bytes; GitHub takes a little more (1 MiB), and nothing at all of what is larger."""


def summary(table: str, preview: str | None, largest: int = LARGEST) -> str:
    """The summary: the check's own table, after where the preview is; too long a table loses its last rows."""
    head = f"[A preview of the changed agreements]({preview})\n\n" if preview else ""
    kept: list[str] = []
    room = largest - len(head.encode()) - 200
    lines = table.splitlines()
    for line in lines:
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    left_out = len(lines) - len(kept)
    tail = [f"\n{left_out} more do not fit in here; `treatyline check` tells them all."] if left_out else []
    return head + "\n".join([*kept, *tail]) + "\n"


def main(arguments: Sequence[str]) -> int | str:
    """Append the summary to the file that GITHUB_STEP_SUMMARY names, or print it; 0 unless nothing could be checked."""
    if len(arguments) != 1:
        return "usage: python -m tools.summary BASE"
    command = [sys.executable, "-m", "treatyline", "check", "--changed", arguments[0], "--format", "summary"]
    checked = subprocess.run(command, stdout=subprocess.PIPE, encoding="utf-8", check=False)
    if checked.returncode > 1:
        return checked.returncode
    text = summary(checked.stdout, os.environ.get("PREVIEW_URL"))
    if place := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(place).open("a", encoding="utf-8") as file:
            file.write(text)
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
