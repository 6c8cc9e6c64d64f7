"""The pages on a collection itself: what was corrected, what is left to do, and the parties that agreements founded."""

from __future__ import annotations

from pathlib import Path

from tests.sitekit import as_yaml
from tests.test_pages import agreement, loaded, page, party
from treatyline.pages.manual_views import WorkView
from treatyline.pages.views import CorrectionsView, PartiesView
from treatyline.render import Renderer
from treatyline.site import Site, load
from treatyline.theme_folder import theme_folder

PROOF = {"publisher": "A Gazette", "supports": ["title", "date", "parties", "summary"]}


def tasks(site: Site) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """What is left to do, by the name of the task: agreements and what they lack."""
    view = page(site, "contribute/work-to-do.md").view
    assert isinstance(view, WorkView)
    return {
        task.name: [(found.card.page.split("/")[1].removesuffix(".md"), found.lacks) for found in task.shortfalls]
        for task in view.tasks
    }


def body(site: Site, path: str) -> str:
    """What a page shows, as HTML."""
    return Renderer([theme_folder()]).body(page(site, path))


# --- corrections --------------------------------------------------------------------------------------------


def test_corrections_are_listed_the_latest_first_and_other_changes_are_not(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        early={
            "date": "2001",
            "changes": [
                {"date": "2021-05-01", "note": "Two sources more."},
                {"date": "2021-06-01", "note": "The place was wrong.", "correction": True},
            ],
        },
        late={"date": "2002", "changes": [{"date": "2022-01-01", "note": "The day was wrong.", "correction": True}]},
    )
    view = page(site, "corrections.md").view
    assert isinstance(view, CorrectionsView)
    assert [(str(found.date), found.note, found.card.page) for found in view.corrections] == [
        ("2022-01-01", "The day was wrong.", "agreements/late.md"),
        ("2021-06-01", "The place was wrong.", "agreements/early.md"),
    ]
    assert "Two sources more." not in body(site, "corrections.md")


def test_a_site_without_corrections_says_so(tmp_path: Path) -> None:
    assert "No correction is recorded yet." in body(loaded(tmp_path, amity={}), "corrections.md")


def test_the_page_of_an_agreement_leads_to_the_corrections(tmp_path: Path) -> None:
    assert 'href="../../corrections/"' in body(loaded(tmp_path, amity={}), "agreements/amity.md")


# --- work to do ---------------------------------------------------------------------------------------------


def test_an_agreement_stands_under_each_task_that_it_needs(tmp_path: Path) -> None:
    archived = {"url": "https://example.org/", "archived_url": "https://web.archive.org/web/2013/https://example.org/"}
    site = loaded(
        tmp_path,
        bare={"date": "2001", "in_force": "unknown", "sources": [{"publisher": "P", "url": "https://example.org/"}]},
        whole={"date": "2002", "sources": [PROOF | archived | {"kind": "official"}]},
    )
    assert tasks(site) == {
        "official": [("bare", ())],
        "unknown": [("bare", ("entry into force",))],
        "unsupported": [("bare", ("title", "date", "parties", "summary"))],
        "archived": [("bare", ("1 of 1",))],
    }


def test_nothing_to_do_is_said(tmp_path: Path) -> None:
    site = loaded(tmp_path, whole={"sources": [PROOF | {"kind": "official"}]})
    assert set(map(len, tasks(site).values())) == {0}
    assert body(site, "contribute/work-to-do.md").count("Nothing is left to do here.") == len(tasks(site))


def test_an_agreements_page_names_what_no_source_supports(tmp_path: Path) -> None:
    shown = body(loaded(tmp_path, amity={"in_force": "2014", "sources": [PROOF]}), "agreements/amity.md")
    assert "No source named for</dt> <dd>in force</dd>" in shown
    assert "No source named" not in body(loaded(tmp_path, amity={"sources": [PROOF]}), "agreements/amity.md")


def test_sources_that_do_not_say_what_they_support_are_not_blamed_on_the_page(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"sources": [{"publisher": "A Gazette"}]})
    assert "No source named" not in body(site, "agreements/amity.md")
    assert tasks(site)["unsupported"] == [("amity", ("title", "date", "parties", "summary"))]


# --- parties that agreements founded ------------------------------------------------------------------------

LEAGUE = {"LDL": {"kind": "organisation", "name": "League", "slug": "league", "founded_by": "amity"}}


def test_a_party_that_an_agreement_founded_has_a_page_though_it_took_part_in_none(tmp_path: Path) -> None:
    site = loaded(tmp_path, parties=LEAGUE, amity={})
    view = party(site, "organisations/league.md")
    assert (view.count, view.span, view.years) == (0, None, ())
    assert [card.page for year in view.founded_by for card in year.cards] == ["agreements/amity.md"]
    assert page(site, "organisations/league.md").description == "League, founded by Treaty of Amity."
    assert "Not a party to an agreement of this site" in body(site, "organisations/league.md")


def test_it_stands_in_the_list_of_its_kind(tmp_path: Path) -> None:
    site = loaded(tmp_path, parties=LEAGUE, amity={})
    view = page(site, "organisations.md").view
    assert isinstance(view, PartiesView)
    assert [(row.link.name, row.count) for row in view.rows] == [("League", 0)]
    assert '<td class="tl-number">0</td>' in body(site, "organisations.md")


def test_the_agreement_leads_to_what_it_founded(tmp_path: Path) -> None:
    site = loaded(tmp_path, parties=LEAGUE, amity={})
    assert "Treaty of Amity" in body(site, "organisations/league.md")
    assert [link.page for link in agreement(site, "amity").founded] == ["organisations/league.md"]
    assert 'Founded</dt> <dd><a href="../../organisations/league/">League</a>' in body(site, "agreements/amity.md")


def test_a_party_that_no_agreement_of_the_site_concerns_has_no_page(tmp_path: Path) -> None:
    unfounded = {name: value for name, value in LEAGUE["LDL"].items() if name != "founded_by"}
    site = loaded(tmp_path, parties={"LDL": unfounded}, amity={})
    assert "organisations/league.md" not in [page.path for page in site.pages]


def test_an_empty_site_has_the_pages_that_tell_so(tmp_path: Path) -> None:
    (tmp_path / "topics.yml").write_text(as_yaml({"peace": {"label": "Peace"}}), encoding="utf-8")
    site = load(tmp_path)
    assert "0 of 0 agreements" in body(site, "contribute/work-to-do.md")
