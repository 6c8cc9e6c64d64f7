"""Where pages stand: the source path that MkDocs knows a page by, its URL, and the way from one to another."""

from __future__ import annotations

from typing import TypeAlias

HOME = "index.md"
COUNTRIES = "countries.md"
ORGANISATIONS = "organisations.md"
PENDING = "pending.md"
AGREEMENTS_INDEX = "agreements.md"
CORRECTIONS = "corrections.md"
CONTRIBUTE = "contribute.md"
FIELDS = "contribute/fields.md"
PROBLEMS = "contribute/problems.md"
WORK = "contribute/work-to-do.md"
TIMELINE_INDEX = "timeline/index.json"
SCHEMA = "schema/v1/agreement.json"


def agreement_page(agreement_id: str) -> str:
    """The page of an agreement."""
    return f"agreements/{agreement_id}.md"


def country_page(slug: str) -> str:
    """The page of a state, a former state or a territory."""
    return f"countries/{slug}.md"


def organisation_page(slug: str) -> str:
    """The page of an organisation or another party."""
    return f"organisations/{slug}.md"


def topic_page(slug: str) -> str:
    """The page of a topic."""
    return f"topics/{slug}.md"


def decade_page(slug: str) -> str:
    """The page of a decade, where one page would be too long for the timeline."""
    return f"timeline/{slug}.md"


def problem_page(code: str) -> str:
    """The page that explains a code."""
    return f"contribute/problems/{code}.md"


def url(page: str, *, directory_urls: bool = True) -> str:
    """A page's URL from the site's root; the home page's is empty. MkDocs takes a README for an index.

    What is no page stands where its path says.
    """
    if not page.endswith(".md"):
        return page
    stem = page.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if name.lower() in ("index", "readme"):
        stem = f"{folder}/index" if folder else "index"
    if not directory_urls:
        return f"{stem}.html"
    return f"{stem}/".removesuffix("index/")


Base: TypeAlias = tuple[str, int]
"""The URL of the folder in which a page lies, and how far below it its links begin.

From all pages of one base the ways elsewhere are the same.
"""


def base_of(url: str) -> Base:
    """Where the links of a page begin."""
    folder = url[: url.rstrip("/").rfind("/") + 1]
    return folder, url.count("/") - folder.count("/")


def relative_url(target: str, start: str) -> str:
    """The way from one page's URL to another's, so that a site works below any path.

    A page leads to itself by way of its folder, as its neighbours do.
    """
    folder, depth = base_of(start)
    here, there = folder.split("/")[:-1], target.split("/")
    shared = 0
    for mine, its in zip(here, there[:-1], strict=False):
        if mine != its:
            break
        shared += 1
    return "../" * (len(here) + depth - shared) + "/".join(there[shared:]) or "./"
