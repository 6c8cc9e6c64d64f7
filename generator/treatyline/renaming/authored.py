"""Authored pages after a renaming: every link to the agreement's page, and nothing that only looks like one.

A page is parsed before and after each change: what was changed is a link if links are all that is otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from treatyline.authored import LARGEST_PAGE
from treatyline.contents import AGREEMENTS, AuthoredPage, shown_path
from treatyline.problems import quoted
from treatyline.renaming.base import Change, Ids, RenamingError, text_in
from treatyline.renaming.links import Links
from treatyline.settings_file import SiteSettings
from treatyline.source_file import read_text


def mended_page(page: AuthoredPage, ids: Ids, settings: SiteSettings) -> Change | None:
    """A page with its links mended; None where it has none to the agreement. Raises RenamingError."""
    shown = shown_path(page.file)
    if read_text(page.file, shown, LARGEST_PAGE).text is None:
        raise RenamingError(f"{shown} cannot be read, and may link to the agreement: `treatyline check` tells why")
    mark, text = text_in(page.file)
    links = Links(page.path, ids, settings)
    after = _mended(text, links)
    if _read(after) != _read(text).mended(links):
        message = f"{shown} links to {quoted(ids.old)} in a way that cannot be changed safely"
        raise RenamingError(f"{message}; write the link as {AGREEMENTS}/{ids.old}.md first")
    return Change(page.file, page.file, mark + text, mark + after) if after != text else None


def _mended(text: str, links: Links) -> str:
    """The text with each occurrence of the old id changed that stands in a link, and in nothing else."""
    pattern = re.compile(rf"(?<={AGREEMENTS}/){re.escape(links.ids.old)}(?![A-Za-z0-9_-])")
    every = pattern.sub(links.ids.new, text)
    if every == text or _read(every) == _read(text).mended(links):
        return every
    for match in reversed(list(pattern.finditer(text))):
        changed = text[: match.start()] + links.ids.new + text[match.end() :]
        if _read(changed).is_nearer(_read(text), links):
            text = changed
    return text


# What a page says


@dataclass
class _Said:
    """What a page says, and where its links lead, in order."""

    words: list[tuple[str, ...]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def mended(self, links: Links) -> _Said:
        """The same with its links as they should be."""
        return _Said(self.words, [links.mended(link) for link in self.links])

    def is_nearer(self, before: _Said, links: Links) -> bool:
        """Whether it is what was said before, but for some links that now are as they should be."""
        if self.words != before.words or len(self.links) != len(before.links) or self.links == before.links:
            return False
        return all(now in (was, links.mended(was)) for now, was in zip(self.links, before.links, strict=True))


_MARKDOWN = MarkdownIt("commonmark").disable(["code", "html_block"])
"""What is indented by four spaces is no code here: Python-Markdown has notes and tabs of text there. Text between HTML
tags is Markdown to it where its author says so, and else is changed for no harm."""


def _read(text: str) -> _Said:
    said = _Said()
    known: dict[str, object] = {}
    _take(_MARKDOWN.parse(text, known), said)
    for label, href in _definitions(known):
        if label.startswith("^"):  # to Python-Markdown a footnote, which may hold links
            _take(_MARKDOWN.parseInline(unquote(href)), said)
        else:
            said.links.append(href)
    return said


def _definitions(known: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """The links that a page gives names to; one whose name is taken is a link to nobody, but may be once."""
    references, repeated = known.get("references", {}), known.get("duplicate_refs", [])
    assert isinstance(references, dict) and isinstance(repeated, list)  # markdown-it's own
    for label, definition in references.items():
        yield label, definition["href"]
    for definition in repeated:
        yield definition["label"], definition["href"]


def _take(tokens: Sequence[Token], said: _Said) -> None:
    """Take what tokens say; the text of a bare address is the link itself."""
    is_bare = False
    for token in tokens:
        if token.type == "inline":
            _take(token.children or (), said)
            continue
        attributes = dict(token.attrs)
        links = [attributes.pop(name) for name in ("href", "src") if name in attributes]
        said.links += map(str, links)
        if token.type == "html_inline" and not token.content.startswith(("<!", "<?")):
            _Tags(said).feed(token.content)
        elif not is_bare:
            said.words.append((token.type, token.content, token.info, str(attributes)))
        is_bare = token.type == "link_open" and token.markup == "autolink"
        if token.type == "image":
            _take(token.children or (), said)


class _Tags(HTMLParser):
    """Takes what HTML between Markdown says; `href` and `src` are links."""

    def __init__(self, said: _Said) -> None:
        super().__init__()
        self._said = said

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        for name, value in attrs:
            if name in ("href", "src"):
                self._said.links.append(value or "")
            else:
                self._said.words.append((tag, name, value or ""))

    def handle_endtag(self, tag: str) -> None:
        """Take the end of one."""
        self._said.words.append((f"/{tag}",))
