"""What the timeline can be narrowed by: which choices there are, with which numbers, and where they stand."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from tests.sitekit import FLAGSHIP, SMALL_YML, as_yaml, build_strictly, entry, loaded, read_html, write, write_site
from treatyline.pages.facets import Facet, Facets, Traits, facets_of
from treatyline.site import load
from treatyline.theme_folder import theme_folder

TOPICS = {"peace": {"label": "Peace"}, "trade": {"label": "Trade"}, "unused": {"label": "Unused"}}
SOURCE = [{"id": "s", "publisher": "A Gazette"}]


def facets(folder: Path, *entries: dict[str, object]) -> Facets | None:
    """The facets of a collection of entries, which are `a-0`, `a-1` and so on."""
    files = {f"agreements/a-{number}.yml": entry(**fields) for number, fields in enumerate(entries)}
    site = load(write(folder, files | {"topics.yml": as_yaml(TOPICS)}))
    assert not site.has_errors, site.problems
    return facets_of(site.collection)


def found(folder: Path, *entries: dict[str, object]) -> Facets:
    """The same, where there are any."""
    facets_found = facets(folder, *entries)
    assert facets_found is not None
    return facets_found


def facet(facets: Facets, name: str) -> Facet:
    """The facet of a name."""
    (of_that_name,) = [facet for facet in facets.facets if facet.name == name]
    return of_that_name


def choices(facets: Facets, name: str) -> list[tuple[str, str, int]]:
    """Value, label and number of a facet's choices."""
    return [(choice.value, choice.label, choice.count) for choice in facet(facets, name).choices]


def with_status(state: str, **fields: object) -> dict[str, object]:
    """An entry of which a source says what has become of it."""
    return {"status": {"is": state, "source": "s"}, "sources": SOURCE, **fields}


def traits(folder: Path, **fields: object) -> Traits:
    """What the first of some agreements is found by."""
    return found(folder, fields, {}, {}).traits["agreements/a-0.md"]


# --- choices ------------------------------------------------------------------------------------------------


def test_what_most_agreements_share_comes_first_and_equals_are_in_order_of_their_names(tmp_path: Path) -> None:
    found_facets = found(
        tmp_path, {"parties": ["RUS", "KAZ"]}, {"parties": ["KAZ", "ARM"]}, {"parties": ["USA", "ALA"]}
    )
    assert choices(found_facets, "party") == [
        ("KAZ", "Kazakhstan", 2),
        ("ALA", "Åland Islands", 1),
        ("ARM", "Armenia", 1),
        ("RUS", "Russia", 1),
        ("USA", "United States", 1),
    ]


def test_parties_bear_their_names_of_today_and_count_in_whatever_role(tmp_path: Path) -> None:
    turkey = {"date": "1952-02-18", "parties": ["TUR", {"party": "UN", "roles": ["depositary"]}]}
    labels = {value: (label, count) for value, label, count in choices(found(tmp_path, turkey, {}, {}), "party")}
    assert labels["TUR"] == ("Türkiye", 1)
    assert labels["UN"][1] == 1


def test_kinds_and_topics_bear_the_words_of_the_pages_and_what_no_agreement_has_is_no_choice(tmp_path: Path) -> None:
    found_facets = found(
        tmp_path,
        {"kind": "exchange-of-notes", "topics": ["trade", "peace"]},
        {"kind": "treaty", "topics": ["peace"]},
        {"kind": "treaty"},
    )
    assert choices(found_facets, "kind") == [("treaty", "treaty", 2), ("exchange-of-notes", "exchange of notes", 1)]
    assert choices(found_facets, "topic") == [("peace", "Peace", 2), ("trade", "Trade", 1)]


def test_a_status_that_no_source_states_is_a_choice_too(tmp_path: Path) -> None:
    found_facets = found(tmp_path, with_status("in-force"), with_status("in-force"), {})
    assert choices(found_facets, "status") == [("in-force", "in force", 2), ("not-stated", "not stated", 1)]


def test_what_does_not_bind_is_in_effect(tmp_path: Path) -> None:
    political = with_status("in-force", binding={"is": "no", "source": "s"})
    assert choices(found(tmp_path / "one", political, {}, {}), "status")[-1] == ("in-force", "in effect", 1)
    both = found(tmp_path / "both", political, with_status("in-force"), {})
    assert choices(both, "status")[0] == ("in-force", "in force or in effect", 2)


def test_what_is_true_of_all_agreements_is_not_asked(tmp_path: Path) -> None:
    assert [facet.name for facet in found(tmp_path, {}, {}, {"topics": ["peace"]}).facets] == ["topic"]


def test_two_agreements_need_no_facets(tmp_path: Path) -> None:
    assert facets(tmp_path / "two", {}, {"kind": "treaty"}) is None
    assert facets(tmp_path / "none") is None
    assert facets(tmp_path / "three", {}, {}, {"kind": "treaty"}) is not None


# --- years --------------------------------------------------------------------------------------------------


def test_the_years_are_those_of_the_first_and_the_last_day_that_is_known(tmp_path: Path) -> None:
    dates = [{"date": date} for date in ("../1380", "172X", "-0043", "1990/..")]
    assert found(tmp_path / "old", *dates).years == (-43, 1990)
    assert found(tmp_path / "same", {}, {}, {}).years is None
    assert found(tmp_path / "open", *[{"date": "1990/.."}] * 3).years is None


def test_a_date_is_as_wide_as_it_is_unknown_and_open_where_it_has_no_end(tmp_path: Path) -> None:
    for number, (date, first, last) in enumerate(
        [("172X", 1720, 1729), ("../1950", None, 1950), ("1990/..", 1990, None), ("-0043-03", -43, -43)]
    ):
        of_one = traits(tmp_path / str(number), date=date)
        assert (of_one.first, of_one.last) == (first, last)


# --- traits -------------------------------------------------------------------------------------------------


def test_an_agreement_is_found_by_its_values_and_by_words_that_the_timeline_does_not_show(tmp_path: Path) -> None:
    of_one = traits(
        tmp_path,
        title="Treaty of Accession",
        short_title="Accession",
        date="1952-02-18",
        parties=["TUR", "FRA"],
        kind="treaty",
        topics=["peace", "trade"],
    )
    assert (of_one.parties, of_one.kind, of_one.topics) == ("TUR FRA", "treaty", "peace trade")
    assert of_one.status == "not-stated"
    assert of_one.words == "Treaty of Accession Turkey"
    assert traits(tmp_path / "plain").words == ""


def test_every_number_is_that_of_the_agreements_with_that_trait() -> None:
    made = facets_of(loaded(FLAGSHIP).collection)
    assert made is not None
    values = [
        {"party": each.parties.split(), "kind": [each.kind], "topic": each.topics.split(), "status": [each.status]}
        for each in made.traits.values()
    ]
    assert {facet.name for facet in made.facets} == {"party", "kind", "topic", "status"}
    for facet in made.facets:
        for choice in facet.choices:
            assert choice.count == sum(choice.value in each[facet.name] for each in values), choice


# --- on the page --------------------------------------------------------------------------------------------


def test_the_form_waits_for_its_script_and_only_the_timeline_bears_traits(tmp_path: Path) -> None:
    files = {
        f"agreements/a-{number}.yml": entry(title=title, date=f"201{number}")
        for number, title in enumerate(["On kites", "Of bells", "The lanterns"])
    }
    files |= {"agreements/hostile.yml": entry(title='"><script>', short_title="Short", kind="treaty")}
    built = build_strictly(write_site(tmp_path, files, SMALL_YML))
    home, country = (
        (built.site / path / "index.html").read_text(encoding="utf-8") for path in ("", "countries/russia")
    )
    (form,) = re.findall(r"<form class=\"tl-facets\"[^>]*>", home)
    assert "data-ready" not in form, "the script says so"
    assert home.count("data-parties=") == 4
    assert 'data-words="&#34;&gt;&lt;script&gt;"' in home
    assert "data-parties=" not in country
    asked = [link.url for link in read_html(home).links if link.url.startswith("assets/javascripts/treatyline-")]
    assert asked[0] == "assets/javascripts/treatyline-timeline.js"
    assert sorted(asked[1:]) == sorted(imported("treatyline-timeline.js")), "all are fetched at once"
    assert "treatyline-timeline.js" not in country


def imported(script: str) -> set[str]:
    """The addresses of all modules that a script needs."""
    folder, found = theme_folder() / "assets" / "javascripts", {script}
    waiting = [script]
    while waiting:
        text = (folder / waiting.pop()).read_text(encoding="utf-8")
        new = set(re.findall(r'from "\./([^"]+)"', text)) - found
        found |= new
        waiting += new
    return {f"assets/javascripts/{name}" for name in found - {script}}


def test_all_scripts_together_are_small() -> None:
    scripts = sorted((theme_folder() / "assets" / "javascripts").glob("*.js"))
    assert len(scripts) > 5
    assert sum(len(gzip.compress(script.read_bytes())) for script in scripts) < 20_000
