"""The way from a content folder to pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.agreements import write_collection
from tests.sitekit import FLAGSHIP, SITES, as_yaml, entry, snapshot, write
from treatyline.dates import Day
from treatyline.model.scalars import LONGEST_ID
from treatyline.pages import Planned, Wanted, outline
from treatyline.problems import Code
from treatyline.site import collisions, load


def test_a_folder_without_entries_is_a_site_without_problems(tmp_path: Path) -> None:
    site = load(tmp_path)
    assert (site.has_errors, site.problems, site.checked) == (False, (), 0)
    assert site.pages


def test_where_there_is_an_error_no_page_is_planned_and_all_problems_are_told(tmp_path: Path) -> None:
    files = {"agreements/a.yml": entry(date="2013-02-30"), "agreements/b.yml": entry(kind="pact")}
    site = load(write(tmp_path, files))
    assert site.has_errors
    assert site.pages == ()
    assert [problem.code for problem in site.problems] == [Code.BAD_DATE, Code.UNKNOWN_VALUE]


def test_an_entry_may_refer_to_one_that_has_an_error(tmp_path: Path) -> None:
    related = {"relations": [{"type": "related", "target": "wrong"}]}
    files = {"agreements/right.yml": entry(**related), "agreements/wrong.yml": entry(date="2013-02-30")}
    site = load(write(tmp_path, files))
    assert [problem.code for problem in site.problems] == [Code.BAD_DATE]


def test_a_party_may_succeed_one_that_has_an_error(tmp_path: Path) -> None:
    parties = {
        "ATL": {"kind": "state", "name": "Atlantis", "slug": "atlantis"},
        "MUE": {"kind": "empire", "name": "Mu", "slug": "mu"},
    }
    parties["ATL"]["succession"] = [{"party": "MUE", "how": "continues"}]  # type: ignore[assignment]
    files = {"parties.yml": as_yaml(parties), "agreements/a.yml": entry(parties=["ATL", "RUS"])}
    site = load(write(tmp_path, files))
    assert [problem.code for problem in site.problems] == [Code.UNKNOWN_VALUE]


def test_warnings_leave_the_pages_as_they_are(tmp_path: Path) -> None:
    site = load(write(tmp_path, {"agreements/a.yml": entry(in_force="2012-01-01")}))
    assert not site.has_errors
    assert [problem.code for problem in site.problems] == [Code.RETROACTIVE]
    assert "agreements/a.md" in [page.path for page in site.pages]


def test_a_build_does_not_ask_what_day_it_is(tmp_path: Path) -> None:
    write(tmp_path, {"agreements/a.yml": entry(date="2990-01-01")})
    assert load(tmp_path).problems == ()
    assert [problem.code for problem in load(tmp_path, Day(2989, 12, 31)).problems] == [Code.IN_THE_FUTURE]
    assert load(tmp_path, Day(2990, 1, 1)).problems == ()


def test_loading_writes_nothing(tmp_path: Path) -> None:
    before = snapshot(write(tmp_path, {"agreements/a.yml": entry(), "index.md": "# Home\n"}))
    load(tmp_path)
    assert snapshot(tmp_path) == before


# --- collisions ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "countries/russia.md",
        "countries/russia/index.md",
        "countries/russia/README.md",
        "countries/russia.markdown",
        "countries/russia/index.html",
        "topics/peace.md",
        "contribute/problems/bad-date.md",
        "contribute/fields/index.md",
        "countries/index.md",
        "organisations/README.md",
        "README.md",
        "countries.markdown",
        "Countries/Russia.md",
        "Topics/peace.html",
        "INDEX.md",
    ],
)
def test_an_authored_page_cannot_take_a_planned_ones_place(tmp_path: Path, path: str) -> None:
    topics = as_yaml({"peace": {"label": "Peace"}})
    site = load(write(tmp_path, {"agreements/a.yml": entry(), "topics.yml": topics, path: "# Mine\n"}))
    (problem,) = site.problems
    assert problem.code is Code.PAGE_COLLISION
    assert problem.path.endswith(path)
    assert problem.hint
    assert site.pages == ()


@pytest.mark.parametrize(
    "path",
    [
        *("index.md", "countries.md", "organisations.md", "pending.md", "agreements.md"),
        *("contribute/fields.md", "contribute/problems.md"),
        *("about.md", "countries/about.md", "contribute.md", "contribute/index.md", "contribute/quotes.md"),
    ],
)
def test_an_authored_page_may_give_a_list_its_text_and_stand_anywhere_else(tmp_path: Path, path: str) -> None:
    assert load(write(tmp_path, {"agreements/a.yml": entry(), path: "# Mine\n"})).problems == ()


def test_a_list_of_another_name_is_told_the_right_one(tmp_path: Path) -> None:
    (problem,) = load(write(tmp_path, {"countries/index.md": "# Mine\n"})).problems
    assert problem.hint == "name it countries.md"


def test_no_page_can_stand_among_the_entries(tmp_path: Path) -> None:
    site = load(write(tmp_path, {"agreements/a.yml": entry(), "agreements/a.md": "# Mine\n"}))
    assert [problem.code for problem in site.problems] == [Code.STRAY_FILE]


@pytest.mark.parametrize(
    "files",
    [
        {"agreements/a.yml": entry(formerly=["b"]), "agreements/b.yml": entry(title="Another", date="2001")},
        {"agreements/a.yml": entry(formerly=["a"])},
    ],
)
def test_a_former_id_cannot_take_an_agreements_place(tmp_path: Path, files: dict[str, str]) -> None:
    assert [problem.code for problem in load(write(tmp_path, files)).problems] == [Code.SAME_ID]


def test_the_pages_of_a_site_are_those_of_its_outline(tmp_path: Path) -> None:
    write_collection(tmp_path, 40)
    moved = {"agreements/moved.yml": entry(formerly=["before", "before-that"])}
    for content in (FLAGSHIP, SITES / "atlantis" / "content", write(tmp_path / "content", moved)):
        for wanted in (Wanted(), Wanted(manual=False), Wanted(split_at=30)):
            site = load(content, wanted=wanted)
            made = [Planned(page.path, page.title, page.is_listing) for page in site.pages]
            assert made == list(outline(site.collection, wanted))
            assert made


def test_two_pages_of_one_address_are_told() -> None:
    planned = [Planned("agreements/a.md", "A"), Planned("agreements/a/index.md", "B"), Planned("agreements/b.md", "C")]
    (problem,) = collisions(planned, ())
    assert problem.code is Code.PAGE_COLLISION
    assert problem.message == "the pages made for A and for B would have one address"


@pytest.mark.parametrize("name", ["index", "readme", "con", "lpt1"])
def test_no_slug_and_no_former_id_takes_a_name_that_is_kept_for_something_else(tmp_path: Path, name: str) -> None:
    files = {
        "agreements/a.yml": entry(formerly=[name]),
        "parties.yml": as_yaml({"RUS": {"slug": name}}),
        "topics.yml": as_yaml({name: {"label": "Peace"}}),
    }
    problems = load(write(tmp_path, files)).problems
    assert [problem.code for problem in problems] == [Code.BAD_ID] * 3
    assert all("keeps this name for something else" in (problem.hint or "") for problem in problems)


def test_a_topic_may_have_a_slug_as_long_as_an_id(tmp_path: Path) -> None:
    longest = "x" * LONGEST_ID
    assert load(write(tmp_path, {"topics.yml": as_yaml({longest: {"label": "Peace"}})})).problems == ()
    (problem,) = load(write(tmp_path, {"topics.yml": as_yaml({longest + "x": {"label": "Peace"}})})).problems
    assert problem.code is Code.BAD_ID
