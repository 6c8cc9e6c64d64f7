"""The MkDocs adapter: turns planned pages into MkDocs files and hands everything else to the core.

The only module that knows MkDocs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.theme import Theme
from mkdocs.utils.templates import TemplateContext

from treatyline.contents import AGREEMENTS, PARTIES, TOPICS
from treatyline.date_display import is_locale
from treatyline.pages import Page
from treatyline.problems import as_text, quoted, tally
from treatyline.render import Renderer, RenderError
from treatyline.report import report_url
from treatyline.site import Site, load
from treatyline.theme_folder import theme_folder

log = get_plugin_logger("treatyline")

WITHOUT_SIDEBARS = ("navigation", "toc")
"""What Material leaves out around a page that uses the whole width."""

PALETTES = tuple(
    {
        "media": f"(prefers-color-scheme: {name})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": f"Switch to the {other} scheme"},
    }
    for name, scheme, icon, other in (
        ("light", "default", "material/weather-night", "dark"),
        ("dark", "slate", "material/weather-sunny", "light"),
    )
)
"""Both schemes with a switch, where the site owner chooses none; the colours are the theme's own."""

UPDATED = "2000-01-01"
"""Stands for the day of the build, which has no place in the output; before 1970 gzip would fail."""


class TreatylineOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ untyped
    """What a site owner can set in mkdocs.yml."""

    locale = config_options.Type(str, default="en_GB")
    """The locale in which dates are written (CLDR)."""


class TreatylinePlugin(BasePlugin[TreatylineOptions]):  # type: ignore[no-untyped-call]  # the same
    """Builds a timeline of agreements from the YAML files in the docs folder."""

    site: Site
    renderer: Renderer
    continued: Mapping[str, Page]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay the theme behind the site owner's own, before Material's. Raises PluginError where a setting is wrong."""
        if config.theme.name != "material":
            raise PluginError("the theme is laid over Material's: write `name: material` under `theme:` in mkdocs.yml")
        if not is_locale(self.config.locale):
            raise PluginError(f"{quoted(self.config.locale)} is not a locale: write one as en_GB, de or ru")
        theme = str(theme_folder())
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        if config.theme.get("font") == Theme(name=config.theme.name).get("font"):
            config.theme["font"] = False  # Material's default calls a font service from every page
        config.theme["palette"] = config.theme.get("palette") or [dict(palette) for palette in PALETTES]
        config.watch.append(theme)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Validate before MkDocs empties its output folder. Raises PluginError where the content has errors."""
        self.site = load(Path(config.docs_dir))
        if self.site.has_errors:
            report = "\n".join([*map(as_text, self.site.problems), tally(self.site.problems, self.site.checked)])
            raise PluginError(f"the content has errors; nothing was built\n\n{report}\n")
        for problem in self.site.problems:
            log.warning(as_text(problem))
        folders = [Path(folder) for folder in config.theme.dirs]
        self.renderer = Renderer(folders, self.config.locale, directory_urls=config.use_directory_urls)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the YAML files out and put a page in for each that is planned."""
        for file in [file for file in files if _is_data(file.src_uri)]:
            files.remove(file)
        authored = {file.src_uri for file in files}
        self.continued = {page.path: page for page in self.site.pages if page.path in authored}
        titles = dict(_titles_in(config.nav))
        for page in self.site.pages:
            if page.path not in authored:
                files.append(self._file(page, titles.get(page.path), config))
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Make an authored page's front matter safe: the theme prints it as it stands."""
        for name in ("title", "description", "author"):
            value = page.meta.pop(name, None)
            if value is not None:
                page.meta[name] = escape(value)
        planned = self.continued.get(page.file.src_uri)
        if planned:
            page.meta.setdefault("description", escape(planned.description))
            page.meta.setdefault("hide", list(WITHOUT_SIDEBARS))
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let a planned page go on where an authored one of the same address ends."""
        planned = self.continued.get(page.file.src_uri)
        return html + _body(self.renderer, planned, authored=True) if planned else html

    @event_priority(-100)
    def on_env(self, env: object, *, config: MkDocsConfig, files: Files) -> None:
        """Take the day of the build out of every page, other plugins' too."""
        for file in files.documentation_pages():
            if file.page is not None:
                file.page.update_date = UPDATED

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the link by which a reader reports an error."""
        values: dict[str, Any] = context  # type: ignore[assignment]  # a TypedDict that takes plugins' values too
        title = Markup(page.meta.get("title") or page.title or config.site_name).unescape()
        values["report_url"] = report_url(config.repo_url, title, page.canonical_url)
        return context

    def _file(self, page: Page, title_in_nav: str | None, config: MkDocsConfig) -> File:
        in_nav = page.is_listing and config.nav is None
        inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
        file = File.generated(config, page.path, content="", inclusion=inclusion)
        docs = Path(config.docs_dir)
        file.edit_uri = page.source.relative_to(docs).as_posix() if page.source else None
        file.abs_src_path = str(page.source or docs / AGREEMENTS)  # other plugins fail on None
        _GeneratedPage(page, self.renderer, title_in_nav, file, config)
        return file


class _GeneratedPage(MkDocsPage):
    """A page that comes from the plan instead of Markdown."""

    def __init__(
        self, planned: Page, renderer: Renderer, title_in_nav: str | None, file: File, config: MkDocsConfig
    ) -> None:
        super().__init__(title_in_nav, file, config)
        self._planned = planned
        self._renderer = renderer

    def read_source(self, config: MkDocsConfig) -> None:
        """Take title and description from the plan, escaped: the theme prints them as they stand."""
        self.markdown = ""
        self.meta = {
            "title": escape(self._planned.title),
            "description": escape(self._planned.description),
            "hide": list(WITHOUT_SIDEBARS),
            "last_changed": self._planned.last_changed,
        }
        if self._planned.moved_to:
            self.meta["moved_to"] = self._renderer.url(self._planned.moved_to)
            self.meta["search"] = {"exclude": True}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Render the body. Raises PluginError where a template is wrong."""
        self.content = _body(self._renderer, self._planned)
        self.toc = []  # type: ignore[assignment]  # MkDocs' own pages begin with a list too
        self.present_anchor_ids = set()


def _titles_in(nav: object) -> Iterator[tuple[str, str]]:
    """Path and title of each page to which a navigation gives a title of its own."""
    match nav:
        case dict():
            for title, below in nav.items():
                if isinstance(below, str):
                    yield below, title
                else:
                    yield from _titles_in(below)
        case list():
            for below in nav:
                yield from _titles_in(below)


def _body(renderer: Renderer, page: Page, *, authored: bool = False) -> str:
    try:
        return str(renderer.body(page, authored=authored))
    except RenderError as error:
        raise PluginError(f"a template of the theme is wrong: {error}") from error


def _is_data(path: str) -> bool:
    """Whether a file of the docs folder describes the collection and is not for publication."""
    return path in (PARTIES, TOPICS) or (path.startswith(f"{AGREEMENTS}/") and path.endswith(".yml"))
