"""The rules across entries: what two files must not both say, and what must exist if one says it."""

from __future__ import annotations

from treatyline.explanations.base import Explanation
from treatyline.explanations.completion import example, named
from treatyline.problems import Code

ACROSS = (
    Explanation(
        Code.SAME_ID,
        means="Two agreements have the same id. Rename one of the files, or merge the two if they describe one "
        "agreement. If it stands under formerly, delete it there: another entry has that id, or had it before.",
        why="An id is the end of a page's address, and one address leads to one page. Folders and capitals make no "
        "difference to it: files are moved between folders, and some computers take capitals for small letters.",
        wrong=example("""
            # agreements/1990s/station.yml
            title: Agreement on a Station of the Railway
            date: 1994-03-04
            # agreements/2000s/station.yml
            title: Agreement on a Weather Station
            date: 2001-05-17
        """),
        right=example("""
            # agreements/1990s/railway-station-1994.yml
            title: Agreement on a Station of the Railway
            date: 1994-03-04
            # agreements/2000s/weather-station-2001.yml
            title: Agreement on a Weather Station
            date: 2001-05-17
        """),
    ),
    Explanation(
        Code.UNKNOWN_AGREEMENT,
        means="No entry has this id. The id of an entry is the name of its file without .yml; if the other agreement "
        "has no entry yet, write its title in the field title in place of target.",
        why="The relation becomes a link on the pages of both agreements. A link to a page that does not exist helps "
        "nobody.",
        wrong=example("relations:\n  - {type: based-on, target: lighthouse-1992}"),
        right=example("relations:\n  - {type: based-on, target: lighthouse-1991}"),
    ),
    Explanation(
        Code.RELATION_CYCLE,
        means="These relations lead round in a circle. No agreement refers to itself, or supersedes one that "
        "supersedes it: delete the relation that is wrong, usually that of the earlier agreement.",
        why="A reader who follows what supersedes what should arrive at the agreement that holds today. In a circle "
        "nobody arrives.",
        wrong=example("""
            # agreements/lighthouse-1991.yml
            date: 1991-03-04
            relations: [{type: supersedes, target: stations-2001}]
            # agreements/stations-2001.yml
            date: 2001-05-17
            relations: [{type: supersedes, target: lighthouse-1991}]
        """),
        right=example("""
            # agreements/lighthouse-1991.yml
            date: 1991-03-04
            # agreements/stations-2001.yml
            date: 2001-05-17
            relations: [{type: supersedes, target: lighthouse-1991}]
        """),
    ),
    Explanation(
        Code.PROBABLE_DUPLICATE,
        means="This may be an agreement that is here already. Another entry has the same parties, a similar title and "
        "a date less than about a month away: merge the two, or, if they are two agreements, accept the warning and "
        "say how they differ.",
        why="Two people who read different newspapers easily add one agreement twice, under two titles. But states do "
        "sign several agreements at one meeting, so a person has to decide.",
        wrong=example("""
            # agreements/stations-2001.yml
            title: Agreement on Two Weather Stations
            # agreements/weather-stations-2001.yml
            title: Agreement on the Two Weather Stations
        """),
        right=example("""
            # agreements/stations-2001.yml
            title: Agreement on Two Weather Stations
            # agreements/weather-stations-2001.yml
            title: Agreement on the Two Weather Stations
            accepts:
              - code: probable-duplicate
                why: The one is on building the stations, the other on their staff.
        """),
    ),
    Explanation(
        Code.SAME_NAME,
        means="Two parties have the same name or alias. Choose another one for yours in parties.yml.",
        why="Whoever looks for a name should find the one party that is meant. If two of them shared it, that would "
        "be a guess.",
        wrong=example("""
            # parties.yml
            NORD:
              kind: organisation
              name: Norway
              slug: friends-of-norway
        """),
        right=example("""
            # parties.yml
            NORD:
              kind: organisation
              name: Friends of Norway
              slug: friends-of-norway
        """),
    ),
    Explanation(
        Code.SAME_SLUG,
        means="Two parties have the same slug. A slug is the end of the address of a party's page: choose another one "
        "for yours in parties.yml.",
        why="Only one page can stand at an address. The other party would have none, and nobody would be told.",
        wrong=example("""
            # parties.yml
            NORD:
              kind: organisation
              name: Friends of Norway
              slug: norway
        """),
        right=example("""
            # parties.yml
            NORD:
              kind: organisation
              name: Friends of Norway
              slug: friends-of-norway
        """),
    ),
    Explanation(
        Code.PAGE_COLLISION,
        means="Two pages would have the same address. If one of them is yours, give it another name; if the site "
        "makes both, give one of the two another id or slug. To put a text of your own above a list that the site "
        "makes, take the file name that the message gives.",
        why="The site itself makes the pages of countries, topics and agreements. A page of yours at the address of "
        "one of them would take its place, and nobody would notice.",
        wrong=named("countries/norway.md", "# Norway and its neighbours\n"),
        right=named("norway-and-its-neighbours.md", "# Norway and its neighbours\n"),
    ),
)
"""One explanation for each rule across entries."""
