"""What the plugin does at each of MkDocs' events, in the order in which they come."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from treatyline.pages import Page
from treatyline.plugin.options import TreatylineOptions, lay_theme, require_right
from treatyline.plugin.pages import describe, generated_files, is_data, make_safe
from treatyline.problems import as_text, tally
from treatyline.render import Renderer, RenderError
from treatyline.report import report_url
from treatyline.site import Site, load

log = get_plugin_logger("treatyline")

UPDATED = "2000-01-01"
"""Stands for the day of the build, which has no place in the output; before 1970 gzip would fail."""


class TreatylinePlugin(BasePlugin[TreatylineOptions]):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """Builds a timeline of agreements from the YAML files in the docs folder."""

    site: Site
    renderer: Renderer
    continued: Mapping[str, Page]

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay the theme. Raises PluginError where a setting is wrong."""
        require_right(self.config, config)
        lay_theme(config)
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
        for file in [file for file in files if is_data(file.src_uri)]:
            files.remove(file)
        authored = {file.src_uri for file in files}
        self.continued = {page.path: page for page in self.site.pages if page.path in authored}
        made = [page for page in self.site.pages if page.path not in authored]
        for file in generated_files(made, self._body, self.renderer.url, config):
            files.append(file)
        return files

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Make an authored page's front matter safe, and complete it where a planned page goes on."""
        make_safe(page)
        planned = self.continued.get(page.file.src_uri)
        if planned:
            describe(page, planned)
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let a planned page go on where an authored one of the same address ends."""
        planned = self.continued.get(page.file.src_uri)
        return html + self._body(planned, authored=True) if planned else html

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

    def _body(self, page: Page, *, authored: bool = False) -> str:
        try:
            return str(self.renderer.body(page, authored=authored))
        except RenderError as error:
            raise PluginError(f"a template of the theme is wrong: {error}") from error
