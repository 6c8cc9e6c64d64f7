"""Text with a meaning: each type takes the text of a scalar and refuses what it cannot be, with a mend."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Annotated, TypeAlias

from babel import Locale
from pydantic import AfterValidator, Field, PlainValidator, WithJsonSchema
from pydantic.config import JsonDict
from pydantic.fields import FieldInfo

from treatyline.model.definitions import SCALAR, SCALAR_ID, defined
from treatyline.model.patterns import URL, line, lines, whole
from treatyline.model.refusals import refusal
from treatyline.names import RESERVED
from treatyline.problems import Code, quoted
from treatyline.urls import LONGEST_URL, UrlError, web_url


def _at_most(length: int, *, one_line: bool = True) -> AfterValidator:
    """A text with something in it. It is one function, since every text of every entry goes through it."""

    def check(text: str) -> str:
        if one_line and ("\n" in text or "\t" in text):
            hint = "write it on one line, or after >- to have its lines joined"
            raise refusal(Code.NOT_TEXT, "this text holds a line break or a tab", hint)
        words = text.strip()
        if not words:
            raise refusal(Code.EMPTY_VALUE, "this text is empty", "write something, or delete the field")
        if len(words) > length:
            raise refusal(Code.TOO_LONG, f"this text has {len(words)} characters", f"the most is {length}")
        return words

    return AfterValidator(check)


def _text(name: str, description: str, longest: int, pattern: str) -> FieldInfo:
    message = f"write a text here: {description[0].lower()}{description[1:]}"
    form: JsonDict = {"type": SCALAR, "pattern": pattern, "errorMessage": message}
    field: FieldInfo = Field(json_schema_extra=defined(name, description, form, longest=longest))
    return field


Words: TypeAlias = Annotated[
    str,
    _at_most(500),
    _text("Words", "One line, at most 500 characters", 500, line(500)),
]
"""One line of text."""

ShortWords: TypeAlias = Annotated[
    str,
    _at_most(90),
    _text("ShortWords", "One line, at most 90 characters", 90, line(90)),
]
"""One line that fits a headline."""

Prose: TypeAlias = Annotated[
    str,
    _at_most(20_000, one_line=False),
    _text("Prose", "Any number of lines, at most 20,000 characters", 20_000, lines(20_000)),
]
"""Any number of lines."""

ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
LONGEST_ID = 80
_ID = re.compile(ID_PATTERN)


def _id(text: str) -> str:
    if not _ID.fullmatch(text) or len(text) > LONGEST_ID:
        hint = f"use small letters a to z, digits and single hyphens, at most {LONGEST_ID} characters"
        raise refusal(Code.BAD_ID, f"{quoted(text)} is not a valid id", hint)
    return text


def id_schema(name: str, description: str, more: JsonDict | None = None) -> FieldInfo:
    """What JSON Schema knows of a type of id."""
    message = f"use small letters a to z, digits and single hyphens, at most {LONGEST_ID} characters"
    form: JsonDict = {"type": SCALAR_ID, "minimum": 0, "maxLength": LONGEST_ID, "pattern": whole(ID_PATTERN)}
    form |= {"errorMessage": message, **(more or {})}
    field: FieldInfo = Field(json_schema_extra=defined(name, description, form, longest=LONGEST_ID))
    return field


Id: TypeAlias = Annotated[str, AfterValidator(_id), id_schema("Id", "A short name")]
"""An agreement's id, a topic's slug, or a source's id within its entry."""


def _not_reserved(text: str) -> str:
    if text in RESERVED:
        hint = "add a word to it: MkDocs or Windows keeps this name for something else"
        raise refusal(Code.BAD_ID, f"{quoted(text)} is reserved", hint)
    return text


Slug: TypeAlias = Annotated[
    Id,
    AfterValidator(_not_reserved),
    id_schema("Slug", "The last part of an address", {"not": {"enum": [*sorted(filter(_ID.fullmatch, RESERVED))]}}),
]
"""An id that is the last part of a page's address."""


def _url(text: str) -> str:
    try:
        return web_url(text)
    except UrlError as error:
        raise refusal(Code.BAD_URL, error.message, error.hint) from error


Url: TypeAlias = Annotated[
    str,
    AfterValidator(_url),
    Field(
        json_schema_extra=defined(
            "Url",
            "A web address",
            {
                "type": "string",
                "maxLength": LONGEST_URL,
                "pattern": whole(URL),
                "errorMessage": "write a whole web address, from https:// on",
            },
        )
    ),
]
"""An absolute web address."""


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return value == "true"
    shown = quoted(value) if isinstance(value, str) else "this"
    instead = _FLAGS.get(value.lower()) if isinstance(value, str) else None
    hint = f"write {instead or 'true'}, or delete the line"
    raise refusal(Code.BAD_FLAG, f"{shown} is neither true nor false", hint, instead=instead)


_FLAGS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}
"""Words for true and false, in small letters; YAML 1.1 takes them all."""


Flag: TypeAlias = Annotated[
    bool,
    PlainValidator(_flag),
    WithJsonSchema(
        defined(
            "Flag",
            "True or false",
            {
                "type": ["boolean", "string"],
                "pattern": whole("true|false"),
                "errorMessage": "write true, or delete the line",
            },
        )
    ),
]
"""True or false, in these two words."""


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and re.fullmatch(_DIGITS, value):
        return int(value)
    shown = quoted(value) if isinstance(value, str) else "this"
    raise refusal(Code.BAD_NUMBER, f"{shown} is not a number", "write digits alone, as 191")


_DIGITS = "[0-9]{1,6}"

Number: TypeAlias = Annotated[
    int,
    PlainValidator(_number),
    WithJsonSchema(
        defined(
            "Number",
            "A whole number",
            {
                "type": ["integer", "string"],
                "minimum": 0,
                "maximum": 999_999,
                "pattern": whole(_DIGITS),
                "errorMessage": "write digits alone, as 191",
            },
        )
    ),
]
"""A count."""


_TAG = "([a-z]{2,3})(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?"
"""A language, a script and a region."""


@cache
def _languages() -> dict[str, str]:
    """Codes of languages to their English names (CLDR)."""
    return {code: name for code, name in Locale("en").languages.items() if re.fullmatch("[a-z]{2,3}", code)}


@cache
def _languages_by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in _languages().items()}


@lru_cache(maxsize=256)
def _language(tag: str) -> str:
    known, by_name = _languages(), _languages_by_name()
    match = re.fullmatch(_TAG, tag)
    if match and match.group(1) in known:
        return tag
    meant = by_name.get(tag.casefold()) or (tag.lower() if tag.lower() in known else None)
    hint = f"did you mean {quoted(meant)}?" if meant else "write its BCP 47 tag, as en, ru, kk or zh-Hans"
    raise refusal(Code.BAD_LANGUAGE, f"{quoted(tag)} is not a language tag", hint, instead=meant)


Language: TypeAlias = Annotated[
    str,
    AfterValidator(_language),
    Field(
        json_schema_extra=defined(
            "Language",
            "A language tag (BCP 47)",
            {
                "type": "string",
                "pattern": whole(_TAG),
                "errorMessage": "write the language's BCP 47 tag, as en, ru, kk or zh-Hans",
            },
        )
    ),
]
"""A language tag (BCP 47), whose language CLDR knows."""
