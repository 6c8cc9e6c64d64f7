"""What the search knows of each page: what it is to be found by, escaped once, and nothing of what stands around it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.sitekit import MKDOCS_YML, SMALL_YML, Build, as_yaml, build_strictly, entry, read_html, write, write_site
from treatyline.render import Found, Renderer, RenderError
from treatyline.site import load
from treatyline.theme_folder import theme_folder

HOSTILE = """<b onclick=x()>a</b> & "q" &lt;i&gt;"""
ESCAPED = "&lt;b onclick=x()&gt;a&lt;/b&gt; &amp; &#34;q&#34; &amp;lt;i&amp;gt;"


def found(folder: Path, locale: str = "en_GB", path: str = "agreements/amity.md", **fields: object) -> Found:
    """What the search knows of a page, by default of an agreement with some fields."""
    site = load(write(folder, {"agreements/amity.yml": entry(**fields)}))
    (page,) = [page for page in site.pages if page.path == path]
    return Renderer([theme_folder()], locale).found(page)


def documents(built: Build) -> dict[str, dict[str, Any]]:
    """What stands in the index, by its address."""
    index = json.loads((built.site / "search" / "search_index.json").read_text(encoding="utf-8"))
    by_address = {document["location"]: document for document in index["docs"]}
    assert len(by_address) == len(index["docs"])
    return by_address


def words(html: str) -> str:
    """A part of a page as it is read."""
    return read_html(html).text


# --- an agreement -------------------------------------------------------------------------------------------


def test_an_agreement_is_shown_with_its_date_its_kind_and_its_parties(tmp_path: Path) -> None:
    title = found(tmp_path, kind="treaty").title
    assert words(title) == "Treaty of Amity 30 January 2013 treaty Russia Kazakhstan"
    assert title.count("tl-mark--binding") == 1


@pytest.mark.parametrize(
    ("date", "locale", "shown"),
    [("1380~", "en_GB", "about 1380"), ("1994-03", "en_GB", "March 1994"), ("2013-01-30", "de", "30. Januar 2013")],
)
def test_a_date_is_shown_as_it_is_on_the_page(tmp_path: Path, date: str, locale: str, shown: str) -> None:
    assert shown in words(found(tmp_path, locale, date=date).title)


def test_of_many_parties_the_first_are_shown_and_the_search_finds_the_others(tmp_path: Path) -> None:
    many = found(tmp_path, parties=["ARM", "BLR", "GEO", "KAZ", "KGZ", "RUS", "TJK", "UZB"])
    assert words(many.title).endswith("Armenia Belarus Georgia Kazakhstan Kyrgyzstan Russia and 2 more")
    assert "<p>Tajikistan, Uzbekistan</p>" in many.text


def test_it_is_said_where_parties_are_not_listed(tmp_path: Path) -> None:
    assert words(found(tmp_path / "none", parties=[], open_to="all states").title).endswith("open to all states")
    some = found(tmp_path / "some", party_count={"count": 9}).title
    assert words(some).endswith("Russia Kazakhstan and others")


def test_a_party_has_the_name_of_that_day_and_todays(tmp_path: Path) -> None:
    names = {"names": [{"name": "Old Atlantis", "to": "2015"}]}
    own = {"ATL": {"kind": "state", "name": "New Atlantis", "slug": "atlantis", **names}}
    write(tmp_path, {"parties.yml": as_yaml(own)})
    assert "Old Atlantis (today New Atlantis)" in words(found(tmp_path, parties=["ATL", "RUS"]).title)


def test_what_an_agreement_says_is_searched_and_what_stands_around_it_is_not(tmp_path: Path) -> None:
    text = found(
        tmp_path,
        short_title="Amity",
        titles={"ru": "Договор"},
        place={"name": "Astana", "country": "KAZ"},
        signatories=[{"name": "Ivan Ivanov", "party": "RUS", "office": "Envoy"}],
        quotes=[{"text": "We are friends.", "speaker": "A. Speaker", "source": "s"}],
        context="They had **met** before.\n\nThey met again.",
        sources=[{"id": "s", "title": "A headline", "publisher": "A Gazette", "note": "A remark"}],
        changes=[{"date": "2020-01-02", "note": "A change"}],
        added="2020-01-01",
    ).text
    for said in (
        "<p>Two states promise each other amity.</p>",
        "<p>Treaty of Amity</p>",
        "<p>Договор</p>",
        "<p>Signed by Ivan Ivanov, Envoy</p>",
        "<p>Signed in Astana, Kazakhstan</p>",
        "<p>We are friends. A. Speaker</p>",
        "<p>They met again.</p>",
    ):
        assert said in text
    assert words(text).startswith("Two states promise"), "what is shown where no word of the text was meant"
    for around in ("A headline", "A Gazette", "A remark", "A change", "added", "Sources", "Corrections"):
        assert around not in text


def test_a_title_is_found_by_its_quotation_marks(tmp_path: Path) -> None:
    title = found(tmp_path, title='The People\'s "Own" Treaty').title
    assert title.startswith('The People\'s "Own" Treaty <span')


def test_everything_is_escaped_once(tmp_path: Path) -> None:
    signed = [{"party": "RUS", "signed_as": HOSTILE}, "KAZ"]
    known = found(tmp_path, title=HOSTILE, summary=HOSTILE, parties=signed, open_to=HOSTILE)
    assert known.title.startswith("{} <span".format(ESCAPED.replace("&#34;", '"')))
    assert known.text.count(ESCAPED) == 2
    assert "<b " not in known.title + known.text


def test_a_mistake_in_the_template_is_told_with_its_place(tmp_path: Path) -> None:
    site = load(write(tmp_path / "content", {"agreements/amity.yml": entry()}))
    write(tmp_path / "theme", {"pages/_found.html": "{{ page.nothing }}"})
    with pytest.raises(RenderError, match=r"pages/_found\.html, for agreements\.md: .*_found\.html:1: .*nothing"):
        Renderer([tmp_path / "theme"]).found(next(page for page in site.pages if page.path == "agreements.md"))


# --- the index of a site ------------------------------------------------------------------------------------

SITE = {
    "index.md": "# Welcome\n\nThe owner's own words.\n\n## More\n\nOf them.\n",
    "about.md": "# About\n\nThis and that.\n",
    "countries.md": "---\nsearch: {boost: 2}\n---\n\n# Lands\n\nWords about lands.\n",
    "organisations.md": "---\nsearch: {exclude: true}\n---\n\n# Leagues\n",
    "pending.md": "",
    "topics.yml": as_yaml({"peace": {"label": "Peace", "sentence": "An end of war."}}),
    "agreements/amity.yml": entry(topics=["peace"], formerly=["friends"]),
    "agreements/before.yml": entry(title="The one before", date="2011"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return build_strictly(write_site(tmp_path_factory.mktemp("found"), SITE, MKDOCS_YML))


def test_every_page_for_readers_is_found_once_and_an_agreement_is_one_document(built: Build) -> None:
    authored = {"", "about/", "countries/", "pending/", "#more"}
    made = {"agreements/", "agreements/amity/", "agreements/before/", "corrections/", "topics/peace/"}
    assert set(documents(built)) == {*authored, *made, "countries/russia/", "countries/kazakhstan/"}


def test_what_the_index_has_is_what_the_renderer_gives(built: Build, tmp_path: Path) -> None:
    known = found(tmp_path, path="agreements/amity.md")
    document = documents(built)["agreements/amity/"]
    assert document["title"] == known.title
    assert "<p>Topic: Peace</p>" in document["text"]
    assert "The one before" not in json.dumps(document)


def test_a_list_is_found_by_what_is_written_of_it_and_not_by_its_lines(built: Build) -> None:
    known = documents(built)
    assert (known[""]["title"], known[""]["text"]) == ("Welcome", "<p>The owner's own words.</p>")
    assert (known["#more"]["title"], known["#more"]["text"]) == ("More", "<p>Of them.</p>")
    assert (known["countries/"]["title"], known["countries/"]["text"]) == ("Lands", "<p>Words about lands.</p>")
    assert known["countries/"]["boost"] == 2
    assert known["agreements/"]["text"].startswith("<p>All agreements from A to Z, under the names")
    assert known["pending/"]["title"] == "Signed, not in force", "nothing is written of it"


def test_a_list_keeps_the_title_that_is_written_above_nothing(tmp_path: Path) -> None:
    files = {"agreements/amity.yml": entry(), "index.md": "---\ntitle: My own treaties\n---\n"}
    assert documents(build_strictly(write_site(tmp_path, files)))[""]["title"] == "My own treaties"


def test_parties_and_topics_are_found_by_their_names_and_a_party_goes_before(built: Build) -> None:
    known = documents(built)
    assert known["countries/russia/"]["title"] == "Russia"
    assert known["countries/russia/"]["boost"] > 1
    assert known["countries/russia/"]["text"].startswith("<p>Russian Federation, 2 agreements</p>")
    assert known["topics/peace/"]["text"] == "<p>An end of war.</p> <p>1 agreement</p>"
    assert "boost" not in known["topics/peace/"] | known["agreements/amity/"]


def test_the_pages_are_the_same_as_without_a_search_but_for_the_search(built: Build, tmp_path: Path) -> None:
    plain = build_strictly(write_site(tmp_path, SITE, MKDOCS_YML.replace("search, ", "")))
    assert not (plain.site / "search").exists()
    for path in ("index.html", "countries/index.html", "agreements/amity/index.html"):
        page = (built.site / path).read_text(encoding="utf-8").partition("<article")[2].partition("</article>")[0]
        assert page and page in (plain.site / path).read_text(encoding="utf-8")


def with_plugins(folder: Path, plugins: str) -> Build:
    """A site of one agreement, with plugins as its owner lists them."""
    configuration = SMALL_YML.replace("[search, treatyline: {contributing: false}]", plugins)
    return build_strictly(write_site(folder, {"agreements/amity.yml": entry()}, configuration))


@pytest.mark.parametrize("first", ["search", "treatyline"])
def test_the_order_of_the_plugins_does_not_matter(tmp_path: Path, first: str) -> None:
    then = {"search": "treatyline", "treatyline": "search"}[first]
    small = with_plugins(tmp_path, f"[{first}, {then}]")
    assert words(documents(small)["agreements/amity/"]["title"]).endswith("Russia Kazakhstan")


def test_an_owners_settings_of_the_search_are_kept(tmp_path: Path) -> None:
    small = with_plugins(tmp_path, "[search: {separator: '[ ]', fields: {title: {boost: 7}}}, treatyline]")
    settings = json.loads((small.site / "search" / "search_index.json").read_text(encoding="utf-8"))["config"]
    assert (settings["separator"], settings["fields"]["title"]) == ("[ ]", {"boost": 7})
    assert words(documents(small)["agreements/amity/"]["title"]).endswith("Russia Kazakhstan")


def test_words_end_where_their_letters_do(tmp_path: Path) -> None:
    made = with_plugins(tmp_path, "[search, treatyline]")
    settings = json.loads((made.site / "search" / "search_index.json").read_text(encoding="utf-8"))["config"]
    text = "the “Treaty” (NPT): a North–South pact of 1990/91, air-defence, Côte d'Ivoire… 1.5 Q."
    words = ["the", "Treaty", "NPT", "a", "North", "South", "pact", "of", "1990", "91", "air", "defence", "Côte"]
    assert re.sub(settings["separator"], " ", text).split() == [*words, "d'Ivoire", "1.5", "Q"]


def test_a_search_that_is_switched_off_is_left_so(tmp_path: Path) -> None:
    assert not (with_plugins(tmp_path, "[search: {enabled: false}, treatyline]").site / "search").exists()


def test_without_directory_urls_an_agreement_is_found_at_its_file(tmp_path: Path) -> None:
    small = build_strictly(write_site(tmp_path, {"agreements/amity.yml": entry()}), use_directory_urls=False)
    assert words(documents(small)["agreements/amity.html"]["title"]).endswith("Russia Kazakhstan")
