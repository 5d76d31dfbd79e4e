"""Events on a map: GeoJSON (RFC 7946), one feature an event.

An event whose place has no coordinates is an unlocated feature, its geometry null, as the standard has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.keep.export.ids import make_event_key
from dragoman.keep.export.sides import Cast
from dragoman.records import Event, Place, Record


def make_features(record: Record) -> Iterator[dict[str, Any]]:
    """The features of one record."""
    cast = Cast(record)
    for event in record.events:
        yield {
            "type": "Feature",
            "id": make_event_key(record.document, event),
            "geometry": _geometry(event.place),
            "properties": _properties(event, cast, record),
        }


def _geometry(place: Place | None) -> dict[str, Any] | None:
    """A point, longitude first; none for what no globe has."""
    if place is None or place.lat is None or place.lon is None:
        return None
    if not (-90 <= place.lat <= 90 and -180 <= place.lon <= 180):
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _properties(event: Event, cast: Cast, record: Record) -> dict[str, Any]:
    actors, recipients = cast.find(event.actors), cast.find(event.recipients)
    date, place, document = event.date, event.place, record.document
    return {
        "type": event.type,
        "modes": list(event.modes),
        "contexts": list(event.contexts),
        "auxiliary": event.auxiliary,
        "actors": [one.name for one in actors],
        "actor_countries": [one.country for one in actors],
        "recipients": [one.name for one in recipients],
        "recipient_countries": [one.country for one in recipients],
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "place_granularity": place.granularity if place else None,
        "place_geonames": place.geonames if place else None,
        "quad": event.quad,
        "score": event.score,
        "cameo": event.cameo,
        "confidence": event.confidence,
        "corrected": event.corrected,
        "document_id": document.id,
        "document_title": document.title,
        "document_published": document.published,
        "document_url": document.url,
    }


class GeoJsonWriter:
    """Writes one collection, a feature a line."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink, self._written = sink, 0
        self._put('{"type": "FeatureCollection", "features": [')

    def write(self, record: Record) -> None:
        """Add the events of one record."""
        for feature in make_features(record):
            self._put((",\n" if self._written else "\n") + json.dumps(feature, ensure_ascii=False))
            self._written += 1

    def close(self) -> None:
        """Write the end of the collection; the sink stays open."""
        self._put("\n]}\n")
        self._sink.flush()

    def _put(self, text: str) -> None:
        self._sink.write(text.encode("utf-8", "replace"))
