"""What an entry leaves open: not found, not recorded, supported by nothing, without a copy."""

from __future__ import annotations

import pytest

from tests.sitekit import MINIMAL
from treatyline.gaps import Gaps, gaps
from treatyline.model import Agreement


def of(**fields: object) -> Gaps:
    """The gaps of the smallest entry with some fields more."""
    return gaps(Agreement.model_validate(MINIMAL | fields))


def source(*supports: str, **fields: object) -> dict[str, object]:
    """A source that supports some fields."""
    return {"publisher": "A Gazette", "supports": list(supports)} | fields


# --- what is not known --------------------------------------------------------------------------------------


def test_what_was_not_found_is_told_apart_from_what_nobody_recorded() -> None:
    found = of(in_force="unknown", provisional_from="unknown", ended="unknown")
    assert found.searched == ("provisional application", "entry into force", "end")
    assert found.unrecorded == ("place", "persons who signed", "present status")


def test_the_date_of_a_step_that_was_not_found_is_named_once_a_step() -> None:
    unknown = [{"type": "ratification", "date": "unknown"}, {"type": "signature"}]
    found = of(parties=[{"party": code, "actions": unknown} for code in ("RUS", "KAZ")])
    assert found.searched == ("date of ratification",)


def test_nothing_is_said_to_be_missing_where_the_file_has_it() -> None:
    found = of(
        place={"name": "Moscow"},
        signatories=[{"name": "A Minister", "party": "RUS"}],
        in_force="2014",
        status={"is": "in-force", "source": "gazette"},
        sources=[source(id="gazette")],
    )
    assert found.unrecorded == ()
    assert found.searched == (), "no end is not an unknown end"


def test_nobody_is_asked_when_something_entered_into_force_that_has_not() -> None:
    pending = {"is": "not-in-force", "source": "gazette"}
    assert "entry into force" not in of(status=pending, sources=[source(id="gazette")]).unrecorded
    ended = {"is": "terminated", "source": "gazette"}
    assert "entry into force" in of(status=ended, sources=[source(id="gazette")]).unrecorded


# --- what no source supports --------------------------------------------------------------------------------


def test_what_every_entry_says_needs_a_source_that_supports_it() -> None:
    assert of().unsupported == ("title", "date", "parties", "summary")
    assert of(sources=[source("title", "date"), source("parties", "summary")]).unsupported == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("titles", {"ru": "Договор о дружбе"}),
        ("signings", [{"step": "initialling", "date": "2012"}]),
        ("provisional_from", "2013"),
        ("in_force", "2014"),
        ("ended", "2015"),
        ("place", {"name": "Moscow"}),
        ("term", {"duration": "five years"}),
        ("secret", {"extent": "part"}),
        ("open_to", "all states"),
        ("party_count", {"count": "12"}),
        ("signatories", [{"name": "A Minister", "party": "RUS"}]),
        ("context", "It had been prepared for long."),
    ],
)
def test_a_field_that_no_source_supports_is_named(field: str, value: object) -> None:
    proof = source("title", "date", "parties", "summary")
    assert of(**{field: value}, sources=[proof]).unsupported == (field,)
    assert of(**{field: value}, sources=[proof, source(field)]).unsupported == ()


def test_a_step_of_a_party_needs_support_of_its_own() -> None:
    signed = [{"party": "RUS", "actions": [{"type": "signature"}]}, "KAZ"]
    proof = source("title", "date", "parties", "summary")
    assert of(parties=signed, sources=[proof]).unsupported == ("actions",)
    assert of(parties=signed, sources=[proof, source("actions")]).unsupported == ()


def test_parts_that_all_name_their_source_need_no_other_proof() -> None:
    proof = source("title", "date", "parties", "summary", id="gazette")
    cited = {"name": "A Minister", "party": "RUS", "source": "gazette"}
    assert of(signatories=[cited], sources=[proof]).unsupported == ()
    assert of(signatories=[cited, {"name": "B", "party": "KAZ"}], sources=[proof]).unsupported == ("signatories",)
    assert of(term={"duration": "a year", "source": "gazette"}, sources=[proof]).unsupported == ()


def test_what_was_not_found_needs_no_proof() -> None:
    proof = source("title", "date", "parties", "summary")
    assert of(in_force="unknown", ended="unknown", sources=[proof]).unsupported == ()


# --- sources ------------------------------------------------------------------------------------------------


def test_a_copy_of_the_text_elsewhere_is_no_official_source() -> None:
    assert not of(sources=[source(kind="treaty-text"), source(kind="press")]).has_official_source
    assert of(sources=[source(kind="press"), source(kind="official")]).has_official_source


def test_only_what_has_an_address_can_lack_a_copy() -> None:
    address, copy = "https://example.org/a", "https://web.archive.org/web/2013/https://example.org/a"
    found = of(sources=[source(), source(url=address), source(url=address, archived_url=copy)])
    assert (found.unarchived, found.linked) == (1, 2)
