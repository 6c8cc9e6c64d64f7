"""Builds that are killed, fail, find no room, or meet another: the site stays whole each time. `make kills` runs it.

The flagship is built in a copy of the checkout, in two versions whose every page differs. A trial builds the version
that is not there. Afterwards the site has to be one of the two, byte for byte, with the dotfiles of its owner; and the
next build has to work and to leave nothing beside the site.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
COPIED = ("generator", "theme", "content", "mkdocs.yml")
PATIENCE = 120
"""Seconds that a build may take before it counts as one that hangs."""

SEED = 1648
ANY_MOMENT = 20
"""Builds that are killed at a moment of their whole duration, each as likely as another."""
AT_THE_END = 10
"""Builds that are killed shortly after their last line, while the new site is put in place."""
LAST_LINE = "Documentation built in"
SWAP = 0.02
"""Seconds after its last line within which a build puts the flagship in place and deletes the old one."""

DOTFILES = {".nojekyll": b"", ".git/HEAD": b"ref: refs/heads/main\n"}
PAGE = 4096
"""Bytes: the room on a disk comes in such pieces."""

Files = Mapping[str, bytes]


# --- the project --------------------------------------------------------------------------------------------


@dataclass
class Project:
    """A copy of the checkout, the folder that its site is in, and the two versions of the site."""

    folder: Path
    site: Path
    versions: dict[str, Files] = field(default_factory=dict)
    duration: float = PATIENCE
    """Seconds that a whole build takes, at the least."""

    def start(self, version: str, settings: str = "mkdocs.yml") -> subprocess.Popen[str]:
        """Start to build a version, in a process group of its own."""
        options = ["--strict", "--config-file", settings, "--site-dir", str(self.site)]
        variables = {
            "PYTHONPATH": str(self.folder / "generator"),
            "PYTHONDONTWRITEBYTECODE": "1",
            "NO_MKDOCS_2_WARNING": "1",
            "SITE_URL": f"https://{version}.example.org/",  # stands on every page
        }
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "mkdocs", "build", *options],
            cwd=self.folder,
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            start_new_session=True,
        )

    def build(self, version: str, settings: str = "mkdocs.yml") -> subprocess.CompletedProcess[str]:
        """Build a version to the end. Raises subprocess.TimeoutExpired where it has none."""
        process = self.start(version, settings)
        try:
            told, _ = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            kill(process)
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, told)

    def found(self) -> str:
        """Which version is there; else what is wrong with what is there."""
        if not self.site.is_dir():
            return "no site"
        files = snapshot(self.site)
        for version, expected in self.versions.items():
            if files == expected:
                return version
        expected = max(self.versions.values(), key=lambda version: len(files.items() & version.items()))
        missing, changed = len(expected.keys() - files.keys()), len(expected.items() - files.items())
        return f"neither version: {missing} files missing, {changed - missing} others, {len(files)} there"

    def beside(self) -> list[str]:
        """What lies beside the site."""
        return sorted(path.name for path in self.site.parent.iterdir() if path != self.site)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write(folder: Path, files: Files) -> None:
    """Write files by their path below a folder."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def copied(folder: Path) -> Project:
    """A copy of what a build needs, with the first version built. Raises RuntimeError where it cannot be built."""
    for name in COPIED:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, folder / "checkout" / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / "checkout" / name)
    project = Project(folder / "checkout", folder / "published" / "site")
    for version in ("two", "one"):
        begun = time.monotonic()
        built = project.build(version)
        if built.returncode:
            raise RuntimeError(f"The flagship cannot be built:\n{built.stdout}")
        project.duration = min(project.duration, time.monotonic() - begun)
        write(project.site, DOTFILES)
        project.versions[version] = snapshot(project.site)
    return project


def kill(process: subprocess.Popen[str]) -> None:
    """Kill a build with all that it started."""
    with suppress(ProcessLookupError):  # it has ended
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


# --- trials -------------------------------------------------------------------------------------------------


@dataclass
class Trial:
    """What was tried, what was seen, and what of it should not be."""

    name: str
    seen: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    is_tried: bool = True

    def expect(self, fulfilled: bool, trouble: str) -> None:
        """Note a trouble unless something is as it should be."""
        if not fulfilled:
            self.troubles.append(trouble)

    def __str__(self) -> str:
        told = f"{self.name}: {', '.join(self.seen)}"
        return told if not self.troubles else f"FAILED  {told}\n        " + "\n        ".join(self.troubles)


def next_build_works(project: Project, version: str, trial: Trial) -> None:
    """Build a version to the end, and look that it is there and nothing beside it."""
    built = project.build(version)
    trial.expect(built.returncode == 0, f"the next build failed with {built.returncode}: {last_lines(built.stdout)}")
    trial.expect(project.found() == version, f"after the next build: {project.found()}")
    trial.expect(not project.beside(), f"after the next build, beside the site: {project.beside()}")


def other(version: str) -> str:
    """The version that is not this one."""
    return "one" if version == "two" else "two"


def last_lines(told: str) -> str:
    """The end of what a build printed."""
    return " | ".join(told.strip().splitlines()[-3:])


# --- killed builds ------------------------------------------------------------------------------------------


def killed_after(project: Project, seconds: float) -> Trial:
    """Kill a build some time after its start."""
    trial = Trial(f"killed {seconds:.2f} s after the start")

    def until(process: subprocess.Popen[str]) -> None:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        trial.seen.append("it had ended before")

    return killed(project, trial, until)


def killed_at_the_end(project: Project, seconds: float) -> Trial:
    """Kill a build some time after it printed its last line."""
    trial = Trial(f"killed {seconds * 1000:.1f} ms after the last line")

    def until(process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        if not any(LAST_LINE in line for line in process.stdout):
            trial.troubles.append("its last line never came")
        time.sleep(seconds)

    return killed(project, trial, until)


def killed(project: Project, trial: Trial, until: Callable[[subprocess.Popen[str]], None]) -> Trial:
    """Kill a build at its moment; then the site has to be whole and the next build to work."""
    before = project.found()
    process = project.start(other(before))
    until(process)
    kill(process)
    after = project.found()
    trial.seen.append(
        f"the {'old' if after == before else 'new'} site is whole" if after in project.versions else after
    )
    trial.seen.append(f"left beside it: {', '.join(project.beside()) or 'nothing'}")
    trial.expect(after in project.versions, "the site is not whole")
    next_build_works(project, other(before), trial)
    return trial


# --- builds that fail ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Failure:
    """A mistake in files of the project, and what the build should say of it."""

    name: str
    files: Files
    message: str
    settings: str = ""
    """What mkdocs.yml says besides."""


WRONG_ENTRY = b"""\
title: Treaty of Amity
date: 2013-02-30
parties: [RUS, KAZ]
summary: Two states promise each other amity.
sources:
  - publisher: A Gazette
"""
HOOK = b"def on_post_build(config):\n    raise RuntimeError('another plugin fails last')\n"
OVERRIDES = "theme: {custom_dir: overrides}"
WITH_MISTAKE = "with_mistake.yml"

FAILURES = (
    Failure("wrong content", {"content/agreements/amity.yml": WRONG_ENTRY}, "2013-02-30"),
    Failure("a wrong template of ours", {"overrides/pages/agreement.html": b"{{ no.such }}"}, "'no' is", OVERRIDES),
    Failure("a wrong template of the theme", {"overrides/main.html": b"{% if %}"}, "Expected an expression", OVERRIDES),
    Failure("another plugin that fails last", {"hook.py": HOOK}, "another plugin fails last", "hooks: [hook.py]"),
    Failure(
        "one warning under --strict",
        {"content/dangling.md": b"# Dangling\n\n[Nowhere](nowhere.md)\n"},
        r"Aborted with 1 warnings? in strict mode",
        "not_in_nav: dangling.md",
    ),
)


@contextmanager
def made(failure: Failure, project: Project) -> Iterator[None]:
    """Make a mistake in the project, and mend it afterwards."""
    inherited = f"INHERIT: mkdocs.yml\n{failure.settings}\n"
    files = {**failure.files, WITH_MISTAKE: inherited.encode()}
    write(project.folder, files)
    try:
        yield
    finally:
        for name in files:
            (project.folder / name).unlink()


def failed(project: Project, failure: Failure) -> Trial:
    """Build with a mistake; then the old site has to be there and the next build to work."""
    before = project.found()
    trial = Trial(failure.name)
    with made(failure, project):
        built = project.build(other(before), WITH_MISTAKE)
    expect_refusal(trial, built, failure.message)
    expect_untouched(trial, project, before)
    next_build_works(project, other(before), trial)
    return trial


def expect_refusal(trial: Trial, built: subprocess.CompletedProcess[str], message: str) -> None:
    """The build has to fail, and to say why."""
    trial.seen.append(f"exit status {built.returncode}")
    trial.expect(built.returncode != 0, "the exit status tells of no failure")
    trial.expect(re.search(message, built.stdout) is not None, f"no {message!r} in: {last_lines(built.stdout)}")


def expect_untouched(trial: Trial, project: Project, before: str) -> None:
    """The old site has to be there, and nothing beside it."""
    after = project.found()
    trial.seen.append("the old site is whole" if after == before else after)
    trial.expect(after == before, f"there was {before}, now there is: {after}")
    trial.expect(not project.beside(), f"beside the site: {project.beside()}")


# --- a full disk --------------------------------------------------------------------------------------------


def full_disk(project: Project, folder: Path, share: float) -> Trial:
    """Build on a disk that has room for one site and a share of a second."""
    trial = Trial(f"a disk with room for {share:.0%} of the new site")
    before = project.found()
    with small_disk(folder, project, share) as mounted:
        if not mounted:
            trial.is_tried = False
            trial.seen.append("NOT TRIED, for nothing can be mounted here")
            return trial
        there = Project(project.folder, folder / "site", project.versions)
        shutil.copytree(project.site, there.site)
        built = there.build(other(before))
        expect_refusal(trial, built, r"No space left on device[\s\S]*the new site needs room beside the old one")
        expect_untouched(trial, there, before)
    return trial


@contextmanager
def small_disk(folder: Path, project: Project, share: float) -> Iterator[bool]:
    """Mount a disk that is that much larger than a site. False where that is not permitted."""
    folder.mkdir()
    files = [path for path in project.site.rglob("*") if path.is_file()]
    pages = sum(-(-path.stat().st_size // PAGE) for path in files)
    size = int(pages * PAGE * (1 + share)) + 16 * PAGE
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    mounted = shutil.which("mount") is not None and subprocess.run(mount, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


# --- two builds ---------------------------------------------------------------------------------------------


def two_at_once(project: Project) -> Trial:
    """Begin a build, halt it, try a second one, and let the first go on."""
    trial = Trial("a second build at once")
    before = project.found()
    first = project.start(other(before))
    try:
        wait_until(lambda: bool(project.beside()) or first.poll() is not None)
        trial.expect(first.poll() is None, "the first build ended before the second could begin")
        os.killpg(first.pid, signal.SIGSTOP)
        second = project.build(other(before))
        expect_refusal(trial, second, r"another build of [\s\S]* is running")
        trial.expect(project.found() == before, f"while the first one is halted: {project.found()}")
        os.killpg(first.pid, signal.SIGCONT)
        told, _ = first.communicate(timeout=PATIENCE)
    except (subprocess.TimeoutExpired, ProcessLookupError, TimeoutError) as error:
        kill(first)
        trial.troubles.append(str(error))
        return trial
    trial.seen.append(f"the first one ends with {first.returncode}")
    trial.expect(first.returncode == 0, f"the first build failed: {last_lines(told)}")
    trial.expect(project.found() == other(before), f"after the first build: {project.found()}")
    trial.expect(not project.beside(), f"beside the site: {project.beside()}")
    return trial


def wait_until(fulfilled: Callable[[], bool]) -> None:
    """Look again and again. Raises TimeoutError where it takes too long."""
    end = time.monotonic() + PATIENCE
    while not fulfilled():
        if time.monotonic() > end:
            raise TimeoutError("what was waited for never came")
        time.sleep(0.01)


# --- running ------------------------------------------------------------------------------------------------


def trials(project: Project, folder: Path) -> Iterator[Callable[[], Trial]]:
    """All that is tried, in order."""
    chance = random.Random(SEED)
    for _ in range(ANY_MOMENT):
        yield lambda: killed_after(project, chance.uniform(0, project.duration))
    for _ in range(AT_THE_END):
        yield lambda: killed_at_the_end(project, chance.uniform(0, SWAP))
    for failure in FAILURES:
        yield lambda failure=failure: failed(project, failure)
    for share in (0.0, 0.5, 0.9):
        yield lambda share=share: full_disk(project, folder / "disk", share)
    yield lambda: two_at_once(project)


def tally(done: Sequence[Trial]) -> str:
    """How many trials went as they should, and how many could not be tried."""
    tried = [trial for trial in done if trial.is_tried]
    told = f"{sum(not trial.troubles for trial in tried)} of {len(tried)} trials left a whole site"
    return told if len(tried) == len(done) else f"{told}; {len(done) - len(tried)} could not be tried"


def main() -> int:
    """Run all trials. 1 if one did not go as it should."""
    done = []
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "checkout").mkdir()
        project = copied(Path(name))
        print(f"{len(project.versions['one'])} files, built in {project.duration:.2f} s", flush=True)
        for attempt in trials(project, Path(name)):
            trial = attempt()
            print(trial, flush=True)
            done.append(trial)
            if trial.troubles:
                restore(project)
    print(tally(done))
    return 1 if any(trial.troubles for trial in done) else 0


def restore(project: Project) -> None:
    """Put a whole site there again, after a trial that left none, so that the others can be tried too."""
    for path in project.site.parent.iterdir():
        shutil.rmtree(path)
    write(project.site, project.versions["one"])


if __name__ == "__main__":
    sys.exit(main())
