"""Records of made-up reports for these tests: a text, a day, and the events somebody found in it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.records import CoderCard, Document, Entity, Event, Place, Record, Span, When

CARD = CoderCard("test", None, "PLOVER", "test")
KIDNAPPING = (
    "Gunmen abducted eleven pupils from a boarding school near Kafanbo in northern Benin before dawn, the governor "
    "said. The attackers came on motorcycles and drove the children towards the Pendjari forest. Soldiers follow their "
    "trail. Parents gathered at the gates of the school and asked the army to bring the pupils home."
)
OTHER_WORDS = (
    "Eleven children were seized from a school in Kafanbo, Benin, by men on motorcycles who fled into the Pendjari "
    "forest, according to residents. The governor has sent soldiers after the abductors of the pupils."
)
QUAKE = (
    "A quake of magnitude 5.1 struck off the coast of Tonga at a depth of 10 kilometres on 4 January, the survey said. "
    "There was no report of damage and no warning of a tsunami was issued for the islands after the quake was felt."
)
OTHER_QUAKE = QUAKE.replace("Tonga", "Fiji").replace("4 January", "6 January").replace("5.1", "4.8")


def tell(id: str, text: str, published: str | None = "2024-03-05", *events: Event, **document: Any) -> Record:
    """The record of one report; `document` are more fields of the document."""
    found = Document(id, text, published=published, **document)
    sides = dict.fromkeys(code for event in events for code in (*event.actors, *event.recipients))
    entities = tuple(Entity(code, code, "country", represents=code, mentions=(Span(0, 3),)) for code in sides)
    return Record(found, CARD, relevant=bool(events), entities=entities, events=events)


def event(type: str = "ASSAULT", **given: Any) -> Event:
    """An event in the first sentence of a report; entity ids are the codes of the sides."""
    values: dict[str, Any] = {"id": "v1", "sentence": Span(0, 110), "trigger": Span(7, 15)}
    return Event(type=type, **(values | given))


def on(day: str) -> When:
    """One day."""
    return When(day, day)


def at(name: str, country: str = "BEN", granularity: Any = "city") -> Place:
    """A place by name."""
    return Place(name, country, granularity=granularity)


def again(record: Record, id: str, **document: Any) -> Record:
    """The same report under another id."""
    return replace(record, document=replace(record.document, id=id, **document))
