"""The command that measures: `python -m bench.build`. Figures go to RESULTS.md, progress to standard error."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from bench.machine import machine, versions
from bench.measure import ChildFailed, Cost, cost_of
from bench.results import Built, Comparison, Run, Way, as_text

HERE = Path(__file__).parent

CONFIGURATIONS = {Way.OURS: "ours.yml", Way.WHOLE: "whole.yml", Way.PLAIN: "plain.yml"}
"""The files that `bench.sites` writes; it is not imported, since this process must stay small."""

OURS_ALONE = 2
"""Pages that the plain site lacks: those of `bench.markdown.MADE_ALONE`."""

CHECKS = 4
"""How often the content is checked a round: it takes so little that one busy moment of the machine doubles it."""


def main(words: Sequence[str] | None = None) -> int:
    """Measure, then write the results; where a child fails its output is shown, and nothing is written."""
    asked = _parser().parse_args(words)
    try:
        run = measure(asked.agreements, asked.rounds)
    except ChildFailed as failure:
        print(f"{failure}\nA build failed: nothing is written.", file=sys.stderr)
        return 1
    write_whole(asked.output, as_text(run))
    return 0


def measure(counts: Sequence[int], rounds: int) -> Run:
    """Build collections of these sizes. Raises ChildFailed."""
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as folder:
        without = _sites(Path(folder), 0)
        empty = _cheapest([_turn(without) for _ in range(rounds)])
        comparisons = tuple(_compare(_sites(Path(folder), count), count, rounds) for count in counts)
    return Run(str(date.today()), machine(), versions(), load, rounds, empty, comparisons)


def write_whole(file: Path, text: str) -> None:
    """Write a file so that nobody ever sees a part of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.build", description="Measure builds against plain MkDocs.")
    parser.add_argument("--agreements", type=positive, nargs="+", default=[1000], help="sizes of the collections")
    parser.add_argument("--rounds", type=positive, default=1, help="builds of each site; the cheapest counts")
    parser.add_argument("--output", type=Path, default=HERE / "RESULTS.md", help="the file to write")
    return parser


def positive(text: str) -> int:
    """A number from 1 on, as an argument. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1 on")
    return int(text)


def _sites(folder: Path, count: int) -> Path:
    """A folder with the sites of so many agreements."""
    tell(f"{count:,} agreements: drawing them by lot")
    sites = folder / str(count)
    cost_of(["bench.sites", str(sites), str(count)], HERE.parent)
    return sites


def _compare(sites: Path, count: int, rounds: int) -> Comparison:
    turns, checks = [], []
    for _ in range(rounds):
        checks += [_checked(sites) for _ in range(CHECKS)]
        turns.append(_turn(sites))
    shutil.rmtree(sites)
    return Comparison(count, _cheapest(turns), min(checks, key=_cpu))


def _turn(sites: Path) -> dict[Way, Built]:
    """A build of each way; they take turns, so that a busy minute of the machine meets them all."""
    return {way: _built(sites, way) for way in Way}


def _cheapest(turns: Sequence[Mapping[Way, Built]]) -> dict[Way, Built]:
    """The build of each way that took least CPU. Raises ChildFailed where the ways made other pages."""
    cheapest = {way: min((turn[way] for turn in turns), key=lambda built: built.cost.cpu) for way in Way}
    pages = {way: built.pages - (OURS_ALONE if way is not Way.PLAIN else 0) for way, built in cheapest.items()}
    if len(set(pages.values())) > 1:
        raise ChildFailed(f"The sites have not the same pages: {pages}")
    return cheapest


def _built(sites: Path, way: Way) -> Built:
    site = sites / "site"
    cost = cost_of(
        ["mkdocs", "build", "--strict", "--config-file", CONFIGURATIONS[way], "--site-dir", str(site)], sites
    )
    sizes = [file.stat().st_size for file in site.rglob("*.html")]
    shutil.rmtree(site)
    tell(f"  {way}: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s wall, {len(sizes):,} pages")
    return Built(cost, len(sizes), sum(sizes))


def _checked(sites: Path) -> Cost:
    cost = cost_of(["treatyline", "check"], sites)
    tell(f"  treatyline check: {cost.cpu:.2f} s CPU, {cost.wall:.2f} s wall")
    return cost


def _cpu(cost: Cost) -> float:
    return cost.cpu


def tell(text: str) -> None:
    """Say how far it is, where results do not go."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
