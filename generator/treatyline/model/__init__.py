"""The model of a collection: agreements, parties, topics, and the words they are described with."""

from treatyline.model.agreement import FIELDS, SUPPORTED, Agreement
from treatyline.model.dates import UNKNOWN, Unknown
from treatyline.model.identifiers import SCHEMES
from treatyline.model.parts import (
    Acceptance,
    Action,
    Participation,
    Place,
    Quote,
    Relation,
    Signatory,
    Source,
    Status,
)
from treatyline.model.party import FormerName, Party, Succession, Topic
from treatyline.model.references import PARTY_CODE, References
from treatyline.model.vocabulary import (
    ActionType,
    DateOf,
    Family,
    Kind,
    PartyKind,
    RelationType,
    Role,
    SourceKind,
    State,
    SuccessionHow,
    Term,
    YesNo,
)

__all__ = [
    "FIELDS",
    "PARTY_CODE",
    "SCHEMES",
    "SUPPORTED",
    "UNKNOWN",
    "Acceptance",
    "Action",
    "ActionType",
    "Agreement",
    "DateOf",
    "Family",
    "FormerName",
    "Kind",
    "Participation",
    "Party",
    "PartyKind",
    "Place",
    "Quote",
    "References",
    "Relation",
    "RelationType",
    "Role",
    "Signatory",
    "Source",
    "SourceKind",
    "State",
    "Status",
    "Succession",
    "SuccessionHow",
    "Term",
    "Topic",
    "Unknown",
    "YesNo",
]
