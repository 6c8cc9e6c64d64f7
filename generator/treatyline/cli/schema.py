"""`treatyline schema`: the JSON Schema of one collection's entries, for editors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from treatyline.cli.common import content_option, echo
from treatyline.contents import Contents, find_contents, shown_path
from treatyline.formats import as_text
from treatyline.problems import errors_in
from treatyline.schema import Known, schema_text
from treatyline.validation import validate
from treatyline.writing import write_whole


@click.command(short_help="Make the JSON Schema for this collection's editors.")
@content_option
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write it into this file; without it, it is printed.",
)
def schema(content: Path, output: Path | None) -> None:
    """Make the JSON Schema of an entry that knows this collection's parties and topics.

    An editor that is given it completes their codes and slugs, and marks those that there are not. Ids of agreements
    are completed and none is refused, since entries come and go.
    """
    text = schema_text(_known(find_contents(content)))
    if output is None:
        echo(text.removesuffix("\n"))
    else:
        _write(output, text)


def _known(contents: Contents) -> Known:
    """What an entry can refer to; no entry is read for it. Raises click.ClickException where a file has an error."""
    validated = validate(replace(contents, problems=()), follow=lambda entries: ())
    errors = errors_in(validated.problems)
    if errors:
        mistakes = "\n".join(map(as_text, errors))
        raise click.ClickException(f"the schema lists what these files hold; mend them first\n{mistakes}")
    return Known(
        {code: party.name for code, party in validated.registry.parties.items()},
        {slug: topic.label for slug, topic in validated.topics.items()},
        sorted(entry.id for entry in contents.entries),
    )


def _write(file: Path, text: str) -> None:
    """Raises click.ClickException where the system refuses; what was there is then whole."""
    try:
        write_whole(file, text)
    except OSError as error:
        raise click.ClickException(f"{shown_path(file)} cannot be written: {error.strerror}") from error
