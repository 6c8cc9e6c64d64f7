"""Take the pictures of the main pages that README.md shows: `make screenshots`. Needs Chromium."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.conftest import CHROMIUM_FLAGS, HOW_TO_GET_CHROMIUM, find_chromium
from tests.web import serving

FOLDER = Path(__file__).parents[1] / "docs" / "images"


@dataclass(frozen=True)
class Picture:
    """One page as a reader sees it; width and height in pixels."""

    name: str
    page: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


PICTURES = (
    Picture("timeline", "", 1440, 900, "light"),
    Picture("country", "countries/kazakhstan/", 1440, 1960, "dark"),
    Picture("agreement", "agreements/russia-kazakhstan-joint-air-defence-2013/", 360, 720, "light"),
)


def take(browser: Browser, url: str, picture: Picture, folder: Path) -> None:
    """Write one picture into a folder."""
    page = browser.new_page(
        base_url=url,
        viewport={"width": picture.width, "height": picture.height},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page.goto(picture.page, wait_until="load")
    page.screenshot(path=folder / f"{picture.name}.png", animations="disabled")
    page.close()


def main() -> int | str:
    """Build the site, and write every picture into docs/images/."""
    chromium = find_chromium()
    if chromium is None:
        return f"pictures need Chromium, and none was found: {HOW_TO_GET_CHROMIUM}"
    with TemporaryDirectory(prefix="treatyline-screenshots-") as folder:
        site = Path(folder, "site")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", site], check=True)
        with serving(site) as url, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
            for picture in PICTURES:
                take(browser, url, picture, FOLDER)
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
