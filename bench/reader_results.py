"""What readers pay, to the text of TIMELINES.md."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from bench.peers import Tool
from bench.results import table
from bench.visits import WORD, Reading, Visit

READY, FACET = 1000, 100
"""Milliseconds in which ours is wanted to be ready, and to have done what a reader chooses."""

ACTS = {
    "choice": "a party chosen",
    "back": "the choice taken back",
    "word": f"“{WORD}” typed, its slowest key",
    "clear": "all cleared",
    "nothing": "nothing done: what the frames take",
}


@dataclass(frozen=True, slots=True)
class Run:
    """All that was measured in one run; `party` is the one that is chosen."""

    day: str
    machine: str
    versions: str
    load: float
    agreements: int
    party: str
    visits: Mapping[Tool, Sequence[Visit]]
    readings: Mapping[Tool, Reading]


HEAD = """\
# What a timeline costs a reader

Written by `python -m bench.readers`, not by hand.

The same agreements, drawn by lot, as a timeline of each of three tools: title, date, parties, summary, and a link.
Ours is the home page of a site that MkDocs built strictly, search included, with all agreements on it. TimelineJS has
an event of each, with parties and summary below the title; vis-timeline an item of each, with date, parties and
summary in what it shows on hovering, all other options as they are. Each of these two gets a page with nothing else,
and the agreements as a file of JSON. TimelineJS has no fonts, since they would come from another host.

All are served on this machine, compressed, and opened in Chromium without a window, in a profile without anything,
1,280 by 800 pixels. The tools take turns.

**Ready** is counted from the start of the navigation. A page is ready when its load event is over, all agreements are
in its document, the tool itself is done, and two animation frames have passed after that, so that it has been painted.
The tool is done: with ours, when the form of facets is visible; with TimelineJS, at its event `loaded`, with a slide
for each agreement; with vis-timeline, at its `onInitialDrawComplete`, with a box for each agreement in the document.

**Acts** are counted from the event, on a page at rest, until what it changes stands in the document, has been laid
out, and two animation frames have passed. TimelineJS has nothing to choose by. vis-timeline has no form either: what is
timed is the filter of its `DataView`, with the same choice, over the text that it was given.
"""

NOTES = """\
Bytes are those of answers' bodies as they came, compressed, until the network was idle; data and search are in the
sum. A title is readable without JavaScript where it is in text that is displayed somewhere on the page, and printed
where it is in the text of the page as PDF, on A4.

To run it again: `make peers`, or `make peers ARGS="--agreements 500 --rounds 9"`. It needs npm and Chromium.
"""


def as_text(run: Run) -> str:
    """The whole file."""
    parts = (_setting(run), _figures(run), _wanted(run))
    return "\n".join([HEAD, *("\n".join(lines) + "\n" for lines in parts), NOTES])


def _setting(run: Run) -> Iterator[str]:
    rounds = len(run.visits[Tool.OURS])
    yield f"- Measured on {run.day}"
    yield f"- Machine: {run.machine}; load {run.load:.1f} before the run"
    yield f"- Versions: {run.versions}"
    yield f"- Rounds: {rounds}; shown of times are the lowest and the median"


def _figures(run: Run) -> Iterator[str]:
    yield f"## {run.agreements:,} agreements"
    yield ""
    yield from table(("", *Tool), _rows(run))


def _rows(run: Run) -> Iterator[tuple[str, ...]]:
    yield ("**ready**", *(_times([visit.ready for visit in run.visits[tool]]) for tool in Tool))
    for act, name in ACTS.items():
        costs = {tool: [visit.acts[act] for visit in run.visits[tool] if act in visit.acts] for tool in Tool}
        yield (name, *(_times(costs[tool]) for tool in Tool))
    cells: dict[str, Callable[[Reading], str]] = {
        "script": lambda reading: _kilobytes(reading.weight.script),
        "style": lambda reading: _kilobytes(reading.weight.style),
        "all that came": lambda reading: f"{_kilobytes(reading.weight.total)}, {reading.weight.answers} answers",
        "requests to other hosts": lambda reading: str(len(reading.strays)),
        "elements": lambda reading: f"{reading.elements:,}",
        "titles readable without JavaScript": lambda reading: f"{reading.without_script:,}",
        "titles printed": lambda reading: f"{reading.printed:,}",
    }
    for name, cell in cells.items():
        yield (name, *(cell(run.readings[tool]) for tool in Tool))


def _wanted(run: Run) -> Iterator[str]:
    """Whether ours is as fast as it is wanted to be, by the medians."""
    visits = run.visits[Tool.OURS]
    ready = median(visit.ready for visit in visits)
    slowest = max(median(visit.acts[act] for visit in visits) for act in ACTS)
    yield f"Wanted of ours are medians below {READY:,} ms until it is ready and below {FACET} ms for each act:"
    yield f"{_kept(ready, READY)} with {ready:,.0f} ms, and {_kept(slowest, FACET)} with {slowest:,.0f} ms at most."
    left = {tool: run.visits[tool][0].left for tool in (Tool.OURS, Tool.VIS)}
    yield ""
    yield f"The party chosen, {run.party}, leaves {left[Tool.OURS]['choice']:,} agreements with ours and"
    yield f"{left[Tool.VIS]['choice']:,} with vis-timeline, which is given no more parties than ours shows; the word"
    yield f"leaves {left[Tool.OURS]['word']:,} and {left[Tool.VIS]['word']:,}."


def _kept(cost: float, wanted: float) -> str:
    return "kept" if cost < wanted else "missed"


def _times(costs: Sequence[float]) -> str:
    return f"{min(costs):,.0f} / {median(costs):,.0f} ms" if costs else "none"


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.1f} kB"
