"""The smallest pieces of a page written by hand: escaped text, links, tables, lists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from treatyline.date_display import display
from treatyline.dates import Edtf
from treatyline.model import Agreement
from treatyline.model.dates import Unknown
from treatyline.pages.views import PartyLink

_ESCAPES = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_[]"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "|": "&#124;"}
)


def plain(text: str) -> str:
    """Text in which nothing is taken for Markdown or HTML."""
    return text.translate(_ESCAPES)


def when(date: Edtf | Unknown) -> str:
    """A date as our pages show it."""
    return plain(display(date)) if isinstance(date, Edtf) else "not found"


def extent(count: int, span: tuple[Edtf, Edtf] | None) -> str:
    """How many agreements there are, and over what time."""
    dates = " – ".join(map(when, span[: min(count, 2)])) if span else ""
    return ", ".join(filter(None, (counted(count, "agreement"), dates)))


def counted(number: int, noun: str) -> str:
    """A number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def listed(lines: Iterable[str]) -> str:
    """A list whose elements fit a line each."""
    return "\n".join(f"- {line}" for line in lines)


def table(rows: Iterable[Sequence[str]], heads: Sequence[str]) -> str:
    """A table; empty heads for one whose first column says what the second is."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cite(agreement: Agreement, source: str | None) -> str:
    """The number of a source, leading to the list of them; nothing where there is no such source."""
    numbers = [number for number, known in enumerate(agreement.sources, 1) if source and known.id == source]
    return "".join(f" [{number}](#sources)" for number in numbers)


def note(text: str | None) -> str:
    """A remark on what stands before it."""
    return f" *{plain(text)}*" if text else ""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page, relative to its own file as MkDocs wants them."""

    start: str

    def to(self, page: str, text: str) -> str:
        """A link to another page of the site."""
        return f"[{plain(text)}]({posixpath.relpath(page, posixpath.dirname(self.start) or '.')})"

    def party(self, link: PartyLink) -> str:
        """A party by name, with a link where it has a page."""
        name = self.to(link.page, link.name) if link.page else plain(link.name)
        return f"{name} (today {plain(link.today)})" if link.today else name
