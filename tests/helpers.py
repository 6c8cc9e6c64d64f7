"""What the tests of validation share: one entry as a contributor writes it, and ways to have it checked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from hypothesis import settings

from tests.sitekit import environment, write
from treatyline.contents import find_contents
from treatyline.dates import Day
from treatyline.problems import Problem
from treatyline.validation import Validated, validate

TODAY = Day(2026, 11, 22)

SOME_DAY = Day(2999, 1, 1)
ON_SOME_DAY = ("--today", "2999-01-01")
"""A day after every date of the flagship, however it grows."""

ENTRY = """\
title: Agreement on Two Weather Stations
date: 2001-05-17
parties: [NOR, SWE]
summary: They share two weather stations.
sources:
  - id: gazette
    publisher: A Gazette
"""
"""The smallest valid entry, with a source that can be referred to."""


def validated(folder: Path, entries: dict[str, str], **others: str) -> Validated:
    """Validate a collection of `entries` by their id; `others` are parties.yml and topics.yml by their stem."""
    files = {f"agreements/{id}.yml": text for id, text in entries.items()}
    files |= {f"{stem}.yml": text for stem, text in others.items()}
    return validate(find_contents(write(folder, files)), TODAY)


def told(problems: Iterable[Problem]) -> list[str]:
    """Problems as short lines, their files left out: "8:1 unknown-field"."""
    return [f"{problem.place.line}:{problem.place.column} {problem.code}" for problem in problems]


def run_check(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    """Call `treatyline check` as a contributor does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "treatyline", "check", *words],
        cwd=cwd,
        env=environment(**variables),
        capture_output=True,
        timeout=60,
        check=False,
    )


def examples(count: int) -> settings:
    """So many examples, the same ones in every run."""
    return settings(max_examples=count, deadline=None, derandomize=True)
