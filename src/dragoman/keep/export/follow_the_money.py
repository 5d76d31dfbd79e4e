"""Entities and events in the FollowTheMoney model, one JSON object a line, as Aleph and its kin read them.

An entity with a Wikidata id goes by it, a state by its code, so that documents meet in them; anybody else has an id of
one document, for two people of one name are not one person. Their statements are merged by whoever reads the lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dragoman.keep.export.ids import make_event_key, make_key
from dragoman.keep.export.options import Options
from dragoman.keep.export.sides import Cast, is_wanted, read_day
from dragoman.knowledge.exchange import load_exchange
from dragoman.records import Entity, Event, Record

# Places, agreements and occasions are nobody who could be involved in an event.
SCHEMATA = {
    "person": "Person",
    "office": "LegalEntity",
    "organization": "Organization",
    "government": "PublicBody",
    "country": "PublicBody",
    "group": "LegalEntity",
}
Properties = dict[str, Iterable[str | None]]


def make_entities(record: Record, options: Options) -> Iterator[dict[str, Any]]:
    """The entities of a record that some event names, then its events."""
    cast = Cast(record)
    events = [event for event in record.events if is_wanted(event, options.auxiliaries)]
    involved = {id for event in events for id in (*event.actors, *event.recipients)}
    for entity in record.entities:
        if entity.id in involved and entity.kind in SCHEMATA:
            yield _make_party(entity, record)
    for event in events:
        yield _make_event(event, cast, record, options.with_text)


def make_id(entity: Entity, record: Record) -> str:
    """The id of an entity.

    >>> from dragoman.records import CoderCard, Document
    >>> record = Record(Document("d1", ""), CoderCard("1", None, "", ""))
    >>> make_id(Entity("e1", "Kenya", "country", country="KEN"), record)
    'country-KEN'
    >>> make_id(Entity("e1", "Wangari Maathai", "person", wikidata="Q46619"), record)
    'Q46619'
    """
    if entity.wikidata:
        return entity.wikidata
    if entity.kind == "country" and entity.country:
        return f"country-{entity.country}"
    return f"dragoman-{make_key(record.document, entity.id)}"


def _make_party(entity: Entity, record: Record) -> dict[str, Any]:
    """A party: a person's office is a position, sectors are a body's."""
    properties: Properties = {
        "name": [entity.name],
        "country": [_country(entity.country)],
        "wikidataId": [entity.wikidata],
    }
    if entity.kind == "person":
        properties["position"] = [entity.office]
    else:
        properties["sector"] = entity.sectors
    return _proxy(make_id(entity, record), SCHEMATA[entity.kind], properties)


def _make_event(event: Event, cast: Cast, record: Record, with_text: bool) -> dict[str, Any]:
    """An event: who did it organised it, everybody in it is involved."""
    document = record.document
    parties = [one for one in cast.find((*event.actors, *event.recipients)) if one.kind in SCHEMATA]
    actors = [one for one in cast.find(event.actors) if one.kind in SCHEMATA]
    properties: Properties = {
        "name": [_title(event, cast)],
        "startDate": [read_day(event.date.start) if event.date else None],
        "endDate": [read_day(event.date.end) if event.date else None],
        "location": [event.place.name if event.place else None],
        "country": [_country(event.place.country if event.place else None)],
        "organizer": [make_id(one, record) for one in actors],
        "involved": [make_id(one, record) for one in parties],
        "keywords": [event.type, *event.modes, *event.contexts, f"auxiliary:{event.auxiliary}"],
        "recordId": [event.id],
        "sourceUrl": [document.url if (document.url or "").startswith(("http://", "https://")) else None],
        "publisher": [document.publisher],
        "summary": [event.sentence.of(document.text) if with_text else None],
    }
    return _proxy(f"dragoman-{make_event_key(document, event)}", "Event", properties)


def _title(event: Event, cast: Cast) -> str:
    """What a list would show: "CONSULT: Kenya, Uganda"."""
    names = ", ".join(one.name for one in cast.find((*event.actors, *event.recipients)))
    return f"{event.type}: {names}" if names else event.type


def _country(code: str | None) -> str | None:
    """A country as the model writes it, in two small letters; the European Union is one there, other bodies are not."""
    states = load_exchange().states
    return "eu" if code == "EUR" else states[code].iso2.lower() if code and code in states else None


def _proxy(id: str, schema: str, properties: Properties) -> dict[str, Any]:
    """An object as the model writes it: values are lists of unique texts, empty properties are not there."""
    kept = {name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()}
    return {"id": id, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


class FollowTheMoneyWriter:
    """Writes one object a line."""

    def __init__(self, sink: BinaryIO, options: Options) -> None:
        self._sink, self._options = sink, options

    def write(self, record: Record) -> None:
        """Add what one record says."""
        lines = (json.dumps(entity, ensure_ascii=False) + "\n" for entity in make_entities(record, self._options))
        self._sink.write("".join(lines).encode("utf-8", "replace"))

    def close(self) -> None:
        """Nothing waits; the sink stays open."""
        self._sink.flush()
