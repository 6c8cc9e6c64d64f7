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
        if isinstance(piece, Mapping) and not piece.is_flow and _begins_each_line_by_name(text, piece):
            ranks = _ranks([name.text for name, _ in piece.fields], scheme.order(path))
            if any(later < earlier for earlier, later in pairwise(ranks)):
                return _rewritten(text, piece, ranks)
    return None


def _begins_each_line_by_name(text: str, mapping: Mapping) -> bool:
    """Whether nothing but the dashes of a list stands before a field's name; YAML allows a question mark there."""
    starts = [name.start for name, _ in mapping.fields]
    before = [text[_line_start(text, start) : start] for start in starts]
    return not any(begin.strip(" ") for begin in before[1:]) and not before[0].strip(" -")


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
    begin, end = _begin(text, mapping), _end(text, mapping, len(before))
    stretches = list(_stretches(text[:end], mapping, ranks))
    top, *rest = sorted(stretches, key=lambda stretch: stretch.rank)
    indent = " " * len(before)
    lines = [_indented(top.above, before[: len(before) - len(before.lstrip(" "))]), before, top.field]
    for stretch in rest:
        lines += [_indented(stretch.above, indent), indent, stretch.field]
    return text[:begin] + "".join(lines) + text[end:]


def _stretches(text: str, mapping: Mapping, ranks: Sequence[int]) -> Iterator[_Stretch]:
    """Every field with its text, in the order of the file; the text ends with the last one."""
    starts = [name.start for name, _ in mapping.fields]
    behind = [_line_end(text, max(name.end, value.end)) for name, value in mapping.fields[:-1]]
    further = (max(_above(text, start), end) for start, end in zip(starts[1:], behind, strict=True))
    above = [_begin(text, mapping), *further]
    ends = [*above[1:], len(text)]
    for rank, begin, start, end in zip(ranks, above, starts, ends, strict=True):
        yield _Stretch(rank, text[begin : _line_start(text, start)], text[start:end])


def _begin(text: str, mapping: Mapping) -> int:
    """Where the first field begins, its comments with it; what stands above a list element is the element's."""
    start = mapping.fields[0][0].start
    line = _line_start(text, start)
    return line if text[line:start].strip(" ") else _above(text, start)


def _end(text: str, mapping: Mapping, column: int) -> int:
    """Where the last field ends, with the comments below it that stand further in than its name."""
    end = _line_end(text, mapping.end)
    while comment := re.compile(rf"(?: *\n)* {{{column + 1},}}#[^\n]*\n?").match(text, end):
        end = comment.end()
    return end


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
    """Comments as far in as their field: further in, they would go on with a block of text that is now above them."""
    return "".join(f"{indent}{line.lstrip(' ')}" for line in lines.splitlines(keepends=True))


def _line_start(text: str, index: int) -> int:
    return text.rfind("\n", 0, index) + 1


def _line_end(text: str, index: int) -> int:
    """Behind the newline that ends the line."""
    return text.find("\n", index) + 1 or len(text)
