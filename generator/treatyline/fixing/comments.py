"""Where the comments of a text stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from treatyline.yaml_source.layout import Mapping, Scalar, name_at, pieces

_COMMENT = re.compile(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)


def comments(text: str, root: Mapping) -> Iterator[str]:
    """Every comment of a text, from its # to the end of its line."""
    yield from (text[start:end] for start, end in comment_spans(text, root, 0, len(text)))


def comment_spans(text: str, root: Mapping, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the comments of a part of a text stand; a # inside a value or a name begins none."""
    texts = sorted(_texts(root))
    for match in _COMMENT.finditer(text, start, end):
        if not any(begin <= match.start() < stop for begin, stop in texts):
            yield match.span()


def _texts(root: Mapping) -> Iterator[tuple[int, int]]:
    """The stretches of all names and values."""
    for path, piece in pieces(root):
        if isinstance(piece, Scalar):
            yield _stretch(piece)
        name = name_at(root, path) if path else None
        if name is not None:
            yield _stretch(name)


def _stretch(piece: Scalar) -> tuple[int, int]:
    return piece.start, piece.end
