"""The manual for contributors on the site: every field, every code, the schema; and a site without it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sitekit import MKDOCS_YML, SMALL_YML, Build, build, build_strictly, entry, mkdocs, snapshot, write_site
from treatyline.cli import main
from treatyline.explanations import EXPLANATIONS, GROUPS
from treatyline.pages.address import problem_page
from treatyline.pages.manual import DATES, manual_pages
from treatyline.pages.manual_views import ProblemView
from treatyline.problems import WARNINGS, Code, Severity
from treatyline.reference import every, reference
from treatyline.schema import PUBLISHED_SCHEMA

CONTENT = {"agreements/amity.yml": entry(), "about.md": "# About\n"}
SCHEMA = "schema/v1/agreement.json"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site whose owner has neither a navigation nor a page for contributors."""
    return build_strictly(write_site(tmp_path_factory.mktemp("manual"), CONTENT, MKDOCS_YML))


def address(code: str) -> str:
    return problem_page(code).removesuffix(".md")


# --- fields -------------------------------------------------------------------------------------------------


def test_every_field_has_its_place_on_the_page_with_all_that_is_said_of_it(site: Build) -> None:
    page = site.page("contribute/fields")
    assert page.h1 == ["The fields of an entry"]
    for file in reference():
        assert file.kind in page.ids
        for field in every(file.fields):
            assert field.anchor in page.ids
            assert f"{field.description}." in page.text
            assert " ".join(field.example.split()) in page.text
            assert field.shape in page.text
            assert all(word in page.text for word in field.choices)


def test_the_words_that_an_entry_needs_are_told_apart_without_colour(site: Build) -> None:
    html = (site.site / "contribute" / "fields" / "index.html").read_text(encoding="utf-8")
    blocks = dict(re.findall(r'<div class="tl-field" id="([^"]+)">(.*?)</div>', html, re.DOTALL))
    assert "required" in blocks["title"] and "optional" not in blocks["title"]
    assert "optional" in blocks["kind"] and "Left out, it is <code>other</code>" in blocks["kind"]
    assert "since 0.1" in blocks["kind"]


def test_a_field_leads_to_the_fields_in_it_and_every_place_is_there(site: Build) -> None:
    page = site.page("contribute/fields")
    within = {link.url[1:] for link in page.links if link.url.startswith("#") and link.url != "#"}
    assert {"parties-actions-type", "dates", "registers", "agreement", "title", "party-kind"} <= within
    assert within - set(page.ids) == set()


def test_dates_are_shown_as_they_are_on_pages(site: Build) -> None:
    text = site.page("contribute/fields").text
    assert "1380~about 1380" in text and "1950-21spring 1950" in text and "-004344 BC" in text
    assert len({date.text for date in DATES}) == len(DATES)


def test_a_warning_that_can_be_accepted_leads_to_its_page(site: Build) -> None:
    links = {link.text: link.url for link in site.page("contribute/fields").links}
    assert {links[code] for code in WARNINGS} == {f"../problems/{code}/" for code in WARNINGS}


def test_an_owner_can_give_the_page_another_text(tmp_path: Path) -> None:
    files = CONTENT | {"contribute/fields.md": "# Our fields\n\nFewer than you think. See [dates](#dates).\n"}
    built = build_strictly(write_site(tmp_path, files, MKDOCS_YML))
    page = built.page("contribute/fields")
    assert page.h1 == ["Our fields"]
    assert page.text.index("Fewer than you think.") < page.text.index("The official title")
    assert not found_by_search(built, "contribute/fields/")


# --- codes --------------------------------------------------------------------------------------------------


def test_every_code_is_in_the_list_under_its_group_with_a_sentence_and_its_severity(site: Build) -> None:
    page = site.page("contribute/problems")
    assert [text for tag, text in page.headings if tag == "h2"] == list(GROUPS)
    links = [link.url for link in page.links if link.url.startswith("../problems/")]
    assert links == [f"../problems/{code}/" for code in Code]
    for code in Code:
        assert f"{code} {code.severity} {' '.join(EXPLANATIONS[code].in_short.split())}" in page.text


@pytest.mark.parametrize("code", Code)
def test_every_code_has_a_page_with_both_examples_and_the_reason(site: Build, code: Code) -> None:
    page, explanation = site.page(address(code)), EXPLANATIONS[code]
    assert page.h1 == [code]
    assert page.title == f"{code} · A small site"
    for text in (explanation.means, explanation.why, explanation.wrong.shown, explanation.right.shown):
        assert " ".join(text.split()) in page.text
    assert code.severity.capitalize() in page.text
    assert len(page.metas["description"]) <= 160


def test_the_page_of_a_warning_says_how_to_accept_it_and_that_of_an_error_does_not(site: Build) -> None:
    for code in Code:
        page = site.page(address(code))
        assert ("If it is right as it is" in page.text) is (code.severity is Severity.WARNING)
        assert ("../../fields/#accepts" in [link.url for link in page.links]) is (code in WARNINGS)


def test_the_page_says_where_a_command_mends_the_example(site: Build) -> None:
    for code in Code:
        text = site.page(address(code)).text
        assert ("treatyline fix does this for you." in text) is EXPLANATIONS[code].is_mended


def test_the_codes_lead_to_the_list_to_the_fields_and_to_their_neighbours(site: Build) -> None:
    codes = list(Code)
    for before, code, after in zip([None, *codes], codes, [*codes[1:], None], strict=False):
        page = site.page(address(code))
        assert page.rel("prev") == [f"../{before}/"] * (before is not None)
        assert page.rel("next") == [f"../{after}/"] * (after is not None)
        assert {"../", "../../fields/"} <= {link.url for link in page.links}


def test_pages_of_codes_are_in_the_order_of_the_codes(tmp_path: Path) -> None:
    views = [page.view for page in manual_pages(tmp_path)]
    assert [view.explanation.code for view in views if isinstance(view, ProblemView)] == list(Code)


# --- their place on the site --------------------------------------------------------------------------------


def found_by_search(built: Build, start: str) -> list[str]:
    index = json.loads((built.site / "search" / "search_index.json").read_text())
    return [doc["location"] for doc in index["docs"] if doc["location"].startswith(start)]


def test_no_page_of_the_manual_is_found_by_the_search(site: Build) -> None:
    assert found_by_search(site, "agreements/amity/")
    assert found_by_search(site, "contribute") == []


def test_a_navigation_that_nobody_wrote_leaves_the_manual_out(site: Build) -> None:
    links = [link.url for link in site.page("about").links]
    assert "../countries/" in links
    assert [url for url in links if "contribute" in url] == []


def test_an_owner_can_put_it_into_the_navigation(tmp_path: Path) -> None:
    configuration = MKDOCS_YML + "nav: [index.md, {Fields: contribute/fields.md}, contribute/problems.md]\n"
    links = build_strictly(write_site(tmp_path, CONTENT, configuration)).page("agreements/amity").links
    assert {link.text: link.url for link in links}["Fields"] == "../../contribute/fields/"


def test_it_has_no_file_to_edit(tmp_path: Path) -> None:
    configuration = MKDOCS_YML + "repo_url: https://git.example.org/a/b\nedit_uri: edit/main/content/\n"
    built = build_strictly(write_site(tmp_path, CONTENT, configuration))
    for path in ("contribute/fields", "contribute/problems", "contribute/problems/anchor"):
        assert built.page(path).link("Edit this page") is None
        assert built.page(path).link("Report an error")


@pytest.mark.parametrize("is_there", [True, False])
def test_it_leads_to_the_page_for_contributors_where_there_is_one(tmp_path: Path, is_there: bool) -> None:
    text = "# Contribute\n\n[Fields](contribute/fields.md#quotes-speaker), [tag](contribute/problems/tag.md).\n"
    built = build_strictly(write_site(tmp_path, CONTENT | ({"contribute.md": text} if is_there else {}), MKDOCS_YML))
    for path in ("contribute/fields", "contribute/problems", "contribute/problems/tag"):
        assert (built.page(path).link("How to contribute") is not None) is is_there


def test_a_link_of_a_page_to_a_field_that_is_not_there_is_told(tmp_path: Path) -> None:
    text = "# Contribute\n\n[No such field](contribute/fields.md#qoutes).\n"
    configuration = MKDOCS_YML + "validation: {anchors: warn}\n"
    built = build(write_site(tmp_path, CONTENT | {"contribute.md": text}, configuration))
    assert not built.succeeded
    assert any("#qoutes" in warning for warning in built.warnings)


def test_without_directory_urls_its_links_lead_to_files(tmp_path: Path) -> None:
    built = build_strictly(write_site(tmp_path, CONTENT, MKDOCS_YML), use_directory_urls=False)
    page = built.page("contribute/problems/anchor.html")
    assert page.rel("next") == ["alias.html"]
    assert page.link("The schema for editors") == "../../schema/v1/agreement.json"
    assert built.page("contribute/fields.html").link("Errors and warnings") == "problems.html"


# --- the schema ---------------------------------------------------------------------------------------------


def test_the_schema_is_published_as_the_package_has_it_and_linked(site: Build) -> None:
    assert snapshot(site.site)[SCHEMA] == PUBLISHED_SCHEMA.read_bytes()
    assert site.page("contribute/fields").link("The schema for editors") == f"../../{SCHEMA}"
    assert "agreement.json" not in (site.site / "sitemap.xml").read_text()


def test_an_owners_own_schema_is_published_instead(tmp_path: Path) -> None:
    """One that `treatyline schema` wrote has the site's own codes."""
    built = build_strictly(write_site(tmp_path, CONTENT | {SCHEMA: '{"title": "ours"}'}, MKDOCS_YML))
    assert snapshot(built.site)[SCHEMA] == b'{"title": "ours"}'


# --- without it ---------------------------------------------------------------------------------------------


def test_a_site_that_takes_no_contributions_has_neither_manual_nor_schema(site: Build, tmp_path: Path) -> None:
    built = build_strictly(write_site(tmp_path, CONTENT, SMALL_YML))
    left_out = set(snapshot(site.site)) - set(snapshot(built.site))
    assert left_out == {f"{address(code)}/index.html" for code in Code} | {
        "contribute/fields/index.html",
        "contribute/problems/index.html",
        "contribute/work-to-do/index.html",
        SCHEMA,
    }


def test_its_addresses_are_then_free_for_pages_of_the_owner(tmp_path: Path) -> None:
    files = CONTENT | {"contribute/problems/anchor.md": "# Mine\n"}
    assert build_strictly(write_site(tmp_path, files, SMALL_YML)).page("contribute/problems/anchor").h1 == ["Mine"]
    built = build(write_site(tmp_path / "with", files, MKDOCS_YML))
    assert not built.succeeded and "page-collision" in "".join(built.warnings)


# --- where it is told of ------------------------------------------------------------------------------------

WRONG = {"agreements/amity.yml": entry(date="2013-02-30")}


@pytest.mark.parametrize(
    ("configuration", "told"),
    [
        (MKDOCS_YML, "     = https://example.org/contribute/problems/bad-date/"),
        (MKDOCS_YML + "use_directory_urls: false\n", "     = https://example.org/contribute/problems/bad-date.html"),
        (
            MKDOCS_YML.replace("example.org/", "example.org/a/timeline"),
            "     = https://example.org/a/timeline/contribute/problems/bad-date/",
        ),
        (MKDOCS_YML.replace("site_url: https://example.org/\n", ""), "     = treatyline explain bad-date"),
        (SMALL_YML, "     = treatyline explain bad-date"),
    ],
    ids=["folders", "files", "sub-path", "no-address", "no-manual"],
)
def test_a_build_with_errors_tells_where_they_are_explained(tmp_path: Path, configuration: str, told: str) -> None:
    run = mkdocs("build", folder=write_site(tmp_path, WRONG, configuration))
    assert run.returncode == 1
    assert told in run.stderr.splitlines()
    assert run.stderr.rstrip().endswith("1 error in 1 file, of 1 file checked")


@pytest.mark.parametrize(
    ("plugins", "told"),
    [
        ("[search, treatyline]", "https://example.org/contribute/problems/bad-date/"),
        ("[treatyline: {contributing: true}]", "https://example.org/contribute/problems/bad-date/"),
        ("[search, treatyline: {locale: de, contributing: false}]", "treatyline explain bad-date"),
        ("{treatyline: {contributing: false}}", "treatyline explain bad-date"),
        ("{treatyline: }", "https://example.org/contribute/problems/bad-date/"),
    ],
)
def test_a_check_leads_to_the_manual_where_the_site_has_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugins: str, told: str
) -> None:
    configuration = MKDOCS_YML.replace("[search, treatyline]", plugins)
    monkeypatch.chdir(write_site(tmp_path, WRONG, configuration))
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 1
    assert f"     = {told}" in result.output.splitlines()
