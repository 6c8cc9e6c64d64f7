"""One entry with every field, and the same with one thing changed in any way, as a validator and an editor see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from hypothesis import strategies as st

from tests.editor import Json, core_value
from treatyline.yaml_source import Value, read
from treatyline.yaml_source.plain import NOTHING


@dataclass(frozen=True)
class Scalar:
    """A text as a file has it: with quotation marks or without."""

    text: str
    is_quoted: bool = False

    @property
    def for_validator(self) -> Value:
        return None if self.text in NOTHING and not self.is_quoted else self.text

    @property
    def for_editor(self) -> Json:
        return self.text if self.is_quoted else core_value(self.text)


Source: TypeAlias = "Scalar | list[Source] | dict[str, Source]"
Where: TypeAlias = tuple[str | int, ...]

WHOLE = read(Path(__file__).parent / "whole_entry.yml", "whole_entry.yml").data
"""Every field at every level; each value is a text."""


def as_source(value: Any) -> Source:
    """Plain data as a file that quotes nothing."""
    if isinstance(value, dict):
        return {name: as_source(inner) for name, inner in value.items()}
    return [as_source(inner) for inner in value] if isinstance(value, list) else Scalar(value)


def paths(source: Source, path: Where = ()) -> Iterator[Where]:
    """Where everything below a source stands."""
    steps = source.items() if isinstance(source, dict) else enumerate(source) if isinstance(source, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from paths(inner, (*path, step))


def changed(source: Source, path: Where, new: Source | None) -> Source:
    """The source with something else at a path, which may be new; None takes it away."""
    if not path:
        assert new is not None
        return new
    step, *rest = path
    copy: Any = dict(source) if isinstance(source, dict) else list(source) if isinstance(source, list) else {}
    if rest:
        copy[step] = changed(copy[step], tuple(rest), new)
    elif new is None:
        del copy[step]
    elif isinstance(copy, list) and step == len(copy):
        copy.append(new)
    else:
        copy[step] = new
    return copy  # type: ignore[no-any-return]


def view(source: Source, side: str) -> Any:
    """The source as plain data, for the validator or for the editor."""
    if isinstance(source, dict):
        return {name: view(inner, side) for name, inner in source.items()}
    return [view(inner, side) for inner in source] if isinstance(source, list) else getattr(source, side)


CORRECT = as_source(WHOLE)
PATHS = list(paths(CORRECT))

# --- what may be put anywhere -------------------------------------------------------------------------------

_PLAIN = """
1864 0476 476 -0043 -43 9999 12345 0 -1 1.5 1864.0 1e3 1e-5 0x7DD .inf .nan 5 191 0000191 1000 999999 1000000
true True false FALSE null ~ yes no on unknown Unknown
2013-01-30 2013-02-30 2012-02-29 1900-02-29 2013-1-3 2013-13 2013-24 2013-00-00 2013-04-31 2013-XX-31 2013-01-30T12:00
9999-12 9999-12-31 -9999-12-31 -0000-01-01 199X 19X9 XXXX 199X-01 2013~
2013/2014 2014/2013 2013/.. ../2013 ../.. 2013/9999 2013/2014/2015
NOR Nor QQQ NORWAY RUS weather wether coast-1980 gazette date parties actions retroactive same-id signature press
index con a_b a--b A en EN zh-Hans zh-hans pt-BR es-419 xx qqq eng English I-541 541 12007L
https://example.org HTTP://EXAMPLE.ORG/ http://[::1]/ http://[::z]/ http://a:80:80/ http://a:b/ http://a:99999/
http://a:/ http:///x http://u@h/ https://пример.рф/д https://a%b/ ftp://example.org
"""
_LONG = (
    *("x" * 80, "x" * 81, "10" * 45, "w" * 90, "w" * 91, "w" * 500, "w" * 501, "w" * 20_000, "w" * 20_001),
    *("https://example.org/" + "x" * 1980, "https://example.org/" + "x" * 1981),
)
_SPACED = (
    *(" ", "\n", "\t", " " * 600, "\u00a0", " a ", "a\nb", "a\tb", "a\n", "a\n\n", "\u2003x\u2003", "x\u3000"),
    *(" NOR", "NOR ", " date ", "retroactive ", " I-541 ", "I-541\n", "ru\n", "weather\n", " 191", "191\n", "true\n"),
    *("2013\n", "2013-01-30\n", "https://example.org/\n", "https://example.org/a b"),
    *(f" {'w' * 500} ", f"{'w' * 499}  ", f"\n{'w' * 20_000}\n"),
)
TEXTS = (*_PLAIN.split(), *_LONG, "")

scalars = st.one_of(
    st.sampled_from(TEXTS).map(Scalar),
    st.sampled_from((*TEXTS, *_SPACED)).map(lambda text: Scalar(text, is_quoted=True)),
    st.text(st.sampled_from("aZ09-_./:~?%X \n\té"), max_size=8).map(lambda text: Scalar(text, is_quoted=True)),
    st.from_regex("[a-zA-Z0-9][a-zA-Z0-9._/-]{0,7}", fullmatch=True).map(Scalar),
)
anything = st.one_of(
    scalars,
    st.lists(scalars, max_size=2),
    st.dictionaries(st.sampled_from(["is", "date", "x", "text"]), scalars, max_size=2),
    st.sampled_from(PATHS).map(lambda path: at(CORRECT, path)),
)


def at(source: Source, path: Where) -> Source:
    """What stands at a path."""
    for step in path:
        source = source[step]  # type: ignore[index, call-overload]
    return source


@st.composite
def mutations(draw: st.DrawFn) -> tuple[Where, Source | None]:
    """A path and what to put there; None takes away what is there."""
    path = draw(st.sampled_from(PATHS))
    inside = at(CORRECT, path)
    if isinstance(inside, dict) and draw(st.booleans()):
        names = [str(way[-1]) for way in PATHS if isinstance(way[-1], str)]
        return (*path, draw(st.sampled_from([*names, "colour", "Title"]))), draw(anything)
    if isinstance(inside, list) and draw(st.booleans()):
        return (*path, len(inside)), draw(st.one_of(anything, st.sampled_from(inside)))
    return path, draw(st.one_of(st.none(), scalars, anything))
