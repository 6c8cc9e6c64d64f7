"""The same agreements for each tool: our site, and a page of TimelineJS and one of vis-timeline, ready to be served."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

from bench.agreements import write_collection
from bench.markdown_lists import NAMED
from bench.measure import ChildFailed, cost_of
from bench.sites import SETTINGS
from treatyline.collection import Collection
from treatyline.contents import find_contents
from treatyline.pages.address import url
from treatyline.pages.parts import cards_of
from treatyline.pages.views import Card
from treatyline.validation import validate

TIMELINEJS, VIS = ("@knight-lab/timelinejs", "3.9.11"), ("vis-timeline", "8.5.4")
PACKAGES = ("@".join(TIMELINEJS), "@".join(VIS))
"""Of npm; installed into a folder that is deleted afterwards."""

ADDRESS = "https://treatyline.example.org/"
"""The site's `site_url`: peers lead to the pages of agreements there, as ours does."""

DATA = "agreements.json"
Json: TypeAlias = dict[str, Any]


class Tool(StrEnum):
    """What makes the timeline; the value is its name in the results."""

    OURS = "Treatyline"
    TIMELINEJS = f"TimelineJS {TIMELINEJS[1]}"
    VIS = f"vis-timeline {VIS[1]}"


# --- the data -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """What our timeline tells of an agreement, and so what every tool is given; `named` are the first parties."""

    title: str
    date: str
    summary: str
    named: tuple[str, ...]
    more: int
    link: str

    @property
    def parties(self) -> str:
        """The parties as text, as many by name as ours has."""
        return ", ".join([*self.named, *([f"and {self.more} more"] if self.more else [])])


def told_in(content: Path) -> list[Told]:
    """What there is to tell of every agreement of a collection, earliest first."""
    validated = validate(find_contents(content))
    collection = Collection.of(validated.entries, validated.registry, validated.topics)
    cards = cards_of(collection)
    return [_told(cards[entry.id]) for entry in collection.entries]


def _told(card: Card) -> Told:
    named, others = card.parties[:NAMED], card.parties[NAMED:]
    agreement = card.agreement
    return Told(
        title=agreement.headline,
        date=agreement.date.text,
        summary=agreement.summary,
        named=tuple(party.name for party in named),
        more=len(others),
        link=ADDRESS + url(card.page),
    )


def for_timelinejs(agreements: Iterable[Told]) -> Json:
    """Events as TimelineJS has them: the title leads to the agreement, all else stands below it."""
    return {"events": [_event(told) for told in agreements]}


def _event(told: Told) -> Json:
    year, month, day = map(int, told.date.split("-"))
    text = f"<p>{escape(told.parties)}</p><p>{escape(told.summary)}</p>"
    return {"start_date": {"year": year, "month": month, "day": day}, "text": {"headline": _linked(told), "text": text}}


def for_vis(agreements: Iterable[Told]) -> list[Json]:
    """Items as vis-timeline has them: the title leads to the agreement, all else is in what it shows on hovering."""
    return [_item(number, told) for number, told in enumerate(agreements, 1)]


def _item(number: int, told: Told) -> Json:
    below = "<br>".join(map(escape, (told.date, told.parties, told.summary)))
    return {"id": number, "start": told.date, "content": _linked(told), "title": below}


def _linked(told: Told) -> str:
    return f'<a href="{escape(told.link)}">{escape(told.title)}</a>'


# --- the pages ----------------------------------------------------------------------------------------------

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Drawn by lot</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{style}">
</head>
<body>
<div id="timeline"{attributes}></div>
<script src="{script}"></script>
<script>
{program}</script>
</body>
</html>
"""
"""A page of a peer, no larger than its documentation has it."""

WITH_TIMELINEJS = f"""\
const timeline = new TL.Timeline("timeline", "{DATA}", {{ font: null, script_path: "js/" }});
timeline.on("loaded", () => (window.isDrawn = true));
"""
"""Its fonts come from another host, so that it has none."""

WITH_VIS = f"""\
window.chosen = {{ party: "", words: "" }};
const isChosen = ({{ content, title }}) =>
  title.includes(chosen.party) && (content + title).toLowerCase().includes(chosen.words);
fetch("{DATA}").then((answer) => answer.json()).then((data) => {{
  window.view = new vis.DataView(new vis.DataSet(data), {{ filter: isChosen }});
  const options = {{ onInitialDrawComplete: () => (window.isDrawn = true) }};
  new vis.Timeline(document.getElementById("timeline"), view, options);
}});
"""
"""It has no form to choose with, and a page may filter its data: how long that takes is measured, without a form."""


def install(folder: Path) -> Path:
    """Install the peers below a folder; give where they are. Raises ChildFailed."""
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), *PACKAGES]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False)
    except OSError as error:
        raise ChildFailed(f"npm cannot be run: {error.strerror}") from error
    if done.returncode:
        raise ChildFailed(f"npm could not install {' and '.join(PACKAGES)}: {done.stdout.strip() or 'it says nothing'}")
    return folder / "node_modules"


def write_sites(folder: Path, modules: Path, count: int) -> tuple[list[Told], dict[Tool, Path]]:
    """Write the site of each tool below a folder; give what they tell, and where they are. Raises ChildFailed."""
    write_collection(folder, count)
    agreements = told_in(folder / "content")
    sites = {tool: folder / tool.name.lower() for tool in Tool}
    build_ours(folder, sites[Tool.OURS], count)
    write_timelinejs(modules / TIMELINEJS[0] / "dist", sites[Tool.TIMELINEJS], agreements)
    write_vis(modules / VIS[0], sites[Tool.VIS], agreements)
    return agreements, sites


def build_ours(folder: Path, site: Path, count: int) -> None:
    """Build a collection as its owner does, search included. Raises ChildFailed."""
    (folder / "mkdocs.yml").write_text(configuration(), encoding="utf-8")
    cost_of(["mkdocs", "build", "--strict", "--site-dir", str(site)], folder)
    found = (site / "index.html").read_text(encoding="utf-8").count('<li class="tl-entry"')
    if found != count:
        raise ChildFailed(f"Our home page has {found:,} of {count:,} agreements")


def configuration() -> str:
    """Our site's mkdocs.yml, with all agreements on one page, whatever their number."""
    settings = {"contributing": False, "split_at": 0}
    return f"{SETTINGS}docs_dir: content\nplugins:\n  - search\n  - treatyline: {json.dumps(settings)}\n"


def write_timelinejs(dist: Path, site: Path, agreements: Sequence[Told]) -> None:
    """A page of TimelineJS, with its package's own folders beside it."""
    shutil.copytree(dist / "css", site / "css")
    shutil.copytree(dist / "js", site / "js")
    page = PAGE.format(
        style="css/timeline.css", script="js/timeline.js", program=WITH_TIMELINEJS, attributes=' style="height: 96vh"'
    )
    _write(site, page, for_timelinejs(agreements))


def write_vis(package: Path, site: Path, agreements: Sequence[Told]) -> None:
    """A page of vis-timeline, from the build that needs no other package."""
    site.mkdir()
    for file in ("standalone/umd/vis-timeline-graph2d.min.js", "styles/vis-timeline-graph2d.min.css"):
        shutil.copy(package / file, site)
    style, script = "vis-timeline-graph2d.min.css", "vis-timeline-graph2d.min.js"
    _write(site, PAGE.format(style=style, script=script, program=WITH_VIS, attributes=""), for_vis(agreements))


def _write(site: Path, page: str, data: object) -> None:
    (site / "index.html").write_text(page, encoding="utf-8")
    (site / DATA).write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
