"""The scripts of the workflows: links are opened, one issue is kept, a tag is held against the version."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType

import pytest
from click.testing import CliRunner

from tests.helpers import ENTRY
from tests.sitekit import write
from tools import check_tag, keep_issue, links, lychee, summary
from tools.keep_issue import TITLE
from tools.lychee import Answer, State

# --- a web of links -----------------------------------------------------------------------------------------


class Web:
    """A server on this machine: `/404` answers with that status, `/to/404` leads there, anything else is a page."""

    def __enter__(self) -> Web:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self._unheard = socket.socket()
        self._unheard.bind(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self.refused = f"http://127.0.0.1:{self._unheard.getsockname()[1]}/"
        """Where nobody listens."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._unheard.close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.strip("/")
        if path.startswith("to/"):
            self.send_response(301)
            self.send_header("Location", path.removeprefix("to"))
        else:
            self.send_response(int(path) if path.isdigit() else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    with Web() as web:
        yield web


AT_ONCE = ("--max-retries", "0", "--timeout", "20")
"""How the server of these tests is asked."""


@pytest.fixture(scope="module")
def answers(web: Web) -> dict[str, Answer]:
    """What became of links of every sort, all opened at once; by what follows the server's address."""
    paths = ["/page", "/404", "/410", "/403", "/500", "/to/page", "/to/404", "/a(b),c;d?e=f&g='h'#page=3", "/Ärzte", ""]
    found = lychee.look_up([*(web.url + path for path in paths), web.refused], AT_ONCE)
    return {url.removeprefix(web.url): answer for url, answer in found.items()}


@pytest.mark.parametrize("path", ["/page", "/to/page", "/a(b),c;d?e=f&g='h'#page=3", "/Ärzte", ""])
def test_a_link_is_alive_that_leads_to_a_page(answers: dict[str, Answer], path: str) -> None:
    assert answers[path] == Answer(State.ALIVE)


@pytest.mark.parametrize(
    ("path", "said"), [("/404", "404 Not Found"), ("/410", "410 Gone"), ("/to/404", "404 Not Found")]
)
def test_a_link_is_dead_whose_page_is_not_there(answers: dict[str, Answer], path: str, said: str) -> None:
    assert answers[path] == Answer(State.DEAD, said)


def test_a_link_is_dead_where_nobody_listens(web: Web, answers: dict[str, Answer]) -> None:
    assert answers[web.refused] == Answer(State.DEAD, "Connection refused")


@pytest.mark.parametrize(("path", "said"), [("/403", "403 Forbidden"), ("/500", "500 Internal Server Error")])
def test_a_link_is_uncertain_whose_server_refuses_machines_or_fails(
    answers: dict[str, Answer], path: str, said: str
) -> None:
    assert answers[path] == Answer(State.UNCERTAIN, said)


def test_a_link_is_uncertain_whose_server_is_slow() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        found = lychee.look_up([url], ("--max-retries", "0", "--timeout", "1"))
    assert found == {url: Answer(State.UNCERTAIN, "Timeout")}


def test_a_link_is_uncertain_that_was_not_opened() -> None:
    url = "https://example.org/"
    assert lychee.look_up([url], AT_ONCE) == {url: Answer(State.UNCERTAIN, "not opened")}


def test_no_links_need_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lychee, "_run", lambda page, options: pytest.fail("lychee was called"))
    assert lychee.look_up([]) == {}


def test_without_a_network_nothing_is_said_of_the_links(web: Web) -> None:
    with pytest.raises(lychee.LycheeError, match="is there a network"):
        lychee.look_up([f"{web.refused}{path}" for path in "abc"], AT_ONCE)


def test_a_wrong_call_of_lychee_is_told(web: Web) -> None:
    with pytest.raises(lychee.LycheeError, match=r"lychee ended with 2: .*--nonsense"):
        lychee.look_up([web.url], ("--nonsense",))


def test_a_machine_without_lychee_is_told_how_to_get_it(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path: None)
    with pytest.raises(lychee.LycheeError, match="make links installs it"):
        lychee.look_up([web.url])


# --- the report ---------------------------------------------------------------------------------------------


def entry_with(*sources: str, title: str = "a Ferry") -> str:
    """An entry with a source for each line of fields."""
    head = ENTRY.split("sources:")[0].replace("Two Weather Stations", title)
    return head + "sources:\n" + "".join(f"  - {{publisher: A Gazette{source}}}\n" for source in sources)


def collection(folder: Path, **entries: str) -> Path:
    return write(folder, {f"agreements/{name}.yml": text for name, text in entries.items()})


def run_links(content: Path, report: Path) -> tuple[int, str, str]:
    """The status, what was printed, and the report; empty where none was written."""
    words = ["--content", str(content), "--report", str(report)]
    result = CliRunner().invoke(links.main, words, catch_exceptions=False)
    return result.exit_code, result.output, report.read_text(encoding="utf-8") if report.exists() else ""


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "POLITE", AT_ONCE)


@pytest.mark.usefixtures("at_once")
def test_the_report_groups_links_by_entry_with_the_dead_ones_first(
    tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = f", url: {web.url}/page, archived_url: {web.url}/copy"
    collection(
        Path("content"),
        ferry=entry_with(whole, f", url: {web.url}/bare"),
        lighthouse=entry_with(f", url: {web.url}/404", f", url: {web.url}/403, archived_url: {web.url}/410", title="B"),
        pier=entry_with(whole, "", title="C").replace("2001", "1950"),
    )
    status, said, report = run_links(Path("content"), Path("links.md"))
    assert (status, said) == (0, "6 links in 3 entries: 2 dead, 1 uncertain, 2 without an archived copy.\n")
    assert report.split("\n\n", 2)[2].split("copy.\n", 1)[1] == (
        "\n### lighthouse\n`content/agreements/lighthouse.yml`\n\n"
        f"- `{web.url}/404`: **dead** (`404 Not Found`), **not archived**\n"
        f"- `{web.url}/403`: **uncertain** (`403 Forbidden`)\n"
        f"- `{web.url}/410` (archived copy): **dead** (`410 Gone`)\n"
        "\n### ferry\n`content/agreements/ferry.yml`\n\n"
        f"- `{web.url}/bare`: **not archived**\n"
    )


@pytest.mark.usefixtures("at_once")
def test_the_report_is_empty_where_all_is_well(tmp_path: Path, web: Web) -> None:
    entry = entry_with(f", url: {web.url}/page, archived_url: {web.url}/copy")
    assert run_links(collection(tmp_path, a=entry), tmp_path / "links.md")[::2] == (0, "")
    assert (tmp_path / "links.md").read_text(encoding="utf-8") == ""


@pytest.mark.usefixtures("at_once")
def test_the_same_links_give_the_same_report(tmp_path: Path, web: Web) -> None:
    content = collection(tmp_path, a=entry_with(f", url: {web.url}/404", f", url: {web.refused}"))
    assert run_links(content, tmp_path / "1.md") == run_links(content, tmp_path / "2.md")


@pytest.mark.usefixtures("at_once")
def test_an_entry_with_an_error_keeps_no_other_from_the_report(tmp_path: Path, web: Web) -> None:
    bare = entry_with(f", url: {web.url}/page")
    status, said, report = run_links(collection(tmp_path, a=bare, b=bare + "kind: pakt\n"), tmp_path / "links.md")
    assert status == 0
    assert "1 link in 1 entry" in said
    assert "Entries with errors were left out" in said
    assert "### a\n" in report


def test_without_a_network_no_report_is_written(tmp_path: Path, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(links, "POLITE", AT_ONCE)
    content = collection(tmp_path, a=entry_with(*(f", url: {web.refused}{path}" for path in "abc")))
    status, said, report = run_links(content, tmp_path / "links.md")
    assert (status, report) == (1, "")
    assert said == "Error: not one server could be reached: is there a network?\n"


def test_a_server_cannot_write_into_the_report() -> None:
    entry = links.EntryLinks("a", "a.yml", (links.Link("https://a.example.org/", "https://b.example.org/"),))
    said = {"https://a.example.org/": Answer(State.DEAD, "` @somebody\n# Heading `")}
    assert "**dead** (`' @somebody # Heading '`)" in links.report([entry], said)


# --- the issue ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Call:
    """A call of `gh`: its words, and what it was given to read."""

    words: list[str]
    given: str


@dataclass(frozen=True)
class FakeGh:
    """A `gh` that writes down its calls and knows some issues."""

    folder: Path

    @classmethod
    def among(cls, folder: Path, issues: Sequence[dict[str, object]], status: int = 0) -> FakeGh:
        """Put it into a folder of programs."""
        script = f"""\
#!{sys.executable}
import json, pathlib, sys
with open({str(folder / "calls")!r}, "a") as calls:
    given = sys.stdin.read() if "-" in sys.argv else ""
    print(json.dumps([sys.argv[1:], given]), file=calls)
if {status}:
    sys.exit("no rights")
if sys.argv[1:3] == ["issue", "list"]:
    print({json.dumps(json.dumps(list(issues)))})
if sys.argv[1:3] == ["issue", "create"]:
    print("https://example.org/issues/1")
sys.exit({status})
"""
        write(folder, {"gh": script})
        (folder / "gh").chmod(0o755)
        return cls(folder)

    @property
    def calls(self) -> list[Call]:
        """What it was asked for."""
        return [Call(*json.loads(line)) for line in (self.folder / "calls").read_text().splitlines()]


OURS = {"number": 7, "title": TITLE, "body": "A link is dead.\r\n"}
OTHERS = {"number": 3, "title": "A ferry is missing", "body": "A link is dead."}


def keep(
    folder: Path, report: str, issues: Sequence[dict[str, object]], monkeypatch: pytest.MonkeyPatch, status: int = 0
) -> tuple[int | str, list[Call]]:
    """Keep the issue for a report; the outcome, and the calls after the first, which asks for the issues."""
    gh = FakeGh.among(folder / "programs", issues, status)
    monkeypatch.setenv("PATH", f"{gh.folder}{os.pathsep}{os.environ['PATH']}")
    outcome = keep_issue.main([str(write(folder, {"links.md": report}) / "links.md")])
    first, *others = gh.calls
    assert first.words[:6] == ["issue", "list", "--app", "github-actions", "--state", "open"]
    return outcome, others


def test_an_issue_is_opened_where_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, calls = keep(tmp_path, "A link is dead.\n", [OTHERS], monkeypatch)
    assert outcome == 0
    assert calls == [Call(["issue", "create", "--title", TITLE, "--body-file", "-"], "A link is dead.")]


def test_the_issue_that_is_open_is_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, calls = keep(tmp_path, "Two links are dead.\n", [OTHERS, OURS | {"number": 9}, OURS], monkeypatch)
    assert outcome == 0
    assert calls == [Call(["issue", "edit", "7", "--body-file", "-"], "Two links are dead.")]


def test_an_issue_that_says_so_already_is_let_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep(tmp_path, "A link is dead.\n", [OURS], monkeypatch) == (0, [])


def test_the_issue_is_closed_when_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome, calls = keep(tmp_path, "", [OTHERS, OURS], monkeypatch)
    assert outcome == 0
    assert calls == [Call(["issue", "close", "7", "--comment", keep_issue.DONE], "")]


def test_with_nothing_to_say_no_issue_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep(tmp_path, "", [OTHERS], monkeypatch) == (0, [])


def test_a_failure_of_gh_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keep(tmp_path, "A link is dead.\n", [], monkeypatch, status=1) == ("gh ended with 1: no rights", [])


def test_a_long_report_is_cut_after_a_line_and_says_how_much_is_missing() -> None:
    text = "\n".join(f"- line {number} of many" for number in range(10_000))
    cut = keep_issue.shortened(text)
    assert len(cut) < 65_536
    *kept, blank, last = cut.split("\n")
    assert text.startswith("\n".join([*kept, "-"]))
    assert (blank, last) == ("", f"{10_000 - len(kept)} more lines stand in the report that the workflow keeps.")


@pytest.mark.parametrize("script", [check_tag, keep_issue, summary])
def test_a_script_that_is_called_wrongly_says_how_to_call_it(script: object) -> None:
    assert script.main([]).startswith("usage: ")  # type: ignore[attr-defined]


# --- the tag and the summary --------------------------------------------------------------------------------


def test_a_tag_is_the_version_after_a_v(capsys: pytest.CaptureFixture[str]) -> None:
    version = check_tag.version()
    assert check_tag.main([f"v{version}"]) == 0
    assert capsys.readouterr().out == f"v{version} it is\n"
    refusal = f"The tag is v0.0.0, and the version {version}: a release of it is tagged v{version}."
    assert check_tag.main(["v0.0.0"]) == refusal


def test_a_summary_is_the_table_below_the_preview() -> None:
    assert summary.summary("### 1 error\n\n| a |", None) == "### 1 error\n\n| a |\n"
    assert summary.summary("| a |", "https://example.org/") == (
        "[A preview of the changed agreements](https://example.org/)\n\n| a |\n"
    )


def test_a_summary_that_github_would_refuse_loses_its_last_rows() -> None:
    table = "\n".join(["### Many", "", *(f"| Ünïcode {number} |" for number in range(1000))])
    cut = summary.summary(table, None, largest=2_000)
    assert len(cut.encode()) < 2_000
    *kept, blank, last = cut.rstrip("\n").split("\n")
    assert table.startswith("\n".join([*kept, "|"]))
    assert last == f"{1002 - len(kept)} more do not fit in here; `treatyline check` tells them all."
    assert blank == ""
