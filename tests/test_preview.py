"""What a server shows while something is wrong: the last good site under a notice of the mistakes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sitekit import read_html, snapshot, write
from treatyline.preview import Mistake, bare_page, cover, rebuild
from treatyline.problems import Code, Place, Problem

PAGE = "<!doctype html><html><body class='x'><p>Words.</p></body></html>"
GOOD = {"index.html": PAGE, "a/index.html": PAGE, "style.css": "p {}", ".nojekyll": ""}
MISTAKE = Mistake.told("something is wrong")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write(tmp_path / "site", GOOD)


def test_a_problem_is_told_with_its_place_its_mend_and_its_line() -> None:
    problem = Problem("x.yml", Place(2, 7, 3), Code.BAD_DATE, "not a date", "write one", "date: abc")
    mistake = Mistake.of(problem)
    assert (mistake.place, mistake.words) == ("x.yml:2:7", "not a date; write one")
    assert mistake.lines == "   2 | date: abc\n     |       ^^^"
    assert Mistake.of(Problem("x.yml", Place(), Code.EMPTY_FILE, "empty")).lines == ""


def test_a_problem_leads_to_the_page_of_its_code_from_the_root_of_the_server(site: Path) -> None:
    problem = Problem("x.yml", Place(2, 7, 3), Code.BAD_DATE, "not a date")
    mistake = Mistake.of(problem, lambda code: f"http://127.0.0.1:8000/a/timeline/problems/{code}/?<b>")
    assert (mistake.code, mistake.page) == ("bad-date", "/a/timeline/problems/bad-date/")
    cover(site, [mistake, Mistake.of(problem), Mistake.told("another")])
    page = read_html((site / "a" / "index.html").read_text())
    assert [(link.text, link.url) for link in page.links] == [("What bad-date means", mistake.page)]


def test_a_message_is_told_by_its_first_line_then_the_rest_as_it_is_set() -> None:
    assert Mistake.told("\none\n  two\n three\n") == Mistake("", "one", "  two\n three")
    assert Mistake.told("one") == Mistake("", "one")


def test_the_notice_stands_first_on_every_page_and_on_nothing_else(site: Path) -> None:
    cover(site, [MISTAKE, Mistake("x.yml:1:1", "another", "1 | x")])
    after = snapshot(site)
    assert after["style.css"] == b"p {}"
    for name in ("index.html", "a/index.html"):
        page = read_html(after[name].decode())
        assert page.text.startswith("2 mistakes.")
        assert "something is wrong" in page.text and "x.yml:1:1 another" in page.text
        assert page.text.endswith("Words.")
        assert "role='alert'" in after[name].decode()


def test_a_notice_takes_the_place_of_the_one_before_and_none_takes_it_away(site: Path) -> None:
    before = snapshot(site)
    cover(site, [MISTAKE])
    cover(site, [Mistake.told("worse")])
    text = (site / "index.html").read_text()
    assert "worse" in text and "something is wrong" not in text and text.count("role=") == 1
    cover(site, [])
    assert snapshot(site) == before


def test_nothing_of_a_mistake_is_taken_for_html(site: Path) -> None:
    cover(site, [Mistake("<b>", "<script>x</script>", "</pre><i>", "<u>", "'><s>")])
    text = (site / "index.html").read_text()
    assert "&lt;script&gt;" in text and not any(tag in text for tag in ("<script>", "<i>", "<b>", "<u>", "<s>"))


def test_a_page_without_a_body_has_the_notice_first(tmp_path: Path) -> None:
    write(tmp_path, {"odd.html": "<p>Words.</p>"})
    cover(tmp_path, [MISTAKE])
    assert (tmp_path / "odd.html").read_text().endswith("<p>Words.</p>")


def builder(site: Path, files: dict[str, str], error: BaseException | None = None) -> Callable[[], None]:
    """A build that writes some files and may fail then; it finds an empty folder, as MkDocs does after cleaning."""

    def build() -> None:
        assert [path for path in site.iterdir() if not path.name.startswith(".")] == []
        write(site, files)
        if error:
            raise error

    return build


def test_a_build_that_goes_well_replaces_the_site(site: Path) -> None:
    assert rebuild(site, builder(site, {"new.html": PAGE}), lambda error: [MISTAKE])
    assert snapshot(site) == {"new.html": PAGE.encode()}


@pytest.mark.parametrize("error", [ValueError("no"), KeyError("no")])
def test_a_build_that_fails_leaves_the_last_site_under_a_notice(site: Path, error: Exception) -> None:
    assert not rebuild(site, builder(site, {"half.html": PAGE, "half/x.txt": "x"}, error), lambda error: [MISTAKE])
    assert snapshot(site).keys() == GOOD.keys()
    assert "something is wrong" in (site / "a" / "index.html").read_text()
    assert rebuild(site, builder(site, GOOD), lambda error: [MISTAKE])
    assert snapshot(site) == {name: text.encode() for name, text in GOOD.items()}


def test_the_error_itself_is_given_for_an_explanation(site: Path) -> None:
    rebuild(site, builder(site, {}, ValueError("the reason")), lambda error: [Mistake.told(str(error))])
    assert "the reason" in (site / "index.html").read_text()


def test_what_stops_the_program_stops_it_with_the_site_as_it_was(site: Path) -> None:
    before = snapshot(site)
    with pytest.raises(KeyboardInterrupt):
        rebuild(site, builder(site, {"half.html": PAGE}, KeyboardInterrupt()), lambda error: [MISTAKE])
    assert snapshot(site) == before


def test_a_site_is_rebuilt_where_there_is_none_yet(tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert rebuild(site, builder(site, GOOD), lambda error: [MISTAKE])
    assert snapshot(site).keys() == GOOD.keys()


def test_a_bare_page_has_its_title_as_text_and_its_content_as_html() -> None:
    page = read_html(bare_page("<b> & c", "<h1>Words</h1>"))
    assert (page.title, page.h1) == ("<b> & c", ["Words"])
