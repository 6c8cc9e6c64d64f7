"""A new entry from answers: what each is taken as, which party is meant, its id, its folder and its text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import ENTRY, TODAY, examples
from tests.sitekit import write
from treatyline.contents import Contents, EntryFile, find_contents
from treatyline.dates import parse as parse_date
from treatyline.fixing import fixed
from treatyline.fixing.quoting import unquoted
from treatyline.fixing.scheme import ENTRY as SCHEME
from treatyline.model import FIELDS, SUPPORTED, Agreement, References, Source
from treatyline.model.scalars import ID_PATTERN, LONGEST_ID
from treatyline.parties import load_registry
from treatyline.problems import errors_in
from treatyline.scaffold import (
    AnswerError,
    Draft,
    folder_for,
    found_parties,
    guessed_kind,
    in_collection,
    is_warned_of,
    judged,
    proposed_id,
    scaffold,
    taken_ids,
    twins_of,
    way_to_schema,
)
from treatyline.scaffold.answers import smallest
from treatyline.scaffold.commented import HEADINGS, IN_CHECKOUT, inline
from treatyline.shape import fit
from treatyline.validation import Validated, validate
from treatyline.yaml_source import parse, read

REGISTRY, _ = load_registry(None, None)
REFERENCES = References(REGISTRY, ("air-defence",), ("cis-joint-air-defence-1995",), (), SUPPORTED)
DRAFT = Draft(
    "Agreement on Two Lighthouses",
    "2013-01-30",
    ("NOR", "SWE"),
    kind="agreement",
    summary="They share two lighthouses.",
    source={"publisher": "A Gazette"},
    added="2026-11-22",
)
NOTHING = Contents((), None, None, ())


def checked(text: str, agreement_id: str = "draft-2013") -> Validated:
    """What a check says of a text as the only entry of a collection."""
    trial = in_collection(NOTHING, Path(f"{agreement_id}.yml"), text, read)
    return validate(trial.contents, TODAY, trial.read)


# --- answers


def test_an_answer_is_taken_without_the_spaces_around_it() -> None:
    assert judged(("title",), "  Treaty of Amity ", REFERENCES).text == "Treaty of Amity"


@pytest.mark.parametrize(
    ("path", "written", "taken"),
    [
        (("date",), "30 January 2013", "2013-01-30"),
        (("kind",), "Exchange of notes", "exchange-of-notes"),
    ],
)
def test_a_spelling_that_means_one_thing_is_taken_as_that_and_told(
    path: tuple[str, ...], written: str, taken: str
) -> None:
    answer = judged(path, written, REFERENCES)
    assert answer.text == taken
    assert answer.note == f'"{written}" is taken as {taken}'


@pytest.mark.parametrize(
    ("path", "text", "said"),
    [
        (("title",), "", "this text is empty"),
        (("title",), "x" * 501, "501 characters"),
        (("title",), "hid\u202eden", "cannot be seen (U+202E)"),
        (("title",), "bell\a", "a control character (U+0007)"),
        (("title",), "not text\udcff", "a control character (U+DCFF)"),
        (("date",), "2013-02-30", "February 2013 has 28 days"),
        (("date",), "03/02/2009", "2009-02-03 or 2009-03-02"),
        (("kind",), "treatys", 'did you mean "treaty"?'),
        (("topics", 0), "air-defense", 'did you mean "air-defence"?'),
        (("sources", 0, "url"), "rt.com", "https://"),
        (("sources", 0, "publisher"), " ", "this text is empty"),
        (("accepts", 0, "why"), "", "this text is empty"),
        (("formerly", 0), "Two Words", "small letters"),
        (("formerly", 0), "index", "reserved"),
    ],
)
def test_a_wrong_answer_is_refused_in_the_words_of_the_check(path: tuple[str, ...], text: str, said: str) -> None:
    with pytest.raises(AnswerError) as caught:
        judged(path, text, REFERENCES)
    assert said in str(caught.value)


def test_the_entry_into_which_an_answer_is_put_is_right_itself() -> None:
    document = parse("{}")
    assert fit(document, smallest(), Agreement, REFERENCES)[1] == ()


# --- parties


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("KAZ", "KAZ"),
        ("kz", "KAZ"),
        ("Kazakhstan", "KAZ"),
        ("Казахстан", "KAZ"),
        ("  republic  of kazakhstan ", "KAZ"),
        ("Kazahkstan", "KAZ"),
        ("Kazakstan", "KAZ"),
        ("Sao Tome", "STP"),
        ("North Atlantic Treaty Organisaton", "NATO"),
        ("USSR", "SUN"),
        ("Guam", "GUM"),
        ("GUAM", "GUAM"),
    ],
)
def test_a_party_is_found_by_code_name_alias_and_slip(text: str, code: str) -> None:
    assert found_parties(text, REGISTRY).sure == code


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("Nigera", {"NER", "NGA"}),
        ("Austrlia", {"AUS", "AUT"}),
        ("Chine", {"CHN", "CHL"}),
        ("Iberia", {"LBR"}),
        ("Korea", {"KOR", "PRK"}),
        ("Emirates", {"ARE"}),
        ("Soviet Socialist", {"SUN"}),
    ],
)
def test_where_it_is_not_sure_which_party_is_meant_the_nearest_are_given(text: str, near: set[str]) -> None:
    found = found_parties(text, REGISTRY)
    assert found.sure is None
    assert near <= set(found.near)
    assert len(found.near) <= 6


@pytest.mark.parametrize("text", ["Xyzzyxia", "", "…", "?!"])
def test_where_no_party_is_near_none_is_given(text: str) -> None:
    assert found_parties(text, REGISTRY) == found_parties("", REGISTRY)


def test_every_name_of_a_party_leads_to_a_party_of_that_name() -> None:
    for code, party in REGISTRY.parties.items():
        assert found_parties(party.name, REGISTRY).sure == code


def test_a_party_that_did_not_exist_is_told_with_the_state_that_did() -> None:
    draft = Draft("Treaty of Amity", "1970", ("KAZ", "NOR"))
    ((code, finding),) = draft.missing_parties(REGISTRY)
    assert code == "KAZ"
    assert "Soviet Union (SUN)" in (finding.hint or "")


# --- kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Agreement on the Creation of a System", "agreement"),
        ("The North Atlantic Treaty", "treaty"),
        ("Additional Protocol to the Convention on Amity", "protocol"),
        ("Memorandum of Understanding", "memorandum"),
        ("Exchange of Notes concerning a Lighthouse", "exchange-of-notes"),
        ("Joint Declaration", "declaration"),
        ("Armistice Agreement", "armistice"),
        ("Statement on the Treaty of Amity", None),
        ("Other matters", None),
        ("Соглашение о маяке", None),
    ],
)
def test_the_kind_is_guessed_from_what_a_title_calls_itself(title: str, kind: str | None) -> None:
    assert guessed_kind(title) == kind


# --- id


def id_of(title: str, date: str = "2013-01-30", parties: str = "RUS KAZ", kind: str | None = None) -> str:
    return proposed_id(Draft(title, date, tuple(parties.split()), kind=kind), REGISTRY, frozenset())


UNIFIED = (
    "Agreement between the Russian Federation and the Republic of Kazakhstan on the Creation of a Unified Regional "
    "Air Defence System of the Russian Federation and the Republic of Kazakhstan"
)
MANY = "USA GBR FRA NLD"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((UNIFIED,), "russia-kazakhstan-unified-regional-air-defence-system-2013"),
        (("The North Atlantic Treaty", "1949-04-04", MANY), "north-atlantic-treaty-1949"),
        (("Treaty on Open Skies", "1992", MANY), "open-skies-1992"),
        (("Accord de défense mutuelle", "1960", "FRA CIV"), "france-cote-d-ivoire-accord-de-defense-mutuelle-1960"),
        (("Traktat z Ødegård i Łódź, dział æ", "1920", "NOR POL"), "norway-poland-traktat-z-odegard-i-lodz-1920"),
        (("Côte d'Ivoire's Neighbours", "1960", MANY), "cote-divoire-neighbours-1960"),
    ],
)
def test_an_id_names_parties_or_the_title_s_own_name_then_subject_and_year(
    arguments: tuple[str, ...], expected: str
) -> None:
    assert id_of(*arguments) == expected


def test_a_title_in_another_script_leaves_parties_kind_and_year() -> None:
    assert id_of("Соглашение о маяке", kind="agreement") == "russia-kazakhstan-agreement-2013"
    assert id_of("Соглашение о маяке") == "russia-kazakhstan-2013"
    assert id_of("Соглашение", parties=MANY) == "united-states-united-kingdom-france-2013"


@pytest.mark.parametrize(
    ("date", "year", "folder"),
    [
        ("1994-12-05", "1994", "1990s"),
        ("1380~", "1380", "1380s"),
        ("0476", "476", "470s"),
        ("172X", "1720", "1720s"),
        ("17XX", "1700", "1700s"),
        ("1990/1995", "1990", "1990s"),
        ("../1995", "1995", "1990s"),
        ("1995/..", "1995", "1990s"),
        ("-0043", "44-bc", "40s-bc"),
        ("0000", "1-bc", "0s-bc"),
        ("0005", "5", "0s"),
    ],
)
def test_year_and_decade_are_taken_from_any_date(date: str, year: str, folder: str) -> None:
    assert id_of("Treaty on Amity", date) == f"russia-kazakhstan-amity-{year}"
    assert folder_for(parse_date(date), (), Path("content")) == Path("content/agreements") / folder


def test_an_id_that_is_taken_now_or_was_once_is_not_proposed(tmp_path: Path) -> None:
    former = ENTRY + "formerly: [russia-kazakhstan-amity-2013-2]\n"
    contents = find_contents(write(tmp_path, {"agreements/Russia-Kazakhstan-Amity-2013.yml": former}))
    taken = taken_ids(contents.entries, validate(contents).entries)
    draft = Draft("Treaty on Amity", "2013", ("RUS", "KAZ"))
    assert proposed_id(draft, REGISTRY, taken) == "russia-kazakhstan-amity-2013-3"


def test_entries_stay_flat_where_all_are_and_go_by_decade_elsewhere(tmp_path: Path) -> None:
    date, agreements = parse_date("2013"), tmp_path / "agreements"
    one, other = EntryFile(agreements / "a.yml", "a"), EntryFile(agreements / "nordic" / "b.yml", "b")
    assert folder_for(date, [one], tmp_path) == agreements
    assert folder_for(date, [one, other], tmp_path) == agreements / "2010s"


# --- similar agreements


def test_a_similar_agreement_is_found_before_and_after_in_time(tmp_path: Path) -> None:
    entries = validate(find_contents(write(tmp_path, {"agreements/a.yml": ENTRY})), TODAY).entries
    for date, is_later in (("2001-05-20", True), ("2001-05-10", False)):
        new = Draft("Agreement on Two Weather Stations", date, ("SWE", "NOR")).as_entry("b")
        assert twins_of(new, entries) == entries
        assert is_warned_of(new, entries) is is_later
    assert twins_of(Draft("Treaty on a Ferry", "2001-05-17", ("SWE", "NOR")).as_entry("b"), entries) == ()
    assert twins_of(Draft("Agreement on Two Weather Stations", "2001", ("SWE", "DNK")).as_entry("b"), entries) == ()


# --- the text

EXAMPLE_LINE = re.compile("( *)# (([a-z_]+): .*)")


def test_the_answers_stand_first_in_the_model_s_order() -> None:
    text = scaffold(DRAFT, "../../schema.json", "https://example.org/fields/")
    assert text.startswith(
        "# yaml-language-server: $schema=../../schema.json\n"
        "title: Agreement on Two Lighthouses\n"
        "date: 2013-01-30\n"
        "kind: agreement\n"
        "parties: [NOR, SWE]\n"
        "summary: They share two lighthouses.\n"
        "sources:\n"
        "  - publisher: A Gazette\n"
        "    # id: rt-2013"
    )
    assert "\nadded: 2026-11-22\n\n#" in text
    assert "# All fields: https://example.org/fields/\n" in text


def test_without_a_schema_there_is_no_modeline() -> None:
    assert scaffold(DRAFT).startswith("title: ")


def test_every_other_field_is_offered_once_with_what_the_model_says_of_it() -> None:
    text = scaffold(DRAFT)
    offered = [match[3] for line in text.splitlines() if (match := EXAMPLE_LINE.fullmatch(line)) and not match[1]]
    assert offered == [name for name in FIELDS if name not in DRAFT.data]
    for name, field in Agreement.model_fields.items():
        assert (name in DRAFT.data) or f"  # {field.description}\n" in text


def test_the_source_s_other_fields_are_offered_at_the_source() -> None:
    offered = re.findall("^    # ([a-z_]+): ", scaffold(DRAFT), re.MULTILINE)
    assert offered == [name for name in Source.model_fields if name != "publisher"]


def test_a_heading_stands_before_each_group_that_is_not_empty() -> None:
    assert list(HEADINGS) == [name for name in FIELDS if name in HEADINGS]
    assert next(iter(HEADINGS)) == FIELDS[0]
    assert re.findall("^## (.+)$", scaffold(DRAFT), re.MULTILINE) == list(HEADINGS.values())


ALL_REFERENCES = References(REGISTRY, ("air-defence",), ("cis-joint-air-defence-1995",), ("rt-2013",), SUPPORTED)


@pytest.mark.parametrize(
    "number", [n for n, line in enumerate(scaffold(DRAFT).split("\n")) if EXAMPLE_LINE.match(line)]
)
def test_an_example_that_is_taken_in_alone_fits_the_model_and_is_spelt_as_fix_leaves_it(number: int) -> None:
    lines = scaffold(DRAFT).split("\n")
    match = EXAMPLE_LINE.fullmatch(lines[number])
    assert match
    lines[number] = match[1] + match[2]
    text = "\n".join(lines)
    document = parse(text)
    agreement, problems = fit(document, document.data, Agreement, ALL_REFERENCES)
    assert problems == ()
    assert agreement is not None
    assert unquoted(text, SCHEME) == text


def test_a_value_of_any_shape_stands_on_one_line() -> None:
    value = {"text": "a, b", "excerpt": True, "parts": [{"count": 191}, "c: d"]}
    assert inline(value) == '{text: "a, b", excerpt: true, parts: [{count: 191}, "c: d"]}'


def test_long_texts_are_folded_and_many_parties_stand_on_lines_of_their_own() -> None:
    long = " ".join(["word"] * 90)
    codes = tuple(REGISTRY.parties)[:40]
    draft = Draft(long, "2013", codes, summary=long, source={"publisher": long}, added="2026-11-22")
    text = scaffold(draft)
    answered = text.partition("\n\n")[0].split("\n")
    assert max(map(len, (line for line in answered if "#" not in line))) <= 120
    assert f"\n  - {codes[-1]}\n" in text
    data = parse(text).data or {}
    assert (data["title"], data["summary"], data["parties"]) == (long, long, list(codes))
    assert data["sources"] == [{"publisher": long}]


def test_a_reason_why_two_agreements_are_two_is_accepted_in_the_entry() -> None:
    data = parse(scaffold(Draft(**{**_fields(DRAFT), "why_two": "Another: station"}))).data or {}
    assert data["accepts"] == [{"code": "probable-duplicate", "why": "Another: station"}]


def _fields(draft: Draft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__dataclass_fields__}


def test_the_schema_of_the_same_checkout_is_named_by_the_way_to_it(tmp_path: Path) -> None:
    content = tmp_path / "content"
    folder = content / "agreements" / "2010s"
    published = "https://example.org/schema/v1/agreement.json"
    assert way_to_schema(content, folder, published) == published
    assert way_to_schema(content, folder, None) is None
    write(tmp_path, {IN_CHECKOUT.as_posix(): "{}"})
    assert way_to_schema(content, folder, published) == f"../../../{IN_CHECKOUT.as_posix()}"


def test_that_schema_is_where_this_repository_has_it() -> None:
    content = Path(__file__).parents[1] / "content"
    assert way_to_schema(content, content / "agreements", None) == f"../../{IN_CHECKOUT.as_posix()}"


# --- any answers at all

YEARS = st.integers(-9998, 9998).map(lambda year: f"-{-year:04}" if year < 0 else f"{year:04}")
DATES = st.one_of(
    YEARS,
    YEARS.map(lambda year: f"{year}-06-15"),
    YEARS.map(lambda year: f"{year}~"),
    st.integers(0, 99).map(lambda century: f"{century:02}XX"),
    YEARS.map(lambda year: f"../{year}"),
)
TITLES = st.one_of(
    st.text(min_size=1, max_size=120), st.lists(st.sampled_from(UNIFIED.split()), min_size=1).map(" ".join)
)


def right(path: tuple[str, ...], text: str) -> str | None:
    try:
        return judged(path, text, REFERENCES).text
    except AnswerError:
        return None


@given(
    TITLES.map(lambda text: right(("title",), text)).filter(bool),
    DATES.map(lambda text: right(("date",), text)).filter(bool),
    st.lists(st.sampled_from(sorted(REGISTRY.parties)), min_size=1, max_size=8, unique=True),
    TITLES.map(lambda text: right(("title",), text)).filter(bool),
)
@examples(150)
def test_any_answers_give_an_id_and_a_file_in_which_nothing_is_wrong(
    title: str, date: str, parties: list[str], summary: str
) -> None:
    draft = Draft(title, date, tuple(parties), summary=summary, source={"publisher": title}, added="2026-11-22")
    agreement_id = proposed_id(draft, REGISTRY, frozenset())
    assert re.fullmatch(ID_PATTERN, agreement_id)
    assert len(agreement_id) <= LONGEST_ID
    text = scaffold(draft)
    validated = checked(text, agreement_id)
    assert errors_in(validated.problems) == ()
    assert fixed(text, (), SCHEME) == text
    data = parse(text).data or {}
    assert (data["title"], data["summary"], data["parties"]) == (title, summary, parties)
