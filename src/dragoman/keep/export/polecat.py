"""POLECAT's 40 columns, one row an event, after its data set (Harvard Dataverse, doi:10.7910/DVN/AJGVIT).

Several actors or recipients stand in one cell, joined by "; ", and "None" holds the place of what is not known
of one of several. A cell of which nothing is known is empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from dragoman.keep.export.ids import make_event_key
from dragoman.keep.export.options import Options
from dragoman.keep.export.sides import NO_DAY, Cast, find_day, is_wanted, read_day
from dragoman.keep.export.tabbed import Cells
from dragoman.knowledge.exchange import load_exchange
from dragoman.records import Document, Entity, Event, Place, Record

COLUMNS: tuple[str, ...] = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}


def make_rows(record: Record, left_out: Counter[str], options: Options) -> Iterator[Cells]:
    """The rows of one record. An event without a day is counted instead."""
    cast, story = Cast(record), _story(record)
    for event in record.events:
        if not is_wanted(event, options.auxiliaries):
            continue
        day = find_day(event, record.document)
        if day is None:
            left_out[NO_DAY] += 1
        else:
            yield (
                *_what(event, record.document, day),
                *_side(cast.find(event.actors), record.document),
                *_side(cast.find(event.recipients), record.document),
                *_where(event.place),
                record.document.publisher,
                read_day(record.document.published),
                *story,
                record.document.language,
                f"dragoman-{record.coder.version}",
            )


def _what(event: Event, document: Document, day: str) -> Cells:
    return (
        f"{make_event_key(document, event)}_{event.type}",
        day,
        event.type,
        "; ".join(event.modes),
        event.score,
        QUADS.get(event.quad),
        "; ".join(event.contexts),
    )


def _side(entities: tuple[Entity, ...], document: Document) -> Cells:
    """The eight cells of a side; the words of a name are those of its first mention."""
    states = load_exchange().states
    cows = [states[e.country].cow if e.country and e.country in states else None for e in entities]
    return (
        join_items(e.name for e in entities),
        join_items(e.country for e in entities),
        join_items(None if cow is None else str(cow) for cow in cows),
        join_items(e.sectors[0] if e.sectors else None for e in entities),
        join_items(", ".join(e.sectors) or None for e in entities),
        join_items(e.office for e in entities),
        join_items(e.mentions[0].of(document.text) if e.mentions else None for e in entities),
        None,  # Wikipedia's own numbers of pages; the knowledge base has Wikidata's
    )


def join_items(items: Iterable[str | None]) -> str | None:
    """Several items as one cell.

    >>> join_items(["AZE", None]), join_items([None, None]), join_items(["a; b"])
    ('AZE; None', None, 'a, b')
    """
    given = list(items)
    if not any(given):
        return None
    return "; ".join(item.replace(";", ",") if item else "None" for item in given)


def _where(place: Place | None) -> Cells:
    """Placename to feature type. Which level a place is of is filled only where the record says so."""
    if place is None:
        return (None,) * 10
    level = place.granularity
    return (
        place.name,
        place.name if level == "city" else None,
        place.name if level == "district" else None,
        place.name if level == "region" else None,
        place.country,
        place.lat,
        place.lon,
        place.geonames,
        None,  # the record keeps the place, not the words that named it
        None,  # GeoNames' feature codes are finer than what the record tells apart
    )


def _story(record: Record) -> tuple[str | None, ...]:
    """The people, organisations and places of the whole document, each once, in the order of the record."""

    def named(*kinds: str) -> str | None:
        return join_items(dict.fromkeys(e.name for e in record.entities if e.kind in kinds))

    return named("person"), named("organization", "government"), named("place", "country")
