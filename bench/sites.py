"""The two sites that are compared, ready to be built, and nothing between them but who makes the pages.

python -m bench.sites FOLDER AGREEMENTS
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.agreements import write_collection
from bench.markdown import write_markdown

OURS = "ours.yml"
WHOLE = "whole.yml"
PLAIN = "plain.yml"
"""The configurations: ours, ours with the theme evaluated for each page, plain Markdown."""

SETTINGS = """\
site_name: Drawn by lot
site_description: Agreements that nobody made.
site_url: https://treatyline.example.org/
repo_url: https://git.example.org/treatyline
edit_uri: edit/main/content/
theme:
  name: material
  font: false
  features:
    - navigation.tabs
    - search.highlight
  palette:
    - media: "(prefers-color-scheme)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {icon: material/brightness-auto, name: Switch to the light scheme}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {icon: material/weather-sunny, name: Switch to the dark scheme}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {icon: material/weather-night, name: Switch to the scheme of the system}
nav:
  - Timeline: index.md
  - Countries: countries.md
  - Organisations: organisations.md
markdown_extensions:
  - def_list
  - toc:
      permalink: false
      slugify: !!python/object/apply:pymdownx.slugs.slugify
        kwds:
          case: lower
"""
"""What both sites have; as in the flagship's mkdocs.yml, with search left out."""

OURS_ALONE = """\
docs_dir: content
plugins:
  - treatyline:
      theme_once: {theme_once}
      contributing: false
      split_at: 0
"""
"""The manual for contributors is left out: nobody who writes Markdown has one. Nor does anybody split a list."""

PLAIN_ALONE = """\
docs_dir: docs
plugins: []
not_in_nav: |
  /agreements/
  /countries/
  /organisations/
  /topics/
  /corrections.md
"""


def write_sites(folder: Path, agreements: int) -> None:
    """Write a collection below `folder`, the same as Markdown, and a configuration for each way to build it.

    Without agreements there are no topics either: only the pages that every site has.
    """
    write_collection(folder, agreements)
    if not agreements:
        (folder / "content" / "topics.yml").unlink()
    write_markdown(folder / "content", folder / "docs")
    (folder / OURS).write_text(SETTINGS + OURS_ALONE.format(theme_once="true"), encoding="utf-8")
    (folder / WHOLE).write_text(SETTINGS + OURS_ALONE.format(theme_once="false"), encoding="utf-8")
    (folder / PLAIN).write_text(SETTINGS + PLAIN_ALONE, encoding="utf-8")


if __name__ == "__main__":
    write_sites(Path(sys.argv[1]), int(sys.argv[2]))
