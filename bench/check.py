"""What a check costs, of a whole collection and of one change of it: `python -m bench.check` writes CHECK.md."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.build import tell, write_whole
from bench.machine import machine, versions
from bench.measure import ChildFailed, Cost, cost_of

HERE = Path(__file__).parent

WHOLE = "`treatyline check`"
CHANGE = "`treatyline check --changed`, one entry changed"
START = "`treatyline --version`: what it costs to start"

COMMANDS = {
    WHOLE: ("treatyline", "check"),
    CHANGE: ("treatyline", "check", "--changed", "HEAD"),
    START: ("treatyline", "--version"),
}
"""What is measured, by the name of its row."""

HEAD = """\
# What a check costs

Written by `python -m bench.check`, not by hand.

The collection is drawn by lot, with entries as varied as those of the flagship and longer than most, and is
committed to a git repository; then one entry is changed. Each command runs in a process of its own, and they take
turns. CPU is user and system time together.
"""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured: each command's cheapest turn."""

    agreements: int
    rounds: int
    load: float
    costs: dict[str, Cost]


def main(words: Sequence[str] | None = None) -> int:
    """Measure, then write the results; where a command fails its output is shown, and nothing is written."""
    parser = argparse.ArgumentParser(prog="python -m bench.check", description="Measure checks.")
    parser.add_argument("--agreements", type=int, default=2000, help="size of the collection")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each command; the cheapest counts")
    parser.add_argument("--output", type=Path, default=HERE / "CHECK.md", help="the file to write")
    asked = parser.parse_args(words)
    try:
        run = measure(asked.agreements, asked.rounds)
    except ChildFailed as failure:
        print(f"{failure}\nA check failed: nothing is written.", file=sys.stderr)
        return 1
    write_whole(asked.output, as_text(run))
    return 0


def measure(agreements: int, rounds: int) -> Run:
    """Check a collection of this size. Raises ChildFailed."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        tell(f"{agreements:,} agreements: drawing them by lot")
        repository = _repository(Path(folder), agreements)
        turns = [_turn(repository) for _ in range(rounds)]
    cheapest = {name: min((turn[name] for turn in turns), key=lambda cost: cost.cpu) for name in COMMANDS}
    return Run(agreements, rounds, load, cheapest)


def _repository(folder: Path, agreements: int) -> Path:
    """A committed collection, of which one entry was changed since."""
    cost_of(["bench.agreements", str(folder), str(agreements)], HERE.parent)
    for words in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message", "All")):
        settings = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *settings, *words], cwd=folder, check=True)
    entries = sorted(folder.glob("content/agreements/**/*.yml"))
    changed = entries[len(entries) // 2]
    changed.write_text(f"{changed.read_text(encoding='utf-8')}# looked at again\n", encoding="utf-8")
    return folder


def _turn(repository: Path) -> dict[str, Cost]:
    turn = {name: cost_of(words, repository) for name, words in COMMANDS.items()}
    tell("  " + ", ".join(f"{name} {cost.cpu:.2f} s" for name, cost in turn.items()))
    return turn


def as_text(run: Run) -> str:
    """The whole file."""
    rows = [f"| {name} | {cost.cpu:.2f} s | {cost.wall:.2f} s |" for name, cost in run.costs.items()]
    whole, change = run.costs[WHOLE], run.costs[CHANGE]
    lines = [
        HEAD,
        f"- Measured on {date.today()}",
        f"- Machine: {machine()}; load {run.load:.1f} before the run",
        f"- Versions: {versions()}",
        f"- Rounds: {run.rounds}; shown is the one that took least CPU",
        "",
        f"## {run.agreements:,} agreements",
        "",
        "|  | CPU | wall |",
        "|---|--:|--:|",
        *rows,
        f"| **change ÷ whole** | **{change.cpu / whole.cpu:.2f}** | **{change.wall / whole.wall:.2f}** |",
        "",
        'To run it again: `make pace`, or `make pace ARGS="--agreements 5000 --rounds 3"`.',
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
