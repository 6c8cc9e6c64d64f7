"""Where a link of an authored page leads: whether to an agreement, and how it is written once that is renamed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from treatyline.contents import AGREEMENTS
from treatyline.renaming.base import Ids
from treatyline.settings_file import SiteSettings

_ELSEWHERE = re.compile("[a-zA-Z][a-zA-Z0-9+.-]*:")
"""How an address begins that leads away from the site."""


@dataclass(frozen=True, slots=True)
class Links:
    """The links of one page; `page` leads to it from the content folder."""

    page: str
    ids: Ids
    settings: SiteSettings

    def mended(self, link: str) -> str:
        """A link as it should be after the renaming."""
        way = re.split("[?#]", link, maxsplit=1)[0]
        if not any(map(self._is_old, self._targets(way))):
            return link
        before, found, after = way.rpartition(f"{AGREEMENTS}/{self.ids.old}")
        mended = f"{before}{AGREEMENTS}/{self.ids.new}{after}" if found else f"{AGREEMENTS}/{self.ids.new}.md"
        return mended + link[len(way) :]

    def _is_old(self, target: str) -> bool:
        page = f"{AGREEMENTS}/{self.ids.old}"
        return target in (page, f"{page}.md", f"{page}.html") or target.startswith(f"{page}/")

    def _targets(self, way: str) -> Iterator[str]:
        """Where a link may lead, from the site's root.

        A link to a page, which a browser follows, may go up once more than one to a file: above the root is the root.
        """
        way, root = unquote(way), self.settings.url or ""
        if root and way.startswith(root):
            yield way.removeprefix(root)
        elif way.startswith("/"):
            yield way.removeprefix(urlsplit(root).path or "/")
            yield way.removeprefix("/")
        elif not _ELSEWHERE.match(way):
            yield posixpath.normpath(f"/{posixpath.dirname(self.page)}/{way}").lstrip("/")
