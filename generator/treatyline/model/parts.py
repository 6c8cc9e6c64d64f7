"""The parts of an entry: what parties did, what was said, and who says so."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from treatyline.dates import Edtf
from treatyline.model.base import Part, described
from treatyline.model.dates import Date, DateOrUnknown, ExactDay
from treatyline.model.definitions import at_least_one, not_both
from treatyline.model.references import PARTY_SCHEMA, AgreementId, FieldName, PartyCode, SourceId, WarningCode
from treatyline.model.refusals import refusal
from treatyline.model.scalars import Flag, Id, Language, Number, Prose, Url, Words
from treatyline.model.vocabulary import (
    ActionType,
    Extent,
    RelationType,
    Role,
    SourceKind,
    State,
    Step,
    YesNo,
)
from treatyline.problems import Code

SOURCE = "The id of one of this entry's sources, which states it"
RT = "rt-2013"


class Place(Part):
    """Where an agreement was signed."""

    name: Words = described("The place as the source names it", "Astana")
    country: PartyCode | None = described("The state in which it lies, by its code", "KAZ", None)


class Signing(Part):
    """One of several acts by which a text was agreed: other days, other places, notes that crossed."""

    step: Step = described("What was done", "initialling", Step.SIGNATURE)
    date: Date = described("When", "2013-01-30")
    place: Words | None = described("Where", "Moscow", None)
    parties: tuple[PartyCode, ...] = described("Who, where it was not all of them", ["RUS"], ())
    source: SourceId | None = described(SOURCE, RT, None)


class Binding(Part):
    """Whether the agreement binds in law. What does not bind is "in effect", never "in force"."""

    is_: YesNo = described("Whether it binds in law", "no", alias="is")
    source: SourceId = described(SOURCE, RT)


class Duration(Part):
    """For how long the agreement was concluded."""

    model_config = ConfigDict(
        json_schema_extra=at_least_one("duration", "renewal", missing="write duration: or renewal:")
    )

    duration: Words | None = described("For how long", "five years", None)
    renewal: Words | None = described("How it is prolonged", "renewed by itself for five years", None)
    source: SourceId | None = described(SOURCE, RT, None)

    @model_validator(mode="after")
    def _says_something(self) -> Duration:
        if self.duration is None and self.renewal is None:
            raise refusal(Code.MISSING_FIELD, "neither duration nor renewal is given", "write one of them")
        return self


class Secrecy(Part):
    """That a text, or a part of it, was secret."""

    extent: Extent = described("How much of it was secret", "part")
    disclosed: Date | None = described("When it became known", "1989-12-24", None)
    source: SourceId | None = described(SOURCE, RT, None)


class Status(Part):
    """What has become of the agreement. Given only where a source states it, never worked out from a date."""

    is_: State = described("What has become of the agreement", "in-force", alias="is")
    since: Date | None = described("Since when", "2014-06-30", None)
    as_of: Date | None = described("The date of the source that states it", "2016-04-06", None)
    disputed: Words | None = described("Who disputes it, and how", "Ukraine regards it as void", None)
    note: Words | None = described("What a reader must know besides", "suspended for Russia alone", None)
    source: SourceId = described(SOURCE, RT)


class Action(Part):
    """What a party did: a signature, a law, a ratification, a withdrawal."""

    type: ActionType = described(
        "What was done. A national law or decree is a domestic-approval; ratification is the instrument "
        "exchanged or deposited",
        "domestic-approval",
    )
    date: DateOrUnknown | None = described("When", "2013-12-28", None)
    effective: Date | None = described("From when it took effect, if on another day", "2014-06-30", None)
    note: Words | None = described("The number of a law, the terms of a reservation", "Federal Law 392-FZ", None)
    source: SourceId | None = described(SOURCE, RT, None)


class Participation(Part):
    """That a party took part. Whether it is bound is read from its actions alone."""

    party: PartyCode = described("The party's code", "KAZ")
    roles: tuple[Role, ...] = described("In what roles it took part", ["participant"], (Role.PARTICIPANT,))
    signed_as: Words | None = described("The name under which it signed, if another", "Belorussian SSR", None)
    actions: tuple[Action, ...] = described(
        "What it did, in time", [{"type": "ratification", "date": "2014-05-26"}], ()
    )

    def first_day(self, agreed: Edtf) -> Edtf:
        """When this party first acted; the agreement's own date where no action of it is dated."""
        dates = [action.date for action in self.actions if isinstance(action.date, Edtf)]
        return min(dates, key=lambda date: date.sort_key, default=agreed)

    @model_validator(mode="before")
    @classmethod
    def _from_code(cls, value: Any) -> Any:
        """A code alone is a party that took part."""
        return {"party": value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Allow the code alone."""
        mapping = handler.resolve_ref_schema(handler(schema))
        return {"anyOf": [PARTY_SCHEMA, mapping], "description": mapping.get("description", "")}


class Signatory(Part):
    """A natural person who signed, with the office of that day."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"required": ["for_all"], "properties": {"for_all": {"enum": [True, "true"]}}},
            "then": {"properties": {"party": False}, "errorMessage": "keep party or for_all"},
            "else": {"required": ["party"], "errorMessage": "write for whom this person signed, as party: KAZ"},
        }
    )

    name: Words = described("The person's name", "Sergei Shoigu")
    party: PartyCode | None = described("The party for which the person signed", "RUS", None)
    office: Words | None = described("The office held on that day", "Minister of Defence", None)
    for_all: Flag = described("True where the person signed for all parties together", True, False)
    source: SourceId | None = described(SOURCE, RT, None)

    @model_validator(mode="after")
    def _signs_for_someone(self) -> Signatory:
        if self.party is None and not self.for_all:
            raise refusal(Code.MISSING_FIELD, "nobody is named for whom this person signed", "write party: CODE")
        if self.party is not None and self.for_all:
            message = "this person signs for one party and for all"
            raise refusal(Code.CONFLICTING_FIELDS, message, "keep party or for_all", "for_all")
        return self


class Quote(Part):
    """Words of the text or of a person, verbatim and short."""

    model_config = ConfigDict(
        json_schema_extra=at_least_one(
            "speaker", "locator", missing="write speaker: and a name, or locator: and the article"
        )
        | not_both("speaker", "locator", both="keep speaker for what a person said, locator for words of the agreement")
        | {"if": {"required": ["office"]}, "then": {"required": ["speaker"], "errorMessage": "office needs a speaker"}}
    )

    text: Prose = described(
        "The words, exactly as the source has them", "This agreement has been prepared for about six years"
    )
    speaker: Words | None = described(
        "Who said it; for words of the agreement itself use locator", "Sergei Shoigu", None
    )
    office: Words | None = described("The speaker's office on that day", "Minister of Defence of Russia", None)
    locator: Words | None = described("Where in the agreement's text it stands", "Article 5", None)
    excerpt: Flag = described("True where it is a clause of a longer sentence", True, False)
    date: Date | None = described("When it was said", "2013-01-30", None)
    language: Language | None = described("The language of the quotation (BCP 47)", "ru", None)
    translation: Prose | None = described("The same in this site's language", "This agreement is very important", None)
    translator: Words | None = described("Who translated it", "Treatyline", None)
    source: SourceId = described("The id of the source in which the words stand", RT)

    @model_validator(mode="after")
    def _has_one_origin(self) -> Quote:
        if self.speaker is None and self.locator is None:
            hint = "write speaker: and a name, or locator: and the article"
            raise refusal(Code.MISSING_FIELD, "this quotation has neither speaker nor locator", hint)
        if self.speaker is not None and self.locator is not None:
            hint = "keep speaker for what a person said, locator for words of the agreement"
            raise refusal(Code.CONFLICTING_FIELDS, "this quotation has a speaker and a locator", hint, "locator")
        if self.office is not None and self.speaker is None:
            hint = "delete office, or name the speaker"
            raise refusal(Code.CONFLICTING_FIELDS, "this quotation has an office and no speaker", hint, "office")
        return self


class Conflict(Part):
    """Another source's reading, shown beside ours."""

    field: FieldName = described("The field that it concerns", "date")
    value: Words = described("What the other source says", "2 February 2009")
    source: SourceId = described("The id of the source that says so", "uawire-2017")
    note: Words | None = described("Why ours is the one we show", "the presidency's own report has 3 February", None)


class Relation(Part):
    """How this agreement stands to another; the other page shows the inverse by itself."""

    model_config = ConfigDict(
        json_schema_extra=at_least_one(
            "target", "title", missing="write target: and the id of its entry, or title: and its title"
        )
        | not_both("target", "title", both="keep target: its page has the title")
    )

    type: RelationType = described("How", "based-on")
    target: AgreementId | None = described("The id of the other agreement's entry", "cis-joint-air-defence-1995", None)
    title: Words | None = described("The other agreement's title, where it has no entry yet", "Tashkent Protocol", None)
    note: Words | None = described("What a reader must know besides", "cited in the preamble", None)

    @model_validator(mode="after")
    def _has_one_end(self) -> Relation:
        if self.target is None and self.title is None:
            hint = "write target: and the id of its entry, or title: and its title"
            raise refusal(Code.MISSING_FIELD, "this relation does not say to what", hint)
        if self.target is not None and self.title is not None:
            hint = "keep target: its page has the title"
            raise refusal(Code.CONFLICTING_FIELDS, "this relation has a target and a title", hint, "title")
        return self


class Source(Part):
    """Where something can be read."""

    id: Id | None = described("A short name, needed only where a field refers to this source", RT, None)
    title: Words | None = described(
        "The title as printed; left out where none was seen", "Aiming high: Russia, Kazakhstan agree", None
    )
    publisher: Words = described("Who published it", "RT")
    date: Date | None = described("When it was published", "2013-01-30", None)
    url: Url | None = described("Where it stands", "https://example.org/report", None)
    archived_url: Url | None = described(
        "A copy that somebody opened", "https://web.archive.org/web/2013/https://example.org/", None
    )
    accessed: ExactDay | None = described("The day on which it was read there", "2026-01-31", None)
    language: Language | None = described("Its language (BCP 47)", "en", None)
    kind: SourceKind = described("What kind of witness it is", "press", SourceKind.REFERENCE)
    supports: tuple[FieldName, ...] = described("The fields of this entry that it proves", ["date", "place"], ())
    note: Words | None = described("What a reader must know of it", "reposted from Interfax", None)


class PartyCount(Part):
    """How many parties a treaty open to all has."""

    count: Number = described("How many", 191)
    as_of: Date | None = described("On what day", "2024", None)
    source: SourceId | None = described(SOURCE, RT, None)


class Change(Part):
    """What was changed in an entry after it was added."""

    date: ExactDay = described("When", "2026-03-01")
    note: Words = described("What, in one sentence", "Added the date of entry into force.")
    correction: Flag = described("True where something false stood there before", True, False)


class Acceptance(Part):
    """That one warning is known and right to ignore in this entry."""

    code: WarningCode = described("The warning's code", "retroactive")
    why: Words = described("Why it does not matter here", "The protocol applies from the earlier day.")
