"""Quotation marks: only where YAML needs them, and where a program would take a text for something else."""

from __future__ import annotations

import re

from treatyline.fixing.scheme import Scheme
from treatyline.problems import FieldPath
from treatyline.yaml_source import NOTHING
from treatyline.yaml_source.layout import List, Piece, Scalar, layout_of

_NOT_TEXT = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+]?(?:\.inf|\.nan|0[xo][0-9a-f]+|[.]?[0-9][-0-9_.:e+]*)", re.IGNORECASE
)
"""What YAML 1.1 or 1.2 takes for nothing, a flag, a number or a day where it stands without quotation marks."""

_BEGINS_PLAIN = re.compile(r"[^\W_]|\(")
_ENDS_PLAIN = re.compile(r": |:$| #|[^\S ]|\s$")
_ENDS_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:?]")


def unquoted(text: str, scheme: Scheme) -> str:
    """The text of a file with quotation marks where they belong."""
    root = layout_of(text)
    changes = _changes(text, root, (), scheme, in_flow=False) if root else []
    for piece, spelling in sorted(changes, key=lambda change: change[0].start, reverse=True):
        text = text[: piece.start] + spelling + text[piece.end :]
    return text


def _changes(text: str, piece: Piece, path: FieldPath, scheme: Scheme, *, in_flow: bool) -> list[tuple[Scalar, str]]:
    """Every name and value of one line that is to be spelt otherwise."""
    if isinstance(piece, Scalar):
        spelling = respelt(text, piece, in_flow=in_flow, is_typed=scheme.is_typed(path))
        return [] if spelling == text[piece.start : piece.end] else [(piece, spelling)]
    in_flow = in_flow or piece.is_flow
    if isinstance(piece, List):
        below = [((*path, index), element) for index, element in enumerate(piece.elements)]
        return [change for way, inner in below for change in _changes(text, inner, way, scheme, in_flow=in_flow)]
    return [change for field in piece.fields for change in _of_field(text, field, path, scheme, in_flow=in_flow)]


def _of_field(
    text: str, field: tuple[Scalar, Piece], path: FieldPath, scheme: Scheme, *, in_flow: bool
) -> list[tuple[Scalar, str]]:
    name, value = field
    spelling = respelt(text, name, in_flow=True, is_typed=False)
    changed = [] if spelling == text[name.start : name.end] else [(name, spelling)]
    return [*changed, *_changes(text, value, (*path, name.text), scheme, in_flow=in_flow)]


def respelt(text: str, piece: Scalar, *, in_flow: bool, is_typed: bool) -> str:
    """How a piece should be spelt; one of several lines stays as it is."""
    spelling = text[piece.start : piece.end]
    if "\n" in spelling or piece.style in ("|", ">") or not spelling:
        return spelling
    if not piece.style:
        is_text = not is_typed and piece.text not in NOTHING
        return f'"{spelling}"' if is_text and is_taken_otherwise(piece.text) else spelling
    keeps_its_meaning = piece.text not in NOTHING if is_typed else not is_taken_otherwise(piece.text)
    if keeps_its_meaning and _is_plain(piece.text, in_flow=in_flow):
        return piece.text
    return spelling if set('"\\') & set(piece.text) or not piece.text.isprintable() else f'"{piece.text}"'


def spelt(text: str, *, in_flow: bool) -> str:
    """A new value of one line."""
    if _is_plain(text, in_flow=in_flow):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    if not _BEGINS_PLAIN.match(text) or _ENDS_PLAIN.search(text):
        return False
    return not (in_flow and _ENDS_PLAIN_IN_FLOW.search(text))


def is_taken_otherwise(text: str) -> bool:
    """Whether some program takes a text without quotation marks for nothing, a flag, a number or a day."""
    return _NOT_TEXT.fullmatch(text) is not None
