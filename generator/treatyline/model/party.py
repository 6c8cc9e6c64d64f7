"""A party to agreements, and a topic under which they are found: what parties.yml and topics.yml hold."""

from __future__ import annotations

from treatyline.model.base import Part, described
from treatyline.model.dates import Date
from treatyline.model.references import AgreementId, PartyCode
from treatyline.model.scalars import Prose, Slug, Words
from treatyline.model.vocabulary import PartyKind, SuccessionHow


class FormerName(Part):
    """A name that a party had for a time; an absent end was not checked."""

    name: Words = described("The name", "Swaziland")
    from_: Date | None = described("From when", "1968-09-06", None, alias="from")
    to: Date | None = described("Its last day", "2018-04-18", None)


class Succession(Part):
    """How this party stands to another one before or after it."""

    party: PartyCode = described("The other party's code", "SUN")
    how: SuccessionHow = described("How", "continues")
    note: Words | None = described("What a reader must know besides", "in part", None)


class Party(Part):
    """A state, a former state, a territory, an organisation or another party. Its code is its key in the file."""

    kind: PartyKind = described("What it is; implies no recognition", "state")
    name: Words = described("The everyday name", "Kazakhstan")
    official: Words | None = described("The long official name", "Republic of Kazakhstan", None)
    names: tuple[FormerName, ...] = described(
        "Names that it had for a time", [{"name": "Swaziland", "to": "2018-04-18"}], ()
    )
    slug: Slug = described("Its part of a URL", "kazakhstan")
    aliases: tuple[Words, ...] = described("Other names under which people look for it", ["Kazakh Republic"], ())
    from_: Date | None = described("Its first day; absent where it was not checked", "1991-12-16", None, alias="from")
    to: Date | None = described("Its last day; absent where it exists or where it was not checked", "1991-12-26", None)
    succession: tuple[Succession, ...] = described(
        "States that it continues, succeeds, left or joined", [{"party": "SUN", "how": "succeeds"}], ()
    )
    founded_by: AgreementId | None = described(
        "The agreement that founded it, by its id", "north-atlantic-treaty-1949", None
    )
    note: Prose | None = described("What a reader must know of it", "Its statehood is disputed.", None)
    source: Words | None = described("Where these facts are from", "ISO 3166-1", None)


class Topic(Part):
    """A subject under which agreements are found. Its slug is its key in the file."""

    label: Words = described("As a page shows it", "Air defence")
    sentence: Words | None = described(
        "What belongs under it, in one sentence", "Agreements on the defence of airspace.", None
    )
