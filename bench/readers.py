"""What a timeline costs a reader, ours and those of others: `python -m bench.readers` writes TIMELINES.md."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Error, sync_playwright

from bench.build import positive, tell, write_whole
from bench.machine import machine, versions
from bench.measure import ChildFailed
from bench.peers import Told, Tool, install, write_sites
from bench.reader_results import Run, as_text
from bench.visits import ALONE, Visit, reading, visit
from tests.conftest import HOW_TO_GET_CHROMIUM, find_chromium
from tests.web import serving

HERE = Path(__file__).parent


def main(words: Sequence[str] | None = None) -> int:
    """Measure, then write the results; where a tool fails it is told, and nothing is written."""
    parser = argparse.ArgumentParser(prog="python -m bench.readers", description="Measure timelines in Chromium.")
    parser.add_argument("--agreements", type=positive, default=1000, help="size of the collection")
    parser.add_argument("--rounds", type=positive, default=5, help="visits of each timeline")
    parser.add_argument("--output", type=Path, default=HERE / "TIMELINES.md", help="the file to write")
    asked = parser.parse_args(words)
    try:
        run = measure(asked.agreements, asked.rounds)
    except ChildFailed as failure:
        print(f"{failure}\nA timeline failed: nothing is written.", file=sys.stderr)
        return 1
    write_whole(asked.output, as_text(run))
    return 0


def measure(count: int, rounds: int) -> Run:
    """Make the timelines of a collection of this size, and open each so often. Raises ChildFailed."""
    load = os.getloadavg()[0]
    chromium = find_chromium()
    if chromium is None:
        raise ChildFailed(f"No Chromium was found: {HOW_TO_GET_CHROMIUM}")
    with tempfile.TemporaryDirectory(prefix="treatyline-peers-") as folder, ExitStack() as open_now:
        tell(f"{count:,} agreements: drawing them by lot, installing the peers and building")
        agreements, sites = write_sites(Path(folder), install(Path(folder)), count)
        urls = {tool: open_now.enter_context(serving(site, compressed=True)) for tool, site in sites.items()}
        party = commonest_party(agreements)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium, args=ALONE)
                readings = {tool: reading(browser, tool, urls[tool], _titles(agreements)) for tool in Tool}
                turns = [_turn(browser, urls, count, party) for _ in range(rounds)]
                known = f"{versions()}, Chromium {browser.version}"
                browser.close()
        except Error as error:
            raise ChildFailed(f"Chromium: {error.message}") from error
    visits = {tool: [turn[tool] for turn in turns] for tool in Tool}
    return Run(str(date.today()), machine(), known, load, count, party, visits, readings)


def commonest_party(agreements: Iterable[Told]) -> str:
    """The party that most agreements name."""
    return Counter(name for told in agreements for name in told.named).most_common(1)[0][0]


def _titles(agreements: Iterable[Told]) -> list[str]:
    return [told.title for told in agreements]


def _turn(browser: Browser, urls: Mapping[Tool, str], count: int, party: str) -> dict[Tool, Visit]:
    """A visit of each tool; they take turns, so that a busy minute of the machine meets them all."""
    turn = {}
    for tool in Tool:
        turn[tool] = visit(browser, tool, urls[tool], count, party)
        acts = "".join(f", {act} {cost:,.0f} ms" for act, cost in turn[tool].acts.items())
        tell(f"  {tool}: ready {turn[tool].ready:,.0f} ms{acts}")
    return turn


if __name__ == "__main__":
    sys.exit(main())
