"""Prose of entries to HTML: CommonMark without raw HTML, without images, with links to the web alone."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from treatyline.urls import UrlError, web_url

HEADING_SHIFT = 2
"""A page has one h1 and sections under h2: a heading of the first level in prose becomes an h3."""


def render(text: str) -> Markup:
    """CommonMark to HTML that can stand on a page as it is: nothing in it comes unescaped from `text`."""
    return Markup(_COMMONMARK.render(text))  # markdown-it escapes text and attributes; raw HTML is off


def links(text: str) -> Iterator[str]:
    """Addresses of the links in a text, refused ones too, in order."""
    for token in _EVERY_LINK.parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href"))


def is_safe_link(url: str) -> bool:
    """Whether prose may link there: to the web, or to a mailbox."""
    if url.lower().startswith("mailto:"):
        return True
    try:
        web_url(url)
    except UrlError:
        return False
    return True


class _Prose(MarkdownIt):
    """CommonMark for entries."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False})
        self.disable(["image", "html_block", "html_inline"])

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's own name)
        """Let through what is safe; the rest stays text."""
        return is_safe_link(url)


class _EveryLink(_Prose):
    """The same, taking any address for a link, to find those that are refused."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (markdown-it's own name)
        """Let everything through."""
        return True


def _shift_headings(tokens: list[Token]) -> None:
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + HEADING_SHIFT)}"


_COMMONMARK = _Prose()
_COMMONMARK.core.ruler.push("shift_headings", lambda state: _shift_headings(state.tokens))
_EVERY_LINK = _EveryLink()
