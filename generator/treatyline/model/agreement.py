"""One agreement as its file describes it: the one definition of an entry's fields.

The validator and the JSON Schema come from it.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, model_validator
from pydantic.config import JsonDict

from treatyline.model.base import Part, described
from treatyline.model.dates import Date, DateOrUnknown, ExactDay
from treatyline.model.identifiers import SCHEMES_SCHEMA, check_identifiers
from treatyline.model.parts import (
    Acceptance,
    Action,
    Binding,
    Change,
    Conflict,
    Duration,
    Participation,
    PartyCount,
    Place,
    Quote,
    Relation,
    Secrecy,
    Signatory,
    Signing,
    Source,
    Status,
)
from treatyline.model.references import TopicSlug
from treatyline.model.refusals import refusal
from treatyline.model.scalars import Language, Prose, ShortWords, Slug, Words
from treatyline.model.vocabulary import DateOf, Family, Kind, YesNo
from treatyline.problems import Code

EACH_ONCE: JsonDict = {"uniqueItems": True}
"""What JSON Schema knows of a list in which `treatyline.checks` looks for what stands twice."""


class Agreement(Part):
    """An agreement between parties. Required: title, date, parties, summary and at least one source."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"not": {"required": ["open_to"]}},
            "then": {"properties": {"parties": {"minItems": 1}}},
        }
    )

    title: Words = described(
        "The official title, in this site's language",
        "Agreement on the Creation of a Unified Regional Air Defence System",
    )
    short_title: ShortWords | None = described(
        "The headline, where the official title is long", "Russia-Kazakhstan joint air defence", None
    )
    titles: dict[Language, Words] = described(
        "Official titles in other languages, by language tag (BCP 47)",
        {"ru": "Соглашение о создании Единой региональной системы ПВО"},
        {},
    )
    date: Date = described("The day by which it is cited and ordered", "2013-01-30")
    date_of: DateOf = described("What happened on that day", "signature", DateOf.SIGNATURE)
    signings: tuple[Signing, ...] = described(
        "Several dates or places, or the notes of an exchange",
        [{"step": "initialling", "date": "2012-11"}],
        (),
    )
    provisional_from: DateOrUnknown | None = described(
        "From when it was applied provisionally; unknown where it was looked for and not found",
        "1992-07-17",
        None,
    )
    in_force: DateOrUnknown | None = described(
        "When it entered into force; unknown where it was looked for and not found", "2014-06-30", None
    )
    ended: DateOrUnknown | None = described("When it ended; left out where no end is recorded", "2019-08-02", None)
    kind: Kind = described("The form of the instrument", "agreement", Kind.OTHER)
    binding: Binding | None = described(
        "Whether it binds in law, where a source says so", {"is": "no", "source": "rt-2013"}, None
    )
    topics: tuple[TopicSlug, ...] = described(
        "Topics, by their slug in topics.yml", ["air-defence"], (), schema=EACH_ONCE
    )
    place: Place | None = described("Where it was signed", {"name": "Astana", "country": "KAZ"}, None)
    term: Duration | None = described("For how long it was concluded", {"duration": "five years"}, None)
    secret: Secrecy | None = described("That it, or a part of it, was secret", {"extent": "part"}, None)
    status: Status | None = described(
        "What has become of it, where a source states it", {"is": "in-force", "source": "rt-2013"}, None
    )
    parties: tuple[Participation, ...] = described(
        "Who took part: codes, or mappings that say more", ["RUS", "KAZ"], schema=EACH_ONCE
    )
    open_to: Words | None = described("To whom it is open, where its parties are not listed here", "all states", None)
    party_count: PartyCount | None = described("How many parties it has", {"count": 191, "as_of": "2024"}, None)
    signatories: tuple[Signatory, ...] = described(
        "The persons who signed", [{"name": "Sergei Shoigu", "party": "RUS"}], ()
    )
    quotes: tuple[Quote, ...] = described(
        "Words of the text or about it, verbatim",
        [{"text": "The stations are open to both.", "locator": "Article 2", "source": "rt-2013"}],
        (),
    )
    summary: Words = described(
        "What was agreed, in one or two plain sentences of our own",
        "Russia and Kazakhstan agree to link their air-defence forces.",
    )
    context: Prose | None = described(
        "What led to it and what came of it, in CommonMark", "Talks had begun in 2007.", None
    )
    conflicts: tuple[Conflict, ...] = described(
        "Where another source says otherwise",
        [{"field": "date", "value": "2 February 2009", "source": "rt-2013"}],
        (),
    )
    relations: tuple[Relation, ...] = described(
        "How it stands to other agreements",
        [{"type": "based-on", "target": "cis-joint-air-defence-1995"}],
        (),
    )
    sources: tuple[Source, ...] = described(
        "Where all this can be read; at least one",
        [{"publisher": "RT", "url": "https://example.org/report"}],
        schema={"minItems": 1},
    )
    identifiers: Annotated[dict[Words, Words], AfterValidator(check_identifiers)] = described(
        "Its numbers elsewhere: unts, wikidata, cets, celex, doi", {"wikidata": "Q12345"}, {}, schema=SCHEMES_SCHEMA
    )
    formerly: tuple[Slug, ...] = described(
        "Ids that it had before; their pages lead here", ["russia-kazakhstan-air-defence"], ()
    )
    added: ExactDay | None = described("The day on which this entry was added", "2026-11-22", None)
    changes: tuple[Change, ...] = described(
        "What was changed since", [{"date": "2026-12-01", "note": "Added a source."}], ()
    )
    accepts: tuple[Acceptance, ...] = described(
        "Warnings that are right to ignore here",
        [{"code": "retroactive", "why": "It applies from the earlier day."}],
        (),
    )

    @model_validator(mode="after")
    def _names_parties(self) -> Agreement:
        if not self.parties and self.open_to is None:
            hint = "list their codes, as [RUS, KAZ], or say in open_to to whom it is open"
            raise refusal(Code.MISSING_FIELD, "no party is named", hint, "parties")
        return self

    @model_validator(mode="after")
    def _names_a_source(self) -> Agreement:
        if not self.sources:
            raise refusal(Code.MISSING_FIELD, "no source is named", "name at least one", "sources")
        return self

    @property
    def headline(self) -> str:
        """The short title where there is one."""
        return self.short_title or self.title

    @property
    def is_political(self) -> bool:
        """Whether a source says that it does not bind: it is then "in effect", never "in force"."""
        return self.binding is not None and self.binding.is_ is YesNo.NO

    @property
    def family(self) -> Family:
        """What the eye should take it for: by its form, but that what a source says does not bind is political."""
        return Family.POLITICAL if self.is_political else self.kind.family

    @property
    def codes(self) -> tuple[str, ...]:
        """The parties' codes, in the file's order."""
        return tuple(participation.party for participation in self.parties)

    @property
    def has_unlisted_parties(self) -> bool:
        """Whether parties are known to be missing from the list: others may join, or more are counted than listed."""
        counted = self.party_count.count if self.party_count else 0
        return self.open_to is not None or counted > len(self.parties)

    def actions_of(self, code: str) -> tuple[Action, ...]:
        """What a party did; empty where it took no part or nothing is recorded."""
        return tuple(action for part in self.parties if part.party == code for action in part.actions)


FIELDS: tuple[str, ...] = tuple(field.alias or name for name, field in Agreement.model_fields.items())
"""The names of an entry's fields, in the order in which a file should have them."""

SUPPORTED: tuple[str, ...] = (*FIELDS, "actions")
"""What a source can support and a conflict can concern: the fields, and the parties' actions by themselves."""
