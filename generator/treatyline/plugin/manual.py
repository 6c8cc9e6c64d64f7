"""Where the manual for contributors stands on a site that MkDocs makes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from treatyline.pages.address import SCHEMA, problem_page, url
from treatyline.problems import Code
from treatyline.schema import PUBLISHED_SCHEMA


def code_page(config: MkDocsConfig, *, manual: bool) -> Callable[[Code], str | None]:
    """What gives the whole address of a code's page; None where the site has no such page, or no address."""

    def page(code: Code) -> str | None:
        path = url(problem_page(code), directory_urls=config.use_directory_urls)
        return urljoin(config.site_url, path) if manual and config.site_url else None

    return page


def add_schema(files: Files, config: MkDocsConfig) -> None:
    """Publish the schema of an entry, unless the site owner publishes another one there: with the site's own codes."""
    if SCHEMA not in files.src_uris:
        files.append(File.generated(config, SCHEMA, abs_src_path=str(PUBLISHED_SCHEMA)))
