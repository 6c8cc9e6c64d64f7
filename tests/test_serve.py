"""`mkdocs serve`: what is changed is shown, and no mistake stops it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.server import Server, served
from tests.sitekit import MKDOCS_YML, SMALL_YML, as_yaml, entry, write, write_site

WRONG = entry(title="Treaty of Enmity", date="2013-02-30")
CONTENT = {
    "index.md": "# Welcome\n",
    "parties.yml": as_yaml({"ATL": {"kind": "state", "name": "Atlantis", "slug": "atlantis"}}),
    "topics.yml": as_yaml({"peace": {"label": "Peace"}}),
    "agreements/amity.yml": entry(parties=["RUS", "ATL"], topics=["peace"]),
    "agreements/other.yml": entry(title="Another treaty", date="2001"),
}
NOTICE = "tl-mistakes"
EXPLAINED = "What bad-date means"


@contextmanager
def running(folder: Path, content: dict[str, str], *options: str, configuration: str = SMALL_YML) -> Iterator[Server]:
    """A server of a site of its own."""
    (folder / "tree").mkdir()
    with served(write_site(folder / "site", content, configuration), folder / "tree", *options) as server:
        yield server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("served"), CONTENT) as server:
        yield server


def change(server: Server, path: str, text: str) -> None:
    write(server.folder / "content", {path: text})


def test_a_change_of_an_entry_is_shown(server: Server) -> None:
    change(server, "agreements/amity.yml", entry(title="Treaty of Enmity", parties=["RUS", "ATL"]))
    assert server.comes_to_hold("agreements/amity/", "Treaty of Enmity")


def test_an_entry_that_is_added_is_shown_and_one_that_is_deleted_is_gone(server: Server) -> None:
    change(server, "agreements/added.yml", entry(title="An added one", date="1999"))
    assert server.comes_to_hold("", "An added one")
    (server.folder / "content" / "agreements" / "added.yml").unlink()
    assert server.comes_to_lose("", "An added one")
    assert "This page is not here" in server.get("agreements/added/")


def test_a_change_of_the_parties_is_shown(server: Server) -> None:
    change(server, "parties.yml", CONTENT["parties.yml"] + as_yaml({"RUS": {"name": "Russia by another name"}}))
    assert server.comes_to_hold("countries/", "Russia by another name")


def test_a_change_of_a_template_is_shown(server: Server) -> None:
    template = server.theme / "pages" / "organisations.html"
    template.write_text(template.read_text() + "<p>Changed by hand</p>")
    assert server.comes_to_hold("organisations/", "Changed by hand")


@pytest.mark.parametrize(
    ("path", "wrong", "told"),
    [
        ("agreements/amity.yml", WRONG, "February 2013 has 28 days"),
        ("agreements/amity.yml", "title: [", "content/agreements/amity.yml:"),
        ("parties.yml", "ATL: {kind: kingdom}", "content/parties.yml:"),
        ("topics.yml", "peace: [", "content/topics.yml:"),
    ],
)
def test_a_mistake_in_the_content_is_shown_on_every_page_of_the_last_good_site(
    server: Server, path: str, wrong: str, told: str
) -> None:
    right = (server.folder / "content" / path).read_text()
    change(server, path, wrong)
    assert server.comes_to_hold("agreements/other/", told)
    for page in ("", "agreements/amity/", "countries/", "404.html"):
        assert server.get(page).count(f"id='{NOTICE}'") == 1, page
    assert "Another treaty" in server.get("agreements/other/")
    assert "Traceback" not in "".join(server.said)
    change(server, path, right)
    assert server.comes_to_lose("agreements/other/", NOTICE)
    assert NOTICE not in server.get("")


@pytest.mark.parametrize(
    ("template", "mistake", "told"),
    [
        ("pages/agreement.html", "{{ nothing }}", "pages/agreement.html:"),
        ("pages/agreement.html", "{% if %}", "pages/agreement.html:"),
        ("treatyline.html", "{% block footer %}{{ 1 / 0 }}{% endblock %}", "treatyline.html:"),
        ("main.html", "{% nonsense %}", "main.html:1"),
    ],
)
def test_a_mistake_in_a_template_is_shown_with_its_place(
    server: Server, template: str, mistake: str, told: str
) -> None:
    file = server.theme / template
    right = file.read_text()
    file.write_text(mistake + right)
    assert server.comes_to_hold("", told)
    assert "Another treaty" in server.get("agreements/other/")
    file.write_text(right)
    assert server.comes_to_lose("", NOTICE)


def test_a_mistake_in_the_configuration_is_shown(server: Server) -> None:
    file = server.folder / "mkdocs.yml"
    right = file.read_text()
    file.write_text(right + "nav: [\n")
    assert server.comes_to_hold("", "error parsing the configuration file")
    file.write_text(right.replace("material", "nowhere"))
    assert server.comes_to_hold("", "nowhere")
    file.write_text(right)
    assert server.comes_to_lose("", NOTICE)


def test_a_second_mistake_takes_the_place_of_the_first(server: Server) -> None:
    change(server, "agreements/other.yml", entry(title="Another treaty", date="2013-02-30"))
    assert server.comes_to_hold("", "February 2013 has 28 days")
    change(server, "agreements/other.yml", entry(title="Another treaty", date="2013-04-31"))
    assert server.comes_to_hold("", "April 2013 has 30 days")
    assert "February" not in server.get("")
    change(server, "agreements/other.yml", CONTENT["agreements/other.yml"])
    assert server.comes_to_lose("", NOTICE)


def test_a_mistake_leads_to_the_page_that_explains_it_from_any_page(tmp_path: Path) -> None:
    with running(tmp_path, CONTENT, configuration=MKDOCS_YML) as server:
        change(server, "agreements/amity.yml", WRONG)
        assert server.comes_to_hold("agreements/other/", EXPLAINED)
        for page in ("", "agreements/amity/", "contribute/problems/bad-date/", "no/such/page/"):
            assert f"<a href='/contribute/problems/bad-date/'>{EXPLAINED}</a>" in server.get(page), page
        assert "Why there is this rule" in server.get("contribute/problems/bad-date/")
        assert f"     = {server.url}contribute/problems/bad-date/\n" in server.said


# --- at the start -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("strict", [False, True])
def test_a_server_starts_with_wrong_content_and_recovers(tmp_path: Path, strict: bool) -> None:
    wrong = CONTENT | {"agreements/amity.yml": WRONG}
    with running(tmp_path, wrong, *["--strict"] * strict) as server:
        home = server.get()
        assert NOTICE in home
        assert "content/agreements/amity.yml:2:7" in home
        assert "Welcome" in home
        change(server, "agreements/amity.yml", CONTENT["agreements/amity.yml"])
        assert server.comes_to_lose("", NOTICE)
        assert "Treaty of Amity" in server.get("agreements/amity/")
    assert "February 2013 has 28 days" in "".join(server.said)


def test_a_server_starts_with_wrong_templates_and_recovers(tmp_path: Path) -> None:
    configuration = SMALL_YML.replace("  name: material", "  name: material\n  custom_dir: own")
    site = write(tmp_path / "site", {"own/main.html": "{% nonsense %}", "own/pages/topic.html": "{{ nothing }}"})
    with running(tmp_path, CONTENT, configuration=configuration) as server:
        home = server.get()
        assert "own/main.html:1" in home and "own/pages/topic.html:1" in home
        assert "Treaty of Amity" in home
        (site / "own" / "main.html").write_text('{% extends "treatyline.html" %}')
        (site / "own" / "pages" / "topic.html").unlink()
        assert server.comes_to_lose("", NOTICE)
        assert "md-header" in server.get()


@pytest.mark.parametrize(("option", "is_explained"), [("", True), (": {contributing: false}", False)])
def test_below_a_path_a_mistake_leads_to_the_page_there_if_there_is_one(
    tmp_path: Path, option: str, is_explained: bool
) -> None:
    configuration = MKDOCS_YML.replace("example.org/", "example.org/a/timeline/").replace("line]", f"line{option}]")
    wrong = CONTENT | {"agreements/amity.yml": WRONG}
    with running(tmp_path, wrong, configuration=configuration) as server:
        home = server.get("a/timeline/")
        assert "content/agreements/amity.yml:2:7" in home
        assert (f"<a href='/a/timeline/contribute/problems/bad-date/'>{EXPLAINED}</a>" in home) is is_explained
        assert ("Why there is this rule" in server.get("a/timeline/contribute/problems/bad-date/")) is is_explained


def test_a_clean_server_is_no_build(tmp_path: Path) -> None:
    """`mkdocs serve --clean` calls itself a build; its site must be where the server looks for it."""
    with running(tmp_path, CONTENT, "--clean") as server:
        assert "Treaty of Amity" in server.get("agreements/amity/")
        change(server, "agreements/amity.yml", WRONG)
        assert server.comes_to_hold("", NOTICE)


def test_warnings_stop_no_strict_server(tmp_path: Path) -> None:
    dubious = CONTENT | {"agreements/amity.yml": entry(in_force="2012-01-01")}
    with running(tmp_path, dubious, "--strict") as server:
        assert "Treaty of Amity" in server.get("agreements/amity/")
    assert "warning[retroactive]" in "".join(server.said)
