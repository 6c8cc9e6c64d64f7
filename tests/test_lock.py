"""requirements.txt: one release and its hashes for everything that pyproject.toml asks for."""

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


@pytest.fixture(scope="module")
def lock() -> str:
    return (CHECKOUT / "requirements.txt").read_text(encoding="utf-8")


def test_the_lock_answers_every_requirement_with_a_release_in_its_range(lock: str) -> None:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    project = settings["project"]
    extras = chain.from_iterable(project["optional-dependencies"].values())
    wanted = [*settings["build-system"]["requires"], *project["dependencies"], *extras]
    locked = {
        canonicalize_name(name): Version(version) for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", lock)
    }
    for requirement in map(Requirement, wanted):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def test_every_release_in_the_lock_has_hashes(lock: str) -> None:
    releases = re.split(r"(?m)^(?=\w)", lock)[1:]
    assert len(releases) > 20
    assert [release for release in releases if "--hash=sha256:" not in release] == []


def test_the_lock_names_no_index_and_no_folder(lock: str) -> None:
    assert re.findall(r"(?m)^.*(?:://|file:|index-url|find-links|-e ).*$", lock) == []
