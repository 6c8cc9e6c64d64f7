"""`treatyline rename` as a contributor calls it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.helpers import ENTRY
from tests.sitekit import MKDOCS_YML, snapshot, write
from treatyline.cli import main
from treatyline.site import load

OLD = "content/agreements/2000s/stations-2001.yml"
NEW = "content/agreements/2000s/weather-2001.yml"


def call(*words: str | Path) -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, list(map(str, words)))


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a site of two entries and a page, all of which name one of the entries."""
    monkeypatch.chdir(tmp_path)
    other = ENTRY.replace("Two Weather Stations", "a Ferry")
    files = {
        OLD: ENTRY,
        "content/agreements/ferry-2001.yml": f"{other}relations:\n  - type: related\n    target: stations-2001\n",
        "content/about.md": "[It](agreements/stations-2001.md), or [there](https://example.org/agreements/stations-2001/)\n",
        "mkdocs.yml": MKDOCS_YML,
    }
    return write(tmp_path, files)


def test_what_was_done_is_told_in_a_line_for_each_file(here: Path) -> None:
    result = call("rename", "stations-2001", "weather-2001")
    assert result.exit_code == 0
    assert result.output == (
        f"renamed {OLD} to {NEW}\nmended content/agreements/ferry-2001.yml\nmended content/about.md\n"
    )
    assert not (here / OLD).exists()
    assert (here / NEW).read_text() == f"{ENTRY}formerly: [stations-2001]\n"
    assert (here / "content/about.md").read_text() == (
        "[It](agreements/weather-2001.md), or [there](https://example.org/agreements/weather-2001/)\n"
    )


def test_afterwards_nothing_is_wrong_and_the_old_page_leads_to_the_new_one(here: Path) -> None:
    call("rename", "stations-2001", "weather-2001")
    assert call("check", "--today", "2026-11-22").output == "3 files checked, no problem found\n"
    pages = {page.path: page.template for page in load(here / "content").pages}
    assert pages["agreements/stations-2001.md"] == "pages/moved.html"
    assert pages["agreements/weather-2001.md"] == "pages/agreement.html"


def test_with_check_the_difference_is_shown_and_nothing_changes(here: Path) -> None:
    before = snapshot(here)
    result = call("rename", "stations-2001", "weather-2001", "--check")
    assert result.exit_code == 1
    lines = result.output.splitlines()
    assert lines[:2] == [f"--- {OLD} (now)", f"+++ {NEW} (renamed)"]
    assert "+formerly: [stations-2001]" in lines
    assert "--- content/agreements/ferry-2001.yml (now)" in lines
    assert "+++ content/agreements/ferry-2001.yml (mended)" in lines
    assert "-    target: stations-2001" in lines
    assert "+    target: weather-2001" in lines
    assert lines[-1] == "3 files would change"
    assert snapshot(here) == before


def test_a_difference_shows_what_a_terminal_would_obey_in_letters(here: Path) -> None:
    write(here, {"content/about.md": "\x1b[2J [it](agreements/stations-2001.md)\n"})
    output = call("rename", "stations-2001", "weather-2001", "--check").output
    assert "\\u001b[2J [it](agreements/weather-2001.md)" in output
    assert "\x1b" not in output


def test_ids_may_be_given_as_paths_and_the_content_may_stand_elsewhere(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    result = call("rename", f"../{OLD}", "weather-2001.yml", "--content", "../content")
    assert result.exit_code == 0
    assert (here / NEW).exists()


@pytest.mark.usefixtures("here")
def test_a_call_that_cannot_be_meant_is_refused_with_what_to_write() -> None:
    result = call("rename", "stations-2011", "weather-2001")
    assert result.exit_code == 2
    assert 'Error: no entry has the id "stations-2011"; did you mean "stations-2001"?' in result.output


def test_a_file_that_cannot_be_written_is_told_and_everything_stays(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    before = snapshot(here)
    monkeypatch.setattr(Path, "replace", refuse)
    result = call("rename", "stations-2001", "weather-2001")
    assert result.exit_code == 1
    assert result.output == (
        "Error: content/agreements/ferry-2001.yml cannot be written (Permission denied); nothing was renamed\n"
    )
    assert snapshot(here) == before


def test_permissions_stay(here: Path) -> None:
    (here / OLD).chmod(0o640)
    call("rename", "stations-2001", "weather-2001")
    assert (here / NEW).stat().st_mode & 0o777 == 0o640
