"""The words of generated agreements. Nobody keeps weather kites by treaty: none of it can be taken for a fact."""

from __future__ import annotations

STATES = {
    10: ("FRA", "GBR", "USA", "ITA", "NOR", "SWE", "BEL", "NLD"),
    5: ("CAN", "ESP", "DNK", "POL", "FIN", "BRA", "ARG", "TUR", "CHE", "PRT", "GRC", "MEX"),
    2: ("IND", "JPN", "EGY", "AUS", "CHL", "IRL", "AUT", "HUN", "ROU", "BGR", "COL", "PER", "URY", "KAZ", "CZE"),
    1: ("VEN", "ECU", "NZL", "ISL", "LUX", "PAK", "IDN", "THA", "PHL", "IRN", "ETH", "SVK", "GEO", "ARM", "SVN"),
    0.5: ("HRV", "MDA", "CUB", "PAN", "CRI", "BOL", "PRY", "GTM", "NPL", "LBR", "ZAF", "ALB"),
}
"""States without doubt, under how often they agree by comparison."""

SINCE = {
    **dict.fromkeys(("IND", "PAK"), 1948),
    **dict.fromkeys(("IDN", "PHL"), 1950),
    "AUT": 1955,
    **dict.fromkeys(("KAZ", "GEO", "ARM", "SVN", "HRV", "MDA"), 1993),
    **dict.fromkeys(("CZE", "SVK"), 1994),
}
"""The first year in which a state is drawn, where it is not the first year of all; later than its own beginning."""

ORGANISATIONS = {
    "LHTC": "Council of Lamp Keepers",
    "WKYU": "Weather Kite Union",
    "NFRY": "Night Ferry League",
}
"""Parties of the collection's own, by their code."""

KINDS = {
    "agreement": 40,
    "treaty": 14,
    "protocol": 10,
    "convention": 8,
    "memorandum": 8,
    "exchange-of-notes": 7,
    "declaration": 5,
    "arrangement": 5,
    "amendment": 3,
}
"""Kinds of instruments and how often each is drawn."""

TOPICS = {
    "weather-kites": ("Weather Kites", "Agreements on flying kites to tell the weather of the day after."),
    "lantern-buoys": ("Lantern Buoys", "Agreements on buoys that carry a lantern, and on who lights it."),
    "pigeon-posts": ("Pigeon Posts", "Agreements on the lofts, the rings and the passage of carrier pigeons."),
    "tide-clocks": ("Tide Clocks", "Agreements on clocks that follow the tide, and on winding them together."),
    "fog-bells": ("Fog Bells", "Agreements on bells that are rung in fog, by whom and how often."),
    "ice-bridges": ("Ice Bridges", "Agreements on crossing frozen straits, and on the day on which it ends."),
    "cloud-atlases": ("Cloud Atlases", "Agreements on drawing, naming and lending the clouds of two skies."),
    "night-ferries": ("Night Ferries", "Agreements on ferries that leave after dusk and arrive before dawn."),
    "seed-libraries": ("Seed Libraries", "Agreements on lending seeds, and on what is given back after a harvest."),
    "signal-fires": ("Signal Fires", "Agreements on fires that are lit on mountains to greet a neighbour."),
    "paper-balloons": ("Paper Balloons", "Agreements on balloons of paper that cross a border with the wind."),
    "bee-roads": ("Bee Roads", "Agreements on strips of meadow along which bees go from one state to another."),
}
"""Subjects by their slug: as titles name them, and what belongs under each."""

DEEDS = (
    "the Joint Keeping of",
    "the Exchange of Keepers of",
    "the Common Repair of",
    "the Mutual Protection of",
    "the Painting and Numbering of",
    "the Free Passage of",
    "the Lending and Return of",
    "the Counting by Night of",
    "the Creation of a United Register of",
    "the Training of Apprentices for",
    "the Gradual Replacement of",
    "the Peaceful Use of",
)
"""What a title says is done about its subject."""

AREAS = (
    "in the Straits of Umbrel",
    "along the Seven Quiet Shores",
    "on the Plateau of Great Tamberline",
    "in the Airspace over the Marrow Hills",
    "between the Two Lakes of Osk",
    "and on the Settlement of Questions Connected with Them",
    "and the Establishment of a Mixed Commission for That Purpose",
    "",
    "",
)
"""How a title goes on."""

PLACES = (
    "Port Umbrel",
    "Nether Tamberline",
    "Osk-on-the-Marsh",
    "Castle Wendlewick",
    "Saint Brindle",
    "Upper Quillhaven",
    "Lake Farthingmere",
    "New Mossgate",
    "Halfway Lantern",
    "Old Teapot Harbour",
)

FIRST_NAMES = ("Oswin", "Ilka", "Tarvo", "Merrin", "Quilla", "Elowen", "Fenno", "Ysolda", "Pellam", "Nerys", "Sanna")
FAMILY_NAMES = (
    "Brandywisp",
    "Candlewright",
    "Fogelsang",
    "Hobblethwaite",
    "Marrowby",
    "Osk-Tamber",
    "Quillfeather",
    "Snowbottle",
    "Tallowmere",
    "Thistledew",
    "Winterpocket",
)

OFFICES = (
    "Minister of Fogs and Lanterns",
    "Envoy for Kites and Balloons",
    "Keeper of the Great Tide Clock",
    "Secretary of State for Meadows",
    "President of the Council of Bells",
    "Plenipotentiary for Night Crossings",
)

PUBLISHERS = (
    "The Umbrel Gazette",
    "Ministry of Fogs and Lanterns",
    "Lantern and Tide Weekly",
    "Institute for Imaginary Treaties",
    "The Tamberline Courier",
    "Archive of Unlikely Instruments",
    "Quillhaven Evening Post",
    "Society of Bell Ringers",
)

SOURCE_TITLES = (
    "{kind} on {subject}: the text as it was read out at {place}",
    "{Subject}: {first} and {second} come to terms after a long night at {place}",
    "What {first} promised about {subject}, and what it cost",
    "Collected instruments on {subject}, volume {number}, with a map of {place}",
    "Notes from {place}: how the talks on {subject} ended",
    "A short guide to {subject} and to those who keep them",
)

SOURCE_NOTES = (
    "Derived from the notes of a bell ringer",
    "The map is missing from this copy",
    "Compare the printed volume, page {number}",
    "Cites the Quillhaven Evening Post",
)

SUMMARIES = (
    "{first} and {second} agree to look after {subject} together, to share what it costs, and to tell each other each "
    "spring how many are left.",
    "The parties undertake to open {subject} to each other's apprentices and to meet at {place} every {number} years.",
    "{first}, {second} and those who join them place {subject} under one register; the keepers stay under their own "
    "law, and no state gains land by it.",
    "{first} lends {second} a part of its {subject}. What is lost is replaced, and what is found is shared.",
)

CONTEXT = (
    "Talks had begun at {place} some {number} years earlier, and were broken off twice over the colour of the flags.",
    "{person} led the delegation of {first}; that of {second} changed its head {number} times.",
    "The first draft spoke of {subject} alone. The clause on costs was added on the last evening.",
    "According to the [minutes of the talks](https://example.org/minutes/{slug}/{number}), nobody had counted "
    "{subject} before.",
    "A count of the following spring found {number} of them in good order, and *a few more* under snow.",
    "The parliament of {second} approved the text by {number} votes to six, after a debate of two days.",
    "Keepers on both sides went on working by the old rules until the [mixed commission]"
    "(https://example.org/commission/{slug}) had met.",
    "{first} proposed a larger register; {second} held that the smaller one would do, and so it was written.",
    "The commission met {number} times at {place}. Its reports were printed, bound in blue, and read by few.",
    "In the years that followed, {subject} became a matter of habit more than of law.",
    "A dispute over repairs was settled by an exchange of letters, in which each side thanked the other at length.",
    "{person} later called it the only agreement in whose preamble the weather is mentioned.",
    "Whether the annex was ever in use is not known; the copies at {place} are blank from page {number} on.",
    "Both governments published the text within a month. The versions differ in a comma, which **changes nothing**.",
)
"""Sentences of the context; some hold a link, as contributors write them."""

DUTIES = (
    "each party paints its own half in spring",
    "the register is kept at {place}",
    "keepers greet each other before they report",
    "no more than {number} are moved in one night",
    "losses are told within a week",
)
"""What a list in the context holds."""

QUOTES = (
    "The Parties shall keep {subject} in good order and shall inform each other of any change without delay.",
    "Nothing in this instrument shall affect the rights of those who rang, lit or flew before it.",
    "Each Party shall bear its own costs, save those of paint, which shall be shared in equal parts.",
    "We came for {subject}, we stayed for the soup, and we leave with a text that both of us can read aloud.",
    "This has been prepared for about {number} years, and I am glad that it was not {number} years more.",
    "Whoever finds one adrift shall return it by the next tide, and shall be thanked.",
    "The Parties, mindful of the long nights in which {subject} have been of use to either of them, and resolved that "
    "no keeper shall lose wages by what is agreed at {place}, shall meet there every {number} years.",
    "If one of the Parties should lose more than {number} of them in one winter, the other shall lend as many as it "
    "can spare, and shall not ask for their return before the thaw.",
)

LOCATORS = ("Preamble", "Article 1", "Article 2", "Article 4, paragraph 2", "Article 9", "Annex, section 3")

NOTES = (
    "Decree No. {number} on {subject}",
    "By {number} votes to six",
    "The instrument was handed over at {place}",
    "With a declaration on paint",
    "The notes at {place} give no other day",
    "As the Quillhaven Evening Post reports it, on page {number}",
)
"""Remarks on an act, a state of things or another reading."""

RELATION_NOTES = ("Cited in the preamble", "Signed by the same delegations", "Its annex is taken over unchanged")

EARLIER_TITLES = (
    "Exchange of letters on {subject} ({year})",
    "Rules of the mixed commission of {place} ({year})",
    "Provisional understanding on {subject} in winter ({year})",
)
"""Titles of related agreements that have no entry."""

RELATIONS = ("related", "based-on", "implements", "extends", "protocol-to", "amends", "supersedes")
"""How an agreement stands to an earlier one."""

HOSTS = ("archive", "gazette", "ministry", "news", "library")
SOURCE_KINDS = ("official", "treaty-text", "press", "reference", "press")
SUPPORTED = ("title", "date", "place", "in_force", "parties", "actions", "signatories", "quotes", "summary", "context")
"""What a source can be said to prove."""
