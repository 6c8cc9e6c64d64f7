"""The parties of a collection: the table that ships with the package, and the collection's own parties.yml over it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, cached_property
from pathlib import Path

from babel.core import get_global

from treatyline.dates import Edtf
from treatyline.model import PARTY_CODE, Party, PartyKind, References, SuccessionHow
from treatyline.problems import Code, Problem, quoted
from treatyline.prose import bad_links, hidden_characters
from treatyline.shape import fit
from treatyline.yaml_source import Document, Value, read

SHIPPED_TABLE = Path(__file__).parent / "data" / "parties.yml"


@dataclass(frozen=True, slots=True)
class Kin:
    """A party before or after another; `how` is how the other of the two stands to it: "continues"."""

    code: str
    how: str
    note: str | None


@dataclass(frozen=True, slots=True)
class _KinTable:
    predecessors: Mapping[str, tuple[Kin, ...]]
    successors: Mapping[str, tuple[Kin, ...]]


@dataclass(frozen=True)
class Registry:
    """All known parties by their code."""

    parties: Mapping[str, Party]

    def __contains__(self, code: object) -> bool:
        """Whether a party has this code."""
        return code in self.parties

    def __getitem__(self, code: str) -> Party:
        """The party with this code. Raises KeyError."""
        return self.parties[code]

    def founded(self) -> Iterator[tuple[str, str]]:
        """The id of an agreement, and the code of a party that it founded."""
        for code, party in self.parties.items():
            if party.founded_by:
                yield party.founded_by, code

    def known_as(self, text: str) -> str | None:
        """The code of the one party that has this name or alias, or this code in other letters or in two; None else."""
        if text.upper() in self.parties:
            return text.upper()
        states = [code for code in _three_letters(text.upper()) if self._is_of_today(code)]
        return states[0] if len(states) == 1 else self._codes_by_name.get(text.casefold())

    def meant_by(self, text: str) -> str | None:
        """The code that a name, an alias or a misspelt code stands for; None where it is anybody's guess."""
        known = self.known_as(text)
        close = [] if known else get_close_matches(text.casefold(), self._codes_by_name, n=1, cutoff=0.8)
        return self._codes_by_name[close[0]] if close else known

    def name_on(self, code: str, day: Edtf) -> str:
        """The name that a party had on a day; today's where nothing else is recorded."""
        party = self.parties[code]
        for former in party.names:
            starts = former.from_ is None or former.from_.earliest <= day.earliest
            ends = former.to is None or day.latest <= former.to.latest
            if starts and ends:
                return former.name
        return party.name

    def predecessors(self, code: str) -> tuple[Kin, ...]:
        """The parties before this one: those it continues, succeeds or left, and those that merged into it."""
        return self._kin.predecessors.get(code, ())

    def successors(self, code: str) -> tuple[Kin, ...]:
        """The parties after this one: the mirror of `predecessors`."""
        return self._kin.successors.get(code, ())

    def before(self, code: str, day: Edtf) -> tuple[str, ...]:
        """The nearest parties before this one that existed on a day, however far back the line goes."""
        return self._along(code, day, self.predecessors)

    def after(self, code: str, day: Edtf) -> tuple[str, ...]:
        """The nearest parties after this one that existed on a day."""
        return self._along(code, day, self.successors)

    def existed(self, code: str, day: Edtf) -> bool:
        """Whether nothing recorded speaks against a party's having existed on a day."""
        party = self.parties[code]
        return not (party.from_ and day.surely_before(party.from_)) and not (party.to and party.to.surely_before(day))

    def _along(self, code: str, day: Edtf, step: Callable[[str], tuple[Kin, ...]]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        seen, ahead = {code}, [kin.code for kin in step(code)]
        while ahead:
            current = ahead.pop(0)
            if current in seen:
                continue
            seen.add(current)
            if self.existed(current, day):
                found[current] = None
            else:
                ahead.extend(kin.code for kin in step(current))
        return tuple(found)

    def _is_of_today(self, code: str) -> bool:
        return code in self.parties and self.parties[code].kind is not PartyKind.FORMER_STATE

    @cached_property
    def _codes_by_name(self) -> dict[str, str]:
        return {name.casefold(): code for code, party in self.parties.items() for name in all_names(party)}

    @cached_property
    def _kin(self) -> _KinTable:
        """Every line of succession from both ends, by name; only a merger is told by the earlier party."""
        predecessors: dict[str, list[Kin]] = {}
        successors: dict[str, list[Kin]] = {}
        for code in sorted(self.parties, key=lambda code: (self.parties[code].name, code)):
            for said in self.parties[code].succession:
                own, other = (
                    Kin(said.party, said.how.label, said.note),
                    Kin(code, said.how.inverse, said.note),
                )
                leads_on = said.how is SuccessionHow.MERGES_INTO
                (successors if leads_on else predecessors).setdefault(code, []).append(own)
                (predecessors if leads_on else successors).setdefault(said.party, []).append(other)
        return _KinTable(
            {code: tuple(kin) for code, kin in predecessors.items()},
            {code: tuple(kin) for code, kin in successors.items()},
        )


def all_names(party: Party) -> tuple[str, ...]:
    """Every name under which a party may be looked for, today's first, each once."""
    official = (party.official,) if party.official else ()
    former = (name.name for name in party.names)
    return tuple(dict.fromkeys((party.name, *official, *former, *party.aliases)))


def load_registry(own: Document | None, references: References | None) -> tuple[Registry, tuple[Problem, ...]]:
    """The shipped table with the collection's own parties over it, field by field.

    `own` is None where a collection has no parties.yml. A party that does not fit is left as it is shipped; where it
    is the collection's own, one that says nothing stands in, so that its mistakes are told once.
    """
    shipped = _shipped()
    if own is None or own.data is None:
        return shipped, own.problems if own else ()
    parties, problems = dict(shipped.parties), list(own.problems)
    for code, fields in own.data.items():
        party, wrong = _own_party(own, code, fields, references)
        problems.extend(wrong)
        if party is not None:
            parties[code] = party
        elif re.fullmatch(PARTY_CODE, code):
            parties.setdefault(code, Party(kind=PartyKind.OTHER, name=code, slug=code.lower()))
    registry = Registry(parties)
    if not problems:
        problems.extend(_clashes(own, registry))
    return registry, (*problems, *_faults_of_notes(own, registry))


def _own_party(
    own: Document, code: str, fields: Value, references: References | None
) -> tuple[Party | None, tuple[Problem, ...]]:
    if not re.fullmatch(PARTY_CODE, code):
        hint = "use two to eight capital letters or digits, a letter first; for states their ISO 3166-1 code"
        message = f"{quoted(code)} cannot be a party's code"
        return None, (own.problem(own.marks.key((code,)), Code.BAD_CODE, message, hint),)
    shipped = _shipped_data().get(code)
    data = {**shipped, **fields} if isinstance(shipped, dict) and isinstance(fields, dict) else fields
    return fit(own, data, Party, references, base=(code,))


def _faults_of_notes(own: Document, registry: Registry) -> Iterator[Problem]:
    """Ensure that the collection's own notes on parties link to the web alone and hide no character."""
    for code, fields in (own.data or {}).items():
        if isinstance(fields, dict) and "note" in fields and code in registry:
            yield from _faults_of_note(own, code, registry[code].note or "")


def _faults_of_note(own: Document, code: str, note: str) -> Iterator[Problem]:
    for fault in (*bad_links(note), *hidden_characters(note)):
        place = own.place_of((code, "note"), fault.words)
        yield own.problem(place, fault.code, fault.message, fault.hint)


def _clashes(own: Document, registry: Registry) -> Iterator[Problem]:
    """Ensure that the collection's own parties share no slug, name or alias with another party."""
    slugs: dict[str, set[str]] = {}
    names: dict[str, set[str]] = {}
    for code, party in registry.parties.items():
        slugs.setdefault(party.slug, set()).add(code)
        for name in all_names(party):
            names.setdefault(name.casefold(), set()).add(code)
    for code in own.data or ():
        party = registry[code]
        for other in sorted(slugs[party.slug] - {code}):
            place = own.marks.value((code, "slug"))
            yield own.problem(place, Code.SAME_SLUG, f"{other} has the slug {quoted(party.slug)} too", "choose another")
        for name in all_names(party):
            for other in sorted(names[name.casefold()] - {code}):
                place = own.marks.key((code,))
                yield own.problem(place, Code.SAME_NAME, f"{other} has the name {quoted(name)} too", "choose another")


def _three_letters(code: str) -> list[str]:
    """The codes of three letters for one of two (ISO 3166-1 and 3166-3); CLDR has them as its aliases."""
    aliases = get_global("territory_aliases").items()
    return sorted(alias for alias, codes in aliases if codes == [code] and len(alias) == 3 and alias.isalpha())


@cache
def _shipped_data() -> dict[str, Value]:
    return dict(read(SHIPPED_TABLE, SHIPPED_TABLE.name).data or {})


@cache
def _shipped() -> Registry:
    """The shipped table. Raises pydantic.ValidationError where it is wrong, which a test keeps from happening."""
    return Registry({code: Party.model_validate(fields) for code, fields in _shipped_data().items()})
