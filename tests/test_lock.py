"""requirements*.txt: one release and its hashes for everything that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

CHECKOUT = Path(__file__).parents[1]
SETTINGS = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS: dict[str, list[str]] = {
    "requirements.txt": [
        *SETTINGS["build-system"]["requires"],
        *SETTINGS["project"]["dependencies"],
        *chain.from_iterable(SETTINGS["project"]["optional-dependencies"].values()),
    ],
    "requirements-links.txt": SETTINGS["dependency-groups"]["links"],
}
"""What each lock has to answer."""


@pytest.fixture(params=LOCKS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def lock(name: str) -> str:
    return (CHECKOUT / name).read_text(encoding="utf-8")


def test_a_lock_answers_every_requirement_with_a_release_in_its_range(name: str, lock: str) -> None:
    locked = {
        canonicalize_name(name): Version(version)
        for name, version in re.findall(r"(?m)^([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", lock)
    }
    for requirement in map(Requirement, LOCKS[name]):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_every_release_in_a_lock_has_hashes(name: str, lock: str) -> None:
    releases = re.split(r"(?m)^(?=\w)", lock)[1:]
    assert len(releases) >= len(LOCKS[name])
    assert [release for release in releases if "--hash=sha256:" not in release] == []


def test_a_lock_names_no_index_and_no_folder(lock: str) -> None:
    assert re.findall(r"(?m)^.*(?:://|file:|index-url|find-links|-e ).*$", lock) == []
