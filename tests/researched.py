"""A record of the research, its entry and the log, which agree, and ways to change one of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from click.testing import CliRunner

from tests.sitekit import as_yaml, write
from tools.collection_log import main

Fields = Mapping[str, object]

CONFIRMED = {"confidence": "confirmed"}
DOUBTFUL = {"confidence": "unconfirmed"}
GAZETTE, LEDGER, HEARSAY = (f"https://example.org/{name}" for name in ("gazette", "ledger", "hearsay"))
WORDS = "The stations shall be open to both parties at any hour of the day"

RECORD: Fields = {
    "id": "no-yu-stations-2001",
    "title": "Agreement on Two Weather Stations",
    "signed": {"date": "2001-05-17", "precision": "day", **CONFIRMED},
    "in_force": {"date": "2002-03-01", "note": "Law No. 1999 of 28 Dec. 2001; in force 1 March.", **CONFIRMED},
    "status": {"state": "not in force", "since": None, **CONFIRMED},
    "place": {"name": "Oslo, Norway", **CONFIRMED},
    "parties": ["NOR", "YUG"],
    "signatories": [{"name": "José Haugen (Hougen)", "party": "NOR", **CONFIRMED}],
    "summary": "They share two weather stations.",
    "context": "Talks began on 3 April 2000.",
    "relations": [{"type": "amended-by", "target": "no-se-ferry-2005"}],
    "quotes": [{"text": WORDS, "speaker": "Treaty text, Article 2", "source_url": GAZETTE}],
    "sources": [
        {"publisher": "A Gazette", "date": "n.d.", "url": GAZETTE},
        {"publisher": "A Ledger", "date": "2006-07", "url": LEDGER},
        {"publisher": "A Rumour", "date": None, "url": None},
    ],
    "unverified_urls": [HEARSAY],
    "notes": None,
}
OTHER: Fields = {
    "id": "no-se-ferry-2005",
    "signed": {"date": "2005", **CONFIRMED},
    "in_force": None,
    "parties": ["NOR"],
}

SIGNATORY = {"name": "Jose  Haugen", "party": "NOR"}
QUOTE = {"text": WORDS.replace(" shall", "\n  shall"), "locator": "Article 2", "source": "gazette"}
SOURCES = [
    {"id": "gazette", "publisher": "A Gazette", "url": GAZETTE},
    {"publisher": "A Ledger", "date": "2006-07", "url": LEDGER},
]

ENTRY: Fields = {
    "title": "Agreement on Two Weather Stations",
    "date": "2001-05-17",
    "in_force": "2002-03-01",
    "place": {"name": "Oslo"},
    "status": {"is": "not-in-force", "source": "gazette"},
    "parties": ["NOR", "SCG"],
    "signatories": [SIGNATORY],
    "quotes": [QUOTE],
    "summary": "They share two weather stations.",
    "context": "Talks had begun on 3 April 2000. Signed on 17 May 2001, a law on 28 December, in force since 1.3.2002.",
    "sources": SOURCES,
    "added": "2026-11-22",
}
NO_APRIL: Fields = {"context": "Signed on 17 May 2001, a law on 28 December, in force on 1 March 2002."}
"""A change of the entry, which no longer tells when the talks began."""

FERRY: Fields = {
    "title": "Agreement on a Ferry",
    "date": "2005",
    "parties": ["NOR"],
    "summary": "They run a ferry.",
    "relations": [{"type": "amends", "target": "weather-stations-2001"}],
    "sources": [{"publisher": "A Gazette"}],
}

LOG = """\
## Which entry is which

| research id | entry id |
|---|---|
| no-yu-stations-2001 | weather-stations-2001 |
| no-se-ferry-2005 | ferry-2005 |
"""
ROW = "| no-yu-stations-2001 | weather-stations-2001 | {} | {} |\n"
ADDED = "| weather-stations-2001 | `{}` | the gazette |\n"
"""Rows; the one of what entries add has three cells."""


def explained(fact: str, reason: str = "unconfirmed") -> str:
    """A row of what is left out."""
    return ROW.format(f"something `{fact}`", reason)


def changed(fields: Fields, changes: Fields) -> str:
    """Fields with some others; None takes one away."""
    return as_yaml({name: value for name, value in (fields | changes).items() if value is not None})


def held(
    folder: Path,
    *,
    record: Fields | None = None,
    entry: Fields | None = None,
    ferry: Fields = FERRY,
    log: str = "",
    words: tuple[str, ...] = (),
) -> tuple[int, list[str]]:
    """Write a record, an entry and a log with changes; the status of the command, and its lines without their ids."""
    facts = as_yaml([dict(RECORD | (record or {})), dict(OTHER)])
    files = {"facts.yml": facts, "log.md": LOG + log, "content/agreements/ferry-2005.yml": as_yaml(ferry)}
    write(folder, files | {"content/agreements/weather-stations-2001.yml": changed(ENTRY, entry or {})})
    return called(folder, *words)


def called(folder: Path, *words: str) -> tuple[int, list[str]]:
    """The status of the command and its lines, for the files that `held` wrote."""
    arguments = [str(folder / "facts.yml"), "--log", str(folder / "log.md"), "--content", str(folder / "content")]
    result = CliRunner().invoke(main, [*arguments, *words], catch_exceptions=False)
    begin = "no-yu-stations-2001 -> weather-stations-2001: "
    return result.exit_code, [line.removeprefix(begin) for line in result.output.splitlines()]


AGREED = (0, ["0 findings in 2 records."])


def one(finding: str) -> tuple[int, list[str]]:
    """The status and the lines where one thing is found."""
    return 1, [finding, "1 finding in 2 records."]
