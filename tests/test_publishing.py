"""What becomes of the previous site when a new one is built: it is replaced whole, or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from mkdocs.config import load_config

from tests.sitekit import SMALL_YML, build, entry, environment, mkdocs, snapshot, write, write_site
from treatyline.staging import Staging

CONTENT = {"index.md": "# Welcome\n", "agreements/amity.yml": entry()}
CHANGED = {"index.md": "# Changed\n"}
BUILT = "1 agreement, 9 pages"
"""What is told of a build: timeline, five lists, agreement and parties."""
FAILS_LAST = """
import mkdocs.plugins

@mkdocs.plugins.event_priority(-1000)
def on_post_build(config):
    raise ValueError("the last straw")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site that was built once; what its pages say has changed since."""
    folder = write_site(tmp_path / "project", CONTENT)
    assert build(folder).succeeded
    write(folder / "site", {".nojekyll": "", ".git/HEAD": "ref: x\n"})
    write(folder / "content", CHANGED)
    return folder


def beside(folder: Path) -> set[str]:
    """What lies beside a site."""
    return {path.name for path in folder.iterdir()} - {"content", "mkdocs.yml", "site", "own", "hooks.py"}


def test_a_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(folder: Path) -> None:
    write(folder / "site", {"stale.html": "of a page that is gone"})
    assert build(folder).succeeded
    after = snapshot(folder / "site")
    assert b"Changed" in after["index.html"]
    assert "stale.html" not in after
    assert after[".git/HEAD"] == b"ref: x\n" and ".nojekyll" in after
    assert beside(folder) == set()


def test_other_plugins_see_the_folder_in_which_the_site_is_made(folder: Path) -> None:
    hook = 'from pathlib import Path\ndef on_post_build(config): Path(config.site_dir, "hook.txt").write_text("x")\n'
    write(folder, {"hooks.py": hook, "mkdocs.yml": f"{SMALL_YML}hooks: [hooks.py]\n"})
    assert build(folder).succeeded
    assert (folder / "site" / "hook.txt").read_text() == "x"


FAILURES = {
    "content": ({"content/agreements/amity.yml": entry(date="2013-02-30")}, "", "February 2013 has 28 days"),
    "template": ({"own/pages/agreement.html": "{{ nothing }}"}, "", "pages/agreement.html:1"),
    "theme": ({"own/main.html": "{% nonsense %}"}, "", "main.html:1"),
    "plugin": ({"hooks.py": FAILS_LAST}, "hooks: [hooks.py]\n", "the last straw"),
    "warning": ({"content/index.md": "# Changed\n\n[a](absent.md)\n"}, "", "absent.md"),
}


@pytest.mark.parametrize("failure", FAILURES)
def test_a_build_that_fails_says_why_and_leaves_the_previous_site_as_it_was(folder: Path, failure: str) -> None:
    files, setting, told = FAILURES[failure]
    configuration = SMALL_YML.replace("  name: material", "  name: material\n  custom_dir: own") + setting
    (folder / "own").mkdir()
    write(folder, {"mkdocs.yml": configuration} | files)
    before = snapshot(folder / "site")
    run = mkdocs("build", "--strict", folder=folder)
    assert run.returncode != 0
    assert told in run.stdout + run.stderr
    assert ("Traceback" in run.stderr) is (failure == "plugin")  # a plugin's own mistake is its own to tell
    assert snapshot(folder / "site") == before
    assert beside(folder) <= {"__pycache__"}


@pytest.mark.parametrize("function", ["mkdocs.utils.write_file", "shutil.copyfile"])
def test_a_full_disk_is_told_in_plain_words_and_leaves_the_previous_site_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    def refuse(source: object, target: object, **_: object) -> None:
        names = (None,) if isinstance(source, bytes) else (str(source), None, str(target))
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), *names)

    before = snapshot(folder / "site")
    with monkeypatch.context() as patched, pytest.raises(Exception) as caught:
        patched.setattr(function, refuse)
        build(folder)
    assert type(caught.value).__name__ == "PluginError"
    assert str(caught.value).startswith("the site cannot be written: No space left on device")
    assert "free some space" in str(caught.value)
    assert snapshot(folder / "site") == before
    assert beside(folder) == set()


def test_an_error_of_the_system_that_is_not_about_the_site_is_not_taken_for_one(folder: Path) -> None:
    write(folder, {"hooks.py": "def on_env(env, config, files): open('/nowhere/at/all')\n"})
    write(folder, {"mkdocs.yml": f"{SMALL_YML}hooks: [hooks.py]\n"})
    with pytest.raises(FileNotFoundError):
        build(folder)


def test_a_second_build_at_once_says_so_and_stops(folder: Path) -> None:
    before = snapshot(folder / "site")
    first = Staging.begin(folder / "site")
    run = mkdocs("build", folder=folder)
    first.discard()
    assert run.returncode == 1
    assert "another build of" in run.stderr and "Traceback" not in run.stderr
    assert snapshot(folder / "site") == before
    assert beside(folder) == set()


def test_a_folder_that_mkdocs_did_not_make_is_replaced_only_when_told(folder: Path) -> None:
    write(folder / "letters", {"to-a-friend.txt": "Dear friend"})
    run = mkdocs("build", "--site-dir", "letters", folder=folder)
    assert run.returncode == 1
    assert "was not made by MkDocs" in run.stderr and "overwrite: true" in run.stderr
    assert snapshot(folder / "letters") == {"to-a-friend.txt": b"Dear friend"}
    allowing = SMALL_YML.replace("contributing: false", "contributing: false, overwrite: true")
    write(folder, {"mkdocs.yml": allowing})
    assert build(folder, folder / "letters").succeeded
    assert "index.html" in snapshot(folder / "letters")


def test_deploying_goes_on_with_the_site_that_was_published(folder: Path) -> None:
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="gh-deploy", dirty=False)
    site_dir = config.site_dir
    config = config.plugins.on_config(config)
    assert config.site_dir != site_dir
    config.plugins.on_shutdown()
    assert config.site_dir == site_dir


def test_a_build_without_a_beginning_is_made_in_its_own_folder(folder: Path) -> None:
    """Programs that call MkDocs' `build` alone get what MkDocs gives them."""
    config = load_config(str(folder / "mkdocs.yml"))
    assert config.plugins.on_config(config).site_dir == str(folder / "site")


def test_a_build_ends_with_one_line_on_what_was_built(folder: Path) -> None:
    run = mkdocs("build", folder=folder)
    assert run.stderr.splitlines()[-1].startswith(f"INFO    -  treatyline: {BUILT} in ")
    assert mkdocs("build", "--quiet", folder=folder).stderr == ""


def test_the_look_of_a_terminal_changes_nothing_for_a_short_build(folder: Path) -> None:
    command = ["script", "--quiet", "--return", "--command", f"{sys.executable} -m mkdocs build", "/dev/null"]
    run = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    assert run.returncode == 0
    assert f"{BUILT} in " in run.stdout.splitlines()[-1]
