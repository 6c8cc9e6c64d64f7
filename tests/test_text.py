"""Which characters no text may hold."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from treatyline.text import BadCharacter, Refusal, bad_characters


def refused(text: str) -> list[tuple[int, Refusal]]:
    return [(bad.index, bad.refusal) for bad in bad_characters(text)]


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x0b", "\x0c", "\r", "\x1b", "\x7f", "\x85", "\x9f", "\ud800"])
def test_control_characters_are_refused(character: str) -> None:
    assert refused(f"ab{character}c") == [(2, Refusal.CONTROL)]


@pytest.mark.parametrize(
    "character",
    [
        *("\u202a", "\u202b", "\u202c", "\u202d", "\u202e"),
        *("\u2066", "\u2067", "\u2068", "\u2069"),
        *("\u200b", "\u2060", "\ufeff", "\u00ad", "\u034f", "\u115f", "\u3164", "\uffa0", "\u180e"),
        *("\u2028", "\u2029", "\ufffc", "\ufffe", "\uffff", "\U000e0041"),
        *("\u200c", "\u200d", "\u200e", "\u200f", "\u061c"),
        *("\u180b", "\u180f", "\ufe00", "\ufe0e", "\ufff0"),
        *("\U0001bca0", "\U0001bca3", "\U0001d173", "\U0001d17a"),
        *("\U000e0000", "\U000e0080", "\U000e0100", "\U000e01ef", "\U000e0fff"),
    ],
)
def test_characters_that_cannot_be_seen_are_refused(character: str) -> None:
    assert refused(f"ab{character}c") == [(2, Refusal.INVISIBLE)]


@pytest.mark.parametrize(
    "text",
    [
        "line one\nline two\tand a tab",
        "Соглашение о создании Единой региональной системы",
        "الاتفاق",
        "協定 – 条約",
        "naïve café e\u0301",
        "price\u00a0in\u202f€",
        "flag \U0001f1f0\U0001f1ff ❤\ufe0f",
    ],
)
def test_what_people_write_is_let_through(text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize("text", ["می\u200cخواهم", "क्\u200dष", "עברית\u200f.", "عربي\u061c:", "ക്\u200d", "ക\u200d"])
def test_joiners_are_let_through_after_a_letter_of_a_script_that_needs_them(text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize("text", ["ᠨ\u180b", "ᠨ\u180eᠠ", "葛\U000e0100城", "\U00020000\U000e0101"])
def test_a_variant_of_a_letter_is_let_through_where_a_script_has_it(text: str) -> None:
    assert refused(text) == []


@pytest.mark.parametrize("text", ["葛\U000e0100\U000e0101", "ᠨ\U000e0100", "葛\u180b", "a\u180e"])
def test_a_variant_of_what_has_none_is_refused(text: str) -> None:
    assert [refusal for _, refusal in refused(text)] == [Refusal.INVISIBLE]


def test_of_the_characters_that_only_lay_out_a_text_those_that_can_be_seen_are_let_through() -> None:
    """Unicode's category Cf: signs around a number, and the way in which hieroglyphs stand together."""
    seen = [char for char in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(char) == "Cf"]
    let_through = [unicodedata.name(char) for char in seen if not refused(f"a{char}")]
    assert all(name.startswith(("ARABIC ", "SYRIAC ", "KAITHI ", "EGYPTIAN ")) for name in let_through)


@pytest.mark.parametrize("text", ["\u200dक", "a\u200cb", "می \u200c", "می\u200c\u200c"])
def test_joiners_elsewhere_are_refused(text: str) -> None:
    assert [refusal for _, refusal in refused(text)] == [Refusal.INVISIBLE]


def test_a_character_is_named_by_its_code_point() -> None:
    assert BadCharacter(0, "\u202e", Refusal.INVISIBLE).name == "U+202E"
    assert BadCharacter(0, "\U000e0041", Refusal.INVISIBLE).name == "U+E0041"


@given(st.text())
@examples(300)
def test_nothing_that_breaks_xml_is_let_through(text: str) -> None:
    rest = "".join(char for char in text if char not in {bad.character for bad in bad_characters(text)})
    assert not re.search("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", rest)
