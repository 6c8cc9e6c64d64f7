"""A page that is joined to a shell has the bytes that the theme gives it, whatever the theme does."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import script_tag_filter, url_filter

from bench.agreements import write_collection
from tests.helpers import examples
from tests.sitekit import CHECKOUT, SMALL_YML, build_strictly, entry, snapshot, write, write_site
from treatyline.shells import ENOUGH, Shells, Template
from treatyline.shells.stand_ins import CLOSE, OPEN, Cut, Source, UncertainError, Values
from treatyline.shells.watch import Watch

PAGES = 10
JOINED = PAGES - ENOUGH
"""How many of so many pages of one shape are joined, where nothing is in the way."""


@dataclass(eq=False)
class StubPage:
    """A page as MkDocs gives it to a template."""

    number: int
    title: str
    url: str
    content: str
    meta: dict[str, object]
    canonical_url: str | None = None
    abs_url: str | None = None
    edit_url: str | None = None
    toc: list[object] = field(default_factory=list)
    parent: object = None
    previous_page: object = None
    next_page: object = None
    is_homepage: bool = False

    def __eq__(self, other: object) -> bool:
        """As MkDocs has it: by title and file."""
        return isinstance(other, self.__class__) and self.title == other.title and self.url == other.url


def stub(number: int, **changes: Any) -> StubPage:
    """A page that differs from others in its texts."""
    title = changes.pop("title", escape(f"Treaty {number} on “kites” & <lanterns>"))
    url = changes.pop("url", f"agreements/treaty-{number}/")
    meta = {"title": title, "description": escape(f"{number} states & a kite."), "hide": ["toc"], "last_changed": None}
    meta |= changes.pop("meta", {})
    kites = f"<p>{number} kites, an edit & <b>{number * 7} lanterns</b>.</p>"
    content = changes.pop("content", f"<h1>{title}</h1>\n{kites}")
    addresses = {
        "canonical_url": f"https://example.org/{url}",
        "abs_url": f"/{url}",
        "edit_url": f"https://git.example.org/edit/main/edited-{number}.yml?a&b",
    }
    return StubPage(number, title, url, content, meta, **addresses | changes)


def stubs(**changes: Callable[[int], object]) -> list[StubPage]:
    """Pages, some of whose values are found by number."""
    return [stub(number, **{name: value(number) for name, value in changes.items()}) for number in range(PAGES)]


Context: TypeAlias = dict[str, Any]


def environment(templates: Mapping[str, str]) -> jinja2.Environment:
    """Jinja as MkDocs sets it up; what a template does is counted where it calls `done()`."""
    made = jinja2.Environment(loader=jinja2.DictLoader(dict(templates)), auto_reload=False)
    made.filters |= {
        "url": url_filter,
        "script_tag": script_tag_filter,
        "abbreviated": lambda text: re.sub("49 lanterns", "<abbr>49 lanterns</abbr>", text),
        "copied": lambda text: re.sub("49 lanterns", "<abbr>49 lanterns</abbr>", str(text)),
    }
    made.tests["like"] = lambda text, pattern: bool(re.fullmatch(pattern, text))
    made.globals["done"] = lambda: ""
    return made


def outcome(template: Any, context: Context) -> object:
    """What a template gives, or what it raises."""
    try:
        return template.render(context)
    except Exception as error:
        return type(error), str(error)


@dataclass
class Rendered:
    """How many pages were joined, and how often the template was evaluated for all."""

    joined: int
    evaluations: int


def rendered(
    main: str,
    pages: Iterable[StubPage] | None = None,
    context: Callable[[StubPage], Context] = lambda page: {},
    **templates: str,
) -> Rendered:
    """Render pages with shells and without, which must give the same."""
    pages = stubs() if pages is None else list(pages)
    sources = {"main.html": "{{ done() }}" + main} | {f"{name}.html": text for name, text in templates.items()}
    whole, shared = environment(sources), environment(sources)
    evaluations: list[None] = []
    shared.globals["done"] = lambda: evaluations.append(None) or ""
    shells = Shells(shared, lambda page: isinstance(page, StubPage))
    in_full, joined = whole.get_template("main.html"), shells.around(shared.get_template("main.html"))
    common = {"nav": SimpleNamespace(pages=[]), "config": SimpleNamespace(site_name="A & B"), "pages": pages}
    for page in pages:
        given = common | {
            "page": page,
            "base_url": get_relative_url(".", page.url),
            "build_date_utc": datetime(2026, 1, 1, 0, 0, page.number, tzinfo=UTC),
            "report_url": f"https://git.example.org/new?title=Error&body={page.number}",
        }
        given |= context(page)
        assert outcome(joined, given) == outcome(in_full, given)
    return Rendered(shells.joined, len(evaluations))


# --- how often a template is evaluated ----------------------------------------------------------------------

THEME = """\
<title>{{ (page.meta.title or page.title) | striptags | e }} · {{ config.site_name | e }}</title>
{% if page.meta and page.meta.description %}<meta content="{{ page.meta.description }}">{% endif %}
<link href="{{ page.canonical_url }}"><link href="{{ 'assets/a.css' | url }}">{{ 'a.js' | script_tag }}
{% if "toc" in page.meta.hide %}hidden{% endif %}
{% if "<h1" not in page.content %}<h1>{{ page.title | d(config.site_name, true) }}</h1>{% endif %}
{{ page.content }}<a href="{{ page.edit_url | e }}">Edit</a><a href="{{ report_url | e }}">Report</a>
"""
"""What Material and this theme do with a page."""


def test_a_shell_costs_two_evaluations_more_and_saves_all_that_follow() -> None:
    assert rendered(THEME) == Rendered(joined=JOINED, evaluations=ENOUGH + 2)


def test_too_few_pages_get_no_shell() -> None:
    assert rendered(THEME, stubs()[: ENOUGH - 1]) == Rendered(joined=0, evaluations=ENOUGH - 1)


def test_where_no_shell_can_be_had_that_is_tried_once() -> None:
    assert rendered("{{ page.file }}{{ page.content }}").joined == 0
    assert rendered("{{ page.content | length }}") == Rendered(joined=0, evaluations=PAGES + 2)


def test_jinja_is_left_as_it_was() -> None:
    shared = environment({"main.html": "{{ 'a' | url }}" + THEME})
    shells = Shells(shared, lambda page: True)
    template = shells.around(shared.get_template("main.html"))
    config = SimpleNamespace(site_name="A")
    for page in stubs():
        template.render({"page": page, "config": config, "base_url": "../.."})
    assert shells.joined == JOINED
    assert shared.filters["url"] is url_filter
    assert shared.concat is environment({}).concat


@pytest.mark.parametrize("is_joinable", [lambda page: page is not None and page.number > 5, lambda page: False])
def test_a_page_that_is_not_ours_is_rendered_in_full(is_joinable: Callable[[Any], bool]) -> None:
    shared = environment({"main.html": "{{ page.content if page else 'none' }}"})
    shells = Shells(shared, is_joinable)
    template = shells.around(shared.get_template("main.html"))
    for page in (None, *stubs()):
        assert template.render({"page": page}) == (page.content if page else "none")
    assert shells.joined == max(0, sum(map(is_joinable, stubs())) - ENOUGH)


def test_templates_ask_for_templates_as_before() -> None:
    assert rendered(
        '{% extends "base.html" %}{% block body %}{{ super() }}{% include "part.html" %}{% endblock %}',
        base="{{ page.title }}{% block body %}{{ page.content }}{% endblock %}",
        part="{{ page.url }}",
    ) == Rendered(joined=JOINED, evaluations=ENOUGH + 2)


# --- what a template does with the texts --------------------------------------------------------------------

OTHERS = {
    "base": "{% block b %}<p>{{ page.content }}</p>{% endblock %}",
    "macros": "{% macro b(text) %}<b>{{ text }}</b>{% endmacro %}",
}

EXACT = {
    "as it is": "{{ page.content }}{{ page.title }}{{ page.url }}{{ page.abs_url }}",
    "escaped": "{{ page.edit_url | e }}{{ page.title | e }}{{ report_url | forceescape }}",
    "a title without tags": "{{ page.title | striptags | e }}{{ page.meta.description | striptags | e }}",
    "in capitals": "{{ page.edit_url | upper }}",
    "a part replaced": "{{ page.edit_url | replace('edit', 'raw') }}",
    "all replaced": "{{ page.content | replace('lanterns', '<i>lamps</i>') | replace('7', 'seven') }}",
    "trimmed": "{{ page.title | trim }}",
    "its beginning": "{{ page.canonical_url[:20] }}{{ page.content[-9:] }}",
    "its parent": "{{ page.url.split('/')[0] }}",
    "a part replaced that is strung together": "{{ page.content | replace('<h1>' ~ page.title, '<h1>') }}",
    "what only Markup can do": "{{ page.title.unescape() }}{{ page.title.striptags() | e }}",
    "a macro of another file": "{% import 'macros.html' as macros with context %}{{ macros.b(page.title) }}",
    "a block replaced": "{% extends 'base.html' %}{% block b %}{{ super() | replace('kite', 'kit') }}{% endblock %}",
    "a block filtered": "{% filter upper %}<p>{{ page.content }}</p>{% endfilter %}",
    "a block kept": "{% set kept %}<p>{{ page.title }}</p>{% endset %}{{ kept | replace('<p>', '<p class=a>') }}",
    "a macro": "{% macro m(t) %}[{{ t }}]{% endmacro %}{{ m(page.title) | lower }}",
    "its meta, one by one": "{% for name, value in page.meta.items() %}{{ name }}={{ value }} {% endfor %}",
    "whether it is there": "{% if page.title and page.meta.description and not page.meta.last_changed %}yes{% endif %}",
    "another page": "{% if page.url == 'agreements/other/' or page.title in ['A', 'B'] %}other{% endif %}",
    "a type": "{{ page.title is string }}{{ page.meta is mapping }}",
}


@pytest.mark.parametrize("template", EXACT.values(), ids=EXACT.keys())
def test_what_is_certain_is_joined(template: str) -> None:
    base, macros = (
        "{% block b %}<p>{{ page.content }}</p>{% endblock %}",
        "{% macro b(t) %}<b>{{ t }}</b>{% endmacro %}",
    )
    assert rendered(template, base=base, macros=macros).joined == JOINED


UNCERTAIN = {
    "the source file": "{{ page.file.src_uri }}",
    "the page in words": "{{ page }}",
    "another attribute": "{{ page.number }}",
    "a method": "{{ page._indent_print() }}",
    "the time": "{{ build_date_utc.year }}",
    "whether there is time": "{% if build_date_utc %}x{% endif %}",
    "all pages": "{% for other in pages %}{{ '*' if other == page }}{% endfor %}",
    "how many pages": "{{ pages | length }}",
    "how long it is": "{{ page.title | length }}",
    "cut short": "{{ page.content | truncate(60) }}",
    "without tags": "{{ page.content | striptags }}",
    "its first words": "{{ page.content.split()[:3] | join(' ') }}",
    "each word in capitals": "{{ page.title | title }}",
    "in a URL": "{{ page.canonical_url | urlencode }}",
    "in a script": "{{ page.title | tojson }}",
    "strung together": "{{ 'On ' ~ page.title ~ '.' }}",
    "in a form": "{{ '%s: %s' | format(page.url, page.title) }}",
    "strung together, a part replaced": "{{ ('On ' ~ page.title) | replace('Treaty 7', 'that') }}",
    "among the words of one text": "{{ 'special' if page.title in 'Treaty 7 on “kites” &amp; &lt;lanterns&gt;' }}",
    "looked through by C code": "{{ 'special' if page.url is like('.*-7/') }}",
    "a text before it": "{{ 'On ' + page.edit_url }}",
    "with a look of its own": "{{ '{:>80}'.format(page.title) }}",
    "a macro that Jinja keeps": "{% import 'macros.html' as macros %}{{ macros.b(page.title) }}",
    "a part replaced that is half of another": "{{ page.content | replace(('<b>49 l' ~ page.url)[:8], '') }}",
    "a title cut short if need be": "{{ page.title | striptags | truncate(1000) | e }}",
    "strung together and compared": "{{ 'special' if '/' ~ page.url == '/agreements/treaty-7/' }}",
    "without tags and compared": "{{ 'special' if (page.title | striptags) == 'Treaty 7 on “kites” & <lanterns>' }}",
    "words of a filter's own in a copy": "{{ page.content | copied }}",
    "words of a filter's own in a title": "{{ page.title | abbreviated }}",
    "strung together, in capitals": "{{ ('On ' ~ page.title) | upper }}",
    "strung together, cut short": "{{ ('On ' ~ page.title) | truncate(50) }}",
    "minutes of reading": "{{ (page.content | striptags | wordcount) // 100 }} min",
    "words of a filter's own": "{{ page.content | abbreviated }}",
    "letter by letter": "{% for letter in page.title %}{{ letter }}.{% endfor %}",
    "in a dictionary": "{{ {'agreements/treaty-7/': 'special'}[page.url] }}",
    "itself as a link": "{{ page.url | url }}",
}


@pytest.mark.parametrize("template", UNCERTAIN.values(), ids=UNCERTAIN.keys())
def test_what_is_not_certain_is_rendered_in_full(template: str) -> None:
    assert rendered(f"{{{{ page.content }}}}{template}", **OTHERS).joined == 0


MISFITS = {
    "its title": "{% if 'Treaty 7' in page.title %}special{% endif %}",
    "its URL": "{% if page.url == 'agreements/treaty-7/' %}special{% endif %}",
    "its URL among some": "{% if page.url in ['agreements/', 'agreements/treaty-7/'] %}special{% endif %}",
    "its content": "{{ 'special' if '<b>49 lanterns' in page.content }}",
    "how often it says something": "{{ page.content.split('7') | length }}",
    "its end": "{{ 'special' if page.edit_url.endswith('7.yml?a&b') }}",
    "its place among others": "{{ 'special' if page.title > 'Treaty 8' else 'ordinary' }}",
    "a link to it": "<a href=\"{{ 'agreements/treaty-7/' | url }}\">7</a>",
    "a link below it": "<a href=\"{{ 'agreements/treaty-7/cite.bib' | url }}\">7</a>",
}


@pytest.mark.parametrize("template", MISFITS.values(), ids=MISFITS.keys())
def test_a_page_of_which_the_template_makes_something_else_is_rendered_in_full(template: str) -> None:
    found = rendered(f"{{{{ page.content }}}}{template}")
    assert JOINED - 2 <= found.joined < JOINED


def test_what_a_template_raises_is_raised() -> None:
    """The full template fails for each page, and nothing else is made of it."""
    assert rendered("{{ page.content }}{{ nothing.at_all }}") == Rendered(joined=0, evaluations=PAGES)
    late = "{{ page.content }}{% if page.number == 8 %}{{ nothing.at_all }}{% endif %}"
    assert rendered(late).joined == 0
    for_one_title = "{{ page.content }}{% if 'Treaty 8' in page.title %}{{ nothing.at_all }}{% endif %}"
    assert rendered(for_one_title).joined == JOINED - 1
    beyond_some = "{{ page.content }}{{ page.edit_url.index('-8') if 'Treaty 8' not in page.title else '' }}"
    assert rendered(beyond_some).joined == 0


def test_a_shell_is_not_made_with_a_page_of_which_c_code_makes_something_else() -> None:
    template = "{% set title = page.title | striptags %}{{ title | e }}{{ '!' if title == 'Treaty 2' }}"
    assert rendered(template, stubs(title=lambda n: escape(f"Treaty {n}"))).joined == 0


@pytest.mark.parametrize("look", ["", "0", "0AB&<\"'>", "0aB&lt;", "0:1aB", "9aB&<\"'>", "aB"])
def test_a_stand_in_that_was_altered_says_nothing(look: str) -> None:
    values = Values([Source(lambda values: "a text", str)], {})
    with pytest.raises((UncertainError, IndexError)):
        values[f"{OPEN}{look}{CLOSE}"]


@pytest.mark.parametrize("text", [f"a {OPEN}", f"{CLOSE} a", f"{OPEN}0{OPEN}1{CLOSE}"])
def test_a_stand_in_in_pieces_is_none(text: str) -> None:
    with pytest.raises(UncertainError):
        Cut(text)


@pytest.mark.parametrize("read", [hash, repr, list, str.encode, json.dumps, lambda text: format(text, ">80")])
def test_what_reads_a_text_without_asking_is_refused(read: Callable[[Any], object]) -> None:
    text = Watch({("page", "title"): "A & B"}).stand_ins["page", "title"]
    with pytest.raises((UncertainError, TypeError)):
        read(text)


def test_a_stand_in_is_known_as_it_is_and_escaped() -> None:
    watch = Watch({("page", "title"): "A & B"})
    stand_in = watch.stand_ins["page", "title"]
    values = Values(watch.sources, {("page", "title"): "C & D"})
    cut = watch.cut(watch.concat(["1 ", str(stand_in), " 2 ", escape(stand_in)]))
    assert cut.joined(values) == "1 C & D 2 C &amp; D"


# --- what must be equal -------------------------------------------------------------------------------------

PLAIN = "{{ page.content }}"

ALIKE: dict[str, Callable[[int], object]] = {
    "a text": lambda n: "same",
    "lists by what they hold": lambda n: ["a", {"b": [1, None, True]}, ("c",)],
    "one object": lambda n: StubPage,
}

UNLIKE: dict[str, Callable[[int], object]] = {
    "other texts": str,
    "other numbers": int,
    "lists of others": lambda n: ["a", [n]],
    "other objects": lambda n: object(),
    "the same number of another type": lambda n: (1, True, 1.0, "1", Markup("1"))[n % 5],
    "the same in another order": lambda n: dict.fromkeys(list(permutations("abcd"))[n], 1),
    "too long a list": lambda n: list(range(1000)),
    "too deep a list": lambda n: [[[[[[[[[[]]]]]]]]]],
}


@pytest.mark.parametrize("value", ALIKE.values(), ids=ALIKE.keys())
def test_pages_with_equal_values_share_a_shell(value: Callable[[int], object]) -> None:
    assert rendered("{{ extra }}" + PLAIN, context=lambda page: {"extra": value(page.number)}).joined == JOINED
    assert rendered("{{ page.meta.extra }}" + PLAIN, stubs(meta=lambda n: {"extra": value(n)})).joined == JOINED
    assert rendered("{{ page.toc }}" + PLAIN, stubs(toc=value)).joined == JOINED


@pytest.mark.parametrize("value", UNLIKE.values(), ids=UNLIKE.keys())
def test_pages_with_other_values_do_not(value: Callable[[int], object]) -> None:
    assert rendered("{{ extra }}" + PLAIN, context=lambda page: {"extra": value(page.number)}).joined == 0
    assert rendered("{{ page.meta.extra }}" + PLAIN, stubs(meta=lambda n: {"extra": value(n)})).joined == 0
    assert rendered("{{ page.toc }}" + PLAIN, stubs(toc=value)).joined == 0


def test_pages_in_other_folders_do_not_share_one() -> None:
    link = "{{ 'agreements/' | url }}" + PLAIN
    assert rendered(link, stubs(url=lambda n: f"agreements/{'ab'[n % 2]}/{n}/")).joined == PAGES - 2 * ENOUGH
    assert rendered(link, stubs(url=lambda n: f"{'abcdefghij'[n]}/x/")).joined == 0


@pytest.mark.parametrize("url", ["agreements/{}.html", "{}.html", "{}/", "a/b.c/{}/"])
def test_every_kind_of_url_can_be_joined(url: str) -> None:
    template = "{{ 'agreements/' | url }}{{ '.' | url }}{{ page.url }}" + PLAIN
    assert rendered(template, stubs(url=lambda n: url.format(f"treaty-{n}"))).joined == JOINED


def test_a_home_page_has_no_name_and_is_rendered_in_full() -> None:
    assert rendered(PLAIN, stubs(url=lambda n: "")).joined == 0


def test_a_page_of_the_navigation_is_rendered_in_full() -> None:
    pages = stubs()
    nav = SimpleNamespace(pages=pages[:6])
    menu = "{% for other in nav.pages %}{{ '*' if other == page }}{{ other.url | url }}{% endfor %}" + PLAIN
    found = rendered(menu, pages, lambda page: {"nav": nav})
    assert found.joined == PAGES - 6 - ENOUGH


def test_a_page_of_the_navigation_with_the_same_title_is_another_page() -> None:
    pages = stubs()
    nav = SimpleNamespace(pages=[stub(ENOUGH - 1, url="elsewhere/")])
    menu = "{% for other in nav.pages %}{{ '*' if other == page }}{{ '*' if page in nav.pages }}{% endfor %}" + PLAIN
    assert rendered(menu, pages, lambda page: {"nav": nav}).joined == JOINED


def test_a_link_from_another_page_is_relative_to_that_one() -> None:
    config = SimpleNamespace(other=stub(1, url="a/b/c/d/"))
    template = "{{ 'a.css' | url }}{% set page = config.other %}{{ 'a.css' | url }}"
    assert rendered(template, context=lambda page: {"config": config}).joined == JOINED


def test_meta_of_another_kind_is_not_taken_for_a_dictionary() -> None:
    pages = stubs()
    for page in pages:
        page.meta = OrderedDict(page.meta)
    assert rendered("{{ page.meta.title }}{{ page.meta is mapping }}", pages).joined == 0


def test_a_page_without_a_text_does_not_share_a_shell_with_one_that_has_it() -> None:
    template = "{% if page.edit_url %}<a href='{{ page.edit_url }}'>{% endif %}" + PLAIN
    found = rendered(template, stubs(edit_url=lambda n: (None, "", f"https://example.org/{n}")[min(n, 2)]))
    assert found.joined == PAGES - 2 - ENOUGH


def test_a_page_whose_heading_the_theme_adds_does_not_fit_where_pages_have_their_own() -> None:
    pages = stubs(content=lambda n: f"<h1>{n}</h1>" if n != 5 else "no heading")
    assert rendered(THEME, pages).joined == JOINED - 1


# --- texts that cannot be joined ----------------------------------------------------------------------------

LOOKALIKE = f"{OPEN}0aB&<\"'>{CLOSE}"

UNUSUAL = {
    "half a stand-in": Markup(f"a {OPEN} b"),
    "the other half": Markup(f"a {CLOSE} b"),
    "what looks like a stand-in": escape(LOOKALIKE),
    "tags": Markup("A <b>treaty</b>"),
    "escaped in another way": Markup("A &quot;treaty&quot; &#x27;so&#x27; called"),
    "wide spaces": Markup("A  treaty "),
}


@pytest.mark.parametrize("title", UNUSUAL.values(), ids=UNUSUAL.keys())
def test_a_page_with_an_unusual_title_is_rendered_in_full_and_the_others_are_not(title: Markup) -> None:
    pages = stubs(title=lambda n: title if n == 6 else escape(f"Treaty {n}"))
    assert rendered(THEME, pages).joined == JOINED - 1


def test_a_title_that_is_not_escaped_is_of_another_shape() -> None:
    for odd_one in (ENOUGH - 1, 6):
        titles = ["A & B" if n == odd_one else escape(f"Treaty {n}") for n in range(PAGES)]
        assert rendered(THEME, stubs(title=titles.__getitem__)).joined == JOINED - 1


def test_a_stand_in_in_a_content_is_found() -> None:
    assert rendered(THEME, stubs(content=lambda n: f"<h1>{n}</h1>{LOOKALIKE if n == 6 else ''}")).joined == JOINED - 1


@pytest.mark.parametrize("name", [LOOKALIKE, OPEN, f"{OPEN}99{CLOSE}"])
def test_a_stand_in_in_the_name_of_the_site_is_found(name: str) -> None:
    named = {"config": SimpleNamespace(site_name=name)}
    assert rendered("{{ config.site_name }}" + PLAIN, context=lambda page: named).joined == 0


PIECES = [*"aZ0 <>&'\"\n%{}/.\\é", "edit", "<h1>", "&amp;", OPEN, CLOSE, LOOKALIKE]
TEXT = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
EVERYTHING = (
    THEME
    + "{{ page.edit_url | replace('edit', 'raw') }}{% if '<h1' in page.content %}{{ page.content | upper }}{% endif %}"
)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=6, max_size=8))
@examples(60)
def test_whatever_the_texts_are_the_bytes_are_the_same(texts: list[tuple[str, str, str]]) -> None:
    pages = [
        stub(n, title=escape(title), content=content, edit_url=address, url=f"agreements/{n}/")
        for n, (title, content, address) in enumerate(texts)
    ]
    rendered(EVERYTHING, pages)


# --- whole sites --------------------------------------------------------------------------------------------


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch) -> list[Shells]:
    """The shells of each build."""
    used: list[Shells] = []

    def kept(*arguments: Any) -> Shells:
        used.append(Shells(*arguments))
        return used[-1]

    monkeypatch.setattr("treatyline.plugin.theme.Shells", kept)
    return used


def differing(folder: Path, out: Path) -> list[str]:
    """Build a site with shells and without; give the files that differ."""
    shared = snapshot(build_strictly(folder, out / "shared", plugins=["treatyline"]).site)
    whole = snapshot(build_strictly(folder, out / "whole", plugins=[{"treatyline": {"theme_once": False}}]).site)
    return [path for path in whole.keys() | shared.keys() if whole.get(path) != shared.get(path)]


def test_every_file_of_the_flagship_is_the_same(used: list[Shells], tmp_path: Path) -> None:
    assert differing(CHECKOUT, tmp_path) == []
    shared, whole = used
    assert shared.joined > 30
    assert whole.joined == 0


@pytest.mark.slow
def test_every_file_of_three_hundred_agreements_is_the_same(used: list[Shells], tmp_path: Path) -> None:
    write_collection(write_site(tmp_path, {}), 300)
    assert differing(tmp_path, tmp_path) == []
    shared, whole = used
    assert shared.joined > 340, "the countries and organisations too, but for three of each"
    assert whole.joined == 0


@dataclass
class Compared:
    """A template that renders each page with shells and without, and the pages where that is not the same."""

    whole: Template
    shared: Template
    differing: list[str]

    def render(self, context: Context) -> str:
        output = self.whole.render(context)
        if self.shared.render(context) != output:
            self.differing.append(context["page"].url)
        return output


@pytest.fixture
def count_joined(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], int]:
    """`count_joined(folder)` builds a site in which every page is compared, and gives how many were joined."""
    differing: list[str] = []
    used: list[Shells] = []

    class Comparing(Shells):
        def around(self, template: Template) -> Template:
            used.append(self)
            return Compared(template, super().around(template), differing)

    def count(folder: Path) -> int:
        build_strictly(folder)
        assert differing == []
        return used[0].joined

    monkeypatch.setattr("treatyline.plugin.theme.Shells", Comparing)
    return count


REPOSITORY = "repo_url: https://git.example.org/edit/blob\nedit_uri: edit/main/edited/\n"


def themed(**settings: str) -> str:
    """A configuration with settings of the theme."""
    lines = "".join(f"  {name}: {value}\n" for name, value in settings.items())
    return SMALL_YML.replace("  name: material\n", f"  name: material\n{lines}") + REPOSITORY


AGREEMENTS = {
    f"agreements/x-{number}.yml": entry(
        title=f"<b>Treaty</b> {number} & “so” 'called' \"edit\" {{{{ 7 * 7 }}}} &amp; --> </title>",
        summary=f"An edit of {number} <!-- states --> & more.",
        date=str(1993 + 3 * number),
        changes=[{"date": f"2020-01-{number + 10}", "note": "A word."}],
    )
    for number in range(9)
}
"""Agreements whose texts want care."""

ALL = len(AGREEMENTS) - ENOUGH

CONFIGURATIONS = {
    "files instead of folders": (SMALL_YML + REPOSITORY + "use_directory_urls: false\n", ALL),
    "no address": (SMALL_YML.replace("site_url: https://example.org/\n", ""), ALL),
    "tabs": (themed(features="[navigation.tabs, navigation.path]"), ALL),
    "indexes": (themed(features="[navigation.indexes, navigation.sections]"), ALL),
    "links to the sources": (themed(features="[content.action.edit, content.action.view]"), ALL),
    "scripts": (SMALL_YML + "extra_javascript: [a.js, {path: b.mjs, type: module}]\nextra_css: [c.css]\n", ALL),
    "agreements in the navigation": (
        themed(features="[navigation.tabs, navigation.sections]")
        + "nav: [index.md, agreements/x-3.md, {More: [agreements/x-4.md]}]\n",
        ALL - 2 + 1,  # the lists are outside the navigation now, and one more than enough of them are alike
    ),
}


@pytest.mark.parametrize(("configuration", "joined"), CONFIGURATIONS.values(), ids=CONFIGURATIONS.keys())
def test_every_page_is_the_same_however_a_site_is_configured(
    configuration: str, joined: int, count_joined: Callable[[Path], int], tmp_path: Path
) -> None:
    assets = {"a.js": "", "b.mjs": "", "c.css": ""}
    assert count_joined(write_site(tmp_path, AGREEMENTS | assets, configuration)) == joined


OWNERS = {
    "a text of their own": ("{% block announce %}News{% endblock %}", ALL),
    "words replaced": ("{% block content %}{{ super() | replace('Treaty', 'Pact') }}{% endblock %}", ALL),
    "one page apart": ("{% block announce %}{{ '!' if page.url == 'agreements/x-8/' }}{% endblock %}", ALL - 1),
    "a link to one": ("{% block announce %}<a href=\"{{ 'agreements/x-8/' | url }}\">8</a>{% endblock %}", ALL - 1),
    "the file": ("{% block announce %}{{ page.file.src_uri if page }}{% endblock %}", 0),
    "a title cut short": ("{% block announce %}{{ page.title | striptags | truncate(9, true) }}{% endblock %}", 0),
}


@pytest.mark.parametrize(("block", "joined"), OWNERS.values(), ids=OWNERS.keys())
def test_every_page_is_the_same_under_an_owners_own_template(
    block: str, joined: int, count_joined: Callable[[Path], int], tmp_path: Path
) -> None:
    write(tmp_path, {"overrides/main.html": '{% extends "treatyline.html" %}' + block})
    assert count_joined(write_site(tmp_path, AGREEMENTS, themed(custom_dir="overrides"))) == joined
