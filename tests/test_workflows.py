"""The workflows of GitHub: what they may do, and that each of their steps does it on this machine too."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.helpers import ENTRY
from tests.sitekit import CHECKOUT, MKDOCS_YML, environment, write
from tests.test_tools import FakeGh, Web
from tools import check_tag

WORKFLOWS = {file.name: file.read_text(encoding="utf-8") for file in (CHECKOUT / ".github" / "workflows").iterdir()}
PARSED: Mapping[str, Any] = {
    name: YAML(typ="safe", pure=True).load(text) for name, text in WORKFLOWS.items()
}  # YAML 1.2, in which `on` is a word

JOBS = {f"{name} {job}": told for name, workflow in PARSED.items() for job, told in workflow["jobs"].items()}
STEPS = [step for job in JOBS.values() for step in job["steps"]]

ANNOTATE = "make annotate BASE=HEAD^1"
PREVIEW = "make preview BASE=HEAD^1"
SUMMARY = "make summary BASE=HEAD^1"
EVERYTHING = ".ci/run"
SITE = "make site"
LINKS = "make links"
KEEP_ISSUE = "tools/keep_issue.py links.md"
CHECK_TAG = 'tools/check_tag.py "$GITHUB_REF_NAME"'
WHEEL = "make wheel"
TRIED = {ANNOTATE, PREVIEW, SUMMARY, EVERYTHING, SITE, LINKS, KEEP_ISSUE, CHECK_TAG, WHEEL}
"""What the workflows run; below, each is run by its constant."""


# --- what they may do ---------------------------------------------------------------------------------------


def test_there_are_four_workflows_each_with_its_occasion() -> None:
    assert {name: set(workflow["on"]) for name, workflow in PARSED.items()} == {
        "check.yml": {"pull_request"},
        "deploy.yml": {"push", "workflow_dispatch"},
        "links.yml": {"schedule", "workflow_dispatch"},
        "release.yml": {"release"},
    }


def test_the_check_runs_for_every_pull_request() -> None:
    assert not {"paths", "paths-ignore"} & set(PARSED["check.yml"]["on"]["pull_request"])


def test_the_site_is_published_from_the_main_branch_alone() -> None:
    assert PARSED["deploy.yml"]["on"]["push"] == {"branches": ["main"]}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_grants_nothing_to_all_of_its_jobs(name: str) -> None:
    assert PARSED[name]["permissions"] == {}


def test_each_job_has_the_rights_that_it_needs_and_no_other() -> None:
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "check.yml content": {"contents": "read"},
        "check.yml everything": {"contents": "read"},
        "deploy.yml build": {"contents": "read", "pages": "read"},
        "deploy.yml deploy": {"pages": "write", "id-token": "write"},
        "links.yml look-up": {"contents": "read"},
        "links.yml tell": {"contents": "read", "issues": "write"},
        "release.yml build": {"contents": "read"},
        "release.yml publish": {"id-token": "write"},
    }


def test_what_may_be_published_is_bound_to_an_environment() -> None:
    bound = {name: job["environment"]["name"] for name, job in JOBS.items() if "environment" in job}
    assert bound == {"deploy.yml deploy": "github-pages", "release.yml publish": "pypi"}


def test_no_job_with_the_right_to_publish_runs_a_command_of_the_checkout() -> None:
    trusted = [job for job in JOBS.values() if "id-token" in job["permissions"]]
    assert [step for job in trusted for step in job["steps"] if "run" in step or "checkout" in step["uses"]] == []


@pytest.mark.parametrize("name", JOBS)
def test_a_job_has_a_name_and_an_end(name: str) -> None:
    job = JOBS[name]
    assert job["name"] and job["timeout-minutes"]
    assert all(step["name"] for step in job["steps"])


# --- what they use ------------------------------------------------------------------------------------------


def test_every_action_is_pinned_by_its_whole_hash_with_its_version_beside_it() -> None:
    used = re.findall(r"(?m)^ *(?:- )?uses: (.*)$", "\n".join(WORKFLOWS.values()))
    assert len(used) == sum("uses" in step for step in STEPS) > 10
    pins = {line: re.fullmatch(r"([\w.-]+/[\w.-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in used}
    assert [line for line, pin in pins.items() if pin is None] == []
    actions = [pin[1] for pin in pins.values() if pin]
    assert len(actions) == len(set(actions)), "one action, one version"


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [step for step in STEPS if "actions/checkout@" in step.get("uses", "")]
    assert len(checkouts) == 6
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_no_secret_is_used() -> None:
    assert [name for name, text in WORKFLOWS.items() if "secrets." in text or "inherit" in text] == []


# --- who is asked -------------------------------------------------------------------------------------------


def test_code_owners_are_teams_of_folders_that_are_there() -> None:
    lines = (CHECKOUT / ".github" / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    owned = [line.split() for line in lines if line and not line.startswith("#")]
    assert all((CHECKOUT / pattern.strip("/")).is_dir() for pattern, _ in owned if pattern != "*")
    assert all(re.fullmatch(r"@[a-z0-9-]+/[a-z0-9-]+", team) for _, team in owned)
    assert [pattern for pattern, _ in owned] == ["*", "/content/"]


# --- what they run ------------------------------------------------------------------------------------------


def test_each_command_is_one_target_or_one_script_that_is_run_below() -> None:
    commands = {step["run"] for step in STEPS if "run" in step}
    assert commands == TRIED
    assert not [command for command in commands if re.search(r"\$\{\{|[;|&`\n]|\$\(", command)]
    assert all(re.match(r"make [a-z]+|tools/\w+\.py|\.ci/run", command) for command in commands)


def test_what_a_contributor_is_told_comes_although_the_check_has_failed() -> None:
    steps = JOBS["check.yml content"]["steps"]
    first = next(number for number, step in enumerate(steps) if step.get("run") == ANNOTATE)
    assert "if" not in steps[first]
    assert [step["if"] for step in steps[first + 1 :]] == ["${{ !cancelled() }}"] * 3
    assert not [step for step in STEPS if "continue-on-error" in step]


def as_github_does(command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a step's command; a make target finds all installed, in the environment of these tests."""
    installed = f" -- READY= LOCKED= LYCHEE= BIN={Path(sys.executable).parent}"
    env = environment(MAKEFLAGS=installed, PYTHONPATH="") | variables
    shell = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command)
    return subprocess.run(shell, cwd=folder, env=env, capture_output=True, encoding="utf-8", timeout=120, check=False)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the commands of the checkout, without its content and its package."""
    folder = tmp_path / "checkout"
    shutil.copytree(CHECKOUT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(CHECKOUT / ".ci", folder / ".ci")
    shutil.copy(CHECKOUT / "Makefile", folder)
    return folder


WRONG = "kind: pakt\n"


def proposal(folder: Path, **entries: str) -> None:
    """Make a folder the merge of a proposal of these entries into a base that has one entry with a mistake."""

    def git(*words: str) -> None:
        author = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *author, *words], cwd=folder, check=True, capture_output=True)

    write(folder, {"mkdocs.yml": MKDOCS_YML, "content/agreements/old.yml": ENTRY + WRONG, ".gitignore": "tools\n"})
    git("init", "--quiet", "--initial-branch", "main")
    git("add", ".")
    git("commit", "--quiet", "--message", "Base")
    git("switch", "--quiet", "--create", "proposal")
    write(folder, {f"content/agreements/{name}.yml": text for name, text in entries.items()})
    git("add", ".")
    git("commit", "--quiet", "--message", "Proposal")
    git("switch", "--quiet", "main")
    git("merge", "--quiet", "--no-ff", "--no-edit", "proposal")


def new_entry(year: int, more: str = "") -> str:
    return ENTRY.replace("Two Weather Stations", f"the Ferry of {year}").replace("2001", str(year)) + more


def test_a_proposals_problems_are_annotated_and_those_of_others_are_not(checkout: Path) -> None:
    proposal(checkout, new=new_entry(1950, WRONG))
    run = as_github_does(ANNOTATE, checkout)
    assert run.returncode != 0
    assert "::error file=content/agreements/new.yml,line=8,col=7," in run.stdout
    assert "old.yml" not in run.stdout


def test_a_right_proposal_passes_whatever_is_wrong_elsewhere(checkout: Path) -> None:
    proposal(checkout, new=new_entry(1950))
    run = as_github_does(ANNOTATE, checkout)
    assert (run.returncode, run.stderr) == (0, "")
    assert "::error" not in run.stdout


def test_a_proposals_entries_are_drawn_on_one_page(checkout: Path) -> None:
    proposal(checkout, new=new_entry(1950))
    run = as_github_does(PREVIEW, checkout)
    assert run.returncode == 0, run.stdout + run.stderr
    page = (checkout / "preview.html").read_text(encoding="utf-8")
    assert "the Ferry of 1950" in page
    assert "Two Weather Stations" not in page


def test_the_summary_has_every_problem_and_does_not_fail(checkout: Path) -> None:
    proposal(checkout, **{f"new-{year}": new_entry(year, WRONG) for year in range(1950, 1975)})
    file = checkout / "summary.md"
    run = as_github_does(SUMMARY, checkout, GITHUB_STEP_SUMMARY=str(file), PREVIEW_URL="https://example.org/preview")
    assert (run.returncode, run.stderr) == (0, "")
    told = file.read_text(encoding="utf-8")
    assert told.startswith("[A preview of the changed agreements](https://example.org/preview)\n\n### 25 errors in 25")
    assert told.count("| error ") == 25


def test_the_gate_checks_style_workflows_site_and_tests(checkout: Path) -> None:
    assert run_gate(checkout) == (0, ["lint", "workflows", "site", "test ARGS=--all --cov with a browser"])


def test_the_gate_ends_where_something_is_wrong(checkout: Path) -> None:
    status, called = run_gate(checkout, wrong="workflows")
    assert status != 0
    assert called == ["lint", "workflows"]


def run_gate(checkout: Path, wrong: str = "none") -> tuple[int, list[str]]:
    """Run .ci/run with a `make` that does nothing but fail for one target; its status, and what it was asked for."""
    programs = checkout / "programs"
    browser = "${TREATYLINE_REQUIRE_BROWSER:+ with a browser}"
    make = f'#!/bin/sh\necho "$*{browser}" >>called\n[ "$1" != {wrong} ]\n'
    write(programs, {"make": make, "faketime": "#!/bin/sh\n"})
    for program in programs.iterdir():
        program.chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    run = as_github_does(EVERYTHING, checkout, PATH=path, CHROMIUM="chromium", TREATYLINE_REQUIRE_BROWSER="")
    return run.returncode, (checkout / "called").read_text(encoding="utf-8").splitlines()


def test_the_site_is_built_for_the_place_where_it_will_stand(checkout: Path) -> None:
    settings = MKDOCS_YML.replace("https://example.org/", "!ENV [SITE_URL]") + "repo_url: !ENV [REPO_URL]\n"
    write(checkout, {"mkdocs.yml": settings, "content/agreements/a.yml": ENTRY})
    run = as_github_does(SITE, checkout, SITE_URL="https://a.example.org/b/", REPO_URL="https://example.org/a/b")
    assert run.returncode == 0, run.stdout + run.stderr
    page = (checkout / "site" / "agreements" / "a" / "index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://a.example.org/b/agreements/a/">' in page
    assert "https://example.org/a/b" in page


def test_the_site_goes_where_it_is_handed_over_from() -> None:
    handed_over = JOBS["deploy.yml build"]["steps"][-1]
    assert handed_over["with"]["path"] == "site"


@pytest.fixture
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


def test_the_links_are_opened_and_reported(checkout: Path, web: Web) -> None:
    write(checkout, {"content/agreements/a.yml": ENTRY + f"    url: {web.url}/404\n"})
    run = as_github_does(LINKS, checkout)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == "1 link in 1 entry: 1 dead, 0 uncertain, 1 without an archived copy.\n"
    report = (checkout / "links.md").read_text(encoding="utf-8")
    assert f"- `{web.url}/404`: **dead** (`404 Not Found`), **not archived**\n" in report


def test_the_issue_is_kept_without_anything_installed(checkout: Path, tmp_path: Path) -> None:
    gh = FakeGh.among(tmp_path / "programs", [])
    write(checkout, {"links.md": "A link is dead.\n"})
    path = f"{gh.folder}:{os.environ['PATH']}"
    run = as_github_does(KEEP_ISSUE, checkout, PATH=path)
    assert (run.returncode, run.stderr) == (0, "")
    assert [call.words[:2] for call in gh.calls] == [["issue", "list"], ["issue", "create"]]


@pytest.mark.parametrize(
    ("tag", "status"), [(f"v{check_tag.version()}", 0), (check_tag.version(), 1), ("v0.0.0; :", 1)]
)
def test_a_release_bears_the_version_as_its_tag(tag: str, status: int) -> None:
    run = as_github_does(CHECK_TAG, CHECKOUT, GITHUB_REF_NAME=tag)
    assert run.returncode == status
    assert tag in run.stdout + run.stderr


def test_the_wheel_that_is_handed_over_has_the_version_of_the_tag(checkout: Path) -> None:
    for name in ("generator", "theme"):
        shutil.copytree(CHECKOUT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE"):
        shutil.copy(CHECKOUT / name, checkout)
    run = as_github_does(WHEEL, checkout)
    assert run.returncode == 0, run.stdout + run.stderr
    made = sorted(file.name for file in (checkout / "dist").iterdir())
    version = check_tag.version()
    assert made == [f"treatyline-{version}-py3-none-any.whl", f"treatyline-{version}.tar.gz"]
    handed_over = JOBS["release.yml build"]["steps"][-1]
    assert handed_over["with"]["path"] == "dist/"
