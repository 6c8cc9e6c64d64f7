"""Texts that stand for a page's own while a template is evaluated, and that know what is done with them.

What a template gives over stand-ins is that for every page, as long as nothing depends on what the texts say. So:

- Whoever asks a text anything (whether "x" is in it, how long it is, for itself in capitals) is answered for the page
  at hand, and the question is kept: a page that would be answered otherwise does not fit.
- C code (`re`, `"".join()`, `in`) reads the characters of a `str` without asking. The texts that a template is given
  are therefore none, though they say so: C code fails on them, or makes a copy first. Every copy must come out in the
  end, as it is, or be asked something.
- What comes out of C code is not watched any more. It is taken for certain only where a stand-in shows that it was
  escaped, or stands for Markup, which themes strip and escape.

What remains is C code that reads a copy which also comes out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import count
from types import NotImplementedType
from typing import Any, NoReturn, TypeAlias, cast

from markupsafe import Markup

from treatyline.shells import stand_ins
from treatyline.shells.stand_ins import ESCAPED, LOOKS, OPEN, Cut, Part, Source, UncertainError, Values

Question: TypeAlias = Callable[[Values], object]
"""What was asked, to be asked again of another page."""


class Watch:
    """Makes the stand-ins for the texts of one page, and keeps what is asked of them."""

    def __init__(self, texts: Mapping[Part, str]) -> None:
        self.sources: list[Source] = []
        self._values = Values(self.sources, texts)
        self._conditions: list[tuple[Question, object]] = []
        self._numbers = count(1)
        self._missing: set[int] = set()
        self.stand_ins = {part: self._stand_in(_reader(part), type(text)) for part, text in texts.items()}

    def fits(self, values: Values) -> bool:
        """Whether all that was asked has the same answers on another page."""
        return all(question(values) == answer for question, answer in self._conditions)

    def concat(self, pieces: Iterable[str]) -> str:
        """Texts in one, watched if one of them is. Raises UncertainError where one of them was, and is no more."""
        texts = list(pieces)
        for text in texts:
            if not isinstance(text, _Asked) and OPEN in text and not self._is_known(text):
                raise UncertainError("a text that was read without asking")
        return self._text("".join(map(characters, texts)), str)

    def cut(self, output: str) -> Cut:
        """What a template gave. Raises UncertainError where a copy of a text was made and is not in it."""
        self._find(output)
        if self._missing:
            raise UncertainError("a copy that did not come out")
        return _cut(output)

    def copy(self, text: str) -> str:
        """The same text as a `str`, which can be told from all others."""
        self._find(text)
        copy = _Copy(self, stand_ins.copied(characters(text), self._numbers))
        self._missing.update(stand_ins.copies_in(copy))
        return copy

    def ask(self, operation: str, text: str, arguments: Sequence[object]) -> object:
        """What an operation on a text gives for the page at hand; where that is a text, one for every page.

        Raises UncertainError where it is what cannot be compared with another page's: bytes, or an iterator.
        """
        for part in (text, *arguments):
            self._find(part)
        return self._answer(_question(operation, text, arguments))

    def _answer(self, question: Question) -> object:
        match answer := question(self._values):
            case str():
                return self._stand_in(question, type(answer))
            case list() | tuple():
                self._conditions.append((lambda values: len(_list(question(values))), len(answer)))
                return type(answer)(self._answer(_nth(question, n)) for n in range(len(answer)))
            case bool() | int() | NotImplementedType():
                self._conditions.append((question, answer))
                return answer
        raise UncertainError("an answer that cannot be kept")

    def _stand_in(self, read: Question, kind: type[str]) -> str:
        self.sources.append(Source(read, kind))
        return self._text(stand_ins.stand_in(len(self.sources) - 1, kind), kind)

    def _text(self, characters: str, kind: type[str]) -> str:
        return cast(str, _Text(self, characters, kind)) if OPEN in characters else characters

    def _find(self, value: object) -> None:
        if isinstance(value, str):
            self._missing.difference_update(stand_ins.copies_in(characters(value)))

    def _is_known(self, text: str) -> bool:
        number, look = stand_ins.source_and_look(stand_ins.original(text))
        return look == (LOOKS[Markup] if self.sources[number].kind is Markup else ESCAPED[str])


# --- texts that are watched ---------------------------------------------------------------------------------


class _Asked:
    """What can be asked of a text; the operations of `str` are added below."""

    _watch: Watch

    def __str__(self) -> str:
        return self._watch.copy(cast(str, self))

    def __format__(self, form: str) -> str:
        return str(self) if not form else self._refuse()

    def __bool__(self) -> bool:
        return bool(_ask("__ne__", self, ""))

    def _refuse(self) -> NoReturn:
        raise UncertainError("something that is done to a text without asking it")

    __hash__ = _refuse


class _Text(_Asked):
    """A text with stand-ins in it, `str` or Markup by what it says of itself."""

    def __init__(self, watch: Watch, characters: str, kind: type[str]) -> None:
        self._watch = watch
        self._characters = characters
        self._kind = kind

    @property  # type: ignore[misc]  # a type that passes for another
    def __class__(self) -> type[str]:  # type: ignore[override]  # the same
        return self._kind

    def __getattr__(self, name: str) -> object:
        """What Markup has beside the operations of `str`."""
        if not hasattr(self._kind, name):
            raise AttributeError(name)
        return partial(_ask, name, self)


class _Copy(_Asked, str):
    """A copy of a text: C code reads it as any other."""

    def __new__(cls, watch: Watch, characters: str) -> _Copy:
        copy = str.__new__(cls, characters)
        copy._watch = watch
        return copy


def _ask(operation: str, text: Any, *arguments: object) -> object:
    return text._watch.ask(operation, text, arguments)


def _asking(operation: str) -> Callable[..., object]:
    return lambda text, *arguments: _ask(operation, text, *arguments)


for _operation in vars(str).keys() - vars(_Asked).keys() - {"__new__", "__getattribute__", "maketrans"}:
    setattr(_Asked, _operation, _asking(_operation))


# --- questions ----------------------------------------------------------------------------------------------


def characters(text: str) -> str:
    """Those of a text, which nobody is told of."""
    return text._characters if isinstance(text, _Text) else str.__str__(text)


def _cut(text: str) -> Cut:
    return Cut(stand_ins.original(characters(text)), Markup if isinstance(text, Markup) else str)


def _question(operation: str, text: str, arguments: Sequence[object]) -> Question:
    cut = _cut(text)
    others = [_cut(other) if isinstance(other, str) and OPEN in characters(other) else other for other in arguments]

    def question(values: Values) -> object:
        filled = (other.joined(values) if isinstance(other, Cut) else other for other in others)
        return getattr(cut.joined(values), operation)(*filled)

    return question


def _reader(part: Part) -> Question:
    return lambda values: values.texts[part]


def _nth(question: Question, n: int) -> Question:
    return lambda values: _list(question(values))[n]


def _list(answer: object) -> Sequence[object]:
    if isinstance(answer, (list, tuple)):
        return answer
    raise UncertainError("an answer of another type")
