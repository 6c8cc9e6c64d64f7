"""The agreements that a change touches, drawn on one page that needs nothing else: what a reviewer opens.

Its links lead to the published site; what is not published yet has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from urllib.parse import urljoin

from markupsafe import Markup

from treatyline.changes import Change, check_change
from treatyline.checks import Entry
from treatyline.collection import Collection
from treatyline.contents import Contents, EntryFile, find_contents
from treatyline.dates import Day
from treatyline.pages import Page, Wanted, plan
from treatyline.pages.address import agreement_page
from treatyline.pages.views import Drawn, ExcerptView
from treatyline.problems import Code, counted
from treatyline.render import Renderer
from treatyline.settings_file import SiteSettings
from treatyline.site import check
from treatyline.theme_folder import theme_folder

STYLES = ("tokens", "frame", "timeline", "agreement", "lifelines", "print")
"""The theme's style sheets that an agreement needs."""

STAND_IN = Path(__file__).parent / "data" / "excerpt.css"
"""What stands in for Material's."""

_ID = re.compile(r' (id|aria-labelledby|aria-describedby)="([^"]*)"')
_LINK = re.compile(r' href="([^"]*)"')
_IS_OF_THE_WEB = re.compile("https?:|mailto:", re.IGNORECASE)


def draw(
    change: Change, today: Day | None, settings: SiteSettings, page_of: Callable[[Code], str | None]
) -> str | None:
    """A whole HTML page of the entries that changed; None where no entry did.

    `page_of` gives the address of the page that explains a code; None where there is none.
    """
    now = find_contents(change.content)
    touched = [entry for entry in now.entries if change.has(entry)]
    gone = sorted(path for path in change.before if path.startswith("agreements/") and path not in _paths(now, change))
    if not touched and not gone:
        return None
    theme = theme_folder()
    renderer = Renderer([theme], directory_urls=settings.directory_urls)
    pages = _pages(now, today)
    drawn = tuple(_drawn(entry, change, pages.get(entry.id), renderer, settings) for entry in touched)
    problems = tuple((problem, page_of(problem.code)) for problem in check_change(change, today).problems)
    view = ExcerptView(_styles(theme), drawn, tuple(gone), problems)
    title = f"Preview of {counted(len(touched), 'agreement')}"
    return f"{renderer.body(Page('preview.md', title, title, 'pages/excerpt.html', view))}\n"


def _paths(now: Contents, change: Change) -> frozenset[str]:
    return frozenset(change.path(entry.file) for entry in now.entries)


def _styles(theme: Path) -> Markup:
    """The style element; the sheets are ours, and none of them ends it."""
    sheets = [STAND_IN, *(theme / "assets" / "stylesheets" / f"treatyline-{name}.css" for name in STYLES)]
    return Markup(f"<style>{''.join(sheet.read_text(encoding='utf-8') for sheet in sheets)}</style>")


def _pages(contents: Contents, today: Day | None) -> Mapping[str, Page]:
    """The pages of the agreements in which nothing is wrong, by id."""
    collection = check(contents, today).collection
    whole = Collection.of(_closed(collection.entries), collection.registry, collection.topics)
    pages = {page.path: page for page in plan(whole, Path(), Wanted(manual=False, split_at=0))}
    return {entry.id: pages[agreement_page(entry.id)] for entry in whole.entries}


def _closed(entries: Iterable[Entry]) -> Sequence[Entry]:
    """The entries without those that name one that is not among them."""
    left = list(entries)
    while True:
        ids = {entry.id for entry in left}
        closed = [
            entry for entry in left if all(relation.target in {None, *ids} for relation in entry.agreement.relations)
        ]
        if len(closed) == len(left):
            return closed
        left = closed


def _drawn(entry: EntryFile, change: Change, page: Page | None, renderer: Renderer, settings: SiteSettings) -> Drawn:
    is_new = change.path(entry.file) not in change.before
    if page is None:
        return Drawn(entry.id, entry.id, entry.shown, is_new, None)
    address = settings.url and urljoin(settings.url, renderer.url(page.path))
    return Drawn(entry.id, page.title, entry.shown, is_new, _apart(renderer.body(page), entry.id, address))


def _apart(body: Markup, name: str, address: str | None) -> Markup:
    """A page's body among others: its ids are its own, and its links lead from where it will be published.

    Our own templates put every attribute between quotation marks, and escape those in texts.
    """
    html = _ID.sub(lambda found: f' {found[1]}="{" ".join(f"{name}-{id}" for id in found[2].split())}"', str(body))
    return Markup(_LINK.sub(lambda found: _link(found[1], name, address), html))


def _link(url: str, name: str, address: str | None) -> str:
    if url.startswith("#"):
        return f' href="#{name}-{url[1:]}"'
    if _IS_OF_THE_WEB.match(url):
        return f' href="{url}"'
    return f' href="{urljoin(address, url)}"' if address else ""
