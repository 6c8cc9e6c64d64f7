"""The flagship's own entries: real agreements, each fact with its source."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from click.testing import CliRunner

from tests.sitekit import CHECKOUT, FLAGSHIP
from treatyline.cli import main
from treatyline.model import Agreement
from treatyline.site import Site, load

FIRST_ENTRIES = [
    "abm-treaty-1972",
    "budapest-memorandum-1994",
    "caspian-convention-2018",
    "cis-joint-air-defence-1995",
    "collective-security-treaty-1992",
    "csto-charter-2002",
    "inf-treaty-1987",
    "north-atlantic-treaty-1949",
    "open-skies-treaty-1992",
    "russia-armenia-joint-air-defence-2015",
    "russia-belarus-joint-air-defence-2009",
    "russia-kazakhstan-joint-air-defence-2013",
]
SITE = load(FLAGSHIP)
ENTRIES = [pytest.param(entry.agreement, id=entry.id) for entry in SITE.collection.entries]
SENTENCE = re.compile(r"(?<=[.!?])(?<!No\.)(?<!Nos\.)\s+(?=[A-ZÀ-Я“\"])")


def sentences(text: str) -> list[str]:
    """The sentences of a text of ours."""
    return [" ".join(sentence.split()) for part in text.split("\n\n") for sentence in SENTENCE.split(part.strip())]


@pytest.fixture(scope="module")
def site() -> Site:
    return SITE


def test_the_collection_has_no_problem_not_even_a_warning(site: Site) -> None:
    assert site.problems == ()


def test_the_check_command_passes_on_any_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    result = CliRunner().invoke(main, ["check", "--today", "2026-12-01"])
    assert result.exit_code == 0
    assert "warning" not in result.output
    assert "no problem found" in result.output


@pytest.mark.parametrize("name", FIRST_ENTRIES)
def test_the_first_entries_are_there(site: Site, name: str) -> None:
    assert name in site.collection.by_id


def test_an_entry_stands_in_the_folder_of_its_decade(site: Site) -> None:
    for entry in site.collection.entries:
        assert entry.file.parent.name == f"{entry.agreement.date.year // 10}0s", entry.id


# --- each entry ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("agreement", ENTRIES)
def test_every_quote_is_in_a_source_of_its_entry_that_says_so(agreement: Agreement) -> None:
    supports = {source.id: source.supports for source in agreement.sources if source.id}
    for quote in agreement.quotes:
        assert "quotes" in supports[quote.source], quote.text


@pytest.mark.parametrize("agreement", ENTRIES)
def test_a_summary_is_one_or_two_short_sentences(agreement: Agreement) -> None:
    assert len(sentences(agreement.summary)) <= 2
    assert len(agreement.summary) <= 300
    assert agreement.summary.endswith(".")


@pytest.mark.parametrize("agreement", ENTRIES)
def test_every_source_can_be_found_and_says_what_it_supports(agreement: Agreement) -> None:
    for source in agreement.sources:
        assert source.url or source.note, source.publisher
        assert source.supports, source.publisher


@pytest.mark.parametrize("agreement", ENTRIES)
def test_an_entry_has_parties_a_topic_a_kind_and_a_context(agreement: Agreement) -> None:
    assert agreement.parties
    assert agreement.topics
    assert agreement.context
    assert agreement.kind != "other"


def test_no_sentence_of_ours_stands_in_two_entries(site: Site) -> None:
    said = Counter(
        sentence
        for entry in site.collection.entries
        for sentence in {*sentences(entry.agreement.summary), *sentences(entry.agreement.context or "")}
    )
    assert [sentence for sentence, times in said.items() if times > 1] == []


def test_sentences_are_told_apart() -> None:
    text = "One of 28 December. Law No. 205-V was two.\nThree\nhere?\n\nFour"
    assert sentences(text) == ["One of 28 December.", "Law No. 205-V was two.", "Three here?", "Four"]


# --- the first entry is complete ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def russia_kazakhstan(site: Site) -> Agreement:
    return site.collection.by_id["russia-kazakhstan-joint-air-defence-2013"].agreement


def test_both_ministers_signed_with_their_offices(russia_kazakhstan: Agreement) -> None:
    signed = {signatory.party: signatory for signatory in russia_kazakhstan.signatories}
    assert signed["RUS"].name == "Sergei Shoigu"
    assert signed["KAZ"].name == "Adilbek Dzhaksybekov"
    assert all("Minister of Defence" in (signatory.office or "") for signatory in signed.values())


@pytest.mark.parametrize(("party", "law", "day"), [("RUS", "392-FZ", "2013-12-28"), ("KAZ", "205-V", "2014-05-26")])
def test_a_law_that_approves_is_no_ratification(russia_kazakhstan: Agreement, party: str, law: str, day: str) -> None:
    actions = russia_kazakhstan.actions_of(party)
    (approval,) = [action for action in actions if law in (action.note or "")]
    assert (approval.type, str(approval.date)) == ("domestic-approval", day)
    assert "ratification" not in [action.type for action in actions]


def test_it_has_everything_that_an_entry_can_tell(russia_kazakhstan: Agreement) -> None:
    assert (str(russia_kazakhstan.date), str(russia_kazakhstan.in_force)) == ("2013-01-30", "2014-06-30")
    assert russia_kazakhstan.quotes
    assert russia_kazakhstan.conflicts
    assert russia_kazakhstan.relations
    assert len(russia_kazakhstan.sources) >= 5
