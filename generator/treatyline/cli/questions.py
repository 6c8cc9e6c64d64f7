"""Questions at a terminal: each is asked until its answer can stand in a file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import click

from treatyline.cli.common import echo
from treatyline.cli.desk import HOW_TO_ADD, Desk
from treatyline.parties import Registry
from treatyline.problems import FieldPath, quoted
from treatyline.scaffold import Answer, AnswerError, found_parties, is_required, meaning_of, named


def is_terminal() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def ask(desk: Desk, label: str, path: FieldPath, default: str | None = None) -> str | None:
    """The answer for the field at a path; None where nothing is answered and nothing need be."""
    may_be_empty = default is None and not is_required(path)
    how = "; Enter to leave it out" if may_be_empty else ""
    question = f"{label} ({meaning_of(path)}{how})"
    return ask_until(question, lambda text: desk.judged(path, text), default=default, may_be_empty=may_be_empty)


def ask_until(
    question: str, judge: Callable[[str], Answer], *, default: str | None = None, may_be_empty: bool = False
) -> str | None:
    """The first answer that stands before a judge; None for no answer, where there may be none."""
    while True:
        text: str = click.prompt(question, default="" if may_be_empty else default, show_default=not may_be_empty)
        if not text.strip() and may_be_empty:
            return None
        try:
            answer = judge(text)
        except AnswerError as error:
            echo(f"  {error}")
            continue
        if answer.note:
            echo(f"  {answer.note}")
        return answer.text


def ask_parties(registry: Registry, doubt_of: Callable[[str], str | None]) -> tuple[str, ...]:
    """At least one party, each asked for by any of its names; `doubt_of` says why one can hardly be meant."""
    codes: list[str] = []
    while True:
        question = f"Party (its code or any name{'; Enter where there are no more' if codes else ''})"
        text: str = click.prompt(question, default="" if codes else None, show_default=False)
        if not text.strip() and codes:
            return tuple(codes)
        code = _party(text, registry) if text.strip() else None
        if code in codes:
            echo(f"  {named(code, registry)} is among them already")
        elif code is not None and _is_kept(code, registry, doubt_of(code)):
            codes.append(code)


def _party(text: str, registry: Registry) -> str | None:
    """The party that is meant, if need be after a choice; None where it is to be asked for again."""
    found = found_parties(text, registry)
    if found.sure and found.near:
        echo(f"  {named(found.sure, registry)}")
        if click.confirm("Is that the one?", default=True):
            return found.sure
    elif found.sure:
        return found.sure
    if not found.near:
        echo(f"  no party is known as {quoted(text)}; {HOW_TO_ADD}")
        return None
    return _choice(text, found.near, registry)


def _choice(text: str, near: Sequence[str], registry: Registry) -> str | None:
    echo(f"  {quoted(text)} may be")
    for number, code in enumerate(near, 1):
        echo(f"    {number}  {named(code, registry)}")
    chosen: int = click.prompt("Which one? 0 is none of them", type=click.IntRange(0, len(near)))
    return near[chosen - 1] if chosen else None


def _is_kept(code: str, registry: Registry, doubt: str | None) -> bool:
    if doubt is None:
        echo(f"  {named(code, registry)}")
        return True
    echo(f"  {doubt}")
    return click.confirm("Keep it all the same?", default=False)
