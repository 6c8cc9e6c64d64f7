"""The flagship as its readers get it: built once for all browser tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.sitekit import CHECKOUT, SITES, build, build_strictly, write_site
from tests.web import serving

UNDER = "/some/repo/"


@pytest.fixture(scope="session")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The flagship, served, with the made-up site below it: its address."""
    site, made_up = tmp_path_factory.mktemp("flagship"), tmp_path_factory.mktemp("made-up")
    build_strictly(CHECKOUT, site, site_url=f"https://example.org{UNDER}", repo_url="https://git.example.org/a/b")
    content = str(SITES / "atlantis" / "content")
    assert build(write_site(made_up, {}), site / "atlantis", strict=False, docs_dir=content).succeeded
    with serving(site, UNDER) as url:
        yield url
