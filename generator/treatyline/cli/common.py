"""What the commands share: where the collection is, which day it is, and printing on any terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from treatyline.dates import Day
from treatyline.pages.address import problem_page, url
from treatyline.problems import Code
from treatyline.settings_file import settings_of

CONTENT = Path("content")
"""The folder of the collection, where a call does not name another."""

Command = TypeVar("Command", bound=Callable[..., Any])


def content_option(command: Command) -> Command:
    """`--content`: the folder of the collection, which must be there."""
    return click.option(
        "--content",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        default=CONTENT,
        show_default=True,
        help="The folder that holds agreements/, parties.yml and topics.yml.",
    )(command)


def today_option(command: Command) -> Command:
    """`--today`: the day of the check, for those who want the same answer tomorrow."""
    return click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DATE",
        callback=lambda context, option, value: _day(value),
        help="The day against which dates in the future are judged; without it, today.",
    )(command)


def _day(given: datetime | None) -> Day:
    day = given.date() if given else date.today()
    return Day(day.year, day.month, day.day)


def code_page(content: Path) -> Callable[[Code], str | None]:
    """What gives the address of a code's page on the site of a content folder; None where it has none."""
    settings = settings_of(content)

    def page(code: Code) -> str | None:
        path = url(problem_page(code), directory_urls=settings.directory_urls)
        return f"{settings.url}{path}" if settings.url and settings.contributing else None

    return page


def echo(text: str) -> None:
    """Print a text on any terminal: what it has no character for is written as an escape.

    Nobody reads it where there is no output at all. Raises click.ClickException where it cannot be written.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        click.echo(text.encode(encoding, "backslashreplace").decode(encoding))
    except BrokenPipeError:
        raise
    except OSError as error:
        raise click.ClickException(f"the output cannot be written: {error.strerror}") from error
