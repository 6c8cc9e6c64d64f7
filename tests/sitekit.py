"""Small sites for tests: write a folder, build it, read its pages."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from treatyline.site import Site, load

CHECKOUT = Path(__file__).parents[1]
FLAGSHIP = CHECKOUT / "content"
SITES = Path(__file__).parent / "sites"

MKDOCS_YML = """\
site_name: A small site
site_url: https://example.org/
docs_dir: content
theme:
  name: material
plugins: [search, treatyline]
"""
"""As little as a site owner has to write, and an address."""

SMALL_YML = MKDOCS_YML.replace("treatyline]", "treatyline: {contributing: false}]")
"""The same without the manual for contributors: sixty pages that few tests look at, and all would build."""

MINIMAL = {
    "title": "Treaty of Amity",
    "date": "2013-01-30",
    "parties": ["RUS", "KAZ"],
    "summary": "Two states promise each other amity.",
    "sources": [{"publisher": "A Gazette"}],
}
"""The fields that an entry must have."""


@cache
def loaded(content: Path) -> Site:
    """What a content folder of this repository holds; read once for all tests of a process."""
    return load(content)


# --- writing ------------------------------------------------------------------------------------------------


def as_yaml(data: object) -> str:
    """Data as a contributor's file: strings that YAML would take for something else are quoted."""
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def entry(**fields: object) -> str:
    """The smallest entry with some fields more, or others; None takes one away."""
    return as_yaml({name: value for name, value in (MINIMAL | fields).items() if value is not None})


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files by their path below a folder; give the folder."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def write_site(folder: Path, files: Mapping[str, str], configuration: str = SMALL_YML) -> Path:
    """Write a site whose content folder holds `files`; give its folder."""
    write(folder, {"mkdocs.yml": configuration})
    (folder / "content").mkdir(exist_ok=True)
    write(folder / "content", files)
    return folder


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


# --- building -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Build:
    """What became of a build: the folder, what MkDocs logged from warnings on, and whether it went through."""

    site: Path
    warnings: tuple[str, ...]
    succeeded: bool

    def page(self, url: str) -> HtmlPage:
        """The page of a URL that is relative to the site's root."""
        return read_page(self.site / url / "index.html" if not url.endswith(".html") else self.site / url)

    @property
    def pages(self) -> Mapping[str, HtmlPage]:
        """Every HTML page by its file's path."""
        files = sorted(self.site.rglob("*.html"))
        return {file.relative_to(self.site).as_posix(): read_page(file) for file in files}


def build(folder: Path, site: Path | None = None, *, strict: bool = True, **settings: object) -> Build:
    """Build a site in this process, as `mkdocs build` does; `settings` go before those of mkdocs.yml."""
    site = site or folder / "site"
    with _warnings_of_mkdocs() as warnings:
        config = load_config(str(folder / "mkdocs.yml"), site_dir=str(site), strict=strict, **settings)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
            succeeded = True
        except Abort:
            succeeded = False
        finally:
            config.plugins.on_shutdown()
    return Build(site, tuple(warnings), succeeded)


def build_strictly(folder: Path, site: Path | None = None, **settings: object) -> Build:
    """Build a site that must not give a warning."""
    built = build(folder, site, **settings)
    assert built.succeeded and built.warnings == (), "\n".join(built.warnings)
    return built


@contextmanager
def _warnings_of_mkdocs() -> Iterator[list[str]]:
    """Gather what MkDocs and its plugins log from warnings on."""
    found: list[str] = []

    class Gather(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    handler = Gather(logging.WARNING)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def environment(**variables: str) -> dict[str, str]:
    """This process's environment for a command, with `variables`.

    What measures coverage is left out, and what `make` hands on to another `make`.
    """
    left_out = ("COV", "MAKE", "MFLAGS", "ARGS", "BASE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(left_out)}
    return kept | {"NO_MKDOCS_2_WARNING": "1"} | variables


def mkdocs(*arguments: str | Path, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the `mkdocs` command in a folder, as a contributor does."""
    command = [sys.executable, "-m", "mkdocs", *map(str, arguments)]
    return subprocess.run(
        command, cwd=folder, env=environment(**variables), capture_output=True, encoding="utf-8", check=False
    )


# --- reading ------------------------------------------------------------------------------------------------

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"})


@dataclass
class HtmlPage:
    """What a test asks of a page."""

    title: str = ""
    headings: list[tuple[str, str]] = field(default_factory=list)
    metas: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    text: str = ""

    @property
    def h1(self) -> list[str]:
        """The texts of the first headings."""
        return [text for tag, text in self.headings if tag == "h1"]

    def link(self, text: str) -> str | None:
        """Where the first link with a text leads; None where there is none."""
        return next((link.url for link in self.links if link.text == text), None)

    def rel(self, rel: str) -> list[str]:
        """Where the links of a relation lead."""
        return [link.url for link in self.links if link.rel == rel]


@dataclass
class Link:
    """An address on a page: `tag` and `attribute` say where it stands."""

    tag: str
    attribute: str
    url: str
    rel: str
    text: str = ""


class _Reader(HTMLParser):
    """Reads a page; text in scripts, styles and icons is no text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = HtmlPage()
        self._open: list[str] = []
        self._link: Link | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.append(given["id"])
        if tag == "meta" and ("name" in given or "http-equiv" in given):
            self.page.metas[given.get("name") or given["http-equiv"]] = given.get("content", "")
        for name in ("href", "src", "action", "poster", "data"):
            if name in given:
                self.page.links.append(Link(tag, name, given[name], given.get("rel", "")))
        if tag == "a":
            self._link = self.page.links[-1] if "href" in given else None
        if _is_heading(tag):
            self.page.headings.append((tag, ""))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "a" and self._link:
            self._link.text = " ".join(self._link.text.split())
            self._link = None
        if _is_heading(tag) and self.page.headings:
            level, text = self.page.headings[-1]
            self.page.headings[-1] = (level, " ".join(text.split()))

    def handle_data(self, data: str) -> None:
        if {"script", "style", "svg"} & set(self._open):
            return
        if "title" in self._open:
            self.page.title += data
            return
        self.page.text += data
        if self._link:
            self._link.text += data
        if any(map(_is_heading, self._open)):
            level, text = self.page.headings[-1]
            self.page.headings[-1] = (level, text + data)


def _is_heading(tag: str) -> bool:
    """Whether a tag is a heading's."""
    return len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()


def read_html(text: str) -> HtmlPage:
    """Read a page, or a part of one."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.page.title = " ".join(reader.page.title.split())
    reader.page.text = " ".join(reader.page.text.split())
    return reader.page


def read_page(file: Path) -> HtmlPage:
    """Read a page's file."""
    return read_html(file.read_text(encoding="utf-8"))
