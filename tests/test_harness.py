"""What the browser tests stand on: the server, the guard, the ear, and the count of those left out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.web import Complaints, OneOrigin

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text("<title>Home</title><a href='sub/'>Next</a>")
    (tmp_path / "sub" / "index.html").write_text("<title>Below</title>")
    (tmp_path / "404.html").write_text("<title>Not here</title>")
    return tmp_path


def test_a_site_is_served_from_a_sub_path(site: Path, serve: Callable[..., str]) -> None:
    url = serve(site, under="/some/repo/")
    assert url.endswith("/some/repo/")
    with urlopen(url) as home, urlopen(url + "sub") as below:
        assert b"Home" in home.read()
        assert b"Below" in below.read()
        assert below.url == url + "sub/"


@pytest.mark.parametrize(("address", "own_page"), [("/some/repo/none/", True), ("/sub/", False), ("/", False)])
def test_what_is_not_there_is_answered_by_the_sites_own_page(
    site: Path, serve: Callable[..., str], address: str, own_page: bool
) -> None:
    root = serve(site, under="/some/repo/").removesuffix("/some/repo/")
    with pytest.raises(HTTPError) as caught:
        urlopen(root + address)
    with caught.value as answer:
        assert answer.code == 404
        assert (b"Not here" in answer.read()) == own_page


def test_a_served_path_ends_with_a_slash(site: Path, serve: Callable[..., str]) -> None:
    with pytest.raises(ValueError, match="slash"):
        serve(site, under="/some/repo")


def test_a_page_opens_and_its_links_lead_on(
    site: Path, serve: Callable[..., str], new_page: Callable[..., Page]
) -> None:
    page = new_page(serve(site, under="/some/repo/"), color_scheme="dark")
    page.goto("")
    assert page.title() == "Home"
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.click("a")
    assert page.title() == "Below"


STRAYS = """
<script src="http://{other}/x.js"></script>
<img src="http://{other}/x.png">
<script>
  fetch("http://{other}/x.json").catch(() => 0);
  new WebSocket("ws://{other}/x");
</script>
"""


def test_requests_to_another_origin_are_stopped_and_noted(
    site: Path, serve: Callable[..., str], chromium: Browser
) -> None:
    url, other = serve(site), serve(site).removeprefix("http://").removesuffix("/")
    (site / "index.html").write_text(STRAYS.format(other=other))
    with chromium.new_context() as context:
        guard = OneOrigin(url, context)
        context.new_page().goto(url, wait_until="networkidle")
    expected = [f"http://{other}/x.{kind}" for kind in ("js", "json", "png")]
    assert sorted(guard.strays) == [*expected, f"ws://{other}/x"]


COMPLAINING = """
<img src="absent.png">
<script>
  console.error("a word");
  console.log("no complaint");
  fetch("http://{other}/x.json").catch(() => 0);
  throw new Error("a fault");
</script>
"""


def test_errors_and_requests_that_come_to_nothing_are_heard(
    site: Path, serve: Callable[..., str], chromium: Browser
) -> None:
    url, other = serve(site), serve(site).removeprefix("http://").removesuffix("/")
    (site / "index.html").write_text(COMPLAINING.format(other=other))
    with chromium.new_context() as context:
        OneOrigin(url, context)
        page = context.new_page()
        heard = Complaints(page)
        page.goto(url)
        heard.settle()
    assert {"a word", "a fault"} <= set(heard.said)
    assert "no complaint" not in heard.said
    assert sorted(heard.failed) == [f"404 {url}absent.png", f"net::ERR_FAILED http://{other}/x.json"]


SUITE = """
import pytest

def test_one(): pass
def test_browser(new_page): pass
@pytest.mark.slow
def test_slow(): pass
@pytest.mark.slow
def test_slow_too(): pass
"""


def run_a_suite(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a suite of one browser test, two slow ones and one other, as on a machine without a Chromium."""
    suite = folder / "tests"
    suite.mkdir()
    for name in ("__init__.py", "conftest.py", "web.py"):
        shutil.copy(HERE / name, suite / name)
    (suite / "test_all.py").write_text(SUITE)
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = .\nmarkers =\n  browser\n  slow\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    env = os.environ | {"CHROMIUM": "", "TREATYLINE_REQUIRE_BROWSER": "0"} | environment
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("processes", ["0", "2"])
def test_the_last_lines_say_how_many_tests_were_left_out_and_how_to_run_them(tmp_path: Path, processes: str) -> None:
    run = run_a_suite(tmp_path, "--numprocesses", processes)
    assert run.returncode == 0, run.stdout + run.stderr
    summary, browser, slow = run.stdout.splitlines()[-3:]
    assert "1 passed" in summary
    assert browser.startswith("1 browser test was left out, since no Chromium was found: ")
    assert "apt-get install chromium" in browser
    assert slow == "2 slow tests were left out: make test ARGS=--all runs every test"


def test_all_are_run_where_that_is_asked_for(tmp_path: Path) -> None:
    run = run_a_suite(tmp_path, "--all")
    assert run.returncode == 0, run.stdout + run.stderr
    assert "3 passed" in run.stdout.splitlines()[-2]
    assert run.stdout.splitlines()[-1].startswith("1 browser test was left out")


def test_where_a_browser_is_required_its_absence_is_an_error(tmp_path: Path) -> None:
    run = run_a_suite(tmp_path, TREATYLINE_REQUIRE_BROWSER="1")
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "the browser tests need Chromium" in run.stderr


def test_a_chromium_that_is_named_and_not_there_is_an_error(tmp_path: Path) -> None:
    run = run_a_suite(tmp_path, CHROMIUM="/nowhere/chromium")
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "CHROMIUM names no program: /nowhere/chromium" in run.stderr
