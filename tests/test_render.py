"""The renderer: everything is escaped, nothing that is missing passes, and a mistake is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sitekit import entry, read_html, write
from treatyline.pages import Page
from treatyline.render import Renderer, RenderError
from treatyline.site import load
from treatyline.theme_folder import theme_folder

HOSTILE = """<script>alert(1)</script> {{ 7*7 }} "'><img src=x onerror=alert(1)> &lt;b&gt;"""


def rendered(folder: Path, template: str, view: object = None, *, path: str = "agreements/x.md", **more: str) -> str:
    """What a template makes of a view; `more` are further templates of the folder."""
    write(folder, {"pages/page.html": template} | {f"pages/{name}.html": text for name, text in more.items()})
    return str(Renderer([folder]).body(Page(path, HOSTILE, "", "pages/page.html", view)))


# --- escaping -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "template",
    [
        "<p>{{ view }}</p>",
        "<p>{{ page.title }}</p>",
        '<p title="{{ view }}">{{ view }}</p>',
        "<p>{{ [view, view] | join(', ') }}</p>",
        "<p>{{ view | replace('_', ' ') }}</p>",
        "<p>{{ view | capitalize }}</p>",
        "{% macro m(text) %}<p>{{ text }}</p>{% endmacro %}{{ m(view) }}",
        '{% import "pages/macros.html" as show %}{{ show.m(view) }}',
        '{% include "pages/part.html" %}',
    ],
)
def test_text_stays_text_wherever_a_template_puts_it(tmp_path: Path, template: str) -> None:
    macros, part = "{% macro m(text) %}<p>{{ text }}</p>{% endmacro %}", "<p>{{ view }}</p>"
    body = rendered(tmp_path, template, HOSTILE, macros=macros, part=part)
    assert "<script" not in body.lower()
    assert "<img" not in body.lower()
    assert "{{ 7*7 }}" in body
    assert "&lt;script&gt;" in body.lower()
    assert "&amp;lt;b&amp;gt;" in body, "what was written as an entity is read as it was written"


def test_prose_is_commonmark_without_html_and_images(tmp_path: Path) -> None:
    text = (
        "# One\n\n**bold** [link](https://example.org/a) <b>raw</b> ![image](https://example.org/a.png)\n\n<div>x</div>"
    )
    body = rendered(tmp_path, "{{ view | prose }}", text)
    assert "<strong>bold</strong>" in body
    assert '<a href="https://example.org/a">link</a>' in body
    assert "<h3>One</h3>" in body, "a page's own headings go before those of prose"
    assert "&lt;b&gt;raw&lt;/b&gt;" in body
    assert "&lt;div&gt;" in body
    assert "<img" not in body


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "/local", "page.md", "//host/x", "#x"]
)
def test_prose_makes_no_link_of_an_unsafe_address(tmp_path: Path, link: str) -> None:
    body = rendered(tmp_path, "{{ view | prose }}", f"[a]({link}) <{link}> [b][r]\n\n[r]: {link}")
    assert read_html(body).links == []


# --- addresses ----------------------------------------------------------------------------------------------


def test_a_template_names_pages_and_gets_the_way_to_them(tmp_path: Path) -> None:
    template = "{{ href('index.md') }} {{ href('countries/russia.md') }}"
    assert rendered(tmp_path, template) == "../../ ../../countries/russia/"


def test_without_directory_urls_the_way_leads_to_files(tmp_path: Path) -> None:
    write(tmp_path, {"p.html": "{{ href('index.md') }} {{ href('countries/russia.md') }}"})
    renderer = Renderer([tmp_path], directory_urls=False)
    assert renderer.body(Page("agreements/x.md", "", "", "p.html", None)) == "../index.html ../countries/russia.html"
    assert renderer.url("agreements/x.md") == "agreements/x.html"


def test_dates_are_written_in_the_sites_language(tmp_path: Path) -> None:
    write(tmp_path / "theme", {"p.html": "{{ view.agreement.date | date }}"})
    site = load(write(tmp_path / "content", {"agreements/x.yml": entry(date="2013-01-30")}))
    (page,) = [page for page in site.pages if page.path == "agreements/x.md"]
    page = Page(page.path, page.title, page.description, "p.html", page.view)
    shown = {locale: Renderer([tmp_path / "theme"], locale).body(page) for locale in ("en_GB", "de", "ru")}
    assert shown == {"en_GB": "30 January 2013", "de": "30. Januar 2013", "ru": "30 января 2013\u202fг."}


# --- whose template -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("tag", "name"), [("ru", "Russian"), ("zh-Hans", "Chinese"), ("qqq", "qqq")])
def test_a_language_is_named_in_english_where_its_tag_is_known(tmp_path: Path, tag: str, name: str) -> None:
    assert rendered(tmp_path, "{{ view | language }}", tag) == name


def test_the_first_folder_that_has_a_template_goes_before_the_others(tmp_path: Path) -> None:
    write(tmp_path / "owner", {"pages/_part.html": "the owner's"})
    write(tmp_path / "ours", {"pages/_part.html": "ours", "pages/p.html": '{% include "pages/_part.html" %}'})
    page = Page("x.md", "", "", "pages/p.html", None)
    assert Renderer([tmp_path / "owner", tmp_path / "ours"]).body(page) == "the owner's"
    assert Renderer([tmp_path / "ours"]).body(page) == "ours"


def test_a_body_that_continues_an_authored_page_is_told_so(tmp_path: Path) -> None:
    write(tmp_path, {"p.html": "{{ authored }}"})
    page = Page("x.md", "", "", "p.html", None)
    assert (Renderer([tmp_path]).body(page), Renderer([tmp_path]).body(page, authored=True)) == ("False", "True")


# --- mistakes in templates ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("template", "line", "words"),
    [
        ("<p>\n{{ nothing }}", 2, "'nothing' is undefined"),
        ("<p>\n\n{{ view.nothing }}", 3, "no attribute 'nothing'"),
        ("<p>\n{% if %}", 2, "Expected an expression"),
        ("<p>\n{% for x in view %}", 2, "Unexpected end of template"),
        ("{{ 1 }}\n{{ 1 / 0 }}", 2, "division by zero"),
        ("{{ view | nofilter }}", 1, "No filter named 'nofilter'"),
        ("\n{{ href(5) }}", 2, "'int' object has no attribute"),
        ('\n{% include "pages/absent.html" %}', 2, "pages/absent.html"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(tmp_path: Path, template: str, line: int, words: str) -> None:
    with pytest.raises(RenderError) as caught:
        rendered(tmp_path, template, "text")
    message = str(caught.value)
    assert f"{tmp_path / 'pages' / 'page.html'}:{line}: " in message
    assert words in message
    assert "for agreements/x.md" in message


def test_a_mistake_in_an_included_part_is_told_at_its_own_place(tmp_path: Path) -> None:
    with pytest.raises(RenderError) as caught:
        rendered(tmp_path, 'one\n{% include "pages/part.html" %}', part="\n\n\n{{ nothing }}")
    assert f"{tmp_path / 'pages' / 'part.html'}:4: " in str(caught.value)


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"pages/absent\.html, for x\.md"):
        Renderer([tmp_path]).body(Page("x.md", "", "", "pages/absent.html", None))


# --- the theme's own templates ------------------------------------------------------------------------------


@pytest.fixture
def small_page(tmp_path: Path) -> str:
    """The body of an agreement of which as little is said as can be."""
    site = load(write(tmp_path, {"agreements/x.yml": entry()}))
    (page,) = [page for page in site.pages if page.path == "agreements/x.md"]
    return str(Renderer([theme_folder()]).body(page))


def test_what_a_file_does_not_say_has_no_heading(small_page: str) -> None:
    headings = [text for tag, text in read_html(small_page).headings if tag == "h2"]
    assert "Parties and signatories" in headings
    assert {"In their words", "Context", "Where sources differ", "Related agreements"}.isdisjoint(headings)


def test_what_a_file_does_not_say_is_said_not_to_be_recorded(small_page: str) -> None:
    text = read_html(small_page).text
    assert "Not recorded" in text
    assert "None" not in text.replace("None is", "")
    assert "unknown" not in text.lower()
