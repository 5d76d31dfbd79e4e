"""PLOVER's own records as JSON Lines, one event a line, all fields in the order of its manual.

The words of a document are left out unless the user says they may be passed on; the offsets in `text_info` and the
link still lead to them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.keep.export.ids import make_event_key
from dragoman.keep.export.options import Options
from dragoman.keep.export.sides import NO_DAY, Cast, find_day, is_wanted, read_day
from dragoman.records import Document, Entity, Event, Place, Record

# The manual's levels of a place: the finer, the higher.
RESOLUTIONS = {"facility": 5, "city": 4, "district": 3, "region": 2, "country": 1}


def make_events(record: Record, options: Options, left_out: Counter[str]) -> Iterator[dict[str, Any]]:
    """The records of one document's events; those without a day or an actor, which PLOVER requires, are counted."""
    cast, document = Cast(record), record.document
    for event in record.events:
        if not is_wanted(event, options.auxiliaries):
            continue
        actors, day = cast.find(event.actors), find_day(event, document)
        if day and actors:
            yield {
                "id": make_event_key(document, event),
                "has_event": True,
                "date": day,
                "time": None,
                "enddate": _last_day(event),
                "endtime": None,
                "actor": [_entity(one) for one in actors],
                "recipient": [_entity(one) for one in cast.find(event.recipients)],
                "event": [event.type],
                "event_loc": _place(event.place),
                "event_text": [event.trigger.of(document.text)] if options.with_text else [],
                "quad_code": event.quad,
                "event_scale": event.score,
                "mode": list(event.modes),
                "context": list(event.contexts),
                "link": document.url,
                "text": event.sentence.of(document.text) if options.with_text else None,
                "text_info": _text_info(event, document, options),
                "cite_info": _cite_info(record),
                "coder": f"dragoman {record.coder.version}",
                "coded_date": None,
                "coded_time": None,
                "comment": _comment(event, cast),
            }
        else:
            left_out["events without an actor" if day else NO_DAY] += 1


def _last_day(event: Event) -> str | None:
    """The last day of an event of more than one."""
    if event.date is None or event.date.end == event.date.start:
        return None
    return read_day(event.date.end)


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "code": entity.country,
        "sector": list(entity.sectors),
        "entity_text": entity.name,
        "identifier_id": entity.wikidata,
        "identifier_text": "Wikidata" if entity.wikidata else None,
        "religion": None,
        "ethnicity": None,
        "office": entity.office,
        "gender": None,
        "age": None,
    }


def _place(place: Place | None) -> dict[str, Any] | None:
    if place is None:
        return None
    level = place.granularity
    return {
        "extracted_place": None,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "city": place.name if level == "city" else None,
        "district": place.name if level == "district" else None,
        "province": place.name if level == "region" else None,
        "country": place.name if level == "country" else None,
        "country_code": place.country,
        "feature_class": None,
        "feature_code": None,
        "resolution": RESOLUTIONS.get(level or ""),
    }


def _text_info(event: Event, document: Document, options: Options) -> dict[str, Any]:
    return {
        "sequence": None,
        "start": event.sentence.start,
        "end": event.sentence.end,
        "text_story": document.text if options.with_text else None,
    }


def _cite_info(record: Record) -> dict[str, Any]:
    document = record.document
    return {
        "corpus": None,
        "citation": document.publisher or document.id,
        "url": document.url,
        "title": document.title,
        "language": document.language,
        "publication": read_day(document.published),
        "license": None,
        "copyright": None,
        "coder": f"dragoman {record.coder.version}",
        "codebook": record.coder.ontology,
        "version": record.coder.knowledge,
    }


def _comment(event: Event, cast: Cast) -> str | None:
    """What PLOVER has no field for: that an event did not happen, whose word it is, what a person has made of it."""
    speakers = cast.find([event.said_by] if event.said_by else [])
    notes = [f"auxiliary: {event.auxiliary}"] if event.auxiliary != "actual" else []
    notes += [f"said by: {speaker.name}" for speaker in speakers]
    notes += ["date: of publication"] if event.date is None else []
    notes += [f"{event.corrected} by a person"] if event.corrected else []
    return "; ".join(notes) or None


class PloverWriter:
    """Writes one event a line."""

    def __init__(self, sink: BinaryIO, options: Options) -> None:
        self._sink, self._options = sink, options
        self.left_out: Counter[str] = Counter()

    def write(self, record: Record) -> None:
        """Add the events of one record."""
        lines = (
            json.dumps(event, ensure_ascii=False) + "\n" for event in make_events(record, self._options, self.left_out)
        )
        self._sink.write("".join(lines).encode("utf-8", "replace"))

    def close(self) -> None:
        """Nothing waits; the sink stays open."""
        self._sink.flush()
