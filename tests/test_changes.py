"""What `check --changed` tells: problems of the files that changed, and of others because of them, and no others."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers import ENTRY, TODAY, examples, run_check, told
from tests.sitekit import entry, write
from treatyline.changes import Change, check_change
from treatyline.cli import main
from treatyline.contents import find_contents, shown_path
from treatyline.git import GitError
from treatyline.problems import Problem
from treatyline.site import check as check_all
from treatyline.yaml_source import Document, read

Texts: TypeAlias = dict[str, str | None]
"""Files to write by their path below the content folder; None deletes one."""

Repository: TypeAlias = Callable[[Texts, Texts], Path]


def git(*words: str, folder: Path) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    return subprocess.run(["git", *settings, *words], cwd=folder, capture_output=True, check=True, text=True).stdout


def put(folder: Path, texts: Texts) -> None:
    write(folder, {path: text for path, text in texts.items() if text is not None})
    for path in (path for path, text in texts.items() if text is None):
        (folder / path).unlink()


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Makes a repository with a committed collection, and what changed since; gives its content folder."""

    def make(before: Texts, since: Texts) -> Path:
        monkeypatch.chdir(tmp_path)
        put(tmp_path / "content", before)
        git("init", folder=tmp_path)
        git("add", "--all", folder=tmp_path)
        git("commit", "--allow-empty", "--message", "before", folder=tmp_path)
        put(tmp_path / "content", since)
        return tmp_path / "content"

    return make


def brought(content: Path, base: str = "HEAD") -> list[str]:
    """What a change brought about: file names, places and codes."""
    problems = check_change(Change.since(base, content), TODAY).problems
    return [f"{Path(problem.path).stem} {line}" for problem, line in zip(problems, told(problems), strict=True)]


def relating(target: str, how: str = "related") -> str:
    return entry(title=f"On {target}", date="1995", relations=[{"type": how, "target": target}])


WRONG = ENTRY + "kind: treatys\n"


# --- whose problems are told


def test_problems_of_a_changed_file_are_told_and_those_of_others_are_not(changed: Repository) -> None:
    old = WRONG.replace("Two Weather Stations", "the Fisheries of the North")
    content = changed({"agreements/old.yml": old, "agreements/a.yml": entry()}, {"agreements/a.yml": WRONG})
    assert brought(content) == ["a 8:7 unknown-value"]


def test_a_new_file_that_git_does_not_know_is_changed_too(changed: Repository) -> None:
    assert brought(changed({}, {"agreements/deep/a.yml": WRONG})) == ["a 8:7 unknown-value"]


def test_what_was_wrong_before_in_a_changed_file_is_told_again(changed: Repository) -> None:
    content = changed({"agreements/a.yml": WRONG}, {"agreements/a.yml": WRONG + "topics: []\n"})
    assert brought(content) == ["a 8:7 unknown-value"]


def test_nothing_changed_is_nothing_wrong(changed: Repository) -> None:
    content = changed({"agreements/a.yml": WRONG}, {})
    brought_about = check_change(Change.since("HEAD", content), TODAY)
    assert (brought_about.problems, brought_about.checked) == ((), 0)


def test_what_was_committed_since_is_changed(changed: Repository, tmp_path: Path) -> None:
    content = changed({"agreements/b.yml": entry()}, {"agreements/a.yml": WRONG})
    git("add", "--all", folder=tmp_path)
    git("commit", "--message", "since", folder=tmp_path)
    assert brought(content, "HEAD~1") == ["a 8:7 unknown-value"]
    assert brought(content, "HEAD") == []


def test_what_the_base_went_on_to_change_is_not_of_this_work(changed: Repository, tmp_path: Path) -> None:
    content = changed({"agreements/b.yml": entry(), "agreements/c.yml": entry(date="1950")}, {})
    git("checkout", "-b", "work", folder=tmp_path)
    put(content, {"agreements/a.yml": WRONG})
    git("add", "--all", folder=tmp_path)
    git("commit", "--message", "work", folder=tmp_path)
    git("checkout", "main", folder=tmp_path)
    put(content, {"agreements/c.yml": None})
    git("commit", "--all", "--message", "meanwhile", folder=tmp_path)
    git("checkout", "work", folder=tmp_path)
    assert brought(content, "main") == ["a 8:7 unknown-value"]


# --- what a change brings about elsewhere


def test_an_entry_that_is_gone_is_missed_where_it_was_named(changed: Repository) -> None:
    before: Texts = {"agreements/a.yml": ENTRY, "agreements/b.yml": relating("a"), "agreements/c.yml": relating("none")}
    content = changed(before, {"agreements/a.yml": None})
    assert [line.split()[::2] for line in brought(content)] == [["b", "unknown-agreement"]]


def test_a_double_is_told_in_the_later_of_the_two(changed: Repository) -> None:
    content = changed({"agreements/z.yml": ENTRY, "agreements/y.yml": entry()}, {"agreements/a.yml": ENTRY})
    assert brought(content) == ["z 1:8 probable-duplicate"]


def test_doubles_that_were_there_before_are_not_told(changed: Repository) -> None:
    before: Texts = {"agreements/y.yml": ENTRY, "agreements/z.yml": ENTRY}
    other = ENTRY.replace("Two Weather Stations", "the Fisheries of the North")
    assert brought(changed(before, {"agreements/a.yml": other})) == []


def test_an_acceptance_that_a_change_makes_needless_is_told(changed: Repository) -> None:
    accepted = ENTRY + "accepts: [{code: probable-duplicate, why: They are two.}]\n"
    content = changed({"agreements/a.yml": ENTRY, "agreements/z.yml": accepted}, {"agreements/a.yml": None})
    assert brought(content) == ["z 8:18 needless-accept"]


def test_a_circle_that_a_change_closes_is_told_all_around(changed: Repository) -> None:
    before: Texts = {f"agreements/{id}.yml": relating(to, "supersedes") for id, to in ("ab", "bc")}
    before["agreements/c.yml"] = entry(title="Last")
    content = changed(before, {"agreements/c.yml": relating("a", "supersedes")})
    assert [line.split()[::2] for line in brought(content)] == [[id, "relation-cycle"] for id in "abc"]


def test_an_id_that_another_entry_had_before_is_taken(changed: Repository) -> None:
    content = changed({"agreements/z.yml": entry(formerly=["a"])}, {"agreements/a.yml": ENTRY})
    assert brought(content) == ["z 10:3 same-id"]


def test_an_id_that_stands_twice_is_told_where_it_stood_first_too(changed: Repository) -> None:
    content = changed({"agreements/2000s/a.yml": ENTRY}, {"agreements/1990s/a.yml": entry()})
    assert brought(content) == ["a 1:1 same-id"]


def test_a_party_that_is_gone_is_missed_in_every_entry(changed: Repository) -> None:
    party = "ATL: {kind: state, name: Atlantis, slug: atlantis}\n"
    before: Texts = {"parties.yml": party, "agreements/a.yml": entry(parties=["ATL", "NOR"]), "agreements/w.yml": WRONG}
    content = changed(before, {"parties.yml": "LEM: {kind: state, name: Lemuria, slug: lemuria}\n"})
    assert [line.split()[::2] for line in brought(content)] == [["a", "unknown-party"]]


def test_a_topic_that_is_gone_is_missed(changed: Repository) -> None:
    before: Texts = {"topics.yml": "peace: {label: Peace}\n", "agreements/a.yml": ENTRY + "topics: [peace]\n"}
    content = changed(before, {"topics.yml": None})
    assert [line.split()[::2] for line in brought(content)] == [["a", "unknown-topic"]]


def test_a_founding_agreement_that_is_gone_is_missed_in_parties(changed: Repository) -> None:
    party = "ATL: {kind: organisation, name: A, slug: a, founded_by: a}\n"
    content = changed({"parties.yml": party, "agreements/a.yml": ENTRY}, {"agreements/a.yml": None})
    assert [line.split()[::2] for line in brought(content)] == [["parties", "unknown-agreement"]]


def test_a_page_in_the_way_is_told(changed: Repository) -> None:
    content = changed({"agreements/a.yml": ENTRY}, {"countries/norway.md": "# Norway\n"})
    assert [line.split()[::2] for line in brought(content)] == [["norway", "page-collision"]]


def test_an_entry_that_puts_its_page_in_the_way_of_one_is_told(changed: Repository) -> None:
    content = changed({"countries/norway.md": "# Norway\n"}, {"agreements/a.yml": ENTRY})
    assert [line.split()[::2] for line in brought(content)] == [["norway", "page-collision"]]


def test_a_double_whose_codes_are_hidden_by_escapes_is_found(changed: Repository) -> None:
    hidden = ENTRY.replace("[NOR, SWE]", '["\\x4eOR", SWE]')
    content = changed({"agreements/z.yml": hidden}, {"agreements/a.yml": ENTRY})
    assert brought(content) == ["z 1:8 probable-duplicate"]


def test_a_former_id_that_another_entry_claims_too_is_told_in_the_later_of_the_two(changed: Repository) -> None:
    before: Texts = {"agreements/z.yml": entry(formerly=["old"]), "agreements/a.yml": entry(date="2003")}
    content = changed(before, {"agreements/a.yml": entry(date="2003", formerly=["old"])})
    assert brought(content) == ["z 10:3 same-id"]


def test_a_circle_that_escapes_hide_in_the_changed_file_is_told_all_around(changed: Repository) -> None:
    before: Texts = {"agreements/b.yml": relating("a", "supersedes"), "agreements/a.yml": entry(date="1950")}
    hidden = ENTRY + 'relations: [{type: "\\x73upersedes", target: "\\x62"}]\n'
    content = changed(before, {"agreements/a.yml": hidden})
    assert [line.split()[::2] for line in brought(content)] == [[id, "relation-cycle"] for id in "ab"]


def test_a_folder_that_comes_with_a_file_is_judged_by_its_name_too(changed: Repository) -> None:
    content = changed({"agreements/x/b.yml": entry()}, {"agreements/con/a.yml": ENTRY})
    assert brought(content) == ["con 1:1 bad-file-name"]


def test_a_hidden_file_was_no_entry_before(changed: Repository) -> None:
    before: Texts = {"agreements/.a.yml": ENTRY, "agreements/z.yml": ENTRY}
    content = changed(before, {"agreements/.a.yml": None, "agreements/a.yml": ENTRY})
    assert brought(content) == ["z 1:8 probable-duplicate"]


# --- repositories of all kinds


@pytest.mark.parametrize("setting", ["diff.relative", "diff.noprefix", "diff.mnemonicPrefix", "core.quotePath"])
def test_what_somebody_set_for_git_changes_nothing(changed: Repository, setting: str, tmp_path: Path) -> None:
    content = changed({"agreements/b.yml": entry()}, {"agreements/ü.yml": ENTRY, "agreements/b.yml": WRONG})
    git("config", setting, "true", folder=tmp_path)
    assert brought(content) == ["b 8:7 unknown-value", "ü 1:1 bad-file-name", "ü 1:8 probable-duplicate"]


def test_where_git_put_the_repository_of_a_hook_changes_nothing(
    changed: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    content = changed({"agreements/b.yml": entry()}, {"agreements/b.yml": WRONG})
    for where in (".git", str(tmp_path / ".git")):
        monkeypatch.setenv("GIT_DIR", where)
        assert brought(content) == ["b 8:7 unknown-value"]


def test_a_system_that_knows_no_letters_but_ascii_finds_a_file_with_others(changed: Repository, tmp_path: Path) -> None:
    changed({"agreements/b.yml": entry()}, {"agreements/ü.yml": ENTRY})
    variables = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = run_check("--changed", "HEAD", cwd=tmp_path, **variables)
    assert done.stdout.splitlines()[-1] == b"1 error in 1 file, of 1 file checked"


def test_all_files_of_a_repository_inside_are_new(changed: Repository) -> None:
    content = changed({"agreements/b.yml": entry(title="Another")}, {"agreements/inside/a.yml": WRONG})
    git("init", folder=content / "agreements/inside")
    git("add", "--all", folder=content / "agreements/inside")
    git("commit", "--message", "inside", folder=content / "agreements/inside")
    assert brought(content) == ["a 8:7 unknown-value"]


def test_a_commit_that_is_left_out_is_no_base(changed: Repository) -> None:
    with pytest.raises(GitError, match="knows no commit"):
        Change.since("^HEAD", changed({"agreements/a.yml": ENTRY}, {}))


# --- the whole check as the judge


EVERYTHING: Texts = {
    "agreements/a.yml": ENTRY,
    "agreements/b.yml": relating("a"),
    "agreements/c.yml": relating("b", "supersedes"),
    "agreements/d.yml": entry(formerly=["e-before"], date="1950"),
    "agreements/e.yml": ENTRY.replace("[NOR, SWE]", "[NOR, {party: SWE}]") + "accepts: [{code: retroactive, why: x}]\n",
    "agreements/f.yml": WRONG,
    "agreements/g.yml": entry(parties=[], open_to="all states", title="One for all"),
}
CHANGES: tuple[Texts, ...] = (
    {"agreements/a.yml": None},
    {"agreements/e-before.yml": ENTRY},
    {"agreements/b.yml": relating("c", "supersedes")},
    {"agreements/h.yml": entry(parties=[], open_to="all states", title="One for all")},
    {"agreements/A.yml": ENTRY, "agreements/f.yml": ENTRY},
    {"agreements/e.yml": ENTRY},
    {"agreements/c.yml": "title: ["},
)


@pytest.mark.parametrize("since", CHANGES, ids=lambda since: "+".join(since))
def test_it_tells_what_two_whole_checks_before_and_after_tell(changed: Repository, since: Texts) -> None:
    content = changed(EVERYTHING, {})
    before = {said(problem) for problem in check_all(find_contents(content), TODAY).problems}
    put(content, since)
    after = check_all(find_contents(content), TODAY).problems
    files = {f"content/{path}" for path in since}
    expected = [problem for problem in after if problem.path in files or said(problem) not in before]
    assert list(check_change(Change.since("HEAD", content), TODAY).problems) == expected
    assert expected


IDS = ("a", "b", "c", "d")


@st.composite
def entries(draw: st.DrawFn) -> str:
    """An entry that may have to do with others, in each way in which one can; some names are hidden by escapes."""
    id = st.sampled_from([*IDS, "old", '"\\x61"', '"\\x6fld"'])
    parties = draw(st.sampled_from(["[NOR, SWE]", "[{party: SWE}, NOR]", '["\\x4eOR", SWE]', "[ATL]"]))
    lines = [ENTRY.replace("[NOR, SWE]", parties)]
    how = draw(st.sampled_from(["related", "supersedes", '"\\x73upersedes"']))
    lines += [f"relations: [{{type: {how}, target: {draw(id)}}}]\n"] * draw(st.booleans())
    lines += [f"formerly: [{draw(id)}]\n"] * draw(st.booleans())
    lines += ["accepts: [{code: probable-duplicate, why: They are two.}]\n"] * draw(st.booleans())
    return "".join(lines)


COLLECTIONS = st.dictionaries(
    st.sampled_from([f"agreements/{folder}{id}.yml" for folder in ("", "x/", "con/") for id in IDS]),
    st.one_of(entries(), entries(), st.just("title: [")),
    max_size=5,
)


@given(COLLECTIONS, COLLECTIONS, st.sampled_from(IDS))
@examples(100)
def test_so_it_does_of_any_change(one: dict[str, str], other: dict[str, str], gone: str) -> None:
    after = {path: text for path, text in {**one, **other}.items() if Path(path).stem != gone}
    with TemporaryDirectory() as folder:
        content = write(Path(folder) / "before", {**one, "topics.yml": ""}).rename(Path(folder) / "content")
        before = {said(problem) for problem in check_all(find_contents(content), TODAY).problems}
        content.rename(Path(folder) / "before")
        write(content, {**after, "topics.yml": ""})
        paths = frozenset(path for path in {*one, *after} if one.get(path) != after.get(path))
        change = Change(content, paths, {path: one[path].encode() for path in paths if path in one})
        files = {shown_path(content / path) for path in (*paths, *change.folders)}
        whole = check_all(find_contents(content), TODAY).problems
        expected = [problem for problem in whole if problem.path in files or said(problem) not in before]
        assert list(check_change(change, TODAY).problems) == expected


def said(problem: Problem) -> tuple[str, ...]:
    return (problem.path, problem.code, problem.message)


def test_few_files_are_read(changed: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    before: Texts = {
        f"agreements/{year}.yml": entry(date=str(year), parties=["NOR", "DNK"]) for year in range(1900, 1950)
    }
    content = changed(
        before | {"agreements/b-1995.yml": relating("a-2001"), "agreements/a-2001.yml": ENTRY},
        {"agreements/a-2001.yml": WRONG},
    )
    seen: list[str] = []

    def noted(self: object, file: Path, path: str) -> Document:
        seen.append(file.stem)
        return read(file, path)

    monkeypatch.setattr("treatyline.changes.Memory.read", noted)
    check_change(Change.since("HEAD", content), TODAY)
    assert set(seen) == {"a-2001", "b-1995"}


# --- the command


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["check", *words], catch_exceptions=False)


def test_the_command_counts_the_files_that_changed(changed: Repository) -> None:
    changed({"agreements/old.yml": entry()}, {"agreements/a.yml": WRONG, "agreements/b.yml": relating("a")})
    result = run("--changed", "HEAD")
    assert result.exit_code == 1
    assert result.output.splitlines()[-1] == "1 error in 1 file, of 2 files checked"


def test_a_base_that_git_does_not_know_is_a_wrong_call(changed: Repository) -> None:
    changed({"agreements/a.yml": ENTRY}, {})
    result = run("--changed", "origin/none")
    assert result.exit_code == 2
    assert "git knows no commit 'origin/none'" in result.output
    assert run("--changed", "--output=/tmp/x").exit_code == 2


def test_a_folder_without_a_repository_is_a_wrong_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write(tmp_path, {"content/agreements/a.yml": ENTRY}))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    result = run("--changed", "HEAD")
    assert result.exit_code == 2
    assert "not a git repository" in result.output


def test_without_git_the_call_is_told_so(changed: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    changed({"agreements/a.yml": ENTRY}, {})
    monkeypatch.setenv("PATH", "")
    result = run("--changed", "HEAD")
    assert result.exit_code == 2
    assert "git is not installed" in result.output


def test_paths_and_a_base_do_not_go_together(changed: Repository) -> None:
    changed({"agreements/a.yml": ENTRY}, {})
    assert run("--changed", "HEAD", "content").exit_code == 2


def test_a_content_folder_behind_a_link_is_the_same(changed: Repository, tmp_path: Path) -> None:
    changed({"agreements/old.yml": entry()}, {"agreements/a.yml": WRONG})
    (tmp_path / "way").symlink_to(tmp_path / "content")
    assert (
        run("--changed", "HEAD", "--content", "way").output.splitlines()[-1] == "1 error in 1 file, of 1 file checked"
    )
