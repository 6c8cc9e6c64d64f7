"""The MkDocs plugin: what is built, what stops a build, whose template wins, and what the server shows."""

from __future__ import annotations

import json
import re
import subprocess
import time
from html import unescape
from pathlib import Path
from typing import TypeAlias
from urllib.parse import parse_qs, urlsplit

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from tests.sitekit import (
    CHECKOUT,
    SMALL_YML,
    Build,
    as_yaml,
    build,
    build_strictly,
    entry,
    mkdocs,
    snapshot,
    write,
    write_site,
)
from treatyline.contents import shown_path
from treatyline.pages import Page
from treatyline.plugin.pages import generated_files, refused
from treatyline.problems import Code, Place, Problem

WRONG = entry(date="2013-02-30")
DUBIOUS = entry(in_force="2012-01-01")


# --- an ordinary site ---------------------------------------------------------------------------------------

ORDINARY = {
    "index.md": "# Welcome\n\nThe owner's own words.\n",
    "about.md": "# About\n\nSee [the countries](countries.md).\n",
    "countries.md": "---\ntitle: Lands\n---\n\n# Lands & seas\n\nWords about lands.\n",
    "parties.yml": as_yaml({"ATL": {"kind": "state", "name": "Atlantis", "slug": "atlantis"}}),
    "topics.yml": as_yaml({"peace": {"label": "Peace"}}),
    "agreements/2010s/amity.yml": entry(parties=["RUS", "ATL"], topics=["peace"], formerly=["friends"]),
    "images/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("ordinary"), ORDINARY)


@pytest.fixture(scope="module")
def ordinary(folder: Path) -> Build:
    """A site with no more configuration than it needs, built strictly."""
    return build_strictly(folder)


def test_a_site_needs_no_navigation_and_no_custom_theme(ordinary: Build) -> None:
    assert ordinary.page("agreements/amity").h1 == ["Treaty of Amity"]
    assert {"countries/atlantis/index.html", "topics/peace/index.html", "404.html"} <= set(ordinary.pages)


def test_the_files_that_describe_the_collection_are_not_published(ordinary: Build) -> None:
    files = snapshot(ordinary.site)
    assert [path for path in files if path.endswith((".yml", ".yaml"))] == []
    assert "images/map.svg" in files


def test_nothing_of_the_theme_but_its_assets_is_published(ordinary: Build) -> None:
    files = snapshot(ordinary.site)
    assert any(path.startswith("assets/stylesheets/treatyline") for path in files)
    assert [path for path in files if path.startswith(("pages/", "partials/"))] == []


def test_nothing_is_written_into_the_content_folder(folder: Path, ordinary: Build) -> None:
    assert snapshot(folder / "content") == {path: text.encode() for path, text in ORDINARY.items()}


def test_an_authored_home_page_gives_its_text_first_then_comes_the_timeline(ordinary: Build) -> None:
    home = ordinary.page("")
    assert home.h1 == ["Welcome"]
    assert "The owner's own words." in home.text
    assert home.text.index("The owner's own words.") < home.text.index("Treaty of Amity")


def test_an_authored_list_of_countries_gives_its_text_first_then_comes_the_list(ordinary: Build) -> None:
    page = ordinary.page("countries")
    assert page.h1 == ["Lands & seas"]
    assert page.text.index("Words about lands.") < page.text.rindex("Atlantis")
    assert page.title == "Lands · A small site"


def test_a_list_without_an_authored_page_has_its_own_heading(ordinary: Build) -> None:
    assert ordinary.page("organisations").h1 == ["Organisations and other parties"]


def test_without_a_navigation_the_lists_are_in_it_and_the_agreements_are_not(ordinary: Build) -> None:
    links = {link.url.strip("./") for link in ordinary.page("about").links if link.tag == "a"}
    assert {"countries", "organisations"} <= links
    assert "agreements/amity" not in links


def test_no_page_names_the_day_of_its_build(ordinary: Build) -> None:
    sitemap = (ordinary.site / "sitemap.xml").read_text()
    assert "lastmod" not in sitemap
    assert time.strftime("%Y-%m-%d") not in sitemap


def test_the_day_of_an_entrys_last_change_is_in_the_sitemap(tmp_path: Path) -> None:
    changed = entry(added="2020-01-01", changes=[{"date": "2021-02-03", "note": "A note."}])
    built = build_strictly(write_site(tmp_path, {"agreements/amity.yml": changed}))
    sitemap = (built.site / "sitemap.xml").read_text()
    assert sitemap.count("<lastmod>") == 1
    assert re.search(r"agreements/amity/</loc>\s*<lastmod>2021-02-03</lastmod>", sitemap)


def test_no_page_calls_a_font_service(ordinary: Build) -> None:
    for path, page in ordinary.pages.items():
        assert [link.url for link in page.links if "fonts." in link.url] == [], path


# --- escaping -----------------------------------------------------------------------------------------------

HOSTILE = """<script>x</script> & "quoted" &lt;/title&gt;"""
FRONT_MATTER = as_yaml({"title": HOSTILE, "description": HOSTILE, "author": HOSTILE})
LIVE = """"><img src=x onerror=ran()>"""
"""An element that runs where a text is printed as it stands, also in an attribute."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Build:
    files = {
        "agreements/amity.yml": entry(title=HOSTILE, summary=HOSTILE, formerly=["friends"]),
        "about.md": f"---\n{FRONT_MATTER}---\n\n# About\n",
        "empty.md": "---\ntitle:\ndescription:\n---\n\n# Found in the heading\n",
        "heading.md": "# &lt;/title&gt;&lt;script&gt;x&lt;/script&gt;\n",
    }
    configuration = SMALL_YML + "repo_url: https://git.example.org/a/b\n"
    return build_strictly(write_site(tmp_path_factory.mktemp("hostile"), files, configuration))


@pytest.mark.parametrize("path", ["agreements/amity", "agreements/friends", "about"])
def test_a_title_and_a_description_are_escaped_once(hostile: Build, path: str) -> None:
    page = hostile.page(path)
    assert page.title == f"{HOSTILE} · A small site"
    assert page.metas["description"].endswith(HOSTILE)
    assert "<script>x" not in (hostile.site / path / "index.html").read_text()


def test_an_authors_name_is_escaped(hostile: Build) -> None:
    assert hostile.page("about").metas["author"] == HOSTILE


@pytest.mark.parametrize("name", ["moved_to", "last_changed", "status", "subtitle", "revision_date", "own", "deep"])
def test_no_front_matter_is_printed_as_it_stands(tmp_path: Path, name: str) -> None:
    own = "{{ page.meta.own }}{% for key, row in (page.meta.deep or {}).items() %}{{ key }}{{ row[0].a }}{% endfor %}"
    main = f'{{% extends "treatyline.html" %}}{{% block announce %}}{{% if page %}}{own}{{% endif %}}{{% endblock %}}'
    said = as_yaml({name: {LIVE: [{"a": LIVE}]} if name == "deep" else LIVE})
    files = {"about.md": f"---\n{said}---\n# About\n", "agreements/amity.yml": entry()}
    write(tmp_path, {"overrides/main.html": main})
    built = build_strictly(write_site(tmp_path, files, CUSTOM))
    pages = [file.read_text(encoding="utf-8") for file in [*built.site.rglob("*.html"), built.site / "sitemap.xml"]]
    assert [page for page in pages if "<img src=x" in page] == []
    is_printed = any("&lt;img src=x" in page for page in pages)
    assert is_printed is (name not in ("moved_to", "last_changed"))


def test_front_matter_keeps_its_types(tmp_path: Path) -> None:
    block = "{{ page.meta.number + 1 }} {{ page.meta.day.year }} {{ page.meta.texts | join }}"
    block += " {{ 'kept' if page.meta.flag is true and 'nothing' in page.meta and page.meta.nothing is none }}"
    said = "number: 41\nday: 2013-01-30\nflag: yes\nnothing:\ntexts: [a, <b>]\ntitle: 5\ntemplate: own.html"
    own = f'{{% extends "treatyline.html" %}}{{% block announce %}}{block}{{% endblock %}}'
    write(tmp_path, {"overrides/own.html": own})
    files = {"about.md": f"---\n{said}\n---\n# About\n"}
    page = build_strictly(write_site(tmp_path, files, CUSTOM)).page("about")
    assert "42 2013 a<b> kept" in page.text
    assert page.title == "5 · A small site"


def test_a_template_that_a_page_names_is_found_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder, name = "owners' own & others", "the owner's.html"
    write(tmp_path, {f"{folder}/{name}": "<p>My own page</p>"})
    files = {"about.md": f"---\ntemplate: {name}\n---\n# About\n"}
    built = build_strictly(write_site(tmp_path, files, CUSTOM.replace("overrides", folder)))
    assert built.page("about").text == "My own page"


EDITED = SMALL_YML.replace("  name: material\n", "  name: material\n  features: [content.action.edit]\n") + (
    "repo_url: https://git.example.org/a/b\nedit_uri: edit/main/content/\n"
)


def test_the_folder_of_an_entry_is_quoted_in_the_links_to_edit_it(tmp_path: Path) -> None:
    files = {"agreements/1990s & 'later' #1, 100%/amity.yml": entry()}
    page = build_strictly(write_site(tmp_path, files, EDITED)).page("agreements/amity")
    path = "agreements/1990s%20%26%20%27later%27%20%231%2C%20100%25/amity.yml"
    assert page.rel("edit") == [f"https://git.example.org/a/b/edit/main/content/{path}"] * 2


def test_no_folder_of_an_entry_can_leave_the_links_to_edit_it(tmp_path: Path) -> None:
    config = load_config(str(write_site(tmp_path, {}, EDITED) / "mkdocs.yml"))
    config.plugins._current_plugin = "treatyline"
    source = Path(config.docs_dir) / "agreements" / LIVE / "amity.yml"
    planned = Page("agreements/amity.md", "Amity", "", "agreement.html", None, source)
    (file,) = generated_files([planned], lambda page: "", lambda path: path, config)
    assert file.page is not None
    address = file.page.edit_url or ""
    assert address.startswith("https://git.example.org/a/b/edit/main/content/agreements/%22")
    assert not set(address) & set("\"<>' ")


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (b"# Caf\xe9\n", "1:6: error[not-utf8]"),
        (b"---\na: " + b"[" * 60_000 + b"\n---\n# X\n", "2:23: error[too-deep]"),
        (b"---\nhide: 5\n---\n# X\n", "2:7: error[not-a-list]"),
        (b"---\nsearch: 5\n---\n# X\n", "2:9: error[not-a-mapping]"),
        (b"---\ntemplate: nowhere.html\n---\n# X\n", "2:11: error[unknown-value]"),
        (b"---\nicon: material/nowhere\n---\n# X\n", "2:7: error[unknown-value]"),
    ],
    ids=["latin-1", "brackets", "hide", "search", "template", "icon"],
)
def test_a_page_that_mkdocs_cannot_bear_is_told_without_a_traceback(tmp_path: Path, page: bytes, problem: str) -> None:
    folder = write_site(tmp_path, {"agreements/amity.yml": entry()})
    (folder / "content" / "page.md").write_bytes(page)
    result = mkdocs("build", folder=folder)
    assert result.returncode == 1
    assert f"content/page.md:{problem}" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (folder / "site").exists()


def test_of_all_files_with_errors_the_pages_are_kept_from_mkdocs(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {"agreements/wrong.yml": WRONG, "a/wrong.md": "# X\n", "right.md": "# X\n"})
    files = get_files(load_config(str(folder / "mkdocs.yml")))
    paths = [shown_path(folder / "content" / path) for path in ("agreements/wrong.yml", "a/wrong.md")]
    problems = [Problem(path, Place(), Code.NOT_UTF8, "") for path in paths]
    doubts = [Problem(shown_path(folder / "content" / "right.md"), Place(), Code.RETROACTIVE, "")]
    assert [file.src_uri for file in refused(files, problems + doubts)] == ["a/wrong.md"]


def test_a_heading_cannot_close_the_title(hostile: Build) -> None:
    assert hostile.page("heading").title == "</title><script>x</script> · A small site"
    assert "<script>x" not in (hostile.site / "heading" / "index.html").read_text()


def test_front_matter_that_says_nothing_is_as_if_it_were_not_there(hostile: Build) -> None:
    assert hostile.page("empty").title == "Found in the heading · A small site"
    assert hostile.page("empty").metas.get("description") is None


@pytest.mark.parametrize("path", ["agreements/amity", "about"])
def test_a_report_names_a_page_by_what_a_reader_sees(hostile: Build, path: str) -> None:
    link = hostile.page(path).link("Report an error") or ""
    assert HOSTILE in parse_qs(urlsplit(link).query)["title"][0]


# --- a moved page -------------------------------------------------------------------------------------------


def test_a_former_address_leads_to_the_present_one_and_to_no_search(ordinary: Build) -> None:
    moved = ordinary.page("agreements/friends")
    delay, address = moved.metas["refresh"].split("; url=")
    assert (delay, address) == ("0", "../amity/")
    assert moved.metas["robots"] == "noindex"
    assert "Treaty of Amity" in [link.text for link in moved.links if link.url == "../amity/"]
    assert "friends" not in (ordinary.site / "sitemap.xml").read_text()


def test_a_moved_page_is_not_found_by_the_search(ordinary: Build) -> None:
    index = json.loads((ordinary.site / "search" / "search_index.json").read_text())
    locations = [document["location"] for document in index["docs"]]
    assert any(location.startswith("agreements/amity/") for location in locations)
    assert not any(location.startswith("agreements/friends/") for location in locations)


# --- settings -----------------------------------------------------------------------------------------------


def test_without_directory_urls_pages_are_files_and_lead_to_files(tmp_path: Path) -> None:
    built = build_strictly(write_site(tmp_path, ORDINARY), use_directory_urls=False)
    assert "agreements/amity.html" in built.pages
    assert "../countries/atlantis.html" in [link.url for link in built.page("agreements/amity.html").links]
    assert built.page("agreements/friends.html").metas["refresh"] == "0; url=amity.html"


def test_dates_are_written_in_the_locale_of_the_configuration(tmp_path: Path) -> None:
    configuration = SMALL_YML.replace("contributing: false", "contributing: false, locale: de")
    built = build_strictly(write_site(tmp_path, {"agreements/amity.yml": entry()}, configuration))
    assert "30. Januar 2013" in built.page("agreements/amity").text


def test_an_owners_navigation_is_kept_as_it_is(tmp_path: Path) -> None:
    configuration = SMALL_YML + "nav: [{Home: index.md}, {More: [{All lands: countries.md}]}]\n"
    built = build_strictly(write_site(tmp_path, {"agreements/amity.yml": entry()}, configuration))
    links = {link.text: link.url for link in built.page("agreements/amity").links}
    assert (links["Home"], links["All lands"]) == ("../..", "../../countries/")
    assert "Organisations and other parties" not in links
    assert built.page("countries").h1 == ["Countries"]


@pytest.mark.parametrize("font", ["{text: Fira Sans, code: Fira Code}", "{text: Fira Sans}"])
def test_an_owners_own_fonts_are_kept(tmp_path: Path, font: str) -> None:
    configuration = SMALL_YML.replace("  name: material\n", f"  name: material\n  font: {font}\n")
    built = build_strictly(write_site(tmp_path, {}, configuration))
    assert any("Fira+Sans" in link.url for link in built.page("").links)


def test_a_site_that_chooses_no_palette_has_both_schemes_and_a_switch(tmp_path: Path) -> None:
    home = build_strictly(write_site(tmp_path, {}, SMALL_YML)).site.joinpath("index.html").read_text(encoding="utf-8")
    assert 'data-md-color-scheme="default"' in home
    assert 'data-md-color-scheme="slate"' in home
    for wish in ("light scheme", "dark scheme", "scheme of the system"):
        assert f"Switch to the {wish}" in home


def test_an_owners_own_palette_is_kept(tmp_path: Path) -> None:
    configuration = SMALL_YML.replace("  name: material\n", "  name: material\n  palette: {scheme: slate}\n")
    home = (
        build_strictly(write_site(tmp_path, {}, configuration)).site.joinpath("index.html").read_text(encoding="utf-8")
    )
    assert '<body dir="ltr" data-md-color-scheme="slate"' in home
    assert "Switch to the" not in home


FROM_THE_ENVIRONMENT = SMALL_YML.replace(
    "site_url: https://example.org/",
    'site_url: !ENV [SITE_URL, "https://example.org/"]\nrepo_url: !ENV [REPO_URL, "https://git.example.org/a/b"]\n'
    "edit_uri: edit/main/content/",
)


@pytest.mark.parametrize(
    ("variables", "site_url", "repo_url"),
    [
        ({}, "https://example.org/", "https://git.example.org/a/b"),
        (
            {"SITE_URL": "https://someone.example.org/fork/", "REPO_URL": "https://git.example.org/some/fork"},
            "https://someone.example.org/fork/",
            "https://git.example.org/some/fork",
        ),
    ],
)
def test_a_fork_publishes_under_its_own_address_without_an_edit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], site_url: str, repo_url: str
) -> None:
    for name in ("SITE_URL", "REPO_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    files = {"agreements/2010s/amity.yml": entry()}
    page = build_strictly(write_site(tmp_path, files, FROM_THE_ENVIRONMENT)).page("agreements/amity")
    assert page.rel("canonical") == [f"{site_url}agreements/amity/"]
    assert page.link("Edit this page") == f"{repo_url}/edit/main/content/agreements/2010s/amity.yml"
    assert (page.link("Report an error") or "").startswith(f"{repo_url}/issues/new?")


def test_the_flagship_takes_its_addresses_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SITE_URL", "https://someone.example.org/fork/")
    monkeypatch.setenv("REPO_URL", "https://git.example.org/some/fork")
    page = build_strictly(CHECKOUT, tmp_path / "site").page("agreements/abm-treaty-1972")
    assert page.rel("canonical") == ["https://someone.example.org/fork/agreements/abm-treaty-1972/"]
    assert (page.link("Edit this page") or "").startswith("https://git.example.org/some/fork/edit/")


def test_a_site_without_a_repository_has_no_links_into_one(ordinary: Build) -> None:
    page = ordinary.page("agreements/amity")
    assert (page.link("Edit this page"), page.link("Report an error")) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: material", "name: mkdocs", "name: material"),
        ("contributing: false", "locale: xx_YY_", "xx_YY_"),
        ("contributing: false", "split_at: -1", "or 0 for one page"),
        ("contributing: false", "split_at: yes", "or 0 for one page"),
    ],
)
def test_a_setting_that_cannot_work_is_refused_in_plain_words(tmp_path: Path, old: str, new: str, words: str) -> None:
    built = build(write_site(tmp_path, {}, SMALL_YML.replace(old, new)))
    assert not built.succeeded
    (error,) = built.warnings
    assert words in error
    assert "\n" not in error, "one line and no traceback"


# --- an empty collection ------------------------------------------------------------------------------------


@pytest.mark.parametrize("files", [{}, {"index.md": "# Mine\n"}], ids=["without-a-page", "with-a-home-page"])
def test_an_empty_collection_builds_and_says_how_to_add_the_first_agreement(
    tmp_path: Path, files: dict[str, str]
) -> None:
    home = build_strictly(write_site(tmp_path, files)).page("")
    assert len(home.h1) == 1
    assert "agreements/" in home.text
    for field in ("title:", "date:", "parties:", "summary:", "sources:"):
        assert field in home.text


def test_an_empty_folder_of_agreements_builds_too(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {})
    (folder / "content" / "agreements").mkdir()
    build_strictly(folder)


def test_the_entry_that_an_empty_site_shows_is_valid(tmp_path: Path) -> None:
    html = (build_strictly(write_site(tmp_path, {})).site / "index.html").read_text()
    (example,) = re.findall("<pre><code>(.*?)</code></pre>", html, re.DOTALL)
    again = write_site(tmp_path / "again", {"agreements/first.yml": read_text_of(example)})
    assert build_strictly(again).page("agreements/first").h1 == ["The official title"]


def read_text_of(html: str) -> str:
    """What a reader copies: lines and indentation kept."""
    return unescape(re.sub("<[^>]+>", "", html))


# --- errors and warnings in the content ---------------------------------------------------------------------


Failed: TypeAlias = "tuple[Path, dict[str, bytes], subprocess.CompletedProcess[str]]"


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> Failed:
    """A build that fails on content: its folder, the site that stood there before, and what was said."""
    folder = write_site(tmp_path_factory.mktemp("failed"), {"agreements/amity.yml": entry()})
    before = snapshot(build_strictly(folder).site)
    write(folder / "content", {"agreements/wrong.yml": WRONG, "agreements/worse.yml": entry(kind="pact", date="2001")})
    return folder, before, mkdocs("build", "--strict", folder=folder)


def test_a_build_that_fails_on_content_leaves_the_previous_site_as_it_was(failed: Failed) -> None:
    folder, before, result = failed
    assert result.returncode != 0
    assert snapshot(folder / "site") == before


def test_all_its_errors_are_told_with_file_line_and_column(failed: Failed) -> None:
    _, _, result = failed
    assert re.search(r"^content/agreements/worse\.yml:\d+:\d+: error\[unknown-value\]", result.stderr, re.MULTILINE)
    assert re.search(r"^content/agreements/wrong\.yml:2:7: error\[bad-date\]", result.stderr, re.MULTILINE)
    assert "2 errors in 2 files" in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


@pytest.mark.parametrize("strict", [True, False])
def test_an_error_stops_a_build_strict_or_not(tmp_path: Path, strict: bool) -> None:
    folder = write_site(tmp_path, {"agreements/wrong.yml": WRONG})
    assert not build(folder, strict=strict).succeeded
    assert not (folder / "site").exists()


@pytest.mark.parametrize(("strict", "succeeded"), [(True, False), (False, True)])
def test_a_warning_stops_a_strict_build_alone(tmp_path: Path, strict: bool, succeeded: bool) -> None:
    built = build(write_site(tmp_path, {"agreements/amity.yml": DUBIOUS}), strict=strict)
    assert built.succeeded is succeeded
    (warning,) = built.warnings
    assert "content/agreements/amity.yml:" in warning
    assert "warning[retroactive]" in warning


def test_a_warning_that_the_entry_accepts_stops_nothing(tmp_path: Path) -> None:
    accepted = DUBIOUS + as_yaml({"accepts": [{"code": "retroactive", "why": "The protocol says so."}]})
    build_strictly(write_site(tmp_path, {"agreements/amity.yml": accepted}))


@pytest.mark.parametrize("path", ["agreements/amity.md", "countries/index.md", "countries/russia.md"])
def test_an_authored_page_in_a_planned_ones_place_is_refused(tmp_path: Path, path: str) -> None:
    built = build(write_site(tmp_path, {"agreements/amity.yml": entry(), path: "# Mine\n"}))
    assert not built.succeeded
    assert not built.site.exists()


# --- an owner's own templates -------------------------------------------------------------------------------

CUSTOM = SMALL_YML.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")


def overridden(folder: Path, **templates: str) -> Build:
    """A site whose owner has templates of their own; two underscores stand for a slash."""
    files = {f"overrides/{name.replace('__', '/')}.html": text for name, text in templates.items()}
    write(folder, files)
    return build_strictly(write_site(folder, {"agreements/amity.yml": entry()}, CUSTOM))


def test_an_owner_can_replace_the_body_of_a_kind_of_page(tmp_path: Path) -> None:
    built = overridden(tmp_path, pages__agreement="<h1>{{ view.agreement.title }}, my way</h1>")
    assert built.page("agreements/amity").h1 == ["Treaty of Amity, my way"]
    assert built.page("countries/russia").h1 == ["Russia"]


def test_an_owners_body_is_escaped_too(tmp_path: Path) -> None:
    write(tmp_path, {"overrides/pages/agreement.html": "<h1>x</h1>{{ view.agreement.summary }}"})
    hostile = entry(summary="<script>alert(1)</script>")
    built = build_strictly(write_site(tmp_path, {"agreements/amity.yml": hostile}, CUSTOM))
    assert "<script>alert" not in (built.site / "agreements" / "amity" / "index.html").read_text()


def test_an_owner_can_replace_a_part_of_the_bodies(tmp_path: Path) -> None:
    built = overridden(tmp_path, pages___party_table="<p>A table of my own</p>")
    assert "A table of my own" in built.page("countries").text


def test_an_owner_can_replace_a_partial_of_material(tmp_path: Path) -> None:
    built = overridden(tmp_path, partials__copyright="<p>My own small print</p>")
    assert "My own small print" in built.page("agreements/amity").text


def test_an_owner_can_replace_a_style_sheet_whatever_stands_in_it(tmp_path: Path) -> None:
    write(tmp_path, {"overrides/assets/stylesheets/treatyline-party.css": "@media print{#mine{color:{%}}"})
    sheet = overridden(tmp_path).site / "assets" / "stylesheets" / "treatyline.css"
    assert "@media print{#mine{color:{%}}" in sheet.read_text(encoding="utf-8")
    assert ".tl-party-table" not in sheet.read_text(encoding="utf-8")
    assert ".tl-entry" in sheet.read_text(encoding="utf-8")


def test_an_owners_main_template_can_build_on_ours(tmp_path: Path) -> None:
    main = '{% extends "treatyline.html" %}{% block announce %}My own news{% endblock %}'
    page = overridden(tmp_path, main=main).page("agreements/amity")
    assert "My own news" in page.text
    assert page.title == "Treaty of Amity · A small site"
    assert any("treatyline" in url for url in page.rel("stylesheet"))


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("<h1>x</h1>\n{{ view.nothing }}", 2, "nothing"),
        ("<h1>x</h1>\n\n{% if %}", 3, "Expected an expression"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(
    tmp_path: Path, template: str, line: int, words: str
) -> None:
    write(tmp_path, {"overrides/pages/agreement.html": template})
    built = build(write_site(tmp_path, {"agreements/amity.yml": entry()}, CUSTOM))
    assert not built.succeeded
    error = built.warnings[-1]
    assert f"{tmp_path / 'overrides' / 'pages' / 'agreement.html'}:{line}: " in error
    assert words in error
    assert "\n" not in error, "one line and no traceback"
