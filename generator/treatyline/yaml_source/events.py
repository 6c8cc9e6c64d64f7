"""The events of a YAML text, alike from the fast parser and from the careful one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml


class CarefulLoader(yaml.SafeLoader):
    """The parser in Python: slower, but its complaints can be told apart.

    It takes a question mark inside brackets as the C library does, since dates have one: [1380?].
    """

    _in_plain = False

    def scan_plain(self) -> yaml.ScalarToken:
        """Read a text without quotes."""
        self._in_plain = True
        token = super().scan_plain()
        self._in_plain = False
        return token

    def peek(self, index: int = 0) -> str:
        """Look ahead."""
        char = str(super().peek(index))
        return "q" if char == "?" and self._in_plain else char


FAST_LOADER: type = getattr(yaml, "CSafeLoader", CarefulLoader)

_ODD_TAG = re.compile(r"(?!(&[\w-]+ +)?!!?[A-Za-z0-9]*( |$))")
ODD_COMMENT = re.compile(r"[|>][-+0-9]*#")
"""A comment glued to the mark of a block of text, which only one parser takes for one."""


def events(text: str, loader: type) -> Iterator[yaml.Event]:
    """The parser's events. Raises yaml.YAMLError where the text is no YAML, or where only one parser takes it."""
    lines = text.split("\n")
    parser = loader(text)
    try:
        while parser.check_event():
            event = parser.get_event()
            if loader is not CarefulLoader and _is_doubtful(event, lines):
                raise yaml.YAMLError
            yield event
    except (ValueError, OverflowError) as error:  # the parser in Python trusts every number that it reads
        raise yaml.MarkedYAMLError(problem="found too large a number", problem_mark=parser.get_mark()) from error
    finally:
        parser.dispose()


def _is_doubtful(event: yaml.Event, lines: Sequence[str]) -> bool:
    """Whether the C library may have taken what the parser in Python does not: some tags, a comment glued to a |."""
    mark = event.start_mark
    has_tag = getattr(event, "tag", None) is not None
    is_block = getattr(event, "style", None) in ("|", ">")
    if mark is None or not (has_tag or is_block):
        return False
    begin = lines[mark.line][mark.column :]
    return bool(has_tag and _ODD_TAG.match(begin)) or bool(is_block and ODD_COMMENT.search(begin))
