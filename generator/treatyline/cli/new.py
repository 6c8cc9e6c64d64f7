"""`treatyline new`: a new entry from a few answers, given as options or asked for at a terminal."""

from __future__ import annotations

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import click

from treatyline.checks import Entry
from treatyline.cli import questions
from treatyline.cli.common import content_option, echo, today_option
from treatyline.cli.desk import Desk
from treatyline.cli.given import FIELDS, WHY, Options, option_of, read_options, told_of
from treatyline.cli.questions import ask, ask_parties, ask_until
from treatyline.contents import AGREEMENTS, shown_path
from treatyline.dates import Day
from treatyline.formats import as_text
from treatyline.problems import Code, Problem, errors_in
from treatyline.scaffold import Draft, guessed_kind, is_warned_of, scaffold, twins_of
from treatyline.writing import write_new

Command = TypeVar("Command", bound=Callable[..., Any])


def _field_options(command: Command) -> Command:
    """One option for each of `FIELDS`, told in the model's words."""
    for name, path in reversed([*FIELDS.items()]):
        about = told_of(path)
        help_text = f"{about[0].upper()}{about[1:]}."
        command = click.option(option_of(name), name, metavar="TEXT", help=help_text)(command)
    return command


@click.command(short_help="Begin an entry with your answers.")
@_field_options
@click.option("--party", "parties", metavar="NAME", multiple=True, help="A party, by its code or any name. Repeatable.")
@click.option("--topic", "topics", metavar="SLUG", multiple=True, help="A topic of topics.yml. Repeatable.")
@click.option("--id", "agreement_id", metavar="ID", help="The file's name without .yml; without it, one is made.")
@click.option("--anyway", metavar="REASON", help="Where a similar agreement is there: why yours is another one.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing, and take what is proposed.")
@content_option
@today_option
def new(
    content: Path,
    today: Day,
    parties: tuple[str, ...],
    topics: tuple[str, ...],
    agreement_id: str | None,
    anyway: str | None,
    yes: bool,
    **texts: str | None,
) -> None:
    """Begin an entry: a file with your answers, and every other field as a comment that can be taken in.

    What is not given as an option is asked for at a terminal. Elsewhere title, date, a party, a summary and the
    publisher of a source must be given. No file that is there already is changed.
    """
    desk, asks = Desk.at(content, today), not yes and questions.is_terminal()
    written = {name: text for name, text in texts.items() if text is not None}
    given = read_options(Options(written, parties, topics, agreement_id, anyway), desk, asks=asks)
    draft = _begun(desk, given, asks=asks)
    reason = _reason(desk, draft, given, asks=asks)
    draft = _described(desk, draft, given, asks=asks)
    _make(desk, draft, _id(desk, draft, given, asks=asks), reason)


# The answers


def _begun(desk: Desk, given: Options, *, asks: bool) -> Draft:
    """What tells an agreement from others: title, date and parties."""
    title, date = (_answer(desk, given, name, asks=asks) or "" for name in ("title", "date"))
    draft = Draft(title, date, given.parties, topics=given.topics, added=_text_of(desk.today))
    if given.parties or not asks:
        for doubt in desk.doubts(draft):
            click.echo(f"warning: {doubt}", err=True)
        return draft

    def doubt_of(code: str) -> str | None:
        return next(desk.doubts(replace(draft, parties=(code,))), None)

    return replace(draft, parties=ask_parties(desk.registry, doubt_of))


def _described(desk: Desk, draft: Draft, given: Options, *, asks: bool) -> Draft:
    """The rest of the answers."""
    guess = guessed_kind(draft.title)
    kind = _answer(desk, given, "kind", asks=asks, default=guess)
    if kind is None and guess and not asks:
        kind = guess
        click.echo(f"--kind: {guess}, after the title", err=True)
    summary = _answer(desk, given, "summary", asks=asks) or ""
    names = [name for name in FIELDS if name.startswith("source_")]
    answers = {str(FIELDS[name][-1]): _answer(desk, given, name, asks=asks) for name in names}
    source = {field: text for field, text in answers.items() if text}
    return replace(draft, kind=kind, summary=summary, source=source)


def _answer(desk: Desk, given: Options, name: str, *, asks: bool, default: str | None = None) -> str | None:
    """What the option says, or who is asked; None where nothing is said."""
    if name in given.texts or not asks:
        return given.texts.get(name)
    return ask(desk, name.capitalize().replace("Source_", "Its source's "), FIELDS[name], default)


def _id(desk: Desk, draft: Draft, given: Options, *, asks: bool) -> str:
    proposed = given.id or desk.proposed_id(draft)
    if given.id or not asks:
        return proposed
    return ask_until("Id (the file's name and the page's address)", desk.free_id, default=proposed) or proposed


def _text_of(day: Day) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


# Duplicates


def _reason(desk: Desk, draft: Draft, given: Options, *, asks: bool) -> str | None:
    """Why this is none of the similar agreements; None where there is none. Raises click.ClickException."""
    twins = twins_of(draft.as_entry("draft"), desk.site.collection.entries)
    if not twins:
        if given.anyway is not None:
            click.echo("--anyway: no similar agreement is there, so that the reason is left out", err=True)
        return None
    echo("\n".join(["The same parties, a near date and a similar title:", *map(_as_line, twins)]))
    if given.anyway is not None:
        return given.anyway
    if not asks:
        raise click.ClickException("nothing is written; if yours is another agreement, say why: --anyway REASON")
    if not click.confirm("Is yours another agreement?", default=False):
        raise click.ClickException(f"nothing is written; correct {twins[0].document.path} instead")
    question = "Why are they two? (one sentence, which the entry keeps)"
    return ask_until(question, lambda text: desk.judged(WHY, text))


def _as_line(entry: Entry) -> str:
    return f"  {entry.document.path}: {entry.agreement.date}, {entry.agreement.title}"


# The file


def _make(desk: Desk, draft: Draft, agreement_id: str, reason: str | None) -> None:
    """Write the entry, once it is known to be right. Raises click.ClickException."""
    file = desk.file_for(draft, agreement_id)
    is_warned = is_warned_of(draft.as_entry(agreement_id), desk.site.collection.entries)
    draft = replace(draft, why_two=reason if is_warned else None)
    text = scaffold(draft, desk.modeline(file), desk.fields_page)
    brought = desk.brought_by(file, text)
    if errors_in(brought):
        raise click.ClickException("\n".join(["nothing is written, since it would be wrong:", *map(as_text, brought)]))
    _write(desk, file, text)
    _tell(desk, file, agreement_id, brought, None if is_warned else reason)


def _write(desk: Desk, file: Path, text: str) -> None:
    """Raises click.ClickException where anything is there, or where the system refuses."""
    shown = shown_path(file)
    for folder in (desk.content / AGREEMENTS, file.parent):
        if folder.is_symlink():
            raise click.ClickException(f"{shown_path(folder)} is a symbolic link, which is not followed")
    try:
        write_new(file, text)
    except OSError as error:
        if os.path.lexists(file):
            hint = "nothing that is there is changed; choose another --id"
            raise click.ClickException(f"{shown} is there already; {hint}") from error
        raise click.ClickException(f"{shown} cannot be written: {error.strerror}") from error


def _tell(desk: Desk, file: Path, agreement_id: str, warnings: Sequence[Problem], reason: str | None) -> None:
    """What was made, and what to do next."""
    for warning in warnings:
        echo(as_text(warning))
    if reason is not None:
        code = Code.PROBABLE_DUPLICATE
        echo(f"The later of the two can say why they are two, as\naccepts:\n  - code: {code}\n    why: {reason}")
    echo(f"wrote {shown_path(file)}")
    echo("Open it, fill in what you know, and run\n")
    words = ["treatyline", "check", shown_path(file), *desk.content_words]
    echo(f"    {shlex.join(words)}\n")
    echo(f"Its page will be {desk.page_of(agreement_id)}")
