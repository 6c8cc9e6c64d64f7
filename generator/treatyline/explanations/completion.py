"""From the few lines that an example shows to the whole collection in which they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from textwrap import dedent
from types import MappingProxyType

from treatyline.explanations.base import Example

ENTRY = "agreements/weather-stations-2001.yml"
"""The entry in which lines stand that name no file of their own."""

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "title": "title: Agreement on Two Weather Stations\n",
        "date": "date: 2001-05-17\n",
        "parties": "parties: [NOR, SWE]\n",
        "summary": "summary: Norway and Sweden share two weather stations.\n",
        "sources": "sources:\n  - id: gazette\n    publisher: A Gazette\n",
    }
)
"""The smallest entry, with a source that can be referred to."""

AROUND: Mapping[str, str] = MappingProxyType(
    {
        "agreements/lighthouse-1991.yml": """\
title: Agreement on a Lighthouse
date: 1991-03-04
parties: [NOR, SWE]
summary: Norway and Sweden keep a lighthouse together.
sources: [{publisher: A Gazette}]
""",
        "topics.yml": "weather:\n  label: Weather\n",
    }
)
"""What else there is in every example: another agreement to refer to, and a topic."""

_CHARACTER = re.compile(r"\[(?:U\+([0-9A-F]{4})|tab)\]")
_FILE = re.compile(r"^(?=# (?:agreements/\S+|parties|topics)\.yml$)", re.MULTILINE)
_FIELD = re.compile("^([a-z_]+):", re.MULTILINE)


def example(lines: str) -> Example:
    """An example that shows some lines of an entry, or of several files, each below its path: "# parties.yml"."""
    shown = dedent(lines).strip("\n")
    return Example(shown, files_of(shown))


def named(path: str, text: str | None = None) -> Example:
    """An example that shows a file's path alone; without a text the file is an entry."""
    return Example(path, {**AROUND, path: entry() if text is None else text})


def files_of(shown: str) -> dict[str, str]:
    """The whole collection in which shown lines stand."""
    files = dict(AROUND)
    for part in filter(None, _FILE.split(with_characters(shown))):
        path = part.split("\n", 1)[0].removeprefix("# ") if _FILE.match(part) else ENTRY
        files[path] = entry(part) if path.startswith("agreements/") else f"{part.rstrip()}\n"
    return files


def entry(lines: str = "") -> str:
    """Lines of an entry, and below them those fields of the smallest one that they do not have."""
    begin = f"{lines.rstrip()}\n" if lines else ""
    shown = _FIELD.findall(lines)
    return begin + "".join(field for name, field in FIELDS.items() if name not in shown)


def with_characters(shown: str) -> str:
    """What is shown, with the characters themselves that cannot be."""
    return _CHARACTER.sub(lambda match: chr(int(match[1], 16)) if match[1] else "\t", shown)
