"""`treatyline check`: every problem of a collection at once."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypeAlias

import click

from treatyline.changes import Change, check_change
from treatyline.cli.asked import count_asked, drafts, is_asked
from treatyline.cli.common import code_page, content_option, echo, today_option
from treatyline.contents import find_contents
from treatyline.dates import Day
from treatyline.formats import FORMATS, Report
from treatyline.git import GitError
from treatyline.problems import Problem, errors_in
from treatyline.site import check as check_collection


@click.command(short_help="Tell every problem of the collection, with its mend.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@content_option
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for GitHub's annotations, for programs, or for the summary of a job on GitHub.",
)
@click.option(
    "--changed",
    metavar="BASE",
    help="Tell only what was brought about since the work left this commit or branch: origin/main, say.",
)
@today_option
def check(paths: tuple[Path, ...], content: Path, form: str, changed: str | None, today: Day) -> None:
    """Check the collection, or only PATHS of it, and tell every problem with its mend.

    A path may be a file or a folder; an entry that does not stand under the content folder is checked as if it did.
    The exit status is 1 where there is an error, 0 where there are only warnings, 2 where the call is wrong.
    """
    if changed is not None:
        problems, checked = _of_change(changed, paths, content, today)
    else:
        problems, checked = _of_collection(paths, content, today)
    echo(FORMATS[form](Report(problems, checked, code_page(content))))
    sys.exit(1 if errors_in(problems) else 0)


Checked: TypeAlias = tuple[tuple[Problem, ...], int]
"""The problems to tell, and the number of files that were checked."""


def _of_collection(paths: tuple[Path, ...], content: Path, today: Day) -> Checked:
    contents = find_contents(content, drafts(paths, content))
    site = check_collection(contents, today)
    if not paths:
        return site.problems, site.checked
    asked = tuple(problem for problem in site.problems if is_asked(problem.path, paths))
    return asked, count_asked(contents, paths)


def _of_change(base: str, paths: tuple[Path, ...], content: Path, today: Day) -> Checked:
    """Raises click.UsageError where there is no such commit, or paths are named besides."""
    if paths:
        raise click.UsageError("--changed looks at all that changed: name no paths besides")
    try:
        brought = check_change(Change.since(base, content), today)
    except GitError as error:
        raise click.UsageError(str(error)) from error
    return brought.problems, brought.checked
