"""What a YAML syntax error means to someone who does not know YAML."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SyntaxWords:
    """What to say of a parser's complaint; `at_start` points at where the construct began, not where it broke."""

    message: str
    hint: str
    at_start: bool = False


_QUOTE = 'put the whole text in double quotes: "…"'

_WORDS: tuple[tuple[str, SyntaxWords], ...] = (
    (
        r"mapping values are not allowed here",
        SyntaxWords(
            'a colon and a space stand where no "field: value" can begin',
            "quote a text that holds a colon, or line the field up with those above",
        ),
    ),
    (
        r"found unexpected (end of stream|document separator)",
        SyntaxWords("this quoted text is never closed", "close the quotation mark", at_start=True),
    ),
    (
        r"found unknown escape character|expected escape sequence",
        SyntaxWords(
            "a backslash inside double quotes begins an escape, and this is none",
            "write two backslashes, or use single quotes",
        ),
    ),
    (
        r"found too large a number",
        SyntaxWords("this number is too large", "write the character itself instead of its number"),
    ),
    (
        r"expected ',' or '\]'",
        SyntaxWords("this list has no closing bracket", "end it with ]", at_start=True),
    ),
    (
        r"expected ',' or '\}'",
        SyntaxWords("these fields have no closing brace", "end them with }", at_start=True),
    ),
    (
        r"found character .* that cannot start any token",
        SyntaxWords("an unquoted text cannot begin with this character", _QUOTE),
    ),
    (
        r"expected alphabetic or numeric character",
        SyntaxWords("an unquoted text cannot begin with * or &", _QUOTE, at_start=True),
    ),
    (
        r"found undefined tag handle|expected URI|expected '[>! ]', but found",
        SyntaxWords("an unquoted text cannot begin with !", _QUOTE, at_start=True),
    ),
    (
        r"expected <block end>, but found '<scalar>'",
        SyntaxWords(
            "text goes on after the value has ended",
            "inside single quotes double a single quote: 'it''s'; inside double quotes write \\\"",
        ),
    ),
    (
        r"expected (<block end>|the node content), but found '[\]},]'",
        SyntaxWords("this closes or divides a list that was never begun", "delete it, or quote the text that holds it"),
    ),
    (
        r"expected the node content, but found '<(stream end|document start|document end)>'",
        SyntaxWords("a list or a group of fields is never closed", "end it with ] or }"),
    ),
    (
        r"expected <block end>",
        SyntaxWords("this line is not lined up with any line above it", "mend its indentation"),
    ),
    (
        r"could not find expected ':'",
        SyntaxWords(
            'this line is neither "field: value" nor part of a list',
            "write a colon and a space after the field, a space after the hyphen, or indent the text's next line",
            at_start=True,
        ),
    ),
    (
        r"expected chomping or indentation indicators|expected a comment or a line break",
        SyntaxWords("text stands after the | or > that announces it", "begin the text on the next line, indented"),
    ),
    (
        r"expected the node content",
        SyntaxWords("a value is missing here", "write one, or quote a text that begins with this character"),
    ),
    (
        r"sequence entries are not allowed here",
        SyntaxWords("a list cannot begin here", "begin it on the next line, each element after a hyphen"),
    ),
)


def syntax_words(problem: str) -> SyntaxWords:
    """Plain words for a complaint of PyYAML's own parser."""
    for pattern, words in _WORDS:
        if re.search(pattern, problem):
            return words
    return SyntaxWords(f"this is not YAML ({problem})", "compare it with another entry")
