"""Made-up news: a stream of reports of happenings that never were, with copies, edits and other wordings.

Records are made without the coder, which would take hours for a hundred thousand texts. Words are drawn from those that
real texts use, by how often they do; names are made of syllables. Whoever makes the same stream gets the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from dragoman.records import CoderCard, Document, Entity, Event, Place, Record, Span, When
from dragoman.relate.rarity import load_rarity

FIRST_DAY = date(2024, 1, 1)
DAYS = 30
CARD = CoderCard("made up", None, "PLOVER", "none")
SIDES = (
    "AGO ARG ARM BEN BOL BRA CHL CIV CMR COL ECU EGY ETH FJI GEO GHA IDN KAZ KEN LAO MAR MEX MNG NPL PER PHL".split()
)
VERBS = {
    "CONSULT": ("met", "held talks with", "received", "sat down with"),
    "ASSAULT": ("attacked", "shelled", "raided", "opened fire on"),
    "ACCUSE": ("accused", "blamed", "denounced", "condemned"),
    "AGREE": ("signed a deal with", "reached an agreement with", "concluded a pact with", "settled with"),
    "THREATEN": ("threatened", "warned", "issued an ultimatum to", "menaced"),
}
# Of the reports after the first: copies, copies with small edits, and the rest in other words.
COPIED, EDITED = 0.3, 0.2
PUBLISHERS = 60
_SYLLABLES = "ba be bo da do du ka ki ko la li lo ma mi mo na ni no ra ri ro sa si so ta ti to va vi vo za zo".split()


@dataclass
class Happening:
    """What one story is about, and the words that only its reports share."""

    name: str
    type: str
    actor: str
    recipient: str
    person: str
    town: str
    day: int
    toll: int
    topic: list[str]


class Newsroom:
    """Writes the stream."""

    def __init__(self, seed: int = 1) -> None:
        self._random = Random(seed)
        counts = load_rarity().to_dict()["counts"]
        self._common = [word for word in sorted(counts) if word.isalpha()]
        self._often = [counts[word] for word in self._common]
        self._rare = [word for word in self._common if counts[word] < 20]

    def write(self, items: int) -> Iterator[tuple[Record, str]]:
        """Records in the order of their days, each with the name of its happening."""
        a_day = -(-items // DAYS)
        coming: list[list[tuple[Happening, int]]] = [[] for _ in range(DAYS + 4)]
        written = 0
        for day in range(DAYS):
            while len(coming[day]) < a_day:
                happening = self._happen(day, f"h{written + len(coming[day])}")
                for number in range(self._draw_size()):
                    later = 0 if number == 0 else min(int(self._random.expovariate(1.2)), 3)
                    coming[day + later].append((happening, number))
            told: dict[str, str] = {}
            for happening, number in coming[day][: items - written]:
                yield self._report(happening, number, day, written, told), happening.name
                written += 1

    def _draw_size(self) -> int:
        """Most happenings are told once or twice, a few by dozens."""
        return min(int(self._random.paretovariate(1.1)), 80)

    def _happen(self, day: int, name: str) -> Happening:
        actor, recipient = self._random.sample(SIDES, 2)
        kind = self._random.choice(sorted(VERBS))
        toll = self._random.randint(2, 60) if kind == "ASSAULT" else 0
        topic = self._random.sample(self._rare, 12)
        return Happening(name, kind, actor, recipient, self._name(), self._name(), day, toll, topic)

    def _name(self) -> str:
        return "".join(self._random.choices(_SYLLABLES, k=3)).capitalize()

    def _report(self, one: Happening, number: int, day: int, item: int, told: dict[str, str]) -> Record:
        """The next report: a copy or an edit of an earlier one of the day, or new words."""
        chance = self._random.random()
        earlier = told.get(one.name)
        if earlier and chance < COPIED:
            text = earlier
        elif earlier and chance < COPIED + EDITED:
            sentences = earlier.split(". ")
            text = ". ".join([*sentences[:-1], f"{self._fill(4).capitalize()}."])
        else:
            text = told[one.name] = self._word(one)
        published = (FIRST_DAY + timedelta(day)).isoformat()
        publisher = f"Paper {self._random.randrange(PUBLISHERS)}"
        document = Document(f"d{item:07}", text, publisher=publisher, published=published)
        return _code(one, document)

    def _word(self, one: Happening) -> str:
        """New words for a happening: its own are among them, most are anybody's."""
        verb = self._random.choice(VERBS[one.type])
        topic = self._random.sample(one.topic, 7)
        lead = f"{one.actor} {verb} {one.recipient} in {one.town} over the {topic[0]} {topic[1]}."
        toll = f" The attack killed {one.toll} people." if one.toll else ""
        said = f" Envoy {one.person} said the {topic[2]} {topic[3]} would {self._fill(6)}."
        more = f" The {topic[4]} of {topic[5]} and {topic[6]} {self._fill(9)}. {self._fill(10).capitalize()}."
        return lead + toll + said + more

    def _fill(self, count: int) -> str:
        return " ".join(self._random.choices(self._common, self._often, k=count))


def _code(one: Happening, document: Document) -> Record:
    """The record that a coder would make of a report's first sentence."""
    sentence = Span(0, document.text.index(".") + 1)
    happened = (FIRST_DAY + timedelta(one.day)).isoformat()
    event = Event(
        id="v1",
        type=one.type,
        sentence=sentence,
        trigger=Span(4, 8),
        actors=("e1",),
        recipients=("e2",),
        date=When(happened, happened),
        place=Place(one.town, one.actor, granularity="city"),
    )
    sides = [
        Entity(id, code, "country", represents=code, country=code, mentions=(Span(at, at + 3),))
        for id, code in (("e1", one.actor), ("e2", one.recipient))
        for at in [document.text.index(code)]
    ]
    return Record(document, CARD, relevant=True, entities=tuple(sides), events=(event,))
