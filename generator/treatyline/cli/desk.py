"""The collection to which an entry is to be added, and what it says of an answer, a name and a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from treatyline.cli.common import CONTENT
from treatyline.contents import Contents, find_contents, shown_path
from treatyline.dates import Day
from treatyline.model import SUPPORTED, References
from treatyline.model.refusals import spelt_as
from treatyline.pages.address import FIELDS, SCHEMA, agreement_page, url
from treatyline.parties import Registry
from treatyline.problems import FieldPath, Problem, one_of, quoted
from treatyline.scaffold import (
    Answer,
    AnswerError,
    Draft,
    brought,
    folder_for,
    found_parties,
    in_collection,
    judged,
    named,
    proposed_id,
    taken_ids,
    way_to_schema,
)
from treatyline.settings_file import SiteSettings, settings_of
from treatyline.site import Site, check
from treatyline.yaml_source import Memory

HOW_TO_ADD = "write its ISO 3166-1 code of three letters, or add it to parties.yml"

TOPIC: FieldPath = ("topics", 0)

ID: FieldPath = ("formerly", 0)
"""A field of an entry that takes what an entry's own id can be."""


@dataclass(frozen=True)
class Desk:
    """A content folder as it stands before anything is added. Nothing is written here."""

    content: Path
    contents: Contents
    site: Site
    settings: SiteSettings
    today: Day
    memory: Memory

    @classmethod
    def at(cls, content: Path, today: Day) -> Desk:
        """Read and check the collection."""
        memory, contents = Memory(), find_contents(content)
        return cls(content, contents, check(contents, today, memory.read), settings_of(content), today, memory)

    @property
    def content_words(self) -> Sequence[str]:
        """What a command has to be told of where the collection is."""
        return () if self.content == CONTENT else ("--content", shown_path(self.content))

    @property
    def registry(self) -> Registry:
        """All known parties."""
        return self.site.collection.registry

    @cached_property
    def references(self) -> References:
        """What an answer can refer to."""
        ids = {entry.id for entry in self.contents.entries}
        return References(self.registry, self.site.collection.topics, ids, (), SUPPORTED)

    def judged(self, path: FieldPath, text: str) -> Answer:
        """An answer for the field at a path. Raises AnswerError."""
        return judged(path, text, self.references)

    def party(self, text: str) -> Answer:
        """The code of the party that is surely meant. Raises AnswerError that names the nearest ones."""
        found = found_parties(text, self.registry)
        if found.sure is None:
            known = one_of([named(code, self.registry) for code in found.near]) if found.near else None
            raise AnswerError(f"{quoted(text)} is no party for sure; {f'is it {known}?' if known else HOW_TO_ADD}")
        is_plain = text.strip() == found.sure
        return Answer(
            found.sure, None if is_plain else f"{quoted(text)} is taken as {named(found.sure, self.registry)}"
        )

    def topic(self, text: str) -> Answer:
        """The slug of a topic, which its label means too. Raises AnswerError."""
        topics, label = self.site.collection.topics, text.strip().casefold()
        by_label = (slug for slug, topic in topics.items() if topic.label.casefold() == label)
        meant = spelt_as(text, topics) or next(by_label, None)
        if meant is None or meant == text.strip():
            return self.judged(TOPIC, text)
        return Answer(meant, f"{quoted(text)} is taken as {meant}")

    def free_id(self, text: str) -> Answer:
        """An id that nobody has. Raises AnswerError."""
        answer = self.judged(ID, text)
        if answer.text in self.taken:
            raise AnswerError(f"the id {quoted(answer.text)} is taken; add a word to it")
        return answer

    def proposed_id(self, draft: Draft) -> str:
        """An id for a draft."""
        return proposed_id(draft, self.registry, self.taken)

    @cached_property
    def taken(self) -> frozenset[str]:
        """The ids that agreements have or had."""
        return taken_ids(self.contents.entries, self.site.collection.entries)

    def file_for(self, draft: Draft, agreement_id: str) -> Path:
        """Where the entry belongs."""
        return folder_for(draft.day, self.contents.entries, self.content) / f"{agreement_id}.yml"

    def modeline(self, file: Path) -> str | None:
        """How an editor finds the schema of a file; None where it cannot."""
        return way_to_schema(self.content, file.parent, self.settings.url and f"{self.settings.url}{SCHEMA}")

    @property
    def fields_page(self) -> str | None:
        """The address of the page that explains all fields; None where the site has no address."""
        return self._address(FIELDS) if self.settings.url else None

    def page_of(self, agreement_id: str) -> str:
        """The address of an agreement's page, from the site's root where the site has none itself."""
        return self._address(agreement_page(agreement_id))

    def _address(self, page: str) -> str:
        return (self.settings.url or "") + url(page, directory_urls=self.settings.directory_urls)

    def brought_by(self, file: Path, text: str) -> tuple[Problem, ...]:
        """The problems that the collection would have with a new entry, and has not without it."""
        trial = in_collection(self.contents, file, text, self.memory.read)
        return brought(self.site.problems, check(trial.contents, self.today, trial.read).problems)

    def doubts(self, draft: Draft) -> Iterator[str]:
        """What is to be said of parties that did not exist on the day."""
        for code, finding in draft.missing_parties(self.registry):
            yield f"{named(code, self.registry)}: {finding.message}; {finding.hint}"
