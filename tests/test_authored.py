"""Authored pages: what MkDocs or Material fails on is told at its place, and what they can bear is left alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from tests.helpers import examples, told
from tests.sitekit import FLAGSHIP, SITES, write
from treatyline.authored import LARGEST_PAGE, check_authored
from treatyline.contents import find_contents
from treatyline.front_matter import read_front_matter
from treatyline.problems import Code, Problem

FENCED = "---\n{}\n---\n\n# A page\n"


def check_pages(content: Path, theme: tuple[Path, ...] = ()) -> tuple[tuple[Problem, ...], int]:
    """Check the pages that are found in a content folder."""
    return check_authored(find_contents(content).pages, theme)


def problems_of(folder: Path, text: str, theme: tuple[Path, ...] = ()) -> tuple[Problem, ...]:
    """The problems of one page."""
    problems, checked = check_pages(write(folder, {"page.md": text}), theme)
    assert checked == 1
    return problems


# --- what is left alone -------------------------------------------------------------------------------------

TYPICAL = {
    "title-and-description": "title: About\ndescription: What this is, and who made it",
    "quoted": "title: \"A: the first\"\ndescription: 'It''s here'",
    "several-lines": "description: >-\n  One line\n  and another\ntitle: |\n  As it stands",
    "words-over-two-lines": "description: One line\n  and another",
    "hide": "hide:\n  - navigation\n  - toc\n  - footer",
    "hide-in-brackets": "hide: [navigation, toc]",
    "hide-one-word": "hide: navigation",
    "hide-nothing": "hide:\nsearch:\ntags:\nicon:\nstatus:\ntitle:",
    "tags": "tags:\n  - HTML5\n  - Peace & war\n  - 2013\n  - '2013-01-30'\n  - true",
    "icon": "icon: material/emoticon-happy\nstatus: new",
    "icon-of-another-set": "icon: fontawesome/brands/github",
    "search": "search:\n  boost: 2.5\n  exclude: true",
    "search-off": "search: {exclude: true}\nhide: false",
    "template": "template: main.html",
    "social": "social:\n  cards: false\n  cards_layout_options:\n    title: Another\n    background_color: '#ff1744'",
    "days": "date: 2013-01-30\nrevision_date: 2013-01-30T12:00:00Z\ncreated: 2013-01-30 12:00",
    "days-below": "date:\n  created: 2022-01-31\n  updated: 2022-02-02",
    "authors": "authors:\n  - squidfunk\n  - name: A. Writer\n    avatar: https://example.org/a.png",
    "own-fields": "extra:\n  links: [{name: One, url: https://example.org/}]\n  depth: 3\n  ratio: 0.5\n  on: yes",
    "comments": "# a comment\ntitle: About # and another\n\ncomments: true",
    "signs": "title: 'Да — «нет» 👍'\nsubtitle: 50% & more <here>",
}
"""Front matter as site owners write it for Material."""


@pytest.mark.parametrize("name", TYPICAL)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_front_matter_that_site_owners_write_passes(tmp_path: Path, name: str, ends: str) -> None:
    text = FENCED.format(TYPICAL[name])
    assert set(get_data(text)[1]) == set(read_front_matter(text, "page.md").fields) != set()
    (tmp_path / "page.md").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", ends).encode())
    assert check_pages(tmp_path) == ((), 1)


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n", "# A page\n", "Words.\n", "---\n", "---\n---\n", "---\n\n---\n", "---\n\nWords.\n\n---\n\nMore.\n"),
        *("---\n- one\n- two\n---\n", "---\ntemplate: [\n", "---\ntemplate: [\n---", "\n---\ntemplate: [\n---\n"),
        *("Title: About\nAuthor: A. Writer\n    and another\n\n# A page\n", "Note: mind this\n\n    template: [\n"),
        "# Code\n\n\tmake all\n\n👩\u200d💻 and a soft\u00adhyphen\n",
    ],
)
def test_a_page_without_front_matter_of_which_anything_is_made_passes(tmp_path: Path, text: str) -> None:
    assert problems_of(tmp_path, text) == ()


@pytest.mark.parametrize("content", [FLAGSHIP, SITES / "atlantis" / "content"])
def test_the_pages_of_this_repository_pass(content: Path) -> None:
    problems, checked = check_pages(content)
    assert problems == ()
    assert checked == len(list(content.rglob("*.md")))


def test_only_what_mkdocs_publishes_as_a_page_is_a_page(tmp_path: Path) -> None:
    wrong = FENCED.format("hide: 5")
    unread = ["agreements/a.md", "templates/a.md", ".git/a.md", ".a.md", "a.txt", "a.yml", "a.MD", "agreements/b/c.md"]
    pages = ["a.md", "b.markdown", "c/agreements/d.mkd", "c/templates/e.mdown", "f.md/g.mkdn"]
    problems, checked = check_pages(write(tmp_path, dict.fromkeys([*unread, *pages], wrong)))
    assert checked == len(pages)
    assert [Path(problem.path).relative_to(tmp_path).as_posix() for problem in problems] == sorted(pages)


def test_a_folder_that_is_not_there_has_no_pages(tmp_path: Path) -> None:
    assert check_pages(tmp_path / "none") == ((), 0)


# --- what is no text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"# A caf\xe9\n", "1:8 not-utf8"),
        (b"# A\r\n\r\nCaf\xe9\r\n", "3:4 not-utf8"),
        ("# A page\n".encode("utf-16"), "1:1 not-utf8"),
        (b"x" * (LARGEST_PAGE + 1), "1:1 too-large"),
    ],
    ids=["latin-1", "latin-1-below", "utf-16", "too-large"],
)
def test_a_page_that_cannot_be_read_is_told(tmp_path: Path, data: bytes, problem: str) -> None:
    (tmp_path / "page.md").write_bytes(data)
    assert told(check_pages(tmp_path)[0]) == [problem]


def test_the_largest_page_passes(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "x" * LARGEST_PAGE) == ()


# --- front matter that a loader cannot bear -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("a: " + "[" * 60_000, "2:23 too-deep"),
        ("[" * 60_000, "2:21 too-deep"),
        ("- " * 60_000, "2:41 too-deep"),
        ("title: x\na: [" + "b, " * 10_000 + "]", "3:29990 too-many"),
        ("a: b\ntitle: !!python/name:os.system x", "3:8 tag"),
        ("title: A\n<<: {hide: [toc]}", "3:1 merge-key"),
        ("title: A\ntitle: B", "3:1 duplicate-key"),
        ("title: A\n? [a]\n: b", "3:3 complex-key"),
        ("title: A: B", "2:9 yaml-syntax"),
        ("title: A\nhide:\n\t- toc", "4:1 tab-indentation"),
        ("title: A\u202eB", "2:9 invisible-character"),
        ('title: "A\\u202eB"', "2:8 invisible-character"),
    ],
)
def test_front_matter_that_is_refused_is_told_at_its_place_in_the_page(
    tmp_path: Path, front: str, problem: str
) -> None:
    (found,) = problems_of(tmp_path, FENCED.format(front))
    assert told([found]) == [problem]


def test_a_short_front_matter_that_unfolds_into_a_long_one_is_refused(tmp_path: Path) -> None:
    rows = "".join(
        f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abc", "bcd", strict=True)
    )
    problems = problems_of(tmp_path, FENCED.format(f"a: &a [x]\n{rows}title: *d"))
    assert {problem.code for problem in problems} == {Code.ANCHOR, Code.ALIAS}


def test_the_hints_speak_of_a_page(tmp_path: Path) -> None:
    deep, many = (
        problems_of(tmp_path, FENCED.format(f"a: [{'[' * 30}")),
        problems_of(tmp_path, FENCED.format("a: [" + "b," * 10_000)),
    )
    assert not any("entry" in problem.sentence for problem in (*deep, *many))


@pytest.mark.parametrize(
    ("begin", "is_said"), [("*Words* and *more*", True), ("title: [", False), ("# a: b\n'title': [", False)]
)
def test_a_line_across_the_page_can_be_told_from_front_matter(tmp_path: Path, begin: str, is_said: bool) -> None:
    (problem,) = problems_of(tmp_path, FENCED.format(begin))
    assert ("write *** for a line across the page" in (problem.hint or "")) is is_said


# --- values that MkDocs or Material fails on ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("front", "problem"),
    [
        ("template: 5", "2:11 not-text"),
        ("template: yes", "2:11 not-text"),
        ("template: [main.html]", "2:11 not-text"),
        ("template:", "2:1 empty-value"),
        ("template: ''", "2:11 empty-value"),
        ("hide: 5", "2:7 not-a-list"),
        ("hide: true", "2:7 not-a-list"),
        ("hide: 2013-01-30", "2:7 not-a-list"),
        ("hide: {toc: true}", "2:7 not-a-list"),
        ("hide:\n  - toc\n  - [footer]", "4:5 not-text"),
        ("search: 5", "2:9 not-a-mapping"),
        ("search: exclude", "2:9 not-a-mapping"),
        ("search: 'no'", "2:9 not-a-mapping"),
        ("search:\n  - exclude", "3:3 not-a-mapping"),
        ("icon: [material/sea]", "2:7 not-text"),
        ("status: {is: new}", "2:9 not-text"),
        ("tags: peace", "2:7 not-a-list"),
        ("tags: {peace: sea}", "2:7 not-a-list"),
        ("tags:\n  - peace\n  - {name: sea}", "4:5 not-text"),
        ("tags: [peace, null]", "2:15 not-text"),
        ("tags: [2013-01-30]", "2:8 not-text"),
    ],
)
def test_a_value_on_which_a_build_would_fail_is_told_with_its_mend(tmp_path: Path, front: str, problem: str) -> None:
    found = problems_of(tmp_path, FENCED.format(front))
    assert told(found) == [problem]
    assert found[0].hint


@pytest.mark.parametrize("value", ["'5'", '"yes"', "|\n  5", "5.html", "404.html", "3d", "v1.0"])
def test_a_text_that_looks_like_a_number_is_a_text(tmp_path: Path, value: str) -> None:
    assert problems_of(tmp_path, FENCED.format(f"template: {value}\nhide: {value}")) == ()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Search: how to find things\n\n# A page\n", "1:9 not-a-mapping"),
        ("Title: A page\n    of mine\nTAGS:   peace, sea\n", "3:9 not-a-list"),
        ("Template:\n\n# A page\n", "1:10 empty-value"),
    ],
)
def test_lines_at_the_top_that_mkdocs_takes_for_fields_are_told(tmp_path: Path, text: str, problem: str) -> None:
    assert told(problems_of(tmp_path, text)) == [problem]
    assert problems_of(tmp_path, "\n" + text) == ()


def test_a_value_that_is_refused_is_told_once(tmp_path: Path) -> None:
    assert told(problems_of(tmp_path, FENCED.format("hide: !!str 5"))) == ["2:7 tag"]


def test_all_problems_of_all_pages_are_told_in_order(tmp_path: Path) -> None:
    pages = {"b.md": FENCED.format("search: 5\nhide: 5"), "a/c.md": FENCED.format("title: &x y")}
    problems, checked = check_pages(write(tmp_path, pages | {"d.md": "# Fine\n"}))
    assert checked == 3
    assert told(problems) == ["2:8 anchor", "2:9 not-a-mapping", "3:7 not-a-list"]


@pytest.fixture(scope="module")
def theme(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """An owner's own folder, and a theme's."""
    files = {"own/home.html": "", "theme/main.html": "", "theme/pages/a.html": "", "theme/.icons/material/sea.svg": ""}
    folder = write(tmp_path_factory.mktemp("themes"), files)
    return folder / "own", folder / "theme"


@pytest.mark.parametrize("front", ["template: home.html", "template: /pages//a.html", "icon: material/sea", "icon: no"])
def test_a_template_or_an_icon_of_the_theme_or_of_the_owner_passes(
    tmp_path: Path, theme: tuple[Path, ...], front: str
) -> None:
    assert problems_of(tmp_path, FENCED.format(front), theme) == ()


@pytest.mark.parametrize(
    "front",
    [
        *("template: hom.html", "template: pages", "template: ../theme/main.html", f"template: {'x' * 5_000}"),
        *("icon: material/se", "icon: material-sea", "icon: 5", "icon: ../../theme/.icons/material/sea"),
    ],
    ids=lambda front: front[:40],
)
def test_a_template_or_an_icon_that_is_nowhere_is_told_where_the_theme_is_known(
    tmp_path: Path, theme: tuple[Path, ...], front: str
) -> None:
    (problem,) = problems_of(tmp_path, FENCED.format(front), theme)
    assert problem.code is Code.UNKNOWN_VALUE
    assert problem.place.line == 2
    assert problems_of(tmp_path, FENCED.format(front)) == ()


# --- reading as MkDocs reads --------------------------------------------------------------------------------

SCALARS = st.from_regex(r"[-+.0-9a-fxtzeinoyTZ:_ ]{1,12}", fullmatch=True) | st.sampled_from(
    ["Yes", "NO", "On", "oFF", ".inf", "-.INF", ".nan", "1_000", "0x1F", "0b11", "017", "1:30:00", "2013-1-3 1:00:00"]
)


@given(SCALARS)
@examples(500)
def test_what_mkdocs_reads_as_no_text_is_known(scalar: str) -> None:
    front = f"---\na: {scalar}\n---\n"
    read = get_data(front)[1].get("a")
    if read is not None and not isinstance(read, dict):
        fields = read_front_matter(front, "page.md")
        value = fields.fields["a"]
        assert fields.is_text(("a",), value) <= isinstance(read, str)
        assert fields.is_day(("a",), value) >= isinstance(read, date)


LINES = st.sampled_from(
    [
        "---",
        "--- ",
        "...",
        "----",
        "",
        "a: b",
        "Title: x",
        "  - c",
        "    more",
        "\tmore",
        "# d",
        "words",
        "a b: c",
        "[",
        "é: f",
    ]
)


@given(st.lists(LINES, max_size=8), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@examples(500)
def test_fields_are_found_where_mkdocs_finds_them(lines: list[str], end: str, is_ended: bool) -> None:
    text = "\n".join(lines) + "\n" * is_ended
    front = read_front_matter(text.replace("\n", end), "page.md")
    if not front.document.problems:
        assert set(front.fields) == set(get_data(text)[1])
