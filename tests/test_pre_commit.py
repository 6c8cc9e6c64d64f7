"""The hooks for other repositories: pre-commit knows them, and runs them as it should."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.helpers import ENTRY
from tests.sitekit import CHECKOUT, as_yaml, environment, write

MANIFEST = CHECKOUT / ".pre-commit-hooks.yaml"
HOOKS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(MANIFEST.read_text(encoding="utf-8"))


def run(*command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that finds the programs of this environment, without anybody's settings."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = environment(PATH=path, PRE_COMMIT_HOME=str(folder / "cache"), GIT_CONFIG_GLOBAL=os.devnull)
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=60, check=False)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Somebody's repository that uses our hooks, with what is installed here in place of a copy of ours."""
    hooks = [hook | {"language": "system"} for hook in HOOKS]
    settings = {"repos": [{"repo": "local", "hooks": hooks}]}
    folder = write(tmp_path / "repository", {".pre-commit-config.yaml": as_yaml(settings), ".gitignore": "cache\n"})
    run("git", "init", "--quiet", folder=folder)
    return folder


def commit(repository: Path, hook: str, **entries: str) -> subprocess.CompletedProcess[str]:
    """What a hook says to a commit of entries."""
    write(repository, {f"content/agreements/{name}.yml": text for name, text in entries.items()})
    run("git", "add", ".", folder=repository)
    return run("pre-commit", "run", hook, folder=repository)


def test_pre_commit_takes_the_manifest(tmp_path: Path) -> None:
    done = run("pre-commit", "validate-manifest", str(MANIFEST), folder=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_hook_calls_a_command_that_comes_with_the_package() -> None:
    assert [hook["entry"] for hook in HOOKS] == ["treatyline check", "treatyline fix"]
    assert {hook["language"] for hook in HOOKS} == {"python"}
    assert shutil.which("treatyline", path=str(Path(sys.executable).parent))


def test_a_right_entry_may_be_committed(repository: Path) -> None:
    done = commit(repository, "treatyline-check", right=ENTRY)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_a_wrong_entry_is_told_and_may_not_be_committed(repository: Path) -> None:
    done = commit(repository, "treatyline-check", wrong=ENTRY + "kind: pakt\n")
    assert done.returncode == 1
    assert "content/agreements/wrong.yml:8:7: error[unknown-value]" in done.stdout


def test_a_change_outside_the_content_is_not_checked(repository: Path) -> None:
    commit(repository, "treatyline-check", wrong=ENTRY + "kind: pakt\n")
    run("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "A", folder=repository)
    write(repository, {"README.md": "# Agreements\n"})
    run("git", "add", "README.md", folder=repository)
    assert "Skipped" in run("pre-commit", "run", "treatyline-check", folder=repository).stdout


def test_what_a_machine_can_mend_is_mended_and_shown_before_it_is_committed(repository: Path) -> None:
    spelt = ENTRY.replace("2001-05-17", "17 May 2001")
    done = commit(repository, "treatyline-fix", spelt=spelt, right=ENTRY.replace("Two", "Three"))
    assert done.returncode == 1
    assert (repository / "content" / "agreements" / "spelt.yml").read_text(encoding="utf-8") == ENTRY
    again = commit(repository, "treatyline-fix")
    assert again.returncode == 0, again.stdout + again.stderr
