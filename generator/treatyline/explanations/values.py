"""The rules of one field's value: what a date, an address, an id or a number may look like."""

from __future__ import annotations

from treatyline.explanations.base import Explanation
from treatyline.explanations.completion import example
from treatyline.problems import Code

VALUES = (
    Explanation(
        Code.BAD_DATE,
        means="This is no date, or not written as dates are here. Write the year, the month and the day, as in "
        '2001-05-17, and leave off what the source does not say: 2001-05, or 2001; "about 1380" is 1380~.',
        why="To some readers 05/07 is a day in July, to others one in May; with the year first it is one day to all. "
        "And a date can be given as roughly as it is known, so that nobody has to make up a day.",
        wrong=example("date: 17 May 2001"),
        right=example("date: 2001-05-17"),
        is_mended=True,
    ),
    Explanation(
        Code.BAD_URL,
        means="This is not a web address that readers can follow. Copy the whole address from your browser, from "
        "https:// on; write a space in it as %20, and leave out a user name and its @.",
        why="Some addresses run a program instead of opening a page, and some hide where they lead. Only those that "
        "begin with https:// or http:// and can be read plainly become links.",
        wrong=example("""
            sources:
              - publisher: A Gazette
                url: www.example.org/gazette/1
        """),
        right=example("""
            sources:
              - publisher: A Gazette
                url: https://www.example.org/gazette/1
        """),
    ),
    Explanation(
        Code.BAD_LINK,
        means="A link in this text does not lead to the web. Write its whole address, from https:// on, or mailto: and "
        "an e-mail address; to point to another entry, use relations.",
        why="The text may be read outside its page, where half an address leads nowhere. A relation is checked, and "
        "the other agreement's page shows it too.",
        wrong=example("context: It followed [the lighthouse](/agreements/lighthouse-1991/)."),
        right=example("""
            context: It followed the agreement on a lighthouse.
            relations:
              - {type: based-on, target: lighthouse-1991}
        """),
    ),
    Explanation(
        Code.BAD_ID,
        means="This cannot be an id: a name in a web address. Use small letters a to z, digits and single hyphens, "
        "with at most 80 characters; if the message says that the name is reserved, add a word to it.",
        why="Entries refer to one another by their ids, and each page is found by one. Plain ids can be typed on any "
        "keyboard and stand unchanged in any address.",
        wrong=example("formerly: [Weather Stations]"),
        right=example("formerly: [weather-stations]"),
    ),
    Explanation(
        Code.BAD_CODE,
        means="This cannot be the code of a party. In parties.yml each party stands below its code: two to eight "
        "capital letters or digits, a letter first; for a state, the three letters of ISO 3166-1.",
        why="A code is never mistaken for a name, and it stays when the name changes: Swaziland has become Eswatini, "
        "and both are SWZ.",
        wrong=example("""
            # parties.yml
            Arctic Forum:
              kind: organisation
              name: Arctic Forum
              slug: arctic-forum
        """),
        right=example("""
            # parties.yml
            ARCFORUM:
              kind: organisation
              name: Arctic Forum
              slug: arctic-forum
        """),
    ),
    Explanation(
        Code.BAD_NUMBER,
        means="A number in digits belongs here. Write 191, and no words, commas or units; there is room for six "
        "digits.",
        why="A number in words can be read but not counted. And a comma would leave it open whether 1,200 is twelve "
        "hundred or one and a fifth.",
        wrong=example("party_count: {count: two}"),
        right=example("party_count: {count: 2}"),
    ),
    Explanation(
        Code.BAD_FLAG,
        means="Only true or false can stand here. Write true, or delete the line, which is the same as false.",
        why="Programs do not agree on what words like yes, on or 1 mean. About these two there is no doubt.",
        wrong=example("""
            signatories:
              - name: Ada Lind
                for_all: yes
        """),
        right=example("""
            signatories:
              - name: Ada Lind
                for_all: true
        """),
        is_mended=True,
    ),
    Explanation(
        Code.BAD_LANGUAGE,
        means="This is not the international code of a language. Write en for English, ru for Russian, zh-Hans for "
        "Chinese in simplified characters; a language's name in words will not do.",
        why="From this code, a BCP 47 tag, browsers choose letter forms and hyphenation, and screen readers a voice. "
        "They understand nothing else.",
        wrong=example("titles: {Swedish: Avtal om två väderstationer}"),
        right=example("titles: {sv: Avtal om två väderstationer}"),
        is_mended=True,
    ),
    Explanation(
        Code.BAD_IDENTIFIER,
        means="The register named here has no such numbers. Look the number up again and write it as that register "
        "does: I-541 in the United Nations Treaty Series, Q7184 in Wikidata.",
        why="Readers follow these numbers to the treaty's page in another collection. With a digit or a letter missing "
        "they would arrive at another treaty, or nowhere.",
        wrong=example("identifiers: {wikidata: 7184}"),
        right=example("identifiers: {wikidata: Q7184}"),
    ),
    Explanation(
        Code.TOO_LONG,
        means="This text is longer than its field allows. Shorten it; a headline may have 90 characters, another line "
        "500, a longer text 20,000. What does not fit may belong in context.",
        why="A headline must fit the timeline, on a telephone too. A summary of one or two sentences is read; a page "
        "of them is not.",
        wrong=example("""
            short_title: >-
              Norway and Sweden agree to build, to man and to share
              two weather stations on the coast of the north
        """),
        right=example("short_title: Norway and Sweden share weather stations"),
    ),
    Explanation(
        Code.REPEATED_VALUE,
        means="The same thing is listed twice. Delete one of the two; a party is listed once, with all its roles and "
        "actions, and no two sources share an id.",
        why="A party that is listed twice would be counted twice. And if two sources had one id, nobody could tell "
        "which of them a statement comes from.",
        wrong=example("parties: [NOR, SWE, NOR]"),
        right=example("parties: [NOR, SWE]"),
        is_mended=True,
    ),
    Explanation(
        Code.CONFLICTING_FIELDS,
        means="Two fields here exclude each other. Keep one: a quotation has a speaker or a place in the text (the "
        "locator), a relation a target or a title, a person signs for one party or for all. Only a speaker has an "
        "office.",
        why="What a minister says and what an article says are different kinds of evidence, and the page presents them "
        "differently. It cannot do so while an entry claims both.",
        wrong=example("""
            quotes:
              - text: The stations are open to both.
                speaker: Ada Lind
                locator: Article 2
                source: gazette
        """),
        right=example("""
            quotes:
              - text: The stations are open to both.
                locator: Article 2
                source: gazette
        """),
    ),
)
"""One explanation for each rule of one field's value."""
