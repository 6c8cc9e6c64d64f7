"""A file as it should be written: mends that nobody need decide, white space, quotation marks, the order of fields.

The text itself is rewritten, piece by piece, so that comments and line breaks stay where they belong. (A library that
reads and writes YAML with its comments ties each to the field before it: once fields change places it stands at the
wrong one, and texts of several lines come out as one.)
"""

from __future__ import annotations

from collections.abc import Sequence

from treatyline.fixing.comments import comments
from treatyline.fixing.mending import mended, mended_data
from treatyline.fixing.order import ordered
from treatyline.fixing.quoting import unquoted
from treatyline.fixing.scheme import Scheme
from treatyline.fixing.spacing import spaced, without_hidden
from treatyline.problems import Mend
from treatyline.yaml_source import Value, parse
from treatyline.yaml_source.layout import layout_of

__all__ = ["Scheme", "UnsafeFixError", "fixed"]


class UnsafeFixError(Exception):
    """A rewritten file would say something else than it should, or lack a comment: a fault of this package."""


def fixed(text: str, mends: Sequence[Mend], scheme: Scheme) -> str:
    """The text of a file as it should be; one that cannot be parsed is given back as it is.

    Raises UnsafeFixError.
    """
    cleaned = without_hidden(text)
    expected: Value = parse(cleaned).data
    if expected is None or (cleaned != text and parse(text).data is None):
        return text
    before = rewritten = spaced(cleaned)
    for mend in mends:
        changed = mended(rewritten, mend)
        if changed != rewritten:
            rewritten, expected = changed, mended_data(expected, mend)
    rewritten = spaced(ordered(unquoted(rewritten, scheme), scheme))
    if rewritten != text:
        _require(_stripped(parse(rewritten).data) == _stripped(expected))
        _require(_comments(rewritten) == _comments(before))
    return rewritten


def _require(holds: bool) -> None:
    """Raises UnsafeFixError."""
    if not holds:
        raise UnsafeFixError


def _comments(text: str) -> Sequence[str]:
    """Every comment of a text, wherever it stands."""
    root = layout_of(text)
    return sorted(comment.rstrip() for comment in comments(text, root)) if root else ()


def _stripped(value: Value) -> Value:
    """Data without the white space around texts, which says nothing; a list or mapping emptied by a mend is gone."""
    match value:
        case str():
            return value.strip()
        case list():
            return [_stripped(element) for element in value]
        case dict():
            return {name: _stripped(inner) for name, inner in value.items()}
    return value
