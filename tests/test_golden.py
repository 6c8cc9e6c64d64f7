"""The pages and the data of a made-up site, held against files that are read in review.

`make golden` accepts what is made now; look at the difference before you commit it.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest

from tests.sitekit import SITES, write
from treatyline.dates import Day
from treatyline.formats import Report, as_json
from treatyline.pages import Page
from treatyline.pages.address import problem_page
from treatyline.problems import Code
from treatyline.render import Renderer
from treatyline.site import load
from treatyline.theme_folder import theme_folder

HOW_TO_ACCEPT = "if that is right, run `make golden` and commit it"
MOST_LINES = 30
"""Lines of a file's difference that are told; git tells the rest once it is accepted."""

ACCEPTED_CODES = frozenset(map(problem_page, [Code.BAD_DATE, Code.RETROACTIVE]))
"""The pages of codes that are read in review, an error's and a warning's: the others differ in their texts alone."""

TODAY = Day(2026, 1, 1)


def test_the_made_up_site_is_as_it_was_accepted(accepting: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SITES / "atlantis")
    made, golden = made_from(Path("content")), Path("golden")
    if accepting:
        accept(made, golden)
    found = list(differences(made, golden))
    assert not found, "\n\n".join(found)


def made_from(content: Path) -> dict[str, str]:
    """All that is made from a content folder: a body for each page, the plan of the pages, the problems.

    Of the pages that explain codes only some are among them.
    """
    site = load(content, TODAY)
    renderer = Renderer([theme_folder()])
    codes = {problem_page(code) for code in Code} - ACCEPTED_CODES
    pages = [page for page in site.pages if page.path not in codes]
    assert len(site.pages) == len(pages) + len(codes)
    made = {
        page.path.removesuffix("md") + "html": renderer.body(page, authored=(content / page.path).exists())
        for page in pages
    }
    plan = [described(page) for page in pages]
    made["plan.json"] = json.dumps(plan, ensure_ascii=False, indent=2)
    made["problems.json"] = as_json(Report(site.problems, site.checked))
    return {path: text.rstrip("\n") + "\n" for path, text in made.items()}


def described(page: Page) -> dict[str, object]:
    """A page without what its template shows of it: the body has that."""
    return {
        "path": page.path,
        "title": page.title,
        "description": page.description,
        "template": page.template,
        "source": page.source and page.source.as_posix(),
        "moved_to": page.moved_to,
        "last_changed": page.last_changed,
        "is_listing": page.is_listing,
        "is_manual": page.is_manual,
    }


def accept(made: Mapping[str, str], golden: Path) -> None:
    """Write what is made, and delete what is not made any more."""
    for file in files_below(golden):
        if file not in made:
            (golden / file).unlink()
    write(golden, made)


def differences(made: Mapping[str, str], golden: Path) -> Iterator[str]:
    """One text for each file that is not as it is made, saying how, and how to accept it."""
    there = files_below(golden)
    for path in sorted({*made, *there}):
        if path not in there:
            yield f"{golden / path} is missing; {HOW_TO_ACCEPT}"
        elif path not in made:
            yield f"{golden / path} is not made any more; {HOW_TO_ACCEPT}"
        elif (golden / path).read_text(encoding="utf-8") != made[path]:
            accepted = (golden / path).read_text(encoding="utf-8").splitlines()
            lines = difflib.unified_diff(accepted, made[path].splitlines(), "accepted", "made now", lineterm="")
            yield "\n".join([f"{golden / path} has changed; {HOW_TO_ACCEPT}", *islice(lines, MOST_LINES)])


def files_below(folder: Path) -> set[str]:
    """The files of a folder, by path."""
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


# --- the comparison itself ----------------------------------------------------------------------------------


@pytest.fixture
def golden(tmp_path: Path) -> Path:
    return write(tmp_path / "golden", {"same.html": "<p>same</p>\n", "below/old.html": "<p>old</p>\n"})


def test_a_stale_file_is_told_with_its_lines_and_the_command(golden: Path) -> None:
    made = {"same.html": "<p>same</p>\n", "below/old.html": "<p>new</p>\n"}
    (difference,) = differences(made, golden)
    assert "below/old.html has changed" in difference
    assert "-<p>old</p>\n+<p>new</p>" in difference
    assert "`make golden`" in difference


def test_a_missing_file_is_told_with_the_command(golden: Path) -> None:
    made = {"same.html": "<p>same</p>\n", "below/old.html": "<p>old</p>\n", "more.html": ""}
    (difference,) = differences(made, golden)
    assert "more.html is missing" in difference
    assert "`make golden`" in difference


def test_a_superfluous_file_is_told_with_the_command(golden: Path) -> None:
    (difference,) = differences({"same.html": "<p>same</p>\n"}, golden)
    assert "old.html is not made any more" in difference
    assert "`make golden`" in difference


def test_accepting_leaves_nothing_to_tell(golden: Path) -> None:
    made = {"same.html": "<p>other</p>\n", "deep/er/new.html": "<p>new</p>\n"}
    accept(made, golden)
    assert list(differences(made, golden)) == []
    assert files_below(golden) == set(made)
