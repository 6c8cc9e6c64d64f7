"""What a site owner can set, and what the plugin sets in the owner's configuration."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.theme import Theme

from treatyline.date_display import is_locale
from treatyline.pages import ALL_WANTED, Wanted
from treatyline.problems import quoted
from treatyline.theme_folder import theme_folder

PALETTES = tuple(
    {
        "media": f"(prefers-color-scheme{wish})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": f"material/{icon}", "name": name},
    }
    for wish, scheme, icon, name in (
        ("", "default", "brightness-auto", "Switch to the light scheme"),
        (": light", "default", "weather-sunny", "Switch to the dark scheme"),
        (": dark", "slate", "weather-night", "Switch to the scheme of the system"),
    )
)
"""The system's scheme, light or dark by a switch, where the site owner chooses none; the colours are the theme's."""


class TreatylineOptions(Config):  # type: ignore[no-untyped-call]  # MkDocs leaves __init_subclass__ untyped
    """What stands under `treatyline:` in mkdocs.yml."""

    locale = config_options.Type(str, default="en_GB")
    """The locale in which dates are written (CLDR)."""

    contributing = config_options.Type(bool, default=True)
    """Whether the site tells contributors what a file may say and what is wrong with one: pages, and the schema."""

    split_at = config_options.Type(int, default=ALL_WANTED.split_at)
    """Of more agreements than this the timeline has a page for each decade; 0 keeps them all on one page."""

    theme_once = config_options.Type(bool, default=True)
    """Whether the theme is evaluated once for all made pages around which it is the same; the pages are the same."""

    overwrite = config_options.Type(bool, default=False)
    """Whether an output folder is replaced even if something else than MkDocs made what is in it."""


def wanted_by(options: TreatylineOptions) -> Wanted:
    """Which pages the site owner wants."""
    return Wanted(manual=options.contributing, split_at=options.split_at)


def require_right(options: TreatylineOptions, config: MkDocsConfig) -> None:
    """Raises PluginError where a setting is wrong."""
    if config.theme.name != "material":
        raise PluginError("the theme is laid over Material's: write `name: material` under `theme:` in mkdocs.yml")
    if isinstance(options.split_at, bool) or options.split_at < 0:
        raise PluginError(f"split_at is {options.split_at}: write a number of agreements, or 0 for one page")
    if not is_locale(options.locale):
        raise PluginError(f"{quoted(options.locale)} is not a locale: write one as en_GB, de or ru")


def lay_theme(config: MkDocsConfig) -> None:
    """Lay the theme behind the site owner's own and before Material's, and give it what it needs."""
    theme = str(theme_folder())
    if theme not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
    if config.theme.get("font") == Theme(name=config.theme.name).get("font"):
        config.theme["font"] = False  # Material's default calls a font service from every page
    config.theme["palette"] = config.theme.get("palette") or [dict(palette) for palette in PALETTES]
    config.watch.append(theme)
    if config.theme.custom_dir:
        config.watch.append(config.theme.custom_dir)
