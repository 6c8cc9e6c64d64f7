"""Plain data to the model: what does not fit, where it stands, and the mend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tests.helpers import ENTRY, examples, told
from treatyline.model import FIELDS, Agreement, References
from treatyline.parties import load_registry
from treatyline.problems import MOST_TOLD, Code, Problem
from treatyline.shape import fit
from treatyline.yaml_source import parse

REFERENCES = References(
    load_registry(None, None)[0], ("air-defence", "trade"), ("a-2001", "b-2002"), ("gazette",), {*FIELDS, "actions"}
)


def problems(more: str = "", text: str = ENTRY) -> tuple[Problem, ...]:
    """What is wrong with the small entry that has some lines more; they begin on line 8."""
    document = parse(text + more)
    assert document.problems == ()
    agreement, wrong = fit(document, document.data, Agreement, REFERENCES)
    assert (agreement is None) == bool(wrong)
    return wrong


def only(more: str = "", text: str = ENTRY) -> tuple[str, str]:
    """Place and code, then the sentence, of the one thing that is wrong."""
    (problem,) = problems(more, text)
    return told([problem])[0], problem.sentence


def without(field: str) -> str:
    """The small entry without a field and what is below it."""
    kept = True
    lines = []
    for line in ENTRY.splitlines(keepends=True):
        kept = not line.startswith(field) if not line.startswith(" ") else kept
        lines.extend([line] * kept)
    return "".join(lines)


def test_the_small_entry_fits() -> None:
    document = parse(ENTRY)
    agreement, wrong = fit(document, document.data, Agreement, REFERENCES)
    assert wrong == ()
    assert agreement is not None
    assert agreement.codes == ("NOR", "SWE")


# --- fields


@pytest.mark.parametrize("field", ["title", "date", "parties", "summary", "sources"])
def test_a_field_that_an_entry_must_have_is_asked_for_with_what_it_is_for(field: str) -> None:
    where, sentence = only(text=without(field))
    assert where == "1:1 missing-field"
    assert sentence.startswith(f'the field "{field}" is missing; add the line {field}: … (')


def test_a_missing_field_is_asked_for_where_its_fields_begin() -> None:
    where, sentence = only("status:\n  is: in-force\n")
    assert where == "9:3 missing-field"
    assert sentence == (
        'the field "source" is missing; add the line source: … '
        "(The id of one of this entry's sources, which states it)"
    )


def test_a_missing_field_is_asked_for_by_its_name_in_the_file() -> None:
    assert 'the field "is" is missing; add the line is: …' in only("binding: {source: gazette}\n")[1]


@pytest.mark.parametrize(
    ("field", "mend"),
    [
        ("qoutes", 'did you mean "quotes"?'),
        ("Sources", '"sources" stands on line 5 already: keep one of the two'),
        ("short-title", 'did you mean "short_title"?'),
        ("inforce", 'did you mean "in_force"?'),
        ("titel", '"title" stands on line 1 already: keep one of the two'),
        ("zzz", f"the fields here are {', '.join(FIELDS)}"),
    ],
)
def test_an_unknown_field_is_answered_by_the_nearest_that_is_not_there_yet(field: str, mend: str) -> None:
    assert only(f"{field}: x\n") == ("8:1 unknown-field", f'unknown field "{field}"; {mend}')


def test_below_a_field_its_own_fields_are_proposed() -> None:
    assert only("place: {nam: Oslo, name: Oslo}\n")[1].endswith('"name" stands on line 8 already: keep one of the two')
    assert only("place: {name: Oslo, state: NOR}\n")[1].endswith("the fields here are name, country")
    assert only("status: {is: expired, sinse: 2001, source: gazette}\n")[1].endswith('did you mean "since"?')


@pytest.mark.parametrize("name", ["[key]", "0", "is_", "from_", "__class__", "field"])
def test_a_field_of_any_name_is_told(name: str) -> None:
    assert only(f'"{name}": x\n')[0] == "8:1 unknown-field"
    assert only(f'titles: {{"{name}": x}}\n')[0] == "8:10 bad-language"


def test_a_register_with_an_odd_name_is_told_at_its_value() -> None:
    assert only('identifiers: {"[key]": ""}\n')[0] == "8:24 empty-value"
    assert only('identifiers: {"a b": ""}\n')[0] == "8:22 empty-value"


# --- kinds of values


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("topics: trade\n", ("8:9 not-a-list", 'the text "trade" stands where a list belongs')),
        ("topics: {a: b}\n", ("8:9 not-a-list", "a group of fields stands where a list belongs")),
        ("quotes: {text: a}\n", ("8:9 not-a-list", "a group of fields stands where a list belongs")),
        ("place: Oslo\n", ("8:8 not-a-mapping", 'the text "Oslo" stands where fields belong')),
        ("place: [Oslo]\n", ("8:8 not-a-mapping", "a list stands where fields belong")),
        ("titles: [a]\n", ("8:9 not-a-mapping", "a list stands where fields belong")),
        ("short_title: [a]\n", ("8:14 not-text", "a list stands where a text belongs")),
        ("short_title: {a: b}\n", ("8:14 not-text", "a group of fields stands where a text belongs")),
        ("kind: [treaty]\n", ("8:7 not-text", "a list stands where a text belongs")),
        ("in_force: [2001]\n", ("8:11 not-text", "a date belongs here")),
        ("topics: [[trade]]\n", ("8:10 not-text", "a list stands where a text belongs")),
        ("signatories: [Ada Arn]\n", ("8:15 not-a-mapping", 'the text "Ada Arn" stands where fields belong')),
        ("party_count: {count: [1]}\n", ("8:22 bad-number", "this is not a number")),
        ("quotes: [{text: a, locator: b, source: gazette, excerpt: [true]}]\n", ("8:58 bad-flag", "this is neither")),
    ],
)
def test_a_value_of_another_kind_is_told_as_what_it_is(more: str, expected: tuple[str, str]) -> None:
    where, sentence = only(more)
    assert where == expected[0]
    assert sentence.startswith(expected[1])


def test_a_group_of_fields_names_them_where_a_text_stood() -> None:
    assert only("place: Oslo\n")[1].endswith("write its fields on lines of their own: name, country")
    assert only("titles: [a]\n")[1].endswith("write name: value lines")


def test_parties_can_be_codes_or_say_more() -> None:
    assert problems(text=ENTRY.replace("[NOR, SWE]", "[NOR, {party: SWE, roles: [witness]}]")) == ()
    assert only(text=ENTRY.replace("[NOR, SWE]", "[NOR, [SWE]]"))[0] == "3:16 not-a-mapping"


# --- nothing


@pytest.mark.parametrize(
    ("more", "where", "sentence"),
    [
        ("kind:\n", "8:1", 'the field "kind" has no value; fill it in, or delete it'),
        ("topics: [trade, ~]\n", "8:17", "this list element has no value; fill it in, or delete it"),
        ("place:\n  name:\n", "9:3", 'the field "name" has no value; fill it in, or delete it'),
        (
            "in_force:\n",
            "8:1",
            'the field "in_force" has no value; fill it in, or delete it; '
            "where it was looked for and not found, write unknown",
        ),
        ("kind: ''\n", "8:7", '"" is not allowed here; write '),
        ("short_title: ' '\n", "8:14", "this text is empty; write something, or delete the field"),
        ("context: |\n\nkind: act\n", "8:10", "this text is empty; write something, or delete the field"),
    ],
)
def test_nothing_is_told_as_nothing(more: str, where: str, sentence: str) -> None:
    (problem,) = problems(more)
    assert told([problem])[0].startswith(f"{where} ")
    assert problem.sentence.startswith(sentence)


def test_a_value_that_is_missing_or_refused_is_told_once() -> None:
    document = parse(ENTRY + "kind: !!str pact\nplace: *there\nterm:\n")
    _, wrong = fit(document, document.data, Agreement, REFERENCES)
    assert told(wrong) == ["10:1 empty-value"]
    assert told(document.problems) == ["8:7 tag", "9:8 alias"]


# --- vocabularies and references


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ("kind: Treaty\n", '"Treaty" is not allowed here; did you mean "treaty"?'),
        ("kind: exchange of notes\n", '"exchange of notes" is not allowed here; did you mean "exchange-of-notes"?'),
        ("date_of: signed\n", '"signed" is not allowed here; write signature, opening-for-signature, adoption, '),
        ("secret: {extent: all}\n", '"all" is not allowed here; write whole or part'),
        ("binding: {is: maybe, source: gazette}\n", '"maybe" is not allowed here; write yes, no or disputed'),
        ("binding: {is: true, source: gazette}\n", '"true" is not allowed here; write yes, no or disputed'),
    ],
)
def test_a_word_outside_its_vocabulary_is_answered_by_the_nearest_or_by_all(more: str, sentence: str) -> None:
    assert only(more)[1].startswith(sentence)


@pytest.mark.parametrize(
    ("more", "where", "hint"),
    [
        ("topics: [Air Defence]\n", "8:10 bad-id", "use small letters a to z, digits and single hyphens"),
        ("topics: [air-defense]\n", "8:10 unknown-topic", 'did you mean "air-defence"?'),
        ("topics: [weather]\n", "8:10 unknown-topic", "use one that topics.yml lists, or add it there"),
        ("relations: [{type: amends, target: a-2002}]\n", "8:36 unknown-agreement", "did you mean"),
        (
            "relations: [{type: amends, target: xyz}]\n",
            "8:36 unknown-agreement",
            "where it has no entry yet, write title",
        ),
        ("place: {name: a, country: Norway}\n", "8:27 unknown-party", "did you mean NOR?"),
        ("place: {name: a, country: nor}\n", "8:27 unknown-party", "did you mean NOR?"),
        ("place: {name: a, country: Norwey}\n", "8:27 unknown-party", "did you mean NOR?"),
        ("place: {name: a, country: QQQ}\n", "8:27 unknown-party", "write its ISO 3166-1 code of three letters"),
        ("term: {duration: a, source: gazete}\n", "8:29 unknown-source", 'did you mean "gazette"?'),
        ("term: {duration: a, source: x}\n", "8:29 unknown-source", 'this entry\'s sources are "gazette"'),
        ("conflicts: [{field: dates, value: a, source: gazette}]\n", "8:21 unknown-support", 'did you mean "date"?'),
        ("accepts: [{code: retro, why: a}]\n", "8:18 unknown-value", "write far-from-life, in-the-future, "),
        ("accepts: [{code: bad-date, why: a}]\n", "8:18 unknown-value", "write far-from-life, in-the-future, "),
    ],
)
def test_a_reference_to_nothing_is_answered_by_what_may_be_meant(more: str, where: str, hint: str) -> None:
    (problem,) = problems(more)
    assert told([problem]) == [where]
    assert (problem.hint or "").startswith(hint)


def test_a_source_without_ids_is_answered_by_the_line_to_add() -> None:
    document = parse(ENTRY + "term: {duration: a, source: gazette}\n")
    references = References(REFERENCES.parties, (), (), (), FIELDS)
    _, (problem,) = fit(document, document.data, Agreement, references)
    assert problem.hint == "give the source that states it the line id: gazette"


def test_without_anything_to_refer_to_only_the_form_is_checked() -> None:
    document = parse(ENTRY.replace("NOR", "QQQ") + "topics: [none, B]\nterm: {duration: a, source: none}\n")
    _, wrong = fit(document, document.data, Agreement)
    assert told(wrong) == ["8:16 bad-id"]


# --- many


def test_of_very_many_problems_some_are_told_and_the_rest_counted() -> None:
    wrong = problems(f"topics: [{'X, ' * 500}{'~, ' * 300}]\n")
    assert len(wrong) == 2 * MOST_TOLD + 1
    assert [problem.message for problem in wrong if problem.code is Code.TOO_MANY] == [
        "600 more problems of this file are not listed"
    ]


def test_a_type_without_words_for_its_mistakes_is_ours_to_mend() -> None:
    class Counted(BaseModel):
        number: int

    with pytest.raises(AssertionError, match="no words for int_parsing"):
        fit(parse("number: x"), {"number": "x"}, Counted)


# --- anything

plain = st.recursive(
    st.none() | st.text(max_size=8) | st.sampled_from(["NOR", "2001", "gazette", "true", "[key]", "unknown"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*FIELDS, "party", "type", "source", "is", "text", "[key]", ""]), inner, max_size=5
        )
    ),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=8), plain, max_size=8))
@examples(150)
def test_any_data_at_all_either_fits_or_is_answered(data: dict[str, object]) -> None:
    document = parse("a: b")
    agreement, wrong = fit(document, data, Agreement, REFERENCES)  # type: ignore[arg-type]
    assert (agreement is None) == bool(wrong)
    assert all(problem.message for problem in wrong)
