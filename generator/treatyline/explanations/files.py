"""The rules of files: their names, their places, and whether they can be read at all."""

from __future__ import annotations

from treatyline.explanations.base import Example, Explanation, Link
from treatyline.explanations.completion import AROUND, ENTRY, entry, example, files_of, named
from treatyline.problems import Code

_TOO_LONG = "  The Parties shall read their instruments at noon and send each other what they read.\n" * 3_200
_NAME_OF_A_PLACE = "place: {name: Tromsø, country: NOR}"
_IN_UTF8 = f"# saved as UTF-8\n{_NAME_OF_A_PLACE}"
_IN_WINDOWS_1252 = f"# saved as Western European (Windows-1252)\n{_NAME_OF_A_PLACE}"

FILES = (
    Explanation(
        Code.BAD_FILE_NAME,
        means="The name of this file or folder cannot be used. Name an entry after its parties, its subject and its "
        "year, in small letters a to z, digits and single hyphens, with at most 80 characters before the .yml. Other "
        "files and folders need only avoid the few signs and names that some computers refuse.",
        why="An entry's file name is its id and the end of its web address, by which people cite it. Spaces, accents "
        "and capitals are treated differently from one computer to the next, and an address must not depend on that.",
        wrong=named("agreements/Weather_Stations (2001).yml"),
        right=named("agreements/norway-sweden-weather-stations-2001.yml"),
    ),
    Explanation(
        Code.STRAY_FILE,
        means="This file is not where, or not what, it should be. An entry stands in the folder agreements or in a "
        "folder below it, and its name ends in .yml; move anything else out of that folder.",
        why="A file that nobody reads is an agreement that never appears on the site, and no one is told. So whatever "
        "looks out of place is pointed out, even where one letter of the ending is all that is wrong.",
        wrong=named("agreements/weather-stations-2001.yaml"),
        right=named("agreements/weather-stations-2001.yml"),
    ),
    Explanation(
        Code.SYMBOLIC_LINK,
        means="This is a symbolic link: a pointer to a file elsewhere. Put the file itself in its place.",
        why="A pointer can lead out of the collection, and the site would then publish a private file of which a "
        "reviewer saw the name alone. It also breaks on computers that have no such thing.",
        wrong=Example(f"{ENTRY} -> lighthouse-1991.yml", {**AROUND, ENTRY: Link("lighthouse-1991.yml")}),
        right=named(ENTRY),
    ),
    Explanation(
        Code.UNREADABLE,
        means="What stands here cannot be read. If a folder has taken the name of a file, rename it and put a text "
        "file there; if the system refuses to open a file or a folder, change its permissions.",
        why="What cannot be read cannot be checked. A site that left it out in silence would look complete without "
        "being so.",
        wrong=named("parties.yml/norway.yml", "name: Norway\n"),
        right=named("parties.yml", "NOR:\n  aliases: [Norge]\n"),
    ),
    Explanation(
        Code.TOO_LARGE,
        means="The file is larger than it ever needs to be. Keep an entry below 256 kilobytes and a page below one "
        "megabyte, and link to a long text instead of copying it in.",
        why="An entry describes an agreement and does not reprint it; the longest that we have seen has a twentieth "
        "of that size. The limit also keeps a file that was made to choke a computer from doing so.",
        wrong=Example(
            "context: |\n  The Parties shall read their instruments at noon\n  … and so on for 260 kilobytes",
            {**AROUND, ENTRY: f"{entry()}context: |\n{_TOO_LONG}"},
        ),
        right=example("context: The Gazette has [the whole text](https://example.org/text)."),
    ),
    Explanation(
        Code.NOT_UTF8,
        means="The characters of this file are not stored as UTF-8. Open it in your editor, choose to save it with "
        "another encoding, and pick UTF-8.",
        why="UTF-8 is the one way to store text that has room for every script, Kazakh beside Norwegian. In older ways "
        "one and the same byte is another letter in each country, and names come out garbled.",
        wrong=Example(_IN_WINDOWS_1252, {**AROUND, ENTRY: entry(_IN_WINDOWS_1252).encode("cp1252")}),
        right=Example(_IN_UTF8, files_of(_IN_UTF8)),
    ),
)
"""One explanation for each rule of files."""
