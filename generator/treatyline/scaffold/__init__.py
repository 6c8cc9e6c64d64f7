"""A new entry from a few answers: each is checked when it is given, and the file says what else could stand in it."""

from treatyline.scaffold.answers import Answer, AnswerError, is_required, judged, meaning_of
from treatyline.scaffold.commented import scaffold, way_to_schema
from treatyline.scaffold.draft import Draft, guessed_kind
from treatyline.scaffold.naming import folder_for, proposed_id, taken_ids
from treatyline.scaffold.party_search import Found, found_parties, named
from treatyline.scaffold.trial import Trial, brought, in_collection
from treatyline.scaffold.twins import is_warned_of, twins_of

__all__ = [
    "Answer",
    "AnswerError",
    "Draft",
    "Found",
    "Trial",
    "brought",
    "folder_for",
    "found_parties",
    "guessed_kind",
    "in_collection",
    "is_required",
    "is_warned_of",
    "judged",
    "meaning_of",
    "named",
    "proposed_id",
    "scaffold",
    "taken_ids",
    "twins_of",
    "way_to_schema",
]
