"""`treatyline preview`: the changed agreements on one page that needs nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from treatyline.changes import Change
from treatyline.cli.common import code_page, content_option, echo, today_option
from treatyline.contents import shown_path
from treatyline.dates import Day
from treatyline.excerpt import draw
from treatyline.git import GitError
from treatyline.settings_file import settings_of
from treatyline.writing import write_whole


@click.command(short_help="Draw the agreements that were changed as one page.")
@click.option(
    "--changed",
    metavar="BASE",
    required=True,
    help="Draw what was changed since the work left this commit or branch: origin/main, say.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("preview.html"),
    show_default=True,
    help="The file to write; one that is there is replaced.",
)
@content_option
@today_option
def preview(changed: str, output: Path, content: Path, today: Day) -> None:
    """Draw the agreements that were changed as one HTML page, with nothing beside it.

    Where no agreement was changed, no file is written.
    """
    try:
        page = draw(Change.since(changed, content), today, settings_of(content), code_page(content))
    except GitError as error:
        raise click.UsageError(str(error)) from error
    if page is None:
        echo("no agreement was changed: there is nothing to draw")
        return
    try:
        write_whole(output, page)
    except OSError as error:
        raise click.ClickException(f"{shown_path(output)} cannot be written: {error.strerror}") from error
    echo(f"{shown_path(output)} shows what was changed")
