"""The tables of the log are read, and a row that is not whole is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.researched import AGREED, called, explained, held, one


@pytest.mark.parametrize(
    ("log", "finding"),
    [
        ("| a | b | c | d | e |\n", "log.md:7: this row has 5 cells: a row of the log has 2, 3 or 4"),
        (explained("Oslo", ""), "log.md:7: a cell is empty: say what belongs there"),
    ],
)
def test_a_row_that_is_not_whole_is_told(tmp_path: Path, log: str, finding: str) -> None:
    assert held(tmp_path, log=log) == one(finding)


def test_text_and_headers_of_the_log_are_no_rows(tmp_path: Path) -> None:
    head = "\nWords | and | more | words.\n\n| research id | entry id | left out | reason |\n|:--|---|---|--:|\n"
    assert held(tmp_path, log=head + explained("1914")) == AGREED


def test_pairs_are_taken_from_the_rows_where_no_table_has_them(tmp_path: Path) -> None:
    held(tmp_path)
    rows = explained("1914") + "| no-se-ferry-2005 | ferry-2005 | nothing else | unconfirmed |\n"
    (tmp_path / "log.md").write_text(rows, encoding="utf-8")
    assert called(tmp_path) == AGREED
