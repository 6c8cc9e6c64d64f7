"""What every test can use: the `--accept` option, a web server, and a browser that never leaves this machine.

A test that asks for `chromium`, itself or through another fixture, is a browser test. Where no Chromium is
found these are left out and counted in the last line; TREATYLINE_REQUIRE_BROWSER=1 makes that an error.
What is marked as slow is left out and counted, too, unless `--all` is given: `.ci/run` gives it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.web import OneOrigin, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
)
CHROMIUM_FLAGS = (
    "--no-sandbox",  # it cannot be set up in most containers; the pages are our own
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
HOW_TO_RUN_ALL = "make test ARGS=--all runs every test"
HOW_TO_GET_CHROMIUM = "apt-get install chromium, or name one: CHROMIUM=/path/to/chrome make test"

CHROMIUM = pytest.StashKey[str | None]()
LEFT_OUT = pytest.StashKey[dict[str, int]]()
"""How many tests of a sort were left out."""


def find_chromium() -> str | None:
    """Find the program that CHROMIUM names, else the first known one on this machine.

    None where there is none, or where CHROMIUM is set and empty.
    Raises pytest.UsageError where it names no program.
    """
    named = os.environ.get("CHROMIUM")
    if named is None:
        return next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if named and shutil.which(named) is None:
        raise pytest.UsageError(f"CHROMIUM names no program: {named}")
    return shutil.which(named)


# --- choosing the tests -------------------------------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the slow tests, too")
    parser.addoption("--accept", action="store_true", help="take what is made now as the golden files")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[CHROMIUM] = find_chromium()
    config.stash[LEFT_OUT] = {}
    if os.environ.get("TREATYLINE_REQUIRE_BROWSER") == "1" and config.stash[CHROMIUM] is None:
        raise pytest.UsageError(f"the browser tests need Chromium, and none was found: {HOW_TO_GET_CHROMIUM}")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser_tests = [item for item in items if "chromium" in getattr(item, "fixturenames", ())]
    for test in browser_tests:
        test.add_marker(pytest.mark.browser)
    if config.stash[CHROMIUM] is None:
        leave_out(config, items, "browser")
    if not config.getoption("all"):
        leave_out(config, items, "slow")


def leave_out(config: pytest.Config, items: list[pytest.Item], mark: str) -> None:
    """Take the tests of a mark away, and remember how many they were."""
    left_out = [item for item in items if item.get_closest_marker(mark)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker(mark)]
        config.stash[LEFT_OUT][mark] = len(left_out)


# --- telling how many were left out -------------------------------------------------------------------------


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With xdist each worker collects all tests: tell the process that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash[LEFT_OUT]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    config: pytest.Config = node.config
    config.stash[LEFT_OUT] |= getattr(node, "workeroutput", {}).get("left_out", {})


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    for mark, count in config.stash.get(LEFT_OUT, {}).items():
        tests = f"1 {mark} test was" if count == 1 else f"{count} {mark} tests were"
        print(f"{tests} left out{WHY[mark]}")


WHY = {
    "browser": f", since no Chromium was found: {HOW_TO_GET_CHROMIUM}",
    "slow": f": {HOW_TO_RUN_ALL}",
}
"""Why tests of a mark were left out, and how they are run."""


# --- fixtures -----------------------------------------------------------------------------------------------


@pytest.fixture
def accepting(request: pytest.FixtureRequest) -> bool:
    """True where golden files are to be written instead of compared: `--accept`."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, under="/some/repo/")` serves a built site from that path and returns its URL."""
    with ExitStack() as servers:
        yield lambda folder, under="/": servers.enter_context(serving(Path(folder), under))


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Browser]:
    """One Chromium for all the tests of a process, without a profile."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=pytestconfig.stash[CHROMIUM], args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """`new_page(url, **options)` returns a blank page of an empty profile; `page.goto("")` opens the URL.

    Addresses are relative to that URL; the options are those of Playwright's `new_context` (viewport,
    color_scheme, java_script_enabled …). A request to any other origin is stopped, and fails the test.
    """
    guards: list[OneOrigin] = []
    with ExitStack() as contexts:

        def open_page(url: str, **options: Any) -> Page:
            context = chromium.new_context(base_url=url, service_workers="block", **options)
            contexts.callback(context.close)
            guards.append(OneOrigin(url, context))
            return context.new_page()

        yield open_page
    strays = [request for guard in guards for request in guard.strays]
    assert strays == [], "requests that left the site's own origin"
