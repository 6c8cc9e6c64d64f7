"""Where pages stand: the source path that MkDocs knows a page by, its URL, and the way from one to another."""

from __future__ import annotations

import posixpath

HOME = "index.md"
COUNTRIES = "countries.md"
ORGANISATIONS = "organisations.md"


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


def url(page: str, *, directory_urls: bool = True) -> str:
    """A page's URL from the site's root; the home page's is empty. MkDocs takes a README for an index."""
    stem = page.removesuffix(".md")
    folder, _, name = stem.rpartition("/")
    if name.lower() in ("index", "readme"):
        stem = f"{folder}/index" if folder else "index"
    if not directory_urls:
        return f"{stem}.html"
    return f"{stem}/".removesuffix("index/")


def relative_url(target: str, start: str) -> str:
    """The way from one page's URL to another's, so that a site works below any path."""
    folder = start if start.endswith("/") or not start else posixpath.dirname(start)
    way = posixpath.relpath(target or ".", folder or ".")
    return f"{way}/" if not target or target.endswith("/") else way
