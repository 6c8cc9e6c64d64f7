"""The whole way from a content folder to pages: load, validate, collect, plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from treatyline.collection import Collection
from treatyline.contents import find_contents, shown_path
from treatyline.dates import Day
from treatyline.pages import Page, plan
from treatyline.pages.address import url
from treatyline.problems import Code, Place, Problem, errors_in, in_order
from treatyline.validation import validate

PAGE_SUFFIXES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".html"})
"""Files of the content folder that have an address of their own: what MkDocs takes for Markdown, and HTML."""


@dataclass(frozen=True, slots=True)
class Site:
    """A site before rendering. Where there are errors, there are no pages."""

    collection: Collection
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    checked: int

    @property
    def has_errors(self) -> bool:
        """Whether anything stops a build."""
        return bool(errors_in(self.problems))


def load(content: Path, today: Day | None = None) -> Site:
    """Load a collection; `today` None leaves out the checks that depend on the day, as a build must.

    Pages are planned once the content has no error: what is left of a faulty one may refer to what is missing.
    """
    validated = validate(find_contents(content), today)
    collection = Collection.of(validated.entries, validated.registry, validated.topics)
    pages = () if errors_in(validated.problems) else plan(collection, content)
    problems = in_order((*validated.problems, *_collisions(pages, content)))
    return Site(collection, () if errors_in(problems) else pages, problems, validated.checked)


def _collisions(pages: tuple[Page, ...], content: Path) -> Iterator[Problem]:
    """Ensure that no authored page stands where a planned one belongs; it may only give a listing its text."""
    planned = {url(page.path): page for page in pages}
    for file in sorted(file for file in content.rglob("*") if file.suffix in PAGE_SUFFIXES):
        path = file.relative_to(content)
        page = planned.get(url(path.with_suffix(".md").as_posix()))
        if page is not None and not (page.is_listing and page.path == path.as_posix()):
            message = f"this page would take the place of the one made for {page.title}"
            hint = f"name it {page.path}" if page.is_listing else "give it another name"
            yield Problem(shown_path(file), Place(), Code.PAGE_COLLISION, message, hint)
