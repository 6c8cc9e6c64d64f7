"""`treatyline fix`: files as they should be written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from treatyline.cli.asked import asked_files, drafts
from treatyline.cli.common import content_option, echo, today_option
from treatyline.contents import find_contents
from treatyline.dates import Day
from treatyline.problems import counted
from treatyline.rewriting import Outcome, Rewriting, rewrite
from treatyline.writing import write_whole

_REASONS = {
    Outcome.UNREADABLE: "it cannot be read: `treatyline check` tells why",
    Outcome.UNSAFE: "it would say something else afterwards. That is a fault of Treatyline: please report it",
}


@click.command(short_help="Mend what nobody need decide.")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@content_option
@click.option("--check", "only_check", is_flag=True, help="Show what would change, and change nothing.")
@today_option
def fix(paths: tuple[Path, ...], content: Path, only_check: bool, today: Day) -> None:
    """Mend what nobody need decide, in the collection or only in PATHS of it.

    Fields are put in order, quotation marks and white space where they belong, dates and party codes as they are
    written here; comments stay. What `treatyline check` would still complain of afterwards needs a person.
    The exit status is 1 where a file cannot be read or written and is left as it is, or, with --check, would change.
    """
    contents = find_contents(content, drafts(paths, content))
    rewritings = rewrite(contents, asked_files(contents, paths), today)
    changed = [one for one in rewritings if one.outcome is Outcome.REWRITTEN]
    left = [one for one in rewritings if one.outcome in _REASONS]
    done = [one for one in changed if (_show(one) if only_check else _write(one))]
    for one in left:
        click.echo(f"{one.file.shown}: left as it is, since {_REASONS[one.outcome]}", err=True)
    echo(_closing(done, len(rewritings), only_check=only_check))
    sys.exit(1 if left or len(done) < len(changed) or (only_check and changed) else 0)


def _show(rewriting: Rewriting) -> bool:
    """Tell what would change; that always succeeds."""
    echo("\n".join(rewriting.difference))
    return True


def _write(rewriting: Rewriting) -> bool:
    """Whether the system let the file be written; the next one may be another matter."""
    try:
        write_whole(rewriting.file.file, rewriting.after)
    except OSError as error:
        click.echo(f"{rewriting.file.shown} cannot be written: {error.strerror}", err=True)
        return False
    echo(f"mended {rewriting.file.shown}")
    return True


def _closing(changed: Sequence[Rewriting], looked_at: int, *, only_check: bool) -> str:
    if not changed:
        return f"{counted(looked_at, 'file')} looked at, nothing to mend"
    done = "would be mended" if only_check else "mended"
    return f"{counted(len(changed), 'file')} {done}, of {counted(looked_at, 'file')} looked at"
