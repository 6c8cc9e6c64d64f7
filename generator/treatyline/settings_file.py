"""What the command line needs to know of a site's mkdocs.yml: where its pages will stand."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from treatyline.yaml_source import Value, read

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """Where a site is published; `url` is None where its settings do not say so, and ends in a slash else.

    `contributing` says whether the manual for contributors is on it.
    """

    url: str | None = None
    directory_urls: bool = True
    contributing: bool = True


def settings_of(content: Path) -> SiteSettings:
    """The settings of the site of a content folder, which stand beside that folder. Nothing is raised."""
    data = read(content.resolve().parent / SETTINGS, SETTINGS).data or {}
    url = _said(data.get("site_url"))
    is_web = url.startswith(("https://", "http://"))
    directory_urls = _said(data.get("use_directory_urls", "true")) != "false"
    contributing = _said(_option(data.get("plugins"), "contributing")) != "false"
    return SiteSettings(f"{url.rstrip('/')}/" if is_web else None, directory_urls, contributing)


def _option(plugins: Value, name: str) -> Value:
    """An option of our plugin, which stands in a list of plugins or under its name; nothing where it is not set."""
    named = [plugin for plugin in (plugins if isinstance(plugins, list) else [plugins]) if isinstance(plugin, dict)]
    given = [options for plugin in named if isinstance(options := plugin.get("treatyline"), dict)]
    return given[0].get(name, "") if given else ""


def _said(value: Value) -> str:
    """A setting's text; a list is taken for MkDocs' `!ENV`: names of variables, then what holds where none is set."""
    if isinstance(value, list):
        *names, default = [*value, ""] if len(value) < 2 else value
        return next(filter(None, (os.environ.get(str(name)) for name in names)), _said(default))
    return value if isinstance(value, str) else ""
