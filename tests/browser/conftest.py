"""The flagship as its readers get it: built once for all browser tests, whichever process runs them."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from filelock import FileLock

from tests.sitekit import CHECKOUT, SITES, build, build_strictly, write_site
from tests.web import serving

UNDER = "/some/repo/"


@pytest.fixture(scope="session")
def flagship(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The flagship, served, with the made-up site below it: its address."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site = shared / "flagship"
    with FileLock(shared / "flagship.lock"):
        if not (site / "atlantis").exists():  # made last, and put in its place whole
            made_up, settings = write_site(shared / "made-up", {}), {"repo_url": "https://git.example.org/a/b"}
            build_strictly(CHECKOUT, site, site_url=f"https://example.org{UNDER}", **settings)
            content = str(SITES / "atlantis" / "content")
            assert build(made_up, site / "atlantis", strict=False, docs_dir=content).succeeded
    with serving(site, UNDER) as url:
        yield url
