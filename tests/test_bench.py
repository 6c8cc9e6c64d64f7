"""What is measured: the collections drawn by lot, their twin in Markdown, and the figures that are written down."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from html import unescape
from pathlib import Path

import pytest
import yaml

from bench import build
from bench.agreements import write_collection
from bench.draw import Draw
from bench.entry import fields_of
from bench.entry_yaml import as_yaml
from bench.machine import machine, versions
from bench.markdown import MADE_ALONE
from bench.measure import ChildFailed, Cost, cost_of
from bench.results import Built, Comparison, Run, Way, as_text
from bench.sites import PLAIN, SETTINGS, write_sites
from bench.sketch import sketches
from tests.helpers import TODAY
from tests.sitekit import CHECKOUT, FLAGSHIP, build_strictly, environment, snapshot, write
from treatyline.contents import find_contents
from treatyline.pages.address import url
from treatyline.validation import validate

# --- collections drawn by lot -------------------------------------------------------------------------------


def test_a_seed_gives_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    write_collection(tmp_path / "here", 20, seed=7)
    program = "import sys, pathlib, bench.agreements as a; a.write_collection(pathlib.Path(sys.argv[1]), 20, seed=7)"
    subprocess.run(
        [sys.executable, "-c", program, tmp_path / "there"],
        cwd=CHECKOUT,
        env=environment(PYTHONHASHSEED="5"),
        check=True,
    )
    assert snapshot(tmp_path / "here") == snapshot(tmp_path / "there")


def test_another_seed_gives_another_collection(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_collection(tmp_path / str(seed), 3, seed)
    assert snapshot(tmp_path / "1") != snapshot(tmp_path / "2")


def test_chance_falls_as_it_did_when_the_first_figures_were_measured() -> None:
    draw = Draw(0)
    assert [draw.number(1, 100) for _ in range(8)] == [85, 76, 43, 26, 52, 41, 79, 31]


def test_a_collection_has_neither_error_nor_warning(tmp_path: Path) -> None:
    write_collection(tmp_path, 150)
    validated = validate(find_contents(tmp_path / "content"), TODAY)
    assert validated.problems == ()
    assert len(validated.entries) == 150


def test_entries_are_no_shorter_than_those_of_the_flagship(tmp_path: Path) -> None:
    write_collection(tmp_path, 150)
    assert 1 < mean_size(tmp_path / "content") / mean_size(FLAGSHIP) < 1.5


def mean_size(content: Path) -> float:
    sizes = [file.stat().st_size for file in (content / "agreements").rglob("*.yml")]
    return sum(sizes) / len(sizes)


def test_every_address_is_reserved_for_examples(tmp_path: Path) -> None:
    write_collection(tmp_path, 50)
    text = b"".join(snapshot(tmp_path).values()).decode()
    hosts = set(re.findall(r"https?://([^/\s)]+)", text))
    assert hosts and all(host == "example.org" or host.endswith(".example.org") for host in hosts)


def test_a_file_says_what_was_drawn_for_it() -> None:
    draw = Draw(3)
    for outline in sketches(draw, 25):
        fields = fields_of(draw, outline, ())
        assert yaml.load(as_yaml(fields), yaml.BaseLoader) == as_lists(fields)


def as_lists(value: object) -> object:
    """The same data with lists for whatever sequences, as YAML gives it."""
    if isinstance(value, dict):
        return {name: as_lists(below) for name, below in value.items()}
    return [as_lists(below) for below in value] if isinstance(value, list | tuple) else value


# --- the same site in Markdown ------------------------------------------------------------------------------

DRAWN = [
    ("figure", "tl-histogram"),
    ("form", "tl-facets"),
    ("section", "tl-lives"),
    ("div", "tl-strip"),
]
"""What our pages have that is drawn or works: element and class."""

ALIKE = 0.95
"""The share of words that a page of one site must have in common with the same page of the other."""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], dict[str, str]]:
    """The articles of our site and of the one in Markdown, by the page's path."""
    folder = tmp_path_factory.mktemp("both")
    write_sites(folder, 8)
    return articles_of(folder, "ours.yml"), articles_of(folder, PLAIN)


def articles_of(folder: Path, configuration: str) -> dict[str, str]:
    site = write(folder / configuration.removesuffix(".yml"), {})
    (folder / "mkdocs.yml").write_text((folder / configuration).read_text())
    build_strictly(folder, site)
    return {file.relative_to(site).as_posix(): article_in(file.read_text()) for file in site.rglob("index.html")}


def article_in(page: str) -> str:
    """A page's article, without the theme's own links, and without what nobody draws by hand."""
    article = page[page.index("<article") : page.rindex("</article>")]
    for element, name in (("ul", "tl-page-actions"), *DRAWN):
        article = re.sub(f'<{element} class="{name}.*?</{element}>', "", article, flags=re.S)
    return article


def words_of(article: str) -> Counter[str]:
    """The visible words of an article."""
    return Counter(re.findall(r"\w+", unescape(re.sub("<[^>]*>", " ", article)).replace("\N{SOFT HYPHEN}", "")))


def common(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / (one.total() + other.total())


def test_both_sites_have_the_same_pages(both: tuple[dict[str, str], dict[str, str]]) -> None:
    ours, plain = both
    made_alone = {url(page) + "index.html" for page in MADE_ALONE}
    assert len(made_alone) == build.OURS_ALONE
    assert set(ours) == set(plain) | made_alone
    assert set(plain).isdisjoint(made_alone)
    assert len([path for path in plain if path.startswith("agreements/")]) == 8


def test_both_sites_have_the_same_words_on_every_page(both: tuple[dict[str, str], dict[str, str]]) -> None:
    ours, plain = both
    shares = {path: common(words_of(ours[path]), words_of(plain[path])) for path in plain}
    assert {path: share for path, share in shares.items() if share < ALIKE} == {}


def test_both_sites_have_links_headings_lists_and_quotations(both: tuple[dict[str, str], dict[str, str]]) -> None:
    ours, plain = ("".join(side.values()) for side in both)
    for tag in ("<h2", "<li", "<blockquote"):
        assert ours.count(tag) and 0.5 < plain.count(tag) / ours.count(tag) < 2, tag
    assert 0.9 < plain.count("<a href") / len(re.findall("<a [^>]*href", ours)) < 1.1


def test_a_page_that_lacks_a_section_would_be_noticed(both: tuple[dict[str, str], dict[str, str]]) -> None:
    ours, plain = both
    path = next(path for path in plain if path.startswith("agreements/"))
    cut = re.sub("Sources.*", "", plain[path], flags=re.S)
    assert common(words_of(ours[path]), words_of(cut)) < ALIKE


def test_both_sites_have_the_flagships_settings_but_search() -> None:
    flagship = yaml.load((CHECKOUT / "mkdocs.yml").read_text(), yaml.BaseLoader)
    settings = yaml.load(SETTINGS, yaml.BaseLoader)
    assert settings["markdown_extensions"] == flagship["markdown_extensions"]
    assert settings["theme"]["features"] == flagship["theme"]["features"]
    assert "plugins" not in settings


# --- measuring ----------------------------------------------------------------------------------------------


def test_what_a_child_held_at_once_is_measured(tmp_path: Path) -> None:
    write(tmp_path, {"small.py": ""})
    small = cost_of(["small"], tmp_path)
    write(tmp_path, {"large.py": f"text = b'x' * {small.peak + 50_000_000}"})
    assert cost_of(["large"], tmp_path).peak > small.peak + 50_000_000


def test_a_failed_child_tells_what_it_printed(tmp_path: Path) -> None:
    write(tmp_path, {"wrong.py": "import sys; print('said'); print('complained', file=sys.stderr); sys.exit(3)"})
    with pytest.raises(ChildFailed, match=r"(?s)said.*complained|complained.*said"):
        cost_of(["wrong"], tmp_path)


def test_a_failed_build_shows_its_output_and_leaves_the_results_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(counts: list[int], rounds: int) -> Run:
        raise ChildFailed("Aborted with 1 warnings in strict mode!")

    monkeypatch.setattr(build, "measure", fail)
    results = tmp_path / "RESULTS.md"
    results.write_text("the last figures")
    assert build.main(["--output", str(results)]) == 1
    assert "Aborted with 1 warnings in strict mode!" in capsys.readouterr().err
    assert snapshot(tmp_path) == {"RESULTS.md": b"the last figures"}


@pytest.mark.parametrize("wrong", ["0", "-3", "many"])
def test_a_number_of_agreements_that_cannot_be_is_refused(wrong: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build.main(["--agreements", wrong])
    assert f"{wrong} is not a number from 1 on" in capsys.readouterr().err


# --- what is written down -----------------------------------------------------------------------------------


def built(cpu: float, wall: float, mebibytes: int, pages: int, html: int) -> Built:
    return Built(Cost(cpu, wall, mebibytes * 2**20), pages, html)


RUN = Run(
    day="2026-11-22",
    machine="A processor, 2 cores, 8.0 GiB of memory",
    versions="Python 3.11.7, mkdocs 1.6.1, mkdocs-material 9.8.1, treatyline 0.1.0",
    load=0.25,
    rounds=3,
    empty={
        Way.OURS: built(1.0, 1.1, 50, 4, 40_000),
        Way.WHOLE: built(1.0, 1.2, 50, 4, 40_000),
        Way.PLAIN: built(0.5, 0.6, 40, 4, 36_000),
    },
    comparisons=(
        Comparison(
            1000,
            {
                Way.OURS: built(6.0, 6.5, 150, 1004, 25_100_000),
                Way.WHOLE: built(9.0, 9.5, 150, 1004, 25_100_000),
                Way.PLAIN: built(20.5, 21.0, 200, 1004, 20_080_000),
            },
            Cost(1.75, 1.8, 100 * 2**20),
        ),
    ),
)


def test_the_table_holds_what_was_measured_and_what_a_page_costs_without_the_start() -> None:
    lines = as_text(RUN).splitlines()
    assert "## 1,000 agreements, 1,004 pages" in lines
    assert "| Treatyline | 6.00 s | 6.50 s | 150 MiB | 5.00 ms | 25.0 kB |" in lines
    assert "| Treatyline, `theme_once: false` | 9.00 s | 9.50 s | 150 MiB | 8.00 ms | 25.0 kB |" in lines
    assert (
        "| MkDocs and Material, the same text as Markdown | 20.50 s | 21.00 s | 200 MiB | 20.00 ms | 20.0 kB |" in lines
    )
    assert "`treatyline check` on them, at its cheapest: 1.75 s CPU, 1.80 s wall, 100 MiB." in lines


def test_the_ratios_are_ours_to_plain() -> None:
    assert "| **Treatyline ÷ plain** | **0.29** | **0.31** | **0.75** | **0.25** | **1.25** |" in as_text(RUN)


def test_the_start_has_a_table_of_its_own() -> None:
    text = as_text(RUN)
    start = text[text.index("## Without agreements, 4 pages") :]
    assert "| Treatyline | 1.00 s | 1.10 s | 50 MiB |" in start


def test_the_results_say_when_on_what_and_how_to_run_it_again() -> None:
    text = as_text(RUN)
    for said in (RUN.day, RUN.machine, RUN.versions, "load 0.2 before the run", "Rounds: 3", "make bench"):
        assert said in text


def test_what_is_told_of_the_machine_names_neither_it_nor_its_folders() -> None:
    told = f"{machine()} {versions()}"
    assert re.search(r"\d+ cores, \d+\.\d GiB", told) and re.search(r"Python 3\.\d+.*mkdocs \d.*treatyline \d", told)
    assert str(Path.home()) not in told and str(CHECKOUT) not in told
