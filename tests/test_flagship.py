"""The flagship's own entries: real agreements, each fact with its source."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from click.testing import CliRunner

from tests.helpers import ON_SOME_DAY
from tests.sitekit import CHECKOUT, FLAGSHIP, loaded
from treatyline.cli import main
from treatyline.model import Agreement
from treatyline.site import Site

LOG = (CHECKOUT / "docs" / "collection-log.md").read_text(encoding="utf-8")
IMPORTANT = {
    "abm-treaty-1972",
    "alma-ata-protocol-1991",
    "budapest-memorandum-1994",
    "cis-founding-agreement-1991",
    "cis-joint-air-defence-1995",
    "collective-security-treaty-1992",
    "conventional-forces-in-europe-1990",
    "csto-charter-2002",
    "helsinki-final-act-1975",
    "inf-treaty-1987",
    "minsk-package-of-measures-2015",
    "minsk-protocol-2014",
    "nato-russia-founding-act-1997",
    "new-start-treaty-2010",
    "north-atlantic-treaty-1949",
    "nuclear-non-proliferation-treaty-1968",
    "russia-kazakhstan-joint-air-defence-2013",
    "russia-ukraine-black-sea-fleet-1997",
    "start-i-treaty-1991",
    "warsaw-treaty-1955",
}
"""The agreements of which a reader will want to know more: their context has several paragraphs."""

COLOURED = ["admitted", "boast", "claimed that", "historic ", "landmark", "notorious", "so-called", "unfortunately"]
"""Words that praise, blame or doubt, or their beginnings: what was said stands under "said"."""

SITE = loaded(FLAGSHIP)
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


def test_the_check_command_passes_on_any_later_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CHECKOUT)
    result = CliRunner().invoke(main, ["check", *ON_SOME_DAY])
    assert result.exit_code == 0
    assert "warning" not in result.output
    assert "no problem found" in result.output


def test_each_researched_agreement_has_its_entry(site: Site) -> None:
    pairs = re.findall(r"^\| ([a-z0-9-]+) \| ([a-z0-9-]+) \|$", LOG, flags=re.M)
    assert len(pairs) == len({research for research, _ in pairs}) == len({entry for _, entry in pairs}) == 85
    assert {entry for _, entry in pairs} <= set(site.collection.by_id)


def test_every_topic_is_used_and_has_a_sentence(site: Site) -> None:
    for slug, topic in site.collection.topics.items():
        assert topic.sentence, slug
        assert slug in site.collection.by_topic, slug


def test_a_relation_is_stated_on_one_side_alone(site: Site) -> None:
    stated = Counter(
        frozenset({entry.id, relation.target})
        for entry in site.collection.entries
        for relation in entry.agreement.relations
        if relation.target
    )
    assert [sorted(pair) for pair, times in stated.items() if times > 1] == []


def test_every_organisation_that_an_agreement_founded_says_since_when_it_is(site: Site) -> None:
    registry = site.collection.registry
    founded = [code for codes in site.collection.founded_by.values() for code in codes]
    assert {"NATO", "CIS", "CSTO", "SCO", "EAEU", "WEU"} <= set(founded)
    assert [code for code in founded if registry[code].from_ is None] == []


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
def test_a_relation_leads_to_an_entry_or_names_a_title(site: Site, agreement: Agreement) -> None:
    for relation in agreement.relations:
        assert relation.title or relation.target in site.collection.by_id


@pytest.mark.parametrize("agreement", ENTRIES)
def test_an_entry_has_parties_or_says_who_may_join_and_one_to_three_topics(agreement: Agreement) -> None:
    assert agreement.parties or agreement.open_to
    assert 1 <= len(agreement.topics) <= 3


@pytest.mark.parametrize("name", [entry.id for entry in SITE.collection.entries])
def test_an_entry_has_a_context_and_the_most_important_have_more_of_it(site: Site, name: str) -> None:
    context = site.collection.by_id[name].agreement.context or ""
    paragraphs = [paragraph for paragraph in context.split("\n\n") if paragraph.strip()]
    assert len(paragraphs) >= (2 if name in IMPORTANT else 1)


@pytest.mark.parametrize("agreement", ENTRIES)
def test_our_words_neither_praise_nor_blame(agreement: Agreement) -> None:
    ours = f"{agreement.summary} {agreement.context}".lower()
    assert [word for word in COLOURED if re.search(rf"\b{word}", ours)] == []


@pytest.mark.parametrize("agreement", ENTRIES)
def test_what_source_states_a_status_is_said_to_support_it(agreement: Agreement) -> None:
    if agreement.status:
        supports = {source.id: source.supports for source in agreement.sources if source.id}
        assert "status" in supports[agreement.status.source]


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
