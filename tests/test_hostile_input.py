"""Input that was made to do harm: each kind is answered or harmless here, and does its harm to who takes no care.

What is hostile on a page stands in `browser/test_hostile.py`. A guard is tested beside what happens without it.
"""

from __future__ import annotations

import ast
import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from string import ascii_lowercase
from types import SimpleNamespace
from typing import TypeVar
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from jinja2 import DictLoader, Environment, select_autoescape
from markdown_it import MarkdownIt
from markupsafe import escape

from tests.browser.test_hostile import ACCEPTED, PARTIES, TOPICS
from tests.helpers import ENTRY, told, validated
from tests.sitekit import (
    CHECKOUT,
    MINIMAL,
    MKDOCS_YML,
    Build,
    as_yaml,
    build_strictly,
    entry,
    mkdocs,
    write,
    write_site,
)
from tests.test_checks import REGISTRY
from tests.test_checks import entry as checked
from treatyline import prose
from treatyline.checks import COLLECTION_CHECKS, Entry, Setting
from treatyline.checks.base import CollectionCheck
from treatyline.contents import find_contents
from treatyline.dates import DateError
from treatyline.dates import parse as parse_date
from treatyline.model import FIELDS
from treatyline.pages import Page
from treatyline.problems import Code, Problem
from treatyline.render import Renderer
from treatyline.source_file import LARGEST_FILE, decode
from treatyline.urls import UrlError, web_url
from treatyline.validation import validate
from treatyline.yaml_source import parse

THEME = CHECKOUT / "theme"
PACKAGE = CHECKOUT / "generator" / "treatyline"

# --- YAML that a loader cannot bear -------------------------------------------------------------------------

NESTED = "[" * 10_000

UNGUARDED = """\
import resource, sys, yaml
for limit, value in ((resource.RLIMIT_STACK, 1 << 20), (resource.RLIMIT_CORE, 0)):
    resource.setrlimit(limit, (value, resource.getrlimit(limit)[1]))
yaml.load(sys.stdin.read(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
"""
"""Loads a text as most programs do, on a small stack, so that it takes no seconds."""


def test_nesting_that_ends_a_process_is_answered() -> None:
    unguarded = subprocess.run([sys.executable, "-c", UNGUARDED], input=NESTED.encode(), capture_output=True)
    assert unguarded.returncode != 0, "a signal from the C library, a RecursionError without it"
    with pytest.raises(RecursionError):
        yaml.load("[" * 2_000, yaml.SafeLoader)
    assert told(parse(NESTED).problems) == ["1:21 too-deep"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcd", "bcde", strict=True)
)


def test_a_short_text_that_unfolds_into_a_long_one_is_refused() -> None:
    unfolded = json.dumps(yaml.safe_load(BOMB)["e"])
    assert len(unfolded) > 1_000 * len(BOMB)
    document = parse(BOMB)
    assert {problem.code for problem in document.problems} == {Code.ANCHOR, Code.ALIAS}
    assert len(json.dumps(document.data)) < 2 * len(BOMB)


@pytest.mark.parametrize(
    ("text", "unguarded", "codes"),
    [
        ("a: &b {c: d}\ne: {<<: *b}", {"a": {"c": "d"}, "e": {"c": "d"}}, {Code.ANCHOR, Code.MERGE_KEY, Code.ALIAS}),
        ("a: !!python/object/apply:builtins.len [[x, y]]", {"a": 2}, {Code.TAG}),
        ("a: b\na: c", {"a": "c"}, {Code.DUPLICATE_KEY}),
    ],
    ids=["merge", "call", "duplicate"],
)
def test_what_a_reviewer_does_not_see_is_refused(text: str, unguarded: object, codes: set[Code]) -> None:
    assert yaml.load(text, yaml.UnsafeLoader) == unguarded
    assert {problem.code for problem in parse(text).problems} == codes


@pytest.mark.parametrize(
    ("scalar", "error"),
    [
        ("2013-02-30", ValueError),
        ("9" * 5000, ValueError),
        (f"{'1:' * 200}1.5", OverflowError),
        ('!!int ""', IndexError),
        ('!!int "0b"', ValueError),
        ('!!float "+"', ValueError),
        ("!!bool x", KeyError),
        ("!!timestamp x", AttributeError),
    ],
    ids=lambda value: value[:20] if isinstance(value, str) else None,
)
def test_a_scalar_on_which_a_constructor_breaks_is_text_or_refused_at_its_place(
    scalar: str, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        yaml.safe_load(f"a: {scalar}")
    assert not hasattr(caught.value, "problem_mark")
    document = parse(f"a: {scalar}")
    if scalar.startswith("!"):
        assert told(document.problems) == ["1:4 tag"]
    else:
        assert (document.data, document.problems) == ({"a": scalar}, ())


@pytest.mark.parametrize("written", ["NO", "0476", "2013-01-30", "12:30:45", "1_000", "0x1F", "1.0", "true"])
def test_a_scalar_that_yaml_would_change_stays_as_it_was_written(written: str) -> None:
    assert str(yaml.safe_load(written)) != written or not isinstance(yaml.safe_load(written), str)
    assert parse(f"a: {written}").data == {"a": written}


@pytest.mark.parametrize(
    ("data", "problem"), [(b"a: b\nc: \0", "2:4 control-character"), (b"a: b\nc: \xe9", "2:4 not-utf8")]
)
def test_a_byte_that_a_reader_refuses_without_a_place_is_told_with_its_own(data: bytes, problem: str) -> None:
    with pytest.raises(yaml.reader.ReaderError) as caught:
        yaml.safe_load(data)
    assert not hasattr(caught.value, "problem_mark")
    assert told(decode(data, "x.yml").problems) == [problem]


# --- work that grows faster than the text -------------------------------------------------------------------


Work = TypeVar("Work")


def calls_in(work: Callable[[Work], object], text: Work) -> int:
    """How many functions are called while a text is worked on: a measure that no busy machine can change."""
    count = 0

    def on_event(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(on_event)
    try:
        work(text)
    finally:
        sys.setprofile(before)
    return count


def growth(work: Callable[[Work], object], make: Callable[[int], Work], size: int) -> float:
    """How many times as much work twice the size is."""
    work(make(size))  # what is made once is made now
    return calls_in(work, make(2 * size)) / calls_in(work, make(size))


def both_ways(text: str) -> None:
    prose.render(text)
    list(prose.links(text))


FLOODS: dict[str, Callable[[int], str]] = {
    "brackets": lambda size: "[" * size,
    "brackets-closed": lambda size: "[" * (size // 2) + "](x)" * (size // 8),
    "links": lambda size: "[a](" * (size // 4),
    "references": lambda size: "[a][" * (size // 4),
    "definitions": lambda size: '[a]: /x "\n' * (size // 10),
    "open-title": lambda size: '[a]: /x "' + "a\n" * (size // 2),
    "quotes": lambda size: "> " * (size // 2),
    "lazy-quote": lambda size: ">" * 100 + "a\n" + "b\n" * (size // 2),
    "lists": lambda size: "- " * (size // 2),
    "list-lines": lambda size: "- a\n\n" * (size // 5),
    "emphasis": lambda size: "*a _b" * (size // 5),
    "emphasis-mixed": lambda size: "a**b" * (size // 4),
    "backticks": lambda size: "".join("`" * length + "a" for length in range(1, int((2 * size) ** 0.5))),
    "entities": lambda size: "&#x" * (size // 3),
    "autolinks": lambda size: "<http:" * (size // 6),
    "headings": lambda size: "a\n=\n" * (size // 4),
}


@pytest.mark.parametrize("name", FLOODS)
def test_prose_of_one_mark_is_work_as_long_as_the_text(name: str) -> None:
    assert growth(both_ways, FLOODS[name], 400) < 2.6


YAML_FLOODS: dict[str, Callable[[int], str]] = {
    "elements": lambda size: f"a: [{'b, ' * (size // 3)}]",
    "fields": lambda size: "".join(f"f{number}: x\n" for number in range(size // 8)),
    "same-fields": lambda size: "a: b\n" * (size // 5),
    "escapes": lambda size: 'a: "' + r"b\u200b" * (size // 7) + '"',
    "tags": lambda size: f"a: [{'!b{} c, ' * (size // 8)}]",
    "broken-at-its-end": lambda size: "a: [b,\n" + "c,\n" * (size // 3) + "}",
    "never-closed": lambda size: 'a: "' + "b\n" * (size // 2),
    "brackets-after-a-doubtful-tag": lambda size: "a: !b{}\nc: " + "[" * size,
}


@pytest.mark.parametrize("name", YAML_FLOODS)
def test_a_file_of_one_mark_is_work_as_long_as_the_file(name: str) -> None:
    assert growth(parse, YAML_FLOODS[name], 2_000) < 2.6


def of_anagrams(size: int) -> list[Entry]:
    """Agreements of one day and the same parties, whose titles are all of the same letters."""
    draw, letters = Random(0), list(ascii_lowercase * 18)
    return [checked(f"x{number}", title="".join(draw.sample(letters, len(letters)))) for number in range(size)]


def in_a_tangle(size: int) -> list[Entry]:
    """Agreements that supersede each other without end."""
    draw = Random(0)
    targets = [[f"x{draw.randrange(size)}" for _ in range(10)] for _ in range(size)]
    relations = [[{"type": "supersedes", "target": target} for target in own] for own in targets]
    return [checked(f"x{number}", relations=own) for number, own in enumerate(relations)]


@pytest.mark.parametrize("make", [of_anagrams, in_a_tangle])
@pytest.mark.parametrize("check", COLLECTION_CHECKS)
def test_a_check_of_a_whole_collection_is_work_as_long_as_the_collection(
    make: Callable[[int], list[Entry]], check: CollectionCheck
) -> None:
    assert growth(lambda entries: list(check(entries, Setting(REGISTRY, None))), make, 80) < 2.6


def test_what_comparing_letters_does_to_anagrams_is_seen() -> None:
    """Bounds by which difflib passes over what cannot be alike pass over nothing here."""
    one, other = (made.agreement.title for made in of_anagrams(2))
    assert SequenceMatcher(None, one, other, autojunk=False).quick_ratio() == 1


def test_work_that_grows_with_the_square_of_a_text_is_seen() -> None:
    assert growth(lambda text: [len(text[:end]) for _ in text for end in range(len(text))], "x".__mul__, 100) > 3.5


# --- texts that read as more than they are ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unguarded"),
    [
        ("20130203", date.fromisoformat),
        ("2013-W05-7", date.fromisoformat),
        ("٢٠١٣", re.compile(r"^\d{4}$").match),
        ("2013\n", re.compile("^[0-9]{4}$").match),
    ],
)
def test_a_date_that_a_careless_reader_takes_is_refused(text: str, unguarded: Callable[[str], object]) -> None:
    assert unguarded(text)
    with pytest.raises(DateError):
        parse_date(text)


def test_a_year_keeps_its_zeros_where_a_machine_reads_it() -> None:
    assert parse_date("0476").machine == "0476"


PATTERNED = {
    "date": "2013-01-30",
    "added": "2020-01-01",
    "parties": ["RUS", "KAZ2"],
    "party_count": {"count": "12", "source": "s1"},
    "titles": {"zh-Hans": "T"},
    "formerly": ["former-1"],
    "identifiers": {"unts": "I-541", "cets": "005", "doi": "10.1017/S0020782900021689"},
    "sources": [{"id": "s1", "publisher": "P", "url": "https://example.org:443/"}],
}
"""What is held by a pattern, with a digit or a letter in it."""


def leaves(data: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of an entry with its path."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from leaves(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from leaves(value, (*path, index))
    else:
        yield path, str(data)


def changed(data: object, path: tuple[str | int, ...], change: Callable[[str], str]) -> object:
    """An entry with another text at one place."""
    if not path:
        return change(str(data))
    step, *rest = path
    if isinstance(data, dict):
        return {key: changed(value, tuple(rest), change) if key == step else value for key, value in data.items()}
    assert isinstance(data, list)
    return [changed(value, tuple(rest), change) if index == step else value for index, value in enumerate(data)]


SOUND = {"title": "T", "summary": "S", **PATTERNED}
OWN_PARTY = as_yaml({"KAZ2": {"kind": "state", "name": "Another Kazakhstan", "slug": "another"}})
HELD = [path for path, _ in leaves(PATTERNED) if path[-1] not in ("publisher", "source", "zh-Hans")]


@pytest.mark.parametrize("path", HELD, ids=lambda path: ".".join(map(str, path)))
@pytest.mark.parametrize(
    "change",
    [lambda text: text + "\n", lambda text: "\n" + text, lambda text: re.sub("[0-9A-Za-z]$", "٣", text)],
    ids=["newline-after", "newline-before", "arabic-digit"],
)
def test_no_pattern_is_met_by_a_newline_or_a_foreign_digit(
    tmp_path: Path, path: tuple[str | int, ...], change: Callable[[str], str]
) -> None:
    if path == ("sources", 0, "url") and "\n" not in change("x"):
        change = lambda text: text.replace("443", "٤٤٣")  # noqa: E731 (in a path such a digit is fine)
    assert validated(tmp_path, {"x": as_yaml(SOUND)}, parties=OWN_PARTY).problems == ()
    careless = as_yaml(changed(SOUND, path, change))
    assert validated(tmp_path, {"x": careless}, parties=OWN_PARTY).problems


@pytest.mark.parametrize(
    ("url", "unguarded"),
    [
        ("https://exam\nple.org", ("https", "example.org")),
        ("https://exam\tple.org", ("https", "example.org")),
        ("\x01https://example.org", ("https", "example.org")),
        ("java\nscript://example.org", ("javascript", "example.org")),
        ("https://example.org\\@evil.example/", ("https", "evil.example")),
        ("https://evil.example\\.example.org/", ("https", "evil.example\\.example.org")),
        ("https://example.org@evil.example/", ("https", "evil.example")),
        ("https:///evil.example", ("https", None)),
        ("https://example.org/\u202egpj.exe", ("https", "example.org")),
    ],
)
def test_an_address_of_which_a_parser_makes_another_is_refused(url: str, unguarded: tuple[str, str | None]) -> None:
    parts = urlsplit(url)
    assert (parts.scheme, parts.hostname) == unguarded
    with pytest.raises(UrlError):
        web_url(url)


# --- characters that no text may hold -----------------------------------------------------------------------

FORBIDDEN = ["\0", "\x85", "\u202e", "\u2066", "\u200b", "\u2028", "\U000e0041"]
SOUND_FILES: dict[str, object] = {
    "agreements/hostile.yml": {**ACCEPTED, "formerly": ["hostile-before"]},
    "agreements/before.yml": {**MINIMAL, "title": "The one before", "date": "1985", "parties": ["EVL", "SUN"]},
    "parties.yml": PARTIES,
    "topics.yml": TOPICS,
}
MARK = "Qq"
"""Stands for a character until a text is YAML."""


def spoilt(data: object, character: str) -> str:
    """Data as a file, with a character, or an escape for one, at the end of each text; all of them are quoted."""
    for path, _ in leaves(data):
        data = changed(data, path, lambda text: text + MARK)
    return yaml.safe_dump(data, allow_unicode=True, default_style='"', width=1000).replace(MARK, character)


def problems_of(folder: Path, files: Mapping[str, str]) -> list[Problem]:
    return list(validate(find_contents(write(folder, files))).problems)


def test_the_files_that_are_spoilt_below_are_sound_and_have_every_field_that_holds_words(tmp_path: Path) -> None:
    assert problems_of(tmp_path, {path: spoilt(data, "") for path, data in SOUND_FILES.items()}) == []
    assert set(FIELDS) - set(ACCEPTED) == {"date_of", "provisional_from", "ended", "party_count", "accepts"}


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"U+{ord(character):04X}")
@pytest.mark.parametrize("path", ["agreements/hostile.yml", "parties.yml", "topics.yml"])
def test_no_text_may_hold_what_cannot_be_seen_as_it_is_or_as_an_escape(
    tmp_path: Path, path: str, character: str
) -> None:
    sound = {path: spoilt(data, "") for path, data in SOUND_FILES.items()}
    for written in (character, f"\\U{ord(character):08X}"):
        problems = problems_of(tmp_path, sound | {path: spoilt(SOUND_FILES[path], written)})
        assert {problem.code for problem in problems} <= {Code.CONTROL_CHARACTER, Code.INVISIBLE_CHARACTER}
        assert len(problems) == len(list(leaves(SOUND_FILES[path])))


@pytest.mark.parametrize("character", [r"\ud800", r"\udfff", r"\UFFFFFFFF"])
def test_an_escape_for_what_is_no_character_is_refused(character: str) -> None:
    assert [problem.code for problem in parse(f'a: "{character}"').problems] in (
        [Code.YAML_SYNTAX],
        [Code.CONTROL_CHARACTER],
    )


# --- files that are no entries ------------------------------------------------------------------------------


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def make_huge(path: Path) -> None:
    """A file of four gigabytes that takes no room."""
    with path.open("wb") as file:
        file.truncate(4 << 30)


def make_socket(path: Path) -> None:
    """A socket; its address may not be long, so that it is made from its own folder."""
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as opened:
            opened.bind(path.name)
    finally:
        os.chdir(here)


@dataclass(frozen=True)
class Oddity:
    """Something in the place of a file, and the rule by which it is refused."""

    make: Callable[[Path], object]
    code: Code


ODDITIES = {
    "a-pipe": Oddity(os.mkfifo, Code.UNREADABLE),
    "a-socket": Oddity(make_socket, Code.UNREADABLE),
    "a-huge-file": Oddity(make_huge, Code.TOO_LARGE),
    "a-file-too-large-by-one": Oddity(lambda path: path.write_bytes(b"#" * (LARGEST_FILE + 1)), Code.TOO_LARGE),
    "a-link-to-a-device": Oddity(link_to("/dev/zero"), Code.SYMBOLIC_LINK),
    "a-link-to-itself": Oddity(lambda path: path.symlink_to(path.name), Code.SYMBOLIC_LINK),
    "a-link-to-nothing": Oddity(link_to("nothing.yml"), Code.SYMBOLIC_LINK),
    "a-link-to-its-folder": Oddity(link_to("."), Code.SYMBOLIC_LINK),
    "a-link-to-a-secret": Oddity(link_to("/etc/passwd"), Code.SYMBOLIC_LINK),
    "a-line-of-250-kilobytes": Oddity(lambda path: path.write_text("x" * 250_000), Code.NOT_A_MAPPING),
}


@pytest.mark.parametrize("place", ["agreements/x.yml", "parties.yml", "topics.yml"])
@pytest.mark.parametrize("name", ODDITIES)
def test_what_is_no_text_file_is_told_and_not_waited_for(tmp_path: Path, place: str, name: str) -> None:
    write(tmp_path, {"agreements/sound.yml": ENTRY})
    ODDITIES[name].make(tmp_path / place)
    problems = validate(find_contents(tmp_path)).problems
    assert ODDITIES[name].code in [problem.code for problem in problems]
    assert {problem.place.line for problem in problems} == {1}


@pytest.mark.parametrize("place", ["parties.yml", "topics.yml"])
def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path, place: str) -> None:
    write(tmp_path, {f"{place}/x.yml": ENTRY})
    assert [problem.code for problem in validate(find_contents(tmp_path)).problems] == [Code.UNREADABLE]


@pytest.mark.parametrize("folder", ["a.yml", "parties.yml", "1990s.yml/treaties.yml"])
def test_a_folder_below_the_entries_may_have_any_ending(tmp_path: Path, folder: str) -> None:
    contents = find_contents(write(tmp_path, {f"agreements/{folder}/x.yml": ENTRY}))
    assert ([found.id for found in contents.entries], contents.problems) == (["x"], ())


@pytest.mark.parametrize(
    "name",
    [
        *("a\nb.yml", "a\n.yml", "a\r.yml", "a\x1b[31m.yml", "a\u202elmy.yml", "a\u200b.yml", "a\udcff.yml"),
        *("treaté.yml", "treate\u0301.yml", "ｔreaty.yml", "a..yml", "a .yml", " a.yml", "a-.yml", "-a.yml"),
        *("a'b.yml", 'a"b.yml', "a<b>.yml", "a&b.yml", "a%2fb.yml", "a\\b.yml", "a:b.yml", "$(a).yml", "{{ a }}.yml"),
        *("A.yml", "a.YML", "a.yml.", "a.yml ", "a.yml\n", "a.yml~", "a.yaml", ".yml", ".a.yml"),
    ],
    ids=ascii,
)
def test_a_name_that_is_no_id_is_refused_with_nothing_hidden_in_the_message(tmp_path: Path, name: str) -> None:
    problems = find_contents(write(tmp_path, {f"agreements/{name}": ENTRY})).problems
    assert {problem.code for problem in problems} <= {Code.BAD_FILE_NAME, Code.STRAY_FILE}
    assert len(problems) == 1
    assert f"{problems[0].path}{problems[0].sentence}".isprintable()


def test_names_that_differ_in_case_or_in_composition_alone_are_each_refused(tmp_path: Path) -> None:
    names = ["treaty", "Treaty", "TREATY", "treat\u00e9", "treate\u0301"]
    contents = find_contents(
        write(tmp_path, {f"agreements/{number}/{name}.yml": ENTRY for number, name in enumerate(names)})
    )
    codes = [problem.code for problem in contents.problems]
    assert (codes.count(Code.BAD_FILE_NAME), codes.count(Code.SAME_ID)) == (4, 2)


# --- folders and pages --------------------------------------------------------------------------------------


@pytest.fixture
def bottomless(tmp_path: Path) -> Iterator[Path]:
    """A content folder with folders in folders, deeper than Python goes; taken away from its end."""
    here, depth = Path.cwd(), sys.getrecursionlimit() + 100
    top = write(tmp_path, {"agreements/a.yml": ENTRY}) / "agreements"
    os.chdir(top)
    for _ in range(depth):
        Path("d").mkdir()
        os.chdir("d")
    yield tmp_path
    for _ in range(depth):
        os.chdir("..")
        Path("d").rmdir()
    os.chdir(here)


def test_folders_in_folders_are_not_followed_without_end(bottomless: Path) -> None:
    with pytest.raises((RecursionError, OSError)):
        list(bottomless.rglob("*"))
    contents = find_contents(bottomless)
    assert [found.id for found in contents.entries] == ["a"]
    assert [problem.code for problem in contents.problems] == [Code.TOO_DEEP]


LIVE = '"><img src=x onerror=ran()>'


@pytest.mark.parametrize(
    "path", [f"{LIVE}.md", f"{LIVE}/page.md", f"agreements/{LIVE}/b.yml", "p\udcff.md", "nul/x.md"]
)
def test_a_page_whose_name_does_harm_stops_a_build_before_it_begins(tmp_path: Path, path: str) -> None:
    folder = write_site(tmp_path, {"agreements/a.yml": entry(), path: "# Page\n"})
    built = mkdocs("build", folder=folder)
    assert built.returncode == 1
    assert "error[bad-file-name]" in built.stderr
    assert "Traceback" not in built.stderr
    assert not (folder / "site").exists()


def test_a_pipe_among_the_pages_is_told_and_not_waited_for(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {"agreements/a.yml": entry()})
    os.mkfifo(folder / "content" / "page.md")
    built = mkdocs("build", folder=folder)
    assert built.returncode == 1
    assert "page.md:1:1: error[unreadable] this is not a file" in built.stderr


# --- templates ----------------------------------------------------------------------------------------------

PAYLOAD = "<script>x</script>"


@pytest.mark.parametrize("name", ["page.html", "page.html.j2", "feed.xml", "calendar.ics", "data.json", "x.txt"])
def test_a_template_of_any_name_escapes(tmp_path: Path, name: str) -> None:
    write(tmp_path, {name: "{{ view }}"})
    assert Renderer([tmp_path]).body(Page("x.md", "", "", name, PAYLOAD)) == escape(PAYLOAD)


@pytest.mark.parametrize("name", ["page.html.j2", "calendar.ics", "x.txt"])
def test_jinjas_own_choice_escapes_by_a_templates_name(name: str) -> None:
    environment = Environment(loader=DictLoader({name: "{{ view }}"}), autoescape=select_autoescape())
    assert environment.get_template(name).render(view=PAYLOAD) == PAYLOAD


@dataclass(frozen=True, order=True)
class Finding:
    """A piece of a template that a reviewer has to look at."""

    template: str
    what: str


EXPRESSION = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
NOT_SHOWN = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)""")
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset", "content")


@dataclass
class Attributes(HTMLParser):
    """The attributes of a template's elements, each expression in them replaced by its number."""

    expressions: list[str] = field(default_factory=list)
    found: list[tuple[str, str]] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> Attributes:
        """Read a template."""
        reader = cls()
        HTMLParser.__init__(reader)
        reader.feed(EXPRESSION.sub(reader._number, NOT_SHOWN.sub("", text)))
        reader.close()
        return reader

    def _number(self, match: re.Match[str]) -> str:
        self.expressions.append(" ".join(match.group(1).split()))
        return f"§{len(self.expressions) - 1}§"

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note the attributes as they are written."""
        self.tags.add(tag)
        self.found.extend(ATTRIBUTE.findall((self.get_starttag_text() or "").removeprefix(f"<{tag}")))

    def inside(self, value: str) -> list[str]:
        """The expressions in a piece of the template."""
        return [self.expressions[int(number)] for number in re.findall("§([0-9]+)§", value)]


def unquoted(text: str) -> list[str]:
    """Attributes whose value is an expression without quotation marks, or whose name is one."""
    found = Attributes.of(text).found
    return [name for name, value in found if "§" in name or ("§" in value and value[0] not in "\"'")]


def inline_code(text: str) -> list[str]:
    """Event handlers, styles and elements that run."""
    attributes = Attributes.of(text)
    elements = attributes.tags & {"script", "style", "iframe", "object", "embed", "base", "template"}
    return [name for name, _ in attributes.found if re.match("on|style$", name)] + sorted(elements)


def addresses(text: str) -> list[str]:
    """Expressions in attributes that load or lead somewhere."""
    attributes = Attributes.of(text)
    return [inner for name, value in attributes.found if name in ADDRESSES for inner in attributes.inside(value)]


def told_safe(text: str) -> list[str]:
    """Places where escaping is switched off."""
    return re.findall(r"\|\s*safe\b|autoescape|Markup|\|\s*attr\b", text)


TEMPLATES = {
    path.relative_to(THEME).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(THEME.rglob("*"))
    if path.suffix in (".html", ".xml")
}


def over_theme(detect: Callable[[str], list[str]]) -> set[Finding]:
    return {Finding(name, what) for name, text in TEMPLATES.items() for what in detect(text)}


NO_WAYS_OUT = {Finding("pages/_facets.html", "script")}
"""The one element that runs: it loads a script of the theme, by its planned address, and has no text of its own."""


@pytest.mark.parametrize("detect", [unquoted, inline_code, told_safe])
def test_no_template_of_the_theme_leaves_a_way_out(detect: Callable[[str], list[str]]) -> None:
    assert over_theme(detect) - NO_WAYS_OUT == set()


def test_a_script_of_the_theme_is_a_file() -> None:
    for finding in NO_WAYS_OUT:
        for tag, text in re.findall("<script([^>]*)>(.*?)</script>", TEMPLATES[finding.template], re.DOTALL):
            assert (text, "src=" in tag) == ("", True)


@pytest.mark.parametrize(
    ("detect", "template", "found"),
    [
        (unquoted, "<a title={{ x }}>", ["title"]),
        (unquoted, "<a {% if y %}title = a{{ x }}{% endif %} href='{{ x }}'>", ["title"]),
        (unquoted, '<a\n class="a"\n data-{{ x }}="b">', ["data-§0§"]),
        (inline_code, "<a onclick=\"go('{{ x }}')\">", ["onclick"]),
        (inline_code, "<a style='color: {{ x }}'>", ["style"]),
        (inline_code, "<p><script>let a = {{ x | tojson }}</script>", ["script"]),
        (told_safe, "{{ x|safe }} {% autoescape false %}", ["|safe", "autoescape"]),
        (addresses, "<a href='{{ source.url }}'>{{ x }}</a><img src=\"a{{ y | url }}b\">", ["source.url", "y | url"]),
    ],
)
def test_a_way_out_of_a_template_is_found(detect: Callable[[str], list[str]], template: str, found: list[str]) -> None:
    assert detect(template) == found


CHECKED_ADDRESSES = {
    "source.url": "a web address by its type",
    "source.archived_url": "the same",
    "url": "a register's own address with a number that its pattern holds",
    "source": "a source's id, after a #",
    "field.anchor": "the name of a field of the model, after a #",
    "file.kind": "a word of the code, after a #",
    "task.name": "the same",
    "year": "a year, or an interval of the form ../1950, after a #",
    "year.date": "the same",
    "letter.anchor": "a letter or its number, after a #",
    "bin.anchor": "words of the code, after a #",
    "drawn.id": "an agreement's id, after a #",
    "explained": "made of the site's own address and a code",
    "report_url | e": "made of the owner's repository",
    "page.edit_url | e": "the same",
    "address(entry)": "of the navigation",
    "'assets/stylesheets/treatyline.css' | url": "ours",
    "page.meta.moved_to | url | e": "made of an agreement's id",
    "config.repo_url": "the owner's",
    "config.theme.logo | url": "the owner's",
    "(nav.homepage.url if nav.homepage else '.') | url": "of the navigation",
}
"""Every expression that leads somewhere, but ways to planned pages, with the reason why it leads nowhere else."""


def test_every_address_in_the_theme_is_one_that_was_checked() -> None:
    found = {finding.what for finding in over_theme(addresses)}
    assert {what for what in found if not what.startswith("href(")} == set(CHECKED_ADDRESSES)


UNESCAPED = {
    Finding("partials/foot.html", "entry.title"),
    Finding("partials/foot.html", "address(entry.children[0])"),
    Finding("partials/foot.html", "entry.url | url"),
}
"""What MkDocs' own environment prints of a page without escaping it; titles come escaped from the plugin."""


def of_a_page_unescaped(text: str) -> list[str]:
    """Expressions that print something of a page as it stands."""
    expressions = [" ".join(found.split()) for found in EXPRESSION.findall(NOT_SHOWN.sub("", text))]
    return [found for found in expressions if re.search(r"\b(page|entry)\.", found) and not found.endswith("| e")]


def test_around_the_bodies_what_a_page_says_is_escaped_by_hand() -> None:
    outside = {name: text for name, text in TEMPLATES.items() if not name.startswith("pages/")}
    found = {Finding(name, what) for name, text in outside.items() for what in of_a_page_unescaped(text)}
    assert found == UNESCAPED
    assert of_a_page_unescaped("<b>{{ page.title }}</b>{{ page.meta.x | e }}") == ["page.title"]


# --- markup made in Python ----------------------------------------------------------------------------------

TRUSTED = {
    "excerpt.py": "what our templates made, and the style sheets of the package",
    "plugin/hooks.py": "taken apart into plain text, never printed",
    "preview.py": "constants and the style sheet of the package",
    "prose.py": "what CommonMark made, raw HTML off",
    "render.py": "what a template made, escaping",
}
"""Modules that declare a text to be markup, with what it is."""


def declares_markup(source: str) -> bool:
    """Whether a module declares as markup what is not written there."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Markup"]
    return any(call.args and not isinstance(call.args[0], ast.Constant) for call in named)


def test_a_text_is_declared_to_be_markup_in_few_modules() -> None:
    modules = {path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py")}
    assert {name for name, source in modules.items() if declares_markup(source)} <= set(TRUSTED)
    assert declares_markup("Markup(title)")
    assert not declares_markup("Markup('<p>{}</p>').format(title)")


# --- prose --------------------------------------------------------------------------------------------------

DISGUISED = [
    "[a](java&#115;cript:x)",
    "[a](&#x6A;avascript:x)",
    "[a](javascript&colon;x)",
    "[a](java&Tab;script:x)",
    "[a](java&NewLine;script:x)",
    "[a](&#1;javascript:x)",
    "[a](java\\script:x)",
    "[a](<javascript:x>)",
    "[a](<java\tscript:x>)",
    "[a](  javascript:x 'title')",
    "[a][b]\n\n[b]: javascript&#58;x",
    "[b]\n\n[B]:\n  <javascript:x>\n  'title'",
    "<javascript:x>",
    "![a](javascript:x)",
    "[![a](javascript:x)](javascript:y)",
    "[a](data:text/html;base64,x)",
    "[a](vbscript:x)",
    "[a](//evil.example)",
    "[a](\\\\evil.example)",
    "[a](https:evil.example)",
    "[a](https://example.org\\@evil.example)",
    "[a](https&colon;//user@evil.example)",
    "[a](https://ex&percnt;61mple.org)",
    "[a](https://)",
]


@pytest.mark.parametrize("text", DISGUISED)
def test_no_spelling_of_a_link_in_prose_leads_where_it_must_not(text: str) -> None:
    assert 'href="' not in prose.render(text)
    assert "<img" not in prose.render(text)


def test_commonmark_by_itself_makes_a_link_of_most_of_them() -> None:
    unguarded = MarkdownIt("commonmark")
    unguarded.validateLink = lambda url: True  # type: ignore[method-assign]
    made = [text for text in DISGUISED if re.search('(href|src)="', unguarded.render(text))]
    assert len(made) > 20


@pytest.mark.parametrize(
    "text",
    [
        *("<!-- x --><script>y</script>", "<!--\n<b>x</b>\n-->", "<![CDATA[<b>]]>", "<?php x ?>", "<!DOCTYPE x>"),
        *("<svg/onload=x>", "<a\nhref='javascript:x'>a</a>", "&lt;script&gt;x&lt;/script&gt;", "`<b>x</b>`"),
        *('```<b>"\n<b>\n```', "~~~ <script>\nx\n~~~", '[a](https://example.org/ "><b>x")', "\\<b>x\\</b>"),
        *("[<b>x</b>](https://example.org)", "# <b>x</b>", "<details open ontoggle=x>\n\nx\n\n</details>"),
    ],
)
def test_no_html_in_prose_is_more_than_text(text: str) -> None:
    tags = Attributes.of(prose.render(text))
    assert tags.tags <= {"p", "a", "code", "pre", "h3"}
    assert {name for name, _ in tags.found} <= {"href", "title", "class"}


# --- what is written beside the pages -----------------------------------------------------------------------

ODD_NAMES = ["a & b", "it's", "100%", "a#b", "é", "e\u0301", "договор", "a;b,c", "[x]", "{{ x }}", "a b"]
ODD_FILES = {
    **{f"{name}.md": f"# {PAYLOAD} &amp; more\n" for name in ODD_NAMES},
    "parties.yml": as_yaml(PARTIES),
    "topics.yml": as_yaml(TOPICS),
    "agreements/hostile.yml": as_yaml(ACCEPTED),
    "agreements/& 'odd' folder; #1/inside.yml": entry(title="In an odd folder", added="2020-01-01"),
    "agreements/before.yml": entry(title="The one before", date="1985-01-01", parties=["EVL", "SUN"]),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """A site with hostile entries and pages of odd names."""
    configuration = MKDOCS_YML.replace("https://example.org/", "https://example.org/some/repo/")
    return build_strictly(write_site(tmp_path_factory.mktemp("odd"), ODD_FILES, configuration))


def sitemap_of(pages: list[tuple[str, str | None]], template: str) -> str:
    """The sitemap of pages given by address and day, as MkDocs renders it."""
    files = [SimpleNamespace(page=SimpleNamespace(canonical_url=url, meta={"last_changed": day})) for url, day in pages]
    return Environment().from_string(template).render(pages=files)


def test_the_sitemap_is_xml_and_names_every_page(site: Build) -> None:
    root = ElementTree.fromstring((site.site / "sitemap.xml").read_bytes())
    named = {
        (loc.text or "").removeprefix("https://example.org/some/repo/")
        for loc in root.iter()
        if loc.tag.endswith("loc")
    }
    assert all(url.isascii() and not set(url) & set(" <>\"'&{}?#") for url in named)
    folders = {f"{path.removesuffix('index.html')}" for path in site.pages} - {"404.html", "agreements/hostile-before/"}
    assert len(named) == len(folders)
    assert {"", "agreements/hostile/", "agreements/inside/", "countries/evil/", "a%20%26%20b/"} <= named


def test_a_sitemap_that_escapes_nothing_is_no_xml() -> None:
    pages = [("https://example.org/?a&b=<c>", "<day> & night"), ("https://example.org/]]>", None)]
    root = ElementTree.fromstring(sitemap_of(pages, TEMPLATES["sitemap.xml"]))
    assert [loc.text for loc in root.iter() if loc.tag.endswith("loc")] == [url for url, _ in pages]
    with pytest.raises(ElementTree.ParseError):
        ElementTree.fromstring(sitemap_of(pages, TEMPLATES["sitemap.xml"].replace(" | e", "")))


def test_no_file_for_spreadsheets_calendars_or_feeds_is_written(site: Build) -> None:
    """When one is, its cells and lines need guards of their own."""
    written = {file.suffix for file in site.site.rglob("*") if file.is_file()}
    assert written.isdisjoint({".csv", ".tsv", ".xlsx", ".ics", ".rss", ".atom", ".bib", ".ris"})
    assert {file.name for file in site.site.rglob("*.xml")} == {"sitemap.xml"}
    assert {file.relative_to(site.site).as_posix() for file in site.site.rglob("*.json")} == {
        "search/search_index.json",
        "schema/v1/agreement.json",
    }


SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def scripts_in(html: str) -> set[str]:
    """The scripts of a page that stand in it."""
    return {script for script in SCRIPT.findall(html) if script.strip()}


def test_nothing_of_an_entry_stands_in_a_script(site: Build) -> None:
    pages = [site.site / "agreements" / name / "index.html" for name in ("hostile", "before", "inside")]
    hostile, *others = [scripts_in(page.read_text(encoding="utf-8")) for page in pages]
    assert others == [hostile, hostile], "the same, whatever the entry says: a policy can name them by their hashes"
    assert len(hostile) >= 2


def test_a_script_that_holds_a_text_is_found() -> None:
    text = "</script><script>run()</script>"
    assert scripts_in(f"<script>let a = {json.dumps(text)}</script>") == {'let a = "', "run()"}
    page = Environment(autoescape=True).from_string("<script>let a = {{ text | tojson }}</script>")
    assert len(scripts_in(page.render(text=text))) == 1


def test_the_search_index_holds_text_alone(site: Build) -> None:
    index = json.loads((site.site / "search" / "search_index.json").read_text(encoding="utf-8"))
    found = "".join(document["title"] + document["text"] for document in index["docs"])
    assert "&lt;script&gt;" in found
    assert Attributes.of(found).tags.isdisjoint({"script", "img", "a"})
    assert found.count("<svg") == found.count('<svg class="tl-mark ') > 0, "the marks of families, which are ours"
    assert inline_code(found) == []
