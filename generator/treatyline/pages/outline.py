"""Where a site's pages will stand, told without making them: what a check needs to know of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from treatyline.collection import Collection
from treatyline.pages import address
from treatyline.pages.base import ALL_WANTED, Wanted
from treatyline.pages.decades import decade_of
from treatyline.pages.parts import party_page
from treatyline.problems import Code


@dataclass(frozen=True, slots=True)
class Planned:
    """What a page of `plan` has in common with the `Page` that will be made of it."""

    path: str
    title: str
    is_listing: bool = False


MANUAL = (
    Planned(address.FIELDS, "The fields of an entry", is_listing=True),
    Planned(address.PROBLEMS, "Errors and warnings", is_listing=True),
    *(Planned(address.problem_page(code), code.value) for code in Code),
    Planned(address.WORK, "Work to do", is_listing=True),
)
LISTINGS = (
    Planned(address.HOME, "Timeline", is_listing=True),
    Planned(address.COUNTRIES, "Countries", is_listing=True),
    Planned(address.ORGANISATIONS, "Organisations and other parties", is_listing=True),
    Planned(address.PENDING, "Signed, not in force", is_listing=True),
    Planned(address.AGREEMENTS_INDEX, "Agreements by title", is_listing=True),
    Planned(address.CORRECTIONS, "Corrections", is_listing=True),
)


def outline(collection: Collection, wanted: Wanted = ALL_WANTED) -> Iterator[Planned]:
    """Every page of the site, in the order of `plan`; a test holds the two together."""
    yield from LISTINGS
    for entry in collection.entries:
        yield Planned(address.agreement_page(entry.id), entry.agreement.headline)
    for entry in collection.entries:
        for former in entry.agreement.formerly:
            yield Planned(address.agreement_page(former), entry.agreement.headline)
    for code in collection.shown_parties:
        party = collection.registry[code]
        yield Planned(party_page(party), party.name)
    for slug, topic in collection.topics.items():
        yield Planned(address.topic_page(slug), topic.label)
    if wanted.splits(len(collection.entries)):
        for decade in dict.fromkeys(decade_of(entry.agreement.date) for entry in collection.entries):
            yield Planned(decade.page, decade.title)
    if wanted.manual:
        yield from MANUAL
