"""What is measured of timelines in Chromium: the same data for every tool, what counts as read, and the figures."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from bench import readers
from bench.agreements import write_collection
from bench.measure import ChildFailed
from bench.peers import (
    PACKAGES,
    Told,
    Tool,
    configuration,
    for_timelinejs,
    for_vis,
    told_in,
    write_timelinejs,
    write_vis,
)
from bench.reader_results import ACTS, Run, as_text
from bench.readers import commonest_party
from bench.visits import Reading, Visit, Weight, found, weight_of
from tests.sitekit import snapshot, write

BUOYS = Told(
    title="Lantern Buoys <of> Port Umbrel",
    date="1952-07-09",
    summary='Norway & Sweden light "them".',
    named=("Norway", "Sweden"),
    more=0,
    link="https://treatyline.example.org/agreements/buoys/",
)
KITES = Told(
    "Kites", "2001-12-31", "All fly.", ("Sweden", "Chile"), 3, "https://treatyline.example.org/agreements/kites/"
)

# --- the same data ------------------------------------------------------------------------------------------


def shown_in(html: str) -> str:
    """The text of some HTML."""
    return unescape(re.sub("<[^>]*>", " ", html))


@pytest.mark.parametrize("agreement", [BUOYS, KITES], ids=["two parties", "more than are named"])
def test_every_tool_is_given_the_same(agreement: Told) -> None:
    (event,) = for_timelinejs([agreement])["events"]
    (item,) = for_vis([agreement])
    start = event["start_date"]
    assert f"{start['year']}-{start['month']:02}-{start['day']:02}" == item["start"] == agreement.date
    for given in (event["text"]["headline"], item["content"]):
        assert shown_in(given).strip() == agreement.title
        assert re.findall('href="([^"]*)"', given) == [agreement.link]
    for given in (event["text"]["text"], item["title"]):
        assert agreement.parties in shown_in(given) and agreement.summary in shown_in(given)
    assert agreement.date in item["title"]


def test_of_many_parties_the_first_are_named_and_the_others_counted() -> None:
    assert BUOYS.parties == "Norway, Sweden"
    assert KITES.parties == "Sweden, Chile, and 3 more"
    assert commonest_party([BUOYS, KITES]) == "Sweden"


def test_what_a_collection_tells_is_what_our_timeline_shows(tmp_path: Path) -> None:
    write_collection(tmp_path, 30)
    told = told_in(tmp_path / "content")
    entries = {file.stem: yaml.safe_load(file.read_text()) for file in tmp_path.glob("content/agreements/*/*.yml")}
    assert len(told) == 30 and [one.date for one in told] == sorted(one.date for one in told)
    for one in told:
        entry = entries[one.link.rstrip("/").rpartition("/")[2]]
        assert one.title == entry.get("short_title", entry["title"])
        assert (one.date, one.summary) == (str(entry["date"]), entry["summary"])
        assert len(one.named) + one.more == len(entry["parties"]) and len(one.named) <= 6


def test_the_pages_of_peers_ask_for_nothing_that_is_not_beside_them(tmp_path: Path) -> None:
    dist = write(tmp_path / "dist", {"css/timeline.css": "a{}", "js/timeline.js": "1"})
    files = {"standalone/umd/vis-timeline-graph2d.min.js": "1", "styles/vis-timeline-graph2d.min.css": "a{}"}
    package = write(tmp_path / "package", files)
    write_timelinejs(dist, tmp_path / "timelinejs", [BUOYS])
    write_vis(package, tmp_path / "vis", [BUOYS])
    for site in ("timelinejs", "vis"):
        page = (tmp_path / site / "index.html").read_text()
        asked_for = [*re.findall('(?:src|href)="([^"]*)"', page), "agreements.json"]
        assert [one for one in asked_for if not (one == "data:," or (tmp_path / site / one).is_file())] == []
        assert '"agreements.json"' in page
        assert "Umbrel" in (tmp_path / site / "agreements.json").read_text()


def test_packages_have_exact_versions_and_tools_are_called_by_them() -> None:
    assert all(re.fullmatch(r"(@[\w-]+/)?[\w-]+@\d+\.\d+\.\d+", package) for package in PACKAGES)
    assert [package.rpartition("@")[2] for package in PACKAGES] == [
        tool.split()[1] for tool in (Tool.TIMELINEJS, Tool.VIS)
    ]


def test_our_site_is_built_with_search_and_on_one_page() -> None:
    read: dict[str, Any] = yaml.load(configuration(), yaml.BaseLoader)
    assert read["plugins"] == ["search", {"treatyline": {"contributing": "false", "split_at": "0"}}]


# --- what counts --------------------------------------------------------------------------------------------


def test_a_title_is_found_over_the_ends_of_lines_and_whatever_its_marks() -> None:
    assert (
        found(
            ["Ice Bridges of Osk-on-the-Marsh (1951)"], "on ice bridges\nof Osk-on-the-\n Marsh (19\N{SOFT HYPHEN}51)!"
        )
        == 1
    )
    assert found(["Ice Bridges"], "Ice and Bridges") == 0


def test_a_title_counts_as_often_as_it_stands_there_and_no_oftener_than_agreements_have_it() -> None:
    assert found(["Kites", "Kites", "Bells"], "Kites, Bells, Bells") == 2
    assert found(["Kites", "Kites"], "Kites Kites Kites") == 2


def test_a_short_title_is_not_found_in_a_longer_one() -> None:
    assert found(["Treaty on Kites", "Treaty on Kites and Bells"], "Treaty on Kites and Bells") == 1


def test_bytes_are_told_apart_by_what_they_are() -> None:
    answers = [("", 900), (".js", 100), (".css", 30), (".js", 20), (".json", 5)]
    assert weight_of(answers) == Weight(script=120, style=30, total=1055, answers=5)


# --- what is written down -----------------------------------------------------------------------------------


def acts(cost: float) -> dict[str, float]:
    return dict.fromkeys(ACTS, cost)


LEFT = {"choice": 190, "word": 150, "back": 1000, "clear": 1000}
RUN = Run(
    day="2026-11-30",
    machine="A processor, 2 cores, 8.0 GiB of memory",
    versions="Python 3.11.7, Chromium 150.0",
    load=0.25,
    agreements=1000,
    party="Norway",
    visits={
        Tool.OURS: [Visit(ready, acts(cost), LEFT) for ready, cost in ((800.4, 70), (700, 60), (1200, 99))],
        Tool.TIMELINEJS: [Visit(ready, {}, {}) for ready in (5000, 4000, 6000)],
        Tool.VIS: [Visit(2000, acts(3000), LEFT | {"choice": 180})] * 3,
    },
    readings={
        Tool.OURS: Reading(Weight(42_348, 42_283, 672_063, 29), (), 29_781, 1000, 1000),
        Tool.TIMELINEJS: Reading(Weight(64_436, 11_548, 140_909, 5), ("https://fonts.example/",), 23_366, 0, 1),
        Tool.VIS: Reading(Weight(156_033, 3_611, 202_148, 4), (), 5_082, 0, 519),
    },
)


def test_the_table_has_lowest_and_median_of_each_tool_and_says_where_there_is_nothing() -> None:
    lines = as_text(RUN).splitlines()
    assert "## 1,000 agreements" in lines
    assert "| **ready** | 700 / 800 ms | 4,000 / 5,000 ms | 2,000 / 2,000 ms |" in lines
    assert "| a party chosen | 60 / 70 ms | none | 3,000 / 3,000 ms |" in lines
    assert "| all that came | 672.1 kB, 29 answers | 140.9 kB, 5 answers | 202.1 kB, 4 answers |" in lines
    assert "| requests to other hosts | 0 | 1 | 0 |" in lines
    assert "| titles readable without JavaScript | 1,000 | 0 | 0 |" in lines
    assert "| titles printed | 1,000 | 1 | 519 |" in lines


def test_what_is_wanted_of_ours_is_held_against_the_medians() -> None:
    assert "kept with 800 ms, and kept with 70 ms at most." in as_text(RUN)
    late = RUN.visits | {Tool.OURS: [Visit(1000, acts(60) | {"back": 100}, LEFT)]}
    run = Run(RUN.day, RUN.machine, RUN.versions, RUN.load, 1000, "Norway", late, RUN.readings)
    assert "missed with 1,000 ms, and missed with 100 ms at most." in as_text(run)


def test_the_results_say_when_on_what_and_how_to_run_it_again() -> None:
    text = as_text(RUN)
    for said in (RUN.day, RUN.machine, RUN.versions, "load 0.2 before the run", "Rounds: 3", "make peers"):
        assert said in text


def test_a_tool_that_fails_is_told_and_the_results_are_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(count: int, rounds: int) -> Run:
        raise ChildFailed("vis-timeline 8.5.4: Timeout 180000ms exceeded.")

    monkeypatch.setattr(readers, "measure", fail)
    results = write(tmp_path, {"TIMELINES.md": "the last figures"}) / "TIMELINES.md"
    assert readers.main(["--output", str(results)]) == 1
    assert "vis-timeline 8.5.4: Timeout 180000ms exceeded." in capsys.readouterr().err
    assert snapshot(tmp_path) == {"TIMELINES.md": b"the last figures"}
