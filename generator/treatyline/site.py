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
    """Load a collection; `today` None leaves out the checks that depend on the day, as a build must."""
    validated = validate(find_contents(content), today)
    collection = Collection.of(validated.entries, validated.registry, validated.topics)
    pages = plan(collection, content)
    problems = in_order((*validated.problems, *_collisions(pages, content)))
    return Site(collection, () if errors_in(problems) else pages, problems, validated.checked)


def _collisions(pages: tuple[Page, ...], content: Path) -> Iterator[Problem]:
    """Ensure that no authored page stands where a planned one belongs; it may only give a listing its text."""
    planned = {url(page.path): page for page in pages}
    for file in sorted(content.rglob("*.md")):
        path = file.relative_to(content).as_posix()
        page = planned.get(url(path))
        if page is not None and not (page.is_listing and page.path == path):
            message = f"this page would take the place of the one made for {page.title}"
            hint = f"name it {page.path}" if page.is_listing else "give it another name"
            yield Problem(shown_path(file), Place(), Code.PAGE_COLLISION, message, hint)
