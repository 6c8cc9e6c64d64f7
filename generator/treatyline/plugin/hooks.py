"""What the plugin does at each of MkDocs' events, in the order in which they come."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.utils.templates import TemplateContext

from treatyline.contents import EntryFile
from treatyline.formats import Report, as_text, text
from treatyline.garbage import collect_no_more, collect_seldom
from treatyline.pages import Page
from treatyline.plugin.manual import add_schema, code_page
from treatyline.plugin.options import TreatylineOptions, lay_theme, require_right, wanted_by
from treatyline.plugin.pages import (
    GeneratedPage,
    anchors_in,
    describe,
    generated_files,
    is_data,
    make_safe,
    refused,
)
from treatyline.plugin.publishing import Publication
from treatyline.plugin.search import as_found, has_search, let_find, part_words
from treatyline.plugin.serving import Mistakes, count_no_warnings, is_command, is_serving
from treatyline.plugin.styles import STYLES, joined_sheets
from treatyline.plugin.theme import prepare
from treatyline.preview import Mistake
from treatyline.problems import Code, counted, errors_in
from treatyline.progress import Progress
from treatyline.render import Renderer, RenderError
from treatyline.report import report_url
from treatyline.site import Site, load, without_agreements
from treatyline.yaml_source import Memory

log = get_plugin_logger("treatyline")

FIRST, LAST = 100, -100
"""Priorities of a handler among those of other plugins."""

UPDATED = "2000-01-01"
"""Stands for the day of the build, which has no place in the output; before 1970 gzip would fail."""


class TreatylinePlugin(BasePlugin[TreatylineOptions]):  # type: ignore[no-untyped-call]  # MkDocs leaves it untyped
    """Builds a timeline of agreements from the YAML files in the docs folder.

    MkDocs keeps one instance for all builds of a server, since there is an `on_startup`.
    """

    site: Site
    renderer: Renderer
    continued: Mapping[str, Page]
    _publication: Publication | None

    def __init__(self) -> None:
        super().__init__()
        self._start("")

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Forget what another run in the same process left."""
        self._start(command)

    @event_priority(LAST)
    def on_shutdown(self) -> None:
        """Put the site in place, when nothing can fail any more. Raises PluginError where the system refuses."""
        publication, self._publication, self._is_published = self._publication, None, False
        if publication:
            publication.end()
            if publication.is_whole:
                self._say_what_was_built()
            if is_command():
                collect_no_more()

    def _start(self, command: str) -> None:
        self._is_published = command in ("build", "gh-deploy") and not is_serving(command)
        self._is_serving = is_serving(command)
        self._mistakes = Mistakes(are_told_only=self._is_serving)
        self._documents = Memory()
        self._progress = Progress(log.info)
        self._publication = None

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay the theme, and have the site made elsewhere. Raises PluginError where a setting is wrong."""
        self._progress = Progress(log.info, _terminal())
        self._mistakes.begin()
        require_right(self.config, config)
        lay_theme(config)
        part_words(config)
        if self._is_serving:
            count_no_warnings()
        elif self._is_published:
            if is_command():
                collect_seldom()
            self._publication = Publication(config, overwrite=self.config.overwrite)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Validate before MkDocs empties its output folder. Raises PluginError where the content has errors."""
        docs = Path(config.docs_dir)
        folders = [Path(folder) for folder in config.theme.dirs]
        wanted = wanted_by(self.config)
        self.site = load(docs, read=self._documents.read, follow=self._followed, theme=folders, wanted=wanted)
        if self.site.has_errors:
            self._tell_errors(code_page(config, manual=wanted.manual))
            self.site = without_agreements(self.site, docs, wanted)
        else:
            for problem in self.site.problems:
                log.warning(as_text(problem))
        self.renderer = Renderer(folders, self.config.locale, directory_urls=config.use_directory_urls)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take out the YAML files, and pages with errors where these stop nothing; put a page in for each planned."""
        for file in [*(file for file in files if is_data(file.src_uri)), *refused(files, self.site.problems)]:
            files.remove(file)
        authored = {file.src_uri for file in files}
        self.continued = {page.path: page for page in self.site.pages if page.path in authored}
        made = [page for page in self.site.pages if page.path not in authored]
        for file in generated_files(made, self._body, self.renderer.url, config):
            files.append(file)
        for data in (data for page in self.site.pages for data in page.files):
            if data.path in files.src_uris:
                self._mistakes.tell(PluginError(f"{data.path} would take the place of a file made for the timeline"))
            files.append(File.generated(config, data.path, content=data.text))
        if STYLES not in files.src_uris:
            files.append(File.generated(config, STYLES, content=joined_sheets(map(Path, config.theme.dirs))))
        if self.config.contributing:
            add_schema(files, config)
        self._progress.begin("rendering", len(files.documentation_pages()))
        return files

    @event_priority(40)  # after Material's own plugin for meta, before those that put HTML into it
    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Make an authored page's front matter safe, and complete it where a planned page goes on."""
        make_safe(page)
        planned = self.continued.get(page.file.src_uri)
        if planned:
            describe(page, planned)
        return markdown

    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let a planned page go on where an authored one of the same address ends, and the search find each."""
        self._progress.step()
        planned = page.planned if isinstance(page, GeneratedPage) else self.continued.get(page.file.src_uri)
        if planned is None:
            return html
        if has_search(config):
            self._let_find(page, planned, html, config)
        if isinstance(page, GeneratedPage):
            return html
        body = self._body(planned, authored=True)
        page.present_anchor_ids = anchors_in(body).union(page.present_anchor_ids or ())
        return html + body

    @event_priority(LAST)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        """Take the day of the build out of every page, other plugins' too, and prepare the theme's templates."""
        pages = [file.page for file in files.documentation_pages() if file.page is not None]
        for page in pages:
            page.update_date = UPDATED
        prepare(env, self._mistakes, once=self.config.theme_once)
        self._pages = len(pages)
        self._progress.begin("writing", len(pages))

    def on_page_context(
        self, context: TemplateContext, *, page: MkDocsPage, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give the theme the link by which a reader reports an error."""
        values: dict[str, Any] = context  # type: ignore[assignment]  # a TypedDict that takes plugins' values too
        title = Markup(page.meta.get("title") or page.title or config.site_name).unescape()
        values["report_url"] = report_url(config.repo_url, title, page.canonical_url)
        return context

    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
        """Count a page that is done."""
        self._progress.step()
        return output

    @event_priority(LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Show on a served site what the first build went on without, and say what was built."""
        self._progress.end()
        if self._publication:
            self._publication.is_whole = True
        elif self._is_serving:
            self._mistakes.show(Path(config.site_dir))
            self._say_what_was_built()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """The first build is done: let no later one stop the server."""
        self._mistakes.keep_serving(server)
        return server

    @event_priority(LAST)
    def on_build_error(self, *, error: Exception) -> None:
        """Leave the terminal and the previous site as they were. Raises PluginError where the disk is full."""
        self._progress.end()
        if self._publication:
            self._publication.fail(error)

    def _followed(self, entries: Sequence[EntryFile]) -> Iterable[EntryFile]:
        return self._progress.over("reading", entries)

    def _tell_errors(self, page: Callable[[Code], str | None]) -> None:
        report = Report(self.site.problems, self.site.checked, page)
        error = PluginError(f"the content has errors; nothing was built\n\n{text(report)}\n")
        self._mistakes.tell(error, [Mistake.of(problem, page) for problem in errors_in(self.site.problems)])

    def _body(self, page: Page, *, authored: bool = False) -> str:
        try:
            return str(self.renderer.body(page, authored=authored))
        except RenderError as error:
            self._mistakes.tell(PluginError(f"a template of the theme is wrong: {error}"))
            return ""

    def _let_find(self, page: MkDocsPage, planned: Page, html: str, config: MkDocsConfig) -> None:
        """Let the search find a page: by what is written of it, and what nobody wrote a text for by its own."""
        if not isinstance(page, GeneratedPage) and html.strip():
            let_find(page, html, config)
            return
        try:
            found = self.renderer.found(planned)
        except RenderError as error:
            self._mistakes.tell(PluginError(f"a template of the theme is wrong: {error}"))
        else:
            let_find(page, found.text, config, **as_found(planned, found, page))

    def _say_what_was_built(self) -> None:
        agreements = counted(len(self.site.collection.entries), "agreement")
        log.info(f"{agreements}, {counted(self._pages, 'page')} in {self._progress.seconds:.1f} s")


def _terminal() -> TextIO | None:
    """Where to draw a bar; None where nobody looks, or nobody wants to be told."""
    return sys.stderr if sys.stderr.isatty() and log.isEnabledFor(logging.INFO) else None
