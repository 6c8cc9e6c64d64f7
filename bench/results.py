"""Figures to the text of RESULTS.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bench.measure import Cost


class Way(StrEnum):
    """How a site is built; the value is the row's name."""

    OURS = "Treatyline"
    WHOLE = "Treatyline, `theme_once: false`"
    PLAIN = "MkDocs and Material, the same text as Markdown"


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was built: what it cost, how many HTML pages it has and how many bytes they have together."""

    cost: Cost
    pages: int
    html: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same agreements built in each way, and checked."""

    agreements: int
    built: Mapping[Way, Built]
    check: Cost


@dataclass(frozen=True, slots=True)
class Run:
    """All that was measured in one run. `empty` are sites without agreements: what it costs to start."""

    day: str
    machine: str
    versions: str
    load: float
    rounds: int
    empty: Mapping[Way, Built]
    comparisons: tuple[Comparison, ...]


HEAD = """\
# What a build costs

Written by `python -m bench.build`, not by hand.

Each collection is drawn by lot, with entries as varied as those of the flagship and longer than most. Plain MkDocs
with Material builds the same pages with the same words from Markdown: same settings and palette, agreements outside
the navigation, search off on both sides. Ours has two pages more, which nobody would keep right by hand: what is
pending, and agreements by title; and it has charts and facets where the other has lists. Each site is built in a
process of its own, strictly, into a folder that is not there yet. CPU is user and system time together. CPU a page
leaves out what a site without agreements costs.
"""

AGAIN = """\
## To run it again

```console
make bench
make bench ARGS="--agreements 1000 5000 --rounds 3"
```
"""

COLUMNS = ("", "CPU", "wall", "peak memory", "CPU a page", "HTML a page")


def as_text(run: Run) -> str:
    """The whole file."""
    parts = [HEAD, "\n".join(_setting(run)) + "\n"]
    parts += ["\n".join(_comparison(comparison, run.empty)) + "\n" for comparison in run.comparisons]
    return "\n".join([*parts, "\n".join(_start(run.empty)) + "\n", AGAIN])


def _setting(run: Run) -> Iterator[str]:
    yield f"- Measured on {run.day}"
    yield f"- Machine: {run.machine}; load {run.load:.1f} before the run"
    yield f"- Versions: {run.versions}"
    yield f"- Rounds: {run.rounds}{'; shown is the one that took least CPU' if run.rounds > 1 else ''}"


def _comparison(comparison: Comparison, empty: Mapping[Way, Built]) -> Iterator[str]:
    ours, plain = comparison.built[Way.OURS], comparison.built[Way.PLAIN]
    yield f"## {comparison.agreements:,} agreements, {ours.pages:,} pages"
    yield ""
    yield from table(COLUMNS, (_row(way, built, empty[way]) for way, built in comparison.built.items()))
    yield f"| **Treatyline ÷ plain** | {' | '.join(_ratios(ours, plain, empty))} |"
    yield ""
    cpu, wall, peak = _cells(comparison.check)
    yield f"`treatyline check` on them, at its cheapest: {cpu} CPU, {wall} wall, {peak}."


def _start(empty: Mapping[Way, Built]) -> Iterator[str]:
    yield f"## Without agreements, {empty[Way.OURS].pages} pages"
    yield ""
    yield from table(COLUMNS[:4], ((way, *_cells(built.cost)) for way, built in empty.items()))


def _row(way: Way, built: Built, empty: Built) -> tuple[str, ...]:
    return (way, *_cells(built.cost), f"{1000 * _a_page(built, empty):.2f} ms", f"{_html(built) / 1000:.1f} kB")


def _cells(cost: Cost) -> tuple[str, str, str]:
    return (f"{cost.cpu:.2f} s", f"{cost.wall:.2f} s", f"{cost.peak / 2**20:.0f} MiB")


def _ratios(ours: Built, plain: Built, empty: Mapping[Way, Built]) -> Iterator[str]:
    pairs = (
        (ours.cost.cpu, plain.cost.cpu),
        (ours.cost.wall, plain.cost.wall),
        (ours.cost.peak, plain.cost.peak),
        (_a_page(ours, empty[Way.OURS]), _a_page(plain, empty[Way.PLAIN])),
        (_html(ours), _html(plain)),
    )
    return (f"**{one / other:.2f}**" for one, other in pairs)


def _a_page(built: Built, empty: Built) -> float:
    """Seconds of CPU that a page more costs."""
    return (built.cost.cpu - empty.cost.cpu) / (built.pages - empty.pages)


def _html(built: Built) -> float:
    return built.html / built.pages


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table whose figures stand to the right."""
    first, *others = heads
    yield f"| {' | '.join((first, *others))} |"
    yield f"|---|{'--:|' * len(others)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
