"""The same input gives the same bytes: on another day, in another place, under another name."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sitekit import CHECKOUT, environment, snapshot

FAKETIME = shutil.which("faketime")
CLOCKS = ["patched", "faketime"] if FAKETIME else ["patched"]
SHIFT = timedelta(days=1234, hours=5)

# Replaces the clock of Python itself, for machines without faketime: time's functions and datetime's classes.
SITECUSTOMIZE = f"""\
import datetime, time

_time, _local, _gm, _date, _datetime = time.time, time.localtime, time.gmtime, datetime.date, datetime.datetime
time.time = lambda: _time() + {SHIFT.total_seconds()}
time.time_ns = lambda: int(time.time() * 1e9)
time.localtime = lambda seconds=None: _local(time.time() if seconds is None else seconds)
time.gmtime = lambda seconds=None: _gm(time.time() if seconds is None else seconds)

class Meta(type):
    def __instancecheck__(cls, value):
        return isinstance(value, cls.__mro__[1])

class date(_date, metaclass=Meta):
    @classmethod
    def today(cls):
        return _date.fromtimestamp(time.time())

class datetime_(_datetime, metaclass=Meta):
    @classmethod
    def now(cls, tz=None):
        return _datetime.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return _datetime.utcfromtimestamp(time.time())

    @classmethod
    def today(cls):
        return _datetime.fromtimestamp(time.time())

datetime.date, datetime.datetime = date, datetime_
"""

HERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
THERE = {"PYTHONHASHSEED": "4242", "TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}


def on_another_day(clock: str, folder: Path) -> tuple[list[str], dict[str, str]]:
    """What to put before a command, and into its environment, to run it on another day."""
    if clock == "faketime":
        assert FAKETIME
        return [FAKETIME, (datetime.now(UTC) + SHIFT).strftime("%Y-%m-%d %H:%M:%S")], {}
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SITECUSTOMIZE)
    return [], {"PYTHONPATH": str(folder)}


def run(command: list[str], folder: Path, variables: Mapping[str, str], umask: int) -> str:
    """Run a command that must succeed; give what it printed."""
    done = subprocess.run(
        command, cwd=folder, env=environment(**variables), capture_output=True, text=True, umask=umask, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def copied(folder: Path) -> Path:
    """The checkout's own files that a build reads, at another path, written in the reverse order."""
    for name in ("mkdocs.yml", "theme", "generator", "content"):
        files = [CHECKOUT / name, *(CHECKOUT / name).rglob("*")]
        files = [file for file in files if file.is_file() and "__pycache__" not in file.parts]
        for file in sorted(files, reverse=True):
            copy = folder / file.relative_to(CHECKOUT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    return folder


BUILD = ["-m", "mkdocs", "build", "--strict", "--site-dir"]


@pytest.fixture(scope="module")
def built_here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The flagship's bytes, built in this checkout, today."""
    site = tmp_path_factory.mktemp("here") / "site"
    run([sys.executable, *BUILD, str(site)], CHECKOUT, HERE, 0o022)
    return snapshot(site)


@pytest.mark.parametrize("clock", CLOCKS)
def test_two_builds_of_the_flagship_are_the_same(clock: str, built_here: dict[str, bytes], tmp_path: Path) -> None:
    before, variables = on_another_day(clock, tmp_path / "clock")
    tree = copied(tmp_path / "quite another name")
    paths = [str(tree / "generator"), *filter(None, [variables.get("PYTHONPATH")])]
    site = tmp_path / "out"
    path = {"PYTHONPATH": os.pathsep.join(reversed(paths)), "PYTHONDONTWRITEBYTECODE": "1"}
    run([*before, sys.executable, *BUILD, str(site)], tree, THERE | path, 0o077)
    assert list(differences(built_here, snapshot(site))) == []
    assert {"index.html", "sitemap.xml", "sitemap.xml.gz", "search/search_index.json"} <= set(built_here)


@pytest.mark.parametrize("clock", CLOCKS)
def test_the_other_day_is_another_day(clock: str, tmp_path: Path) -> None:
    before, variables = on_another_day(clock, tmp_path / "clock")
    ask = (
        "import datetime as d, time as t; now = [t.time(), d.datetime.now().timestamp(), t.mktime(t.localtime()),"
        " d.datetime.combine(d.date.today(), d.time()).timestamp()]; print(*now)"
    )
    now = datetime.now(UTC).timestamp()
    for seconds in run([*before, sys.executable, "-c", ask], tmp_path, variables | {"TZ": "UTC"}, 0o022).split():
        assert float(seconds) - now > timedelta(days=1200).total_seconds()


# --- telling what differs -----------------------------------------------------------------------------------


def differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> Iterator[str]:
    """One text for each file that is not the same on both sides: what, and where it begins to differ."""
    for path in sorted({*one, *other}):
        if path not in one or path not in other:
            yield f"{path}: only in the {'first' if path in one else 'second'} build"
        elif one[path] != other[path]:
            yield f"{path}: {first_difference(one[path], other[path])}"


def first_difference(one: bytes, other: bytes) -> str:
    """Where two contents begin to differ, with what stands there."""
    index = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    line = one.count(b"\n", 0, index) + 1
    around = slice(max(0, index - 30), index + 50)
    return f"from byte {index} on, line {line}: {one[around]!r} and {other[around]!r}"


def test_a_difference_is_told_with_its_file_and_place() -> None:
    one = {"a.html": b"same", "b.html": b"one\ntwo", "c.html": b"", "e.html": b"12"}
    other = {"a.html": b"same", "b.html": b"one\ntoo", "d.html": b"", "e.html": b"1"}
    assert list(differences(one, other)) == [
        "b.html: from byte 5 on, line 2: b'one\\ntwo' and b'one\\ntoo'",
        "c.html: only in the first build",
        "d.html: only in the second build",
        "e.html: from byte 1 on, line 1: b'12' and b'1'",
    ]
