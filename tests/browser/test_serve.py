"""One session with `mkdocs serve`, as a contributor sees it in the browser, without a key being pressed there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.server import PATIENCE, Server, served
from tests.sitekit import entry, write, write_site

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

AMITY = "agreements/amity.yml"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    (tmp_path / "tree").mkdir()
    site = write_site(tmp_path / "site", {"index.md": "# Welcome\n", AMITY: entry()})
    with served(site, tmp_path / "tree") as server:
        yield server


@pytest.fixture
def page(server: Server, new_page: Callable[..., Page]) -> Page:
    page = new_page(server.url)
    page.set_default_timeout(PATIENCE * 1000)
    page.goto("")
    return page


def notice(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="mistake")


def test_a_session_shows_every_mistake_and_every_mend(server: Server, page: Page) -> None:
    content, template = server.folder / "content", server.theme / "pages" / "_macros.html"
    assert page.get_by_role("link", name="Treaty of Amity").count() == 1

    write(content, {AMITY: entry(date="2013-02-30")})
    notice(page).wait_for()
    assert "1 mistake." in notice(page).inner_text()
    assert f"content/{AMITY}:2:7" in notice(page).inner_text()
    assert "February 2013 has 28 days" in notice(page).inner_text()
    covered = page.locator("#tl-mistakes").bounding_box()
    assert covered and covered["y"] == 0 and covered["width"] == page.viewport_size["width"]  # type: ignore[index]
    page.get_by_text("Treaty of Amity").wait_for(state="attached")  # the last good site, below

    page.locator("#tl-mistakes summary").click()  # folded away, it lets the page be read
    assert page.get_by_text("February 2013 has 28 days").is_hidden()

    write(content, {AMITY: entry(title="Treaty of Enmity")})
    page.get_by_role("link", name="Treaty of Enmity").wait_for()
    assert notice(page).count() == 0

    write(content, {"agreements/new.yml": entry(title="A new treaty", date="2001")})
    page.get_by_role("link", name="A new treaty").click()
    page.get_by_role("heading", name="A new treaty").wait_for()

    (content / "agreements" / "new.yml").unlink()
    page.get_by_role("heading", name="This page is not here").wait_for()
    page.goto("")
    assert page.get_by_role("link", name="A new treaty").count() == 0

    right = template.read_text()
    template.write_text(right.replace("{% macro entry", "{% macro entry entry"))
    notice(page).wait_for()
    assert "_macros.html:" in notice(page).inner_text()

    template.write_text(right)
    notice(page).wait_for(state="detached")
    page.get_by_role("link", name="Treaty of Enmity").wait_for()
    assert "Traceback" not in "".join(server.said)


def test_the_notice_is_whole_and_can_be_read_at_every_width(server: Server, new_page: Callable[..., Page]) -> None:
    write(server.folder / "content", {AMITY: entry(date="2013-02-30", **{"x" * 80: "y" * 200})})
    assert server.comes_to_hold("", "tl-mistakes")
    for width, scheme in product((360, 820, 1440), ("light", "dark")):
        page = new_page(server.url, viewport={"width": width, "height": 800}, color_scheme=scheme)
        page.goto("")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        lines = page.locator("#tl-mistakes p")
        assert lines.count() == 2
        for line in lines.all():
            box = line.bounding_box()
            assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
