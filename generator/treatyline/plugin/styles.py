"""The theme's style sheets as readers get them: one file, so that a page waits for one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

FOLDER = "assets/stylesheets"
STYLES = f"{FOLDER}/treatyline.css"
"""The file of all sheets."""

SHEETS = (
    *("tokens", "frame", "search", "timeline", "decades", "histogram", "agreement"),
    *("party", "lifelines", "ledger", "manual", "facets", "print"),
)
"""In the order in which one goes before another."""


def joined_sheets(theme: Iterable[Path]) -> str:
    """All sheets; each is that of the first of the theme's folders that has it, so that a site owner's own counts."""
    folders = tuple(theme)
    return "\n".join(_sheet(folders, f"treatyline-{name}.css") for name in SHEETS)


def _sheet(folders: Iterable[Path], name: str) -> str:
    found = next(file for folder in folders if (file := folder / FOLDER / name).is_file())
    return found.read_text(encoding="utf-8", errors="replace")
