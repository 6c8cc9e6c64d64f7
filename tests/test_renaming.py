"""What a renaming changes: references wherever the model has them, links of pages, former ids; and what it leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel

from tests.helpers import ENTRY, SOME_DAY, TODAY, examples
from tests.sitekit import FLAGSHIP, snapshot, write
from tests.test_fixing import all_comments
from treatyline.contents import find_contents
from treatyline.fixing.additions import with_element
from treatyline.fixing.scheme import ENTRY as ENTRY_SCHEME
from treatyline.fixing.scheme import PARTIES, TOPICS, Scheme
from treatyline.model.references import AgreementId, SourceId
from treatyline.model.scalars import Slug, Words
from treatyline.problems import How
from treatyline.renaming import NotDoneError, RenamingError, carry_out, changes_of
from treatyline.renaming.base import Ids
from treatyline.renaming.entries import mended_file
from treatyline.renaming.references import mends
from treatyline.settings_file import SiteSettings
from treatyline.site import check
from treatyline.yaml_source import Value, parse, read

HERE = SiteSettings("https://example.org/pacts/")
IDS = Ids("old", "new")


def rename(content: Path, old: str, new: str, settings: SiteSettings = HERE) -> dict[str, str]:
    """Rename in a content folder; what was written, by its path there."""
    changes = changes_of(find_contents(content), old, new, settings)
    carry_out(changes)
    return {change.target.relative_to(content).as_posix(): change.after for change in changes}


def refusal(content: Path, old: str, new: str) -> str:
    """Why nothing is renamed; and nothing is."""
    before = snapshot(content)
    with pytest.raises(RenamingError) as refused:
        rename(content, old, new)
    assert snapshot(content) == before
    return str(refused.value).replace(f"{content.as_posix()}/", "")


def entry(title: str, more: str = "") -> str:
    """An entry that is no duplicate of another."""
    return ENTRY.replace("Two Weather Stations", title) + more


def related(*targets: str) -> str:
    return "relations:\n" + "".join(f"  - type: related\n    target: {target}\n" for target in targets)


# --- references in YAML


def test_the_file_the_references_and_the_former_id_change_and_nothing_else(tmp_path: Path) -> None:
    other = "# above\n" + entry("a Ferry", "relations:  # all of them\n  - {target: old, type: related}  # the one\n")
    party = "ATL:\n  kind: state\n  name: Atlantis\n  slug: atlantis\n  founded_by: 'old'  # in 1900\n"
    files = {
        "agreements/2000s/old.yml": entry("a Lighthouse"),
        "agreements/other.yml": other,
        "agreements/old-2.yml": entry("a Tunnel", "formerly: [elder]\n"),
        "parties.yml": party,
    }
    write(tmp_path, files)
    assert rename(tmp_path, "old", "new") == {
        "agreements/2000s/new.yml": files["agreements/2000s/old.yml"] + "formerly: [old]\n",
        "agreements/other.yml": other.replace("target: old", "target: new"),
        "parties.yml": party.replace("'old'", "'new'"),
    }
    assert not (tmp_path / "agreements/2000s/old.yml").exists()
    assert check(find_contents(tmp_path), TODAY).problems == ()
    assert (tmp_path / "agreements/old-2.yml").read_text() == files["agreements/old-2.yml"]


@pytest.mark.parametrize(
    "spelling",
    ["old", "'old'", '"old"', '"\\x6fld"', ">-\n      old", "|- # old\n      old", "old # old"],
)
def test_an_id_is_found_however_it_is_written(tmp_path: Path, spelling: str) -> None:
    text = entry("a Ferry", f"relations:\n  - type: related\n    target: {spelling}\n")
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "agreements/b.yml": text})
    after = rename(tmp_path, "old", "new")["agreements/b.yml"]
    assert after.replace("new", "old") == text.replace("\\x6fld", "old")
    assert all_comments(after) == all_comments(text)
    assert check(find_contents(tmp_path), TODAY).problems == ()


def test_words_that_are_no_references_stay(tmp_path: Path) -> None:
    text = entry("old", "topics: [old]\nplace:\n  name: old\n").replace("id: gazette", "id: old")
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "agreements/b.yml": text})
    write(tmp_path, {"topics.yml": "old:\n  label: old\n"})
    assert list(rename(tmp_path, "old", "new")) == ["agreements/new.yml"]


def test_an_id_that_a_program_takes_for_something_else_is_quoted(tmp_path: Path) -> None:
    write(tmp_path, {"agreements/1949.yml": entry("a Lighthouse"), "agreements/b.yml": entry("a Tunnel")})
    text = entry("a Ferry", related("b", '"1949"'))
    write(tmp_path, {"agreements/c.yml": text})
    rename(tmp_path, "b", "null")
    after = rename(tmp_path, "1949", "1950")
    assert after["agreements/1950.yml"].endswith('formerly: ["1949"]\n')
    assert after["agreements/c.yml"] == text.replace("target: b", 'target: "null"').replace("1949", "1950")


def test_line_ends_and_a_byte_order_mark_stay(tmp_path: Path) -> None:
    def dressed(text: str) -> bytes:
        return b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()

    before, after = entry("a Lighthouse", "added: 2020-01-01\n"), "formerly: [old]\nadded: 2020-01-01\n"
    write(tmp_path, {"agreements/a.yml": ""})
    (tmp_path / "agreements/a.yml").write_bytes(dressed(entry("a Ferry", related("old"))))
    (tmp_path / "agreements/old.yml").write_bytes(dressed(before))
    (tmp_path / "page.md").write_bytes(dressed("[x](agreements/old.md)\n"))
    rename(tmp_path, "old", "new")
    assert snapshot(tmp_path) == {
        "agreements/a.yml": dressed(entry("a Ferry", related("new"))),
        "agreements/new.yml": dressed(before.replace("added: 2020-01-01\n", after)),
        "page.md": dressed("[x](agreements/new.md)\n"),
    }


class Echo(BaseModel):
    by: Annotated[AgreementId, AfterValidator(str.strip)] | None = None
    as_: AgreementId | None = None
    source: SourceId | None = None


class Tomorrow(BaseModel):
    """A model with references in places where today's has none."""

    amends: AgreementId
    several: tuple[AgreementId, ...] = ()
    some: list[AgreementId | Echo] | None = None
    notes: dict[AgreementId, dict[Words, AgreementId]] = {}
    echoes: tuple[Echo, ...] = ()
    formerly: tuple[Slug, ...] = ()
    title: Words = ""


def test_a_reference_is_found_in_whatever_field_the_model_has_one() -> None:
    data: dict[str, Value] = {
        "amends": "old",
        "several": ["x", "old"],
        "some": ["old", {"by": "old"}],
        "notes": {"old": {"old": "old"}, "x": {"y": "z"}},
        "echoes": [{"by": "old", "source": "old"}, {"by": "older"}],
        "formerly": ["old"],
        "title": "old",
        "unknown": "old",
    }
    found = mends({"one": data}, Scheme(Tomorrow, 1), IDS)
    assert {(mend.path, mend.how, mend.text) for mend in found} == {
        (("one", "amends"), How.REPLACE, "new"),
        (("one", "several", 1), How.REPLACE, "new"),
        (("one", "some", 0), How.REPLACE, "new"),
        (("one", "some", 1, "by"), How.REPLACE, "new"),
        (("one", "notes", "old", "old"), How.REPLACE, "new"),
        (("one", "notes", "old"), How.RENAME, "new"),
        (("one", "echoes", 0, "by"), How.REPLACE, "new"),
    }
    steps = [mend.path for mend in found]
    assert steps.index(("one", "notes", "old", "old")) < steps.index(("one", "notes", "old"))


def test_data_of_a_wrong_shape_holds_no_reference() -> None:
    for data in ({"amends": ["old"]}, {"several": "old"}, {"echoes": {"by": "old"}}, {"notes": ["old"]}):
        assert mends(data, Scheme(Tomorrow, 0), IDS) == ()


def test_every_kind_of_reference_that_the_model_has_today_is_known() -> None:
    relation, party = {"relations": [{"target": "old"}]}, {"NATO": {"founded_by": "old"}}
    assert [mend.path for mend in mends(relation, ENTRY_SCHEME, IDS)] == [("relations", 0, "target")]
    assert [mend.path for mend in mends(party, PARTIES, IDS)] == [("NATO", "founded_by")]
    assert mends({"old": {"label": "old"}}, TOPICS, IDS) == ()


# --- former ids


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("title: T\n", "title: T\nformerly: [x]\n"),
        ("title: T", "title: T\nformerly: [x]\n"),
        ("# a\ntitle: T # b\n\n# c\nadded: D\n", "# a\ntitle: T # b\nformerly: [x]\n\n# c\nadded: D\n"),
        ("# a\nadded: D\n", "# a\nformerly: [x]\nadded: D\n"),
        ("sources:\n  - id: s\n  # of s\nadded: D\n", "sources:\n  - id: s\n  # of s\nformerly: [x]\nadded: D\n"),
        ("sources:\n  - id: s\n  # a\n    # b\n# c\n", "sources:\n  - id: s\n  # a\n    # b\nformerly: [x]\n# c\n"),
        ("sources:\n  - id: s\n  # of s", "sources:\n  - id: s\n  # of s\nformerly: [x]\n"),
        ("added: D\ntitle: T\n", "added: D\ntitle: T\nformerly: [x]\n"),
        ("summary: >\n  a\n  b\n\n\nadded: D\n", "summary: >\n  a\n  b\nformerly: [x]\n\n\nadded: D\n"),
        ("title: T\n...\n", "title: T\nformerly: [x]\n...\n"),
        ("formerly: [a]  # b\n", "formerly: [a, x]  # b\n"),
        ("formerly: []\n", "formerly: [x]\n"),
        ("formerly: [\n  a, # b\n  c # d\n]\n", "formerly: [\n  a, # b\n  c, x # d\n]\n"),
        ("formerly: [a,]\n", "formerly: [a, x,]\n"),
        ("formerly:\n  - a  # b\n  # c\nadded: D\n", "formerly:\n  - a  # b\n  # c\n  - x\nadded: D\n"),
        ("formerly:\n- a\n- b", "formerly:\n- a\n- b\n- x\n"),
        ("formerly:  # b\n  -   a\n", "formerly:  # b\n  -   a\n  -   x\n"),
        ("formerly:\nadded: D\n", "formerly: [x]\nadded: D\n"),
        ("title: T\r\nadded: D\r\n", "title: T\r\nformerly: [x]\r\nadded: D\r\n"),
        ("formerly:\r\n  - a\r\n", "formerly:\r\n  - a\r\n  - x\r\n"),
    ],
)
def test_an_element_is_added_where_it_belongs(text: str, after: str) -> None:
    assert with_element(text, "formerly", "x", ENTRY_SCHEME) == after
    expected = {**(parse(text).data or {})}
    former = expected.get("formerly") or []
    assert isinstance(former, list)
    assert parse(after).data == {**expected, "formerly": [*former, "x"]}
    assert all_comments(after) == all_comments(text)


@pytest.mark.parametrize(
    "text",
    ["formerly: a\n", "formerly: {a: b}\n", "{title: T}\n", "title: &a T\n", "title: [\n", "formerly:\n  -\n    a\n"],
)
def test_what_is_written_in_another_way_stays_as_it_is(text: str) -> None:
    assert with_element(text, "formerly", "x", ENTRY_SCHEME) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("formerly: [elder]\n", "formerly: [elder, old]\n"),
        ("formerly: [new]\n", "formerly: [old]\n"),
        ("formerly: [elder, new, eldest]\n", "formerly: [elder, eldest, old]\n"),
        ("formerly:\n  - new  # until 2014\n  - elder\n", "formerly:\n  # until 2014\n  - elder\n  - old\n"),
        ("formerly: [new, elder, new]\n", "formerly: [elder, old]\n"),
        ("formerly: [new, old]\n", "formerly: [old]\n"),
    ],
)
def test_a_former_id_is_added_and_one_that_is_given_back_is_taken_out(tmp_path: Path, before: str, after: str) -> None:
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse", before)})
    rename(tmp_path, "old", "new")
    assert (tmp_path / "agreements/new.yml").read_text() == entry("a Lighthouse", after)


# --- links of pages


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("index.md", "agreements/{}.md"),
        ("index.md", "agreements/{}.md#sources"),
        ("index.md", "./agreements/{}/"),
        ("index.md", "agreements/{}"),
        ("index.md", "agreements/{}/?x=agreements/old#y"),
        ("index.md", "agreements/{}/index.html"),
        ("about.md", "../agreements/{}/#x"),
        ("about.md", "agreements/{}/"),
        ("guide/first.md", "../agreements/{}.md"),
        ("guide/first.md", "../agreements/{}.html"),
        ("guide/first.md", "../../agreements/{}/"),
        ("guide/index.md", "../agreements/{}/"),
        ("about.md", "/agreements/{}/"),
        ("about.md", "/pacts/agreements/{}/"),
        ("about.md", "https://example.org/pacts/agreements/{}/"),
    ],
)
def test_a_link_to_the_page_is_mended(tmp_path: Path, page: str, link: str) -> None:
    before, after = link.format("old"), link.format("new")
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), page: f"# T\n\nSee [it]({before}).\n"})
    assert rename(tmp_path, "old", "new")[page] == f"# T\n\nSee [it]({after}).\n"


def test_a_site_without_an_address_is_served_from_the_root(tmp_path: Path) -> None:
    text = "[x](/agreements/{}/) [x](https://example.org/pacts/agreements/old/)"
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "index.md": text.format("old")})
    assert rename(tmp_path, "old", "new", SiteSettings())["index.md"] == text.format("new")


@pytest.mark.parametrize(
    "text",
    [
        "[x](agreements/{}.md 'T')",
        "[x](<agreements/{}.md>)",
        "[x][y]\n\n[y]: agreements/{}.md 'T'",
        "[y]: agreements/{}.md",
        "`agreements/old.md`\n\n[y]: other.md\n[y]: agreements/{}.md",
        "![x](agreements/{}/map.png)",
        '<a class="b" href="agreements/{}/">x</a>',
        '<div class="grid">\n<a href="agreements/{}/">x</a>\n</div>',
        "!!! note\n\n    [x](agreements/{}.md)",
        "| a | b |\n|---|---|\n| [x](agreements/{}.md) | c |",
        "[^1]: See [x](agreements/{}.md).",
        "[^1]: [x](agreements/{}.md)",
        "- a\n\n    - [x](agreements/{}.md)",
        "> [x](agreements/{}.md)\n> [y](agreements/{}.md)",
        "<https://example.org/pacts/agreements/{}/>",
        "[agreements/old.md](agreements/{}.md)",
        "`agreements/old.md` [x](agreements/{}.md) agreements/old.md",
        "```\n[x](agreements/old.md)\n```\n\n[x](agreements/{}.md)",
        "<!-- [x](agreements/old.md) --> [x](agreements/{}.md)",
        "[x](archive/agreements/old.md) [y](agreements/{}.md)",
        "[x](agreements/{}.md) <img src='agreements/{}/a.png' alt='agreements/old.md'/> [y](agreements/old-2013.md)",
    ],
)
def test_links_are_told_from_what_only_looks_like_one(tmp_path: Path, text: str) -> None:
    before, after = text.replace("{}", "old"), text.replace("{}", "new")
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "page/index.md": "", "index.md": before})
    assert rename(tmp_path, "old", "new")["index.md"] == after


@pytest.mark.parametrize(
    "text",
    [
        "[x](agreements/old-2013/) [x](agreements/older.md) [x](agreements/very-old.md)",
        "[x](https://example.net/agreements/old/) [x](//example.org/agreements/old/) [x](archive/agreements/old.md)",
        "`[x](agreements/old.md)` agreements/old.md old",
        "[x](https://example.net/../../agreements/old/)",
        "[x](topics/old.md) [x](#agreements/old.md) [x](?agreements/old.md)",
        "<!-- agreements/old.md --> <b title='agreements/old.md'>x</b> <? agreements/old.md ?>",
    ],
)
def test_a_page_that_links_elsewhere_stays(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "index.md": text})
    assert list(rename(tmp_path, "old", "new")) == ["agreements/new.yml"]


def test_a_link_to_a_page_of_that_name_in_another_folder_stays(tmp_path: Path) -> None:
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "guide/first.md": "[x](agreements/old.md)"})
    assert list(rename(tmp_path, "old", "new")) == ["agreements/new.yml"]


def test_a_link_that_cannot_be_rewritten_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"agreements/old.yml": entry("a Lighthouse"), "index.md": "[x](agreements/%6Fld.md)"})
    assert refusal(tmp_path, "old", "new") == (
        'index.md links to "old" in a way that cannot be changed safely; write the link as agreements/old.md first'
    )


# --- what is refused


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A content folder with three entries, one of which had another id before."""
    return write(
        tmp_path,
        {
            "agreements/2000s/lighthouse-2001.yml": entry("a Lighthouse"),
            "agreements/2000s/ferry-2001.yml": entry("a Ferry", "formerly: [ship-2001]\n"),
            "agreements/tunnel-2001.yml": entry("a Tunnel", related("lighthouse-2001")),
        },
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("lighthose-2001", "a", 'no entry has the id "lighthose-2001"; did you mean "lighthouse-2001"?'),
        ("Ferry-2001", "a", 'no entry has the id "Ferry-2001"; did you mean "ferry-2001"?'),
        ("2001", "a", 'did you mean "ferry-2001", "lighthouse-2001" or "tunnel-2001"?'),
        ("ship-2001", "a", 'the agreement that had it is now "ferry-2001"'),
        ("zzz", "a", 'no entry has the id "zzz"; an id is the name of an entry\'s file without .yml'),
        ("", "a", 'no entry has the id ""'),
        ("ferry-2001", "Ferry", '"Ferry" is not a valid id; use small letters'),
        ("ferry-2001", "a b", '"a b" is not a valid id; use small letters'),
        ("ferry-2001", "a" * 81, "is not a valid id"),
        ("ferry-2001", "", '"" is not a valid id'),
        ("ferry-2001", "index", '"index" is reserved; add a word to it'),
        ("ferry-2001", "ferry-2001", 'agreements/2000s/ferry-2001.yml has the id "ferry-2001" already'),
        ("ferry-2001", "tunnel-2001", 'the id "tunnel-2001" is taken: agreements/tunnel-2001.yml has it'),
        ("tunnel-2001", "ship-2001", 'the id "ship-2001" is taken: agreements/2000s/ferry-2001.yml had it before'),
        ("ferry-2001", "agreements/a.yml", "agreements/2000s/ferry-2001.yml keeps its folder: give the new id alone"),
    ],
)
def test_an_id_that_cannot_be_meant_or_had_is_refused(three: Path, old: str, new: str, message: str) -> None:
    assert message in refusal(three, old, new)


@pytest.mark.parametrize(
    "old", ["ferry-2001.yml", "x/ferry-2001", "agreements/ferry-2001.md", "/agreements/ferry-2001/"]
)
def test_an_entry_can_be_named_by_its_file_or_its_address(three: Path, old: str) -> None:
    target = three / "agreements/2000s/crossing-2001.yml"
    rename(three, old, str(target))
    assert target.exists()


def test_ids_are_told_apart_ignoring_case(three: Path) -> None:
    write(three, {"agreements/Pier.yml": entry("a Pier", "formerly: [[quay], Jetty]\n")})
    assert "agreements/Pier.yml has it" in refusal(three, "ferry-2001", "pier")
    assert "agreements/Pier.yml had it before" in refusal(three, "ferry-2001", "jetty")
    assert "agreements/Pier.yml has no valid name" in refusal(three, "Pier", "dock")


def test_two_files_of_one_id_are_told(three: Path) -> None:
    write(three, {"agreements/ferry-2001.yml": entry("a Pier")})
    message = '"ferry-2001" can be agreements/2000s/ferry-2001.yml or agreements/ferry-2001.yml'
    assert message in refusal(three, "ferry-2001", "a")


def test_whatever_has_the_name_already_is_not_overwritten(three: Path) -> None:
    (three / "agreements/2000s/a.yml").mkdir()
    assert "agreements/2000s/a.yml is there already" in refusal(three, "ferry-2001", "a")


def test_a_symbolic_link_is_not_renamed(three: Path) -> None:
    (three / "agreements/link.yml").symlink_to(three / "agreements/tunnel-2001.yml")
    assert refusal(three, "link", "a") == "agreements/link.yml is a symbolic link: put the file itself there"


def test_a_link_among_the_entries_keeps_no_other_from_being_renamed(three: Path) -> None:
    (three / "agreements/link.yml").symlink_to(three / "agreements/tunnel-2001.yml")
    rename(three, "ferry-2001", "a")
    assert (three / "agreements/2000s/a.yml").exists()


def test_an_entry_that_cannot_be_parsed_is_not_renamed(three: Path) -> None:
    write(three, {"agreements/broken.yml": "title: [\n"})
    assert refusal(three, "broken", "a") == "agreements/broken.yml cannot be read: `treatyline check` tells why"


@pytest.mark.parametrize("text", ["title: [\nferry-2001\n", "- target: ferry-2001\n"])
def test_a_broken_file_that_names_the_agreement_stops_it(three: Path, text: str) -> None:
    write(three, {"agreements/broken.yml": text})
    assert refusal(three, "ferry-2001", "a") == (
        'agreements/broken.yml cannot be read, and may refer to "ferry-2001": `treatyline check` tells why'
    )


@pytest.mark.parametrize("path", ["agreements/broken.yml", "parties.yml", "topics.yml", "page.md"])
def test_so_does_a_file_of_which_nobody_knows_what_it_says(three: Path, path: str) -> None:
    (three / path).write_bytes(b"title: \xff\n")
    assert f"{path} cannot be read, and may" in refusal(three, "ferry-2001", "a")


def test_a_broken_file_that_does_not_name_it_stays_as_it_is(three: Path) -> None:
    write(three, {"agreements/broken.yml": "title: [ferry-2001-2, a-ferry-2001\n"})
    rename(three, "ferry-2001", "a")
    assert (three / "agreements/broken.yml").read_text() == "title: [ferry-2001-2, a-ferry-2001\n"


@pytest.mark.parametrize(
    "text",
    [
        entry("a Pier", "relations:\n  - {type: related, target: &x ferry-2001}\n"),
        entry("a Pier", "relations:\n  - {type: related, target: !!str ferry-2001}\n"),
        entry("a Pier\x85", related("ferry-2001")),
    ],
)
def test_a_reference_that_cannot_be_rewritten_is_told(three: Path, text: str) -> None:
    write(three, {"agreements/pier.yml": text})
    assert refusal(three, "ferry-2001", "a") == (
        "agreements/pier.yml is written in a way in which the id cannot be changed safely; "
        "run `treatyline fix` first, or rename by hand"
    )


def test_former_ids_that_are_no_list_are_told(three: Path) -> None:
    write(three, {"agreements/pier.yml": entry("a Pier", "formerly: quay\n")})
    assert "its field formerly is no list; `treatyline fix` makes it one" in refusal(three, "pier", "a")


def test_a_file_that_is_gone_or_another_by_now_is_told(three: Path) -> None:
    file = three / "agreements/tunnel-2001.yml"
    known = read(file, "tunnel-2001.yml")
    write(three, {"agreements/tunnel-2001.yml": entry("a Tunnel", related("lighthouse-2001", "ferry-2001"))})
    with pytest.raises(RenamingError, match="cannot be changed safely"):
        mended_file(file, known, ENTRY_SCHEME, Ids("lighthouse-2001", "a"))
    file.unlink()
    with pytest.raises(RenamingError, match="can no longer be read"):
        mended_file(file, known, ENTRY_SCHEME, Ids("lighthouse-2001", "a"))


# --- all or nothing


WRITES = 9
"""What a renaming of `all_kinds` does: the new file and its permissions; a draft, its permissions and the draft's name
for each of the two others; the end of the old file."""


@pytest.fixture
def all_kinds(three: Path) -> Path:
    write(three, {"index.md": "[x](agreements/lighthouse-2001.md)\n"})
    (three / "agreements/2000s/lighthouse-2001.yml").chmod(0o640)
    return three


class Trouble:
    """Counts what is done to files, but for drafts that are cleared away, and lets one of these doings fail."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException, *, late: bool) -> None:
        self.count, self._at, self._error, self._late = 0, at, error, late
        for name in ("write_bytes", "chmod", "replace", "unlink"):
            monkeypatch.setattr(Path, name, self._failing(name, getattr(Path, name)))

    def _failing(self, name: str, real: Callable[..., object]) -> Callable[..., object]:
        def act(file: Path, *words: object, **named: object) -> object:
            self.count += not (name == "unlink" and file.name.endswith(".draft"))
            is_now = self.count == self._at
            if is_now and not self._late:
                self._at = 0
                raise self._error
            done = real(file, *words, **named)
            if is_now:
                self._at = 0
                raise self._error
            return done

        return act


def test_nothing_fails_where_nothing_does(all_kinds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trouble = Trouble(monkeypatch, 0, OSError(), late=False)
    rename(all_kinds, "lighthouse-2001", "a")
    assert trouble.count == WRITES
    assert (all_kinds / "agreements/2000s/a.yml").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("late", [False, True], ids=["instead", "behind"])
@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()], ids=["full", "interrupted"])
@pytest.mark.parametrize("at", range(1, WRITES + 1))
def test_what_fails_on_the_way_leaves_everything_as_it_was(
    all_kinds: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException, late: bool
) -> None:
    before = snapshot(all_kinds)
    mode = (all_kinds / "agreements/2000s/lighthouse-2001.yml").stat().st_mode
    Trouble(monkeypatch, at, error, late=late)
    with pytest.raises((NotDoneError, KeyboardInterrupt)) as raised:
        rename(all_kinds, "lighthouse-2001", "a")
    assert snapshot(all_kinds) == before
    assert (all_kinds / "agreements/2000s/lighthouse-2001.yml").stat().st_mode == mode
    if isinstance(raised.value, NotDoneError):
        assert str(raised.value).endswith("cannot be written (No space left); nothing was renamed")


def test_a_file_that_cannot_be_put_back_is_told(all_kinds: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, done = Path.replace, list[Path]()

    def once(self: Path, target: Path) -> object:
        done.append(target)
        if len(done) > 1:
            raise OSError(5, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", once)
    with pytest.raises(NotDoneError) as raised:
        rename(all_kinds, "lighthouse-2001", "a")
    tunnel, page = all_kinds / "agreements/tunnel-2001.yml", all_kinds / "index.md"
    assert str(raised.value) == (
        f"{page} cannot be written (Input/output error); could not put back {tunnel}: look at them"
    )
    assert not (all_kinds / "agreements/2000s/a.yml").exists()
    assert (all_kinds / "agreements/2000s/lighthouse-2001.yml").exists()


def test_what_is_all_that_there_is_of_an_entry_is_not_taken_away(
    all_kinds: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*words: object) -> None:
        raise OSError(5, "Input/output error")

    def gone_and_interrupted(self: Path, missing_ok: bool = False) -> None:
        real(self, missing_ok)
        if self.name == "lighthouse-2001.yml":
            monkeypatch.setattr(Path, "write_bytes", fails)
            raise KeyboardInterrupt

    real = Path.unlink
    monkeypatch.setattr(Path, "unlink", gone_and_interrupted)
    with pytest.raises(KeyboardInterrupt):
        rename(all_kinds, "lighthouse-2001", "a")
    assert (all_kinds / "agreements/2000s/a.yml").read_text().startswith("title: Agreement on a Lighthouse")


def test_a_file_that_somebody_puts_there_meanwhile_stays(three: Path) -> None:
    changes = changes_of(find_contents(three), "ferry-2001", "a", HERE)
    write(three, {"agreements/2000s/a.yml": "somebody's\n"})
    before = snapshot(three)
    with pytest.raises(NotDoneError, match="nothing was renamed"):
        carry_out(changes)
    assert snapshot(three) == before


# --- any collection


def test_every_seventh_entry_of_the_flagship_can_be_renamed_there_and_back(tmp_path: Path) -> None:
    files = {path: data.decode() for path, data in snapshot(FLAGSHIP).items()}
    write(tmp_path, files)
    for path in sorted(path for path in files if path.startswith("agreements/"))[::7]:
        id = Path(path).stem
        rename(tmp_path, id, "of-the-meantime-1950")
        assert check(find_contents(tmp_path), SOME_DAY).problems == ()
        rename(tmp_path, "of-the-meantime-1950", id)
        write(tmp_path, {path: (tmp_path / path).read_text().replace("formerly: [of-the-meantime-1950]\n", "")})
        assert snapshot(tmp_path) == {path: text.encode() for path, text in files.items()}


IDS_OF_ALL = ("a", "a-b", "b", "a-b-2001", "ab")
SPELLINGS = ("{}", "'{}'", '"{}"', "{}  # {}", ">-\n      {}")


@st.composite
def collections(draw: st.DrawFn) -> dict[str, str]:
    """A small collection in which anything may refer to anything else, each entry a kind of agreement of its own."""
    files = {}
    for number, id in enumerate(IDS_OF_ALL):
        others = [other for other in IDS_OF_ALL if other != id]
        lines = [ENTRY.replace("2001-05-17", f"{1951 + 10 * number}-05-17")]
        targets = draw(st.lists(st.tuples(st.sampled_from(others), st.sampled_from(SPELLINGS)), max_size=3))
        if targets:
            lines.append("relations:  # to a\n")
        for target, spelling in targets:
            lines.append(f"  - type: related  # a-b\n    target: {spelling.format(target, target)}\n")
        lines.append(draw(st.sampled_from(["", f"formerly: [was-{number}]  # once\n", f"formerly:\n- was-{number}\n"])))
        lines.append(draw(st.sampled_from(["", "\n# added a\nadded: 2020-01-01\n", "added: 2020-01-01"])))
        files[f"agreements/{draw(st.sampled_from(['', 'x/']))}{id}.yml"] = "".join(lines)
    founder = draw(st.sampled_from(IDS_OF_ALL))
    files["parties.yml"] = f"# a\nNATO:\n  founded_by: {founder}  # {founder}\n"
    words = st.sampled_from(["[x](agreements/{}.md#y)", "`agreements/{}.md`", "agreements/{}/", "[x](agreements/{}/)"])
    texts = st.builds(str.format, words, st.sampled_from(IDS_OF_ALL))
    files["index.md"] = "# a\n\n" + "\n\n".join(draw(st.lists(texts, max_size=4)))
    return files


def meaning(content: Path, *, called: dict[str, str]) -> Iterator[object]:
    """What a collection says, with other ids in it, without former ones."""
    site = check(find_contents(content), TODAY)
    assert site.problems == ()
    for entry in site.collection.entries:
        agreement = entry.agreement
        targets = [called.get(str(relation.target), relation.target) for relation in agreement.relations]
        rest = agreement.model_copy(update={"relations": (), "formerly": ()})
        yield called.get(entry.id, entry.id), targets, rest, {called.get(id, id) for id in agreement.formerly}
    founder = site.collection.registry["NATO"].founded_by
    yield called.get(str(founder), founder)


def comments_in(files: dict[str, bytes]) -> list[str]:
    texts = (data.decode() for path, data in files.items() if path.endswith(".yml"))
    return sorted(comment for text in texts for comment in all_comments(text))


@given(collections(), st.sampled_from(IDS_OF_ALL))
@examples(60)
def test_a_renamed_collection_says_the_same_and_can_be_renamed_back(
    tmp_path_factory: pytest.TempPathFactory, files: dict[str, str], old: str
) -> None:
    content = write(tmp_path_factory.mktemp("any"), files)
    before = snapshot(content)
    said = list(meaning(content, called={}))
    (path,) = (path for path in files if path.endswith(f"/{old}.yml"))
    rename(content, old, "z")
    there = snapshot(content)
    now = list(meaning(content, called={"z": old}))
    assert [(*one[:3], one[3] - {old}) if isinstance(one, tuple) else one for one in now] == said
    assert comments_in(there) == comments_in(before)
    rename(content, "z", old)
    back = snapshot(content)
    assert {name: data for name, data in back.items() if name != path} == {
        name: data for name, data in before.items() if name != path
    }
    data, data_before = parse(back[path].decode()).data or {}, parse(before[path].decode()).data or {}
    assert data == {**data_before, "formerly": [*(data_before.get("formerly") or []), "z"]}
    lines = back[path].decode().splitlines()
    assert [line for line in before[path].decode().splitlines() if line not in lines and "formerly" not in line] == []
