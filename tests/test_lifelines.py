"""Lives of agreements as lines: what is drawn of what is known, and that words say the same."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from tests.sitekit import FLAGSHIP, MINIMAL, SITES, build_strictly, entry, loaded, write_site
from treatyline.dates import parse
from treatyline.model import Agreement
from treatyline.pages import Page
from treatyline.pages.life import Ending, Scale, Stage, begin, close, life_of
from treatyline.pages.life_strip import LifeStrip, life_strip
from treatyline.pages.lifelines import FEWEST, MARGIN, NARROWEST, Lifelines, lifelines, ticks
from treatyline.pages.views import AgreementView, PartyView
from treatyline.render import Renderer
from treatyline.theme_folder import theme_folder


def made(**fields: object) -> Agreement:
    """The smallest agreement with some fields more; `status` is a state, or a mapping."""
    status = fields.pop("status", None)
    if isinstance(status, str):
        status = {"is": status, "source": "g"}
    sources = [{"id": "g", "publisher": "A Gazette"}]
    given_fields = MINIMAL | {"date": "2000", "sources": sources} | fields
    return Agreement.model_validate(given_fields | ({"status": status} if status else {}))


def drawn(**fields: object) -> tuple[list[str], str]:
    """An agreement's stretches, as `signed 2000-2005`, with `?` for a stop that nobody knows; and how it ends."""
    life = life_of(made(**fields))
    return [f"{s.stage} {s.start:g}-{'?' if s.stop is None else f'{s.stop:.0f}'}" for s in life.stretches], life.ending


# --- times --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2000", 2000, 2000 + 11 / 12 + 30 / 372),
        ("2000-07-01", 2000.5, 2000.5),
        ("172X", 1720, 1729 + 11 / 12 + 30 / 372),
        ("-0043-01-01", -43, -43),
        ("../1950-01-01", 1950, 1950),
        ("1950-01-01/..", 1950, 1950),
        ("1990/1995-01-01", 1990, 1995),
    ],
)
def test_a_date_begins_and_closes_at_what_is_known_of_it(text: str, first: float, last: float) -> None:
    assert begin(parse(text)) == pytest.approx(first)
    assert close(parse(text)) == pytest.approx(last)


# --- lives --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "stretches", "ending"),
    [
        ({}, ["signed 2000-?"], "not-known"),
        ({"in_force": "unknown"}, ["signed 2000-?"], "not-known"),
        ({"ended": "unknown"}, ["signed 2000-?"], "not-known"),
        ({"in_force": "2005"}, ["signed 2000-2005", "in-force 2005-?"], "not-known"),
        ({"in_force": "2005", "ended": "2010-01-01"}, ["signed 2000-2005", "in-force 2005-2010"], "ended"),
        ({"ended": "2010-01-01"}, ["unclear 2000-2010"], "ended"),
        ({"in_force": "2000"}, ["in-force 2000-?"], "not-known"),
        ({"in_force": "1999"}, ["in-force 1999-?"], "not-known"),
        (
            {"provisional_from": "2001", "in_force": "2005"},
            ["signed 2000-2001", "provisional 2001-2005", "in-force 2005-?"],
            "not-known",
        ),
        ({"in_force": "2005", "status": "in-force"}, ["signed 2000-2005", "in-force 2005-inf"], "runs-on"),
        ({"status": "in-force"}, ["unclear 2000-inf"], "runs-on"),
        ({"status": "not-in-force"}, ["signed 2000-?"], "pending"),
        ({"status": "never-in-force"}, ["signed 2000-?"], "never-in-force"),
        ({"in_force": "2005", "status": "terminated"}, ["signed 2000-2005", "in-force 2005-?"], "terminated"),
        (
            {"in_force": "2005", "ended": "unknown", "status": "expired"},
            ["signed 2000-2005", "in-force 2005-?"],
            "expired",
        ),
        (
            {"provisional_from": "2001", "status": "provisionally-applied"},
            ["signed 2000-2001", "provisional 2001-inf"],
            "runs-on",
        ),
    ],
)
def test_a_life_is_drawn_as_far_as_it_is_known(fields: dict[str, object], stretches: list[str], ending: str) -> None:
    assert drawn(**fields) == (stretches, ending)


@pytest.mark.parametrize(
    ("state", "since", "as_of", "stop"),
    [
        ("in-force", "2006-01-01", "2015-01-01", "2015"),
        ("suspended", "2012-01-01", "2015-01-01", "2012"),
        ("superseded", "2012-01-01", None, "2012"),
        ("suspended", None, "2015-01-01", "?"),
    ],
)
def test_a_status_says_until_when(state: str, since: str | None, as_of: str | None, stop: str) -> None:
    days = {name: day for name, day in (("since", since), ("as_of", as_of)) if day}
    stretches, _ = drawn(in_force="2005", status={"is": state, "source": "g"} | days)
    assert stretches == ["signed 2000-2005", f"in-force 2005-{stop}"]


def test_what_a_source_says_is_not_in_force_is_pending_to_the_day_of_the_source() -> None:
    status = {"is": "not-in-force", "since": "2000", "as_of": "2020-01-01", "source": "g"}
    assert drawn(status=status) == (["signed 2000-2020"], "pending")


def test_a_line_never_goes_back_where_the_source_is_older_than_entry_into_force() -> None:
    status = {"is": "in-force", "as_of": "2004", "source": "g"}
    assert drawn(in_force="2005-06-01", status=status)[0][-1].startswith("in-force 2005.42-2005")


# --- the scale ----------------------------------------------------------------------------------------------


@given(st.integers(-3000, 2100), st.integers(1, 4000))
@examples(60)
def test_a_scale_has_a_few_round_years_in_order(first: int, length: int) -> None:
    found = ticks(Scale(first, first + length))
    places = [tick.x for tick in found]
    assert places == sorted(set(places))
    assert all(0 <= place <= 100 for place in places)
    assert 1 <= len(found) <= 11


def test_years_before_christ_are_round_too() -> None:
    years = [tick.year.text for tick in ticks(Scale(-1200, 2000))]
    assert years == ["-0999", "-0499", "0001", "0500", "1000", "1500", "2000"]


# --- the drawing --------------------------------------------------------------------------------------------


def together(*agreements: Agreement) -> Lifelines:
    """The drawing of some agreements, filled up to the fewest."""
    fillers = [made(date=str(1990 + number)) for number in range(FEWEST)]
    found = lifelines((f"agreements/{number}.md", one) for number, one in enumerate([*agreements, *fillers]))
    assert found
    return found


def test_fewer_than_three_agreements_are_not_drawn() -> None:
    assert lifelines([("a.md", made()), ("b.md", made())]) is None


def test_agreements_of_one_year_have_a_scale_too() -> None:
    found = lifelines([(f"{number}.md", made()) for number in range(3)])
    assert found
    assert [line.line.cited for line in found.lines] == [0, 0, 0]


def test_rows_follow_one_another_and_a_long_title_has_several_lines() -> None:
    found = together(made(title="A long official title " * 12))
    assert len(found.lines[0].title) > 1
    assert " ".join(found.lines[0].title) == ("A long official title " * 12).strip()
    for above, below in zip(found.lines, found.lines[1:], strict=False):
        assert above.top + above.height == below.top
        assert above.top < above.baselines[0] < above.y < below.top
    assert found.lines[-1].top + found.lines[-1].height == found.height


@pytest.mark.parametrize("start", [1950, 1970, 1990, 2000, 2010, 2020])
@pytest.mark.parametrize(
    "title", ["Short", "Treaty of Amity, Commerce and Navigation of the Two Harbours", "條約" * 20]
)
def test_a_title_stays_inside_the_drawing_where_it_is_narrowest(start: int, title: str) -> None:
    row = together(made(title="First", date="1940"), made(title=title, date=str(start)), made(date="2022")).lines[1]
    width = sum((2 if ord(letter) > 0x2E80 else 1) * 6.9 for letter in title)
    edge = row.title_x / 100 * NARROWEST
    left, right = (edge + MARGIN - width, edge + MARGIN) if row.is_turned else (edge, edge + width)
    assert left >= -1
    assert right <= NARROWEST + MARGIN + 1


def test_a_line_whose_stop_nobody_knows_ends_where_its_last_stage_begins() -> None:
    found = together(made(date="1980", in_force="1985"), made(date="2020"))
    line = found.lines[0].line
    assert (line.stub, line.ending) == (Stage.IN_FORCE, Ending.NOT_KNOWN)
    assert line.end == line.strokes[-1].stop == 12.5


def test_what_runs_on_without_a_day_runs_to_the_edge() -> None:
    line = together(made(in_force="2001", status="in-force")).lines[0].line
    assert (line.strokes[-1].stop, line.end, line.stub) == (100, 100, None)
    assert Scale(0, 1).x(math.inf) == 100


def test_a_legend_is_told_what_occurs() -> None:
    found = together(made(in_force="2001", status="in-force"))
    assert found.stages == (Stage.SIGNED, Stage.IN_FORCE)
    assert found.endings == (Ending.RUNS_ON, Ending.NOT_KNOWN)


# --- one life -----------------------------------------------------------------------------------------------


def strip(**fields: object) -> LifeStrip:
    """The life of an agreement that has enough days."""
    found = life_strip(made(**fields))
    assert found
    return found


def acting(*actions: tuple[str, str]) -> list[dict[str, object]]:
    """Parties of which one did something."""
    done = [{"type": action, "date": date} for action, date in actions]
    return [{"party": "RUS", "actions": done}, {"party": "KAZ"}]


def test_two_days_are_no_life_to_draw() -> None:
    assert life_strip(made(in_force="2001")) is None
    assert life_strip(made(in_force="2001", parties=acting(("signature", "2000"), ("ratification", "2001")))) is None


def test_moments_stand_in_time_and_what_was_not_found_last() -> None:
    actions = acting(("domestic-approval", "2001"), ("ratification", "2002"), ("acceptance", "unknown"))
    found = strip(parties=actions, in_force="2003", provisional_from="unknown", ended="2010", status="expired")
    assert [(moment.label, str(moment.date or "not found")) for moment in found.moments] == [
        ("Signed", "2000"),
        ("Domestic approval", "2001"),
        ("Ratification", "2002"),
        ("In force", "2003"),
        ("Expired", "2010"),
        ("Applied provisionally", "not found"),
        ("Acceptance", "not found"),
    ]


def test_acts_of_one_sort_are_one_moment() -> None:
    found = strip(parties=acting(("ratification", "2002"), ("ratification", "2001")), in_force="2003")
    (moment,) = [moment for moment in found.moments if moment.acts]
    assert [act.date.text for act in moment.acts] == ["2001", "2002"]
    assert moment.date == parse("2001")


def test_a_signature_on_the_agreements_own_day_is_no_act_of_its_own() -> None:
    found = strip(parties=acting(("signature", "2000"), ("signature", "2001")), in_force="2003")
    assert [act.date.text for act in found.acts] == ["2001"]


def test_what_still_runs_leaves_room_after_the_last_day_and_a_late_source_takes_none() -> None:
    status = {"is": "in-force", "as_of": "2090", "source": "g"}
    found = strip(date="2000-01-01", parties=acting(("ratification", "2001")), in_force="2004-01-01", status=status)
    assert found.line.strokes[0].stop == 80
    assert found.line.end == 100


def test_what_runs_on_reaches_the_edge_though_its_source_is_as_old_as_its_last_day() -> None:
    status = {"is": "in-force", "as_of": "2004-01-01", "source": "g"}
    found = strip(date="2000-01-01", parties=acting(("ratification", "2001")), in_force="2004-01-01", status=status)
    assert (found.line.strokes[-1].start, found.line.strokes[-1].stop) == (80, 100)


def test_a_political_one_is_in_effect() -> None:
    found = strip(in_force="2001", ended="2002", binding={"is": "no", "source": "g"})
    assert [moment.label for moment in found.moments] == ["Signed", "In effect", "Ended"]


# --- the pages ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def bodies() -> dict[str, tuple[Page, str]]:
    """The bodies of the pages of parties and agreements, by path: those of the flagship and of the made-up site."""
    renderer = Renderer([theme_folder()])
    pages = [*loaded(FLAGSHIP).pages, *loaded(SITES / "atlantis" / "content").pages]
    shown = [page for page in pages if isinstance(page.view, PartyView | AgreementView)]
    return {page.path: (page, str(renderer.body(page))) for page in shown}


def test_a_drawing_has_a_link_for_each_agreement_that_says_the_same_in_words(
    bodies: dict[str, tuple[Page, str]],
) -> None:
    page, body = bodies["countries/russia.md"]
    assert isinstance(page.view, PartyView)
    titles = re.findall(r'<a href="\.\./\.\./agreements/[^"]+" class="tl-life [^"]*">\s*<title>(.*?)</title>', body)
    assert len(titles) == page.view.count == body.count('<th scope="row">')
    assert "Treaty on Open Skies: signed 24 March 1992, applied provisionally from 24 March 1992, in force since" in (
        " ".join(titles)
    )
    dates = "signed 30 January 2013, in force from 30 June 2014, not known since"
    assert f"Russia-Kazakhstan joint air-defence system: {dates}" in titles


def test_only_what_a_source_says_is_in_force_has_an_arrow(bodies: dict[str, tuple[Page, str]]) -> None:
    for page, body in bodies.values():
        if isinstance(page.view, PartyView) and page.view.lifelines:
            states = [row.agreement.status for row in page.view.lifelines.lines]
            running = [s for s in states if s and s.is_ in ("in-force", "provisionally-applied")]
            arrows = body.split('class="tl-lives__legend"')[0].count("tl-life__full")
            assert arrows == len(running), page.path


def test_no_number_of_a_drawing_has_more_than_one_decimal(bodies: dict[str, tuple[Page, str]]) -> None:
    numbers = [number for _, body in bodies.values() for number in re.findall(r' (?:x|x1|x2)="([^"]*)%"', body)]
    assert len(numbers) > 1000
    assert {number for number in numbers if not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9])?", number)} == set()


def test_a_page_of_two_agreements_has_no_drawing(bodies: dict[str, tuple[Page, str]]) -> None:
    few = [body for page, body in bodies.values() if isinstance(page.view, PartyView) and page.view.count < FEWEST]
    assert few
    assert not any("tl-lives" in body for body in few)


def test_a_strip_is_for_the_eye_alone_and_drawn_only_where_there_is_a_life(bodies: dict[str, tuple[Page, str]]) -> None:
    pages = [(page, body) for page, body in bodies.values() if isinstance(page.view, AgreementView)]
    assert any(page.view.life for page, _ in pages)
    for page, body in pages:
        assert body.count('<div class="tl-strip" aria-hidden="true"') == (page.view.life is not None), page.path


def test_a_strip_names_a_party_as_the_list_of_parties_does(bodies: dict[str, tuple[Page, str]]) -> None:
    _, body = bodies["agreements/conventional-forces-in-europe-1990.md"]
    assert "<span>Russia, <time" in body.split('class="tl-strip__moments"')[1].split("</ul>")[0]


def test_a_partys_facts_lead_to_its_first_its_latest_and_its_pending_agreements(tmp_path: Path) -> None:
    status = {"is": "not-in-force", "as_of": "2012", "source": "g"}
    sources = [{"id": "g", "publisher": "A Gazette"}]
    files = {
        "agreements/a.yml": entry(title="The First", date="2001"),
        "agreements/b.yml": entry(title="The Second", date="2002", status=status, sources=sources),
        "agreements/c.yml": entry(title="The Third", date="2003", parties=["RUS", "BLR"]),
    }
    built = build_strictly(write_site(tmp_path, {"index.md": "# Home", **files}))
    text = built.page("countries/russia/").text
    assert "First agreement The First 2001 Latest agreement The Third 2003" in text
    assert "Signed, not in force The Second as of 2012 Code RUS" in text
    alone = built.page("countries/belarus/").text.split("1 agreement")[1].split("Code BLR")[0]
    assert "First agreement" not in alone
    assert "Signed, not in force" not in alone
