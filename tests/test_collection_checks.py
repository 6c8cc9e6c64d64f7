"""An entry is held against its record: one thing wrong at a time, and what the log explains."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.researched import (
    ADDED,
    AGREED,
    DOUBTFUL,
    FERRY,
    GAZETTE,
    HEARSAY,
    LEDGER,
    NO_APRIL,
    QUOTE,
    SIGNATORY,
    SOURCES,
    WORDS,
    Fields,
    explained,
    held,
    one,
)


def test_nothing_is_found_where_entry_and_record_agree(tmp_path: Path) -> None:
    assert held(tmp_path) == AGREED


# --- what the entry lacks -----------------------------------------------------------------------------------

LACKING = [
    pytest.param(
        *(NO_APRIL, "the date 2000-04-03 (context) is missing: state it, or log `2000-04-03`", "2000-04-03"),
        id="date-in-words",
    ),
    pytest.param(
        {"context": "Talks began on 3 April 2000. Signed on 17 May 2001, in force on 1 March 2002."},
        "the date 2001-12-28 (in_force note) is missing: state it, or log `2001-12-28`",
        "2001-12-28",
        id="date-in-a-note",
    ),
    pytest.param(
        {"date": "2001"},
        "date is 2001, and 2001-05-17 is confirmed: state that, or log `2001-05-17`",
        "2001-05-17",
        id="signature",
    ),
    pytest.param(
        {"in_force": "unknown"},
        "in_force is unknown, and 2002-03-01 is confirmed: state that, or log `2002-03-01`",
        "2002-03-01",
        id="in-force-unknown",
    ),
    pytest.param(
        {"in_force": None},
        "in_force is left out, and 2002-03-01 is confirmed: state that, or log `2002-03-01`",
        "2002-03-01",
        id="in-force-left-out",
    ),
    pytest.param(
        {"status": None},
        "status is left out, and not in force is confirmed: state that, or log `not in force`",
        "not in force",
        id="status-left-out",
    ),
    pytest.param(
        {"status": {"is": "in-force", "disputed": "Norway regards it as void", "source": "gazette"}},
        "status is in force (disputed), and not in force is confirmed: state that, or log `not in force`",
        "not in force",
        id="status",
    ),
    pytest.param({"parties": ["NOR"]}, "the party YUG is missing: add it, or log `YUG`", "YUG", id="party"),
    pytest.param(
        {"signatories": None},
        "the signatory José Haugen (Hougen) is missing: add the name, or log `José Haugen (Hougen)`",
        "José Haugen (Hougen)",
        id="signatory",
    ),
    pytest.param(
        {"quotes": None},
        "the quote `The stations shall be open to…` is missing: add it as it is, or log it by these words",
        "The stations shall be open to…",
        id="quote",
    ),
    pytest.param(
        {"quotes": [QUOTE | {"source": "ledger"}], "sources": [SOURCES[0], SOURCES[1] | {"id": "ledger"}]},
        f"the quote `The stations shall be open to…` was read elsewhere: its source is {GAZETTE}",
        None,
        id="source-of-a-quote",
    ),
    pytest.param(
        *(
            {"sources": [SOURCES[0] | {"date": "2006-07"}]},
            f"the source {LEDGER} is missing: list it, or log `{LEDGER}`",
            LEDGER,
        ),
        id="source",
    ),
    pytest.param(
        {"place": None}, "the place Oslo, Norway is missing: add it, or log `Oslo, Norway`", "Oslo, Norway", id="place"
    ),
]


@pytest.mark.parametrize(("entry", "finding", "fact"), LACKING)
def test_what_the_entry_lacks_is_found_until_the_log_explains_it(
    tmp_path: Path, entry: Fields, finding: str, fact: str | None
) -> None:
    assert held(tmp_path, entry=entry) == one(finding)
    if fact is not None:
        assert held(tmp_path, entry=entry, log=explained(fact)) == AGREED


def test_a_relation_is_missing_that_neither_entry_states(tmp_path: Path) -> None:
    ferry = {name: value for name, value in FERRY.items() if name != "relations"}
    finding = "no relation to ferry-2005: state it in one of the two, or log `no-se-ferry-2005`"
    assert held(tmp_path, ferry=ferry) == one(finding)
    assert held(tmp_path, ferry=ferry, log=explained("no-se-ferry-2005")) == AGREED
    assert held(tmp_path, ferry=ferry, entry={"relations": [{"type": "related", "target": "ferry-2005"}]}) == AGREED


def test_a_quote_may_have_another_source_where_the_log_explains_why_its_own_is_left_out(tmp_path: Path) -> None:
    entry = {"quotes": [QUOTE | {"source": "ledger"}], "sources": [SOURCES[1] | {"id": "ledger"}], "status": None}
    log = explained("not in force") + explained(GAZETTE)
    assert held(tmp_path, entry=entry, log=log) == AGREED


def test_the_address_at_which_a_quote_was_read_is_a_source_as_any(tmp_path: Path) -> None:
    assert held(tmp_path, record={"sources": [{"url": LEDGER, "date": "2006-07"}]}) == AGREED


def test_a_quote_that_differs_in_one_letter_is_missing_and_unknown(tmp_path: Path) -> None:
    status, lines = held(tmp_path, entry={"quotes": [QUOTE | {"text": WORDS.replace("day", "Day")}]})
    assert status == 1
    assert [line.split(":")[0] for line in lines[:-1]] == [
        "the quote `The stations shall be open to…` is missing",
        "the quote `The stations shall be open to…` is not in the research",
    ]


# --- what is unconfirmed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "fact", "field"),
    [
        ({"signed": {"date": "2001-05-17", **DOUBTFUL}}, "2001-05-17", "date"),
        ({"in_force": {"date": "2002-03-01", "note": "28 Dec. 2001", **DOUBTFUL}}, "2002-03-01", "in_force"),
        ({"status": {"state": "not in force", **DOUBTFUL}}, "not in force", "status"),
        ({"place": {"name": "Oslo, Norway", **DOUBTFUL}}, "Oslo, Norway", "place"),
        ({"signatories": [{"name": "José Haugen", **DOUBTFUL}]}, "José Haugen", "signatory"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_unconfirmed_is_found_until_the_log_tells_why_it_was_kept(
    tmp_path: Path, record: Fields, fact: str, field: str
) -> None:
    finding = f"{field} {fact} is unconfirmed: leave it out, or log `{fact}` with a reason that begins with kept:"
    assert held(tmp_path, record=record) == one(finding)
    assert finding in held(tmp_path, record=record, log=explained(fact))[1]
    assert held(tmp_path, record=record, log=explained(fact, "kept: the ledger states it")) == AGREED


@pytest.mark.parametrize(
    ("record", "entry", "finding", "fact"),
    [
        pytest.param(
            {"signed": {"date": "2001-05-17", **DOUBTFUL}},
            {"date": "2001"},
            "date is 2001, and 2001-05-17 is unconfirmed: log `2001-05-17`",
            "2001-05-17",
            id="signature",
        ),
        pytest.param(
            {"in_force": {"date": "2002-03-01", "note": "28 Dec. 2001", **DOUBTFUL}},
            {"in_force": "unknown"},
            "in_force is unknown, and 2002-03-01 is unconfirmed: log `2002-03-01`",
            "2002-03-01",
            id="in-force",
        ),
        pytest.param(
            {"status": {"state": "not in force", **DOUBTFUL}},
            {"status": None},
            "status is left out, and not in force is unconfirmed: log `not in force`",
            "not in force",
            id="status",
        ),
        pytest.param(
            {"place": {"name": "Oslo, Norway", **DOUBTFUL}},
            {"place": None},
            "the place Oslo, Norway is missing, and unconfirmed: log `Oslo, Norway`",
            "Oslo, Norway",
            id="place",
        ),
        pytest.param(
            {"signatories": [{"name": "A. Berg", **DOUBTFUL}]},
            {"signatories": None},
            "the signatory A. Berg is missing, and unconfirmed: log `A. Berg`",
            "A. Berg",
            id="signatory",
        ),
    ],
)
def test_what_is_unconfirmed_and_left_out_is_found_until_the_log_says_so(
    tmp_path: Path, record: Fields, entry: Fields, finding: str, fact: str
) -> None:
    assert held(tmp_path, record=record, entry=entry) == one(finding)
    assert held(tmp_path, record=record, entry=entry, log=explained(fact)) == AGREED


# --- what the research lacks --------------------------------------------------------------------------------

INVENTED = [
    pytest.param({"ended": "2009-08-02"}, "the date 2009-08-02 (ended)", "2009-08-02", id="date"),
    pytest.param(
        {"date": "2001-05-17", "summary": "As in 1955."}, "the date 1955 (summary)", "1955", id="year-in-words"
    ),
    pytest.param({"parties": ["NOR", "SCG", "SWE"]}, "the party SWE", "SWE", id="party"),
    pytest.param(
        {"signatories": [SIGNATORY, {"name": "A. Berg", "party": "NOR"}]},
        "the signatory A. Berg",
        "A. Berg",
        id="signatory",
    ),
    pytest.param(
        {"quotes": [QUOTE, QUOTE | {"text": "Nobody else."}]}, "the quote `Nobody else.`", "Nobody else.", id="quote"
    ),
    pytest.param(
        {"sources": [*SOURCES, {"publisher": "A Copy", "url": f"{GAZETTE}/copy"}]},
        *(f"the source {GAZETTE}/copy", f"{GAZETTE}/copy"),
        id="source",
    ),
]


@pytest.mark.parametrize(("entry", "what", "value"), INVENTED)
def test_what_the_research_lacks_is_found_until_the_log_tells_where_it_is_from(
    tmp_path: Path, entry: Fields, what: str, value: str
) -> None:
    finding = f"{what} is not in the research: delete it, or log `{value}` under What entries add"
    assert held(tmp_path, entry=entry) == one(finding)
    assert held(tmp_path, entry=entry, log=ADDED.format(value)) == AGREED


def test_a_month_is_known_where_the_research_has_a_day_of_it_and_not_the_other_way_round(tmp_path: Path) -> None:
    assert held(tmp_path, entry={"summary": "In May 2001 they shared two weather stations."}) == AGREED
    assert held(tmp_path, entry={"summary": "From 5 April 2000 on they shared two weather stations."})[0] == 1


def test_a_party_may_have_the_code_of_the_research_or_that_of_the_standard(tmp_path: Path) -> None:
    assert held(tmp_path, entry={"parties": ["NOR", "YUG"]}) == AGREED
    assert held(tmp_path, record={"parties": ["NOR"]}) == one(
        "the party SCG is not in the research: delete it, or log `SCG` under What entries add"
    )


def test_an_address_that_nobody_opened_is_not_cited(tmp_path: Path) -> None:
    sources = [*SOURCES, {"publisher": "Hearsay", "url": HEARSAY}]
    assert held(tmp_path, entry={"sources": sources}) == one(f"the source {HEARSAY} was never opened: delete it")


# --- what the log does not need ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "fact", ["José Haugen (Hougen)", "NOR", "YUG", LEDGER, "no-se-ferry-2005", "The stations shall be open to…", WORDS]
)
def test_a_row_is_stale_that_explains_what_the_entry_has(tmp_path: Path, fact: str) -> None:
    finding = f"the entry has `{fact}`, which the log says is left out: delete it there"
    assert held(tmp_path, log=explained(fact)) == one(finding)
    assert held(tmp_path, log=explained(fact, "kept: the ledger states it")) == AGREED
