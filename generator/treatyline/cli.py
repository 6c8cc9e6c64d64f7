"""The command line: `treatyline check`."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

import treatyline
from treatyline.contents import Contents, find_contents, shown_path
from treatyline.dates import Day
from treatyline.problems import FORMATS, Problem, errors_in
from treatyline.validation import validate


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(treatyline.__version__, prog_name="treatyline")
def main() -> None:
    """Keep a collection of agreements between states true."""


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--content",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path("content"),
    show_default=True,
    help="The folder that holds agreements/, parties.yml and topics.yml.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for GitHub's annotations, or for programs.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day against which dates in the future are judged; without it, today.",
)
def check(paths: tuple[Path, ...], content: Path, form: str, today: datetime | None) -> None:
    """Check the collection, or only PATHS of it, and tell every problem with its mend.

    A path may be a file or a folder; an entry that does not stand under the content folder is checked as if it did.
    The exit status is 1 where there is an error, 0 where there are only warnings, 2 where the call is wrong.
    """
    day = today.date() if today else date.today()
    contents = find_contents(content, _drafts(paths, content))
    validated = validate(contents, Day(day.year, day.month, day.day))
    problems, checked = validated.problems, validated.checked
    if paths:
        problems = tuple(problem for problem in problems if _is_asked(problem, paths))
        checked = _count_asked(contents, paths)
    click.echo(FORMATS[form](problems, checked))
    sys.exit(1 if errors_in(problems) else 0)


def _drafts(paths: tuple[Path, ...], content: Path) -> list[Path]:
    """Entries among the paths that do not stand under the content folder, in order."""
    files = [file for path in paths for file in (sorted(path.rglob("*.yml")) if path.is_dir() else [path])]
    return [file for file in dict.fromkeys(files) if not file.absolute().is_relative_to(content.absolute())]


def _is_asked(problem: Problem, paths: tuple[Path, ...]) -> bool:
    return any(_is_within(problem.path, shown_path(path)) for path in paths)


def _count_asked(contents: Contents, paths: tuple[Path, ...]) -> int:
    files = [*contents.entries, *filter(None, (contents.parties, contents.topics))]
    return sum(any(_is_within(file.shown, shown_path(path)) for path in paths) for file in files)


def _is_within(path: str, folder: str) -> bool:
    return folder == "." or path == folder or path.startswith(f"{folder.rstrip('/')}/")
