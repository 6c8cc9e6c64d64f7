"""Where the theme is: beside the package once it is installed, at the top of a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def theme_folder(package: Path = _PACKAGE) -> Path:
    """Return the folder of templates, styles and scripts.

    A wheel carries it inside the package; an editable install reads the checkout's own.
    `package` is the folder of the package's modules.

    Raises FileNotFoundError where neither is there: the installation is damaged.
    """
    packaged = package / "theme"
    if packaged.is_dir():
        return packaged
    checkout = package.parents[1] / "theme"
    if checkout.is_dir():
        return checkout
    raise FileNotFoundError(
        f"Treatyline's theme is missing: neither {packaged} nor {checkout} is there. Install it again."
    )
