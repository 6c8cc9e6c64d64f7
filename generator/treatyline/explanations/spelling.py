"""The rules of YAML: what must be clear before a field can be read, and what an entry does without."""

from __future__ import annotations

from treatyline.explanations.base import Example, Explanation
from treatyline.explanations.completion import AROUND, ENTRY, entry, example
from treatyline.problems import Code

_GUESTS = """\
signatories:
  - {name: The First of Many, party: NOR}
  - {name: The Second of Many, party: NOR}
"""
_MANY_GUESTS = _GUESTS + "  - {name: One of Many, party: NOR}\n" * 2_500

SPELLING = (
    Explanation(
        Code.SEVERAL_DOCUMENTS,
        means="A second document begins inside this file. A line of three hyphens begins one: delete that line, or "
        "move what follows it to a file of its own.",
        why="One file describes one agreement and gives it its address. What stands below such a line would have no "
        "address, and so no page.",
        wrong=example("""
            place: {name: Tromsø, country: NOR}
            ---
            context: Each had built a station before.
        """),
        right=example("""
            place: {name: Tromsø, country: NOR}
            context: Each had built a station before.
        """),
    ),
    Explanation(
        Code.YAML_SYNTAX,
        means='The file cannot be taken apart into fields. It is written in YAML, as lines of "field: value"; the '
        "message says what is out of place. Most often a text that holds a colon or begins with a special character "
        "needs double quotation marks around it, or a line is not lined up with its neighbours.",
        why="It must be certain where each value begins and ends. A guess could make a field out of half a title, so "
        "the file is left alone until it is clear.",
        wrong=example("title: Agreement: Two Weather Stations"),
        right=example('title: "Agreement: Two Weather Stations"'),
    ),
    Explanation(
        Code.ANCHOR,
        means="The & gives this value a label for use elsewhere. Delete the & and the label; where the text itself "
        "begins with &, put it in double quotation marks.",
        why="A value with a label can be repeated elsewhere by the label alone, and whoever reads it there does not "
        "see the words. In an entry each thing is said in full where it belongs.",
        wrong=example("title: &name Agreement on Two Weather Stations"),
        right=example("title: Agreement on Two Weather Stations"),
    ),
    Explanation(
        Code.ALIAS,
        means="The * stands for a value from elsewhere. Write that value out here; where the text itself begins with "
        "*, put it in double quotation marks.",
        why="Nobody should have to search the rest of a file to understand one line. A few such repetitions inside "
        "one another can also swell a tiny file to millions of words.",
        wrong=example("parties: [NOR, *neighbour]"),
        right=example("parties: [NOR, SWE]"),
    ),
    Explanation(
        Code.MERGE_KEY,
        means="The sign << takes over the fields of another group. Write those fields out instead.",
        why="Fields that are taken over do not stand where a reader looks for them. Programs do not agree, either, on "
        "which value counts where both groups have the same field.",
        wrong=example("<<: {kind: treaty}"),
        right=example("kind: treaty"),
    ),
    Explanation(
        Code.TAG,
        means="A word that begins with ! sets the type of this value. Delete that word; where the text itself begins "
        "with !, put it in double quotation marks.",
        why="Here the field alone decides whether its value is a date, a list or a text. In some programs such a word "
        "can even start other software, which no text file should be able to do.",
        wrong=example("title: !!str Agreement on Two Weather Stations"),
        right=example("title: Agreement on Two Weather Stations"),
    ),
    Explanation(
        Code.DUPLICATE_KEY,
        means="The same field stands twice in one place. Keep the one that is right and delete the other.",
        why="Most programs would take the last of the two and say nothing. Two dates for one agreement are a "
        "contradiction that only a person with the source at hand can resolve.",
        wrong=example("date: 2001-05-17\ndate: 2001-05-18"),
        right=example("date: 2001-05-17"),
    ),
    Explanation(
        Code.COMPLEX_KEY,
        means="What stands before the colon is not a plain name. Write the name of one field there, as in "
        '"date: 2001-05-17".',
        why="YAML would allow a whole list in the place of a field's name, but no field has such a name. Usually it "
        "is a slip, such as a question mark at the beginning of a line or a colon with nothing before it.",
        wrong=example("[date, in_force]: 2001-05-17"),
        right=example("date: 2001-05-17\nin_force: 2001-05-17"),
    ),
    Explanation(
        Code.TOO_DEEP,
        means="Too much stands inside one another here. Take away the surplus brackets or steps of indentation: no "
        "field needs more than five levels, and twenty are allowed. Folders, too, may lie twenty deep.",
        why="Such nesting comes from a key that was held down too long, or from an attempt to crash the program that "
        "reads the file.",
        wrong=example("topics: [[[[[[[[[[[[[[[[[[[[[[[[[weather]]]]]]]]]]]]]]]]]]]]]]]]]"),
        right=example("topics: [weather]"),
    ),
    Explanation(
        Code.TOO_MANY,
        means="There is more here than can be dealt with at once. A file may hold 10,000 names and values: link to a "
        "longer list instead of copying it in. Where the message says that further problems are not listed, mend the "
        "listed ones first and check again.",
        why="Two hundred parties with five actions each fit in easily; a list of thousands is better read where it was "
        "published. And whoever has made one slip a thousand times is helped enough by the first hundred messages.",
        wrong=Example(f"{_GUESTS}  … and 2,500 more", {**AROUND, ENTRY: f"{entry()}{_MANY_GUESTS}"}),
        right=example("""
            signatories:
              - {name: The First of Many, party: NOR}
            context: |
              The Gazette lists [all who signed](https://example.org/signed).
        """),
    ),
)
"""One explanation for each rule of YAML."""
