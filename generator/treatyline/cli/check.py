"""`treatyline check`: every problem of a collection at once."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from treatyline.cli.common import code_page, content_option, echo, today_option
from treatyline.contents import AGREEMENTS, PARTIES, TOPICS, Contents, find_contents, shown_path
from treatyline.dates import Day
from treatyline.formats import FORMATS, Report
from treatyline.problems import errors_in
from treatyline.site import check as check_collection
from treatyline.walk import Kind, walk


@click.command()
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
@today_option
def check(paths: tuple[Path, ...], content: Path, form: str, today: Day) -> None:
    """Check the collection, or only PATHS of it, and tell every problem with its mend.

    A path may be a file or a folder; an entry that does not stand under the content folder is checked as if it did.
    The exit status is 1 where there is an error, 0 where there are only warnings, 2 where the call is wrong.
    """
    contents = find_contents(content, _drafts(paths, content))
    site = check_collection(contents, today)
    problems, checked = site.problems, site.checked
    if paths:
        problems = tuple(problem for problem in problems if _is_asked(problem.path, paths))
        checked = _count_asked(contents, paths)
    echo(FORMATS[form](Report(problems, checked, code_page(content))))
    sys.exit(1 if errors_in(problems) else 0)


def _drafts(paths: tuple[Path, ...], content: Path) -> list[Path]:
    """Entries among the paths that are not the collection's already, in order."""
    drafts = {_in_place(file): file for path in paths for file in _entries_of(path, content.resolve())}
    return list(drafts.values())


def _entries_of(path: Path, content: Path) -> list[Path]:
    """Entries at a path that the collection passes by; one in a wrong folder of its own only where it is named."""
    if path.is_dir():
        files = [found.file for found in walk(path) if found.kind is not Kind.FOLDER and found.file.suffix == ".yml"]
        return [file for file in files if not _in_place(file).is_relative_to(content)]
    place = _in_place(path)
    is_page = place.is_relative_to(content) and place.suffix not in (".yml", ".yaml")
    is_found = place.is_relative_to(content / AGREEMENTS) or place in (content / PARTIES, content / TOPICS)
    return [] if is_page or is_found else [path]


def _is_asked(shown: str, paths: tuple[Path, ...]) -> bool:
    """Whether a file, as problems name it, is one of the paths or stands under one."""
    asked = (folder for path in paths for folder in (_in_place(Path(shown_path(path))), path.resolve()))
    return any(_in_place(Path(shown)).is_relative_to(folder) for folder in asked)


def _count_asked(contents: Contents, paths: tuple[Path, ...]) -> int:
    files = [*contents.entries, *filter(None, (contents.parties, contents.topics))]
    pages = [shown_path(page.file) for page in contents.pages if page.is_markdown]
    return sum(_is_asked(shown, paths) for shown in (*(file.shown for file in files), *pages))


def _in_place(path: Path) -> Path:
    """The absolute path; only its last step may be a link."""
    return path.parent.resolve() / path.name
