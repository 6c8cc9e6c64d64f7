"""`treatyline new` as a contributor calls it, with options alone and at a terminal."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.helpers import ENTRY, ON_SOME_DAY
from tests.sitekit import CHECKOUT, FLAGSHIP, MKDOCS_YML, build_strictly, environment, snapshot, write
from treatyline.cli import main
from treatyline.yaml_source import parse

TODAY = ("--today", "2026-11-22")
STATIONS = "content/agreements/2000s/norway-sweden-two-weather-stations-2001.yml"
LIGHTHOUSE = {
    "--title": "Agreement on a Lighthouse",
    "--date": "2013-01-30",
    "--party": "NOR",
    "--summary": "They share a lighthouse.",
    "--source-publisher": "A Gazette",
}
MADE = "content/agreements/2010s/norway-lighthouse-2013.yml"


def options(**others: str | None) -> list[str]:
    """The options that are needed, with others; None leaves one out."""
    named = {f"--{name.replace('_', '-')}": text for name, text in others.items()}
    return [word for name, text in (LIGHTHOUSE | named).items() if text is not None for word in (name, text)]


def new(*words: str, answers: str = "") -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, ["new", *words, *TODAY], input=answers)


def run(*words: str) -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, [*words, *TODAY])


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a site of one entry."""
    monkeypatch.chdir(tmp_path)
    topics = "peace: {label: Peace and amity}\n"
    return write(tmp_path, {STATIONS: ENTRY, "content/topics.yml": topics, "mkdocs.yml": MKDOCS_YML})


@pytest.fixture
def terminal(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with somebody who answers."""
    monkeypatch.setattr("treatyline.cli.questions.is_terminal", lambda: True)
    return here


def data_of(file: str | Path) -> dict[str, object]:
    return dict(parse(Path(file).read_text(encoding="utf-8")).data or {})


# --- with options alone


def test_options_make_a_file_at_its_place_and_tell_what_to_do_next(here: Path) -> None:
    result = new(*options())
    assert result.exit_code == 0
    assert result.stdout == (
        f"wrote {MADE}\n"
        "Open it, fill in what you know, and run\n\n"
        f"    treatyline check {MADE}\n\n"
        "Its page will be https://example.org/agreements/norway-lighthouse-2013/\n"
    )
    text = (here / MADE).read_text(encoding="utf-8")
    assert text.startswith(
        "# yaml-language-server: $schema=https://example.org/schema/v1/agreement.json\ntitle: Agreem"
    )
    assert "# All fields: https://example.org/contribute/fields/\n" in text


@pytest.mark.usefixtures("here")
def test_what_is_made_passes_the_check_and_leaves_nothing_to_fix() -> None:
    new(*options(title='Treaty: on "yes", and\\more', topic="Peace and amity"))
    assert run("check").output == "3 files checked, no problem found\n"
    assert run("fix", "--check").output == "3 files looked at, nothing to mend\n"


def test_where_the_collection_is_elsewhere_the_next_command_says_where(here: Path) -> None:
    (here / "content").rename(here / "a site")
    result = new(*options(), "--content", "a site")
    assert f"\n    treatyline check '{MADE.replace('content', 'a site')}' --content 'a site'\n" in result.stdout


@pytest.mark.usefixtures("here")
def test_every_answer_can_be_an_option() -> None:
    words = options(
        kind="exchange of notes",
        topic="peace",
        source_title="Two states, one light",
        source_url="https://example.org/light",
        id="the-lighthouse-2013",
    )
    result = new(*words, "--party", "Sveden")
    assert '--party: "Sveden" is taken as Sweden (SWE)\n' in result.output
    assert data_of("content/agreements/2010s/the-lighthouse-2013.yml") == {
        "title": "Agreement on a Lighthouse",
        "date": "2013-01-30",
        "kind": "exchange-of-notes",
        "topics": ["peace"],
        "parties": ["NOR", "SWE"],
        "summary": "They share a lighthouse.",
        "sources": [
            {"title": "Two states, one light", "publisher": "A Gazette", "url": "https://example.org/light"},
        ],
        "added": "2026-11-22",
    }


@pytest.mark.usefixtures("here")
def test_what_is_taken_otherwise_than_written_is_told() -> None:
    result = new(*options(date="30 January 2013", party="norway"))
    assert result.stderr == (
        '--date: "30 January 2013" is taken as 2013-01-30\n'
        '--party: "norway" is taken as Norway (NOR)\n'
        "--kind: agreement, after the title\n"
    )
    assert data_of(MADE)["date"] == "2013-01-30"


@pytest.mark.usefixtures("here")
def test_a_kind_that_the_title_does_not_name_is_left_out() -> None:
    new(*options(title="On a Lighthouse"))
    assert "kind" not in data_of(MADE)


def test_all_that_is_missing_is_told_at_once(here: Path) -> None:
    before = snapshot(here)
    result = new("--kind", "treaty")
    assert result.exit_code == 2
    for option in LIGHTHOUSE:
        assert f"\n  {option} is missing: " in result.output
    assert "--source-url" not in result.output
    assert snapshot(here) == before


@pytest.mark.usefixtures("here")
def test_all_that_is_wrong_is_told_with_what_is_missing() -> None:
    result = new(*options(date="2013-02-30", party="Nigera", summary=None, source_url="rt.com", topic="war", id="A B"))
    assert result.exit_code == 2
    assert '  --date: "2013-02-30": February 2013 has 28 days; look at the source again' in result.output
    assert '  --party: "Nigera" is no party for sure; is it Niger' in result.output
    assert "Nigeria (NGA)" in result.output
    assert "  --source-url: " in result.output
    assert '  --topic: "war" is not a topic of topics.yml' in result.output
    assert '  --id: "A B" is not a valid id' in result.output
    assert "  --summary is missing" in result.output


@pytest.mark.usefixtures("here")
def test_one_wrong_option_is_told_in_one_line() -> None:
    result = new(*options(party="Xyzzyxia"))
    assert result.exit_code == 2
    assert result.output.endswith(
        'Error: --party: "Xyzzyxia" is no party for sure; '
        "write its ISO 3166-1 code of three letters, or add it to parties.yml\n"
    )


def test_a_party_of_the_collection_s_own_is_known(here: Path) -> None:
    write(here, {"content/parties.yml": "ATL: {kind: state, name: Atlantis, slug: atlantis}\n"})
    new(*options(party="Atlntis"))
    assert data_of(MADE.replace("norway", "atlantis"))["parties"] == ["ATL"]


@pytest.mark.usefixtures("here")
def test_a_party_that_did_not_exist_is_warned_of_and_written() -> None:
    result = new(*options(date="1970-05-01", party="KAZ"))
    assert result.exit_code == 0
    assert "warning: Kazakhstan (KAZ): Kazakhstan is recorded from 1991-12-16 on, after 1970-05-01" in result.stderr
    assert "Soviet Union (SUN)" in result.stderr
    assert "warning[party-not-yet]" in result.stdout


@pytest.mark.usefixtures("here")
def test_a_title_in_another_script_gets_an_id_of_the_parties_and_the_year() -> None:
    new(*options(title="Соглашение о маяке"))
    assert data_of("content/agreements/2010s/norway-2013.yml")["title"] == "Соглашение о маяке"


# --- nothing existing is changed


def test_a_taken_id_is_refused_and_a_free_one_made(here: Path) -> None:
    write(here, {STATIONS: ENTRY + "formerly: [old-name-2001]\n"})
    for taken in ("norway-sweden-two-weather-stations-2001", "old-name-2001"):
        result = new(*options(id=taken))
        assert (result.exit_code, f'the id "{taken}" is taken' in result.output) == (2, True)
    assert new(*options()).exit_code == 0
    assert new(*options(), "--party", "DNK", "--id", "denmark-lighthouse-2013").exit_code == 0
    result = new(*options(title="Agreement on the Other Lighthouse", date="2013-09-30"))
    assert "norway-lighthouse-2013-2.yml" in result.output


def test_what_is_there_and_no_entry_stays_too(here: Path) -> None:
    (here / MADE).mkdir(parents=True)
    result = new(*options())
    assert result.exit_code == 1
    assert f"{MADE} is there already; nothing that is there is changed; choose another --id" in result.output


def test_a_folder_that_is_a_link_is_not_written_through(here: Path) -> None:
    write(here, {"elsewhere/a.txt": ""})
    (here / "content/agreements/2010s").symlink_to(here / "elsewhere")
    result = new(*options())
    assert (result.exit_code, "content/agreements/2010s is a symbolic link" in result.output) == (1, True)
    assert len(snapshot(here / "elsewhere")) == 1


def test_a_system_that_refuses_is_told_and_nothing_is_left(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise PermissionError(13, "Permission denied")

    before = snapshot(here)
    monkeypatch.setattr(Path, "write_bytes", refuse)
    result = new(*options())
    assert (result.exit_code, f"{MADE} cannot be written: Permission denied" in result.output) == (1, True)
    assert snapshot(here) == before


def test_what_would_be_wrong_in_the_collection_is_not_written(here: Path) -> None:
    write(here, {"content/countries/denmark.md": "# Ours\n"})
    before = snapshot(here)
    result = new(*options(party="DNK"))
    assert result.exit_code == 1
    assert "nothing is written, since it would be wrong:\n" in result.output
    assert "error[page-collision]" in result.output
    assert snapshot(here) == before


def test_a_mistake_in_another_file_is_no_hindrance(here: Path) -> None:
    write(here, {"content/agreements/2000s/wrong.yml": ENTRY + "relations: [{type: related, target: norway-x}]\n"})
    result = new(*options())
    assert (result.exit_code, "unknown-agreement" in result.output) == (0, False)


# --- similar agreements

TWIN = {"title": "Agreement on Two Weather Stations", "date": "2001-05-20"}


def test_a_similar_agreement_is_shown_and_nothing_written(here: Path) -> None:
    before = snapshot(here)
    result = new(*options(**TWIN), "--party", "SWE")
    assert result.exit_code == 1
    assert f"  {STATIONS}: 2001-05-17, Agreement on Two Weather Stations\n" in result.output
    assert "if yours is another agreement, say why: --anyway REASON" in result.output
    assert snapshot(here) == before


@pytest.mark.usefixtures("here")
def test_with_a_reason_it_is_written_and_accepts_the_warning() -> None:
    result = new(*options(**TWIN, anyway="It is about two others."), "--party", "SWE")
    assert (result.exit_code, "warning" in result.output) == (0, False)
    file = STATIONS.replace("-2001", "-2001-2")
    assert data_of(file)["accepts"] == [{"code": "probable-duplicate", "why": "It is about two others."}]
    assert run("check").output == "3 files checked, no problem found\n"
    assert run("fix", "--check").exit_code == 0


def test_where_the_other_one_is_later_it_is_told_that_the_reason_belongs_there(here: Path) -> None:
    before = (here / STATIONS).read_bytes()
    result = new(*options(**TWIN | {"date": "2001-05-10"}, anyway="They are two."), "--party", "SWE")
    assert result.exit_code == 0
    assert f"{STATIONS}:1:8: warning[probable-duplicate]" in result.output
    assert (
        "The later of the two can say why they are two, as\naccepts:\n  - code: probable-duplicate\n" in result.output
    )
    assert "accepts" not in data_of(STATIONS.replace("-2001", "-2001-2"))
    assert (here / STATIONS).read_bytes() == before


@pytest.mark.usefixtures("here")
def test_a_needless_reason_is_left_out_and_told() -> None:
    result = new(*options(anyway="They are two."))
    assert "--anyway: no similar agreement is there" in result.stderr
    assert "accepts" not in data_of(MADE)


# --- at a terminal


def test_what_is_not_given_is_asked_for(terminal: Path) -> None:
    answers = ["Agreement on a Lighthouse", "30 January 2013", "Norway", "", "", "They share it.", "A Gazette"]
    result = new(answers="\n".join([*answers, "A light", "https://example.org/light", "", ""]))
    assert result.exit_code == 0
    assert "Title (The official title, in this site's language): " in result.output
    assert '  "30 January 2013" is taken as 2013-01-30\n' in result.output
    assert "  Norway (NOR)\n" in result.output
    assert "[agreement]: " in result.output
    assert "[norway-lighthouse-2013]: " in result.output
    assert data_of(terminal / MADE) == {
        "title": "Agreement on a Lighthouse",
        "date": "2013-01-30",
        "kind": "agreement",
        "parties": ["NOR"],
        "summary": "They share it.",
        "sources": [{"title": "A light", "publisher": "A Gazette", "url": "https://example.org/light"}],
        "added": "2026-11-22",
    }


@pytest.mark.usefixtures("terminal")
def test_what_is_given_is_not_asked_for() -> None:
    result = new(*options(kind="treaty", source_title="A light", source_url="https://example.org", id="light-2013"))
    assert result.exit_code == 0
    assert result.output.startswith("wrote content/agreements/2010s/light-2013.yml\n")


@pytest.mark.usefixtures("terminal")
def test_with_yes_nothing_is_asked() -> None:
    assert new(*options(), "--yes").exit_code == 0
    assert new("-y").exit_code == 2


@pytest.mark.usefixtures("terminal")
def test_what_may_be_left_out_is_left_out_by_enter() -> None:
    result = new(*options(title="On a Lighthouse"), answers="\n\n\n\n")
    assert result.exit_code == 0
    data = data_of(MADE)
    assert ("kind" in data, data["sources"]) == (False, [{"publisher": "A Gazette"}])


@pytest.mark.usefixtures("terminal")
def test_a_wrong_answer_is_told_and_asked_for_again() -> None:
    result = new(*options(date=None), answers="30.13.2013\n2013-01-30\n\n\n\nA B\nold-light-2013\n")
    assert result.exit_code == 0
    assert result.output.count("Date (") == 2
    assert '"A B" is not a valid id' in result.output
    assert data_of("content/agreements/2010s/old-light-2013.yml")["date"] == "2013-01-30"


@pytest.mark.usefixtures("terminal")
def test_a_party_that_is_not_sure_is_chosen_from_a_list() -> None:
    answers = ["  ", "Xyzzyxia", "Nigera", "0", "Nigera", "1", "nor", "NOR", *[""] * 6]
    result = new(*options(party=None), answers="\n".join(answers))
    assert 'no party is known as "Xyzzyxia"' in result.output
    assert '  "Nigera" may be\n    1  Nigeria (NGA)\n    2  Niger (NER)\n' in result.output
    assert "  Norway (NOR) is among them already\n" in result.output
    assert data_of(MADE.replace("norway", "nigeria-norway"))["parties"] == ["NGA", "NOR"]


@pytest.mark.usefixtures("terminal")
def test_a_slip_in_a_name_is_asked_about() -> None:
    answers = ["Slovnia", "n", "0", "Slovnia", "y", *[""] * 6]
    result = new(*options(party=None), answers="\n".join(answers))
    assert result.output.count("  Slovenia (SVN)\nIs that the one? [Y/n]: ") == 2
    assert data_of(MADE.replace("norway", "slovenia"))["parties"] == ["SVN"]


@pytest.mark.usefixtures("terminal")
def test_a_party_that_did_not_exist_is_kept_only_where_that_is_said() -> None:
    answers = ["Kazakhstan", "n", "Kazakhstan", "y", "SUN", "", "", "", "", "", ""]
    result = new(*options(party=None, date="1970"), answers="\n".join(answers))
    assert result.output.count("on that day it was Soviet Union (SUN)") >= 2
    assert result.output.count("Keep it all the same? [y/N]") == 2
    file = "content/agreements/1970s/kazakhstan-soviet-union-lighthouse-1970.yml"
    assert data_of(file)["parties"] == ["KAZ", "SUN"]


def test_a_similar_agreement_is_asked_about_before_the_rest(terminal: Path) -> None:
    before = snapshot(terminal)
    result = new(*options(**TWIN, summary=None), "--party", "SWE", answers="n\n")
    assert result.exit_code == 1
    assert f"nothing is written; correct {STATIONS} instead" in result.output
    assert "Summary" not in result.output
    assert snapshot(terminal) == before


@pytest.mark.usefixtures("terminal")
def test_where_it_is_another_agreement_the_reason_is_asked_for() -> None:
    result = new(*options(**TWIN), "--party", "SWE", answers="y\n\nTwo others.\n\n\n\n\n")
    assert result.exit_code == 0
    file = STATIONS.replace("-2001", "-2001-2")
    assert data_of(file)["accepts"] == [{"code": "probable-duplicate", "why": "Two others."}]


@pytest.mark.parametrize("given", range(7))
def test_who_leaves_at_a_question_leaves_nothing_behind(terminal: Path, given: int) -> None:
    answers = ["Agreement on a Lighthouse", "2013", "Norway", "", "treaty", "They share it.", "A Gazette"][:given]
    before = snapshot(terminal)
    result = new(answers="".join(f"{answer}\n" for answer in answers))
    assert (result.exit_code, "Aborted!" in result.output) == (1, True)
    assert snapshot(terminal) == before


# --- the whole way


def test_it_runs_as_a_program_without_a_terminal_and_with_any_output(here: Path) -> None:
    title = "Соглашение о маяке"
    write(here, {"content/agreements/a.yml": ENTRY.replace("Agreement on Two Weather Stations", title)})
    words = options(title=title, date="2001-05-17", anyway="Два маяка")
    result = subprocess.run(
        [sys.executable, "-m", "treatyline", "new", *words, "--party", "Швеция", *TODAY],
        cwd=here,
        env=environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0"),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert b"a.yml: 2001-05-17, \\u0421\\u043e" in result.stdout
    assert b"Traceback" not in result.stderr
    accepts = data_of("content/agreements/2000s/norway-sweden-2001.yml")["accepts"]
    assert accepts == [{"code": "probable-duplicate", "why": "Два маяка"}]


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The flagship as somebody has it who wants to add to it."""
    shutil.copytree(FLAGSHIP, tmp_path / "content")
    shutil.copy(CHECKOUT / "mkdocs.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_entry_of_the_flagship_is_right_and_has_its_page(clone: Path) -> None:
    title = "Agreement between Kazakhstan and Norway on a Lighthouse at Aktau"
    made = new(*options(title=title, party="Kazakhstan"), "--party", "Norway", "--topic", "maritime-law")
    agreement_id = "kazakhstan-norway-lighthouse-aktau-2013"
    assert made.exit_code == 0
    assert f"content/agreements/2010s/{agreement_id}.yml" in made.stdout
    check = CliRunner().invoke(main, ["check", *ON_SOME_DAY], catch_exceptions=False)
    assert (check.exit_code, "no problem found" in check.output) == (0, True)
    page = build_strictly(clone).page(f"agreements/{agreement_id}/")
    assert page.h1 == [title]
