"""Report on the links of the sources, by entry: which are dead, and which have no archived copy. `make links` runs it.

Links are no gate: only where nothing could be looked at does it fail. The report is empty where all is well.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from tools.lychee import POLITE, Answer, LycheeError, State, look_up
from treatyline.checks import Entry
from treatyline.collection import Collection
from treatyline.contents import find_contents, shown_path
from treatyline.site import check


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a source. `archived` is its copy, None where there is none; a copy has no copy of its own."""

    url: str
    archived: str | None = None
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class EntryLinks:
    """The links of an entry, in the order of its sources."""

    id: str
    file: str
    links: tuple[Link, ...]


Answers = Mapping[str, Answer]
"""What became of each link."""


@click.command()
@click.option("--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"))
@click.option("--report", "file", type=click.Path(dir_okay=False, path_type=Path), default=Path("links.md"))
def main(content: Path, file: Path) -> None:
    """Open every link of the sources, and write the report."""
    site = check(find_contents(content))
    entries = links_of(site.collection)
    try:
        answers = look_up(urls_of(entries), POLITE)
    except LycheeError as error:
        raise click.ClickException(str(error)) from error
    file.write_text(report(entries, answers), encoding="utf-8")
    left_out = " Entries with errors were left out: see treatyline check." if site.has_errors else ""
    click.echo(f"{tally(entries, answers)}{left_out}")


# Which links there are


def links_of(collection: Collection) -> tuple[EntryLinks, ...]:
    """The entries that have links, by id."""
    found = (
        EntryLinks(entry.id, shown_path(entry.file), tuple(_links_in(entry)))
        for entry in sorted(collection.entries, key=lambda entry: entry.id)
    )
    return tuple(entry for entry in found if entry.links)


def _links_in(entry: Entry) -> Iterator[Link]:
    for source in entry.agreement.sources:
        if source.url:
            yield Link(source.url, source.archived_url)
        if source.archived_url:
            yield Link(source.archived_url, is_copy=True)


def urls_of(entries: Iterable[EntryLinks]) -> Sequence[str]:
    """Every link once, in order."""
    return list(dict.fromkeys(link.url for entry in entries for link in entry.links))


# What is said about them


def tally(entries: Sequence[EntryLinks], answers: Answers) -> str:
    """How many links there are, and how many of them need somebody."""
    states = [answer.state for answer in answers.values()]
    bare = len({link.url for entry in entries for link in entry.links if _is_bare(link)})
    return (
        f"{len(states)} {'link' if len(states) == 1 else 'links'} in "
        f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}: {states.count(State.DEAD)} dead, "
        f"{states.count(State.UNCERTAIN)} uncertain, {bare} without an archived copy."
    )


def report(entries: Sequence[EntryLinks], answers: Answers) -> str:
    """The report in Markdown, entries with dead links first; empty where nothing is left to do."""
    told = [(entry, list(_lines(entry, answers))) for entry in entries]
    sections = [(entry, lines) for entry, lines in told if lines]
    if not sections:
        return ""
    sections.sort(key=lambda section: not _has_dead(section[0], answers))
    return "\n".join([_HEAD, tally(entries, answers), *(_section(entry, lines) for entry, lines in sections), ""])


_HEAD = """\
A workflow opens the links of all sources once a week, writes here what it found, and closes this when nothing is left.

- **Dead**: look for the page elsewhere, or give its archived copy as `archived_url`. The link itself may stay.
- **Uncertain**: the server did not let a machine in, or was too slow. Look yourself.
- **Not archived**: ask an archive for a copy, look at it, and give its address as `archived_url`.
"""


def _section(entry: EntryLinks, lines: Sequence[str]) -> str:
    return "\n".join([f"\n### {entry.id}", f"{_code(entry.file)}", "", *lines])


def _lines(entry: EntryLinks, answers: Answers) -> Iterator[str]:
    """What an entry's links need, a line each."""
    for link in entry.links:
        answer = answers[link.url]
        needs = [] if answer.state is State.ALIVE else [f"**{answer.state}** ({_code(answer.said)})"]
        if _is_bare(link):
            needs.append("**not archived**")
        if needs:
            yield f"- {_code(link.url)}{' (archived copy)' if link.is_copy else ''}: {', '.join(needs)}"


def _is_bare(link: Link) -> bool:
    """Whether a link has no archived copy, and should have one."""
    return not link.is_copy and link.archived is None


def _has_dead(entry: EntryLinks, answers: Answers) -> bool:
    return any(answers[link.url].state is State.DEAD for link in entry.links)


def _code(text: str) -> str:
    """A text as code on one line, in which nothing is markup and nobody is called by name."""
    return f"`{' '.join(text.replace('`', chr(39)).split())}`"


if __name__ == "__main__":
    sys.exit(main())
