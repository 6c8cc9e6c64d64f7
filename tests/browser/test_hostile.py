"""Hostile text: refused where the rules refuse it, harmless where they do not, and read as it was written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from markdown_it import MarkdownIt

from tests.sitekit import Build, as_yaml, build_strictly, entry, write, write_site
from tests.web import OneOrigin, serving
from treatyline.pages import Page as PlannedPage
from treatyline.problems import Code, Problem
from treatyline.render import Renderer
from treatyline.site import load
from treatyline.urls import UrlError, web_url

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

UNDER = "/some/repo/"
CONFIGURATION = f"""\
site_name: A small site
site_url: https://example.org{UNDER}
repo_url: https://git.example.org/a/b
edit_uri: edit/main/content/
docs_dir: content
theme:
  name: material
  features: [navigation.footer, navigation.tabs, navigation.path, search.suggest, search.highlight]
plugins: [search, treatyline: {{contributing: false}}]
"""
"""With all of Material's features that show a page's title somewhere."""

SCRIPT = "<script>ran('script')</script>"
IMAGE = """"><img src=x onerror=ran('image')>"""
ESCAPED = "&lt;/title&gt;&lt;script&gt;ran('escaped')&lt;/script&gt;"
TEMPLATE = "{{ 7*7 }}"
LINK = "javascript:ran('link')"
ALL = f"{SCRIPT} {TEMPLATE} {IMAGE} '><svg onload=ran('svg')> {ESCAPED} {LINK}"


def hostile(name: str) -> str:
    """All payloads, with a word by which to find them on a page."""
    return f"{name} {ALL}"


HEADLINE = f"Headline {SCRIPT} {IMAGE}"
"""What stands on most pages; a headline is short."""

# --- what the rules refuse ----------------------------------------------------------------------------------

REFUSED: dict[str, object] = {
    "date": "<script>",
    "date_of": "<script>",
    "in_force": TEMPLATE,
    "kind": "<script>",
    "topics": ["<script>", "../../x"],
    "titles": {"<script>": "Title"},
    "parties": ["<script>", {"party": "KAZ", "roles": ["<script>"]}],
    "place": {"name": "Moscow", "country": "<script>"},
    "signings": [{"step": "<script>", "date": "2013-01-30"}],
    "secret": {"extent": "<script>"},
    "status": {"is": "<script>", "source": "s"},
    "party_count": {"count": "<script>"},
    "signatories": [{"name": "X", "for_all": "<script>"}],
    "quotes": [{"text": "X", "speaker": "X", "language": "<script>", "source": "s"}],
    "conflicts": [{"field": "<script>", "value": "X", "source": "<script>"}],
    "relations": [{"type": "<script>", "title": "X"}, {"type": "related", "target": "../../x"}],
    "identifiers": {"wikidata": "<script>"},
    "formerly": ["<script>", "../../x"],
    "added": "<script>",
    "changes": [{"date": TEMPLATE, "note": "X"}],
    "accepts": [{"code": "<script>", "why": "X"}],
    "<script>": "a field",
}
URLS = [
    LINK,
    f" {LINK}",
    "JaVaScRiPt:ran('link')",
    "java\tscript:ran('link')",
    "data:text/html,<script>ran('link')</script>",
    "vbscript:ran('link')",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "//evil.example.org/x",
    "/x",
    "x",
    "../../x",
    "?x",
    "https:evil.example.org",
    "https:///evil.example.org",
    "https:\\\\evil.example.org",
    "https://user@evil.example.org/",
    'https://example.org/"><script>ran()</script>',
    "https://",
]


def found_in(folder: Path, text: str) -> tuple[Problem, ...]:
    """The problems of an entry."""
    return load(write(folder, {"agreements/hostile.yml": text})).problems


def test_what_is_no_text_is_refused_wherever_a_payload_stands(tmp_path: Path) -> None:
    text = as_yaml(REFUSED | {"title": "T", "summary": "S", "sources": [{"id": "s", "publisher": "P"}]})
    wrong = {
        number
        for number, line in enumerate(text.splitlines(), 1)
        if any(payload in line for payload in ("<script>", "../../x", TEMPLATE, LINK))
    }
    problems = found_in(tmp_path, text)
    assert {problem.place.line for problem in problems} == wrong
    assert len(wrong) > 25


@pytest.mark.parametrize("name", ["url", "archived_url"])
@pytest.mark.parametrize("url", URLS)
def test_an_address_that_is_none_is_refused_at_its_place(tmp_path: Path, url: str, name: str) -> None:
    text = entry(sources=[{"publisher": "P", name: url}])
    (line,) = [number for number, line in enumerate(text.splitlines(), 1) if f"{name}:" in line]
    (problem,) = found_in(tmp_path, text)
    assert (problem.code, problem.place.line) in [(Code.BAD_URL, line), (Code.CONTROL_CHARACTER, line)]


@pytest.mark.parametrize("context", [f"A [link]({LINK}).", f"<{LINK}>", "[x](/x)", f"[x][y]\n\n[y]: {LINK}"])
def test_a_link_in_prose_that_leads_nowhere_safe_is_refused(tmp_path: Path, context: str) -> None:
    text = entry(context=context)
    (line,) = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("context:")]
    (problem,) = found_in(tmp_path, text)
    assert (problem.code, problem.place.line) == (Code.BAD_LINK, line)


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("parties.yml", {"<SCRIPT>": {"kind": "state", "name": "X", "slug": "x"}}),
        ("parties.yml", {"ATL": {"kind": "<script>", "name": "X", "slug": "x"}}),
        ("parties.yml", {"ATL": {"kind": "state", "name": "X", "slug": "../../x"}}),
        ("parties.yml", {"ATL": {"kind": "state", "name": "X", "slug": "<script>"}}),
        ("parties.yml", {"ATL": {"kind": "state", "name": "X", "slug": "x", "from": TEMPLATE}}),
        ("parties.yml", {"ATL": {"kind": "state", "name": "X", "slug": "x", "founded_by": "<script>"}}),
        ("topics.yml", {"<script>": {"label": "X"}}),
        ("topics.yml", {"../../x": {"label": "X"}}),
    ],
)
def test_codes_and_slugs_of_the_collections_own_are_refused_too(
    tmp_path: Path, file: str, data: dict[str, object]
) -> None:
    text = as_yaml(data)
    (line,) = [
        number
        for number, line in enumerate(text.splitlines(), 1)
        if any(payload in line.lower() for payload in ("<script>", "../../x", TEMPLATE))
    ]
    (problem,) = load(write(tmp_path, {file: text})).problems
    assert problem.place.line == line


# --- what the rules let through -----------------------------------------------------------------------------

ACCEPTED: dict[str, object] = {
    "title": hostile("Title"),
    "short_title": HEADLINE,
    "titles": {"ru": hostile("Заглавие")},
    "date": "2013-01-30",
    "signings": [{"date": "2013-01-29", "place": hostile("SigningPlace")}],
    "in_force": "2014-01-01",
    "kind": "agreement",
    "binding": {"is": "yes", "source": "s"},
    "topics": ["hostile"],
    "place": {"name": hostile("Place"), "country": "EVL"},
    "term": {"duration": hostile("Duration"), "renewal": hostile("Renewal"), "source": "s"},
    "secret": {"extent": "part", "source": "s"},
    "status": {"is": "in-force", "disputed": hostile("Disputed"), "note": hostile("StatusNote"), "source": "s"},
    "parties": [
        {
            "party": "EVL",
            "signed_as": hostile("SignedAs"),
            "actions": [{"type": "signature", "note": hostile("ActionNote"), "source": "s"}],
        },
        "ORG",
        "RUS",
    ],
    "open_to": hostile("OpenTo"),
    "signatories": [{"name": hostile("Signatory"), "party": "EVL", "office": hostile("Office"), "source": "s"}],
    "quotes": [
        {
            "text": hostile("QuoteText"),
            "speaker": hostile("Speaker"),
            "office": hostile("SpeakersOffice"),
            "translation": hostile("Translation"),
            "translator": hostile("Translator"),
            "source": "s",
        },
        {"text": hostile("ArticleText"), "locator": hostile("Locator"), "source": "s"},
    ],
    "summary": hostile("Summary"),
    "context": f"Context {SCRIPT} {TEMPLATE} {IMAGE}\n\n<script>ran('block')</script>\n",
    "conflicts": [{"field": "date", "value": hostile("ConflictValue"), "source": "s", "note": hostile("ConflictNote")}],
    "relations": [
        {"type": "related", "title": hostile("RelationTitle"), "note": hostile("RelationNote")},
        {"type": "amends", "target": "before", "note": hostile("TargetNote")},
    ],
    "sources": [
        {
            "id": "s",
            "title": hostile("SourceTitle"),
            "publisher": hostile("Publisher"),
            "url": "https://example.org/a?b='&c=<".replace("<", "%3C"),
            "note": hostile("SourceNote"),
            "supports": ["title"],
        },
        {"publisher": hostile("SecondPublisher")},
    ],
    "identifiers": {hostile("Scheme"): hostile("Number"), "doi": "10.1000/\"><script>ran('doi')</script>"},
    "formerly": ["hostile-before"],
    "added": "2020-01-01",
    "changes": [{"date": "2020-01-02", "note": hostile("ChangeNote")}],
}
PARTIES = {
    "EVL": {
        "kind": "state",
        "name": hostile("PartyName"),
        "official": hostile("PartyOfficial"),
        "names": [{"name": hostile("PartyFormerName"), "to": "1999-12-31"}],
        "aliases": [hostile("PartyAlias")],
        "slug": "evil",
        "succession": [{"party": "SUN", "how": "succeeds", "note": hostile("SuccessionNote")}],
        "note": f"PartyNote {SCRIPT} {TEMPLATE} {IMAGE}",
        "source": hostile("PartySource"),
    },
    "ORG": {"kind": "organisation", "name": hostile("OrganisationName"), "slug": "org", "founded_by": "hostile"},
}
TOPICS = {"hostile": {"label": hostile("TopicLabel"), "sentence": hostile("TopicSentence")}}

AUTHORED_HEADING = """\
# &lt;/title&gt;&lt;script&gt;ran('heading')&lt;/script&gt; Heading

## &lt;img src=x onerror=ran('contents')&gt; One

## `</span><script>ran('code')</script>` Two

### &amp;lt;svg onload=ran('twice')&amp;gt; Three
"""
FRONT_MATTER = as_yaml({"title": hostile("MetaTitle"), "description": hostile("MetaDescription")})

FILES = {
    "parties.yml": as_yaml(PARTIES),
    "topics.yml": as_yaml(TOPICS),
    "agreements/hostile.yml": as_yaml(ACCEPTED),
    "agreements/before.yml": entry(title="The one before", date="1985-01-01", parties=["EVL", "SUN"]),
    "agreements/after.yml": entry(title="The one after", date="2020-01-01", topics=["hostile"]),
    "about.md": "# About\n",
    "heading.md": AUTHORED_HEADING,
    "front-matter.md": f"---\n{FRONT_MATTER}---\n\n# A heading\n",
}


def texts_in(data: object) -> Iterator[str]:
    """Every text of an entry that holds all payloads, keys too."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts_in(value)
    elif isinstance(data, str) and ALL in data:
        yield data


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_strictly(write_site(tmp_path_factory.mktemp("hostile"), FILES, CONFIGURATION))


PAGES = {
    "": [HEADLINE, hostile("Summary"), hostile("PartyName")],
    "agreements/hostile/": [HEADLINE, *texts_in({**ACCEPTED, "open_to": "", "formerly": ""})],
    "agreements/before/": [HEADLINE, hostile("TargetNote"), hostile("PartyFormerName"), hostile("PartyName")],
    "agreements/after/": [HEADLINE],
    "countries/": [hostile("PartyName")],
    "countries/evil/": [
        *(hostile(f"Party{name}") for name in ("Name", "Official", "FormerName")),
        hostile("SuccessionNote"),
        f"PartyNote {SCRIPT} {TEMPLATE} {IMAGE}",
        HEADLINE,
        hostile("Summary"),
    ],
    "countries/russia/": [HEADLINE, hostile("PartyName"), hostile("Summary")],
    "countries/soviet-union/": [hostile("PartyName"), hostile("SuccessionNote")],
    "organisations/": [hostile("OrganisationName")],
    "organisations/org/": [hostile("OrganisationName"), HEADLINE],
    "topics/hostile/": [hostile("TopicLabel"), hostile("TopicSentence"), HEADLINE, hostile("PartyName")],
    "agreements/hostile-before/": [HEADLINE],
    "heading/": ["</title><script>ran('heading')</script> Heading"],
    "front-matter/": [],
    "about/": [],
    "404.html": [],
}
"""Pages that show hostile text, with what each must show as it was written."""


@dataclass
class Visit:
    """A page that was opened, and what happened in it that should not have."""

    page: Page
    guard: OneOrigin
    ran: list[str] = field(default_factory=list)

    @property
    def happened(self) -> list[str]:
        """Payloads that ran, dialogs, errors, what was not there, and requests to other origins."""
        self.page.evaluate("0")  # what the page had to say before this is here now
        return [*self.ran, *self.guard.strays]

    def watch(self) -> None:
        """Take note of all that from now on."""
        page, ran = self.page, self.ran
        page.on("dialog", lambda dialog: (ran.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: ran.append(f"error {error}"))
        page.on("console", lambda message: ran.append(message.text) if message.type == "error" else None)
        page.on("response", lambda answer: ran.append(f"absent {answer.url}") if answer.status == 404 else None)
        page.expose_function("ran", lambda payload="": ran.append(f"ran {payload}"))


Visits = Callable[["Build", str], Visit]


@pytest.fixture(scope="module")
def visit(chromium: Browser) -> Iterator[Visits]:
    """`visit(built, path)` opens a page of a site once, and watches it."""
    contexts: dict[Path, tuple[BrowserContext, OneOrigin]] = {}
    visits: dict[tuple[Path, str], Visit] = {}
    with ExitStack() as stack:

        def context_of(built: Build) -> tuple[BrowserContext, OneOrigin]:
            if built.site not in contexts:
                url = stack.enter_context(serving(built.site, UNDER))
                context = stack.enter_context(chromium.new_context(base_url=url, service_workers="block"))
                context.set_default_timeout(PATIENCE)
                contexts[built.site] = context, OneOrigin(url, context)
            return contexts[built.site]

        def open_once(built: Build, path: str) -> Visit:
            if (built.site, path) not in visits:
                context, guard = context_of(built)
                found = visits[built.site, path] = Visit(context.new_page(), guard)
                found.watch()
                found.page.goto(path)
            return visits[built.site, path]

        yield open_once


PATIENCE = 10_000
"""Milliseconds that a page may take on a busy machine."""

LIVE = """
[...document.querySelectorAll("[onerror], [onload], [src=x], script")]
  .filter(element => element.localName != "script" || element.textContent.includes("ran("))
  .map(element => element.outerHTML)
"""
"""Payloads that have become elements."""


def read(text: str) -> str:
    """A text as it is read: what is white space, and what is a capital, is up to the style."""
    return " ".join(text.split()).casefold()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_runs_and_the_text_reads_as_it_was_written(site: Build, visit: Visits, path: str) -> None:
    seen = visit(site, path)
    shown = read(seen.page.inner_text("main"))
    for text in PAGES[path]:
        assert read(text) in shown
    assert seen.page.evaluate(LIVE) == []
    assert set(seen.page.evaluate("[...document.links].map(link => link.protocol)")) <= {"http:", "https:"}
    assert seen.happened == []


TITLES = {
    "agreements/hostile/": HEADLINE,
    "countries/evil/": hostile("PartyName"),
    "organisations/org/": hostile("OrganisationName"),
    "topics/hostile/": hostile("TopicLabel"),
    "heading/": "</title><script>ran('heading')</script> Heading",
    "front-matter/": hostile("MetaTitle"),
}


@pytest.mark.parametrize("path", TITLES)
def test_a_title_is_the_text_that_was_written(site: Build, visit: Visits, path: str) -> None:
    seen = visit(site, path)
    assert seen.page.title() == f"{TITLES[path]} · A small site"
    assert read(TITLES[path]) in read(seen.page.text_content("header") or "")
    assert seen.happened == []


@pytest.mark.parametrize("path", ["agreements/hostile/", "countries/evil/", "topics/hostile/", "front-matter/"])
def test_a_description_is_the_text_that_was_written(site: Build, visit: Visits, path: str) -> None:
    seen = visit(site, path)
    described = seen.page.get_attribute("meta[name=description]", "content")
    planned = {page.path: page.description for page in load(site.site.parent / "content").pages}
    assert described == planned.get(f"{path.rstrip('/')}.md", hostile("MetaDescription"))
    assert "<script>" in described
    assert seen.happened == []


@pytest.mark.parametrize("path", ["agreements/hostile/", "countries/evil/", "topics/hostile/", "front-matter/"])
def test_a_report_names_the_page_as_it_was_written(site: Build, visit: Visits, path: str) -> None:
    seen = visit(site, path)
    link = seen.page.get_by_role("link", name="Report an error").get_attribute("href") or ""
    fields = parse_qs(urlsplit(link).query, strict_parsing=True)
    assert set(fields) == {"title", "body"}
    assert TITLES[path] in fields["title"][0]
    assert seen.happened == []


HEADINGS = [
    "<img src=x onerror=ran('contents')> One",
    "</span><script>ran('code')</script> Two",
    "&lt;svg onload=ran('twice')&gt; Three",
]


def test_a_table_of_contents_names_headings_as_they_were_written(site: Build, visit: Visits) -> None:
    seen = visit(site, "heading/")
    contents = read(seen.page.locator("[data-md-component=toc]").last.text_content() or "")
    shown = read(seen.page.inner_text("article"))
    for heading in HEADINGS:
        assert read(heading) in contents
        assert read(heading) in shown
    assert seen.happened == []


def test_the_pages_before_and_after_are_named_as_they_were_written(site: Build, visit: Visits) -> None:
    for path in ("agreements/before/", "agreements/after/"):
        seen = visit(site, path)
        assert read(HEADLINE) in read(seen.page.inner_text("nav:has([rel=prev], [rel=next])"))
        assert seen.happened == []


def test_a_navigation_names_authored_pages_as_they_were_written(site: Build, visit: Visits) -> None:
    seen = visit(site, "about/")
    links = read(" ".join(seen.page.locator("nav a").all_text_contents()))
    assert read(hostile("MetaTitle")) in links
    assert read("</title><script>ran('heading')</script> Heading") in links
    assert seen.happened == []


QUERIES = {
    "headline": HEADLINE,
    "partyname": hostile("PartyName"),
    "topiclabel": hostile("TopicLabel"),
    "onerror": "onerror=ran('image')",
    "src=x": "<img src=x",
    "heading": "</title><script>ran('heading')</script> Heading",
}


def test_the_search_shows_its_results_as_they_were_written(site: Build, visit: Visits) -> None:
    seen = visit(site, "?a-search")
    box = seen.page.locator("[data-md-component=search-query]")
    results = seen.page.locator("[data-md-component=search-result]")
    seen.page.bring_to_front()
    for query, found in QUERIES.items():
        box.fill("")
        box.press("Backspace")
        results.locator("article").first.wait_for(state="detached")
        box.press_sequentially(query)
        results.locator("article").first.wait_for()
        assert read(found) in read(results.text_content() or "")
        assert seen.page.evaluate(LIVE) == []
    assert seen.happened == []


# --- the same payloads do run where they are not escaped ----------------------------------------------------

UNESCAPED = {
    "pages/agreement.html": '<h1>x</h1><a id="link" href="{{ view.agreement.summary[-22:] }}">go</a>'
    "{{ view.agreement.summary | safe }}",
    "main.html": '{% extends "base.html" %}{% block htmltitle %}<title>{{ page.title | striptags }}</title>'
    "{% endblock %}",
}


@pytest.fixture(scope="module")
def unsafe(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The same site with templates that escape nothing."""
    folder = tmp_path_factory.mktemp("unsafe")
    write(folder / "unsafe", UNESCAPED)
    configuration = CONFIGURATION.replace("  name: material\n", "  name: material\n  custom_dir: unsafe\n")
    return build_strictly(write_site(folder, FILES, configuration))


def test_unescaped_the_payloads_run(unsafe: Build, visit: Visits) -> None:
    seen = visit(unsafe, "agreements/hostile/")
    assert seen.page.evaluate(LIVE) != []
    assert {"ran script", "ran image", "ran svg"} <= set(seen.happened)
    seen.page.evaluate("document.querySelector('#link').click()")
    assert "ran link" in seen.happened


def test_unescaped_a_heading_runs_in_the_title(unsafe: Build, visit: Visits) -> None:
    seen = visit(unsafe, "heading/")
    assert "ran heading" in seen.happened


# --- a template by itself -----------------------------------------------------------------------------------


def ran_on(page: Page, body: str) -> list[str]:
    """What runs of a body, when it is shown and when each of its links is clicked; no link leads away from it."""
    ran: list[str] = []
    page.expose_function("ran", lambda payload="": ran.append(payload))
    page.set_content(body)
    page.evaluate(CLICK_ALL)
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return ran


CLICK_ALL = """
addEventListener("click", event => {
  if (event.target.closest("a").protocol != "javascript:") event.preventDefault()
})
for (const link of document.querySelectorAll("a")) link.click()
"""
"""Only what the browser itself takes for a script is followed."""


def body_of(folder: Path, template: str, view: object) -> str:
    """What our own environment makes of a template and a view."""
    write(folder, {"page.html": template})
    return str(Renderer([folder]).body(PlannedPage("x.md", "", "", "page.html", view)))


DISGUISES = ["", " ", "\t", "\n", "\r", "\x00", "\x01", "\x1f", "\u00a0", "\u200b", "\u2028", "\ufeff", "\u202e"]
ADDRESSES = [
    spelling
    for scheme in ("javascript", "JaVaScRiPt", "vbscript", "data", "view-source", "https javascript")
    for disguise in DISGUISES
    for spelling in (
        f"{disguise}{scheme}:ran()",
        f"{scheme[:4]}{disguise}{scheme[4:]}:ran()",
        f"{scheme}{disguise}:ran()",
        f"{scheme}:{disguise}//https://example.org/%0aran()",
    )
]


def test_escaping_stops_no_address_that_runs_and_no_such_address_is_taken(
    tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    numbered = [url.replace("ran()", f"ran({number})") for number, url in enumerate(ADDRESSES)]
    body = body_of(tmp_path, '{% for url in view %}<a href="{{ url }}">x</a>{% endfor %}', numbered)
    ran = ran_on(new_page("http://localhost/"), body)
    assert len(set(ran)) > 20
    for url in numbered:
        with pytest.raises(UrlError):
            web_url(url)


PROSE = [
    *("[a](javascript:ran())", "[a](java&#115;cript:ran())", "[a](java&Tab;script:ran())", "[a](&#1;javascript:ran())"),
    *("<javascript:ran()>", "[a][b]\n\n[b]: <javascript&colon;ran()>", "[a](JAVASCRIPT&#x3a;ran())"),
    *('![a](x "" onerror=ran())', "![a](x:&quot;onerror=ran)", '[a](https://example.org "" autofocus onfocus=ran() ")'),
    *("<script>ran()</script>", "<img src=x onerror=ran()>", "<!--\n--><svg onload=ran()>", "a <b onclick=ran()>b</b>"),
    *('```" onfocus=ran() autofocus tabindex=0\nx\n```', "<details open ontoggle=ran()>\n\nx\n\n</details>"),
    *("&lt;script&gt;ran()&lt;/script&gt;", "`<script>ran()</script>`", "<a href='javascript:ran()'>a</a>"),
]


def test_nothing_in_prose_runs(tmp_path: Path, new_page: Callable[..., Page]) -> None:
    texts = [text.replace("ran()", f"ran({number})") for number, text in enumerate(PROSE)]
    body = body_of(tmp_path, "{% for text in view %}{{ text | prose }}{% endfor %}", texts)
    page = new_page("http://localhost/")
    assert ran_on(page, body) == []
    assert page.evaluate("document.querySelectorAll('script, img, svg, details, [onclick]').length") == 0


def test_prose_without_our_rules_runs(new_page: Callable[..., Page]) -> None:
    commonmark = MarkdownIt("commonmark", {"html": True})
    commonmark.validateLink = lambda url: True  # type: ignore[method-assign]
    texts = [text.replace("ran()", f"ran({number})") for number, text in enumerate(PROSE)]
    ran = ran_on(new_page("http://localhost/"), "".join(map(commonmark.render, texts)))
    assert len(set(ran)) > 8


@pytest.mark.parametrize(
    ("template", "runs"),
    [
        ('<b title="{{ view }}">x</b>', False),
        ("<b title={{ view }}>x</b>", True),
        ("<script>let a = {{ view | tojson }}</script>", False),
        ("<script>let a = '{{ view }}'</script>", False),
        ('<script>let a = "{{ markup }}"</script>', True),
        ("<p>{{ view }}</p>", False),
        ("<p>{{ view | safe }}</p>", True),
    ],
    ids=["quoted", "unquoted", "json", "escaped-in-a-script", "text-in-a-script", "text", "safe"],
)
def test_where_a_text_stands_decides_what_escaping_is_worth(
    tmp_path: Path, new_page: Callable[..., Page], template: str, runs: bool
) -> None:
    text = "x tabindex=0 autofocus onfocus=ran('attribute') </script><script>ran('script')</script>"
    template = template.replace("markup", "view | safe")
    assert bool(ran_on(new_page("http://localhost/"), body_of(tmp_path, template, text))) is runs
