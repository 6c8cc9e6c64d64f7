"""Where each piece of a YAML text begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from tests.sitekit import FLAGSHIP, as_yaml
from treatyline.yaml_source import Value, parse
from treatyline.yaml_source.layout import List, Mapping, Piece, Scalar, layout_of, name_at, piece_at, pieces

TEXT = """\
# above
title: Treaty  # behind
parties: [RUS , "KAZ"]
context: |
  One.

  Two.

# between
sources:
  - publisher: RT
    note: one
      two
place: {name: 'A#b'}
ended:
"""


def cut(path: tuple[str | int, ...]) -> str:
    root = layout_of(TEXT)
    assert root
    piece = piece_at(root, path)
    assert piece
    return TEXT[piece.start : piece.end]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (("title",), "Treaty"),
        (("parties",), '[RUS , "KAZ"]'),
        (("parties", 0), "RUS"),
        (("parties", 1), '"KAZ"'),
        (("context",), "|\n  One.\n\n  Two."),
        (("sources",), "- publisher: RT\n    note: one\n      two"),
        (("sources", 0), "publisher: RT\n    note: one\n      two"),
        (("sources", 0, "note"), "one\n      two"),
        (("place",), "{name: 'A#b'}"),
        (("place", "name"), "'A#b'"),
        (("ended",), ""),
    ],
)
def test_a_piece_is_cut_out_of_the_text_by_its_path(path: tuple[str | int, ...], text: str) -> None:
    assert cut(path) == text


@pytest.mark.parametrize("path", [("none",), ("parties", 2), ("parties", "x"), ("title", 0), ("sources", 0, "url")])
def test_nothing_stands_at_a_path_that_leads_nowhere(path: tuple[str | int, ...]) -> None:
    root = layout_of(TEXT)
    assert root
    assert piece_at(root, path) is None
    assert name_at(root, path) is None


def test_the_name_of_a_field_is_a_piece_of_its_own() -> None:
    root = layout_of(TEXT)
    assert root
    name = name_at(root, ("sources", 0, "note"))
    assert name
    assert TEXT[name.start : name.end] == "note"


@pytest.mark.parametrize("text", ["", "- a\n", "word\n", "a: &x 1\n", "a: !!str 1\n", "a: [\n", "a: 1\n---\nb: 2\n"])
def test_what_is_not_one_plain_mapping_has_no_layout(text: str) -> None:
    assert layout_of(text) is None


def as_data(piece: Piece) -> Value:
    """What the pieces say, empty values as nothing."""
    match piece:
        case Mapping():
            return {name.text: as_data(value) for name, value in piece.fields}
        case List():
            return [as_data(element) for element in piece.elements]
    return piece.text if piece.style or piece.text not in ("", "~", "null", "Null", "NULL") else None


words = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" #:'\"-[]{}\n"), max_size=12
)
values = st.recursive(words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3))


@given(st.dictionaries(words.filter(str.strip), values, min_size=1, max_size=4))
@examples(150)
def test_the_pieces_say_what_the_data_says_and_each_text_stands_in_its_own(data: dict[str, Value]) -> None:
    text = as_yaml(data)
    document = parse(text)
    root = layout_of(text)
    if document.data is None or document.problems or root is None:
        return
    assert as_data(root) == document.data
    for _, piece in pieces(root):
        assert 0 <= piece.start <= piece.end <= len(text)
        if isinstance(piece, Scalar) and not piece.style and "\n" not in piece.text:
            assert piece.text.split() == text[piece.start : piece.end].split()


@pytest.mark.parametrize("file", sorted(FLAGSHIP.glob("agreements/**/*.yml")), ids=lambda file: file.stem)
def test_the_flagships_entries_have_a_layout_that_says_what_they_say(file) -> None:  # type: ignore[no-untyped-def]
    text = file.read_text(encoding="utf-8")
    root = layout_of(text)
    assert root
    assert as_data(root) == parse(text).data
