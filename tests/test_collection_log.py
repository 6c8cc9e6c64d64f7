"""The collection is held against the research: every fact is in its entry, or in the log with the reason."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.researched import LOG, ROW, called, held, one
from tests.sitekit import CHECKOUT, environment


def test_the_tool_is_called_as_a_module(tmp_path: Path) -> None:
    held(tmp_path)
    words = [str(tmp_path / "facts.yml"), "--log", str(tmp_path / "log.md"), "--content", str(tmp_path / "content")]
    command = [sys.executable, "-m", "tools.collection_log", *words]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment(), capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "0 findings in 2 records.\n", "")


def test_a_record_with_no_entry_or_with_two_is_told(tmp_path: Path) -> None:
    held(tmp_path)
    (tmp_path / "log.md").write_text(
        f"{LOG.splitlines()[4]}\n{ROW.format('x', 'y').replace('weather', 'wind')}", "utf-8"
    )
    assert called(tmp_path)[1][:-1] == [
        "no-se-ferry-2005 -> ?: no entry is named for it",
        "no-yu-stations-2001 -> weather-stations-2001 wind-stations-2001: "
        "several entries are named for it: keep the right one",
    ]


@pytest.mark.parametrize(
    ("text", "finding"),
    [("title: [\n", "the entry has an error: see treatyline check"), (None, "there is no such entry yet")],
)
def test_an_entry_that_cannot_be_read_is_told(tmp_path: Path, text: str | None, finding: str) -> None:
    held(tmp_path)
    file = tmp_path / "content" / "agreements" / "weather-stations-2001.yml"
    file.unlink()
    if text is not None:
        file.write_text(text, encoding="utf-8")
    assert called(tmp_path) == one(finding)


@pytest.mark.parametrize("id", ["no-se-ferry-2005", "ferry-2005"])
def test_only_the_records_or_entries_asked_for_are_looked_at(tmp_path: Path, id: str) -> None:
    assert held(tmp_path, entry={"place": None}, words=(id,)) == (0, ["0 findings in 1 record."])


def test_an_id_that_nothing_has_is_refused(tmp_path: Path) -> None:
    status, lines = held(tmp_path, words=("fery-2005",))
    assert status == 2
    assert lines[-1] == "Error: no record and no entry of a record has the id fery-2005"


def test_an_entry_may_refer_to_one_that_is_not_written_yet(tmp_path: Path) -> None:
    record = {"relations": [{"type": "related", "target": "no-fi-pier-1999"}]}
    entry = {"relations": [{"type": "related", "target": "pier"}]}
    status, lines = held(tmp_path, record=record, entry=entry)
    assert status == 1
    assert lines[0].startswith("no relation to no-fi-pier-1999, for which no entry is named: ")


def test_facts_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    held(tmp_path)
    (tmp_path / "facts.yml").write_text("a: b\n", encoding="utf-8")
    status, lines = called(tmp_path)
    assert (status, len(lines)) == (1, 1)
    assert lines[0].endswith("facts.yml: a list of records belongs here, each with its id")


@pytest.mark.parametrize(
    ("log", "finding"),
    [
        ("| a | b | `c` | unconfirmed |\n", "a -> b: there is no such record: mend the id in the log"),
        (
            "| b | `c` | the gazette |\n",
            "? -> b: the log says what it adds, and names no record for it: mend the id in the log",
        ),
    ],
)
def test_a_row_of_a_record_or_an_entry_that_is_none_is_told(tmp_path: Path, log: str, finding: str) -> None:
    assert held(tmp_path, log=log) == one(finding)
