"""A whole collection: all problems at once, none told twice, and what is right is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import ENTRY, TODAY, examples, told, validated
from treatyline.contents import find_contents
from treatyline.model import FIELDS
from treatyline.problems import Code
from treatyline.validation import validate

TOPICS = "weather: {label: Weather}\n"
EARLY = "in_force: 2000-01-01\n"
ACCEPTED = 'accepts: [{code: retroactive, why: "It says so."}]\n'


def codes(folder: Path, more: str = "", text: str = ENTRY, **others: str) -> list[str]:
    """What is wrong with a collection of one entry that has some lines more; they begin on line 8."""
    return told(validated(folder, {"stations-2001": text + more}, **others).problems)


# --- what comes of a collection


def test_a_collection_without_mistakes_is_validated_whole(tmp_path: Path) -> None:
    other = ENTRY.replace("Two Weather Stations", "a Lighthouse") + "topics: [weather]\n"
    whole = validated(tmp_path, {"a-1": ENTRY, "2000s/b-2": other}, topics=TOPICS, parties="NOR: {note: x}\n")
    assert whole.problems == ()
    assert [(entry.id, entry.is_whole) for entry in whole.entries] == [("b-2", True), ("a-1", True)]
    assert whole.topics["weather"].label == "Weather"
    assert whole.registry["NOR"].note == "x"
    assert whole.checked == 4


def test_an_empty_collection_has_no_mistake(tmp_path: Path) -> None:
    nothing = validate(find_contents(tmp_path))
    assert (nothing.entries, nothing.topics, nothing.problems, nothing.checked) == ((), {}, (), 0)
    assert "KAZ" in nothing.registry


def test_an_entry_with_a_mistake_is_left_out_and_the_others_are_kept(tmp_path: Path) -> None:
    entries = {"a": ENTRY, "b": ENTRY + "kind: pakt\n", "c": "title: [\n", "d": ENTRY + EARLY}
    whole = validated(tmp_path, {id: text.replace("Two", id * 30) for id, text in entries.items()})
    assert [entry.id for entry in whole.entries] == ["a", "d"]
    assert [problem.code for problem in whole.problems] == ["unknown-value", "yaml-syntax", "retroactive"]


def test_entries_are_in_order_of_date_then_id(tmp_path: Path) -> None:
    entries = {"b": ENTRY, "a": ENTRY.replace("2001-05-17", "2001-05"), "c": ENTRY.replace("2001-05-17", "1999")}
    whole = validated(tmp_path, {id: text.replace("Two", id * 30) for id, text in entries.items()})
    assert [entry.id for entry in sorted(whole.entries, key=lambda entry: entry.order)] == ["c", "a", "b"]


def test_the_problems_of_all_files_are_sorted_by_file_and_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong = ENTRY.replace("NOR", "QQQ") + "kind: pakt\n"
    problems = validated(Path(), {"b": wrong, "a": wrong}, parties="X: {}\n", topics="a: {}\n").problems
    places = [(problem.path, problem.place.line) for problem in problems]
    assert places == sorted(places)
    assert [path for path, _ in places] == [
        *["agreements/a.yml"] * 2,
        *["agreements/b.yml"] * 2,
        "parties.yml",
        "topics.yml",
    ]


def test_without_a_day_nothing_lies_in_the_future(tmp_path: Path) -> None:
    text = ENTRY.replace("2001", "2901")
    assert codes(tmp_path, text=text) == ["2:7 in-the-future"]
    assert validate(find_contents(tmp_path)).problems == ()


# --- entries that are wrong in part


SIGNATORY = "signatories: [{name: A, party: FIN}]\n"


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (ENTRY + "kind: pakt\n", ["8:7 unknown-value"]),
        (ENTRY + "title: x\n", ["8:1 duplicate-key"]),
        (ENTRY + "kind: *x\n", ["8:7 alias"]),
        (ENTRY + "kind:\n", ["8:1 empty-value"]),
        (ENTRY.replace("title:", "titel:"), ["1:1 missing-field", "1:1 unknown-field"]),
        (ENTRY.replace("Agreement on", "&a"), ["1:8 anchor"]),
        (ENTRY.replace("publisher", "url"), ["6:5 missing-field", "7:10 bad-url"]),
        (ENTRY.replace("  - id: gazette\n    publisher: A Gazette\n", "  []\n"), ["6:3 missing-field"]),
        (ENTRY.replace("summary: They", "summary: |\n  They"), ["4:10 not-text"]),
        (ENTRY.replace("2001-05-17", "May"), ["2:7 bad-date"]),
    ],
)
def test_where_a_part_is_wrong_the_rest_is_still_checked(tmp_path: Path, wrong: str, expected: list[str]) -> None:
    line = wrong.count("\n") + 1
    whole = validated(tmp_path, {"stations-2001": wrong + "ended: 1999\nin_force: 2000\n" + SIGNATORY})
    against_the_date = [] if "bad-date" in expected[0] else [f"{line + 1}:11 retroactive"]
    order = [f"{line}:8 ended-too-early", *against_the_date, f"{line + 2}:32 not-a-party"]
    assert told(whole.problems) == expected + order
    assert whole.entries == ()


def test_where_a_party_is_wrong_nobody_is_told_to_be_missing_among_them(tmp_path: Path) -> None:
    text = ENTRY.replace("NOR", "Norge") + "in_force: 2000\n" + SIGNATORY
    assert told(validated(tmp_path, {"stations-2001": text}).problems) == ["3:11 unknown-party", "8:11 retroactive"]


def test_what_stands_in_for_something_wrong_is_found_fault_with_by_no_check(tmp_path: Path) -> None:
    texts = ["title: Agreement on Stations\n", ENTRY.replace("2001-05-17", "May"), ENTRY.replace("[NOR, SWE]", "Norge")]
    texts += [ENTRY.replace("title: Agreement", "title: |\n  Agreement"), "kind: pakt\n", "place: {name: x}\n"]
    problems = validated(tmp_path, {f"entry-{number}": text for number, text in enumerate(texts)}).problems
    assert {problem.code for problem in problems} == {
        *(Code.MISSING_FIELD, Code.BAD_DATE, Code.NOT_A_LIST, Code.NOT_TEXT, Code.UNKNOWN_VALUE)
    }


def test_an_entry_with_more_mistakes_than_are_told_is_checked_no_further(tmp_path: Path) -> None:
    whole = validated(tmp_path, {"a": ENTRY + f"topics: [{'X, ' * 150}]\nadded: May\nended: 1999\n"})
    assert {problem.code for problem in whole.problems} == {Code.BAD_ID, Code.TOO_MANY}


def test_an_entry_that_is_wrong_can_be_referred_to(tmp_path: Path) -> None:
    related = ENTRY + "relations: [{type: related, target: b}]\n"
    assert told(validated(tmp_path, {"a": related, "b": "title: [\n"}).problems) == ["1:9 yaml-syntax"]


def test_two_entries_of_one_id_are_each_told_their_own_mistakes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other = ENTRY.replace("Two Weather Stations", "a Lighthouse") + "kind: act\n" + EARLY
    problems = validated(Path(), {"a/same": ENTRY + EARLY, "b/same": other}).problems
    assert [f"{problem.path}:{problem.place.line} {problem.code}" for problem in problems] == [
        "agreements/a/same.yml:8 retroactive",
        "agreements/b/same.yml:1 same-id",
        "agreements/b/same.yml:9 retroactive",
    ]


# --- what entries refer to


def test_a_mistake_in_topics_is_told_once_and_not_again_by_every_entry(tmp_path: Path) -> None:
    topics = "weather: {labl: Weather}\nCoasts: {label: Coasts}\nrivers:\n"
    expected = ["1:10 missing-field", "1:11 unknown-field", "2:1 bad-id", "3:1 empty-value"]
    assert codes(tmp_path, "topics: [weather, rivers]\n", topics=topics) == expected


@pytest.mark.parametrize("text", ["weather", "weather: [\n", "", "# none yet\n", "- weather\n", "\tweather: x\n"])
def test_where_topics_cannot_be_read_nothing_is_said_of_what_refers_to_them(tmp_path: Path, text: str) -> None:
    (problem,) = validated(tmp_path, {"a": ENTRY + "topics: [weather]\n"}, topics=text).problems
    assert Path(problem.path).name == "topics.yml"


def test_where_parties_cannot_be_read_entries_are_still_checked_by_themselves(tmp_path: Path) -> None:
    text = ENTRY.replace("NOR", "ARL").replace("2001-05-17", "May") + "ended: 1999\n"
    problems = validated(tmp_path, {"a": text}, parties="ARL: [\n").problems
    assert [problem.code for problem in problems] == [Code.BAD_DATE, Code.YAML_SYNTAX]


def test_a_mistake_in_a_party_is_told_once_and_not_again_by_every_entry(tmp_path: Path) -> None:
    parties = "ARL: {kind: stat, name: Arland, slug: arland}\nZEM: {kind: state, name: Zemland, slug: zemland,\n"
    parties += "  from: 1991, succession: [{party: ARL, how: succeeds}]}\n"
    text = ENTRY.replace("[NOR, SWE]", "[ARL, ZEM]").replace("2001", "1980")
    assert codes(tmp_path, text=text, parties=parties) == ["3:16 party-not-yet", "1:13 unknown-value"]


def test_parties_may_be_founded_by_agreements_and_follow_each_other(tmp_path: Path) -> None:
    parties = "ARL: {kind: organisation, name: A, slug: a, founded_by: stations-2001}\n"
    parties += "BRL: {kind: state, name: B, slug: b, succession: [{party: ARL, how: succeeds}]}\n"
    parties += "CRL: {kind: state, name: C, slug: c, succession: [{party: arl, how: succeeds}]}\n"
    (problem,) = validated(tmp_path, {"stations-2001": ENTRY}, parties=parties).problems
    assert told([problem]) == ["3:59 unknown-party"]
    assert problem.hint == "did you mean ARL?"


# --- warnings that an entry accepts


def test_an_accepted_warning_is_silent(tmp_path: Path) -> None:
    assert codes(tmp_path, EARLY) == ["8:11 retroactive"]
    assert codes(tmp_path, EARLY + ACCEPTED) == []


def test_an_acceptance_that_accepts_nothing_is_an_error(tmp_path: Path) -> None:
    assert codes(tmp_path, ACCEPTED) == ["8:18 needless-accept"]


def test_an_acceptance_silences_no_other_warning(tmp_path: Path) -> None:
    quote = "quotes: [{text: a, locator: b, source: gazette, date: 1901}]\n"
    assert codes(tmp_path, EARLY + quote + ACCEPTED) == ["9:55 far-from-life"]


def test_one_acceptance_is_enough_for_all_warnings_of_its_code(tmp_path: Path) -> None:
    quote = "{text: a, locator: b, source: gazette, date: 1901}"
    accepts = "accepts: [{code: far-from-life, why: It looks back.}]\n"
    assert codes(tmp_path, f"quotes: [{quote}, {quote}]\n{accepts}") == []


def test_accepting_what_passes_with_time_is_never_needless(tmp_path: Path) -> None:
    accepts = "accepts: [{code: in-the-future, why: It is agreed for then.}]\n"
    assert codes(tmp_path, accepts) == []
    assert codes(tmp_path, "in_force: 2901-01-01\n" + accepts) == []


def test_an_acceptance_in_an_entry_with_a_mistake_is_not_judged(tmp_path: Path) -> None:
    assert codes(tmp_path, ACCEPTED + "kind: pakt\n") == ["9:7 unknown-value"]


def test_a_warning_across_entries_can_be_accepted(tmp_path: Path) -> None:
    accepts = 'accepts: [{code: probable-duplicate, why: "One renews the other."}]\n'
    entries = {"a": ENTRY, "b": ENTRY.replace("-17", "-18")}
    assert told(validated(tmp_path, entries).problems) == ["1:8 probable-duplicate"]
    entries["b"] += accepts
    assert validated(tmp_path, entries).problems == ()


@pytest.mark.parametrize("code", ["bad-date", "no-such-code"])
def test_only_warnings_that_there_are_can_be_accepted(tmp_path: Path, code: str) -> None:
    assert codes(tmp_path, f"accepts: [{{code: {code}, why: a}}]\n") == ["8:18 unknown-value"]


# --- anything

texts = st.text() | st.sampled_from(
    ["NOR", "2001-05-17", "1990?", "unknown", "gazette", "[NOR, SWE]", "{a: b}", "- x", "|", "null", "a: b", "true"]
)


@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=10), texts, max_size=12))
@examples(150)
def test_any_fields_with_any_text_are_validated(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "agreements").mkdir()
    file = folder / "agreements" / "a.yml"
    text = "".join(f"{name}: {text}\n" for name, text in fields.items())
    file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
    whole = validate(find_contents(folder), TODAY)
    lines = file.read_bytes().decode(errors="replace").replace("\r\n", "\n").split("\n")
    assert whole.problems
    for problem in whole.problems:
        assert 1 <= problem.place.line <= len(lines)
