"""Checks across the fields of one entry: a flat table of small functions.

Each ensures one thing, says so in its first line, and yields what it finds. Dates are compared by their earliest
and latest days, and a check speaks only where the order is certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import get_args

from treatyline.checks.base import Entry, EntryCheck, Finding, Setting
from treatyline.dates import Edtf, shift_years
from treatyline.model import Agreement, Unknown
from treatyline.model.base import Part
from treatyline.parties import Registry
from treatyline.problems import Code, How, one_of, quoted
from treatyline.prose import Fault, bad_links, hidden_characters
from treatyline.yaml_source import FieldPath

FAR = 20
"""Years before an agreement's date or after its end from which on a quotation or an action needs a second look."""


def parties_stand_once(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that no party is listed twice."""
    parties = entry.agreement.parties
    for index, code in _repeated(entry.agreement.codes):
        hint = "keep one, with all its roles and actions"
        mend = How.DELETE if parties[index] in parties[:index] else None
        yield Finding(("parties", index), Code.REPEATED_VALUE, f"{code} is listed twice", hint, mend=mend)


def topics_stand_once(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that no topic is listed twice."""
    for index, topic in _repeated(entry.agreement.topics):
        message = f"{quoted(topic)} is listed twice"
        yield Finding(("topics", index), Code.REPEATED_VALUE, message, "delete one", mend=How.DELETE)


def source_ids_stand_once(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that a source's id names one source."""
    seen: set[str] = set()
    for index, source in enumerate(entry.agreement.sources):
        if source.id in seen:
            message = f"two sources have the id {quoted(source.id)}"
            yield Finding(("sources", index, "id"), Code.REPEATED_VALUE, message, "rename one")
        elif source.id is not None:
            seen.add(source.id)


def parties_existed_on_the_day(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that each party existed when it first acted, and name the state that did."""
    for index, part in enumerate(entry.agreement.parties):
        code, day = part.party, part.first_day(entry.agreement.date)
        party = setting.registry[code]
        if party.from_ and day.surely_before(party.from_):
            message = f"{party.name} is recorded from {party.from_} on, after {day}"
            yield Finding(("parties", index), Code.PARTY_NOT_YET, message, _before(code, day, setting.registry))
        elif party.to and party.to.surely_before(day):
            message = f"{party.name} is recorded until {party.to}, before {day}"
            yield Finding(("parties", index), Code.PARTY_NO_MORE, message, _after(code, day, setting.registry))


def signatories_sign_for_parties(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that whoever signed, signed for a party that took part."""
    codes = frozenset(entry.agreement.codes)
    for index, signatory in enumerate(entry.agreement.signatories):
        if signatory.party is not None:
            yield from _takes_part(signatory.party, codes, ("signatories", index, "party"))


def signings_are_by_parties(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that each act of signing was by parties that took part."""
    codes = frozenset(entry.agreement.codes)
    for index, signing in enumerate(entry.agreement.signings):
        for position, code in enumerate(signing.parties):
            yield from _takes_part(code, codes, ("signings", index, "parties", position))


def force_follows_the_date(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that entry into force comes after the date; retroactive effect is real, and rare."""
    agreement = entry.agreement
    if isinstance(agreement.in_force, Edtf) and agreement.in_force.surely_before(agreement.date):
        message = f"this entered into force on {agreement.in_force}, before its date, {agreement.date}"
        hint = "check both; where it is so, accept the warning with the reason"
        yield Finding(("in_force",), Code.RETROACTIVE, message, hint)


def the_end_follows_the_beginning(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that an agreement ends after its date, and after its entry into force unless applied provisionally."""
    agreement = entry.agreement
    if not isinstance(agreement.ended, Edtf):
        return
    if agreement.ended.surely_before(agreement.date):
        message = f"this ended on {agreement.ended}, before its date, {agreement.date}"
        yield Finding(("ended",), Code.ENDED_TOO_EARLY, message, "check both dates")
    elif (
        agreement.provisional_from is None
        and isinstance(agreement.in_force, Edtf)
        and agreement.ended.surely_before(agreement.in_force)
    ):
        message = f"this ended on {agreement.ended}, before it entered into force, {agreement.in_force}"
        hint = "check both dates, or write provisional_from if it was applied provisionally"
        yield Finding(("ended",), Code.ENDED_TOO_EARLY, message, hint)


def words_and_deeds_fall_in_its_life(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that no quotation or action lies decades before the agreement's date or after its end."""
    agreement = entry.agreement
    begin = shift_years(agreement.date.earliest, -FAR)
    end = shift_years(agreement.ended.latest, FAR) if isinstance(agreement.ended, Edtf) else None
    for path, date in _quotes_and_actions(agreement):
        if date.latest < begin or (end is not None and date.earliest > end):
            message = f"{date} lies more than {FAR} years outside the agreement's life"
            hint = "check the date; where it is right, accept the warning with the reason"
            yield Finding(path, Code.FAR_FROM_LIFE, message, hint)


def nothing_lies_in_the_future(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that no date is after today."""
    if setting.today is None:
        return
    for path, date in _dates_in(entry.agreement):
        if date.earliest > setting.today:
            hint = "check it; a plan belongs in context"
            yield Finding(path, Code.IN_THE_FUTURE, f"{date} has not come yet", hint)


def relations_lead_elsewhere(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that no relation leads from an agreement to itself."""
    for index, relation in enumerate(entry.agreement.relations):
        if relation.target == entry.id:
            path = ("relations", index, "target")
            yield Finding(path, Code.RELATION_CYCLE, "this relation leads to its own entry", "name the other one")


def links_lead_to_the_web(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that links in prose are absolute web addresses or mailboxes."""
    for finding in _in_context(bad_links(entry.agreement.context or "")):
        yield replace(finding, hint=f"{finding.hint}; name another entry in relations")


def prose_hides_nothing(entry: Entry, setting: Setting) -> Iterator[Finding]:
    """Ensure that no entity in prose stands for a character that no text may hold."""
    yield from _in_context(hidden_characters(entry.agreement.context or ""))


ENTRY_CHECKS: tuple[EntryCheck, ...] = (
    parties_stand_once,
    topics_stand_once,
    source_ids_stand_once,
    parties_existed_on_the_day,
    signatories_sign_for_parties,
    signings_are_by_parties,
    force_follows_the_date,
    the_end_follows_the_beginning,
    words_and_deeds_fall_in_its_life,
    nothing_lies_in_the_future,
    relations_lead_elsewhere,
    links_lead_to_the_web,
    prose_hides_nothing,
)

DEPEND_ON_THE_DAY = frozenset({Code.IN_THE_FUTURE})
"""Warnings that pass with time: accepting one is never needless."""


# What these checks share


def _in_context(faults: Iterable[Fault]) -> Iterator[Finding]:
    for fault in faults:
        yield Finding(("context",), fault.code, fault.message, fault.hint, words=fault.words)


def _repeated(values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Position and value of each value that stood before."""
    seen: Counter[str] = Counter()
    for index, value in enumerate(values):
        if seen[value]:
            yield index, value
        seen[value] += 1


def _takes_part(code: str, parties: Collection[str], path: FieldPath) -> Iterator[Finding]:
    """Nothing is said where the parties are not listed because the agreement is open to all."""
    if parties and code not in parties:
        hint = f"add {code} to parties, or check the code"
        yield Finding(path, Code.NOT_A_PARTY, f"{code} is not among the parties", hint)


def _before(code: str, day: Edtf, registry: Registry) -> str:
    """The hint that names the state before a party."""
    earlier = registry.before(code, day)
    if earlier:
        return f"on that day it was {_named(earlier, registry)}: write that code, or accept the warning with the reason"
    return "check the date and the code, or accept the warning with the reason"


def _after(code: str, day: Edtf, registry: Registry) -> str:
    """The hint that names the states after a party."""
    later = registry.after(code, day)
    return f"after it came {_named(later, registry)}" if later else "check the date and the code"


def _named(codes: Sequence[str], registry: Registry) -> str:
    return one_of([f"{registry[code].name} ({code})" for code in codes])


def _quotes_and_actions(agreement: Agreement) -> Iterator[tuple[FieldPath, Edtf]]:
    for index, quote in enumerate(agreement.quotes):
        if quote.date is not None:
            yield ("quotes", index, "date"), quote.date
    for index, participation in enumerate(agreement.parties):
        for position, action in enumerate(participation.actions):
            if isinstance(action.date, Edtf):
                yield ("parties", index, "actions", position, "date"), action.date


def _dates_in(part: Part, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Edtf]]:
    """Every date in a part of an entry but those from which an action takes effect, which may well lie ahead."""
    said = vars(part)
    for name, alias in _fields_with_dates(type(part)):
        value = said[name]
        if not value or isinstance(value, Unknown):
            continue
        if isinstance(value, Edtf):
            yield (*path, alias), value
        elif isinstance(value, Part):
            yield from _dates_in(value, (*path, alias))
        else:
            for index, element in enumerate(value):
                yield from _dates_in(element, (*path, alias, index))


@cache
def _fields_with_dates(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The fields of a part that hold dates, or parts that do: by their names in Python and in a file."""
    return tuple(
        (name, field.alias or name)
        for name, field in model.model_fields.items()
        if name != "effective" and _may_hold_dates(field.annotation)
    )


def _may_hold_dates(annotation: object) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return bool(_fields_with_dates(annotation))
    return annotation is Edtf or any(map(_may_hold_dates, get_args(annotation)))
