"""Read the tables of the collection's log, Markdown in which a row is told by the number of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.research import folded


@dataclass(frozen=True, slots=True)
class Row:
    """What of a record an entry leaves out, the facts among it word for word, and why."""

    research: str
    facts: tuple[str, ...]
    reason: str

    @property
    def says_kept(self) -> bool:
        """Whether it tells why something unconfirmed was not left out."""
        return self.reason.lower().startswith("kept")


@dataclass(frozen=True, slots=True)
class Log:
    """The log: `entries` are those named for a record, `added` is what an entry has from elsewhere."""

    rows: tuple[Row, ...]
    entries: Mapping[str, tuple[str, ...]]
    added: Mapping[str, tuple[str, ...]]
    faults: tuple[str, ...]


def read_log(files: Iterable[Path]) -> Log:
    """Read every table: of two cells, which entry is which; of three, what entries add; of four, what is left out."""
    found = [(f"{file.name}:{line}", cells) for file in files for line, cells in _table_rows(file)]
    faults = tuple(f"{place}: {fault}" for place, cells in found if (fault := _fault(cells)))
    whole = [cells for _, cells in found if not _fault(cells)]
    return Log(
        rows=tuple(Row(cells[0], _in_backticks(cells[2]), cells[3]) for cells in whole if len(cells) == 4),
        entries=_gathered((cells[0], cells[1]) for cells in whole if len(cells) != 3),
        added=_gathered((cells[0], value) for cells in whole if len(cells) == 3 for value in _in_backticks(cells[1])),
        faults=faults,
    )


def _table_rows(file: Path) -> Iterator[tuple[int, Sequence[str]]]:
    """The cells of every row, with its line; headers and the lines below them are no rows."""
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True), 1):
        if line.startswith("|") and not _is_rule(line) and not _is_rule(following):
            yield number, [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]


def _is_rule(line: str) -> bool:
    """Whether it is the line of hyphens below a header."""
    return re.fullmatch(r"\|[\s|:-]*-[\s|:-]*", line) is not None


def _fault(cells: Sequence[str]) -> str | None:
    if "" in cells:
        return "a cell is empty: say what belongs there"
    return None if 2 <= len(cells) <= 4 else f"this row has {len(cells)} cells: a row of the log has 2, 3 or 4"


def _in_backticks(cell: str) -> tuple[str, ...]:
    return tuple(folded(text) for text in re.findall(r"`([^`]+)`", cell))


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """The values of each key, each once."""
    found: dict[str, tuple[str, ...]] = {}
    for key, value in dict.fromkeys(pairs):
        found[key] = (*found.get(key, ()), value)
    return found
