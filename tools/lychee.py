"""Open links with lychee, and say which are dead."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path

POLITE = (
    *("--timeout", "30", "--max-retries", "2"),
    *("--host-concurrency", "1", "--host-request-interval", "500ms"),
)
"""How servers are asked: one question at a time each, and again where they were busy."""

GONE = frozenset({404, 410})
"""Statuses that mean that a page is not there; the other refusals may be meant for machines alone."""

SEVERAL = 3
"""Links of which at least one answers wherever there is a network."""


class State(StrEnum):
    """What became of a link."""

    ALIVE = "alive"
    DEAD = "dead"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a link, and what the server or the network said; empty for one that is alive."""

    state: State
    said: str = ""


ALIVE = Answer(State.ALIVE)
LATE = Answer(State.UNCERTAIN, "Timeout")
NOT_OPENED = Answer(State.UNCERTAIN, "not opened")
"""Lychee passes over some addresses, those of example.org say."""


class LycheeError(Exception):
    """Nothing can be said about the links."""


def look_up(urls: Sequence[str], options: Sequence[str] = POLITE) -> Mapping[str, Answer]:
    """Open each link, following where it leads.

    Raises:
        LycheeError: lychee is not there or fails, or no server at all could be reached.
    """
    if not urls:
        return {}
    report = _run("".join(f'<a href="{escape(url)}"></a>\n' for url in urls), options)
    opened = dict.fromkeys(_lines(report, "success_map"), ALIVE)
    failed = {line: _error(status) for line, status in _lines(report, "error_map").items()}
    late = dict.fromkeys(_lines(report, "timeout_map"), LATE)
    if not opened and len(urls) >= SEVERAL and not any("code" in told for told in _lines(report, "error_map").values()):
        raise LycheeError("not one server could be reached: is there a network?")
    answers = opened | failed | late
    return {url: answers.get(line, NOT_OPENED) for line, url in enumerate(urls, 1)}


_Status = Mapping[str, object]
"""A status as lychee tells it: `text`, with a `code` where a server answered, often with `details` where none did."""

_Report = Mapping[str, Mapping[str, Sequence[Mapping[str, _Status]]]]
"""A map for each outcome: by file, the links with it, each with its `span` and its `status`."""


def _lines(report: _Report, outcome: str) -> Mapping[int, _Status]:
    """The links with an outcome, by their line."""
    return {int(str(row["span"]["line"])): row["status"] for rows in report[outcome].values() for row in rows}


def _error(status: _Status) -> Answer:
    code, text = status.get("code"), str(status["text"])
    if code is None:
        return Answer(State.DEAD, str(status.get("details") or text).split(" - ")[0])
    return Answer(State.DEAD if code in GONE else State.UNCERTAIN, text.removeprefix("Rejected status code: "))


def _run(page: str, options: Sequence[str]) -> _Report:
    """Let lychee read a page, away from any settings of its own that lie about; give its report."""
    program = shutil.which("lychee", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    if program is None:
        raise LycheeError("lychee is not installed: make links installs it")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "links.html").write_text(page, encoding="utf-8")
        command = [program, "--format", "json", "--verbose", "--no-progress", *options, "links.html"]
        done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if not done.stdout:  # it ends with 2 where links did not open, and where it was called wrongly
        raise LycheeError(f"lychee ended with {done.returncode}: {done.stderr.strip()}")
    report: _Report = json.loads(done.stdout)
    return report
