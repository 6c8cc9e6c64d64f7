"""The fields of one generated entry, in the order in which a file has them; most of them by chance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeAlias

from bench import vocabulary as words
from bench.draw import Draw
from bench.entry_yaml import Data
from bench.sketch import Sketch
from treatyline.model import FIELDS

LAST_ACT = date(2025, 6, 30)
"""Nothing but the day of the entry itself is later, so that no clock finds a day that has not come."""

Fields: TypeAlias = dict[str, Data]


def fields_of(draw: Draw, sketch: Sketch, earlier: Sequence[Sketch]) -> Fields:
    """An entry that may name earlier ones; fields of which it says nothing are left out."""
    author = _Author(draw, sketch)
    fields = author.identity() | author.life() | author.people() | author.text() | author.witnesses(earlier)
    return {name: fields[name] for name in FIELDS if fields.get(name)}


class _Author:
    """Writes one entry; its sources and its dates are settled first, since the rest refers to them."""

    def __init__(self, draw: Draw, sketch: Sketch) -> None:
        self.draw = draw
        self.sketch = sketch
        count = draw.weighted(range(2, 9), (1, 2, 4, 5, 5, 3, 2))
        self.sources = [f"source-{number}" for number in range(1, count + 1)]
        self.force = self._later(20, 900) if draw.chance(0.65) else None
        self.end = self._later(1000, 9000) if self.force and draw.chance(0.2) else None
        self.person = f"{draw.one(words.FIRST_NAMES)} {draw.one(words.FAMILY_NAMES)}"

    def identity(self) -> Fields:
        """What it is, and under which subjects it is found."""
        draw, sketch = self.draw, self.sketch
        others = [topic for topic in draw.several(tuple(words.TOPICS), 2) if topic != sketch.topic]
        number = draw.number(2, 999)
        return {
            "title": sketch.title,
            "short_title": f"{sketch.subject} of {sketch.place} ({sketch.day.year})" if draw.chance(0.8) else "",
            "titles": {"fr": f"Accord imaginaire n° {number}, signé à {sketch.place}"} if draw.chance(0.25) else {},
            "kind": sketch.kind,
            "topics": [sketch.topic, *(others[:1] if draw.chance(0.35) else [])],
            "place": {"name": sketch.place, "country": sketch.codes[0]} if draw.chance(0.9) else {},
        }

    def life(self) -> Fields:
        """From when to when it held."""
        draw, unknown = self.draw, "unknown" if self.draw.chance(0.4) else ""
        term = {"duration": f"{draw.number(2, 20)} years", "renewal": "by itself, for a year", "source": self._cited()}
        return {
            "date": str(self.sketch.day),
            "date_of": "signature" if draw.chance(0.5) else "",
            "in_force": str(self.force) if self.force else unknown,
            "ended": str(self.end) if self.end else "",
            "term": term if draw.chance(0.2) else {},
            "status": self._status() if draw.chance(0.5) else {},
        }

    def people(self) -> Fields:
        """Who took part, and who signed."""
        codes, draw = self.sketch.codes, self.draw
        acting = draw.chance(0.65)
        parties: list[Data] = [self._party(code) if acting and draw.chance(0.8) else code for code in codes]
        if len(codes) > 2 and draw.chance(0.3):
            parties.append({"party": draw.one(tuple(words.ORGANISATIONS)), "roles": ["depositary"]})
        signing = codes[:12] if draw.chance(0.6) else ()
        return {"parties": parties, "signatories": [self._signatory(code) for code in signing]}

    def text(self) -> Fields:
        """What was said of it."""
        draw = self.draw
        return {
            "quotes": [self._quote() for _ in range(draw.weighted((0, 1, 2, 3), (3, 4, 3, 2)))],
            "summary": self._filled(draw.one(words.SUMMARIES)),
            "context": self._context(),
        }

    def witnesses(self, earlier: Sequence[Sketch]) -> Fields:
        """Who says so, who says otherwise, and what stands beside it."""
        draw = self.draw
        conflict = {"field": "date", "value": str(self._later(1, 9)), "source": self._cited(), "note": self._note()}
        return {
            "conflicts": [conflict] if draw.chance(0.4) else [],
            "relations": self._relations(earlier),
            "sources": [self._source(name) for name in self.sources],
            "added": f"2025-07-{draw.number(10, 31)}",
        }

    def _status(self) -> Fields:
        state = "terminated" if self.end else "in-force" if self.force else "not-in-force"
        note = self._note() if self.draw.chance(0.6) else ""
        fields: Fields = {"is": state, "as_of": str(LAST_ACT.year - 1), "note": note, "source": self._cited()}
        return {name: value for name, value in fields.items() if value}

    def _party(self, code: str) -> Fields:
        signed: Fields = {"type": "signature", "date": str(self.sketch.day), "source": self._cited()}
        way = self.draw.one(("ratification", "domestic-approval", "approval", "notification-of-completion"))
        day = str(self._later(5, 400))
        approved: Fields = {"type": way, "date": day, "note": self._note(), "source": self._cited()}
        return {"party": code, "actions": [signed, approved] if self.draw.chance(0.7) else [approved]}

    def _signatory(self, code: str) -> Fields:
        name = f"{self.draw.one(words.FIRST_NAMES)} {self.draw.one(words.FAMILY_NAMES)}"
        return {"name": name, "party": code, "office": self.draw.one(words.OFFICES), "source": self._cited()}

    def _quote(self) -> Fields:
        draw = self.draw
        text: Fields = {"text": self._filled(draw.one(words.QUOTES))}
        spoken: Fields = {"speaker": self.person, "office": draw.one(words.OFFICES), "date": str(self._later(0, 90))}
        written: Fields = {"locator": draw.one(words.LOCATORS)}
        return text | (spoken if draw.chance(0.5) else written) | {"language": "en", "source": self._cited()}

    def _context(self) -> str:
        """One to three paragraphs; in one of four texts a list ends the last."""
        draw = self.draw
        sentences = iter(draw.several(words.CONTEXT, len(words.CONTEXT)))
        sizes = [draw.number(2, 3) for _ in range(draw.number(1, 3))]
        paragraphs = [[self._filled(next(sentences)) for _ in range(size)] for size in sizes]
        if draw.chance(0.25):
            duties = draw.several(words.DUTIES, 3)
            paragraphs += [["It was agreed that"], [f"- {self._filled(duty)};" for duty in duties]]
        return "\n\n".join("\n".join(lines) for lines in paragraphs) + "\n"

    def _relations(self, earlier: Sequence[Sketch]) -> list[Data]:
        draw = self.draw
        targets = draw.several(earlier[-200:], draw.weighted((0, 1, 2, 3), (3, 5, 3, 1)))
        relations: list[Data] = [self._relation(target) for target in targets]
        if draw.chance(0.4):
            relations.append({"type": "related", "title": self._filled(draw.one(words.EARLIER_TITLES))})
        return relations

    def _relation(self, target: Sketch) -> Fields:
        relation: Fields = {"type": self.draw.one(words.RELATIONS), "target": target.id}
        return relation | ({"note": self.draw.one(words.RELATION_NOTES)} if self.draw.chance(0.4) else {})

    def _source(self, name: str) -> Fields:
        draw = self.draw
        supports = draw.several(words.SUPPORTED, draw.number(2, 5))
        fields: Fields = {
            "id": name,
            "title": self._filled(draw.one(words.SOURCE_TITLES)),
            "publisher": draw.one(words.PUBLISHERS),
            "date": str(self._later(0, 700)) if draw.chance(0.7) else "",
            "url": self._url(name),
            "language": "en" if draw.chance(0.5) else "",
            "kind": draw.one(words.SOURCE_KINDS),
            "supports": [field for field in words.SUPPORTED if field in supports],
            "note": self._filled(draw.one(words.SOURCE_NOTES)) if draw.chance(0.45) else "",
        }
        return {name: value for name, value in fields.items() if value}

    def _url(self, name: str) -> str:
        host, number = self.draw.one(words.HOSTS), self.draw.number(10000, 99999)
        return f"https://{host}.example.org/{self.sketch.day.year}/reports-and-texts/{self.sketch.id}/{number}/{name}"

    def _note(self) -> str:
        return self._filled(self.draw.one(words.NOTES))

    def _cited(self) -> str:
        return self.draw.one(self.sources)

    def _later(self, least: int, most: int) -> date:
        """A day so many days after the agreement's own."""
        return min(LAST_ACT, self.sketch.day + timedelta(days=self.draw.number(least, most)))

    def _filled(self, sentence: str) -> str:
        sketch = self.sketch
        return sentence.format(
            first=sketch.names[0],
            second=sketch.names[1],
            subject=sketch.subject.lower(),
            Subject=sketch.subject.capitalize(),
            slug=sketch.topic,
            kind=sketch.kind.replace("-", " ").capitalize(),
            place=sketch.place,
            person=self.person,
            number=self.draw.number(2, 40),
            year=sketch.day.year - 3,
        )
