"""The five tables records are exported to: their columns, in order, and their rows.

A row stands alone: beside every entity id stand its name, country and sectors, beside every span
its text, and every row names its document. Lists that say things about the same items (`actors`,
`actor_names`, ...) are aligned: an entity that has no country has `None` in its place. An entity's
sectors are one item of such a list, joined by a space ("GOV MIL"). Dates are ISO text, offsets are
`[start, end)` code points of the document's text, which the documents table holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, get_args

from dragoman.errors import UsageError
from dragoman.records import (
    Document,
    Entity,
    Event,
    Meeting,
    Place,
    Position,
    Record,
    Span,
    When,
)

Table = Literal["documents", "entities", "events", "meetings", "positions"]
Cell = Literal["text", "texts", "int", "ints", "float", "bool"]
Row = tuple[Any, ...]

TABLES: tuple[str, ...] = get_args(Table)


class Column(NamedTuple):
    """A column: its name, what its cells hold, and what they mean."""

    name: str
    cell: Cell
    meaning: str


def _columns(lines: str) -> tuple[Column, ...]:
    """Columns from lines of `name cell meaning`."""
    split = [line.split(None, 2) for line in lines.splitlines() if line.strip()]
    return tuple(Column(name, cell, meaning) for name, cell, meaning in split)  # type: ignore[arg-type]


_DOCUMENT = """
document_id         text   the document's id
document_title      text   its title
document_publisher  text   who published it
document_published  text   when, an ISO date
document_source     text   the file or URL it was read from
"""
_WHEN = """
date_start          text   first day, ISO
date_end            text   last day, ISO; equal to the first for one day
date_text           text   the words the date rests on
date_granularity    text   day, week, month, quarter, season, half, year, decade or span
"""
_SENTENCES = """
sentence_texts      texts  every sentence that reports it
sentence_starts     ints   where they start, aligned
sentence_ends       ints   where they end, aligned
"""

COLUMNS: dict[str, tuple[Column, ...]] = {
    "documents": _columns(
        """
        document_id    text   the document's id
        title          text   its title
        publisher      text   who published it
        url            text   its address
        published      text   when, an ISO date
        language       text   ISO 639-1 code
        source         text   the file or URL it was read from, with its line
        relevant       bool   whether it holds any codable political interaction
        entities       int    how many were found
        events         int    how many were found
        meetings       int    how many were found
        positions      int    how many were found
        warnings       texts  what could not be done
        coder_version  text   version of the coder
        coder_model    text   its model, none for rules alone
        coder_ontology text   the ontology of the codes
        coder_knowledge text  version of the knowledge base
        text           text   the text all offsets count in
        """
    ),
    "entities": _columns(
        _DOCUMENT
        + """
        id             text   the entity's id in its document
        name           text   its name
        kind           text   person, office, organization, government, country, group, ...
        office         text   the office as the text words it
        represents     text   ISO3 or organisation acronym it speaks for
        country        text   ISO3 or PLOVER actor code
        sectors        texts  PLOVER sectors, primary first
        wikidata       text   Wikidata id
        mention_texts  texts  the words that name it
        mention_starts ints   where they start, aligned
        mention_ends   ints   where they end, aligned
        confidence     float  0 to 1
        reason         text   what the resolution rests on
        corrected      text   confirmed, corrected or added by a person, none where nobody has said anything
        """
    ),
    "events": _columns(
        _DOCUMENT
        + """
        id             text   the event's id in its document
        type           text   PLOVER type
        modes          texts  PLOVER modes
        contexts       texts  PLOVER contexts
        auxiliary      text   actual, future, hypothetical, historical or negated
        actors         texts  entity ids of who did it
        actor_names    texts  their names, aligned
        actor_offices  texts  their offices, aligned
        actor_represents texts whom they speak for, aligned
        actor_countries texts their countries, aligned
        actor_sectors  texts  their sectors, aligned
        recipients     texts  entity ids of to whom
        recipient_names texts their names, aligned
        recipient_offices texts their offices, aligned
        recipient_represents texts whom they speak for, aligned
        recipient_countries texts their countries, aligned
        recipient_sectors texts their sectors, aligned
        """
        + _WHEN
        + """
        place_name     text   where
        place_country  text   its country, ISO3
        place_lat      float  degrees north
        place_lon      float  degrees east
        place_geonames int    GeoNames id
        place_granularity text city, district, region, country, area, water or facility
        said_by        text   entity id of whose word it is, none where it is the document's own
        said_by_name   text   their name
        said_by_country text  their country
        quad           int    1 to 4
        score          float  conflict (-10) to cooperation (+10)
        cameo          text   nearest CAMEO code
        trigger        text   the word that says it
        trigger_start  int    where it starts
        trigger_end    int    where it ends
        sentence       text   the sentence that proves it
        sentence_start int    where it starts
        sentence_end   int    where it ends
        """
        + _SENTENCES
        + """
        confidence     float  0 to 1
        reason         text   the rule that made it
        corrected      text   confirmed, corrected or added by a person, none where nobody has said anything
        """
    ),
    "meetings": _columns(
        _DOCUMENT
        + """
        id             text   the meeting's id in its document
        participants   texts  entity ids of who met
        participant_names texts their names, aligned
        participant_offices texts their offices, aligned
        participant_represents texts whom they speak for, aligned
        participant_countries texts their countries, aligned
        participant_sectors texts their sectors, aligned
        form           text   visit, bilateral, phone, video, multilateral, ...
        host           text   code of the hosting side
        country        text   where, ISO3
        city           text   where
        """
        + _WHEN
        + """
        status         text   held, planned, cancelled or past-reference
        agenda         texts  subjects, as the text words them
        agenda_contexts texts their contexts, aligned
        agenda_starts  ints   where they start, aligned
        agenda_ends    ints   where they end, aligned
        outcomes       texts  results, as the text words them
        outcome_starts ints   where they start, aligned
        outcome_ends   ints   where they end, aligned
        events         texts  ids of the events it is
        """
        + _SENTENCES
        + """
        confidence     float  0 to 1
        corrected      text   confirmed, corrected or added by a person, none where nobody has said anything
        """
    ),
    "positions": _columns(
        _DOCUMENT
        + """
        id             text   the position's id in its document
        speaker        text   entity id of who said it
        speaker_name   text   their name
        speaker_office text   their office
        speaker_country text  their country
        speaker_sectors texts their sectors
        represents     text   the side it was said for
        explicit       bool   whether the sentence names the speaker
        quoted         bool   whether it is direct speech
        force          text   state, welcome, support, criticise, demand, reject, ...
        about          text   the proposition
        about_start    int    where it starts
        about_end      int    where it ends
        target         text   entity id of whom it is aimed at
        target_name    text   their name
        target_country text   their country
        contexts       texts  PLOVER contexts
        cue            text   the words that make it a position
        cue_start      int    where they start
        cue_end        int    where they end
        sentence       text   the sentence that proves it
        sentence_start int    where it starts
        sentence_end   int    where it ends
        boilerplate    bool   whether it is a courtesy without content
        confidence     float  0 to 1
        reason         text   what an inferred side rests on
        corrected      text   confirmed, corrected or added by a person, none where nobody has said anything
        """
    ),
}


def get_columns(table: str) -> tuple[Column, ...]:
    """The columns of a table; `UsageError` where there is no such table.

    >>> [column.name for column in get_columns("events")][5:8]
    ['id', 'type', 'modes']
    """
    if table not in COLUMNS:
        raise UsageError(f"no table {table!r}: choose from {', '.join(TABLES)}")
    return COLUMNS[table]


def make_rows(record: Record, table: str) -> Iterator[Row]:
    """The rows of one record in a table, cells in the order of its columns.

    Lists are tuples; absent is `None`. An id that names no entity of the record stands with
    nothing beside it.
    """
    get_columns(table)
    who = _Who(record)
    if table == "documents":
        yield _document_row(record)
        return
    head = _document_cells(record.document)
    text = record.document.text
    if table == "entities":
        yield from (head + _entity_row(entity, text) for entity in record.entities)
    elif table == "events":
        yield from (head + _event_row(event, text, who) for event in record.events)
    elif table == "meetings":
        yield from (head + _meeting_row(meeting, text, who) for meeting in record.meetings)
    else:
        yield from (head + _position_row(position, text, who) for position in record.positions)


class _Who:
    """The entities of one record by id, asked for one thing about many."""

    def __init__(self, record: Record) -> None:
        self._entities = {entity.id: entity for entity in record.entities}

    def find(self, id: str | None) -> Entity | None:
        return self._entities.get(id) if id is not None else None

    def cells(self, ids: Sequence[str]) -> Row:
        """Ids, names, offices, represents, countries and sectors, aligned."""
        found = [self.find(id) for id in ids]
        return (
            tuple(ids),
            tuple(e.name if e else None for e in found),
            tuple(e.office if e else None for e in found),
            tuple(e.represents if e else None for e in found),
            tuple(e.country if e else None for e in found),
            tuple(_joined(e.sectors) if e else None for e in found),
        )


def _joined(items: Iterable[str]) -> str | None:
    """Several words as one cell, `None` for none."""
    return " ".join(items) or None


def _spans(spans: Sequence[Span], text: str) -> Row:
    """Texts, starts and ends of spans, aligned."""
    return (
        tuple(span.of(text) for span in spans),
        tuple(span.start for span in spans),
        tuple(span.end for span in spans),
    )


def _span(span: Span, text: str) -> Row:
    return (span.of(text), span.start, span.end)


def _when(when: When | None) -> Row:
    return (when.start, when.end, when.text, when.granularity) if when else (None,) * 4


def _place(place: Place | None) -> Row:
    if place is None:
        return (None,) * 6
    return (place.name, place.country, place.lat, place.lon, place.geonames, place.granularity)


def _document_cells(document: Document) -> Row:
    return (
        document.id,
        document.title,
        document.publisher,
        document.published,
        document.source,
    )


def _document_row(record: Record) -> Row:
    document, coder = record.document, record.coder
    return (
        document.id,
        document.title,
        document.publisher,
        document.url,
        document.published,
        document.language,
        document.source,
        record.relevant,
        len(record.entities),
        len(record.events),
        len(record.meetings),
        len(record.positions),
        record.warnings,
        coder.version,
        coder.model,
        coder.ontology,
        coder.knowledge,
        document.text,
    )


def _entity_row(entity: Entity, text: str) -> Row:
    return (
        entity.id,
        entity.name,
        entity.kind,
        entity.office,
        entity.represents,
        entity.country,
        entity.sectors,
        entity.wikidata,
        *_spans(entity.mentions, text),
        entity.confidence,
        entity.reason,
        entity.corrected,
    )


def _event_row(event: Event, text: str, who: _Who) -> Row:
    speaker = who.find(event.said_by)
    return (
        event.id,
        event.type,
        event.modes,
        event.contexts,
        event.auxiliary,
        *who.cells(event.actors),
        *who.cells(event.recipients),
        *_when(event.date),
        *_place(event.place),
        event.said_by,
        speaker.name if speaker else None,
        speaker.country if speaker else None,
        event.quad,
        event.score,
        event.cameo,
        *_span(event.trigger, text),
        *_span(event.sentence, text),
        *_spans(event.sentences or (event.sentence,), text),
        event.confidence,
        event.reason,
        event.corrected,
    )


def _meeting_row(meeting: Meeting, text: str, who: _Who) -> Row:
    people = meeting.participants
    found = [who.find(person.entity) for person in people]
    return (
        meeting.id,
        tuple(person.entity for person in people),
        tuple(person.name for person in people),
        tuple(person.office for person in people),
        tuple(person.represents for person in people),
        tuple(e.country if e else None for e in found),
        tuple(_joined(e.sectors) if e else None for e in found),
        meeting.form,
        meeting.host,
        meeting.country,
        meeting.city,
        *_when(meeting.date),
        meeting.status,
        tuple(topic.text for topic in meeting.agenda),
        tuple(_joined(topic.contexts) for topic in meeting.agenda),
        tuple(topic.span.start for topic in meeting.agenda),
        tuple(topic.span.end for topic in meeting.agenda),
        tuple(outcome.text for outcome in meeting.outcomes),
        tuple(outcome.span.start for outcome in meeting.outcomes),
        tuple(outcome.span.end for outcome in meeting.outcomes),
        meeting.events,
        *_spans(meeting.sentences, text),
        meeting.confidence,
        meeting.corrected,
    )


def _position_row(position: Position, text: str, who: _Who) -> Row:
    speaker, target = who.find(position.speaker), who.find(position.target)
    return (
        position.id,
        position.speaker,
        speaker.name if speaker else None,
        speaker.office if speaker else None,
        speaker.country if speaker else None,
        speaker.sectors if speaker else (),
        position.represents,
        position.explicit,
        position.quoted,
        position.force,
        position.about.text,
        position.about.span.start,
        position.about.span.end,
        position.target,
        target.name if target else None,
        target.country if target else None,
        position.contexts,
        *_span(position.cue, text),
        *_span(position.sentence, text),
        position.boilerplate,
        position.confidence,
        position.reason,
        position.corrected,
    )
