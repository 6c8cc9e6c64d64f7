"""A collection's files to validated agreements, and all problems of all of them at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from treatyline.checks import COLLECTION_CHECKS, DEPEND_ON_THE_DAY, ENTRY_CHECKS, Entry, Finding, Setting
from treatyline.contents import Contents, EntryFile
from treatyline.dates import Day
from treatyline.model import SUPPORTED, Agreement, References, Topic
from treatyline.model.scalars import ID_PATTERN, LONGEST_ID
from treatyline.names import RESERVED
from treatyline.parties import Registry, load_registry
from treatyline.problems import Code, FieldPath, How, Mend, Problem, Severity, in_order, quoted
from treatyline.shape import fit
from treatyline.yaml_source import Document, Read, Value, read

_SUPPORTED = frozenset(SUPPORTED)

Follow: TypeAlias = Callable[[Sequence[EntryFile]], Iterable[EntryFile]]
"""Hands on the files of the entries one by one, in their order."""


@dataclass(frozen=True, slots=True)
class Validated:
    """What a collection's files say. Where there are errors, only what is without one is here."""

    entries: tuple[Entry, ...]
    registry: Registry
    topics: Mapping[str, Topic]
    problems: tuple[Problem, ...]
    checked: int


def validate(
    contents: Contents, today: Day | None = None, read: Read = read, follow: Follow = lambda entries: entries
) -> Validated:
    """Validate a whole collection; `today` None leaves out the checks that depend on the day.

    `follow` is given the entries' files and hands them on one by one, so that a caller sees how far this is.
    """
    own_parties = read(contents.parties.file, contents.parties.shown) if contents.parties else None
    own_topics = read(contents.topics.file, contents.topics.shown) if contents.topics else None
    ids = {entry.id for entry in contents.entries}
    topics, topic_problems = load_topics(own_topics)
    codes = _KnownCodes(load_registry(None, None)[0], frozenset((own_parties and own_parties.data) or ()))
    registry, party_problems = load_registry(own_parties, References(codes, topics, ids, (), _SUPPORTED))
    slugs = (own_topics and own_topics.data) or ()
    is_known = all(own is None or own.data is not None for own in (own_parties, own_topics))
    references = References(registry, slugs, ids, (), _SUPPORTED) if is_known else None

    problems = [*contents.problems, *topic_problems, *party_problems]
    drafts = [_entry(entry, read(entry.file, entry.shown), references) for entry in follow(contents.entries)]
    problems.extend(problem for _, found in drafts for problem in found)
    entries = tuple(entry for entry, _ in drafts if entry is not None)
    if is_known:
        problems.extend(_crosswise(entries, Setting(registry, today)))
    whole = tuple(entry for entry in entries if entry.is_whole)
    checked = len(contents.entries) + sum(file is not None for file in (contents.parties, contents.topics))
    return Validated(whole, registry, topics, in_order(problems), checked)


@dataclass(frozen=True, slots=True)
class _KnownCodes:
    """The codes that parties.yml may refer to, before its parties are known."""

    shipped: Registry
    own: frozenset[str]

    def __contains__(self, code: object) -> bool:
        return code in self.own or code in self.shipped

    def known_as(self, text: str) -> str | None:
        return text.upper() if text.upper() in self.own else self.shipped.known_as(text)

    def meant_by(self, text: str) -> str | None:
        return self.known_as(text) or self.shipped.meant_by(text)


def load_topics(own: Document | None) -> tuple[Mapping[str, Topic], tuple[Problem, ...]]:
    """The topics of topics.yml; none where there is no such file."""
    if own is None or own.data is None:
        return {}, own.problems if own else ()
    topics: dict[str, Topic] = {}
    problems = list(own.problems)
    for slug, fields in own.data.items():
        problems.extend(_wrong_slug(own, slug))
        topic, wrong = fit(own, fields, Topic, base=(slug,))
        problems.extend(wrong)
        if topic is not None:
            topics[slug] = topic
    return topics, tuple(problems)


def _wrong_slug(own: Document, slug: str) -> Iterator[Problem]:
    """Ensure that a topic's page can have its slug in its address."""
    hint = None
    if slug in RESERVED:
        hint = "add a word to it: MkDocs or Windows keeps this name for something else"
    elif not re.fullmatch(ID_PATTERN, slug) or len(slug) > LONGEST_ID:
        hint = f"use small letters a to z, digits and single hyphens, at most {LONGEST_ID} characters"
    if hint:
        message = f"{quoted(slug)} cannot be a topic's slug"
        yield own.problem(own.marks.key((slug,)), Code.BAD_ID, message, hint)


def _entry(
    file: EntryFile, document: Document, references: References | None
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Validate one entry. Where a part of it is wrong, the rest is still checked against the collection."""
    if document.data is None:
        return None, document.problems
    own = replace(references, sources=_source_ids(document.data)) if references else None
    agreement, wrong = fit(document, document.data, Agreement, own)
    problems = (*document.problems, *wrong)
    right = _right(document, wrong)
    if agreement is None:
        agreement, _ = fit(document, {**_STAND_INS, **right}, Agreement, own)
    if agreement is None:
        return None, problems
    stood_in = frozenset(_STAND_INS.keys() - right.keys())
    return Entry(file.id, file.file, agreement, document, is_whole=not problems, stood_in=stood_in), problems


def _source_ids(data: Mapping[str, Value]) -> tuple[str, ...]:
    """The ids of an entry's sources as they stand, right or wrong."""
    sources = data.get("sources")
    rows = sources if isinstance(sources, list) else []
    ids = (row.get("id") for row in rows if isinstance(row, dict))
    return tuple(name for name in ids if isinstance(name, str))


_STAND_INS: Mapping[str, Value] = MappingProxyType(
    {
        "title": "-",
        "date": "-9999/..",
        "parties": [],
        "open_to": "-",
        "summary": "-",
        "sources": [{"publisher": "-"}],
    }
)
"""What an entry must have, where its own is wrong; no check finds fault with it: any date, open to all."""


def _right(document: Document, wrong: Sequence[Problem]) -> Mapping[str, Value]:
    """The fields in which nothing is wrong."""
    if not wrong and not document.refused:
        return document.data or {}
    places = {problem.place for problem in wrong}
    marked = (*document.marks.keys.items(), *document.marks.values.items())
    bad = {path[0] for path, place in marked if path and place in places}
    bad |= {path[0] for path in document.refused if path}
    return {name: value for name, value in (document.data or {}).items() if name not in bad}


def _crosswise(entries: Sequence[Entry], setting: Setting) -> Iterator[Problem]:
    """Problems across fields and entries, less the warnings that an entry accepts."""
    found: dict[Path, list[Finding]] = {entry.file: [] for entry in entries}
    for entry in entries:
        for check in ENTRY_CHECKS:
            found[entry.file].extend(check(entry, setting))
    for across in COLLECTION_CHECKS:
        for entry, finding in across(entries, setting):
            found[entry.file].append(finding)
    for entry in entries:
        yield from _accepted(entry, found[entry.file])


def _accepted(entry: Entry, findings: Iterable[Finding]) -> Iterator[Problem]:
    """What is left of an entry's findings, and each acceptance that accepts nothing."""
    findings = list(findings)
    codes = {finding.code for finding in findings}
    accepted = {acceptance.code for acceptance in entry.agreement.accepts}
    for finding in findings:
        if finding.code.severity is Severity.ERROR or finding.code not in accepted:
            yield finding.in_document(entry.document)
    for index, acceptance in enumerate(entry.agreement.accepts):
        if entry.is_whole and acceptance.code not in codes | DEPEND_ON_THE_DAY:
            message = f"nothing here gives the warning {acceptance.code}"
            path: FieldPath = ("accepts", index)
            place = entry.document.marks.value((*path, "code"))
            hint, mend = "delete this acceptance", Mend(path, How.DELETE)
            yield entry.document.problem(place, Code.NEEDLESS_ACCEPT, message, hint, mend)
