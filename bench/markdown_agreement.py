"""The page of an agreement, as one would write it by hand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from babel import Locale

from bench.markdown_lists import status_words
from bench.markdown_text import Links, cite, listed, note, plain, table, when
from treatyline.model import SCHEMES, UNKNOWN, Action, Agreement, Quote, Role, Signatory, Source
from treatyline.model.parts import Conflict
from treatyline.pages.address import CORRECTIONS
from treatyline.pages.views import AgreementView, ParticipationView, RelationLine


def agreement_page(view: AgreementView, links: Links) -> Iterator[str]:
    """Everything that is known of an agreement, in the order of our own page."""
    agreement = view.agreement
    yield listed(filter(None, (agreement.kind.label, when(agreement.date), status_words(agreement))))
    yield f"# {plain(agreement.headline)}"
    if agreement.short_title:
        yield plain(agreement.title)
    yield from map(plain, agreement.titles.values())
    yield plain(agreement.summary)
    yield table(_facts(view, links), ("", ""))
    yield from _gaps(view)
    yield "## Parties and signatories"
    yield from _parties(view, links)
    yield from _section("In their words", (_quote(agreement, quote) for quote in agreement.quotes))
    yield from _section("Context", (agreement.context.strip(),) if agreement.context else ())
    yield from _section("Where sources differ", _conflicts(agreement))
    yield from _section("Related agreements", _relations(view, links))
    yield from _section("Sources", _sources(agreement))
    yield from _section("This page", _history(agreement, links))
    yield from _neighbours(view, links)


def _section(title: str, blocks: Iterator[str] | tuple[str, ...]) -> Iterator[str]:
    """Blocks under a heading; nothing at all where there are none."""
    for number, block in enumerate(blocks):
        if number == 0:
            yield f"## {title}"
        yield block


def _facts(view: AgreementView, links: Links) -> Iterator[tuple[str, str]]:
    agreement = view.agreement
    yield agreement.date_of.participle, _signed(view, links)
    for signing in agreement.signings:
        where = ", ".join(filter(None, (signing.step.label, when(signing.date), signing.place)))
        who = ", ".join(links.party(view.party_names[code]) for code in signing.parties)
        yield "Steps", f"{where}{': ' if who else ''}{who}{cite(agreement, signing.source)}"
    yield from _life(agreement)
    yield from _law(agreement)
    if view.founded:
        yield "Founded", ", ".join(links.party(link) for link in view.founded)
    if view.topics:
        yield "Topics", ", ".join(links.to(page, topic.label) for page, topic in view.topics)
    for name, number in agreement.identifiers.items():
        url = SCHEMES[name].url(number) if name in SCHEMES else None
        label = SCHEMES[name].label if name in SCHEMES else name
        yield plain(label), f"[{plain(number)}]({url})" if url else plain(number)


def _signed(view: AgreementView, links: Links) -> str:
    agreement, place = view.agreement, view.agreement.place
    where = [plain(place.name)] if place else []
    if place and place.country and view.party_names[place.country].name != place.name:
        where.append(links.party(view.party_names[place.country]))
    return ", ".join((when(agreement.date), *where))


def _life(agreement: Agreement) -> Iterator[tuple[str, str]]:
    if agreement.provisional_from is not None:
        yield "Applied provisionally", when(agreement.provisional_from)
    if agreement.in_force is not None:
        yield "In effect" if agreement.is_political else "In force", when(agreement.in_force)
    if agreement.ended is not None:
        yield "Ended", when(agreement.ended)
    status = agreement.status
    if status:
        since = f" since {when(status.since)}" if status.since else ""
        as_of = f" as of {when(status.as_of)}" if status.as_of else ""
        remarks = f"{note(status.note)}{note(status.disputed)}"
        yield "Status", f"{status_words(agreement)}{cite(agreement, status.source)}{since}{as_of}{remarks}"


def _law(agreement: Agreement) -> Iterator[tuple[str, str]]:
    binding, term, secret, count = agreement.binding, agreement.term, agreement.secret, agreement.party_count
    if binding:
        yield "Binding in law", f"{binding.is_.label}{cite(agreement, binding.source)}"
    if term:
        words = "; ".join(map(plain, filter(None, (term.duration, term.renewal))))
        yield "Term", f"{words}{cite(agreement, term.source)}"
    if secret:
        disclosed = f", disclosed {when(secret.disclosed)}" if secret.disclosed else ""
        yield "Secret", f"{secret.extent.label}{disclosed}{cite(agreement, secret.source)}"
    if agreement.open_to:
        yield "Open to", plain(agreement.open_to)
    if count:
        as_of = f", as of {when(count.as_of)}" if count.as_of else ""
        yield "Number of parties", f"{count.count}{as_of}{cite(agreement, count.source)}"


def _gaps(view: AgreementView) -> Iterator[str]:
    unsupported = view.gaps.unsupported if any(source.supports for source in view.agreement.sources) else ()
    known = (
        ("Looked for and not found", view.gaps.searched),
        ("Not recorded here", view.gaps.unrecorded),
        ("No source named for", [name.replace("_", " ") for name in unsupported]),
    )
    rows = [(label, ", ".join(names)) for label, names in known if names]
    yield from _section("What is not known", (table(rows, ("", "")),) if rows else ())


def _parties(view: AgreementView, links: Links) -> Iterator[str]:
    agreement = view.agreement
    signed = {signatory.party for signatory in agreement.signatories}
    active = [line for line in view.parties if line.participation.actions or line.link.code in signed]
    passive = [line for line in view.parties if line not in active]
    if active:
        yield "\n".join(row for line in active for row in _active(agreement, line, links))
    if passive:
        if active:
            yield "No step is recorded of"
        yield listed(_party(line, links) for line in passive)
    if agreement.has_unlisted_parties:
        yield f"{'Other parties' if view.parties else 'The parties'} are not listed here."
    codes = {line.link.code for line in view.parties}
    others = [signatory for signatory in agreement.signatories if signatory.party not in codes]
    if others:
        yield "### Signed by"
        yield listed(_for_others(view, signatory, links) for signatory in others)


def _active(agreement: Agreement, line: ParticipationView, links: Links) -> Iterator[str]:
    """A party with a list of what it did below its name."""
    yield f"- {_party(line, links)}"
    for signatory in agreement.signatories:
        if signatory.party == line.link.code:
            yield f"    - signed by {_signatory(agreement, signatory)}"
    for action in line.participation.actions:
        yield f"    - {_action(agreement, action)}"


def _party(line: ParticipationView, links: Links) -> str:
    roles = [role.label for role in line.participation.roles if role is not Role.PARTICIPANT]
    alias = f", as {plain(line.participation.signed_as)}" if line.participation.signed_as else ""
    return f"{' '.join((links.party(line.link), *roles))}{alias}"


def _signatory(agreement: Agreement, signatory: Signatory) -> str:
    names = ", ".join(map(plain, filter(None, (signatory.name, signatory.office))))
    return f"{names}{cite(agreement, signatory.source)}"


def _for_others(view: AgreementView, signatory: Signatory, links: Links) -> str:
    party = links.party(view.party_names[signatory.party]) if signatory.party else "all parties"
    return f"{_signatory(view.agreement, signatory)}, for {party}"


def _action(agreement: Agreement, action: Action) -> str:
    unsaid = "date not found" if action.date is UNKNOWN else "date not recorded"
    day = when(action.date) if action.date not in (None, UNKNOWN) else unsaid
    effective = f", effective {when(action.effective)}" if action.effective else ""
    return f"{day}: {action.type.label}{effective}{cite(agreement, action.source)}{note(action.note)}"


def _quote(agreement: Agreement, quote: Quote) -> str:
    text = f"… {quote.text} …" if quote.excerpt else quote.text
    lines = [f"> {plain(line)}".rstrip() for line in text.split("\n")]
    origin = ", ".join(map(plain, filter(None, (quote.speaker or quote.locator, quote.office))))
    day = f", {when(quote.date)}" if quote.date else ""
    translator = f"translated by {quote.translator}" if quote.translator else "translation"
    translation = [f"{plain(quote.translation)}{note(translator)}", ""] if quote.translation else []
    return "\n".join([*lines, "", *translation, f"{origin}{day}{cite(agreement, quote.source)}"])


def _conflicts(agreement: Agreement) -> Iterator[str]:
    found = sorted(agreement.conflicts, key=_field)
    rows = [
        (field.replace("_", " ").capitalize(), "; ".join(_reading(agreement, conflict) for conflict in conflicts))
        for field, conflicts in groupby(found, key=_field)
    ]
    if rows:
        yield table(rows, ("", ""))


def _field(conflict: Conflict) -> str:
    return conflict.field


def _reading(agreement: Agreement, conflict: Conflict) -> str:
    return f"{plain(conflict.value)}{cite(agreement, conflict.source)}{note(conflict.note)}"


def _relations(view: AgreementView, links: Links) -> Iterator[str]:
    if view.relations:
        yield listed(_relation(line, links) for line in view.relations)


def _relation(line: RelationLine, links: Links) -> str:
    title = links.to(line.page, line.title) if line.page else plain(line.title)
    day = f", {when(line.date)}" if line.date else ""
    return f"{line.label}: {title}{day}{note(line.note)}"


def _sources(agreement: Agreement) -> Iterator[str]:
    yield "\n\n".join("\n\n    ".join(_source(source)) for source in agreement.sources)
    if not any(source.archived_url for source in agreement.sources):
        yield "No archived copy of a source is recorded here."


def _source(source: Source) -> Iterator[str]:
    """A source as an element of a numbered list: one line of facts, then what it proves and what else is said of it."""
    title = plain(source.title or source.publisher)
    language = f"in {Locale('en').languages[source.language.split('-')[0]]}" if source.language else ""
    facts = (
        f"[{title}]({source.url})" if source.url else title,
        plain(source.publisher) if source.title else "",
        when(source.date) if source.date else "",
        source.kind.label,
        language,
        f"read on {when(source.accessed)}" if source.accessed else "",
        f"[archived copy]({source.archived_url})" if source.archived_url else "",
    )
    yield f"1. {', '.join(filter(None, facts))}"
    if source.supports:
        yield f"For {', '.join(source.supports).replace('_', ' ')}"
    if source.note:
        yield plain(source.note)


def _history(agreement: Agreement, links: Links) -> Iterator[str]:
    added = [f"{when(agreement.added)}: added"] if agreement.added else []
    changes = [
        f"{when(change.date)}: {'**correction.** ' if change.correction else ''}{plain(change.note)}"
        for change in agreement.changes
    ]
    if added or changes:
        yield listed([*added, *changes])
    yield f"{links.to(CORRECTIONS, 'Corrections')}: how to report a mistake, and what was mended."


def _neighbours(view: AgreementView, links: Links) -> Iterator[str]:
    for label, card in (("Before", view.previous), ("After", view.next)):
        if card:
            yield f"{label}, {when(card.agreement.date)} {links.to(card.page, card.agreement.headline)}"
