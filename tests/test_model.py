"""The model: every field is described, every example is valid, and the vocabularies keep their words."""

from __future__ import annotations

import typing
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from tests.helpers import examples
from treatyline.dates import Edtf
from treatyline.model import (
    FIELDS,
    SCHEMES,
    UNKNOWN,
    ActionType,
    Agreement,
    DateOf,
    Family,
    Kind,
    Party,
    PartyKind,
    RelationType,
    State,
    SuccessionHow,
    Topic,
)
from treatyline.model.refusals import choice_hint
from treatyline.model.vocabulary import Term

MINIMAL: dict[str, object] = {
    "title": "Agreement on Two Weather Stations",
    "date": "2001-05-17",
    "parties": ["NOR", "SWE"],
    "summary": "They share two weather stations.",
    "sources": [{"publisher": "A Gazette"}],
}


def agreement(**fields: object) -> Agreement:
    return Agreement.model_validate(MINIMAL | fields)


def refusal(**fields: object) -> str:
    """The code of the one thing that is wrong, with the field at which it is told."""
    with pytest.raises(ValidationError) as caught:
        agreement(**fields)
    (error,) = caught.value.errors()
    path = ".".join(map(str, error["loc"]))
    field = error.get("ctx", {}).get("field")
    return f"{error['type']} {path}{f'.{field}' if field else ''}"


def models(*roots: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """The models with all that their fields are made of."""
    seen: set[type[BaseModel]] = set()
    ahead: list[object] = list(roots)
    while ahead:
        found = ahead.pop()
        if isinstance(found, type) and issubclass(found, BaseModel):
            if found not in seen:
                seen.add(found)
                yield found
                ahead.extend(field.annotation for field in found.model_fields.values())
        else:
            ahead.extend(typing.get_args(found))


FIELDS_OF_MODELS = [(model, name) for model in models(Agreement, Party, Topic) for name in sorted(model.model_fields)]


@pytest.mark.parametrize(("model", "name"), FIELDS_OF_MODELS, ids=lambda part: getattr(part, "__name__", part))
def test_every_field_has_a_description_and_an_example_that_it_takes(model: type[BaseModel], name: str) -> None:
    field = model.model_fields[name]
    assert field.description
    assert field.description[0].isupper() or field.description[0].isdigit()
    (example,) = field.examples or ()
    others = {"quotes": "source", "accepts": "why"}
    annotation: typing.Any = field.annotation
    for metadata in field.metadata:
        annotation = typing.Annotated[annotation, metadata]
    if name not in others:
        TypeAdapter(annotation).validate_python(example)


def test_the_fields_of_an_entry_are_those_of_the_design_in_its_order() -> None:
    assert list(FIELDS) == [
        *("title", "short_title", "titles", "date", "date_of", "signings", "provisional_from", "in_force", "ended"),
        *("kind", "binding", "topics", "place", "term", "secret", "status", "parties", "open_to", "party_count"),
        *("signatories", "quotes", "summary", "context", "conflicts", "relations", "sources", "identifiers"),
        *("formerly", "added", "changes", "accepts"),
    ]


# --- agreements


def test_the_headline_is_the_short_title_where_there_is_one() -> None:
    assert agreement().headline == "Agreement on Two Weather Stations"
    assert agreement(short_title="Two stations").headline == "Two stations"


def test_what_does_not_bind_looks_political_whatever_its_form() -> None:
    assert agreement(kind="treaty").family is Family.BINDING
    assert agreement(kind="treaty", binding={"is": "no", "source": "a"}).family is Family.POLITICAL
    assert agreement(kind="declaration").family is Family.POLITICAL


def test_parties_are_known_to_be_missing_where_others_may_join_or_more_are_counted() -> None:
    assert not agreement().has_unlisted_parties
    assert agreement(open_to="all states").has_unlisted_parties
    listed = len(agreement().parties)
    assert not agreement(party_count={"count": str(listed)}).has_unlisted_parties
    assert agreement(party_count={"count": str(listed + 1)}).has_unlisted_parties


def test_only_what_a_source_calls_not_binding_is_political() -> None:
    assert not agreement().is_political
    assert not agreement(binding={"is": "disputed", "source": "a"}).is_political
    assert agreement(binding={"is": "no", "source": "a"}).is_political


def test_the_actions_of_a_party_are_its_own() -> None:
    signed = agreement(parties=["NOR", {"party": "SWE", "actions": [{"type": "signature", "date": "2001"}]}])
    assert signed.codes == ("NOR", "SWE")
    assert [action.type for action in signed.actions_of("SWE")] == [ActionType.SIGNATURE]
    assert signed.actions_of("NOR") == signed.actions_of("FIN") == ()


def test_unknown_is_no_date_and_nothing_is_neither() -> None:
    assert agreement(in_force="unknown").in_force is UNKNOWN
    assert str(UNKNOWN) == "unknown"
    assert agreement().in_force is None
    assert isinstance(agreement(in_force="2001").in_force, Edtf)


def test_a_model_can_be_filled_from_its_own_data() -> None:
    first = agreement(in_force="unknown", added="2026-11-22", party_count={"count": "191"})
    again = Agreement.model_validate(first.model_dump(by_alias=True))
    assert again == first
    fields = {name: getattr(first, name) for name in Agreement.model_fields}
    assert Agreement.model_validate(fields) == first


def test_a_flag_is_the_word_true_or_false() -> None:
    (signatory,) = agreement(signatories=[{"name": "Ada", "for_all": "true"}]).signatories
    assert signatory.for_all is True


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"parties": []}, "missing-field .parties"),
        ({"sources": []}, "missing-field .sources"),
        ({"in_force": "Unknown"}, "bad-date in_force"),
        ({"date": "unknown"}, "bad-date date"),
        ({"added": "2026"}, "bad-date added"),
        ({"added": "2026-11-22~"}, "bad-date added"),
        ({"signatories": [{"name": "Ada"}]}, "missing-field signatories.0"),
        ({"signatories": [{"name": "Ada", "for_all": "false"}]}, "missing-field signatories.0"),
        (
            {"signatories": [{"name": "A", "party": "NOR", "for_all": "true"}]},
            "conflicting-fields signatories.0.for_all",
        ),
        ({"quotes": [{"text": "a", "source": "b"}]}, "missing-field quotes.0"),
        (
            {"quotes": [{"text": "a", "source": "b", "speaker": "c", "locator": "d"}]},
            "conflicting-fields quotes.0.locator",
        ),
        (
            {"quotes": [{"text": "a", "source": "b", "office": "c", "locator": "d"}]},
            "conflicting-fields quotes.0.office",
        ),
        ({"relations": [{"type": "amends"}]}, "missing-field relations.0"),
        ({"relations": [{"type": "amends", "target": "a", "title": "b"}]}, "conflicting-fields relations.0.title"),
        ({"term": {}}, "missing-field term"),
        ({"party_count": {"count": "١٩١"}}, "bad-number party_count.count"),
        ({"party_count": {"count": "9" * 5000}}, "bad-number party_count.count"),
        ({"party_count": {"count": "-1"}}, "bad-number party_count.count"),
        ({"party_count": {"count": True}}, "bad-number party_count.count"),
        ({"formerly": ["a\n"]}, "bad-id formerly.0"),
        ({"formerly": ["a" * 81]}, "bad-id formerly.0"),
        ({"title": "a\tb"}, "not-text title"),
        ({"title": "9" * 5000}, "too-long title"),
        ({"titles": {"eng-Latn-x": "a"}}, "bad-language titles.eng-Latn-x.[key]"),
        ({"titles": {"qq": "a"}}, "bad-language titles.qq.[key]"),
        ({"identifiers": {"unts": "541"}}, "bad-identifier identifiers.unts"),
        ({"identifiers": {"Wikidata": "Q1"}}, "unknown-field identifiers.Wikidata"),
    ],
)
def test_what_the_fields_of_an_entry_cannot_be_is_refused(fields: dict[str, object], expected: str) -> None:
    assert refusal(**fields) == expected


@pytest.mark.parametrize(("field", "most"), [("short_title", 90), ("title", 500), ("context", 20_000)])
def test_a_text_of_the_greatest_length_is_taken(field: str, most: int) -> None:
    assert getattr(agreement(**{field: "a" * most}), field) == "a" * most
    assert refusal(**{field: "a" * (most + 1)}) == f"too-long {field}"


@pytest.mark.parametrize("tag", ["ru", "kk", "zh-Hans", "pt-BR", "sr-Cyrl-RS", "es-419", "haw"])
def test_language_tags_are_taken(tag: str) -> None:
    assert agreement(titles={tag: "a"}).titles == {tag: "a"}


@pytest.mark.parametrize("tag", ["RU", "ru_RU", "russian", "zh-hans", "ru-ru", "x", "", "ru\n", "абв"])
def test_what_is_no_language_tag_is_refused(tag: str) -> None:
    assert refusal(titles={tag: "a"}).startswith("bad-language ")


@pytest.mark.parametrize(
    ("tag", "hint"),
    [
        ("RU", 'did you mean "ru"?'),
        ("Russian", 'did you mean "ru"?'),
        ("qq", "write its BCP 47 tag, as en, ru, kk or zh-Hans"),
    ],
)
def test_a_language_is_answered_by_its_tag(tag: str, hint: str) -> None:
    with pytest.raises(ValidationError) as caught:
        agreement(titles={tag: "a"})
    assert caught.value.errors()[0]["ctx"]["hint"] == hint


def test_a_quotation_is_of_a_person_or_of_the_text() -> None:
    of_the_text = {"text": "a", "source": "b", "locator": "Article 2"}
    of_a_person = {"text": "a", "source": "b", "speaker": "Ada"}
    quotes = [of_the_text, of_a_person, of_a_person | {"office": "Minister"}]
    assert [quote.office for quote in agreement(quotes=quotes).quotes] == [None, None, "Minister"]


def test_an_id_of_the_greatest_length_is_taken() -> None:
    assert agreement(formerly=["a" * 80]).formerly == ("a" * 80,)


def test_an_agreement_may_name_to_whom_it_is_open_instead_of_its_parties() -> None:
    assert agreement(parties=[], open_to="all states").parties == ()


# --- registers


@pytest.mark.parametrize(("name", "scheme"), SCHEMES.items())
def test_each_register_takes_its_own_example(name: str, scheme: object) -> None:
    example = SCHEMES[name].example
    assert agreement(identifiers={name: example}).identifiers == {name: example}
    url = SCHEMES[name].url(example)
    assert url is None or url.startswith("https://")


def test_a_number_cannot_break_out_of_the_address_that_it_leads_to() -> None:
    assert SCHEMES["doi"].url('10.1000/"><script>') == "https://doi.org/10.1000/%22%3E%3Cscript%3E"
    assert SCHEMES["unts"].url("I-541") is None


def test_a_register_that_is_not_known_is_shown_as_it_stands() -> None:
    assert agreement(identifiers={"bgbl": "1990 II S. 885"}).identifiers == {"bgbl": "1990 II S. 885"}


# --- vocabularies


def all_terms() -> list[type[Term]]:
    return sorted(Term.__subclasses__(), key=lambda term: term.__name__)


@pytest.mark.parametrize("term", all_terms(), ids=lambda term: term.__name__)
def test_words_are_small_letters_and_hyphens_and_have_labels(term: type[Term]) -> None:
    for word in term:
        assert word.value == word.value.lower().replace("_", "-").replace(" ", "-")
        assert word.label == word.value.replace("-", " ")


def test_every_kind_has_a_family() -> None:
    assert Kind.TREATY.family is Kind.ARMISTICE.family is Family.BINDING
    assert Kind.PROTOCOL.family is Kind.AMENDMENT.family is Family.PROTOCOL
    assert Kind.MEMORANDUM.family is Kind.DECLARATION.family is Family.POLITICAL
    assert Kind.OTHER.family is Kind.ACT.family is Family.OTHER, "the form of an act does not tell whether it binds"


@pytest.mark.parametrize("kind", RelationType)
def test_every_relation_has_an_inverse(kind: RelationType) -> None:
    assert kind.inverse
    assert kind.is_symmetric == (kind.inverse == kind.label)


def test_what_happened_and_how_states_succeed_each_other_has_words_for_a_page() -> None:
    assert all(word.participle[0].isupper() for word in DateOf)
    assert all(word.inverse for word in SuccessionHow)


def test_states_and_parties_are_told_apart_by_words() -> None:
    assert {state for state in State if state.is_over} == {State.SUPERSEDED, State.TERMINATED, State.EXPIRED}
    assert {kind for kind in PartyKind if kind.is_country} == {
        PartyKind.STATE,
        PartyKind.FORMER_STATE,
        PartyKind.TERRITORY,
    }


def test_many_words_are_guessed_at_and_a_few_are_listed() -> None:
    assert choice_hint("treatys", list(Kind)) == 'did you mean "treaty"?'
    assert choice_hint("zzz", ["a", "b"]) == "write a or b"
    assert choice_hint("part one", [*"abcdefg", "part"]) == "write a, b, c, d, e, f, g or part"
    assert choice_hint("part one", [*"abcdefgh", "part"]) == 'did you mean "part"?'
    assert choice_hint("hole", ["whole", "part"]) == 'did you mean "whole"?'
    assert choice_hint("all", ["whole", "part"]) == "write whole or part"


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30), max_size=6))
@examples(200)
def test_any_text_in_any_field_is_taken_or_refused_by_a_code_of_our_own(fields: dict[str, str]) -> None:
    try:
        agreement(**fields)
    except ValidationError as error:
        assert error.errors()
