"""What a file looks like after mending: order, quotation marks, white space, mends; and what stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import examples
from tests.sitekit import FLAGSHIP
from treatyline.fixing import UnsafeFixError, fixed
from treatyline.fixing.comments import comments
from treatyline.fixing.scheme import ENTRY, PARTIES, TOPICS
from treatyline.fixing.spacing import without_hidden
from treatyline.model import Agreement
from treatyline.problems import How, Mend
from treatyline.yaml_source import parse
from treatyline.yaml_source.layout import layout_of

SMALL = "title: T\ndate: 2001\nparties: [NOR, SWE]\nsummary: S\nsources:\n  - publisher: P\n"


def mend(text: str, *mends: Mend) -> str:
    """An entry mended, and not changed by being mended again."""
    result = fixed(text, mends, ENTRY)
    assert fixed(result, [], ENTRY) == result
    return result


# --- what is left alone


@pytest.mark.parametrize("file", sorted(FLAGSHIP.glob("agreements/**/*.yml")), ids=lambda file: file.stem)
def test_the_flagships_entries_are_written_as_they_should_be(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert mend(text) == text


@pytest.mark.parametrize("name", ["parties.yml", "topics.yml"])
def test_so_are_its_parties_and_topics(name: str) -> None:
    text = (FLAGSHIP / name).read_text(encoding="utf-8")
    assert fixed(text, [], PARTIES if name == "parties.yml" else TOPICS) == text


@pytest.mark.parametrize(
    "text",
    ["", "- a\n", "title: [\n", "\ttitle: x\n", "title: x\n---\ntitle: y\n", 'title: "x\n', "date: \t 1 \r\n  x:  y"],
)
def test_what_cannot_be_parsed_stays_to_the_byte(text: str) -> None:
    assert fixed(text, [Mend(("title",), How.REPLACE, "z")], ENTRY) == text


def test_a_value_that_is_repeated_by_name_stays_to_the_byte() -> None:
    text = "date: 2001\ntitle: &x T\nsummary: *x\n"
    assert fixed(text, [], ENTRY) == text


# --- white space


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("title: T  \ndate: 2001\n", "title: T\ndate: 2001\n"),
        ("title: T\r\ndate: 2001\r\n", "title: T\ndate: 2001\n"),
        ("title: A\rB\n", "title: A B\n"),
        ("title: T", "title: T\n"),
        ("\n\ntitle: T\n\n\n", "title: T\n"),
        ("\ufefftitle: T\n", "title: T\n"),
        ("title: A\tB\n", "title: A B\n"),
        ("ti\u200btle: T\u202eX\n", "title: TX\n"),
        ("title: A\u2028B\n", "title: A B\n"),
        ("title: T # a  \n", "title: T # a\n"),
        ("context: |+\n  One.", "context: |+\n  One.\n"),
    ],
)
def test_white_space_is_where_it_is_seen(text: str, after: str) -> None:
    assert mend(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "context: |\n  One line  \n  and a break.\n",
        "context: >-\n  One   \n  two\n",
        'title: "a \\\n  b"\n',
        "context: |+\n  One.\n\n\n",
        "title: T\n\n# a thought\n\ndate: 2001\n",
        "context: |+\n  One.  \n",
    ],
)
def test_white_space_that_says_something_stays(text: str) -> None:
    assert mend(text) == text


# --- quotation marks


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ('title: "Treaty of Amity"', "title: Treaty of Amity"),
        ("title: 'Treaty of Amity'", "title: Treaty of Amity"),
        ('date: "2001-05-17"', "date: 2001-05-17"),
        ("date: '1864'", "date: 1864"),
        ("parties: ['NOR', \"SWE\"]", "parties: [NOR, SWE]"),
        ("title: 'Peace: a treaty'", 'title: "Peace: a treaty"'),
        ("title: 1984", 'title: "1984"'),
        ("title: yes", 'title: "yes"'),
        ("short_title: 2013-01-30", 'short_title: "2013-01-30"'),
        ("identifiers: {cets: 005}", 'identifiers: {cets: "005"}'),
        ('"title": T', "title: T"),
        ("quotes: [{excerpt: 'true'}]", "quotes: [{excerpt: true}]"),
        ("party_count: {count: '191'}", "party_count: {count: 191}"),
        ("binding: {is: 'yes'}", "binding: {is: yes}"),
    ],
)
def test_quotation_marks_stand_where_they_are_needed(line: str, after: str) -> None:
    assert mend(f"{line}\n") == f"{after}\n"


@pytest.mark.parametrize(
    "line",
    [
        'title: "Peace: a treaty"',
        'title: "# is a sign"',
        'title: "1984"',
        'title: "no"',
        "title: '\"Peace\": so he said'",
        'title: "[in brackets]"',
        'title: "ends in a colon:"',
        'topics: ["a, b"]',
        'title: "-"',
        'title: "\\u0022Peace\\u0022: so he said"',
        'title: ""',
        "title: 'It''s \"so\": done'",
        'title: "null"',
        'date: "Null"',
        "title: NULL",
        "topics: [~, null]",
        'title: "a\n  b"',
        'title: "a\\tb"',
        'title: "a\\nb"',
        'title: "a\\_b"',
    ],
)
def test_quotation_marks_that_are_needed_stay(line: str) -> None:
    assert mend(f"{line}\n") == f"{line}\n"


# --- order


def test_fields_come_in_the_models_order_each_with_its_comments() -> None:
    text = """\
# yaml-language-server: $schema=x.json
# what they agreed
summary: >-
  One
  two.

# the day
date: 2001  # from the gazette
title: A title
  of two lines
sources:
  # first
  - url: https://example.org/
    # who
    # indeed
    publisher: RT  # behind
    # its name
    id: rt
  - publisher: X
parties: [NOR, SWE]

# the end
"""
    assert (
        mend(text)
        == """\
# yaml-language-server: $schema=x.json
title: A title
  of two lines
# the day
date: 2001  # from the gazette
parties: [NOR, SWE]
# what they agreed
summary: >-
  One
  two.

sources:
  # first
    # its name
  - id: rt
    # who
    # indeed
    publisher: RT  # behind
    url: https://example.org/
  - publisher: X

# the end
""".replace("    # its name\n  - id", "  # its name\n  - id")
    )


def test_an_unknown_field_stays_behind_the_one_before_it() -> None:
    assert mend("date: 2001\nmine: x\ntitle: T\n") == "title: T\ndate: 2001\nmine: x\n"


def test_what_a_collection_orders_itself_stays_in_its_order() -> None:
    text = "summary: S\ntitles:\n  ru: A\n  de: B\n"
    assert list(parse(mend(text)).data["titles"]) == ["ru", "de"]  # type: ignore[index, arg-type]
    parties = "ZZB:\n  slug: b\n  kind: other\n  name: B\nZZA:\n  kind: other\n  name: A\n  slug: a\n"
    assert fixed(parties, [], PARTIES).startswith("ZZB:\n  kind: other\n  name: B\n  slug: b\nZZA:")


def test_a_field_in_braces_stays_in_its_order() -> None:
    assert mend("place: {country: NOR, name: Oslo}\n") == "place: {country: NOR, name: Oslo}\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("context: |\n  One.\n  # two\ndate: 2001\n", "date: 2001\ncontext: |\n  One.\n  # two\n"),
        (
            "    # far in\nparties: []\ntitle: |\n  T\n",
            "title: |\n  T\n# far in\nparties: []\n",
        ),
        (
            "context: |\n  One.\ntitle: T\n\n  # of the title\n# of nothing\n",
            "title: T\n\n  # of the title\ncontext: |\n  One.\n# of nothing\n",
        ),
    ],
    ids=["a text that looks like a comment", "a comment below a text", "a comment below the last field"],
)
def test_no_comment_becomes_a_part_of_a_text_nor_a_text_a_comment(text: str, after: str) -> None:
    assert mend(text) == after


def test_fields_that_begin_with_a_question_mark_stay_in_their_order() -> None:
    assert mend("? 'date'\n: '2001'\n? title\n: T\n") == "? date\n: 2001\n? title\n: T\n"


# --- mends


@pytest.mark.parametrize(
    ("text", "how", "after"),
    [
        ("date: 30 January 2013  # day\n", Mend(("date",), How.REPLACE, "2013-01-30"), "date: 2013-01-30  # day\n"),
        ("parties: [NOR, Sweden]\n", Mend(("parties", 1), How.REPLACE, "SWE"), "parties: [NOR, SWE]\n"),
        ("Title: T # t\n", Mend(("Title",), How.RENAME, "title"), "title: T # t\n"),
        ("topics: peace # p\n", Mend(("topics",), How.ENLIST), "topics: [peace] # p\n"),
        ("topics: 'a, b'\n", Mend(("topics",), How.ENLIST), 'topics: ["a, b"]\n'),
        ("sources: {publisher: P}\n", Mend(("sources",), How.ENLIST), "sources: [{publisher: P}]\n"),
        (
            "quotes:\n  # said\n  text: |\n    One.\n\n    Two.\n  speaker: A # b\n",
            Mend(("quotes",), How.ENLIST),
            "quotes:\n  # said\n  - text: |\n      One.\n\n      Two.\n    speaker: A # b\n",
        ),
        ("topics: [a, b, a] # t\n", Mend(("topics", 2), How.DELETE), "topics: [a, b] # t\n"),
        ("topics: [a, b, c]\n", Mend(("topics", 0), How.DELETE), "topics: [b, c]\n"),
        (
            "topics:\n  - a\n  - a # twice\n  - c\n",
            Mend(("topics", 1), How.DELETE),
            "topics:\n  - a\n  # twice\n  - c\n",
        ),
        (
            "title: T\naccepts:\n  # known\n  - code: retroactive # c\n    why: w\n",
            Mend(("accepts", 0), How.DELETE),
            "title: T\n  # known\n  # c\n".replace("  # known\n  # c", "# known\n# c"),
        ),
        ("title: T\naccepts: [{code: retroactive, why: w}]\n", Mend(("accepts", 0), How.DELETE), "title: T\n"),
    ],
)
def test_a_mend_changes_its_place_alone(text: str, how: Mend, after: str) -> None:
    assert mend(text, how) == after


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("topics: [a, # one\n  a]\n", Mend(("topics", 1), How.DELETE)),
        ("title: |\n  30 January\n", Mend(("title",), How.REPLACE, "x")),
        ("topics: >-\n  peace\n", Mend(("topics",), How.ENLIST)),
        ("title: T\n", Mend(("date",), How.REPLACE, "2001")),
        ("title: T\n", Mend(("parties", 0), How.DELETE)),
        ("title: T\n", Mend((), How.CLEAN)),
    ],
)
def test_a_mend_that_would_lose_something_or_finds_nothing_is_not_done(text: str, how: Mend) -> None:
    assert mend(text, how) == text


def test_a_file_that_would_say_something_else_is_not_rewritten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treatyline.fixing.ordered", lambda text, scheme: text.replace("T", "U"))
    with pytest.raises(UnsafeFixError):
        fixed(SMALL, [], ENTRY)


def test_a_file_that_would_lack_a_comment_is_not_rewritten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("treatyline.fixing.ordered", lambda text, scheme: text.replace(" # a", ""))
    with pytest.raises(UnsafeFixError):
        fixed(f"{SMALL}kind: 'treaty' # a\n", [], ENTRY)


# --- any entry


NAMES = [*Agreement.model_fields, "mine"]
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" #:-'\"\\[],"),
    min_size=1,
    max_size=20,
)
GAPS = st.sampled_from(["", "", "# a comment\n", "\n", "# one\n\n# two\n", "  # far\n"])


def quoted(text: str, style: int) -> str:
    """A text as a contributor may write it."""
    match style:
        case 0:
            return "'" + text.replace("'", "''") + "'"
        case 1:
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case 2:
            return "|\n    " + text.strip() + "\n    more"
        case 3:
            return ">-\n    " + text.strip() + "\n\n    more"
        case 4:
            return "|+\n    " + text.strip() + "\n\n    # more"
    return text


@st.composite
def written(draw: st.DrawFn) -> str:
    """An entry in any order, any quotation marks, with comments between; some are no YAML."""
    lines: list[str] = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1, max_size=6)):
        value = quoted(draw(TEXTS), draw(st.integers(0, 5)))
        shape = draw(st.integers(0, 3))
        if shape == 1 and "\n" not in value:
            value = f"[{value}, b]"
        elif shape == 2:
            title = quoted(draw(TEXTS), draw(st.integers(0, 1)))
            value = f"\n  - {value}\n  # in a list\n  - id: x # id\n    # of it\n    title: {title}"
        lines.append(draw(GAPS) + f"{name}: {value}{draw(st.sampled_from(['', '  # behind', '  ']))}\n")
    return ("".join(lines) + draw(GAPS)).removesuffix(draw(st.sampled_from(["", "\n"])))


@given(written())
@examples(400)
def test_mending_keeps_what_any_file_says_and_every_comment_and_is_done_at_once(text: str) -> None:
    seen = without_hidden(text)
    before = parse(seen)
    after = fixed(text, [], ENTRY)
    if before.data is None or parse(text).data is None:
        assert after == text
        return
    assert stripped(parse(after).data) == stripped(before.data)
    assert fixed(after, [], ENTRY) == after
    assert all_comments(after) == all_comments(seen)


def stripped(value: object) -> object:
    """Without the white space around texts, which no field keeps."""
    match value:
        case str():
            return value.strip()
        case list():
            return [stripped(element) for element in value]
        case dict():
            return {name: stripped(inner) for name, inner in value.items()}
    return value


def all_comments(text: str) -> Sequence[str]:
    root = layout_of(text)
    return sorted(comment.rstrip() for comment in comments(text, root)) if root else ()
