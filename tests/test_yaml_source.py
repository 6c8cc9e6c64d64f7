"""YAML to plain data and places: what is read, what is refused, and that both loaders answer alike."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples, told
from tests.sitekit import as_yaml
from treatyline import yaml_source
from treatyline.problems import Place
from treatyline.source_file import clean
from treatyline.text import bad_characters
from treatyline.yaml_source import (
    CarefulLoader,
    Document,
    FieldPath,
    Marks,
    Memory,
    Value,
    parse,
    plain,
    read,
)
from treatyline.yaml_source.builder import Builder
from treatyline.yaml_source.plain import DEEPEST_NESTING, MOST_NODES, plain_data

INVALID = Path(__file__).parent / "invalid"
CORRECT = (INVALID / "correct.yml").read_text(encoding="utf-8")
FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_with(loader: type, text: str) -> Document:
    with patch.object(yaml_source, "FAST_LOADER", loader), patch.object(plain, "FAST_LOADER", loader):
        document = parse(text, "x.yml")
        assert document.marks is document.marks  # looked for now, while this loader is in place
        return document


def parse_closely(text: str) -> Document:
    """Parse as if something were unusual in any file."""
    with patch.object(yaml_source, "plain_data", lambda source: None):
        return parse(text, "x.yml")


def data_of(text: str) -> dict[str, Value] | None:
    document = parse(text)
    assert document.problems == ()
    return document.data


# --- what is read


def test_every_scalar_is_text() -> None:
    text = "{a: NO, b: 2013-01, c: 0476, d: 1e3, e: true, f: 0x1F, g: 12:30:45, h: .inf, i: 2013-01-30, j: 1_000}"
    assert data_of(text) == {
        **{"a": "NO", "b": "2013-01", "c": "0476", "d": "1e3", "e": "true"},
        **{"f": "0x1F", "g": "12:30:45", "h": ".inf", "i": "2013-01-30", "j": "1_000"},
    }


@pytest.mark.parametrize("written", ["", " ~", " null", " Null", " NULL", " # nothing yet"])
def test_a_field_with_nothing_after_its_colon_has_no_value(written: str) -> None:
    assert data_of(f"a:{written}\nb: x") == {"a": None, "b": "x"}


@pytest.mark.parametrize("written", ['"~"', "'null'", '""', "'NULL'"])
def test_what_stands_in_quotes_is_text(written: str) -> None:
    assert data_of(f"a: {written}") == {"a": written[1:-1]}


def test_a_date_with_a_question_mark_can_stand_in_brackets() -> None:
    assert data_of("a: [1380?, 1990?/1995]\nb: {from: 1380?, to: ..}") == {
        "a": ["1380?", "1990?/1995"],
        "b": {"from": "1380?", "to": ".."},
    }


def test_texts_over_several_lines_are_read_as_yaml_says() -> None:
    text = "a: >-\n  one\n  two\nb: |\n  one\n  two\nc: one\n  two\nd: 'it''s'\n"
    assert data_of(text) == {"a": "one two", "b": "one\ntwo\n", "c": "one two", "d": "it's"}


def test_one_document_may_be_marked_as_such() -> None:
    assert data_of("%YAML 1.1\n---\na: b\n...\n") == {"a": "b"}


def test_a_file_is_read_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a: b\r\n")
    assert read(tmp_path / "a.yml", "shown.yml").data == {"a": "b"}
    (problem,) = read(tmp_path / "none.yml", "shown.yml").problems
    assert problem.path == "shown.yml"


# --- places


def test_every_field_and_every_element_has_its_place() -> None:
    marks = parse("title: x\nparties: [RUS, {party: KAZ}]\nsources:\n  - url: y\n").marks
    assert marks.keys == {
        ("title",): Place(1, 1, 5),
        ("parties",): Place(2, 1, 7),
        ("parties", 1, "party"): Place(2, 17, 5),
        ("sources",): Place(3, 1, 7),
        ("sources", 0, "url"): Place(4, 5, 3),
    }
    assert marks.values == {
        (): Place(1, 1, 1),
        ("title",): Place(1, 8, 1),
        ("parties",): Place(2, 10, 1),
        ("parties", 0): Place(2, 11, 3),
        ("parties", 1): Place(2, 16, 1),
        ("parties", 1, "party"): Place(2, 24, 3),
        ("sources",): Place(4, 3, 1),
        ("sources", 0): Place(4, 5, 1),
        ("sources", 0, "url"): Place(4, 10, 1),
    }


def test_the_place_of_what_is_not_there_is_that_of_what_is_around_it() -> None:
    marks = parse("a:\n  - b: c\n").marks
    assert marks.value(("a", 0, "x", 3)) == Place(2, 5, 1)
    assert marks.key(("a", 0, "x")) == Place(2, 5, 1)
    assert marks.key(("a", 0)) == Place(2, 5, 1)
    assert marks.value(("x",)) == Place(1, 1, 1)
    assert Marks().value(("x",)) == Place()


def test_a_field_without_a_value_has_the_place_of_its_name() -> None:
    marks = parse("a:\nb: {c: }\n").marks
    assert marks.value(("a",)) == Place(1, 1, 1)
    assert marks.value(("b", "c")) == Place(2, 5, 1)


def test_columns_count_characters() -> None:
    marks = parse('"имя": {é: "Казахстан"}').marks
    assert marks.keys[("имя",)] == Place(1, 1, 5)
    assert marks.values[("имя", "é")] == Place(1, 12, 11)


def test_the_width_of_a_value_ends_with_its_line() -> None:
    marks = parse('a: "one\n  two"\nb: |\n  text\n').marks
    assert marks.values[("a",)] == Place(1, 4, 4)
    assert marks.values[("b",)] == Place(3, 4, 1)


def test_words_of_a_text_are_found_where_they_stand() -> None:
    document = parse("words: x\na: |\n  one\n  two words\nb: words\n")
    assert document.place_of(("a",), "words") == Place(4, 7, 5)
    assert document.place_of(("a",), "none") == Place(2, 4, 1)


# --- what is refused


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["1:1 empty-file"]),
        ("# nothing\n", ["1:1 empty-file"]),
        ("---\n", ["1:1 empty-file"]),
        ("~", ["1:1 empty-file"]),
        ("- a\n", ["1:1 not-a-mapping"]),
        ("\n  text\n", ["2:3 not-a-mapping"]),
        ('""', ["1:1 not-a-mapping"]),
        ("a: b\n---\nc: d\n", ["2:1 several-documents"]),
        ("a: b\n...\n---\nc: [\n", ["3:1 several-documents"]),
        ("a: b\na: c\na: d\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("p: {a: 1}\np: {a: 2}\np: {a: 3, a: 4}\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ('a: b\n"a": c\n', ["2:1 duplicate-key"]),
        ("a:\n  - {b: c, b: d}\n", ["2:12 duplicate-key"]),
        ("a: &b c\n", ["1:4 anchor"]),
        ("a: &b\n  c: d\n", ["1:4 anchor"]),
        ("&b a: c\n", ["1:1 anchor"]),
        ("a: *b\n", ["1:4 alias"]),
        ("*b : c\n", ["1:1 alias"]),
        ("a: [*b, *b]\n", ["1:5 alias", "1:9 alias"]),
        ("<<: {a: b}\n", ["1:1 merge-key"]),
        ("a: {<<: *b}\n", ["1:5 merge-key", "1:9 alias"]),
        ("a: !!int 5\n", ["1:4 tag"]),
        ("a: !x\n  b: c\n", ["1:4 tag"]),
        ("!!set\na: b\n", ["1:1 tag"]),
        ("a: !<tag:example.org,2000:b> c\n", ["1:4 tag"]),
        ("%TAG !e! tag:example.org,2000:\n---\na: !e!b c\n", ["3:4 tag"]),
        ("? [a]\n: b\n", ["1:3 complex-key"]),
        ("? {a: b}\n: c\n", ["1:3 complex-key"]),
        ("{a: b}: c\n", ["1:1 complex-key"]),
        ('"": b\n', ["1:1 complex-key"]),
        ('"\\0": b\n', ["1:1 control-character"]),
        ('a: "b\\u202ec\\u200b"\n', ["1:4 invisible-character"] * 2),
        ("a: b\x00\nc: d\u200b\n", ["1:5 control-character", "2:5 invisible-character"]),
        ("a:\n\tb: c\n", ["2:1 tab-indentation"]),
        ('a: "\\UFFFFFFFF"\n', ["1:7 yaml-syntax"]),
        ('a: "\\U00110000"\n', ["1:7 yaml-syntax"]),
        (f"%YAML {'9' * 5000}.1\n---\na: b\n", ["1:7 yaml-syntax"]),
    ],
)
def test_what_an_entry_has_no_need_of_is_refused(text: str, expected: list[str]) -> None:
    for loader in (FAST, CarefulLoader):
        assert told(parse_with(loader, text).problems) == expected


def test_a_quoted_merge_key_is_a_field_like_any_other() -> None:
    assert data_of('"<<": a') == {"<<": "a"}


def test_what_is_refused_leaves_the_rest_readable() -> None:
    document = parse("a: 1\na: 2\n<<: {b: 3}\n? [c]\n: 4\nd: &e 5\nf: !!str 6\ng: *e\nh: [7, *e]\n")
    assert document.data == {"a": "1", "d": "5", "f": "6", "g": None, "h": ["7", None]}
    assert document.refused == {("f",), ("g",), ("h", 1)}


def test_a_tag_on_fields_leaves_what_is_below_it_to_be_checked() -> None:
    assert parse("!!map\na: b\n").refused == frozenset()


@pytest.mark.parametrize("character", ["\x00", "\u202e", "\ufffc"])
def test_a_refused_character_is_left_out_of_the_text(character: str) -> None:
    document = parse(f"ti{character}tle: a{character}b")
    assert document.data == {"title": "ab"}
    assert len(document.problems) == 2


def test_nesting_is_read_to_a_depth_and_no_further() -> None:
    deep = "[" * (DEEPEST_NESTING - 1) + "]" * (DEEPEST_NESTING - 1)
    assert data_of(f"a: {deep}")
    document = parse(f"a: [{deep}]")
    assert told(document.problems) == [f"1:{3 + DEEPEST_NESTING} too-deep"]
    assert document.data is None


def test_names_and_values_are_counted() -> None:
    values = MOST_NODES - 3  # the fields, the name of the list, and the list
    assert data_of(f"a: [{'b, ' * values}]")
    document = parse(f"a: [{'b, ' * values}\nb]\n")
    assert told(document.problems) == ["2:1 too-many"]
    assert document.data is None


@pytest.mark.parametrize("written", ["&" + "x" * 5000, "*" + "x" * 5000, "!" + "x" * 5000])
def test_a_long_name_is_shortened_in_the_message(written: str) -> None:
    (problem,) = parse(f"a: {written}").problems
    assert len(problem.sentence) < 200


# --- broken YAML


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a: b: c", "1:5", "a colon and a space stand where"),
        ("a: [b\nc: d\ne: f", "1:4", "this list has no closing bracket"),
        ("a: {b: c\n", "1:4", "these fields have no closing brace"),
        ('a: b\nc: "d\n', "2:4", "this quoted text is never closed"),
        ("a: 'b\n---\n", "1:4", "this quoted text is never closed"),
        ("a: 'it's'\n", "1:8", "text goes on after the value has ended"),
        ('a: "\\q"\n', "1:6", "a backslash inside double quotes"),
        ("a: @b\n", "1:4", "an unquoted text cannot begin with this character"),
        ("a: *\n", "1:4", "an unquoted text cannot begin with * or &"),
        ("a: b\n c: d\n", "2:3", "a colon and a space stand where"),
        ("a:\n  b: c\n d: e\n", "3:2", "this line is not lined up with any line above it"),
        ("a: b\nc\nd: e\n", "2:1", "this line is neither"),
        ("a: | b\n", "1:6", "text stands after the | or >"),
        ("a: - b\n", "1:4", "a list cannot begin here"),
        ("a: [,]\n", "1:5", "this closes or divides a list that was never begun"),
        ("a: [b]]\n", "1:7", "this closes or divides a list that was never begun"),
        ("a: [b\n", "1:4", "this list has no closing bracket"),
        ("a: [b,\n", "1:7", "a list or a group of fields is never closed"),
        ("a: [\n---\n", "2:1", "a list or a group of fields is never closed"),
        ("a: {: b}\n", "1:5", "a value is missing here"),
        (": b\n", "1:1", "this line is not lined up with any line above it"),
        ("a: !b!c d\n", "1:4", "an unquoted text cannot begin with !"),
        ("a: !<b\n", "1:4", "an unquoted text cannot begin with !"),
        ("%YAML 9.0\n---\na: b", "1:1", "this is not YAML (found incompatible YAML document"),
    ],
)
def test_broken_yaml_is_told_in_words_for_people(text: str, place: str, message: str) -> None:
    for loader in (FAST, CarefulLoader):
        document = parse_with(loader, text)
        (problem,) = document.problems
        assert (told(document.problems), document.data) == ([f"{place} yaml-syntax"], None)
        assert problem.message.startswith(message)


def test_what_was_wrong_before_the_break_is_told_too() -> None:
    text = "title: &a x\ndate: 1\ndate: 2\nsummary: y\nsources: [\n"
    for loader in (FAST, CarefulLoader):
        assert told(parse_with(loader, text).problems) == ["1:8 anchor", "3:1 duplicate-key", "5:11 yaml-syntax"]


def test_a_break_beyond_the_last_line_is_told_at_its_end() -> None:
    assert told(parse("a:\n  - b\n  - {c: d,\n\n  \n").problems) == ["3:11 yaml-syntax"]
    assert told(parse("a: [b,\n\n\n").problems) == ["1:7 yaml-syntax"]


# --- both loaders, and any text

PIECES = [
    *("a", "b: ", "title: ", "- ", "\n- ", "- - ", "\n", "\n  ", "\n    ", "  ", " ", "\t", "\r\n", "\r"),
    *(": ", ":", "?", "? ", "[", "]", "{", "}", ",", ", ", '"', "'", "''", "|", ">", "|\n  ", ">-\n ", "|2+\n"),
    *("&a ", "*a", "!t ", "!", "!!str ", "!<", "<<: ", "#", " # c", "%", "%YAML 1.1\n", "%TAG ! x\n", "@", "`"),
    *("~", "null", "0x1", "2013-01-30", "1380?", "---", "...", "\n---\n", "\n...\n", "-", "--", "=", "a:b"),
    *("é", "中", "\U0001f600", "\u0301", "\ufeff", "\u200b", "\x00", "\u202e", "\x85", "\u2028", "\ufffc", "\ud800"),
    *("\\", "\\n", "\\x", "\\U00110000", "\\u202e", "http://x"),
]
yamlish = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """The correct entry with pieces put in and taken out."""
    text = CORRECT
    for _ in range(draw(st.integers(1, 3))):
        begin = draw(st.integers(0, len(text)))
        end = min(len(text), begin + draw(st.sampled_from([0, 0, 1, 1, 2, 5, 20])))
        text = text[:begin] + draw(st.lists(st.sampled_from(PIECES), max_size=3).map("".join)) + text[end:]
    return text


def check_both(text: str) -> None:
    fast, careful = parse_with(FAST, text), parse_with(CarefulLoader, text)
    closely = parse_closely(text)
    assert fast == careful == closely
    assert fast.marks == careful.marks == closely.marks
    check_places(fast)


def check_places(document: Document) -> None:
    """Every problem lies inside the file, and its excerpt is its line."""
    for problem in document.problems:
        assert 1 <= problem.place.line <= max(1, len(document.lines))
        assert problem.excerpt is not None
        assert problem.excerpt.replace("\t", " ") == shown_line(document, problem.place.line, problem.excerpt)
        assert 1 <= problem.place.column <= len(problem.excerpt) + 1
        assert problem.place.width >= 1


def shown_line(document: Document, number: int, excerpt: str) -> str:
    """A line of the file, with the characters in it that were refused."""
    line = document.lines[number - 1]
    assert len(line) == len(excerpt)
    return "".join(was if now == "\ufffc" else now for now, was in zip(line, excerpt, strict=True))


@given(yamlish)
@examples(400)
def test_both_loaders_answer_alike_to_any_text_like_yaml(text: str) -> None:
    check_both(text)


@given(spoilt())
@examples(150)
def test_both_loaders_answer_alike_to_a_spoilt_entry(text: str) -> None:
    check_both(text)


@given(st.one_of(yamlish, spoilt()))
@examples(300)
def test_no_answer_depends_on_what_is_left_out_before_the_last_field(text: str) -> None:
    """Only the last field is parsed by the slow loader, for speed."""
    with patch.object(Builder, "last_field_line", 1):
        whole = parse(text)
    assert parse(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "{\na: b,\nc: d,\ne: [f\n",
        "{a: b,\nc: [\n",
        "- a: b\n  c: d\n- e: [\n",
        "a: {b: c,\nd: e\nf: g\n",
        "a: b\nc: d\na: e\nf: [\n",
        "!!map\na: b\nc: [\n",
        "a: b\n? \nc: [\n",
        "%TAG !e! tag:example.org,2000:\n---\na: !e!b c\nd: !e!f g\nh: [\n",
        "a: 'b\nc: d\ne: f\n",
        "a: |\n  b\nc: d\n  e: f\n",
    ],
)
def test_no_answer_depends_on_where_the_last_field_begins(text: str) -> None:
    check_both(text)
    with patch.object(Builder, "last_field_line", 1):
        whole = parse(text)
    assert parse(text) == whole
    assert whole.data is None


@given(st.text())
@examples(200)
def test_both_loaders_answer_alike_to_any_text_at_all(text: str) -> None:
    check_both(text)


@pytest.mark.parametrize("path", sorted(INVALID.rglob("*.yml")), ids=lambda path: path.relative_to(INVALID).as_posix())
def test_both_loaders_answer_alike_to_every_invalid_file(path: Path) -> None:
    check_both(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("seed", range(3))
def test_both_loaders_answer_alike_to_a_long_file_broken_at_its_end(seed: int) -> None:
    lines = [f"field{number}: text {number}\n" for number in range(300)]
    random.Random(seed).shuffle(lines)
    for end in ("x: [a\n", "x: b: c\n", "field7: a\nx\n", 'x: "a\n', " x: y\n", "x: {a: b\nc: d\n", "a: '\n\n"):
        text = "".join(lines) + end
        check_both(text)
        assert told(parse(text).problems)[-1].endswith("yaml-syntax")


def test_what_the_c_library_alone_takes_is_refused_as_the_other_loader_does() -> None:
    for text in ("a: |#b\n  c\n", "a: !:! b\n", "a: !b{}\n", "a: !b >#c\n"):
        check_both(text)
        assert parse(text).data is None


def test_what_the_loader_in_python_alone_takes_is_read() -> None:
    check_both("%FOO bar\n---\na: b\n")
    assert data_of("%FOO bar\n---\na: b\n") == {"a": "b"}


# --- what is read without a closer look


@pytest.mark.parametrize(
    "text",
    [
        *(
            "a: &x b\n",
            "a: *x\n",
            "a: !!str b\n",
            "a: b\na: c\n",
            "<<: b\n",
            "[a]: b\n",
            "? [a]\n: b\n",
            ": b\n",
            "a: {&x b: c}\n",
        ),
        *("a: &x [b]\n", "a: !x {b: c}\n", "- a\n", "a\n", "", "a: b\n---\nc: d\n", "a: |#b\n  c\n", "a: [b\n"),
        *('a: "\\0"\n', 'a: "\\u202e"\n', '"\\u200b": b\n', "a: \ufffc\n", "a: \x00\n"),
        "a: " + "[" * (DEEPEST_NESTING + 1) + "]" * (DEEPEST_NESTING + 1) + "\n",
        "a:\n" + "- b\n" * MOST_NODES,
    ],
)
def test_what_the_builder_would_refuse_is_not_read_without_a_closer_look(text: str) -> None:
    assert plain_data(clean(text, "x.yml")) is None
    assert parse(text).problems


@pytest.mark.parametrize(
    "text", [CORRECT, "a: b\n", "a: [b, {c: ~}]\n", 'a: "x\\ty"\n', "a: >-\n  b\n  c\n", "%YAML 1.1\n---\na: b\n"]
)
def test_an_ordinary_file_is_read_without_a_closer_look_and_its_places_are_found_all_the_same(text: str) -> None:
    read = plain_data(clean(text, "x.yml"))
    assert read and read.data == parse_closely(text).data
    assert read.lacks_values is ("~" in text)
    assert parse(text, "x.yml").marks == parse_closely(text).marks


def lacks(value: Value) -> bool:
    """Whether there is nothing somewhere in a value."""
    below = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is None or any(map(lacks, below))


@given(st.one_of(yamlish, spoilt()))
@examples(300)
def test_what_is_read_without_a_closer_look_is_what_a_closer_look_finds(text: str) -> None:
    read, closely = plain_data(clean(text, "x.yml")), parse_closely(text)
    assert read is None or (read.data, ()) == (closely.data, closely.problems)
    assert read is None or read.lacks_values is lacks(read.data)


def test_a_file_is_parsed_again_only_when_its_text_is_another(tmp_path: Path) -> None:
    memory, file = Memory(), tmp_path / "x.yml"
    file.write_text("a: b\n")
    first = memory.read(file, "x.yml")
    file.write_bytes(b"a: b\r\n")
    assert memory.read(file, "x.yml") is first
    file.write_text("a: c\n")
    assert memory.read(file, "x.yml").data == {"a": "c"}
    file.unlink()
    assert memory.read(file, "x.yml").problems == read(file, "x.yml").problems


# --- there and back

words = st.text(
    st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters="\u034f\u115f\u1160\u3164\uffa0")
).filter(lambda text: not any(True for _ in bad_characters(text)))
names = words.filter(lambda name: name not in ("", "<<"))
values = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


def scalars(value: Value, path: FieldPath = ()) -> Iterator[tuple[FieldPath, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from scalars(below, (*path, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from scalars(below, (*path, index))


@given(st.dictionaries(names, values, min_size=1, max_size=4))
@examples(100)
def test_what_was_written_is_read_again_and_every_mark_points_at_its_text(data: dict[str, Value]) -> None:
    text = as_yaml(data)
    document = parse(text)
    assert (document.data, document.problems) == (data, ())
    for path, scalar in scalars(data):
        place = document.marks.value(path)
        begin = document.lines[place.line - 1][place.column - 1 :]
        if begin[:1] not in "\"'|>?":
            assert begin.startswith(scalar.split("\n")[0][:1])
            assert scalar.startswith(begin[: place.width].rstrip(" "))
        else:
            assert scalar == "" or begin[:1] != ""
    for path, place in document.marks.keys.items():
        written = document.lines[place.line - 1][place.column - 1 :][: place.width]
        assert written.strip("\"'").startswith(str(path[-1])[:1]) or written[:1] in "\"'"


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), st.from_regex("[A-Za-z]{3,12}", fullmatch=True)))
@examples(100)
def test_the_mark_of_a_plain_text_covers_exactly_that_text(data: dict[str, str]) -> None:
    written = {key: f"x{value}" for key, value in data.items()}
    document = parse(as_yaml(written) if written else "a: b")
    for path, place in document.marks.values.items():
        if path:
            line = document.lines[place.line - 1]
            assert line[place.column - 1 :][: place.width] == (written or {"a": "b"})[str(path[0])]
