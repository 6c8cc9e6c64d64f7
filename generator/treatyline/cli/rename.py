"""`treatyline rename`: another id for an agreement."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from treatyline.cli.common import content_option, echo
from treatyline.contents import find_contents
from treatyline.problems import counted
from treatyline.renaming import Change, NotDoneError, RenamingError, carry_out, changes_of
from treatyline.settings_file import settings_of


@click.command(short_help="Give an agreement another id.")
@click.argument("old")
@click.argument("new")
@content_option
@click.option("--check", "only_check", is_flag=True, help="Show what would change, and change nothing.")
def rename(old: str, new: str, content: Path, only_check: bool) -> None:
    """Give the agreement with the id OLD the id NEW.

    An id is the name of an entry's file without .yml. The file is renamed in its folder, whatever refers to the
    agreement refers to it still, and the page that it had leads to the new one (the field formerly). Either all of
    this is done or nothing. With --check the exit status is 1 where something would change.
    """
    try:
        changes = changes_of(find_contents(content), old, new, settings_of(content))
        if not only_check:
            carry_out(changes)
    except RenamingError as error:
        raise click.UsageError(str(error)) from error
    except NotDoneError as error:
        raise click.ClickException(str(error)) from error
    for change in changes:
        echo("\n".join(change.difference) if only_check else _done(change))
    if only_check:
        echo(f"{counted(len(changes), 'file')} would change")
        sys.exit(1)


def _done(change: Change) -> str:
    if change.is_move:
        return f"renamed {change.shown} to {change.shown_target}"
    return f"mended {change.shown}"
