"""The order of fields: the model's, each with the comments above it and at the ends of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from treatyline.fixing.scheme import Scheme
from treatyline.yaml_source.layout import Mapping, layout_of, pieces

MODELINE = "# yaml-language-server:"
"""How a line begins that tells an editor which schema a file has; it stays at the top."""

_COMMENT_LINE = re.compile(" *#")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A field's part of the text: whole lines of comments above it, then the field without its indentation."""

    rank: int
    above: str
    field: str


def ordered(text: str, scheme: Scheme) -> str:
    """The text of a file with the fields of every mapping in order; what stands in braces stays as it is."""
    while (changed := _with_one_ordered(text, scheme)) is not None:
        text = changed
    return text


def _with_one_ordered(text: str, scheme: Scheme) -> str | None:
    """The text with one more mapping in order; None where all are."""
    root = layout_of(text)
    for path, piece in pieces(root) if root else ():
        if isinstance(piece, Mapping) and not piece.is_flow:
            ranks = _ranks([name.text for name, _ in piece.fields], scheme.order(path))
            if any(later < earlier for earlier, later in pairwise(ranks)):
                return _rewritten(text, piece, ranks)
    return None


def _ranks(names: Sequence[str], order: Sequence[str]) -> list[int]:
    """The place of each field; one that the model does not know stays behind the one before it."""
    places = {name: place for place, name in enumerate(order)}
    ranks: list[int] = []
    for name in names:
        ranks.append(places.get(name, ranks[-1] if ranks else -1))
    return ranks


def _rewritten(text: str, mapping: Mapping, ranks: Sequence[int]) -> str:
    first = mapping.fields[0][0].start
    before = text[_line_start(text, first) : first]
    stretches = list(_stretches(text, mapping, ranks))
    begin, end = _begin(text, mapping), _line_end(text, mapping.end)
    top, *rest = sorted(stretches, key=lambda stretch: stretch.rank)
    dash = before.rstrip(" ")
    lead = top.above if not dash else _indented(top.above, before[: len(before) - len(before.lstrip(" "))])
    lines = [lead, before, top.field]
    for stretch in rest:
        lines += [stretch.above, " " * len(before), stretch.field]
    return text[:begin] + "".join(lines) + text[end:]


def _stretches(text: str, mapping: Mapping, ranks: Sequence[int]) -> Iterator[_Stretch]:
    """Every field with its text, in the order of the file."""
    starts = [name.start for name, _ in mapping.fields]
    above = [_begin(text, mapping), *(_above(text, start) for start in starts[1:])]
    ends = [*above[1:], _line_end(text, mapping.end)]
    for rank, begin, start, end in zip(ranks, above, starts, ends, strict=True):
        yield _Stretch(rank, text[begin : _line_start(text, start)], text[start:end])


def _begin(text: str, mapping: Mapping) -> int:
    """Where the first field begins, its comments with it; what stands above a list element is the element's."""
    start = mapping.fields[0][0].start
    line = _line_start(text, start)
    return line if text[line:start].strip(" ") else _above(text, start)


def _above(text: str, start: int) -> int:
    """Where the comments begin that stand right above a field."""
    line = _line_start(text, start)
    while line:
        before = _line_start(text, line - 1)
        if not _COMMENT_LINE.match(text, before, line) or text.startswith(MODELINE, before):
            break
        line = before
    return line


def _indented(lines: str, indent: str) -> str:
    return "".join(f"{indent}{line.lstrip(' ')}" for line in lines.splitlines(keepends=True))


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    """Behind the newline that ends the line."""
    return text.find("\n", index) + 1 or len(text)
