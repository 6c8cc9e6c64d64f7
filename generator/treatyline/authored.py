"""The authored pages of a content folder: whether MkDocs and its theme can bear what stands in them.

MkDocs loads a page's front matter with a loader that deep nesting ends together with the process, and hands what it
says to plugins and templates that fail on a value of another type. The Markdown below it is not looked at.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from treatyline.checks import Finding
from treatyline.contents import AuthoredPage, shown_path
from treatyline.front_matter import FrontMatter, read_front_matter
from treatyline.problems import Code, Problem, in_order, quoted
from treatyline.source_file import read_text
from treatyline.yaml_source import FieldPath, Value

LARGEST_PAGE = 1024 * 1024
"""Bytes; a book of two hundred pages in one file has half of them."""


def check_authored(pages: Iterable[AuthoredPage], theme: Sequence[Path] = ()) -> tuple[tuple[Problem, ...], int]:
    """Check every Markdown page among some: what is wrong with them, and how many there are.

    `theme` are the folders that hold templates and icons; without them nobody knows which there are.
    """
    files = [page.file for page in pages if page.is_markdown]
    problems = (problem for file in files for problem in _problems_of(file, theme))
    return in_order(problems), len(files)


def _problems_of(file: Path, theme: Sequence[Path]) -> Iterator[Problem]:
    source = read_text(file, shown_path(file), LARGEST_PAGE)
    yield from source.problems
    if source.text is None:
        return
    front = read_front_matter(source.text, source.path)
    yield from front.problems()
    for name, value in front.fields.items():
        if name in _RULES:
            for finding in _RULES[name](front, value, theme):
                yield finding.in_document(front.document)


# --- what MkDocs and Material fail on -----------------------------------------------------------------------

_Rule: TypeAlias = Callable[[FrontMatter, Value, Sequence[Path]], Iterator[Finding]]


def _template(front: FrontMatter, value: Value, theme: Sequence[Path]) -> Iterator[Finding]:
    """Ensure that a page's template is one of the theme's."""
    path: FieldPath = ("template",)
    hint = "write the name of a file, as in template: main.html, or delete the field"
    if not value:
        yield Finding(path, Code.EMPTY_VALUE, 'the field "template" has no value', hint)
    elif not isinstance(value, str) or not front.is_text(path, value):
        yield Finding(path, Code.NOT_TEXT, "a template is named by a text", hint)
    elif not _has_file(theme, value):
        yield Finding(path, Code.UNKNOWN_VALUE, f"the theme has no template {quoted(value)}", hint)


def _icon(front: FrontMatter, value: Value, theme: Sequence[Path]) -> Iterator[Finding]:
    """Ensure that a page's icon is one of the theme's."""
    path: FieldPath = ("icon",)
    hint = "write its folder and name, as in icon: material/bookshelf"
    if isinstance(value, (list, dict)):
        yield Finding(path, Code.NOT_TEXT, "an icon is named by a text", hint)
    elif not front.is_nothing(path, value) and not _has_file(theme, f".icons/{value}.svg"):
        yield Finding(path, Code.UNKNOWN_VALUE, f"the theme has no icon {quoted(str(value))}", hint)


def _status(front: FrontMatter, value: Value, theme: Sequence[Path]) -> Iterator[Finding]:
    """Ensure that a page's status is a word."""
    if isinstance(value, (list, dict)):
        yield Finding(("status",), Code.NOT_TEXT, "a status is one word", "write it after the colon, as in status: new")


def _hide(front: FrontMatter, value: Value, theme: Sequence[Path]) -> Iterator[Finding]:
    """Ensure that a template can ask what is hidden; a text is as good as a list of one."""
    path: FieldPath = ("hide",)
    hint = "write a list, as in hide: [navigation, toc]"
    if isinstance(value, list):
        for index, part in enumerate(value):
            if isinstance(part, (list, dict)):
                yield Finding((*path, index), Code.NOT_TEXT, "what to hide is named by a text", hint)
    elif not front.is_nothing(path, value) and not front.is_text(path, value):
        yield Finding(path, Code.NOT_A_LIST, "what to hide is a list", hint)


def _tags(front: FrontMatter, value: Value, theme: Sequence[Path]) -> Iterator[Finding]:
    """Ensure that tags are a list, and none of them is a day."""
    path: FieldPath = ("tags",)
    if isinstance(value, list):
        for index, tag in enumerate(value):
            if not isinstance(tag, str):
                yield Finding((*path, index), Code.NOT_TEXT, "a tag is a text", "write one here, or delete this")
            elif front.is_day((*path, index), tag):
                hint = f"put it in quotation marks: '{tag}'"
                yield Finding((*path, index), Code.NOT_TEXT, "this tag is read as a day, not as a text", hint)
    elif not front.is_nothing(path, value):
        yield Finding(path, Code.NOT_A_LIST, "tags are a list", _in_yaml(front, "write it as in tags: [peace, sea]"))


def _search(front: FrontMatter, value: Value, theme: Sequence[Path]) -> Iterator[Finding]:
    """Ensure that the search can ask a page for its settings."""
    path: FieldPath = ("search",)
    if not isinstance(value, dict) and not front.is_nothing(path, value):
        hint = _in_yaml(front, "write it as in search: {exclude: true}, or delete the field")
        yield Finding(path, Code.NOT_A_MAPPING, "the settings of the search are fields of their own", hint)


_RULES: Mapping[str, _Rule] = MappingProxyType(
    {"template": _template, "icon": _icon, "status": _status, "hide": _hide, "tags": _tags, "search": _search}
)
"""The fields of which a value can stop a build; others are printed, or nobody looks at them."""


def _has_file(theme: Sequence[Path], name: str) -> bool:
    """Whether the theme has a file of a name, as far as is known."""
    parts = [part for part in name.split("/") if part]
    if not theme or ".." in parts:
        return not theme
    # `Path.is_file` raises where a name is too long
    return any(os.path.isfile(folder.joinpath(*parts)) for folder in theme)  # noqa: PTH113


def _in_yaml(front: FrontMatter, hint: str) -> str:
    """A mend that is written in YAML, said to whom uses none or means no field at all."""
    around = "put a line of --- above and one below the fields"
    return hint if front.is_yaml else f"{around}, and {hint}; for the page's own words, leave its first line empty"
