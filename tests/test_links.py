"""Every link of the flagship, followed on a server, from a root and from a sub-path; and what each page's head says."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit
from urllib.request import urlopen
from xml.etree import ElementTree

import pytest

from tests.sitekit import CHECKOUT, FLAGSHIP, HtmlPage, build_strictly, read_html, write
from tests.web import serving

MADE = ("agreements/", "countries/", "organisations/", "topics/")
"""Folders whose pages are made from entries."""

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
REPOSITORY = "https://git.example.org/someone/a-timeline"


@dataclass
class Answer:
    """What the server answered to an address."""

    status: int
    kind: str
    body: bytes

    @cached_property
    def page(self) -> HtmlPage:
        """The answer as a page."""
        return read_html(self.body.decode())


@dataclass
class Served:
    """A built site on a server. `address` is the one it was built for, `url` the one it has here."""

    folder: Path
    address: str
    url: str
    answers: dict[str, Answer] = field(default_factory=dict)

    def get(self, url: str) -> Answer:
        """Ask for an address once."""
        if url not in self.answers:
            try:
                with urlopen(url) as answer:
                    self.answers[url] = Answer(answer.status, answer.headers.get_content_type(), answer.read())
            except HTTPError as error:
                with error:
                    self.answers[url] = Answer(error.code, error.headers.get_content_type(), error.read())
        return self.answers[url]

    def here(self, link: str, on: str) -> str:
        """Where a link on a page leads on this server; addresses of the site's own are those of the server."""
        url = urljoin(on, link)
        return self.url + url.removeprefix(self.address) if url.startswith(self.address) else url

    def is_internal(self, url: str) -> bool:
        """Whether an address is one of this server, below the sub-path or not."""
        return urlsplit(url)[:2] == urlsplit(self.url)[:2]

    @cached_property
    def pages(self) -> dict[str, HtmlPage]:
        """Every page of the folder by its address here, but the one for what is not there."""
        files = (file.relative_to(self.folder).as_posix() for file in sorted(self.folder.rglob("*.html")))
        urls = [self.url + without_index(file) for file in files if file != "404.html"]
        return {url: self.get(url).page for url in urls}


def without_index(url: str) -> str:
    """An address as a server also answers to: the index of a folder is the folder's page."""
    return re.sub("(^|/)index.html$", r"\1", url)


@pytest.fixture(
    scope="module",
    params=[("/", True), ("/some/repo/", True), ("/some/repo/", False)],
    ids=["root", "sub-path", "sub-path-of-files"],
)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The flagship as it is built for an address, served from that path."""
    under, directory_urls = request.param
    folder, address = tmp_path_factory.mktemp("site"), f"https://example.org{under}"
    settings = {"site_url": address, "repo_url": REPOSITORY, "use_directory_urls": directory_urls}
    build_strictly(CHECKOUT, folder, **settings)
    with ExitStack() as servers:
        yield Served(folder, address, servers.enter_context(serving(folder, under)))


# --- links --------------------------------------------------------------------------------------------------


def problems_of_links(site: Served, on: str, page: HtmlPage) -> Iterator[str]:
    """What is wrong with the links of a page."""
    for link in page.links:
        url = site.here(link.url, on)
        if not site.is_internal(url):
            continue
        target, fragment = urldefrag(url)
        if target == on:
            if fragment and unquote(fragment) not in page.ids:
                yield f"{on}: {link.url} leads to no place of this page"
        elif not url.startswith(site.url):
            yield f"{on}: {link.url} leaves the site's own path"
        elif (status := site.get(target).status) != 200:
            yield f"{on}: {link.url} is answered by {status}"
        elif fragment and unquote(fragment) not in site.get(target).page.ids:
            yield f"{on}: {link.url} leads to no place of that page"


def test_no_link_is_broken_and_none_leaves_the_sub_path(site: Served) -> None:
    assert len(site.pages) > 30
    assert [problem for url, page in site.pages.items() for problem in problems_of_links(site, url, page)] == []


def test_no_link_of_the_page_for_what_is_not_there_is_broken_however_deep_it_is_shown(site: Served) -> None:
    missing = site.url + "agreements/no/such/page/"
    answer = site.get(missing)
    assert answer.status == 404
    assert answer.page.h1 == ["This page is not here"]
    assert list(problems_of_links(site, missing, answer.page)) == []
    assert site.url in [without_index(site.here(link.url, missing)) for link in answer.page.links]


def test_every_page_can_be_reached_from_the_home_page(site: Served) -> None:
    reached, ahead = {site.url}, [site.url]
    while ahead:
        on = ahead.pop()
        for link in site.get(on).page.links:
            url = without_index(urldefrag(site.here(link.url, on)).url)
            if link.tag == "a" and url in site.pages and url not in reached:
                reached.add(url)
                ahead.append(url)
    assert sorted(set(site.pages) - reached) == []


def test_what_stylesheets_ask_for_is_there(site: Served) -> None:
    sheets = {
        site.here(link.url, url)
        for url, page in site.pages.items()
        for link in page.links
        if link.tag == "link" and link.rel == "stylesheet"
    }
    assert sheets
    for sheet in sheets:
        for found in re.findall(rb"url\(([^)]+)\)", site.get(sheet).body):
            asked = found.decode().strip("\"'")
            assert asked.startswith("data:") or site.get(urljoin(sheet, asked)).status == 200, (sheet, asked)


def test_what_the_search_finds_is_there(site: Served) -> None:
    index = json.loads(site.get(site.url + "search/search_index.json").body)
    locations = [document["location"] for document in index["docs"]]
    assert any(location.startswith("agreements/abm-treaty-1972") for location in locations)
    for location in locations:
        target, fragment = urldefrag(site.url + location)
        assert site.get(target).status == 200, location
        assert not fragment or unquote(fragment) in site.get(target).page.ids, location


def test_the_sitemap_has_every_page_once_and_nothing_else(site: Served) -> None:
    body = site.get(site.url + "sitemap.xml").body
    locations = [element.text or "" for element in ElementTree.fromstring(body).iter(f"{{{SITEMAPS}}}loc")]
    assert all(location.startswith(site.address) for location in locations)
    here = [site.url + without_index(location.removeprefix(site.address)) for location in locations]
    assert sorted(here) == sorted(site.pages)
    assert gzip.decompress((site.folder / "sitemap.xml.gz").read_bytes()) == body


# --- each page ----------------------------------------------------------------------------------------------


def test_every_page_has_one_first_heading(site: Served) -> None:
    assert {url: page.h1 for url, page in site.pages.items() if len(page.h1) != 1 or not page.h1[0]} == {}


def test_no_heading_skips_a_level(site: Served) -> None:
    for url, page in site.pages.items():
        levels = [int(tag[1]) for tag, _ in page.headings]
        steps = zip([0, *levels], levels, strict=False)
        assert all(level <= before + 1 for before, level in steps), (url, page.headings)


def test_every_page_has_a_title_of_its_own(site: Served) -> None:
    titles = [page.title for page in site.pages.values()]
    assert all(titles)
    assert len(set(titles)) == len(titles)


def test_every_page_has_a_description(site: Served) -> None:
    assert [url for url, page in site.pages.items() if not page.metas.get("description")] == []


def test_no_id_stands_twice_on_a_page(site: Served) -> None:
    assert {url: page.ids for url, page in site.pages.items() if len(set(page.ids)) != len(page.ids)} == {}


def test_every_page_names_its_own_address(site: Served) -> None:
    for url, page in site.pages.items():
        (canonical,) = page.rel("canonical")
        assert without_index(canonical) == site.address + url.removeprefix(site.url)


def made_pages(site: Served) -> dict[str, HtmlPage]:
    """The pages that are made from entries, by their address from the site's root; the list of all has no one file."""
    pages = {url.removeprefix(site.url): page for url, page in site.pages.items()}
    return {url: page for url, page in pages.items() if url.startswith(MADE) and url != "agreements/"}


def test_every_page_leads_to_the_file_from_which_it_is_made(site: Served) -> None:
    pages = made_pages(site)
    assert len(pages) > 25
    for url, page in pages.items():
        link = page.link("Edit this page")
        assert link is not None, url
        assert link.startswith(f"{REPOSITORY}/edit/main/content/")
        file = FLAGSHIP / link.removeprefix(f"{REPOSITORY}/edit/main/content/")
        assert file.is_file(), url
        if url.startswith("agreements/"):
            assert file.suffix == ".yml"
            assert file.stem == re.sub(r"(/|\.html)$", "", url.removeprefix("agreements/"))


def test_every_authored_page_leads_to_its_markdown(site: Served) -> None:
    for name in ("index", "about", "contribute"):
        url = {"index": ["", "index.html"]}.get(name, [f"{name}/", f"{name}.html"])
        (page,) = [page for address, page in site.pages.items() if address.removeprefix(site.url) in url]
        assert page.link("Edit this page") == f"{REPOSITORY}/edit/main/content/{name}.md"


def test_every_page_has_a_report_that_names_it(site: Served) -> None:
    for url, page in site.pages.items():
        link = page.link("Report an error")
        assert link is not None, url
        assert link.startswith(f"{REPOSITORY}/issues/new?")
        fields = parse_qs(urlsplit(link).query, strict_parsing=True)
        assert set(fields) == {"title", "body"}
        assert page.rel("canonical")[0] in fields["body"][0]
        assert fields["title"][0].startswith("Error on the page")
    for page in made_pages(site).values():
        fields = parse_qs(urlsplit(page.link("Report an error") or "").query)
        assert page.h1[0] in fields["title"][0]


# --- the crawler itself -------------------------------------------------------------------------------------

BROKEN = """<a id="here" href="absent/"></a><a href="/elsewhere/"></a><a href="#absent"></a><img src="absent.png">
<a href="#here"></a><a href="https://other.example.org/absent"></a><link rel="stylesheet" href="absent.css">
<a href="bare/"></a>"""


def test_a_broken_link_is_found(tmp_path: Path, serve: Callable[..., str]) -> None:
    write(tmp_path, {"index.html": BROKEN, "bare/of-an-index.txt": ""})
    site = Served(tmp_path, "https://example.org/some/", serve(tmp_path, under="/some/"))
    (page,) = site.pages.values()
    found = [problem.removeprefix(f"{site.url}: ") for problem in problems_of_links(site, site.url, page)]
    assert found == [
        "absent/ is answered by 404",
        "/elsewhere/ leaves the site's own path",
        "#absent leads to no place of this page",
        "absent.png is answered by 404",
        "absent.css is answered by 404",
        "bare/ is answered by 404",
    ]
