"""What contributors read first, held against what there is: one text in two files, and nothing in it out of date."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.helpers import TODAY
from tests.sitekit import CHECKOUT, FLAGSHIP, write
from tests.test_workflows import JOBS
from treatyline.cli import COMMANDS
from treatyline.site import load

HOW_TO, FOR_THE_CODE = FLAGSHIP / "contribute.md", CHECKOUT / "CONTRIBUTING.md"
TEXTS = {file.name: file.read_text(encoding="utf-8") for file in (HOW_TO, FOR_THE_CODE)}
HOW_TO_TEXT = TEXTS[HOW_TO.name]

_FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_BEGINS = re.compile(r"^(#+|-|[0-9]+\.|\|) ")
_END = re.compile(r"(?<=[.!?:])\s+|\|")


def sentences(text: str) -> list[str]:
    """The sentences and cells of a page in Markdown, without front matter and examples."""
    body = _FENCED.sub("", text.removeprefix("---\n").rpartition("\n---\n")[2])
    lines = (_BEGINS.sub("", line.strip()) for line in body.split("\n"))
    parts = (part.strip(" *-") for line in lines for part in _END.split(line))
    return [part for part in parts if len(part.split()) > 3]


def test_no_sentence_stands_in_them_twice() -> None:
    counted = Counter(sentence.lower() for text in TEXTS.values() for sentence in sentences(text))
    assert len(counted) > 100
    assert [sentence for sentence, times in counted.items() if times > 1] == []


def test_the_entry_that_is_to_be_copied_is_right(tmp_path: Path) -> None:
    examples = re.findall(r"^```yaml\n(.*?)^```$", HOW_TO_TEXT, re.MULTILINE | re.DOTALL)
    entry, correction = examples
    for number, text in enumerate((entry, entry + correction)):
        assert load(write(tmp_path / str(number), {"agreements/a.yml": text}), TODAY).problems == ()


def test_every_command_of_the_table_is_there() -> None:
    named = re.findall(r"^\| `([a-z]+)[^`]*` \|", HOW_TO_TEXT, re.MULTILINE)
    assert len(named) == 5
    assert set(named) <= set(COMMANDS)


def test_what_it_says_to_choose_on_github_bears_that_name() -> None:
    assert f'"{JOBS["check.yml content"]["name"]}"' in HOW_TO_TEXT
    for job in ("check.yml content", "check.yml everything"):
        assert f'"{JOBS[job]["name"]}"' in TEXTS[FOR_THE_CODE.name]
    for form in (CHECKOUT / ".github" / "ISSUE_TEMPLATE").glob("*-agreement.yml"):
        name = re.search(r"(?m)^name: (.+)$", form.read_text(encoding="utf-8"))
        assert name and f'"{name[1]}"' in HOW_TO_TEXT


def test_what_has_to_be_set_by_hand_is_what_the_workflows_ask_for() -> None:
    text = TEXTS[FOR_THE_CODE.name]
    environments = {job["environment"]["name"] for job in JOBS.values() if "environment" in job}
    variables = {name for step in JOBS["deploy.yml build"]["steps"] for name in step.get("env", ())}
    assert {f"`{word}`" for word in environments | variables} <= set(re.findall(r"`\S+?`", text))


@pytest.mark.parametrize("file", [HOW_TO, FOR_THE_CODE], ids=lambda file: file.name)
def test_links_and_paths_lead_to_what_is_there(file: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", TEXTS[file.name])
    made_by_the_site = {"contribute/fields.md", "contribute/problems.md", "contribute/work-to-do.md"}
    assert links and all((file.parent / link).exists() for link in links if link not in made_by_the_site)
    paths = re.findall(r"`((?:\.ci|\.github|bench|content|generator|tests|theme|tools)/[\w./-]*)`", TEXTS[file.name])
    assert paths and all((CHECKOUT / path).exists() for path in paths)
