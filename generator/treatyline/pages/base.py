"""A page as it is planned: what it is, where it stands, and what its template is given."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LONGEST_DESCRIPTION = 160
"""Characters of a meta description that search engines show."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which pages a site owner wants.

    `manual` says whether there are pages for contributors. A timeline of more than `split_at` agreements has a page for
    each decade; 0 keeps it on one page whatever its length.
    """

    manual: bool = True
    split_at: int = 500

    def splits(self, count: int) -> bool:
        """Whether a timeline of so many agreements has more than one page."""
        return 0 < self.split_at < count


ALL_WANTED = Wanted()
"""What a site has whose owner says nothing."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of the site that is no page, by its path from the site's root."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the site, not yet rendered.

    `path` is the source path under which it stands for MkDocs (`agreements/x.md`). `view` is what the template shows.
    `source` is the file to edit; None where there is none in the content folder. `moved_to` is the path of the page
    that took this one's place. `last_changed` is the day of the entry's latest change. A listing belongs into the
    navigation, and an authored page of the same path gives it its text. A page of the manual is for contributors: no
    reader comes upon it by the search, or in a navigation that nobody wrote. `files` are what its script asks for.
    """

    path: str
    title: str
    description: str
    template: str
    view: object
    source: Path | None = None
    moved_to: str | None = None
    last_changed: str | None = None
    is_listing: bool = False
    is_manual: bool = False
    files: tuple[DataFile, ...] = ()


def shortened(text: str) -> str:
    """A description that search engines show whole, cut between words."""
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return f"{text[: LONGEST_DESCRIPTION - 1].rsplit(' ', 1)[0].rstrip(',;:')}…"
