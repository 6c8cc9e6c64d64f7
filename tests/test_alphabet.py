"""The index of all agreements by title."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitekit import build_strictly, entry, read_html, write_site
from tests.test_pages import loaded, page
from tests.test_upkeep import body
from treatyline.pages.alphabet import AlphabetView, initial, sort_key
from treatyline.site import Site


def index(site: Site) -> dict[str, list[str]]:
    """Titles by their letter, in the page's order."""
    view = page(site, "agreements.md").view
    assert isinstance(view, AlphabetView)
    return {letter.letter: [line.title for line in letter.lines] for letter in view.letters}


@pytest.mark.parametrize(
    ("title", "letter"),
    [
        ("Treaty of Amity", "T"),
        ("The Hague Convention", "H"),
        ("A Framework for Peace", "F"),
        ("An Accord", "A"),
        ("“The Pact”", "P"),
        ('The "Steel" Pact', "S"),
        ("Åland Convention", "A"),
        ("Theodosian Pact", "T"),
        ("A", "A"),
        ("The", "T"),
        ("anzus Treaty", "A"),
        ("Договор о дружбе", "Д"),
        ("1992 Tashkent Treaty", "0-9"),
        ("…", "…"),
    ],
)
def test_a_title_is_found_under_its_first_letter_without_article_signs_and_marks(title: str, letter: str) -> None:
    assert initial(title) == letter


def test_signs_come_before_digits_and_digits_before_letters() -> None:
    titles = ["Ель", "Zebra Pact", "the Apple Pact", "1992 Pact", "…", "Ärger Pact"]
    assert sorted(titles, key=sort_key) == ["…", "1992 Pact", "the Apple Pact", "Ärger Pact", "Zebra Pact", "Ель"]


def test_an_agreement_stands_under_its_short_title_and_under_the_official_one_of_another_letter(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        salt={"title": "Interim Agreement", "short_title": "Salt I"},
        sort={"title": "Strategic Treaty", "short_title": "Sort"},
        amity={"title": "Amity"},
    )
    assert index(site) == {"A": ["Amity"], "I": ["Interim Agreement"], "S": ["Salt I", "Sort"]}
    shown = read_html(body(site, "agreements.md"))
    assert shown.link("Interim Agreement") == shown.link("Salt I") == "../agreements/salt/"
    assert "Interim Agreement Salt I, 2013" in shown.text


def test_letters_that_one_capital_stands_for_have_one_heading(tmp_path: Path) -> None:
    dotless = {"title": "\u0131rmak Pact"}
    site = loaded(tmp_path, a={"title": "Iron Pact"}, b=dotless, c={"title": "Jam Pact"})
    assert list(index(site)) == ["I", "J"]
    ids = read_html(body(site, "agreements.md")).ids
    assert len(ids) == len(set(ids))


def test_every_letter_above_leads_to_its_heading(tmp_path: Path) -> None:
    titles = ("Amity", "Договор", "1992 Pact", "…")
    site = loaded(tmp_path, **{f"a{number}": {"title": title} for number, title in enumerate(titles)})
    shown = read_html(body(site, "agreements.md"))
    places = [link.url for link in shown.links if link.url.startswith("#")]
    assert places == ["#letter-signs", "#letter-digits", "#letter-a", "#letter-0414"]
    assert [text for tag, text in shown.headings if tag == "h2"] == ["…", "0-9", "A", "Д"]
    assert {place.removeprefix("#") for place in places} <= set(shown.ids)


def test_a_line_names_the_year_as_far_as_it_is_known_and_the_first_parties(tmp_path: Path) -> None:
    site = loaded(
        tmp_path,
        two={"title": "B", "date": "1949-04-04"},
        many={"title": "C", "date": "172X", "parties": ["RUS", "KAZ", "NOR", "SWE"]},
        some={"title": "D", "date": "1994", "open_to": "all states"},
        about={"title": "F", "date": "1380~"},
        between={"title": "G", "date": "1990/1995"},
        all={"title": "E", "date": "1995", "parties": [], "open_to": "all states"},
    )
    text = read_html(body(site, "agreements.md")).text
    assert "B 1949, Russia, Kazakhstan" in text
    assert "C 1720s, Russia, Kazakhstan and 2 more" in text
    assert "D 1994, Russia, Kazakhstan and others" in text
    assert "E 1995, open to all states" in text
    assert "F about 1380, Russia, Kazakhstan" in text
    assert "G 1990 to 1995, Russia, Kazakhstan" in text


def test_the_timeline_leads_to_the_index_and_an_empty_index_says_so(tmp_path: Path) -> None:
    shown = read_html(body(loaded(tmp_path / "one", amity={}), "index.md"))
    assert shown.link("all agreements by title") == "agreements/"
    assert "This site has no agreement yet." in body(loaded(tmp_path / "none"), "agreements.md")


def test_ledger_and_index_stand_in_the_site_and_the_search_finds_an_agreement_by_its_own_page_alone(
    tmp_path: Path,
) -> None:
    waited = entry(title="Treaty of Herrings", date="2001-05-17", in_force="2001-06-01")
    sought = entry(title="Treaty of Cods", date="2002-05-17", in_force="unknown")
    files = {"agreements/herrings.yml": waited, "agreements/cods.yml": sought}
    built = build_strictly(write_site(tmp_path, {**files, "agreements.md": "# All of them\n\nHere they stand.\n"}))
    assert built.page("agreements/").h1 == ["All of them"]
    assert built.page("agreements/").link("Treaty of Herrings") == "../agreements/herrings/"
    assert built.page("pending/").link("Treaty of Cods") == "../agreements/cods/"
    found = (built.site / "search" / "search_index.json").read_text(encoding="utf-8")
    assert found.count('"title":"Treaty of Herrings <') == found.count("Treaty of Herrings") == 1
    assert found.count('"title":"Treaty of Cods <') == found.count("Treaty of Cods") == 1
    assert "in force 1 June 2001" not in found
