"""Hold the collection against the research: `python -m tools.collection_log FACTS`; `make collection-log` runs it.

What a record of the research holds and its entry does not must stand in the log, and what an entry states must be in
the research, or in the log's table of what entries add.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from tools.collection_case import Case
from tools.collection_checks import findings
from tools.log_rows import Log, read_log
from tools.research import Record, ResearchError, read_research
from treatyline.contents import find_contents
from treatyline.model import Agreement
from treatyline.shape import fit
from treatyline.yaml_source import read

Agreements = Mapping[str, Agreement | None]
"""By the id of their entry; None where its file has an error."""


@click.command()
@click.argument("facts", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("ids", nargs=-1)
@click.option(
    "logs",
    "--log",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    default=[Path("docs/collection-log.md")],
    help="Markdown with tables of the log; may be given again.",
)
@click.option("--content", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path("content"))
def main(facts: Path, ids: Sequence[str], logs: Sequence[Path], content: Path) -> None:
    """Hold the collection against the research in FACTS; IDS are the only records or entries to look at."""
    try:
        records = read_research(facts)
    except ResearchError as error:
        raise click.ClickException(str(error)) from error
    log = read_log(logs)
    chosen = _chosen(records, log, ids)
    found = {*log.faults, *_strays(records, log), *_lines(chosen, log, _agreements(content))}
    for line in sorted(found):
        click.echo(line)
    click.echo(f"{_count(len(found), 'finding')} in {_count(len(chosen), 'record')}.")
    sys.exit(1 if found else 0)


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _chosen(records: Sequence[Record], log: Log, ids: Sequence[str]) -> Sequence[Record]:
    """The records that ids name, each by its own or that of its entry; all where none is given."""
    named = {record.id: {record.id, *log.entries.get(record.id, ())} for record in records}
    if unknown := set(ids).difference(*named.values()):
        raise click.UsageError(f"no record and no entry of a record has the id {', '.join(sorted(unknown))}")
    return [record for record in records if not ids or not named[record.id].isdisjoint(ids)]


def _agreements(content: Path) -> Agreements:
    """The agreements of a collection. What they refer to need not be there."""
    documents = {entry.id: read(entry.file, entry.shown) for entry in find_contents(content).entries}
    return {id: fit(document, document.data, Agreement)[0] for id, document in documents.items()}


def _strays(records: Sequence[Record], log: Log) -> Iterator[str]:
    """What the log says of a record or an entry that is none."""
    for research in log.entries.keys() - {record.id for record in records}:
        yield f"{research} -> {' '.join(log.entries[research])}: there is no such record: mend the id in the log"
    for entry in log.added.keys() - {entry for entries in log.entries.values() for entry in entries}:
        yield f"? -> {entry}: the log says what it adds, and names no record for it: mend the id in the log"


def _lines(records: Sequence[Record], log: Log, agreements: Agreements) -> Iterator[str]:
    """What is found in each record, a line each."""
    related = _related(agreements)
    for record in records:
        entries = log.entries.get(record.id, ())
        for told in _found(record, log, agreements, related):
            yield f"{record.id} -> {' '.join(entries) or '?'}: {told}"


def _found(record: Record, log: Log, agreements: Agreements, related: Mapping[str, set[str]]) -> Iterator[str]:
    match log.entries.get(record.id, ()):
        case ():
            yield "no entry is named for it"
        case (id,) if agreement := agreements.get(id):
            rows = [row for row in log.rows if row.research == record.id]
            yield from findings(
                Case(record, agreement, rows, log.added.get(id, ()), related.get(id, set()), log.entries)
            )
        case (id,):
            yield "the entry has an error: see treatyline check" if id in agreements else "there is no such entry yet"
        case _:
            yield "several entries are named for it: keep the right one"


def _related(agreements: Agreements) -> Mapping[str, set[str]]:
    """By entry: those to which it is related, whichever of the two says so."""
    related: dict[str, set[str]] = {}
    for id, agreement in agreements.items():
        for relation in agreement.relations if agreement else ():
            if relation.target:
                related.setdefault(id, set()).add(relation.target)
                related.setdefault(relation.target, set()).add(id)
    return related


if __name__ == "__main__":
    sys.exit(main())
