"""A timeline that is too long for one page: which decades there are, what stands on each, and what their index says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sitekit import SMALL_YML, as_yaml, build, entry, write, write_site
from treatyline.dates import parse
from treatyline.pages import Page, Wanted
from treatyline.pages.decades import decade_of
from treatyline.pages.timeline import TimelineView
from treatyline.problems import Code, Severity
from treatyline.site import load

DATES = {
    "open": "../1380",
    "rome": "-0043",
    "old": "172X",
    "roads": "1904-05-06",
    "kites": "1990-05-01",
    "bells": "1999",
    "rain": "2001-02-03",
}
FILES = {f"agreements/{name}.yml": entry(title=name.title(), date=date) for name, date in DATES.items()}


def pages(folder: Path, split_at: int) -> dict[str, Page]:
    """The pages of the timeline of some agreements."""
    site = load(write(folder, FILES), wanted=Wanted(split_at=split_at))
    return {page.path: page for page in site.pages if isinstance(page.view, TimelineView)}


def view(page: Page) -> TimelineView:
    assert isinstance(page.view, TimelineView)
    return page.view


def shown(page: Page) -> list[str]:
    """The agreements on a page, in order."""
    return [card.id for year in view(page).years for card in year.cards]


# --- decades ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "name", "slug"),
    [
        ("1990", "1990s", "1990s"),
        ("1999-12-31", "1990s", "1990s"),
        ("172X", "1720s", "1720s"),
        ("17XX", "1700–1709", "1700s"),
        ("2003-05", "2000–2009", "2000s"),
        ("1989-12/1991", "1980s", "1980s"),
        ("0476", "470s", "470s"),
        ("0009", "1–9", "1-9"),
        ("0001", "1–9", "1-9"),
        ("0000", "10–1 BC", "10-1-bc"),
        ("-0009", "10–1 BC", "10-1-bc"),
        ("-0010", "20–11 BC", "20-11-bc"),
        ("-0043", "50–41 BC", "50-41-bc"),
        ("../1950", "no first year", "before"),
    ],
)
def test_a_decade_is_that_in_which_a_date_begins(date: str, name: str, slug: str) -> None:
    decade = decade_of(parse(date))
    assert (decade.name, decade.slug) == (name, slug)


@given(st.integers(-9998, 9997))
def test_years_of_one_decade_stand_together_and_no_more_than_ten(year: int) -> None:
    def slug(year: int) -> str:
        return decade_of(parse(f"{year:05}" if year < 0 else f"{year:04}")).slug

    run = [slug(each) for each in range(max(-9998, year - 10), min(9997, year + 10) + 1)]
    assert run.count(slug(year)) <= 10
    assert len(list(dict.fromkeys(run))) == 1 + sum(run[place] != run[place - 1] for place in range(1, len(run)))


# --- pages --------------------------------------------------------------------------------------------------


def test_up_to_the_limit_a_timeline_is_one_page(tmp_path: Path) -> None:
    for split_at in (0, len(DATES), 500):
        (home,) = pages(tmp_path, split_at).values()
        assert shown(home) == list(DATES)
        assert (view(home).parts, view(home).index, home.files) == ((), None, ())


def test_beyond_the_limit_each_decade_has_a_page_and_the_first_names_them_all(tmp_path: Path) -> None:
    home, *decades = pages(tmp_path, len(DATES) - 1).values()
    assert shown(home) == []
    assert [(page.path, shown(page)) for page in decades] == [
        ("timeline/before.md", ["open"]),
        ("timeline/50-41-bc.md", ["rome"]),
        ("timeline/1720s.md", ["old"]),
        ("timeline/1900s.md", ["roads"]),
        ("timeline/1990s.md", ["kites", "bells"]),
        ("timeline/2000s.md", ["rain"]),
    ]
    assert [part.decade.page for part in view(home).parts] == [page.path for page in decades]
    assert [part.count for part in view(home).parts] == [1, 1, 1, 1, 2, 1]
    assert decades[4].title == "Timeline: 1990s"
    assert decades[4].description == "2 agreements, from 1 May 1990 to 1999."


def test_a_decade_knows_those_before_and_after_it(tmp_path: Path) -> None:
    decades = [view(page) for page in list(pages(tmp_path, 1).values())[1:]]
    slugs = [[part and part.decade.slug for part in decade.around] for decade in decades]
    assert slugs[0] == [None, "50-41-bc"]
    assert slugs[3] == ["1720s", "1990s"]
    assert slugs[-1] == ["1990s", None]


def test_a_bar_leads_to_the_page_of_its_years_and_on_that_page_to_their_place(tmp_path: Path) -> None:
    found = pages(tmp_path, 1)
    chart = view(found["index.md"]).histogram
    assert chart
    (bar,) = (bar for bar in chart.wide.bars if bar.first.year <= 1999 <= bar.last.year)
    assert bar.last.year - bar.first.year >= 10
    first, at_1990 = bar.year, ("timeline/1990s.md", parse("1990"))
    assert view(found["index.md"]).place_of(bar) == at_1990
    assert view(found["timeline/1720s.md"]).place_of(bar) == at_1990
    assert view(found["timeline/1990s.md"]).place_of(bar) == (None, parse("1990"))
    assert view(pages(tmp_path, 0)["index.md"]).place_of(bar) == (None, first)


def test_a_bar_of_more_than_a_decade_leads_on_each_of_its_pages_to_a_place_there(tmp_path: Path) -> None:
    dates = ("0476", "1066", "1900", "1915", "1918", "2001")
    files = {f"agreements/a-{date}.yml": entry(date=date, title=date) for date in dates}
    site = load(write(tmp_path, files), wanted=Wanted(split_at=1))
    found = {page.path: view(page) for page in site.pages if isinstance(page.view, TimelineView)}
    chart = found["index.md"].histogram
    assert chart
    (bar,) = (bar for bar in chart.wide.bars if bar.first.year <= 1915 <= bar.last.year)
    assert bar.first.year <= 1900
    assert found["timeline/1910s.md"].place_of(bar) == (None, parse("1915"))
    assert found["timeline/1900s.md"].place_of(bar) == (None, parse("1900"))


def test_one_decade_alone_has_no_line_of_neighbours(tmp_path: Path) -> None:
    files = {f"agreements/a-{day}.yml": entry(date=f"2013-01-0{day}", title=f"On {day}") for day in (1, 2, 3)}
    configuration = SMALL_YML.replace("contributing: false", "split_at: 2")
    page = build(write_site(tmp_path, files, configuration), strict=False).site / "timeline" / "2010s" / "index.html"
    assert 'aria-label="Decades"' in page.read_text(encoding="utf-8")
    assert "Decades before and after" not in page.read_text(encoding="utf-8")


def test_a_description_does_not_join_spans_to_one_another(tmp_path: Path) -> None:
    found = pages(tmp_path, 1)
    assert found["timeline/before.md"].description == "One agreement."
    assert found["index.md"].description == "7 agreements, on one line of time."


def test_a_page_of_the_content_folder_cannot_take_a_decades_place(tmp_path: Path) -> None:
    content = write(tmp_path, FILES | {"timeline/1990s.md": "# Mine\n"})
    for split_at, errors in ((1, [Code.PAGE_COLLISION]), (0, [])):
        problems = load(content, wanted=Wanted(split_at=split_at)).problems
        assert [problem.code for problem in problems if problem.severity is Severity.ERROR] == errors


# --- the index ----------------------------------------------------------------------------------------------


def index(folder: Path, **files: str) -> Iterator[dict[str, object]]:
    """What the index says of each agreement."""
    content = write(folder, {f"agreements/{name}.yml": text for name, text in files.items()})
    (home, *_) = load(content, wanted=Wanted(split_at=1)).pages
    (file,) = home.files
    assert file.path == view(home).index == "timeline/index.json"
    read = json.loads(file.text)
    return (dict(zip(read["columns"], row, strict=True)) for row in read["rows"])


def test_the_index_says_of_every_agreement_where_it_is_and_what_it_is_found_by(tmp_path: Path) -> None:
    kites, bells, rain = index(
        tmp_path,
        kites=entry(title="Kites", short_title="The <Kites>", date="1990", summary="On “kites”.", kind="treaty"),
        bells=entry(title="Bells", date="199X", parties=["KAZ", "RUS"]),
        rain=entry(title="Rain", date="2001"),
    )
    assert kites["id"] == "kites"
    assert (kites["decade"], kites["year"], kites["first"], kites["last"]) == ("1990s", "1990", 1990, 1990)
    assert kites["words"] == "The <Kites> Kites On “kites”."
    assert (kites["kind"], kites["status"], kites["topics"]) == ("treaty", "not-stated", "")
    assert (bells["year"], bells["first"], bells["last"], bells["parties"]) == ("199X", 1990, 1999, "KAZ RUS")
    assert rain["decade"] == "2000s"


def test_a_site_publishes_the_index_where_its_pages_ask_for_it(tmp_path: Path) -> None:
    built = build(write_site(tmp_path, FILES, SMALL_YML.replace("contributing: false", "split_at: 2")), strict=False)
    assert built.succeeded
    site = built.site
    assert len(json.loads((site / "timeline" / "index.json").read_text(encoding="utf-8"))["rows"]) == len(DATES)
    for path, way in (("", "timeline/index.json"), ("timeline/1990s", "../index.json")):
        page = (site / path / "index.html").read_text(encoding="utf-8")
        assert f'data-index="{way}"' in page
    assert built.page("timeline/1990s").h1 == ["Timeline: 1990s"]


def test_an_owners_own_file_cannot_have_the_place_of_the_index(tmp_path: Path) -> None:
    configuration = SMALL_YML.replace("contributing: false", "split_at: 2")
    built = build(write_site(tmp_path, FILES | {"timeline/index.json": "{}"}, configuration))
    assert not built.succeeded
    assert any("timeline/index.json would take the place" in warning for warning in built.warnings)


def test_what_an_agreement_is_open_to_is_found(tmp_path: Path) -> None:
    open_to = entry(parties=[], open_to="every seafaring nation", title="Waters")
    waters, *_ = index(tmp_path, a=open_to, b=entry(date="2014"), c=entry(date="2015"))
    assert "open to every seafaring nation" in str(waters["words"])


def test_few_agreements_have_decades_and_no_index(tmp_path: Path) -> None:
    content = write(tmp_path, {name: FILES[name] for name in ("agreements/kites.yml", "agreements/rain.yml")})
    home, *_ = load(content, wanted=Wanted(split_at=1)).pages
    assert len(view(home).parts) == 2
    assert (view(home).index, home.files) == (None, ())


def test_a_topic_keeps_its_agreements_on_one_page_whatever_their_number(tmp_path: Path) -> None:
    files = {name: text.replace("title:", "topics: [peace]\ntitle:", 1) for name, text in FILES.items()}
    content = write(tmp_path, files | {"topics.yml": as_yaml({"peace": {"label": "Peace"}})})
    found = {page.path: page for page in load(content, wanted=Wanted(split_at=1)).pages}
    assert len(found["topics/peace.md"].view.years) == len(DATES)  # type: ignore[attr-defined]
