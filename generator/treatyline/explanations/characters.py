"""The rules of a file's text: which characters it may hold, and that it holds anything."""

from __future__ import annotations

from treatyline.explanations.base import Example, Explanation
from treatyline.explanations.completion import AROUND, ENTRY, example
from treatyline.problems import Code

_NOTHING_BUT_A_COMMENT = "# Nobody has written this yet.\n"

CHARACTERS = (
    Explanation(
        Code.CONTROL_CHARACTER,
        means="The text holds a control character. It cannot be seen and got there by accident: delete the words "
        "around it and type them again. The example shows one as [U+0007].",
        why="Such characters come along with text that was copied from a PDF or a terminal. Feeds, calendars and "
        "spreadsheets break on them, and nobody can see why.",
        wrong=example("title: Agreement on Two[U+0007] Weather Stations"),
        right=example("title: Agreement on Two Weather Stations"),
        is_mended=True,
    ),
    Explanation(
        Code.INVISIBLE_CHARACTER,
        means="The text holds a character that cannot be seen. Delete it, or type the words around it again; it may "
        "stay only in scripts that cannot be written without it, such as Arabic and Devanagari. The example shows one "
        "as [U+200B].",
        why="Two words that look alike can differ by a hidden character, and a search then misses one of them. Some "
        "such characters even reverse the order in which a line is shown. A reviewer must be able to trust that what "
        "can be seen is all there is.",
        wrong=example("place: {name: Tromsø[U+200B], country: NOR}"),
        right=example("place: {name: Tromsø, country: NOR}"),
        is_mended=True,
    ),
    Explanation(
        Code.TAB_INDENTATION,
        means="A line begins with a tab. Indent it with spaces instead, two for each step. The example shows a tab as "
        "[tab].",
        why="In YAML, the format of these files, indentation says what belongs to what. It allows no tabs there, "
        "because each editor draws them in another width.",
        wrong=example("place:\n[tab]name: Tromsø\n[tab]country: NOR"),
        right=example("place:\n  name: Tromsø\n  country: NOR"),
    ),
    Explanation(
        Code.EMPTY_FILE,
        means="There is nothing in this file. Write the agreement's fields, or delete the file; a comment, which "
        "begins with #, does not count.",
        why="An empty file is a draft that was forgotten or an upload that went wrong. Its name promises an agreement "
        "that the site could not show.",
        wrong=Example(_NOTHING_BUT_A_COMMENT.strip(), {**AROUND, ENTRY: _NOTHING_BUT_A_COMMENT}),
        right=example("""
            title: Agreement on Two Weather Stations
            date: 2001-05-17
            parties: [NOR, SWE]
            summary: Norway and Sweden share two weather stations.
            sources:
              - publisher: A Gazette
        """),
    ),
)
"""One explanation for each rule of a file's text."""
