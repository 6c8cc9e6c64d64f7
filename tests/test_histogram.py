"""The histogram of the timeline: which bars there are, where they stand, and where they lead."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sitekit import Build, as_yaml, build_strictly, entry, write_site
from treatyline.dates import Edtf, parse
from treatyline.model.vocabulary import Family
from treatyline.pages.histogram import NARROW, TOP, WIDE, Bar, Drawing, Histogram, histogram

BINDING, PROTOCOL, POLITICAL, OTHER = Family


def drawn(**years: str) -> Histogram:
    """The histogram of binding agreements, as many a year as its text has letters; a year is written _1995."""
    chart = histogram((parse(year[1:]), [BINDING] * len(letters)) for year, letters in years.items())
    assert chart is not None
    return chart


def of_texts(*texts: str) -> Histogram:
    """The histogram of one binding agreement for each year or date."""
    chart = histogram((parse(text), [BINDING]) for text in texts)
    assert chart is not None
    return chart


def shown(drawing: Drawing) -> dict[str, int]:
    """The numbers of agreements by the years of their bars."""
    return {bar.years: bar.count for bar in drawing.bars}


# --- which bars ---------------------------------------------------------------------------------------------


def test_a_bar_stands_for_a_year_and_on_a_phone_for_five() -> None:
    chart = drawn(_1947="x", _1995="xxx", _1996="x", _2025="x")
    assert shown(chart.wide) == {"1947": 1, "1995": 3, "1996": 1, "2025": 1}
    assert shown(chart.narrow) == {"1945-1949": 1, "1995-1999": 4, "2025-2029": 1}
    assert (chart.wide.most, chart.narrow.most) == (3, 4)


@pytest.mark.parametrize(
    ("last", "wide", "narrow"),
    [
        ("1921", 1, 1),
        ("1922", 1, 2),
        ("1943", 1, 2),
        ("2009", 1, 5),
        ("2010", 2, 10),
        ("2200", 5, 20),
        ("9998", 100, 500),
    ],
)
def test_a_bar_stands_for_more_years_where_there_are_too_many_for_the_page(last: str, wide: int, narrow: int) -> None:
    chart = of_texts("1900", "1901", "1902", "1903", last)
    assert (chart.wide.step, chart.narrow.step) == (wide, narrow)


def test_years_before_christ_have_bars_of_their_own_and_there_is_no_year_0() -> None:
    chart = of_texts("-0500", "-0043", "0000", "0001", "1599")
    assert shown(chart.narrow) == {"-599--500": 1, "-99-0": 2, "1-99": 1, "1500-1599": 1}
    first = chart.narrow.bars[1]
    assert (first.first.text, first.last.text) == ("-0099", "0000"), "100 BC to 1 BC"


def test_a_year_with_unknown_digits_counts_where_it_begins() -> None:
    chart = of_texts("172X", "17XX", "1730", "1731", "1740")
    assert shown(chart.wide) == {"1700": 1, "1720": 1, "1730": 1, "1731": 1, "1740": 1}


def test_a_date_without_a_beginning_is_left_out_and_counted() -> None:
    years = [(parse("../1950"), [BINDING, POLITICAL]), *((parse(str(year)), [BINDING]) for year in range(1950, 1955))]
    chart = histogram(years)
    assert chart is not None
    assert (chart.left_out, chart.families, sum(shown(chart.wide).values())) == (2, (BINDING,), 5)


def test_a_date_without_an_end_counts_where_it_begins() -> None:
    assert shown(of_texts("1950", "1951", "1952", "1953", "1960/..").wide)["1960"] == 1


@pytest.mark.parametrize(
    "years",
    [
        [],
        ["../1950"] * 9,
        ["1990", "1991", "1992", "1993"],
        ["1990", "1990~", "1990?", "1991", "1991~"],
        ["../1950", "1990", "1991", "1992", "1993"],
    ],
)
def test_too_few_agreements_or_years_have_no_histogram(years: list[str]) -> None:
    assert histogram((parse(year), [BINDING]) for year in years) is None


# --- where they stand ---------------------------------------------------------------------------------------


def test_a_bar_leads_to_the_first_section_of_its_years() -> None:
    chart = of_texts("1947", "1950", "1952", "1954", "2025")
    assert [bar.year.text for bar in chart.narrow.bars] == ["1947", "1950", "2025"]


def test_a_bar_is_stacked_by_family_in_one_order_from_its_foot_on() -> None:
    stacked = [
        (parse("1990"), [OTHER, POLITICAL, BINDING, BINDING]),
        *((parse(y), [BINDING]) for y in ("1991", "1992")),
    ]
    chart = histogram(stacked)
    assert chart is not None
    pieces = chart.wide.bars[0].pieces
    assert [(piece.family, piece.count) for piece in pieces] == [(BINDING, 2), (POLITICAL, 1), (OTHER, 1)]
    assert pieces[0].y + pieces[0].height == pytest.approx(chart.wide.base)
    assert pieces[-1].y == chart.wide.top == TOP, "the highest bar reaches the line above"
    assert [upper.y + upper.height < lower.y for lower, upper in pairwise(pieces)] == [True, True]
    assert chart.families == (BINDING, POLITICAL, OTHER)


def test_the_axis_names_the_decades() -> None:
    wide, narrow = (chart := of_texts("1947", "1950", "1952", "1954", "2025")).wide, chart.narrow
    decades = ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]
    assert [tick.year.text for tick in wide.ticks] == decades == [tick.year.text for tick in narrow.ticks]
    assert wide.ticks[0].x == pytest.approx(100 * 3 / 79, abs=0.01)
    assert all(tick.is_named for tick in (*wide.ticks, *narrow.ticks))


def test_a_year_too_near_to_the_side_keeps_its_tick_and_not_its_words() -> None:
    ticks = of_texts("1951", "1970", "1980", "1990", "2040").narrow.ticks
    assert [(tick.year.text, tick.is_named) for tick in ticks[-2:]] == [("2020", True), ("2040", False)]


def test_the_axis_before_christ_has_round_years_too() -> None:
    ticks = of_texts("-0999", "-0043", "0050", "1000", "1100").narrow.ticks
    assert [tick.year.year for tick in ticks] == [-999, -499, 1, 500, 1000]


YEARS = st.integers(-9998, 9998)


def spelt(year: int) -> Edtf:
    return parse(f"{year:05}" if year < 0 else f"{year:04}")


@given(st.lists(st.tuples(YEARS, st.sampled_from(Family)), min_size=1, max_size=40))
def test_every_agreement_is_in_one_bar_of_its_years_and_every_bar_in_the_drawing(
    agreements: list[tuple[int, Family]],
) -> None:
    by_year: dict[int, list[Family]] = {}
    for year, family in sorted(agreements):
        by_year.setdefault(year, []).append(family)
    chart = histogram((spelt(year), families) for year, families in by_year.items())
    if chart is None:
        assert len(agreements) < 5 or len(by_year) < 3
        return
    for drawing, form in ((chart.wide, WIDE), (chart.narrow, NARROW)):
        assert sum(bar.count for bar in drawing.bars) == len(agreements)
        assert len(drawing.bars) <= form.bars and 1 <= len(drawing.ticks) <= form.ticks
        for bar, following in zip(drawing.bars, (*drawing.bars[1:], None), strict=True):
            held = [year for year in by_year if bar.first.year <= year <= bar.last.year]
            assert (held[0], sum(len(by_year[year]) for year in held)) == (bar.year.year, bar.count)
            assert 0 <= bar.column < bar.x < bar.middle < bar.end <= 100
            assert following is None or bar.end < following.x
            assert inside(bar, drawing)


def inside(bar: Bar, drawing: Drawing) -> bool:
    """Whether all pieces of a bar stand between the line above and the foot."""
    return all(
        drawing.top <= piece.y and piece.height > 0 and piece.y + piece.height <= drawing.base + 0.02
        for piece in bar.pieces
    )


# --- the page -----------------------------------------------------------------------------------------------

DATES = ["-0043-03", "../0100", "172X", "1990", "1990-05-01", "1994~", "2013-01-30"]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    parties = {code: {"kind": "movement", "name": code, "slug": code.lower()} for code in ("ATL", "LEM")}
    files = {"parties.yml": as_yaml(parties)}
    titles = ("Peace", "Charter of Fish", "Ferries", "Salt and Silver", "On Whales", "Lighthouses", "Weather")
    for number, (date, title) in enumerate(zip(DATES, titles, strict=True)):
        files[f"agreements/a{number}.yml"] = entry(date=date, title=title, kind="protocol", parties=["ATL", "LEM"])
    return build_strictly(write_site(tmp_path_factory.mktemp("histogram"), files))


class Links(HTMLParser):
    """The names of a page's links by where they lead, and the years of its bars."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.names: list[tuple[str, str]] = []
        self.years: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a link of the drawings."""
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("#y"):
            self.names.append((given["href"], given["aria-label"]))
        if "data-years" in given:
            self.years.append(given["data-years"])


def home(site: Build) -> str:
    return (site.site / "index.html").read_text(encoding="utf-8")


def test_every_bar_has_a_name_and_leads_to_a_section_of_the_page(site: Build) -> None:
    links = Links(home(site)).names
    ids = site.page("").ids
    assert [href for href, _ in links if href[1:] not in ids] == []
    assert ("#y-0043", "60 BC–41 BC: 1 agreement") in links
    assert ("#y1990", "1980–1999: 3 agreements") in links
    assert len(ids) == len(set(ids))


def test_a_bar_carries_its_years_for_a_script(site: Build) -> None:
    years = Links(home(site)).years
    assert "1980-1999" in years and "-59--40" in years
    assert all(re.fullmatch("-?[0-9]+(--?[0-9]+|-[0-9]+)?", text) for text in years)


def test_what_is_not_drawn_is_said(site: Build) -> None:
    assert "Not drawn: 1 of which no first year is known" in site.page("").text


def test_the_legend_names_the_families_that_occur_alone(site: Build) -> None:
    legend = home(site).split('class="tl-histogram__legend"')[1].split("</ul>")[0]
    assert "protocol or amendment" in legend and "political" not in legend


def test_search_does_not_find_the_bars(site: Build) -> None:
    assert "1980–1999" not in (site.site / "search" / "search_index.json").read_text(encoding="utf-8")


def test_an_agreement_in_the_timeline_can_be_jumped_to(site: Build) -> None:
    assert {f"a-a{number}" for number in range(len(DATES))} <= set(site.page("").ids)


def test_a_small_collection_has_no_histogram(tmp_path: Path) -> None:
    built = build_strictly(write_site(tmp_path, {"agreements/amity.yml": entry()}))
    assert "tl-histogram__bar" not in home(built)
