"""Mends of problems, done to a file's text."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from treatyline.fixing.comments import comment_spans
from treatyline.fixing.quoting import spelt
from treatyline.problems import FieldPath, How, Mend
from treatyline.yaml_source import Value
from treatyline.yaml_source.layout import List, Mapping, Piece, Scalar, layout_of, name_at, piece_at


def mended(text: str, mend: Mend) -> str:
    """The text after a mend; as it is where what the mend is for is not there, or not written in a way we change."""
    root = layout_of(text)
    if root is None or not mend.path:
        return text
    match mend.how:
        case How.REPLACE:
            return _written_over(text, piece_at(root, mend.path), mend.text, in_flow=_is_in_flow(root, mend.path))
        case How.RENAME:
            return _written_over(text, name_at(root, mend.path), mend.text, in_flow=True)
        case How.ENLIST:
            return _enlisted(text, piece_at(root, mend.path), in_flow=_is_in_flow(root, mend.path))
        case How.DELETE:
            return _without(text, root, mend.path)
    return text


def mended_data(data: Value, mend: Mend) -> Value:
    """What a file says after a mend."""
    if not mend.path:
        return data
    data = deepcopy(data)
    *way, last = mend.path
    around = data
    for step in way:
        around = around[step]  # type: ignore[index]  # the path is one of the data
    _mend_at(around, last, mend)
    emptied = mend.how is How.DELETE and isinstance(around, list) and not around
    return mended_data(data, Mend(tuple(way), How.DELETE)) if emptied else data


def _mend_at(around: Value, last: str | int, mend: Mend) -> None:
    if isinstance(around, dict) and isinstance(last, str):
        value = around.pop(last)
        if mend.how is not How.DELETE:
            around[mend.text if mend.how is How.RENAME else last] = _instead(value, mend)
    elif isinstance(around, list) and isinstance(last, int):
        value = around.pop(last)
        if mend.how is not How.DELETE:
            around.insert(last, _instead(value, mend))


def _instead(value: Value, mend: Mend) -> Value:
    match mend.how:
        case How.REPLACE:
            return mend.text
        case How.ENLIST:
            return [value]
    return value


def _is_in_flow(root: Mapping, path: FieldPath) -> bool:
    """Whether what stands at a path stands in brackets or braces."""
    around = (piece_at(root, path[:length]) for length in range(len(path)))
    return any(isinstance(piece, (Mapping, List)) and piece.is_flow for piece in around)


def _written_over(text: str, piece: Piece | None, instead: str, *, in_flow: bool) -> str:
    if not isinstance(piece, Scalar) or piece.style in ("|", ">"):
        return text
    return text[: piece.start] + spelt(instead, in_flow=in_flow) + text[piece.end :]


# A list of one


def _enlisted(text: str, piece: Piece | None, *, in_flow: bool) -> str:
    if isinstance(piece, Scalar) and piece.style not in ("|", ">") and "\n" not in text[piece.start : piece.end]:
        return f"{text[: piece.start]}[{spelt(piece.text, in_flow=True)}]{text[piece.end :]}"
    if not isinstance(piece, Mapping):
        return text
    if piece.is_flow:
        return f"{text[: piece.start]}[{text[piece.start : piece.end]}]{text[piece.end :]}"
    lines = text[piece.start : piece.end].split("\n")
    element = "\n".join([f"- {lines[0]}", *(f"  {line}" if line else line for line in lines[1:])])
    return text[: piece.start] + element + text[piece.end :]


# Taking out


def _without(text: str, root: Mapping, path: FieldPath) -> str:
    """The text without what stands at a path; a list that loses its only element goes with it. Comments stay."""
    around = piece_at(root, path[:-1])
    if isinstance(around, List) and isinstance(path[-1], int):
        if len(around.elements) == 1:
            return _without(text, root, path[:-1])
        if around.is_flow:
            return _without_from_flow(text, root, around.elements, path[-1])
        return _without_lines(text, root, around.elements[path[-1]].start, around.elements[path[-1]].end)
    name, value = name_at(root, path), piece_at(root, path)
    if not isinstance(around, Mapping) or around.is_flow or name is None or value is None:
        return text
    return _without_lines(text, root, name.start, max(name.end, value.end))


def _without_from_flow(text: str, root: Mapping, elements: Sequence[Piece], index: int) -> str:
    """Without an element in brackets and the comma beside it; as it is where a comment stands between."""
    if index:
        start, end = elements[index - 1].end, elements[index].end
    else:
        start, end = elements[0].start, elements[1].start
    return text if any(comment_spans(text, root, start, end)) else text[:start] + text[end:]


def _without_lines(text: str, root: Mapping, start: int, end: int) -> str:
    """Without the lines of a piece, but for the comments in them, which get lines of their own."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end) + 1 or len(text)
    before = text[first:start]
    if before.strip(" -"):  # it shares its line with something else
        return text
    indent = " " * (len(before) - len(before.lstrip(" ")))
    kept = "".join(f"{indent}{text[begin:stop]}\n" for begin, stop in comment_spans(text, root, first, last))
    return text[:first] + kept + text[last:]
