"""The YAML files of a collection after a renaming: their references, and the ids that the entry had before."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from pathlib import Path

from treatyline.contents import shown_path
from treatyline.fixing.additions import safely_spelt, with_element
from treatyline.fixing.mending import mended, mended_data
from treatyline.fixing.scheme import ENTRY, Scheme
from treatyline.problems import How, Mend
from treatyline.renaming.base import Change, Ids, RenamingError, text_in
from treatyline.renaming.references import mends
from treatyline.yaml_source import Document, Value, parse
from treatyline.yaml_source.layout import Scalar, layout_of, name_at, piece_at

FORMERLY = "formerly"


def mended_file(file: Path, document: Document, scheme: Scheme, ids: Ids) -> Change | None:
    """A file with its references mended; None where it has none. Raises RenamingError."""
    wanted = mends(document.data, scheme, ids)
    if not wanted:
        return None
    mark, text = text_in(file)
    after = _with_references(text, wanted, ids)
    _require(file, after, _data_after(document.data, wanted))
    return Change(file, file, mark + text, mark + after)


def renamed_file(file: Path, document: Document, ids: Ids) -> Change:
    """The entry that is renamed, which says from now on which id it had. Raises RenamingError."""
    if document.data is None:
        raise RenamingError(f"{document.path} cannot be read: `treatyline check` tells why")
    formerly = document.data.get(FORMERLY) or []
    if not isinstance(formerly, list):
        raise RenamingError(f"{document.path}: its field {FORMERLY} is no list; `treatyline fix` makes it one")
    wanted = mends(document.data, ENTRY, ids)
    mark, text = text_in(file)
    after = _with_former(_with_references(text, wanted, ids), formerly, ids)
    _require(file, after, _data_with_former(_data_after(document.data, wanted), formerly, ids))
    return Change(file, file.with_name(f"{ids.new}.yml"), mark + text, mark + after)


def _require(file: Path, text: str, expected: Value) -> None:
    """Raises RenamingError where a text says something else than it should."""
    if parse(text).data != expected:
        hint = "run `treatyline fix` first, or rename by hand"
        raise RenamingError(f"{shown_path(file)} is written in a way in which the id cannot be changed safely; {hint}")


# References


def _with_references(text: str, wanted: Iterable[Mend], ids: Ids) -> str:
    """The text with other references; without those that are written in a way that we do not change."""
    root = layout_of(text)
    found = [name_at(root, one.path) if one.how is How.RENAME else piece_at(root, one.path) for one in wanted if root]
    scalars = (piece for piece in found if isinstance(piece, Scalar))
    for piece in sorted(scalars, key=lambda piece: piece.start, reverse=True):
        text = text[: piece.start] + _spelt_as(text, piece, ids) + text[piece.end :]
    return text


def _data_after(data: Value, wanted: Iterable[Mend]) -> Value:
    return reduce(mended_data, wanted, data)


def _spelt_as(text: str, piece: Scalar, ids: Ids) -> str:
    """The new id in the quotation marks of the old one, or in the block of text in which that stands."""
    if piece.style in ("|", ">"):
        begin, line_end, rest = text[piece.start : piece.end].partition("\n")
        return begin + line_end + rest.replace(ids.old, ids.new)
    return f"{piece.style}{ids.new}{piece.style}" if piece.style else safely_spelt(ids.new)


# Former ids


def _with_former(text: str, formerly: list[Value], ids: Ids) -> str:
    """The text with the old id among the former ones, and without the new one, which the agreement gets back."""
    if ids.old not in formerly:
        text = with_element(text, FORMERLY, ids.old, ENTRY)
    for index in reversed(range(len(formerly))):
        if formerly[index] == ids.new:
            text = mended(text, Mend((FORMERLY, index), How.DELETE))
    return text


def _data_with_former(data: Value, formerly: list[Value], ids: Ids) -> Value:
    kept = [id for id in formerly if id != ids.new]
    added = [] if ids.old in formerly else [ids.old]
    return {**data, FORMERLY: [*kept, *added]} if isinstance(data, dict) else data
