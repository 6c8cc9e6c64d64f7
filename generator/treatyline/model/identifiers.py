"""Numbers under which an agreement is known elsewhere: their form, and where they lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType
from urllib.parse import quote

from pydantic.config import JsonDict

from treatyline.model.patterns import amid_spaces
from treatyline.model.refusals import refusal, spelt_as
from treatyline.problems import Code, quoted


@dataclass(frozen=True, slots=True)
class Scheme:
    """A register of agreements. `address` is None where its pages are not found by the number.

    `as_number` is what an editor may take one of its numbers for that is not quoted, in JSON Schema's words: 005 is 5
    to it, and 12012E101 a number of 106 digits. None where it takes them all for text.
    """

    label: str
    pattern: str
    example: str
    address: str | None = None
    as_number: JsonDict | None = None

    def url(self, number: str) -> str | None:
        """Where the number leads."""
        return self.address.format(quote(number, safe="/")) if self.address else None

    @property
    def schema(self) -> JsonDict:
        """What JSON Schema knows of its numbers."""
        as_number = self.as_number or {}
        return {
            "description": self.label,
            **as_number,
            "type": ["string", as_number["type"]] if as_number else "string",
            "pattern": amid_spaces(self.pattern),
            "errorMessage": f"write a number of {self.label}, as {self.example}",
            "examples": [self.example],
        }


SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "unts": Scheme("United Nations Treaty Series", "(I|II|A|B)-[0-9]{1,6}", "I-541"),
        "wikidata": Scheme("Wikidata", "Q[1-9][0-9]{0,9}", "Q7184", "https://www.wikidata.org/wiki/{}"),
        "cets": Scheme(
            "Council of Europe Treaty Series",
            "[0-9]{3}",
            "005",
            "https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&treatynum={}",
            {"type": "integer", "minimum": 0, "maximum": 999},
        ),
        "celex": Scheme(
            "EUR-Lex",
            "[0-9CE][0-9A-Z()/_]{4,30}",
            "12007L",
            "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{}",
            {"type": "number", "minimum": 0},
        ),
        "doi": Scheme("DOI", r"10\.[0-9]{4,9}/[!-~]+", "10.1017/S0020782900021689", "https://doi.org/{}"),
    }
)
"""Registers whose numbers are checked; others are shown as they stand."""


SCHEMES_SCHEMA: JsonDict = {"properties": {name: scheme.schema for name, scheme in SCHEMES.items()}}
"""What JSON Schema knows of the registers."""


def check_identifiers(identifiers: dict[str, str]) -> dict[str, str]:
    """Refuse a misspelt scheme and a number that its scheme cannot have."""
    for name, number in identifiers.items():
        scheme = SCHEMES.get(name)
        close = get_close_matches(name.lower(), SCHEMES, n=1, cutoff=0.75)
        if scheme is None and close:
            message, hint = f"{quoted(name)} is not a known register", f"did you mean {quoted(close[0])}?"
            raise refusal(Code.UNKNOWN_FIELD, message, hint, name, spelt_as(name, SCHEMES))
        if scheme is not None and not re.fullmatch(scheme.pattern, number):
            message = f"{quoted(number)} is not a number of {scheme.label}"
            raise refusal(Code.BAD_IDENTIFIER, message, f"write it like {scheme.example}", name)
    return identifiers
