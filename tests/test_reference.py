"""The reference of fields: made from the model, complete, and true of what the validator takes."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from tests.helpers import examples
from tests.sitekit import MINIMAL, write
from treatyline import reference as made
from treatyline.model import Agreement, Party, Topic
from treatyline.model.base import FIRST, Part, described, since_of
from treatyline.model.scalars import Words
from treatyline.problems import WARNINGS
from treatyline.reference import FieldReference, as_yaml, every, reference
from treatyline.yaml_source import read

FIELDS = [field for file in reference() for field in every(file.fields)]


def fields_of(model: type[BaseModel], above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The path of every field of a model, at any depth, as the reference should have them."""
    found: list[tuple[str, ...]] = []
    for name, info in model.model_fields.items():
        path = (*above, info.alias or name)
        found.append(path)
        for part in models_in(info.annotation):
            found += fields_of(part, path)
    return found


def models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in models_in(inner)]


def field(anchor: str) -> FieldReference:
    """The field with a place on the page."""
    (found,) = [field for field in FIELDS if field.anchor == anchor]
    return found


# --- complete -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("index", "model"), [(0, Agreement), (1, Party), (2, Topic)])
def test_every_field_of_every_part_stands_in_it_once_in_the_models_order(index: int, model: type[BaseModel]) -> None:
    assert [field.path for field in every(reference()[index].fields)] == fields_of(model)


def test_it_has_fields_of_fields_of_fields() -> None:
    assert ("parties", "actions", "type") in [field.path for field in FIELDS]
    assert len(FIELDS) > 100


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.anchor)
def test_everything_is_said_of_every_field(field: FieldReference) -> None:
    assert field.shape and field.description and field.example
    assert field.since == FIRST
    assert field.example.startswith(f"{field.name}:")
    assert bool(field.fields) == bool(field.about)


def test_no_two_fields_have_one_place() -> None:
    anchors = [field.anchor for field in FIELDS]
    assert len(set(anchors)) == len(anchors)
    assert not {file.kind for file in reference()} & set(anchors)


def test_a_field_is_known_by_its_name_in_yaml() -> None:
    assert field("status-is").name == "is"
    assert field("party-from").name == "from"


def test_the_parts_of_a_file_are_the_fields_that_have_fields() -> None:
    agreement = reference()[0]
    assert [part.anchor for part in agreement.parts][:3] == ["signings", "binding", "place"]
    assert "parties-actions" in [part.anchor for part in agreement.parts]


# --- true ---------------------------------------------------------------------------------------------------


def test_what_is_required_is_what_the_validator_asks_for() -> None:
    with pytest.raises(ValidationError) as caught:
        Agreement.model_validate({})
    asked = [error["loc"][0] for error in caught.value.errors()]
    assert [field.name for field in reference()[0].fields if field.required] == asked == list(MINIMAL)


@pytest.mark.parametrize(
    ("anchor", "shape"),
    [
        ("title", "text on one line, at most 500 characters"),
        ("context", "text of any number of lines, at most 20,000 characters"),
        ("date", "a date"),
        ("in_force", "a date, or unknown"),
        ("added", "a whole date, as 2013-01-30"),
        ("kind", "one of these words"),
        ("topics", "a list, each a topic of topics.yml"),
        ("place", "with fields of its own"),
        ("sources", "a list, each with fields of its own"),
        ("parties", "a list, each the code of a party, or fields of its own"),
        ("identifiers", "a line for each register, with the number after it"),
        ("sources-id", "small letters, digits and single hyphens, at most 80 characters"),
        ("party_count-count", "a whole number"),
        ("changes-correction", "true or false"),
        ("topic-label", "text on one line, at most 500 characters"),
    ],
)
def test_a_shape_is_told_in_words(anchor: str, shape: str) -> None:
    assert field(anchor).shape == shape


@pytest.mark.parametrize(("name", "longest"), [("title", 500), ("short_title", 90), ("context", 20_000)])
def test_a_text_may_be_as_long_as_is_told_and_no_longer(name: str, longest: int) -> None:
    assert f"at most {longest:,} characters" in field(name).shape
    Agreement.model_validate(MINIMAL | {name: "x" * longest})
    with pytest.raises(ValidationError):
        Agreement.model_validate(MINIMAL | {name: "x" * (longest + 1)})


@pytest.mark.parametrize("field", [field for field in FIELDS if field.choices], ids=lambda field: field.anchor)
def test_words_are_listed_and_the_example_is_among_them(field: FieldReference) -> None:
    assert any(word in field.example for word in field.choices)
    assert field.default is None or field.default in field.choices


def test_the_words_of_a_vocabulary_are_all_there() -> None:
    assert field("signings-step").choices == ("initialling", "signature", "note")
    assert field("parties-roles").choices[0] == "participant"
    assert set(field("accepts-code").choices) == set(WARNINGS)
    assert field("title").choices == ()


@pytest.mark.parametrize(
    ("anchor", "default"),
    [
        ("date_of", "signature"),
        ("sources-kind", "reference"),
        ("parties-roles", "participant"),
        ("quotes-excerpt", "false"),
        ("in_force", None),
        ("titles", None),
        ("title", None),
        ("binding-is", None),
    ],
)
def test_a_default_is_told_where_it_says_something(anchor: str, default: str | None) -> None:
    assert field(anchor).default == default


def test_a_type_without_words_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(made, "_SHAPES", ())
    reference.cache_clear()
    with pytest.raises(LookupError, match="has no words for"):
        reference()
    reference.cache_clear()


def test_a_later_field_says_since_when() -> None:
    class Later(Part):
        first: Words = described("A text", "x")
        second: Words = described("A text", "x", since="0.2")
        third: Words | None = described("A text", "x", None, since="0.3")

    assert [since_of(info) for info in Later.model_fields.values()] == [FIRST, "0.2", "0.3"]
    limits = [dict(Later.model_fields[name].json_schema_extra or {}) for name in ("first", "second")]  # type: ignore[arg-type]
    assert limits[1].pop("x-since") == "0.2"
    assert limits[0] == limits[1], "the limits of the type are kept"


# --- examples in YAML ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("examples")


def read_back(folder: Path, text: str) -> object:
    """What a file of these lines says."""
    document = read(write(folder, {"example.yml": f"{text}\n"}) / "example.yml", "example.yml")
    assert document.problems == (), document.problems
    return document.data


def as_text(data: object) -> object:
    """Data as our reader has it: every scalar is text."""
    if isinstance(data, dict):
        return {name: as_text(value) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [as_text(value) for value in data]
    return str(data).lower() if isinstance(data, bool) else str(data)


def test_every_example_says_what_the_model_says(folder: Path) -> None:
    for model, file in zip([Agreement, Party, Topic], reference(), strict=True):
        for name, field in zip(model.model_fields, file.fields, strict=True):
            (example,) = model.model_fields[name].examples or ()
            assert read_back(folder, field.example) == {field.name: as_text(example)}


WORD = st.text(st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("é…“Щ"), min_size=1, max_size=12)
SCALAR = WORD | st.booleans() | st.integers(0, 3000)
NAME = st.from_regex("[a-z_]{1,6}", fullmatch=True)
DATA = st.recursive(
    SCALAR,
    lambda inner: (
        st.lists(SCALAR, min_size=1, max_size=3)
        | st.lists(st.dictionaries(NAME, inner, min_size=1, max_size=3), min_size=1, max_size=2)
        | st.dictionaries(NAME, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@examples(200)
@given(st.dictionaries(NAME, DATA, min_size=1, max_size=2))
def test_whatever_an_example_holds_it_is_written_so_that_it_is_read_back(folder: Path, data: dict[str, object]) -> None:
    assert read_back(folder, as_yaml(data)) == as_text(data)


def test_an_example_is_written_as_a_contributor_writes() -> None:
    assert field("parties").example == "parties: [RUS, KAZ]"
    assert field("sources").example == "sources:\n  - publisher: RT\n    url: https://example.org/report"
    assert field("place").example == "place:\n  name: Astana\n  country: KAZ"
    assert field("sources-title").example == 'title: "Aiming high: Russia, Kazakhstan agree"'
    assert field("quotes-excerpt").example == "excerpt: true"
    assert as_yaml({"a": ["x, y", "#z"], "b": "- c"}) == 'a: ["x, y", "#z"]\nb: "- c"'
