"""The whole way from a content folder to pages: load, validate, collect, plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from treatyline.authored import check_authored
from treatyline.collection import Collection
from treatyline.contents import AuthoredPage, Contents, find_contents, shown_path
from treatyline.dates import Day
from treatyline.pages import ALL_WANTED, Page, Planned, Wanted, outline, plan
from treatyline.pages.address import url
from treatyline.problems import Code, Place, Problem, errors_in, in_order
from treatyline.validation import Follow, validate
from treatyline.yaml_source import Read, read


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


def load(
    content: Path,
    today: Day | None = None,
    read: Read = read,
    follow: Follow = lambda entries: entries,
    theme: Sequence[Path] = (),
    wanted: Wanted = ALL_WANTED,
) -> Site:
    """Load a collection; `today` None leaves out the checks that depend on the day, as a build must.

    `read` and `follow` are those of `validate`, `theme` are the folders of templates and icons, where they are known;
    `wanted` is that of `plan`. Pages are planned once the content has no error: what is left of a faulty one may refer
    to what is missing.
    """
    site = check(find_contents(content), today, read, follow, theme, wanted)
    return site if site.has_errors else replace(site, pages=plan(site.collection, content, wanted))


def check(
    contents: Contents,
    today: Day | None = None,
    read: Read = read,
    follow: Follow = lambda entries: entries,
    theme: Sequence[Path] = (),
    wanted: Wanted = ALL_WANTED,
) -> Site:
    """All that is wrong with a collection, without its pages: only where they would stand is looked at."""
    in_pages, pages = check_authored(contents.pages, theme)
    validated = validate(contents, today, read, follow)
    collection = Collection.of(validated.entries, validated.registry, validated.topics)
    clashes = () if errors_in(validated.problems) else collisions(outline(collection, wanted), contents.pages)
    return Site(collection, (), in_order((*validated.problems, *in_pages, *clashes)), validated.checked + pages)


def without_agreements(site: Site, content: Path, wanted: Wanted = ALL_WANTED) -> Site:
    """The lists of a site with nothing in them, to stand for it while its content has errors."""
    collection = Collection.of((), site.collection.registry, {})
    return Site(collection, plan(collection, content, wanted), site.problems, site.checked)


def collisions(planned: Iterable[Planned], authored: Iterable[AuthoredPage]) -> Iterator[Problem]:
    """Ensure that no page stands where a planned one belongs; an authored one may only give a listing its text."""
    by_url: dict[str, Planned] = {}
    for page in planned:
        other = by_url.setdefault(_address(page.path), page)
        if other is not page:
            message = f"the pages made for {other.title} and for {page.title} would have one address"
            yield Problem(page.path, Place(), Code.PAGE_COLLISION, message, "give one of the two another id or slug")
    for own in authored:
        taken = by_url.get(_address(PurePosixPath(own.path).with_suffix(".md").as_posix()))
        if taken is not None and not (taken.is_listing and taken.path == own.path):
            message = f"this page would take the place of the one made for {taken.title}"
            hint = f"name it {taken.path}" if taken.is_listing else "give it another name"
            yield Problem(shown_path(own.file), Place(), Code.PAGE_COLLISION, message, hint)


def _address(path: str) -> str:
    """A page's URL as a file system takes it that does not tell capitals from small letters."""
    return url(path).lower()
