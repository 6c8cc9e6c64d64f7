"""The wheel: what is in it, and a site made with nothing but it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import pytest

CHECKOUT = Path(__file__).parents[1]
THEME = "treatyline/theme/"

CONFIGURATION = """\
site_name: Agreements of two cities
docs_dir: content
theme:
  name: material
plugins: [search, treatyline]
"""
TITLE = "Agreement on the Creation of a Unified Regional Air Defence System"
ENTRY = f"""\
title: {TITLE}
date: 2013-01-30
parties: [RUS, KAZ]
summary: Russia and Kazakhstan agree to link their air-defence forces in one regional system.
sources:
  - title: Two neighbours agree on a joint air defence
    publisher: A newspaper
    date: 2013-01-30
    url: https://example.org/joint-air-defence
"""


def run(*command: str | Path, folder: Path) -> str:
    """Run a command without what this environment adds to Python; give all that it printed."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV"))}
    env["NO_MKDOCS_2_WARNING"] = "1"
    done = subprocess.run(
        [*map(str, command)],
        cwd=folder,
        env=env,
        encoding="utf-8",
        stdout=-1,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


# --- the wheel ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution, so that the latter is known to be whole."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, folder=CHECKOUT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def packed(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that has Treatyline from the wheel and nothing of the checkout.

    The dependencies are those of this environment. A .pth file adds a folder without obeying the .pth files
    in it, so that no editable install comes along.
    """
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    interpreter = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--python", interpreter)
    run(*pip, "install", "--no-index", "--no-deps", wheel, folder=folder)
    paths = sysconfig.get_paths(vars={"base": str(folder), "platbase": str(folder)}, scheme="venv")
    ours = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(paths["purelib"], "dependencies.pth").write_text("\n".join(sorted(ours)), encoding="utf-8")
    return interpreter


@pytest.mark.parametrize("needed", ["treatyline/py.typed", "treatyline/data/parties.yml"])
def test_the_wheel_holds_the_files_that_are_not_modules(packed: set[str], needed: str) -> None:
    assert needed in packed


def test_the_wheel_holds_every_module_and_the_whole_theme(packed: set[str]) -> None:
    package, theme = CHECKOUT / "generator" / "treatyline", CHECKOUT / "theme"
    modules = {f"treatyline/{file.relative_to(package).as_posix()}" for file in package.rglob("*.py")}
    templates = {THEME + file.relative_to(theme).as_posix() for file in theme.rglob("*") if file.is_file()}
    assert THEME + "main.html" in templates
    assert modules | templates <= packed


def test_the_wheel_holds_nothing_but_the_package(packed: set[str]) -> None:
    outside = {name for name in packed if not re.match(r"treatyline(-[0-9.]+\.dist-info)?/", name)}
    assert outside == set()
    assert not [name for name in packed if "test" in Path(name).name or "__pycache__" in name]


def test_the_installed_package_is_the_wheels_own(python: Path, tmp_path: Path) -> None:
    script = "from treatyline import theme_folder as it; print(it.__file__); print(it.theme_folder())"
    module, theme = run(python, "-c", script, folder=tmp_path).splitlines()
    assert Path(module).is_relative_to(python.parents[1])
    assert Path(theme) == Path(module).parent / "theme"


def test_the_installed_command_tells_its_use(python: Path, tmp_path: Path) -> None:
    assert "check" in run(python.with_stem("treatyline"), "--help", folder=tmp_path)


# --- a site made with the wheel -----------------------------------------------------------------------------


class _Head(HTMLParser):
    """The title of a page and the addresses of its stylesheets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.title = ""
        self.stylesheets: list[str] = []
        self._in_title = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self._in_title = tag == "title"
        if tag == "link" and attributes.get("rel") == "stylesheet":
            self.stylesheets.append(attributes.get("href") or "")

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        self._in_title = False


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture(scope="module")
def project(python: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a configuration and one entry, built with the wheel."""
    folder = tmp_path_factory.mktemp("project")
    agreements = folder / "content" / "agreements"
    agreements.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    (agreements / "russia-kazakhstan-joint-air-defence-2013.yml").write_text(ENTRY, encoding="utf-8")
    printed = run(python, "-m", "mkdocs", "build", "--strict", folder=folder)
    assert "WARNING" not in printed
    return folder


@pytest.mark.parametrize("address", ["", "agreements/russia-kazakhstan-joint-air-defence-2013/"])
def test_one_entry_and_a_configuration_make_a_site(project: Path, packed: set[str], address: str) -> None:
    page = (project / "site" / address / "index.html").read_text(encoding="utf-8")
    assert TITLE in page
    ours = {name.removeprefix(THEME) for name in packed if name.startswith(THEME) and name.endswith(".css")}
    linked = {urljoin(address, link) for link in _Head(page).stylesheets}
    (whole,) = (name for name in linked if "treatyline" in name)
    text = (project / "site" / whole).read_text(encoding="utf-8")
    assert len(ours) > 5
    assert all((project / "site" / name).read_text(encoding="utf-8") in text for name in ours)


def test_the_agreements_page_bears_its_title(project: Path) -> None:
    page = project / "site" / "agreements" / "russia-kazakhstan-joint-air-defence-2013" / "index.html"
    assert TITLE in _Head(page.read_text(encoding="utf-8")).title


def test_nothing_is_written_beside_the_site(project: Path) -> None:
    made = {name for name in files_of(project) if Path(name).parts[0] != "site"}
    entry = Path("content", "agreements", "russia-kazakhstan-joint-air-defence-2013.yml")
    assert made == {"mkdocs.yml", str(entry)}
    assert (project / entry).read_text(encoding="utf-8") == ENTRY
