"""Collections of any size: agreements that nobody made, as long and as varied as real entries are.

The same count and seed give the same bytes on every machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench import vocabulary as words
from bench.draw import Draw
from bench.entry import fields_of
from bench.entry_yaml import Data, as_yaml
from bench.sketch import sketches

INDEX = """\
---
description: Agreements on kites, lanterns and bells, none of which was ever made.
---

# What nobody has agreed

These agreements were drawn by lot to measure how fast a site is built. No state made any of them.
"""


NEAR = 200
"""How many agreements before it one can be related to."""


def write_collection(folder: Path, count: int, seed: int = 0) -> None:
    """Write a `content` folder with so many agreements, their topics, parties and home page below `folder`."""
    draw = Draw(seed)
    content = folder / "content"
    _write(content / "index.md", INDEX)
    _write(content / "topics.yml", as_yaml(_topics()))
    _write(content / "parties.yml", as_yaml(_organisations()))
    outlines = sketches(draw, count)
    for number, outline in enumerate(outlines):
        decade = f"{outline.day.year // 10}0s"
        entry = as_yaml(fields_of(draw, outline, outlines[max(0, number - NEAR) : number]))
        _write(content / "agreements" / decade / f"{outline.id}.yml", entry)


def _topics() -> dict[str, Data]:
    return {slug: {"label": label, "sentence": sentence} for slug, (label, sentence) in words.TOPICS.items()}


def _organisations() -> dict[str, Data]:
    return {
        code: {"kind": "organisation", "name": name, "slug": name.lower().replace(" ", "-")}
        for code, name in words.ORGANISATIONS.items()
    }


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_collection(Path(sys.argv[1]), int(sys.argv[2]))
