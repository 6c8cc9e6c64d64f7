"""Dates are found in what people write, and other figures are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from tools.dates_in_words import Stated, dates_in
from treatyline.date_spelling import MONTHS
from treatyline.dates import parse


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("signed on 30 January 2013 in Astana", "2013-01-30"),
        ("28 Dec 2013, 28 Dec. 2014", "2013-12-28 2014-12-28"),
        ("January 30, 2013; Aug. 5, 1963; Sept 3 2001", "2013-01-30 1963-08-05 2001-09-03"),
        ("the 1st of November, 1971, and April 10th 1998", "1971-11-01 1998-04-10"),
        ("2013-01-30 and 2013-01", "2013-01-30 2013-01"),
        ("June 2016, the end of June 2017, June, 2018", "2016-06 2017-06 2018-06"),
        ("in 1994. Mid-2016, post-2014; 1955's; (1990)", "1994 2016 2014 1955 1990"),
        ("the war of 1992-95, 1981–1985, 1999-2001", "1992 1995 1981 1985 1999 2001"),
        ("2006-07, 2012-13, 1999-01", "2006 2012 2013 1999-01"),
        ("26-28 February 1998 and September 20 to 24, 2003", "1998-02-26 1998-02-28 2003-09-20 2003-09-24"),
        ("24 April and 25 May 1996", "1996-04-24 1996-05-25"),
        ("ratified in April and by Iran in May 2025, May-July 2016", "2025-04 2025-05 2016-05 2016-07"),
        ("January and 2 June 2001, March or Apr. 3, 2002", "2001-01 2001-06-02 2002-03 2002-04-03"),
        ("in April 2024 and May 2025; June, and in May 1999", "2024-04 2025-05 1999-05"),
        ("15 мая 1992 года, 16 Марта 1995 г., в июне 2001", "1992-05-15 1995-03-16 2001-06"),
        (
            "10.02.1995; 25/12/1990, 12/25/1991, 05/09/2014, 05/05/2015",
            "1995-02-10 1990-12-25 1991-12-25 2014 2015-05-05",
        ),
        ("December S, 1948; 31 June 2014", "1948 2014"),
        ("In May 4 June 1996", "1996-06-04"),
        ("after 1990 on 3 May, 4 June 1996", "1990 1996-05-03 1996-06-04"),
        ("30 Jan 2013 08:26", "2013-01-30"),
    ],
)
def test_dates_are_found_in_words(text: str, dates: str) -> None:
    assert [stated.date.text for stated in dates_in(text)] == dates.split()
    assert all(stated.has_year for stated in dates_in(text))


@pytest.mark.parametrize(
    "text",
    [
        *("Law No. 1992", "Nos. 1992-1995", "Law N 1992", "Decree № 2013", "Resolution 2002", "Federal Law 1992-ФЗ"),
        *(
            "S/1994/1399",
            "A/49/765",
            "1,960 men",
            "2,013",
            "19940",
            "0.1994",
            "the 1960s",
            "9M1999",
            "45-1992",
            "1992.5",
        ),
        *("https://example.org:443/page?in=1994", "2001-2009.state.gov", "strategy2050.kz", "rt-2013b", "1790, 2100"),
        *("He may, in March and by August.", "9 November", "4582"),
    ],
)
def test_other_figures_are_no_dates(text: str) -> None:
    assert dates_in(text) == ()


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("approved on 25 December 2013, and a law followed on 28 December; in force in 2014", "2013-12-28"),
        ("begun in 1990, approved in 2013; a law followed on 28 December", "2013-12-28"),
        ("on 28 December a law; in force in 2014", "2014-12-28"),
        ("on 28 December a law", "1999-12-28"),
    ],
)
def test_a_day_without_a_year_is_of_the_year_before_it_or_after_it_or_of_the_signature(text: str, year: str) -> None:
    assert Stated(parse(year), has_year=False) in dates_in(text, 1999)


SPELLINGS = [
    *("{day} {month} {year}", "{day} {month}, {year}", "{month} {day}, {year}", "{month} {day} {year}"),
    *("{day} {short} {year}", "{short} {day}, {year}", "{iso}", "{day:02}.{number:02}.{year}"),
]


@given(
    day=st.dates(date(1800, 1, 1), date(2099, 12, 31)),
    spelling=st.sampled_from(SPELLINGS),
    around=st.sampled_from(["{}", "On {}, and", "({})", "signed {}.", "Law No. 1992 of {}", "5 states, {}: 12 votes"]),
)
@examples(300)
def test_every_day_is_found_in_every_spelling(day: date, spelling: str, around: str) -> None:
    name = MONTHS[day.month - 1]
    short = name if name == "May" else f"{name[:3]}."
    text = spelling.format(day=day.day, month=name, short=short, number=day.month, year=day.year, iso=day.isoformat())
    assert dates_in(around.format(text)) == (Stated(parse(day.isoformat())),)


@given(st.text())
@examples(300)
def test_no_text_stops_the_search(text: str) -> None:
    assert all(
        1800 <= stated.date.year < 2100 for stated in dates_in(text) if not stated.date.text.startswith(("0", "-"))
    )
