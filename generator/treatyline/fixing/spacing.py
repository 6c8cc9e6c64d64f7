"""White space as a file should have it, and nothing that cannot be seen.

It follows `source_file.clean`, which says what is wrong and how everything else is read.
"""

from __future__ import annotations

import re

from treatyline.text import bad_characters
from treatyline.yaml_source.layout import Scalar, layout_of, pieces

_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
"""Characters that end a line or a page elsewhere: between words each stands for a space."""

_TRAILING = re.compile(r"[ ]+(?=\n)")

_KEEPING = re.compile(r"[|>]\d?\+")
"""How a block of text begins that keeps the newlines at its end."""


def without_hidden(text: str) -> str:
    """The text without what no text may hold, with newlines for line ends and spaces for other breaks."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    pieces, end = [], 0
    for bad in bad_characters(text):
        pieces += [text[end : bad.index], " " if bad.character in _BREAKS else ""]
        end = bad.index + 1
    return "".join((*pieces, text[end:]))


def spaced(text: str) -> str:
    """The text with spaces for tabs, and no white space where nobody sees it."""
    text = text.replace("\t", " ")
    text = text.lstrip("\n").rstrip("\n ") + _ending(text)
    return _without_trailing_spaces(text)


def _ending(text: str) -> str:
    """One newline; all of them where the last text keeps its own (YAML's |+)."""
    scalars = _scalars(text) if _KEEPING.search(text) else []
    keeps_its_own = scalars and _KEEPING.match(text, scalars[-1].start, scalars[-1].end)
    own = text[len(text.rstrip("\n ")) :] if keeps_its_own else ""
    return own if own.endswith("\n") else f"{own}\n"


def _without_trailing_spaces(text: str) -> str:
    """Spaces at the ends of lines have a meaning in a block of text and, after a backslash, between quotation marks."""
    scalars = _scalars(text) if _TRAILING.search(text) else []
    kept = [(piece.start, piece.end) for piece in scalars if "\n" in text[piece.start : piece.end]]
    return _TRAILING.sub(
        lambda found: found[0] if any(start < found.start() <= end for start, end in kept) else "", text
    )


def _scalars(text: str) -> list[Scalar]:
    """All texts that are values, in order; none where the text has no layout."""
    root = layout_of(text)
    return [piece for _, piece in pieces(root) if isinstance(piece, Scalar)] if root else []
