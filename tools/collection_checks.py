"""The checks of an entry against its record: a generator each, which yields what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tools.collection_case import SAME_PARTY, Case, opening, opens, plain
from tools.dates_in_words import Stated
from tools.research import Fact
from treatyline.dates import Edtf

# What is in the record and not in the entry


def dates_are_stated(case: Case) -> Iterator[str]:
    """Ensure that the entry has every date of the record: that day, or a day of that month or year."""
    for stated, places in case.record.dates.items():
        if not any(stated.is_met_by(other) for other in case.dates) and not case.explains_date(stated):
            yield f"the date {_shown(stated, places)} is missing: state it, or log `{stated.date}`"


def _shown(stated: Stated, places: Sequence[str]) -> str:
    return f"{stated.date} ({', '.join(places)}{'' if stated.has_year else '; there without its year'})"


def signature_is_the_date(case: Case) -> Iterator[str]:
    """Ensure that the entry stands at the day of signature."""
    yield from _differs(case, "date", case.record.signed, str(case.agreement.date))


def force_is_the_same(case: Case) -> Iterator[str]:
    """Ensure that the entry has the date of entry into force."""
    yield from _differs(case, "in_force", case.record.in_force, str(case.agreement.in_force or "left out"))


def status_is_the_same(case: Case) -> Iterator[str]:
    """Ensure that the entry has the status."""
    yield from _differs(case, "status", case.record.status, case.state or "left out")


def _differs(case: Case, field: str, fact: Fact | None, stated: str) -> Iterator[str]:
    if fact and stated != fact.text and not case.explains(fact.text):
        told = "confirmed: state that, or log" if fact.is_confirmed else "unconfirmed: log"
        yield f"{field} is {stated}, and {fact.text} is {told} `{fact.text}`"


def doubtful_is_left_out(case: Case) -> Iterator[str]:
    """Ensure that nothing unconfirmed is stated, unless the log tells which listed source states it."""
    for field, fact in _doubtful(case):
        if not case.explains_keeping(fact):
            yield f"{field} {fact} is unconfirmed: leave it out, or log `{fact}` with a reason that begins with kept:"


def _doubtful(case: Case) -> Iterator[tuple[str, str]]:
    """What the entry states although it is unconfirmed. Of an unconfirmed day the month or the year may be stated."""
    record, agreement = case.record, case.agreement
    if _unconfirmed(record.signed) == str(agreement.date):
        yield "date", str(agreement.date)
    if _unconfirmed(record.in_force) and isinstance(agreement.in_force, Edtf):
        yield "in_force", str(agreement.in_force)
    if _unconfirmed(record.status) and case.state:
        yield "status", case.state
    if (place := _unconfirmed(record.place)) and case.has_place(place):
        yield "place", place
    for person in record.signatories:
        if _unconfirmed(person) and plain(person.text) in case.names:
            yield "signatory", person.text


def _unconfirmed(fact: Fact | None) -> str | None:
    return None if fact is None or fact.is_confirmed else fact.text


def place_is_there(case: Case) -> Iterator[str]:
    """Ensure that the entry names the place."""
    place = case.record.place
    if place and not case.has_place(place.text) and not case.explains(place.text):
        yield f"the place {place.text} is {_missing(place, 'add it')}"


def parties_are_there(case: Case) -> Iterator[str]:
    """Ensure that every party takes part."""
    for code in case.record.parties:
        if not case.has_party(code) and not case.explains(code):
            yield f"the party {code} is missing: add it, or log `{code}`"


def signatories_are_there(case: Case) -> Iterator[str]:
    """Ensure that everybody who signed is named."""
    for person in case.record.signatories:
        if plain(person.text) not in case.names and not case.explains(person.text):
            yield f"the signatory {person.text} is {_missing(person, 'add the name')}"


def _missing(fact: Fact, do: str) -> str:
    return f"missing{f': {do}, or' if fact.is_confirmed else ', and unconfirmed:'} log `{fact.text}`"


def quotes_are_there(case: Case) -> Iterator[str]:
    """Ensure that every quotation is there, word for word, with the source in which it was read."""
    for quote in case.record.quotes:
        if quote.text in case.quotes:
            if quote.url and case.quotes[quote.text] != quote.url and not case.explains(quote.url):
                yield f"the quote `{opening(quote.text)}` was read elsewhere: its source is {quote.url}"
        elif not any(opens(fact, quote.text) for row in case.rows for fact in row.facts):
            yield f"the quote `{opening(quote.text)}` is missing: add it as it is, or log it by these words"


def sources_are_listed(case: Case) -> Iterator[str]:
    """Ensure that every source that was read is listed."""
    for url in case.record.urls:
        if url not in case.urls and not case.explains(url):
            yield f"the source {url} is missing: list it, or log `{url}`"


def relations_are_there(case: Case) -> Iterator[str]:
    """Ensure that every relation is stated, by this entry or by the other."""
    for target in case.record.targets:
        if not case.relates_to(target) and not case.explains(target):
            other = " or ".join(case.entries.get(target, ())) or f"{target}, for which no entry is named"
            yield f"no relation to {other}: state it in one of the two, or log `{target}`"


# What is in the entry and not in the record


def unread_is_not_cited(case: Case) -> Iterator[str]:
    """Ensure that no address is cited that nobody opened."""
    for url in case.record.unverified:
        if url in case.urls:
            yield f"the source {url} was never opened: delete it"


def dates_are_known(case: Case) -> Iterator[str]:
    """Ensure that the record has every date that the entry states, or a more exact one."""
    for stated, places in case.dates.items():
        if not any(stated.is_met_by(known) for known in case.record.dates):
            yield from _invented(case, f"the date {_shown(stated, places)}", stated.date.text)


def parties_are_known(case: Case) -> Iterator[str]:
    """Ensure that the record has every party."""
    known = {*case.record.parties, *(SAME_PARTY.get(code) for code in case.record.parties)}
    for code in case.agreement.codes:
        if code not in known:
            yield from _invented(case, f"the party {code}", code)


def signatories_are_known(case: Case) -> Iterator[str]:
    """Ensure that the record has everybody whom the entry names."""
    known = {plain(person.text) for person in case.record.signatories}
    for person in case.agreement.signatories:
        if plain(person.name) not in known:
            yield from _invented(case, f"the signatory {person.name}", person.name)


def quotes_are_known(case: Case) -> Iterator[str]:
    """Ensure that the record has every quotation, word for word."""
    known = {quote.text for quote in case.record.quotes}
    for text in case.quotes:
        if text not in known and not any(opens(fact, text) for fact in case.added):
            yield from _invented(case, f"the quote `{opening(text)}`", opening(text))


def sources_are_known(case: Case) -> Iterator[str]:
    """Ensure that the record has every source."""
    for url in set(case.urls).difference(case.record.urls, case.record.unverified):
        yield from _invented(case, f"the source {url}", url)


def _invented(case: Case, what: str, value: str) -> Iterator[str]:
    if value not in case.added:
        yield f"{what} is not in the research: delete it, or log `{value}` under What entries add"


# What is in the log


def rows_are_needed(case: Case) -> Iterator[str]:
    """Ensure that no row explains what the entry has."""
    for row in case.rows:
        for fact in row.facts:
            if not row.says_kept and _is_there(case, fact):
                yield f"the entry has `{fact}`, which the log says is left out: delete it there"


def _is_there(case: Case, fact: str) -> bool:
    """Whether the entry has a signatory, party, source, relation or quotation of the record."""
    record = case.record
    return (
        (any(fact == person.text for person in record.signatories) and plain(fact) in case.names)
        or (fact in record.parties and case.has_party(fact))
        or (fact in record.urls and fact in case.urls)
        or (fact in record.targets and case.relates_to(fact))
        or any(opens(fact, quote.text) and quote.text in case.quotes for quote in record.quotes)
    )


CHECKS: tuple[Callable[[Case], Iterator[str]], ...] = (
    *(dates_are_stated, signature_is_the_date, force_is_the_same, status_is_the_same, doubtful_is_left_out),
    *(place_is_there, parties_are_there, signatories_are_there, quotes_are_there, sources_are_listed),
    *(relations_are_there, unread_is_not_cited, dates_are_known, parties_are_known, signatories_are_known),
    *(quotes_are_known, sources_are_known, rows_are_needed),
)


def findings(case: Case) -> Iterator[str]:
    """All that does not agree."""
    return (finding for check in CHECKS for finding in check(case))
