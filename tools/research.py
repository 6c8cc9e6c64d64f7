"""Read the records of the research behind the collection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml

from tools.dates_in_words import Stated, dates_in, field_dates, with_places

_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Leaves every scalar as text."""

_NOTHING = frozenset({"", "null", "~"})
_REFERENCES = frozenset({"id", "target"})
"""Fields in which figures are no dates."""

Yaml: TypeAlias = "str | list[Yaml] | dict[str, Yaml]"


class ResearchError(Exception):
    """The file of facts has not the form of one."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the research holds, and whether a source states it."""

    text: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words that the research quotes, and where it read them."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Record:
    """What was found out about one agreement; None where nothing was. `dates` are with where they stand."""

    id: str
    signed: Fact | None
    in_force: Fact | None
    status: Fact | None
    place: Fact | None
    parties: tuple[str, ...]
    signatories: tuple[Fact, ...]
    quotes: tuple[Quotation, ...]
    urls: tuple[str, ...]
    unverified: tuple[str, ...]
    targets: tuple[str, ...]
    dates: Mapping[Stated, tuple[str, ...]]


def read_research(file: Path) -> tuple[Record, ...]:
    """The records of a file of facts.

    Raises:
        ResearchError: the file is no list of records.
    """
    try:
        data: Yaml = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    except yaml.YAMLError as error:
        raise ResearchError(f"{file}: this is not YAML: {error}") from error
    if not isinstance(data, list) or not all(isinstance(record, dict) and record.get("id") for record in data):
        raise ResearchError(f"{file}: a list of records belongs here, each with its id")
    return tuple(_record(record) for record in _mappings(data))


def _record(data: Mapping[str, Yaml]) -> Record:
    quotes = [Quotation(folded(_text(one, "text")), _text(one, "source_url")) for one in _mappings(data.get("quotes"))]
    urls = [*(_text(source, "url") for source in _mappings(data.get("sources"))), *(quote.url for quote in quotes)]
    signed = _fact(data.get("signed"), "date")
    year = next((stated.date.year for stated in field_dates(signed.text)), None) if signed else None
    return Record(
        id=_text(data, "id"),
        signed=signed,
        in_force=_fact(data.get("in_force"), "date"),
        status=_fact(data.get("status"), "state"),
        place=_fact(data.get("place"), "name"),
        parties=_texts(data.get("parties")),
        signatories=tuple(filter(None, (_fact(person, "name") for person in _mappings(data.get("signatories"))))),
        quotes=tuple(quotes),
        urls=tuple(dict.fromkeys(filter(None, urls))),
        unverified=_texts(data.get("unverified_urls")),
        targets=tuple(dict.fromkeys(filter(None, (_text(one, "target") for one in _mappings(data.get("relations")))))),
        dates=with_places(_dates(dict(data), (), year)),
    )


def _fact(data: Yaml | None, name: str) -> Fact | None:
    if not isinstance(data, dict) or not (text := _text(data, name)):
        return None
    return Fact(text, _text(data, "confidence") == "confirmed")


def _text(data: Mapping[str, Yaml], name: str) -> str:
    """A field's text; empty where there is none."""
    value = data.get(name)
    return folded(value) if isinstance(value, str) and value not in _NOTHING else ""


def _texts(data: Yaml | None) -> tuple[str, ...]:
    return tuple(text for text in data if isinstance(text, str)) if isinstance(data, list) else ()


def _mappings(data: Yaml | None) -> list[dict[str, Yaml]]:
    return [one for one in data if isinstance(one, dict)] if isinstance(data, list) else []


def _dates(data: Yaml, path: tuple[str, ...], year: int | None, name: str = "") -> Iterator[tuple[Stated, str]]:
    """Every date of a record, in fields and in words, with where it stands, as "sources 2 title"."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _dates(value, (*path, key), year, key)
    elif isinstance(data, list):
        for number, value in enumerate(data, 1):
            yield from _dates(value, (*path, str(number)), year, name)
    elif name not in _REFERENCES:
        is_date = name in ("date", "since")
        yield from ((one, " ".join(path)) for one in (field_dates(data) if is_date else dates_in(data, year)))


def folded(text: str) -> str:
    """A text with its white space folded, as it reads."""
    return " ".join(text.split())
