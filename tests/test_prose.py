"""Prose to HTML: CommonMark, and nothing that runs or loads."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from treatyline.problems import Code
from treatyline.prose import hidden_characters, is_safe_link, links, render, unsafe_links
from treatyline.text import has_bad_characters
from treatyline.urls import UrlError, web_url

ALLOWED = {
    *("p", "em", "strong", "code", "pre", "blockquote", "ul", "ol", "li", "hr", "br", "a"),
    *("h3", "h4", "h5", "h6"),
}
PIECES = [
    *("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!--", "-->", "<b>", "</p>", "&lt;", "&#106;"),
    *("[a](", "javascript:alert(1)", "https://example.org", "mailto:a@example.org", ")", "![", "](", "]", "[", '"'),
    *("\n", "\n\n", "# ", "- ", "> ", "1. ", "```", "`", "**", "*", "_", "    ", "<https://example.org>", "data:x"),
    *("<javascript:alert(1)>", "[x]: javascript:alert(1)\n", "[x]", "a", " ", "onclick=", "'", "&", "<", "\\"),
]
markdown = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join))


class Tags(HTMLParser):
    """The tags of a piece of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_commonmark_is_rendered() -> None:
    assert render("Talks *began*.\n\n- one\n- two\n") == (
        "<p>Talks <em>began</em>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    )


def test_headings_stand_below_those_of_the_page() -> None:
    assert render("# a\n\n##### b\n\nc\n=\n") == "<h3>a</h3>\n<h6>b</h6>\n<h3>c</h3>\n"


def test_raw_html_is_text() -> None:
    assert render("<script>alert(1)</script>") == "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert render("a <b onclick=x>b</b>") == "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n"


def test_an_image_is_a_link_after_an_exclamation_mark() -> None:
    assert render("![a](https://example.org/a.png)") == '<p>!<a href="https://example.org/a.png">a</a></p>\n'


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](&#106;avascript:alert(1))",
            "[a](data:text/html,x)",
        ),
        *("[a](/b)", "[a](b.md)", "[a](#b)", "[a](//example.org)", "<javascript:alert(1)>", "[a]\n\n[a]: vbscript:x"),
        *("[a](https://b@example.org)", "[a](ftp://example.org)", "[a]( <java script:x> )"),
    ],
)
def test_a_link_that_is_not_safe_stays_text_and_is_found(text: str) -> None:
    assert "<a" not in render(text)
    assert [is_safe_link(url) for url in links(text)] == [False]


def test_all_links_are_found_in_order_with_the_addresses_as_they_would_be_followed() -> None:
    text = "[a](https://example.org) <https://example.org/b c> <https://example.org/d>\n\n> [e][f]\n\n[f]: /g"
    assert list(links(text)) == ["https://example.org", "https://example.org/d", "/g"]
    assert list(links("no link")) == []


@given(markdown)
@examples(300)
def test_the_links_that_are_refused_are_those_among_all_that_are_not_safe(text: str) -> None:
    assert list(unsafe_links(text)) == [url for url in links(text) if not is_safe_link(url)]


@pytest.mark.parametrize(
    "text", ["[a](/b) [c](https://example.org)", "[a][b]\n\n[b]: /c", "<ftp://example.org>", "[a](&#47;b)"]
)
def test_a_refused_link_is_found_beside_ordinary_ones(text: str) -> None:
    assert (
        len(list(unsafe_links(f"See [one](https://example.org/a_b) and [two](mailto:a@example.org).\n\n{text}"))) == 1
    )


@pytest.mark.parametrize("url", ["https://example.org/", "mailto:a@example.org", "MAILTO:a@example.org"])
def test_the_web_and_mailboxes_may_be_linked(url: str) -> None:
    assert is_safe_link(url)
    assert f'<a href="{url}">' in render(f"[a]({url})")


@given(markdown)
@examples(300)
def test_nothing_but_a_few_tags_and_safe_links_comes_out(text: str) -> None:
    for tag, attributes in Tags(render(text)).found:
        assert tag in ALLOWED
        assert set(attributes) <= {"a": {"href", "title"}, "ol": {"start"}, "code": {"class"}}.get(tag, set())
        href = attributes.get("href") or "https://example.org"
        if not href.lower().startswith("mailto:"):
            try:
                web_url(href)
            except UrlError as error:
                pytest.fail(f"{error.message}")


@given(markdown)
@examples(300)
def test_every_link_that_is_rendered_was_found(text: str) -> None:
    rendered = [attributes["href"] for tag, attributes in Tags(render(text)).found if tag == "a"]
    safe = [url for url in links(text) if is_safe_link(url)]
    assert rendered == safe


# --- characters that cannot be seen

ENTITIES = [
    *("&#x202e;", "&#8203;", "&ZeroWidthSpace;", "&shy;", "&#12;", "&#13;", "&#0;", "&#128;", "&#xd800;"),
    *("&#x2028;", "&NoBreak;", "&zwnj;", "&lrm;", "&#x1D173;", "&#xE0041;", "&#65279;"),
]


PLACES = [
    *("a{}b", "**a**{}", "# a{}", "> - a\n>   {}"),
    *('[a](https://example.org "b{}c")', "```b{}\nc\n```", '[a]\n\n[a]: https://b.cd "{}"'),
]


@pytest.mark.parametrize(
    ("place", "entity"),
    [("a{}b", entity) for entity in ENTITIES] + [(place, entity) for place in PLACES for entity in ENTITIES[:4]],
)
def test_an_entity_that_would_hide_something_is_named_on_the_page_and_found(place: str, entity: str) -> None:
    written = place.format(entity)
    assert not has_bad_characters(render(written))
    assert "[U+" in render(written)
    (fault,) = hidden_characters(written)
    assert (fault.words, fault.code) == (entity, Code.INVISIBLE_CHARACTER)
    assert f"{fault.message}{fault.hint}".isprintable()


@pytest.mark.parametrize(
    "text",
    [
        *("`&shy;`", "```\n&#x202e;\n```", "    &#x202e;", "\\&shy;", "&amp;shy;", "&shy", "&nothing;", "&#12345678;"),
        *("می&zwnj;خواهم", "A &amp; B &copy; &#1046; &nbsp;", "&#x202e", "&;", "&#;"),
    ],
)
def test_an_entity_that_hides_nothing_is_let_be(text: str) -> None:
    assert list(hidden_characters(text)) == []
    assert "[U+" not in render(text)


def test_each_spelling_is_told_once_in_order() -> None:
    text = "a&shy;b &#8203; c&shy;d &lt; &#x200B;"
    assert [fault.words for fault in hidden_characters(text)] == ["&shy;", "&#8203;", "&#x200B;"]


def test_the_escapes_of_an_address_are_read_only_where_that_hides_nothing() -> None:
    assert ">https://example.org/ж</a>" in render("<https://example.org/%D0%B6>")
    for address in ("https://example.org/%E2%80%AE", "https://example.org/%FF", "https://example.org/%0D"):
        assert f">{address}</a>" in render(f"<{address}>")
        assert list(hidden_characters(f"<{address}>")) == []


@given(st.lists(st.sampled_from([*PIECES, *ENTITIES, "م"]), max_size=12).map("".join))
@examples(300)
def test_no_character_that_a_text_may_not_hold_comes_out(text: str) -> None:
    assert not has_bad_characters(render(text))


@pytest.mark.parametrize("piece", ["[", "![", "> ", "- ", "*a ", "[a](", "`", "<", "**a*", "1. ", "\\", "&", '"', "# "])
def test_a_text_of_one_mark_alone_is_rendered(piece: str) -> None:
    text = piece * (8_000 // len(piece))
    assert render(text)
    assert list(links(text)) == list(unsafe_links(text)) == []
