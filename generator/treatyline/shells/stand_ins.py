"""Stand-ins: how one looks in a text, and how a text is cut at them and joined with others.

A stand-in is made of what escaping, stripping and a change of case alter: one that was altered is known as escaped, or
not known at all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from markupsafe import Markup, escape

Part: TypeAlias = tuple[str, str]
"""Something that a template is given: where it stands, and its name there."""

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Around each stand-in: of the characters that Unicode keeps for a program's own use, and that no text holds."""

LOOKS: Mapping[type[str], str] = {str: "aB&<\"'>", Markup: str(escape("aB&<\"'>"))}
"""How a stand-in for a text of a type looks: Markup is escaped already."""

ESCAPED: Mapping[type[str], str] = {kind: str(escape(look)) for kind, look in LOOKS.items()}
"""The same after it was escaped, as a text."""

_STAND_IN = re.compile(f"({OPEN}[^{OPEN}{CLOSE}]*{CLOSE})")
_SOURCE_AND_LOOK = re.compile(f"{OPEN}([0-9]+)(.*){CLOSE}")
_COPY = re.compile(f"(?<={OPEN})([0-9]+)(?::([0-9]+))?")


class UncertainError(Exception):
    """It is not certain what a template gives. Of none of the kinds that Jinja takes for an undefined value."""


# --- how a stand-in looks -----------------------------------------------------------------------------------


def stand_in(source: int, kind: type[str]) -> str:
    """One for a text of a type, which has the number of its source."""
    return f"{OPEN}{source}{LOOKS[kind]}{CLOSE}"


def source_and_look(text: str) -> tuple[int, str]:
    """What a stand-in says of itself. Raises UncertainError where a text is none, or one no more."""
    match = _SOURCE_AND_LOOK.fullmatch(text)
    if match is None:
        raise UncertainError("a stand-in was altered")
    return int(match[1]), match[2]


def copied(text: str, numbers: Iterator[int]) -> str:
    """A text whose stand-ins are known by numbers of their own."""
    return _COPY.sub(lambda match: f"{match[1]}:{next(numbers)}", text)


def copies_in(text: str) -> Iterator[int]:
    """The numbers of the copies in a text."""
    return (int(number) for _, number in _COPY.findall(text) if number)


def original(text: str) -> str:
    """The text of which another is a copy."""
    return _COPY.sub(r"\1", text)


# --- what it says -------------------------------------------------------------------------------------------


class Source(NamedTuple):
    """What a stand-in says: how it is found on a page, and whether it is `str` or `Markup`."""

    read: Callable[[Values], object]
    kind: type[str]


class Values(dict[str, str]):
    """What each stand-in says on one page, found when it is first asked for."""

    def __init__(self, sources: Sequence[Source], texts: Mapping[Part, str]) -> None:
        super().__init__()
        self._sources = sources
        self.texts = texts

    def __missing__(self, stand_in: str) -> str:
        """Raises UncertainError where the stand-in was altered, or its text is not of the kind that can be joined."""
        number, look = source_and_look(stand_in)
        source = self._sources[number]
        text = _sound(source.read(self))
        if look not in (LOOKS[source.kind], ESCAPED[source.kind]):
            raise UncertainError("a stand-in was altered")
        self[stand_in] = text if look == LOOKS[source.kind] else str(escape(text))
        return self[stand_in]


class Cut:
    """A text cut at its stand-ins. Raises UncertainError where one is in pieces."""

    def __init__(self, text: str, kind: type[str] = str) -> None:
        self._kind = kind
        self._pieces = _STAND_IN.split(text)  # every second one is a stand-in
        self.fixed = "".join(self._pieces[::2])
        if OPEN in self.fixed or CLOSE in self.fixed:
            raise UncertainError("a stand-in is in pieces")

    def joined(self, values: Values) -> str:
        """The text with what its stand-ins say on a page."""
        pieces = self._pieces.copy()
        pieces[1::2] = map(values.__getitem__, pieces[1::2])
        return self._kind("".join(pieces))


def _sound(text: object) -> str:
    """The characters of a text. Raises UncertainError where it could be taken for a stand-in.

    Markup must survive what themes do with a title: they strip its tags, which unescapes it, and escape it again.
    """
    if not isinstance(text, str) or OPEN in text or CLOSE in text:
        raise UncertainError("a text that cannot be joined")
    if isinstance(text, Markup) and escape(text.striptags()) != text:
        raise UncertainError("a title that is not as it was escaped")
    return str(text)
