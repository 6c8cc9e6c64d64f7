"""Dates as the fields of an entry have them: as far as they are known, looked for and not found, or one day."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Final, TypeAlias

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic.config import JsonDict

from treatyline.dates import DateError, Edtf, parse
from treatyline.model.definitions import defined
from treatyline.model.patterns import DATE, DAY, whole
from treatyline.model.refusals import refusal
from treatyline.problems import Code, quoted


class Unknown(Enum):
    """Looked for and not found, which is not the same as nobody having looked."""

    UNKNOWN = "unknown"

    def __str__(self) -> str:
        """As the file writes it."""
        return self.value


UNKNOWN: Final = Unknown.UNKNOWN


def _date(text: object) -> Edtf:
    if isinstance(text, Edtf):
        return text
    if not isinstance(text, str):
        raise refusal(Code.NOT_TEXT, "a date belongs here", "write it as 2013-01-30, 2013-01 or 2013")
    try:
        return parse(text)
    except DateError as error:
        raise refusal(Code.BAD_DATE, error.message, error.hint, instead=error.suggestion) from error


def _date_or_unknown(text: object) -> Edtf | Unknown:
    return UNKNOWN if text in (UNKNOWN, UNKNOWN.value) else _date(text)


def _day(text: object) -> Edtf:
    date = _date(text)
    if not date.is_exact_day:
        raise refusal(Code.BAD_DATE, f"{quoted(date.text)} is not one day", "write a whole date, as 2013-01-30")
    return date


_EDTF = "2013-01-30, 2013-01, 2013, 1380~ (about), 1380? (uncertain), 172X, 1950-21 (spring), 1990/1995"


def _date_schema(name: str, description: str, message: str, pattern: str) -> WithJsonSchema:
    """Editors read a year without quotation marks as a number; 9999 is no year."""
    form: JsonDict = {"type": ["string", "integer"], "minimum": -9999, "maximum": 9998, "pattern": whole(pattern)}
    return WithJsonSchema(defined(name, description, {**form, "errorMessage": message}))


_as_text = PlainSerializer(str, return_type=str)

Date: TypeAlias = Annotated[
    Edtf,
    PlainValidator(_date),
    _as_text,
    _date_schema("Date", f"A date (EDTF): {_EDTF}", f"write a date, as {_EDTF}", DATE),
]
"""A date as precisely as it is known."""

DateOrUnknown: TypeAlias = Annotated[
    Edtf | Unknown,
    PlainValidator(_date_or_unknown),
    _as_text,
    _date_schema(
        "DateOrUnknown",
        f"A date (EDTF), or unknown: {_EDTF}",
        f"write a date, as {_EDTF}; or unknown, where it was looked for and not found",
        f"{UNKNOWN}|{DATE}",
    ),
]
"""A date, or the statement that it was looked for and not found."""

ExactDay: TypeAlias = Annotated[
    Edtf,
    PlainValidator(_day),
    _as_text,
    WithJsonSchema(
        defined(
            "ExactDay",
            "One day",
            {"type": "string", "pattern": whole(DAY), "errorMessage": "write a whole date: 2013-01-30"},
        )
    ),
]
"""One calendar day."""
