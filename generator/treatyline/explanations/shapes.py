"""The rules of one field's shape: whether it is known, needed, filled, and of the right form."""

from __future__ import annotations

from treatyline.explanations.base import Explanation
from treatyline.explanations.completion import example
from treatyline.problems import Code

SHAPES = (
    Explanation(
        Code.NOT_A_MAPPING,
        means='A group of fields belongs here, not a single value. Write each field of the group as "name: value", '
        "on indented lines of its own or between { and }.",
        why="A place has a name and a country, a source has a publisher and an address. Kept apart, each can be "
        "checked, linked and searched for by itself.",
        wrong=example("place: Tromsø"),
        right=example("place: {name: Tromsø, country: NOR}"),
    ),
    Explanation(
        Code.NOT_A_LIST,
        means="A list belongs here, even if only one thing is in it. Put that one in [square brackets], or on the next "
        "line after a hyphen.",
        why="An agreement can have several topics, quotes and sources. If one of them could stand without a mark, "
        "nobody could tell a comma inside it from a comma between two.",
        wrong=example("topics: weather"),
        right=example("topics: [weather]"),
        is_mended=True,
    ),
    Explanation(
        Code.NOT_TEXT,
        means="One line of text belongs here. Write no list, no group of fields and no line break; a text that is too "
        "long for one line may stand on indented lines after >-, and is joined when it is read.",
        why="Titles, names and summaries appear in headlines, tables and calendars, where there is room for a line. "
        "Paragraphs have a field of their own, context.",
        wrong=example("""
            summary: |
              Norway and Sweden share two weather stations,
              which both of them may use.
        """),
        right=example("""
            summary: >-
              Norway and Sweden share two weather stations,
              which both of them may use.
        """),
    ),
    Explanation(
        Code.EMPTY_VALUE,
        means="The field has a name and no value. Fill it in, or delete the line; if you looked for a date of entry "
        "into force or of the end and found none, write unknown.",
        why="A reader has to see whether nobody has looked or whether somebody has and found nothing. An empty field "
        "says neither.",
        wrong=example("in_force:"),
        right=example("in_force: unknown"),
    ),
    Explanation(
        Code.UNKNOWN_FIELD,
        means="There is no field of this name here. Check the spelling, and whether the field belongs a step further "
        "in or out; the message names the nearest field, or all that are possible.",
        why="If a misspelt field were simply passed over, what you wrote in it would be lost without a word.",
        wrong=example("in_forse: 2001-10-01"),
        right=example("in_force: 2001-10-01"),
    ),
    Explanation(
        Code.MISSING_FIELD,
        means="Something that is always needed is missing. Add the field that the message names, on a line of its own "
        "and lined up with its neighbours.",
        why="Little is required: a title, a date, the parties, a summary and one source. Without a date an entry has "
        "no place on a timeline, and without a source nobody can check it.",
        wrong=example("""
            sources:
              - title: Two Stations for Two Neighbours
                url: https://example.org/gazette/1
        """),
        right=example("""
            sources:
              - title: Two Stations for Two Neighbours
                publisher: A Gazette
                url: https://example.org/gazette/1
        """),
    ),
    Explanation(
        Code.UNKNOWN_VALUE,
        means="This field accepts certain words, and not this one. Write the word that the message suggests, or choose "
        "among those that it lists.",
        why="Fixed words let readers find all treaties or all ratifications. They also keep apart what the law keeps "
        "apart: a state that has signed a treaty is not bound by it yet.",
        wrong=example("""
            parties:
              - NOR
              - party: SWE
                actions:
                  - {type: ratified, date: 2001-08-30}
        """),
        right=example("""
            parties:
              - NOR
              - party: SWE
                actions:
                  - {type: ratification, date: 2001-08-30}
        """),
    ),
)
"""One explanation for each rule of one field's shape."""
