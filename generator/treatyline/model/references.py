"""What an entry may refer to, and the types of text that refer.

A reference is checked while the model is filled, so that a wrong one is told with its place and beside all else.
Without `References` as pydantic's context only the form is checked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Protocol, TypeAlias

from pydantic import AfterValidator, Field, ValidationInfo

from treatyline.model.definitions import defined
from treatyline.model.patterns import whole
from treatyline.model.refusals import choice_hint, refusal, spelt_as
from treatyline.model.scalars import Id, Words, id_schema
from treatyline.problems import WARNINGS, Code, one_of, quoted


class KnownParties(Protocol):
    """What the model needs of a registry."""

    def __contains__(self, code: object) -> bool:
        """Whether a party has this code."""

    def known_as(self, text: str) -> str | None:
        """The code of the one party that has this name or alias, or this code in other letters or in two; None else."""

    def meant_by(self, text: str) -> str | None:
        """The code that a name, an alias or a misspelt code stands for; None where it is anybody's guess."""


@dataclass(frozen=True, slots=True)
class References:
    """All that can be referred to from one entry."""

    parties: KnownParties
    topics: Collection[str]
    agreements: Collection[str]
    sources: Collection[str]
    fields: Collection[str]


PARTY_CODE = "[A-Z][A-Z0-9]{1,7}"


def _party(text: str, info: ValidationInfo) -> str:
    references = _references(info)
    if references is None or text in references.parties:
        return text
    known = references.parties

    def hint() -> str:
        meant = known.meant_by(text)
        return (
            f"did you mean {meant}?"
            if meant
            else "write its ISO 3166-1 code of three letters, or add it to parties.yml"
        )

    instead = known.known_as(text)
    raise refusal(Code.UNKNOWN_PARTY, f"{quoted(text)} is not the code of a known party", hint, instead=instead)


def _topic(text: str, info: ValidationInfo) -> str:
    references = _references(info)
    if references is None or text in references.topics:
        return text
    known = sorted(references.topics)
    close = get_close_matches(text.lower(), known, n=1)
    hint = f"did you mean {quoted(close[0])}?" if close else "use one that topics.yml lists, or add it there"
    raise refusal(Code.UNKNOWN_TOPIC, f"{quoted(text)} is not a topic of topics.yml", hint)


def _agreement(text: str, info: ValidationInfo) -> str:
    references = _references(info)
    if references is None or text in references.agreements:
        return text
    known = references.agreements

    def hint() -> str:
        close = get_close_matches(text, sorted(known), n=1)
        return f"did you mean {quoted(close[0])}?" if close else "where it has no entry yet, write title: and its title"

    raise refusal(Code.UNKNOWN_AGREEMENT, f"no entry has the id {quoted(text)}", hint)


def _source(text: str, info: ValidationInfo) -> str:
    references = _references(info)
    if references is None or text in references.sources:
        return text
    known = sorted(references.sources)
    close = get_close_matches(text, known, n=1)
    if close:
        hint = f"did you mean {quoted(close[0])}?"
    elif known:
        hint = f"this entry's sources are {one_of([quoted(name) for name in known])}"
    else:
        hint = f"give the source that states it the line id: {text}"
    raise refusal(Code.UNKNOWN_SOURCE, f"no source of this entry has the id {quoted(text)}", hint)


def _field(text: str, info: ValidationInfo) -> str:
    references = _references(info)
    if references is None or text in references.fields:
        return text
    known = sorted(references.fields)
    message, instead = f"{quoted(text)} is not a field of an entry", spelt_as(text, known, joint="_")
    raise refusal(Code.UNKNOWN_SUPPORT, message, lambda: choice_hint(text, known), instead=instead)


def _warning(text: str) -> str:
    known = sorted(str(code) for code in WARNINGS)
    if text in known:
        return text
    message, instead = f"{quoted(text)} is not the code of a warning", spelt_as(text, known)
    raise refusal(Code.UNKNOWN_VALUE, message, choice_hint(text, known), instead=instead)


def _references(info: ValidationInfo) -> References | None:
    return info.context if isinstance(info.context, References) else None


PARTY_SCHEMA = defined(
    "PartyCode",
    "The code of a party: for a state, its ISO 3166-1 code of three letters",
    {
        "type": "string",
        "pattern": whole(PARTY_CODE),
        "errorMessage": "write the code of a party: for a state, its ISO 3166-1 code of three letters, as KAZ",
    },
)
"""What JSON Schema knows of a party's code where it does not know the parties."""

PartyCode: TypeAlias = Annotated[Words, AfterValidator(_party), Field(json_schema_extra=PARTY_SCHEMA)]
"""The code of a known party."""

TopicSlug: TypeAlias = Annotated[
    Id,
    AfterValidator(_topic),
    id_schema("TopicSlug", "A topic of topics.yml", {"errorMessage": "write a topic of topics.yml, by its slug"}),
]
"""A topic of topics.yml."""

AgreementId: TypeAlias = Annotated[
    Id, AfterValidator(_agreement), id_schema("AgreementId", "The id of an entry: its file's name without .yml")
]
"""The id of an entry of the collection."""

SourceId: TypeAlias = Annotated[
    Id, AfterValidator(_source), id_schema("SourceId", "The id of one of this entry's sources")
]
"""The id of a source of the same entry."""

FieldName: TypeAlias = Annotated[
    Words,
    AfterValidator(_field),
    Field(json_schema_extra=defined("FieldName", "The name of a field of an entry", {"type": "string"})),
]
"""The name of a field of an entry."""

WarningCode: TypeAlias = Annotated[
    Words,
    AfterValidator(_warning),
    Field(
        json_schema_extra=defined(
            "WarningCode", "The code of a warning", {"type": "string", "enum": [*sorted(WARNINGS)]}
        )
    ),
]
"""The code of a rule that an entry can accept."""
