"""Additions to a file's text: one more element of a list, and the list itself where it is not there yet."""

from __future__ import annotations

import re
from collections.abc import Sequence

from treatyline.fixing.quoting import is_taken_otherwise, spelt
from treatyline.fixing.scheme import Scheme
from treatyline.yaml_source.layout import List, Mapping, Piece, Scalar, layout_of, piece_at

_BEFORE_ELEMENT = re.compile(" *- +")
_OWN_COMMENT = re.compile(r" +#[^\n]*(\n|\Z)")
"""A comment on a line of its own that is indented: it belongs to the field above it."""


def with_element(text: str, name: str, element: str, scheme: Scheme) -> str:
    """The text of a file that describes one thing, with one more element at the end of a list of texts.

    A list that is not there is added where the model has it. The text is given back as it is where the field is
    anything else than a list, or written in a way that we do not change.
    """
    root = layout_of(text)
    if root is None or root.is_flow:
        return text
    match piece_at(root, (name,)):
        case None:
            return _with_field(text, root, f"{name}: [{safely_spelt(element)}]", scheme.order(()), name)
        case Scalar(text="", style="", start=start):
            return f"{text[:start]}{'' if text[:start].endswith(' ') else ' '}[{safely_spelt(element)}]{text[start:]}"
        case List(elements=[]) as around:
            return f"{text[: around.start + 1]}{safely_spelt(element)}{text[around.start + 1 :]}"
        case List(elements=[*_, last], is_flow=True):
            return f"{text[: last.end]}, {safely_spelt(element)}{text[last.end :]}"
        case List(elements=[*_, last]):
            return _with_line_like(text, last, safely_spelt(element))
    return text


def safely_spelt(value: str) -> str:
    """A new text of one line, which stands as well in brackets, and which no program takes for a number or a flag."""
    return f'"{value}"' if is_taken_otherwise(value) else spelt(value, in_flow=True)


def _with_line_like(text: str, last: Piece, spelling: str) -> str:
    """With a line for one more element behind the last one, which begins as that one's does."""
    before = _BEFORE_ELEMENT.fullmatch(text, text.rfind("\n", 0, last.start) + 1, last.start)
    return _with_line(text, last.end, before[0] + spelling) if before else text


def _with_field(text: str, root: Mapping, line: str, order: Sequence[str], name: str) -> str:
    """With the line of a field behind the last one that the model has before it, else above all others."""
    earlier = order[: order.index(name)]
    ends = [max(own.end, value.end) for own, value in root.fields if own.text in earlier]
    if ends:
        return _with_line(text, ends[-1], line)
    begin = text.rfind("\n", 0, root.start) + 1
    return f"{text[:begin]}{line}{_line_end(text)}{text[begin:]}"


def _with_line(text: str, index: int, line: str) -> str:
    """With one more line behind that of an index, and behind the comments that belong to that one."""
    end = text.find("\n", index) + 1
    if not end:
        return f"{text}{_line_end(text)}{line}{_line_end(text)}"
    while comment := _OWN_COMMENT.match(text, end):
        end = comment.end()
    ended = "" if text[:end].endswith("\n") else _line_end(text)
    return f"{text[:end]}{ended}{line}{_line_end(text)}{text[end:]}"


def _line_end(text: str) -> str:
    """How lines end in a text; where they differ, as the first does."""
    return "\r\n" if text[: text.find("\n") + 1].endswith("\r\n") else "\n"
