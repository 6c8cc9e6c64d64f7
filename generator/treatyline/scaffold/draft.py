"""What a contributor has said of an agreement so far, and what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from treatyline.checks import Entry, Finding, Setting
from treatyline.checks.within import parties_existed_on_the_day
from treatyline.dates import Edtf, parse
from treatyline.model import FIELDS, Agreement, Kind, Source
from treatyline.parties import Registry
from treatyline.problems import Code
from treatyline.scaffold.answers import smallest
from treatyline.yaml_source import Document, Value

SOURCE_FIELDS = tuple(field.alias or name for name, field in Source.model_fields.items())


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers that were checked one by one. `source` has the fields of the one source; `added` is the day of writing.

    `why_two` is the reason why this is no duplicate, for an entry that accepts that warning; None for all others.
    """

    title: str
    date: str
    parties: tuple[str, ...]
    kind: str | None = None
    topics: tuple[str, ...] = ()
    summary: str = ""
    source: Mapping[str, str] = field(default_factory=dict)
    added: str = ""
    why_two: str | None = None

    @property
    def day(self) -> Edtf:
        """The date, read."""
        return parse(self.date)

    @property
    def data(self) -> dict[str, Value]:
        """The fields of which something was said, in the model's order."""
        accepts: list[Value] = [{"code": Code.PROBABLE_DUPLICATE.value, "why": self.why_two}] if self.why_two else []
        said: dict[str, Value] = {
            "title": self.title,
            "date": self.date,
            "kind": self.kind,
            "topics": list(self.topics),
            "parties": list(self.parties),
            "summary": self.summary,
            "sources": [{name: self.source[name] for name in SOURCE_FIELDS if name in self.source}] * bool(self.source),
            "added": self.added,
            "accepts": accepts,
        }
        return {name: value for name in FIELDS if (value := said.get(name))}

    def as_entry(self, agreement_id: str) -> Entry:
        """An entry that checks can be asked about; what was not said yet is the model's example."""
        agreement = Agreement.model_validate({**smallest(), **self.data})
        document = Document("", {}, ())
        return Entry(agreement_id, Path(f"{agreement_id}.yml"), agreement, document)

    def missing_parties(self, registry: Registry) -> Iterator[tuple[str, Finding]]:
        """The parties that did not exist on the day, each with what is to be said of it."""
        for finding in parties_existed_on_the_day(self.as_entry("draft"), Setting(registry, None)):
            yield self.parties[int(finding.path[-1])], finding


_HEAD_ENDS = re.compile(
    r"\b(?:of|on|to|for|in|between|by|with|about|against|concerning|regarding|relating|respecting|amending|and)\b|[,:;(]"
)


def guessed_kind(title: str) -> Kind | None:
    """The form that a title names before it says what it is about; None where it names none."""
    title = " ".join(title.casefold().split())
    for kind in Kind:
        if " " in kind.label and title.startswith(kind.label):
            return kind
    head = re.findall(r"\w+", _HEAD_ENDS.split(title, maxsplit=1)[0])
    named = (word for word in head if word in tuple(Kind) and word != Kind.OTHER)
    return next(map(Kind, named), None)
