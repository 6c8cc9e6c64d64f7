"""Which pages are planned, where they stand, and what their templates are given."""

from __future__ import annotations

import posixpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sitekit import as_yaml, entry, write
from treatyline.pages import Page
from treatyline.pages.address import FIELDS, PROBLEMS, SCHEMA, WORK, problem_page, relative_url, url
from treatyline.pages.timeline import TimelineView
from treatyline.pages.views import AgreementView, PartiesView, PartyView, TopicView
from treatyline.problems import Code
from treatyline.site import Site, load

MANUAL_PAGES = [FIELDS, PROBLEMS, *map(problem_page, Code), WORK]


def loaded(folder: Path, parties: object = None, topics: object = None, **entries: dict[str, object]) -> Site:
    """A site of entries by id; an underscore stands for a hyphen."""
    files = {f"agreements/{name.replace('_', '-')}.yml": entry(**fields) for name, fields in entries.items()}
    files |= {"parties.yml": as_yaml(parties)} if parties else {}
    files |= {"topics.yml": as_yaml(topics)} if topics else {}
    site = load(write(folder, files))
    assert not site.has_errors, site.problems
    return site


def page(site: Site, path: str) -> Page:
    """The page that stands at a path."""
    (found,) = [page for page in site.pages if page.path == path]
    return found


def agreement(site: Site, name: str) -> AgreementView:
    """What the page of an agreement shows."""
    view = page(site, f"agreements/{name}.md").view
    assert isinstance(view, AgreementView)
    return view


def party(site: Site, path: str) -> PartyView:
    """What the page of a party shows."""
    view = page(site, path).view
    assert isinstance(view, PartyView)
    return view


# --- addresses ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "folders", "files"),
    [
        ("index.md", "", "index.html"),
        ("README.md", "", "index.html"),
        ("countries.md", "countries/", "countries.html"),
        ("countries/index.md", "countries/", "countries/index.html"),
        ("countries/README.md", "countries/", "countries/index.html"),
        ("countries/kazakhstan.md", "countries/kazakhstan/", "countries/kazakhstan.html"),
        (SCHEMA, "schema/v1/agreement.json", "schema/v1/agreement.json"),
    ],
)
def test_a_page_has_the_address_that_mkdocs_gives_it(path: str, folders: str, files: str) -> None:
    assert url(path) == folders
    assert url(path, directory_urls=False) == files


@pytest.mark.parametrize(
    ("target", "start", "way"),
    [
        ("countries/russia/", "agreements/x/", "../../countries/russia/"),
        ("", "agreements/x/", "../../"),
        ("", "", "./"),
        ("agreements/x/", "", "agreements/x/"),
        ("agreements/x/", "agreements/x/", "../x/"),
        ("countries/", "countries/", "../countries/"),
        ("", "404.html", "./"),
        ("agreements/y.html", "agreements/x.html", "y.html"),
        ("index.html", "agreements/x.html", "../index.html"),
        ("agreements/x.html", "index.html", "agreements/x.html"),
    ],
)
def test_the_way_from_page_to_page_is_relative(target: str, start: str, way: str) -> None:
    assert relative_url(target, start) == way


SLUGS = st.lists(st.from_regex("[a-z]{1,4}", fullmatch=True), max_size=3)


@given(SLUGS, SLUGS, st.booleans())
def test_every_way_leads_to_its_target_from_below_any_path(
    target: list[str], start: list[str], directory_urls: bool
) -> None:
    goal, begin = (
        url("/".join([*steps, "index" if not steps else steps[-1]]) + ".md", directory_urls=directory_urls)
        for steps in (target, start)
    )
    way = relative_url(goal, begin)
    folder = posixpath.dirname(f"/some/repo/{begin}")
    led_to = posixpath.normpath(posixpath.join(folder, way))
    assert led_to == posixpath.normpath(f"/some/repo/{goal}")
    assert way.endswith("/") == (not goal or goal.endswith("/"))


# --- which pages --------------------------------------------------------------------------------------------


def test_there_is_a_page_for_each_agreement_party_and_topic_and_for_each_list(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        topics={"peace": {"label": "Peace"}, "unused": {"label": "Unused"}},
        amity={"topics": ["peace"], "parties": ["RUS", {"party": "UN", "roles": ["depositary"]}]},
    )
    assert [page.path for page in site.pages] == [
        "index.md",
        "countries.md",
        "organisations.md",
        "pending.md",
        "agreements.md",
        "corrections.md",
        "agreements/amity.md",
        "countries/russia.md",
        "organisations/un.md",
        "topics/peace.md",
        "topics/unused.md",
        *MANUAL_PAGES,
    ]


def test_the_pages_of_an_empty_collection_are_the_lists(tmp_path: Path) -> None:
    site = loaded(tmp_path)
    lists = ["index.md", "countries.md", "organisations.md", "pending.md", "agreements.md", "corrections.md"]
    assert [page.path for page in site.pages] == [*lists, *MANUAL_PAGES]
    view = page(site, "index.md").view
    assert isinstance(view, TimelineView)
    assert (view.years, view.count, view.span) == ((), 0, None)


def test_a_page_leads_to_the_file_that_it_is_made_from(tmp_path: Path) -> None:
    site = loaded(tmp_path, topics={"peace": {"label": "Peace"}}, amity={})
    assert page(site, "agreements/amity.md").source == tmp_path / "agreements" / "amity.yml"
    assert page(site, "topics/peace.md").source == tmp_path / "topics.yml"
    assert page(site, "countries/russia.md").source is None, "there is no parties.yml"


def test_with_a_parties_file_a_partys_page_leads_to_it(tmp_path: Path) -> None:
    site = loaded(tmp_path, parties={"ATL": {"kind": "state", "name": "Atlantis", "slug": "atlantis"}}, amity={})
    assert page(site, "countries/russia.md").source == tmp_path / "parties.yml"


def test_each_former_id_has_a_page_that_leads_to_the_present_one(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"formerly": ["amity-2013", "friends"]})
    for former in ("amity-2013", "friends"):
        moved = page(site, f"agreements/{former}.md")
        assert moved.moved_to == "agreements/amity.md"
        assert moved.source is None


def test_an_entrys_last_change_is_its_latest_day_whatever_the_order(tmp_path: Path) -> None:
    changes = [{"date": "2021-02-03", "note": "One."}, {"date": "2020-02-03", "note": "Two."}]
    site = loaded(
        tmp_path,
        changed={"date": "2001", "added": "2020-01-01", "changes": changes},
        added={"date": "2002", "added": "2020-01-01"},
        neither={"date": "2003"},
    )
    days = {name: page(site, f"agreements/{name}.md").last_changed for name in ("changed", "added", "neither")}
    assert days == {"changed": "2021-02-03", "added": "2020-01-01", "neither": None}


# --- titles and descriptions --------------------------------------------------------------------------------


def test_the_short_title_is_a_pages_title(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"title": "Long and official", "short_title": "Short"})
    assert page(site, "agreements/amity.md").title == "Short"


@pytest.mark.parametrize(
    ("summary", "description"),
    [
        ("A short one.", "A short one."),
        ("x" * 160, "x" * 160),
        ("word " * 31 + "words, and more", ("word " * 31).strip() + "…"),
        ("word " * 30 + "word, another word", "word " * 30 + "word…"),
    ],
)
def test_a_description_is_the_summary_cut_between_words(tmp_path: Path, summary: str, description: str) -> None:
    found = page(loaded(tmp_path, amity={"summary": summary}), "agreements/amity.md").description
    assert found == description
    assert len(found) <= 160


def test_a_description_says_dates_as_they_are_known(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        peace={"date": "-0043-03", "parties": ["GRC", "ITA"]},
        about={"date": "1380~", "parties": ["GRC", "FRA"]},
        decade={"date": "172X", "parties": ["ITA", "FRA"]},
    )
    descriptions = {page.path: page.description for page in site.pages}
    assert descriptions["index.md"] == "3 agreements, from March 44 BC to 1720s, on one line of time."
    assert descriptions["countries/greece.md"] == "2 agreements of Greece, from March 44 BC to about 1380."
    assert descriptions["countries/italy.md"] == "2 agreements of Italy, from March 44 BC to 1720s."


def test_one_agreement_is_not_called_several(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={})
    assert page(site, "countries/russia.md").description == "One agreement of Russia, 30 January 2013."
    assert page(site, "countries.md").description == "2 countries and their agreements."


# --- what an agreement's page shows -------------------------------------------------------------------------


def test_a_party_stands_under_its_name_of_that_day_with_todays_beside_it(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        before={"date": "1985-01-01", "parties": ["MMR", "RUS"]},
        after={"date": "1995-01-01", "parties": ["MMR", "RUS"]},
    )
    then, now = agreement(site, "before").parties[0].link, agreement(site, "after").parties[0].link
    assert (then.name, then.today) == ("Burma", "Myanmar")
    assert (now.name, now.today) == ("Myanmar", None)


def test_a_party_that_joined_later_stands_under_its_name_of_that_later_day(tmp_path: Path) -> None:
    joined = {"party": "MMR", "actions": [{"type": "accession", "date": "1995-01-01"}]}
    site = loaded(tmp_path, amity={"date": "1985-01-01", "parties": ["RUS", joined]})
    assert [line.link.name for line in agreement(site, "amity").parties][1:] == ["Myanmar"]


def test_a_party_that_joined_later_begins_on_that_later_day(tmp_path: Path) -> None:
    joined = {"party": "KAZ", "actions": [{"type": "accession", "date": "1995-01-01"}]}
    site = loaded(tmp_path, old={"date": "1985", "parties": ["RUS", joined]}, new={"date": "1992", "parties": ["KAZ"]})
    view = party(site, "countries/kazakhstan.md")
    assert [(str(day), card.id) for day, card in view.ends] == [("1992", "new"), ("1995-01-01", "old")]
    assert view.span == tuple(day for day, _ in view.ends)
    assert [year.cards[0].id for year in view.years] == ["old", "new"], "the list keeps the order of all lists"


def test_the_place_and_the_signatories_may_name_a_party_that_has_no_page(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"place": {"name": "Geneva", "country": "CHE"}})
    link = agreement(site, "amity").party_names["CHE"]
    assert (link.name, link.page) == ("Switzerland", None)
    assert agreement(site, "amity").party_names["RUS"].page == "countries/russia.md"


def test_what_another_entry_says_of_an_agreement_is_shown_the_other_way_round(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        old={"date": "2001"},
        new={"date": "2009", "relations": [{"type": "supersedes", "target": "old", "note": "All of it"}]},
    )
    (line,) = agreement(site, "old").relations
    assert (line.label, line.page, line.note) == ("superseded by", "agreements/new.md", "All of it")
    assert str(line.date) == "2009"
    (line,) = agreement(site, "new").relations
    assert (line.label, line.page) == ("supersedes", "agreements/old.md")


def test_a_relation_to_an_agreement_without_an_entry_has_no_page(tmp_path: Path) -> None:
    site = loaded(tmp_path, amity={"relations": [{"type": "based-on", "title": "A lost oath"}]})
    (line,) = agreement(site, "amity").relations
    assert (line.label, line.title, line.page, line.date) == ("based on", "A lost oath", None, None)


@pytest.mark.parametrize("kind", ["related", "parallel-to"])
def test_a_pair_that_says_the_same_of_each_other_is_shown_once(tmp_path: Path, kind: str) -> None:
    site = loaded(
        tmp_path,
        one={"date": "2001", "relations": [{"type": kind, "target": "two", "note": "Ours"}]},
        two={"date": "2009", "relations": [{"type": kind, "target": "one"}]},
    )
    assert [line.note for line in agreement(site, "one").relations] == ["Ours"]
    assert len(agreement(site, "two").relations) == 1


def test_two_relations_of_other_kinds_to_one_agreement_are_both_shown(tmp_path: Path) -> None:
    relations = [{"type": "amends", "target": "old"}, {"type": "extends", "target": "old"}]
    site = loaded(tmp_path, old={"date": "2001"}, new={"date": "2009", "relations": relations})
    assert [line.label for line in agreement(site, "old").relations] == ["amended by", "extended by"]


def test_the_agreements_before_and_after_are_at_hand(tmp_path: Path) -> None:
    site = loaded(tmp_path, one={"date": "2001"}, two={"date": "2002"})
    assert agreement(site, "one").previous is None
    following = agreement(site, "one").next
    assert following is not None
    assert following.page == "agreements/two.md"


# --- what the other pages show ------------------------------------------------------------------------------


def test_agreements_stand_under_the_years_in_which_they_begin(tmp_path: Path) -> None:
    site = loaded(tmp_path, bc={"date": "-0043"}, one={"date": "2001-05"}, two={"date": "2001"}, three={"date": "2002"})
    view = page(site, "index.md").view
    assert isinstance(view, TimelineView)
    shown = [(str(year.date), [card.page for card in year.cards]) for year in view.years]
    assert shown == [
        ("-0043", ["agreements/bc.md"]),
        ("2001", ["agreements/two.md", "agreements/one.md"]),
        ("2002", ["agreements/three.md"]),
    ]


def test_a_years_heading_says_no_more_than_is_known(tmp_path: Path) -> None:
    dates = {"open": "../1380", "decade": "172X", "month": "1720-05", "about": "1721~", "interval": "1730/1735"}
    site = loaded(tmp_path, **{name: {"date": date} for name, date in dates.items()})
    view = page(site, "index.md").view
    assert isinstance(view, TimelineView)
    shown = [(str(year.date), [card.page for card in year.cards]) for year in view.years]
    assert shown == [
        ("../1380", ["agreements/open.md"]),
        ("172X", ["agreements/decade.md"]),
        ("1720", ["agreements/month.md"]),
        ("1721", ["agreements/about.md"]),
        ("1730", ["agreements/interval.md"]),
    ]


SOVIET = {"date": "1975-01-01", "parties": ["SUN", "USA"]}
RUSSIAN = {"date": "1995-01-01", "parties": ["RUS", "USA"]}


def test_a_successors_page_shows_the_former_states_agreements_apart(tmp_path: Path) -> None:
    site = loaded(tmp_path, soviet=SOVIET, russian=RUSSIAN)
    view = party(site, "countries/russia.md")
    assert view.count == 1
    (soviet,) = [kin for kin in view.predecessors if kin.link.code == "SUN"]
    assert soviet.how == "continues"
    assert [card.page for year in soviet.years for card in year.cards] == ["agreements/soviet.md"]
    assert soviet.link.page == "countries/soviet-union.md"


def test_a_former_states_page_names_those_successors_that_have_agreements(tmp_path: Path) -> None:
    site = loaded(tmp_path, soviet=SOVIET, russian=RUSSIAN)
    view = party(site, "countries/soviet-union.md")
    assert [kin.link.code for kin in view.successors] == ["RUS"]
    assert view.successors[0].how == "continued by"


def test_a_predecessor_without_agreements_is_named_without_a_link(tmp_path: Path) -> None:
    site = loaded(tmp_path, russian=RUSSIAN)
    (soviet,) = [kin for kin in party(site, "countries/russia.md").predecessors if kin.link.code == "SUN"]
    assert (soviet.link.page, soviet.years) == (None, ())


def test_a_party_names_the_agreement_that_founded_it_where_the_collection_has_it(tmp_path: Path) -> None:
    parties = {"NATO": {"founded_by": "charter"}}
    site = loaded(tmp_path, parties, charter={"parties": ["USA", "NATO"]})
    (year,) = party(site, "organisations/nato.md").founded_by
    assert [card.page for card in year.cards] == ["agreements/charter.md"]
    assert party(site, "countries/united-states.md").founded_by == ()


def test_countries_and_other_parties_have_lists_of_their_own_by_name(tmp_path: Path) -> None:
    site = loaded(tmp_path, soviet={**SOVIET, "parties": ["SUN", "USA", "NATO", "ALB", "ALA", "FRA"]})
    countries, others = page(site, "countries.md").view, page(site, "organisations.md").view
    assert isinstance(countries, PartiesView)
    assert isinstance(others, PartiesView)
    assert [row.link.code for row in countries.rows] == ["ALA", "ALB", "FRA", "SUN", "USA"], "Å is an A"
    assert [row.link.code for row in others.rows] == ["NATO"]
    assert [row.count for row in others.rows] == [1]


def test_a_topic_shows_its_agreements_and_says_so_where_it_has_none(tmp_path: Path) -> None:
    topics = {"peace": {"label": "Peace", "sentence": "No more war."}, "trade": {"label": "Trade"}}
    site = loaded(tmp_path, None, topics, amity={"topics": ["peace"]})
    view = page(site, "topics/peace.md").view
    assert isinstance(view, TopicView)
    assert [card.page for year in view.years for card in year.cards] == ["agreements/amity.md"]
    assert page(site, "topics/peace.md").description == "Peace: One agreement, 30 January 2013. No more war."
    assert page(site, "topics/trade.md").description == "Trade: No agreements."
