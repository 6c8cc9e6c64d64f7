#!/usr/bin/env python3
"""Keep one issue about the links: `tools/keep_issue.py REPORT` opens it, edits it, or closes it with an empty report.

It calls GitHub's own `gh`, which takes the repository from GH_REPO and its rights from GH_TOKEN. Only an issue that a
workflow opened is touched: anybody may give one of theirs the same title.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TITLE = "Links that are dead or not archived"
AUTHOR = "github-actions"
"""The app as which workflows act."""

LONGEST = 60_000
"""Characters; GitHub refuses a text of more than 65,536."""

DONE = "Every link answers, and each has an archived copy."


@dataclass(frozen=True, slots=True)
class Issue:
    """The issue as it stands."""

    number: int
    text: str


def main(arguments: Sequence[str]) -> int | str:
    """Make the issue say what the report says. 0, or what is wrong."""
    if len(arguments) != 1:
        return "usage: tools/keep_issue.py REPORT"
    text = shortened(Path(arguments[0]).read_text(encoding="utf-8").strip())
    try:
        print(keep(find(), text))
    except subprocess.CalledProcessError as error:
        return f"gh ended with {error.returncode}: {error.stderr.strip()}"
    return 0


def keep(issue: Issue | None, text: str) -> str:
    """Open, edit or close the issue; what was done."""
    if issue is None and not text:
        return "No link to look after, and no issue open."
    if issue is None:
        return gh("issue", "create", "--title", TITLE, "--body-file", "-", given=text).strip()
    number = str(issue.number)
    if not text:
        gh("issue", "close", number, "--comment", DONE)
        return f"Closed #{number}."
    if issue.text == text:
        return f"#{number} says so already."
    gh("issue", "edit", number, "--body-file", "-", given=text)
    return f"Edited #{number}."


def find() -> Issue | None:
    """The open issue, the oldest if there are several; None where there is none."""
    words = ("--app", AUTHOR, "--state", "open", "--limit", "1000", "--json", "number,title,body")
    rows = [row for row in json.loads(gh("issue", "list", *words)) if row["title"] == TITLE]
    oldest = min(rows, key=lambda row: int(row["number"]), default=None)
    return oldest and Issue(oldest["number"], oldest["body"].replace("\r\n", "\n").strip())


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text whole, or without the last of its lines and with their number."""
    if len(text) <= longest:
        return text
    kept = text[:longest].rsplit("\n", 1)[0]
    left_out = text.count("\n") - kept.count("\n")
    return f"{kept}\n\n{left_out} more lines stand in the report that the workflow keeps."


def gh(*words: str, given: str | None = None) -> str:
    """What `gh` prints. Raises CalledProcessError where it fails."""
    done = subprocess.run(["gh", *words], input=given, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
