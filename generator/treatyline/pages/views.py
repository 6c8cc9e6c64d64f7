"""What templates are given: one view a kind of page, and the parts that views share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from treatyline.dates import Edtf
from treatyline.gaps import Gaps
from treatyline.model import Agreement, Participation, Party, Topic
from treatyline.model.dates import ExactDay
from treatyline.pages.life_strip import LifeStrip
from treatyline.pages.lifelines import Lifelines
from treatyline.problems import Problem


@dataclass(frozen=True, slots=True)
class PartyLink:
    """A party by name. `page` is None where it has no page; `today` is today's name where it differs."""

    code: str
    name: str
    page: str | None
    today: str | None = None


@dataclass(frozen=True, slots=True)
class ParticipationView:
    """A party's part in an agreement, under the name of that day."""

    link: PartyLink
    participation: Participation


TopicLink: TypeAlias = tuple[str, Topic]
"""A topic, after its page."""


@dataclass(frozen=True, slots=True)
class Card:
    """An agreement in a list."""

    id: str
    page: str
    agreement: Agreement
    parties: tuple[PartyLink, ...]
    topics: tuple[TopicLink, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """The agreements of one year; `date` is the year, or as much of it as is known (172X, ../1950)."""

    date: Edtf
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One relation seen from an agreement. `page` is None where the other has no entry."""

    label: str
    title: str
    page: str | None
    date: Edtf | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source in the list of an agreement's sources: its number from 1 on, and what it is called."""

    number: int
    label: str


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Everything that an agreement's file says, the parties that it founded, and its neighbours in time.

    `citations` are by the source's id.
    """

    id: str
    agreement: Agreement
    citations: dict[str, Citation]
    parties: tuple[ParticipationView, ...]
    party_names: dict[str, PartyLink]
    topics: tuple[TopicLink, ...]
    founded: tuple[PartyLink, ...]
    relations: tuple[RelationLine, ...]
    gaps: Gaps
    life: LifeStrip | None
    previous: Card | None
    next: Card | None


@dataclass(frozen=True, slots=True)
class KinView:
    """A state before or after another, with its own agreements: shown apart, never merged."""

    link: PartyLink
    how: str
    note: str | None
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class PartnerView:
    """With whom a party agrees, and how often."""

    link: PartyLink
    count: int


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party with its agreements, those it agrees with, the states before and after it, and what founded it.

    `ends` are the first and the latest agreement that it came to, each after the day on which it first acted; `span`
    are these days. `pending` are those that a source says are signed and not in force.
    """

    code: str
    party: Party
    years: tuple[Year, ...]
    count: int
    ends: tuple[tuple[Edtf, Card], ...]
    span: tuple[Edtf, Edtf] | None
    bilateral: tuple[PartnerView, ...]
    multilateral: tuple[PartnerView, ...]
    predecessors: tuple[KinView, ...]
    successors: tuple[KinView, ...]
    founded_by: tuple[Year, ...]
    pending: tuple[Card, ...]
    lifelines: Lifelines | None


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party in a list of parties. One that is party to no agreement of this site was founded by one of them."""

    link: PartyLink
    party: Party
    count: int
    span: tuple[Edtf, Edtf] | None
    founded_by: Card | None


@dataclass(frozen=True, slots=True)
class PartiesView:
    """Parties by name."""

    rows: tuple[PartyRow, ...]


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic with its agreements."""

    topic: Topic
    years: tuple[Year, ...]
    count: int


@dataclass(frozen=True, slots=True)
class MovedView:
    """Where a page has gone."""

    to: Card


@dataclass(frozen=True, slots=True)
class Correction:
    """Something false that stood on an agreement's page, and since when it does not."""

    date: ExactDay
    note: str
    card: Card


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """All corrections, the latest first."""

    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """An agreement among others on one page; `body` is None where something wrong keeps it from being drawn."""

    id: str
    title: str
    file: str
    is_new: bool
    body: Markup | None


@dataclass(frozen=True, slots=True)
class ExcerptView:
    """The agreements that a change touches, the paths of those it deletes, and the problems that it brings about.

    Beside a problem stands the address of the page that explains it, None where there is none.
    """

    styles: Markup
    drawn: tuple[Drawn, ...]
    gone: tuple[str, ...]
    problems: tuple[tuple[Problem, str | None], ...]
