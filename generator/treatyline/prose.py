"""Prose of entries to HTML: CommonMark without raw HTML, without images, with links to the web alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from treatyline.problems import Code, quoted
from treatyline.text import bad_characters, has_bad_characters
from treatyline.urls import UrlError, web_url

_MAY_HOLD_LINKS = re.compile(r"[\[<]")
"""Every link of CommonMark has one of these."""

_ORDINARY_LINK = re.compile(r"\[[^\[\]<]*\]\(([A-Za-z0-9._~/?=#%+,:;@-]+)\)")
"""A link whose address reads as it is written."""

_ENTITY = re.compile("&(#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
"""A character by its number or its name; CommonMark reads it as that character, but not in code."""

HEADING_SHIFT = 2
"""A page has one h1 and sections under h2: a heading of the first level in prose becomes an h3."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What prose may not hold: its words in the text, what is wrong, and how to mend it."""

    words: str
    code: Code
    message: str
    hint: str


def render(text: str) -> Markup:
    """CommonMark to HTML that can stand on a page as it is: nothing in it comes unescaped from `text`.

    A character that no text may hold is named in its place.
    """
    html = _COMMONMARK.render(text)  # markdown-it escapes text and attributes; raw HTML is off
    pieces, end = [], 0
    for bad in bad_characters(html):
        pieces += [html[end : bad.index], f"[{bad.name}]"]
        end = bad.index + 1
    return Markup("".join((*pieces, html[end:])))


def bad_links(text: str) -> Iterator[Fault]:
    """Links in a text that lead elsewhere than to the web or a mailbox, in order."""
    for url in unsafe_links(text):
        message = f"the link {quoted(url)} is not a web address"
        yield Fault(url, Code.BAD_LINK, message, "write it whole, from https:// on")


def hidden_characters(text: str) -> Iterator[Fault]:
    """Entities in a text that stand for a character that no text may hold, each spelling once, in order.

    In code an entity is text like any other: only where a page would show such a character are they told.
    """
    found: dict[str, str] = {}
    for match in _ENTITY.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        for bad in bad_characters(before + _meant_by(match.group())):
            found.setdefault(match.group(), bad.name)
    if not found or not has_bad_characters(_COMMONMARK.render(text)):
        return
    for entity, name in found.items():
        message = f"{quoted(entity)} stands for a character that cannot be seen ({name})"
        yield Fault(entity, Code.INVISIBLE_CHARACTER, message, "delete it, or write what is meant")


@lru_cache(maxsize=1024)
def _meant_by(entity: str) -> str:
    """What CommonMark reads for an entity: the entity itself where it knows none of that name."""
    return "".join(child.content for token in _COMMONMARK.parseInline(entity) for child in token.children or ())


def links(text: str) -> Iterator[str]:
    """Addresses of the links in a text, refused ones too, in order."""
    if not _MAY_HOLD_LINKS.search(text):
        return
    for token in _EVERY_LINK.parse(text):
        for child in token.children or ():
            if child.type == "link_open":
                yield str(child.attrGet("href"))


def unsafe_links(text: str) -> Iterator[str]:
    """Addresses in a text that prose may not link to, in order.

    A text is parsed only if it holds more than ordinary links to safe addresses.
    """
    if _MAY_HOLD_LINKS.search(_ORDINARY_LINK.sub(lambda link: "" if is_safe_link(link[1]) else link[0], text)):
        yield from (url for url in links(text) if not is_safe_link(url))


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

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's own name)
        """Show an address with its escapes read, unless that would show what no text may hold."""
        shown = super().normalizeLinkText(link)
        return link if has_bad_characters(shown) else shown


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
