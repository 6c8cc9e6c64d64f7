"""The words an entry may choose from. The law's distinctions are kept: signed is not bound."""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A word of a vocabulary: written with hyphens in YAML, with spaces on a page."""

    @property
    def label(self) -> str:
        """As a page shows it."""
        return self.value.replace("-", " ")


class Family(Term):
    """Four families of instruments, told apart by shape and shade."""

    BINDING = "binding"
    PROTOCOL = "protocol-or-amendment"
    POLITICAL = "political"
    OTHER = "other"


class Kind(Term):
    """The form of the instrument."""

    TREATY = "treaty"
    AGREEMENT = "agreement"
    CONVENTION = "convention"
    CHARTER = "charter"
    ACT = "act"
    PROTOCOL = "protocol"
    AMENDMENT = "amendment"
    EXCHANGE_OF_NOTES = "exchange-of-notes"
    MEMORANDUM = "memorandum"
    ARRANGEMENT = "arrangement"
    DECLARATION = "declaration"
    ARMISTICE = "armistice"
    OTHER = "other"

    @property
    def family(self) -> Family:
        """What the eye should take it for; whether it binds is said by `binding` alone."""
        return _FAMILIES.get(self, Family.BINDING)


# An act may bind, as a general act does, or not, as a final act: its form does not tell.
_FAMILIES = {
    Kind.PROTOCOL: Family.PROTOCOL,
    Kind.AMENDMENT: Family.PROTOCOL,
    Kind.MEMORANDUM: Family.POLITICAL,
    Kind.ARRANGEMENT: Family.POLITICAL,
    Kind.DECLARATION: Family.POLITICAL,
    Kind.ACT: Family.OTHER,
    Kind.OTHER: Family.OTHER,
}


class DateOf(Term):
    """What happened on the day by which an agreement is cited."""

    SIGNATURE = "signature"
    OPENING_FOR_SIGNATURE = "opening-for-signature"
    ADOPTION = "adoption"
    EXCHANGE = "exchange"
    ANNOUNCEMENT = "announcement"

    @property
    def participle(self) -> str:
        """As a fact's label: "Signed"."""
        return _PARTICIPLES[self]


_PARTICIPLES = {
    DateOf.SIGNATURE: "Signed",
    DateOf.OPENING_FOR_SIGNATURE: "Opened for signature",
    DateOf.ADOPTION: "Adopted",
    DateOf.EXCHANGE: "Exchanged",
    DateOf.ANNOUNCEMENT: "Announced",
}


class Step(Term):
    """One of several acts by which a text was agreed."""

    INITIALLING = "initialling"
    SIGNATURE = "signature"
    NOTE = "note"


class YesNo(Term):
    """Whether something is so, where sources may differ."""

    YES = "yes"
    NO = "no"
    DISPUTED = "disputed"


class Extent(Term):
    """How much of a text was secret."""

    WHOLE = "whole"
    PART = "part"


class State(Term):
    """What has become of an agreement, as a source states it on a day."""

    NOT_IN_FORCE = "not-in-force"
    PROVISIONALLY_APPLIED = "provisionally-applied"
    IN_FORCE = "in-force"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    TERMINATED = "terminated"
    EXPIRED = "expired"
    NEVER_IN_FORCE = "never-in-force"

    @property
    def is_over(self) -> bool:
        """Whether the agreement has come to an end."""
        return self in {State.SUPERSEDED, State.TERMINATED, State.EXPIRED}

    @property
    def has_not_entered(self) -> bool:
        """Whether the agreement has not entered into force, be it that it still may or that it never will."""
        return self in {State.NOT_IN_FORCE, State.NEVER_IN_FORCE}


class Role(Term):
    """In what role a party took part."""

    PARTICIPANT = "participant"
    GUARANTOR = "guarantor"
    WITNESS = "witness"
    MEDIATOR = "mediator"
    DEPOSITARY = "depositary"
    OBSERVER = "observer"


class ActionType(Term):
    """What a party did about an agreement."""

    INITIALLING = "initialling"
    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    DOMESTIC_APPROVAL = "domestic-approval"
    NOTIFICATION_OF_COMPLETION = "notification-of-completion"
    EXCHANGE_OF_INSTRUMENTS = "exchange-of-instruments"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    PROVISIONAL_APPLICATION = "provisional-application"
    ENTRY_INTO_FORCE = "entry-into-force"
    DECLARATION = "declaration"
    RESERVATION = "reservation"
    OBJECTION = "objection"
    WITHDRAWAL_OF_RESERVATION = "withdrawal-of-reservation"
    SUSPENSION = "suspension"
    DENUNCIATION = "denunciation"
    WITHDRAWAL = "withdrawal"
    REFUSAL_TO_RATIFY = "refusal-to-ratify"
    REVOCATION_OF_WITHDRAWAL = "revocation-of-withdrawal"


class RelationType(Term):
    """How one agreement stands to another; `inverse` is how the other stands to it."""

    AMENDS = "amends"
    SUPERSEDES = "supersedes"
    EXTENDS = "extends"
    IMPLEMENTS = "implements"
    PROTOCOL_TO = "protocol-to"
    BASED_ON = "based-on"
    TERMINATES = "terminates"
    PART_OF = "part-of"
    PARALLEL_TO = "parallel-to"
    RELATED = "related"

    @property
    def inverse(self) -> str:
        """The words for the other direction."""
        return _INVERSES[self]

    @property
    def is_symmetric(self) -> bool:
        """Whether both agreements stand to each other alike."""
        return self in {RelationType.PARALLEL_TO, RelationType.RELATED}


_INVERSES = {
    RelationType.AMENDS: "amended by",
    RelationType.SUPERSEDES: "superseded by",
    RelationType.EXTENDS: "extended by",
    RelationType.IMPLEMENTS: "implemented by",
    RelationType.PROTOCOL_TO: "has the protocol",
    RelationType.BASED_ON: "basis of",
    RelationType.TERMINATES: "terminated by",
    RelationType.PART_OF: "includes",
    RelationType.PARALLEL_TO: "parallel to",
    RelationType.RELATED: "related",
}


class SourceKind(Term):
    """What kind of witness a source is."""

    OFFICIAL = "official"
    TREATY_TEXT = "treaty-text"
    PRESS = "press"
    ACADEMIC = "academic"
    REFERENCE = "reference"


class PartyKind(Term):
    """What a party is; the word decides under which heading it is listed and implies no recognition."""

    STATE = "state"
    FORMER_STATE = "former-state"
    TERRITORY = "territory"
    ORGANISATION = "organisation"
    MOVEMENT = "movement"
    OTHER = "other"

    @property
    def is_country(self) -> bool:
        """Whether its page stands among the countries."""
        return self in {PartyKind.STATE, PartyKind.FORMER_STATE, PartyKind.TERRITORY}


class SuccessionHow(Term):
    """How a state stands to the one before it."""

    CONTINUES = "continues"
    SUCCEEDS = "succeeds"
    SEPARATES_FROM = "separates-from"
    MERGES_INTO = "merges-into"

    @property
    def inverse(self) -> str:
        """The words for the other direction."""
        return _SUCCESSION_INVERSES[self]


_SUCCESSION_INVERSES = {
    SuccessionHow.CONTINUES: "continued by",
    SuccessionHow.SUCCEEDS: "succeeded by",
    SuccessionHow.SEPARATES_FROM: "left by",
    SuccessionHow.MERGES_INTO: "joined by",
}
