"""`treatyline preview`: the changed agreements on one page that needs nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.browser.test_kinds import scheme_of
from tests.helpers import ENTRY
from tests.sitekit import HtmlPage, entry, read_page, write
from tests.test_changes import Repository, changed
from treatyline.cli import main

__all__ = ["changed"]

SETTINGS = "site_name: A\nsite_url: https://example.org/sub/\n"
SOURCED = entry(
    title="Treaty of <b>Amity</b> & More",
    quotes=[{"text": "Peace.", "locator": "Article 1", "source": "gazette"}],
    sources=[{"id": "gazette", "publisher": "A Gazette", "url": "https://example.com/1?a=1&b=2"}],
)


def preview(*words: str) -> Result:
    return CliRunner().invoke(main, ["preview", "--changed", "HEAD", *words], catch_exceptions=False)


def drawn(content: Path) -> HtmlPage:
    result = preview()
    assert (result.exit_code, result.output) == (0, "preview.html shows what was changed\n")
    return read_page(content.parent / "preview.html")


def test_it_draws_what_changed_and_nothing_else(changed: Repository) -> None:
    before = {"agreements/old.yml": ENTRY, "agreements/gone.yml": entry(title="Gone", date="1999")}
    since = {"agreements/new.yml": SOURCED, "agreements/old.yml": ENTRY + "kind: treaty\n", "agreements/gone.yml": None}
    page = drawn(changed({**before, "agreements/same.yml": entry(title="The same", date="1996")}, since))
    assert page.h1 == [page.title, "Treaty of <b>Amity</b> & More", "Agreement on Two Weather Stations"]
    assert page.title == "Preview of 2 agreements"
    assert "agreements/gone.yml deleted" in page.text
    assert "New: content/agreements/new.yml" in page.text
    assert "Changed: content/agreements/old.yml" in page.text


def test_it_needs_nothing_from_anywhere_and_runs_nothing(changed: Repository) -> None:
    page = drawn(changed({}, {"agreements/new.yml": SOURCED}))
    assert {link.tag for link in page.links} == {"a"}
    text = Path("preview.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_links_lead_to_the_published_site_or_nowhere(changed: Repository, tmp_path: Path) -> None:
    content = changed({}, {"agreements/new.yml": SOURCED})
    assert drawn(content).link("Russia") is None
    write(tmp_path, {"mkdocs.yml": SETTINGS})
    page = drawn(content)
    assert page.link("Russia") == "https://example.org/sub/countries/russia/"
    assert page.link("A Gazette") == "https://example.com/1?a=1&b=2"


def test_each_agreement_has_ids_of_its_own_to_which_its_references_lead(changed: Repository) -> None:
    other = SOURCED.replace("Amity", "Enmity").replace("2013-01-30", "1996")
    page = drawn(changed({}, {"agreements/new.yml": SOURCED, "agreements/other.yml": other}))
    assert len(page.ids) == len(set(page.ids))
    within = {link.url.removeprefix("#") for link in page.links if link.url.startswith("#")}
    assert {"new-source-gazette", "other-source-gazette"} <= within <= set(page.ids)


def test_what_is_wrong_is_told_where_the_agreement_cannot_be_drawn(changed: Repository) -> None:
    wrong = ENTRY + "kind: treatys<b>\n"
    related = entry(date="1995", relations=[{"type": "related", "target": "wrong"}])
    page = drawn(changed({}, {"agreements/wrong.yml": wrong, "agreements/zz.yml": related}))
    assert "treatys<b>" in page.text
    said = "This agreement can be drawn once what is wrong with it, or with one that it names, is mended."
    assert page.text.count(said) == 2


def test_a_problem_leads_to_the_page_that_explains_it(changed: Repository, tmp_path: Path) -> None:
    content = changed({}, {"agreements/wrong.yml": ENTRY + "kind: treatys\n"})
    assert drawn(content).link("unknown-value") is None
    write(tmp_path, {"mkdocs.yml": SETTINGS})
    assert drawn(content).link("unknown-value") == "https://example.org/sub/contribute/problems/unknown-value/"


def test_where_no_agreement_changed_no_file_is_written(changed: Repository) -> None:
    changed({"agreements/a.yml": ENTRY}, {"about.md": "# About\n"})
    result = preview()
    assert (result.exit_code, result.output) == (0, "no agreement was changed: there is nothing to draw\n")
    assert not Path("preview.html").exists()


def test_the_same_change_gives_the_same_bytes(changed: Repository) -> None:
    changed({}, {"agreements/new.yml": SOURCED})
    made = [(preview("--output", name).exit_code, Path(name).read_bytes())[1] for name in ("a.html", "b.html")]
    assert made[0] == made[1]


def test_a_base_that_is_not_known_and_a_file_that_cannot_be_written_are_told(changed: Repository) -> None:
    changed({}, {"agreements/new.yml": SOURCED})
    result = CliRunner().invoke(main, ["preview", "--changed", "none"], catch_exceptions=False)
    assert (result.exit_code, "git knows no commit 'none'" in result.output) == (2, True)
    result = preview("--output", "none/preview.html")
    assert result.exit_code == 1
    assert "none/preview.html cannot be written: No such file or directory" in result.output
    result = preview("--output", "")
    assert (result.exit_code, "cannot be written: Is a directory" in result.output) == (1, True)


@pytest.mark.parametrize("width", [360, 1440])
def test_it_fits_its_window_and_asks_for_nothing(changed: Repository, serve, new_page, width: int) -> None:  # type: ignore[no-untyped-def]
    content = changed({}, {"agreements/new.yml": SOURCED})
    drawn(content)
    page = new_page(serve(content.parent), viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("preview.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert [url.rsplit("/", 1)[1] for url in asked] == ["preview.html"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_has_the_scheme_of_the_system_and_prints_light(changed: Repository, serve, new_page, scheme: str) -> None:  # type: ignore[no-untyped-def]
    content = changed({}, {"agreements/new.yml": SOURCED})
    drawn(content)
    page = new_page(serve(content.parent), color_scheme=scheme)
    page.goto("preview.html")
    assert scheme_of(page) == scheme
    page.emulate_media(media="print", color_scheme=scheme)
    assert scheme_of(page) == "light"
