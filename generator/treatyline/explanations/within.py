"""The rules across the fields of one entry: what they refer to, and whether they can all be true."""

from __future__ import annotations

from treatyline.explanations.base import Explanation
from treatyline.explanations.completion import example
from treatyline.problems import Code

WITHIN = (
    Explanation(
        Code.UNKNOWN_PARTY,
        means="No party with this code is known. Write the code and not the name: for a state the three letters of ISO "
        "3166-1. A party that has no code yet, such as an organisation, is first added to parties.yml.",
        why="States have many names, and change them. One code gathers all agreements of a party on one page, and "
        "implies no recognition.",
        wrong=example("parties: [Norway, SWE]"),
        right=example("parties: [NOR, SWE]"),
        is_mended=True,
    ),
    Explanation(
        Code.UNKNOWN_TOPIC,
        means="The file topics.yml does not have this topic. Choose one that stands there, or add yours with its "
        "label.",
        why="A topic's page is of use when everything on the subject is there. Without one list of topics, weather, "
        "climate and meteorology would each have a part of it.",
        wrong=example("topics: [wether]"),
        right=example("topics: [weather]"),
    ),
    Explanation(
        Code.UNKNOWN_SOURCE,
        means="No source of this entry has this id. Copy the id from the entry's sources; if the right source has "
        'none there, give it one, on a line such as "id: gazette".',
        why="A statement that refers to a source which is not there looks proved and is not.",
        wrong=example("term: {duration: five years, source: gazete}"),
        right=example("term: {duration: five years, source: gazette}"),
    ),
    Explanation(
        Code.UNKNOWN_SUPPORT,
        means="An entry has no field of this name. Under supports, write the names of fields as they stand in the "
        "file: date, parties, in_force and so on; actions stands for what the parties did.",
        why="To say which source proves which field is to let a reviewer check it in a minute. A name that fits no "
        "field would prove nothing.",
        wrong=example("""
            sources:
              - id: gazette
                publisher: A Gazette
                supports: [date, party]
        """),
        right=example("""
            sources:
              - id: gazette
                publisher: A Gazette
                supports: [date, parties]
        """),
    ),
    Explanation(
        Code.NOT_A_PARTY,
        means="Whoever signs here is not among the parties. Add that party to parties, or check the code.",
        why="Nobody can sign for a state that takes no part. Either the list of parties is not complete, or the code "
        "is another state's.",
        wrong=example("""
            parties: [NOR, SWE]
            signatories:
              - {name: Ada Lind, party: DNK}
        """),
        right=example("""
            parties: [NOR, SWE]
            signatories:
              - {name: Ada Lind, party: SWE}
        """),
    ),
    Explanation(
        Code.PARTY_NOT_YET,
        means="The party did not exist yet on that day. Write the code of the state that existed then, which the "
        "message names where it is known; if the party did act in its own name, accept the warning and say why.",
        why="What the Soviet Union signed in 1975 was not signed by Russia, and readers should see the name of that "
        "day. But there are exceptions: Ukraine and Belarus signed for themselves long before 1991.",
        wrong=example("date: 1975-05-17\nparties: [NOR, RUS]"),
        right=example("date: 1975-05-17\nparties: [NOR, SUN]"),
    ),
    Explanation(
        Code.PARTY_NO_MORE,
        means="The party no longer existed on that day. Check the date, or write the code of a state that came after; "
        "if the old name was indeed still used, accept the warning and say why.",
        why="A former state has a page of its own, with what it signed and no more. A date after its end is often a "
        "slip in the year.",
        wrong=example("date: 2001-05-17\nparties: [NOR, SUN]"),
        right=example("date: 2001-05-17\nparties: [NOR, RUS]"),
    ),
    Explanation(
        Code.ENDED_TOO_EARLY,
        means="The agreement ends before it begins. Check the dates; if it was applied provisionally before it was in "
        "force, write the first day of that in provisional_from.",
        why="Nothing can end before it was agreed, and only an agreement that is applied provisionally can end before "
        "it is in force. So one of the dates must be wrong, or one is missing.",
        wrong=example("in_force: 2001-10-01\nended: 2001-06-30"),
        right=example("in_force: 2001-10-01\nended: 2011-06-30"),
    ),
    Explanation(
        Code.RETROACTIVE,
        means="It entered into force before its own date. Check both days; if the agreement does take effect from an "
        "earlier day, accept the warning and name the clause that says so.",
        why="Effect from an earlier day is real but rare; two dates in each other's place are common. Somebody looks "
        "once, and the reason then stands in the entry for the next one who wonders.",
        wrong=example("date: 2001-05-17\nin_force: 2001-01-01"),
        right=example("""
            date: 2001-05-17
            in_force: 2001-01-01
            accepts:
              - code: retroactive
                why: Article 9 gives it effect from the beginning of the year.
        """),
    ),
    Explanation(
        Code.FAR_FROM_LIFE,
        means="A quotation or action is decades from the agreement. It is dated more than twenty years before the "
        "agreement or after its end: check the date, and if it is right, accept the warning and say why.",
        why="To write 1901 for 2001 is easy, and nothing else would reveal it. A treaty may well be recalled or "
        "acceded to much later, which is why this only asks.",
        wrong=example("""
            date: 2001-05-17
            quotes:
              - text: The stations are open to both.
                locator: Article 2
                date: 1901-05-17
                source: gazette
        """),
        right=example("""
            date: 2001-05-17
            quotes:
              - text: The stations are open to both.
                locator: Article 2
                date: 2001-05-17
                source: gazette
        """),
    ),
    Explanation(
        Code.IN_THE_FUTURE,
        means="This date has not come yet. Check it; if it is what was planned, delete the field and tell the plan in "
        "words, under context.",
        why="The fields of an entry say what has happened, and plans change. A slip in the century comes to light here "
        "as well.",
        wrong=example("in_force: 2101-10-01"),
        right=example("context: It is to enter into force in October 2101."),
    ),
    Explanation(
        Code.NEEDLESS_ACCEPT,
        means="This entry accepts a warning that it does not get. Delete that acceptance.",
        why="Once a date has been put right, there is nothing left to accept. Left in place, the acceptance would "
        "silence the next warning of the same kind, too.",
        wrong=example("""
            in_force: 2001-10-01
            accepts:
              - code: retroactive
                why: Article 9 gives it effect from the beginning of the year.
        """),
        right=example("in_force: 2001-10-01"),
        is_mended=True,
    ),
)
"""One explanation for each rule across the fields of an entry."""
