"""Which words are no mention of a party in the record: adjectives that say whose something is, and datelines.

All others are given as far as their phrases reach (`extents`).

"Kyrgyz" in "the Kyrgyz minister" tells his side, and "LIMA, May 6 -" whence a report comes; neither is spoken of. All
layers use them; the record names them only where the words of an act give them a role ("Israeli strikes"), or where
somebody whom it uses is named by nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from dragoman.readout.cast import Cast
from dragoman.readout.extents import give_in_full
from dragoman.records import Draft, Entity, Event, Marked, Meeting, Position, Record, Resolved, Span

_PLACES = frozenset(["place", "country"])


def trim(record: Record, marked: Marked, drafts: Iterable[Draft] = ()) -> Record:
    """The record without such mentions, nor entities that nothing else names and nothing uses; ids in order again.

    >>> from dragoman.records import CoderCard, Document, Mention
    >>> whose = Mention(Span(4, 10), Span(4, 10), 0, "country", "adjective", "Kyrgyz", "KGZ")
    >>> named = [Entity("e1", "Kyrgyzstan", "country", mentions=(whose.span,)), Entity("e2", "tea", "place")]
    >>> told = Record(Document("d", "The Kyrgyz tea"), CoderCard("", None, "", ""), True, tuple(named))
    >>> [(entity.id, entity.name) for entity in trim(told, Marked(told.document, mentions=(whose,))).entities]
    [('e1', 'tea')]
    """
    only = frozenset(_find_only(marked, drafts))
    used = frozenset(_find_used(record))
    stay = (entity for entity in record.entities if _stays(entity, only, used))
    kept = [replace(entity, mentions=_named(entity, only) or entity.mentions) for entity in stay]
    ids = {entity.id: f"e{n}" for n, entity in enumerate(kept, 1)}
    return replace(
        record,
        entities=give_in_full((replace(one, id=ids[one.id], members=_again(one.members, ids)) for one in kept), marked),
        events=tuple(_event(event, ids) for event in record.events),
        meetings=tuple(_meeting(meeting, ids) for meeting in record.meetings),
        positions=tuple(_position(position, ids) for position in record.positions),
    )


def _find_only(marked: Marked, drafts: Iterable[Draft]) -> Iterator[Span]:
    """The mentions that only tell whose, or from where."""
    cast = Cast(marked, Resolved())
    playing = {i for draft in drafts for i in (*draft.actors, *draft.recipients, draft.said_by)}
    for index, mention in enumerate(marked.mentions):
        tells_whence = mention.kind in _PLACES and cast.in_dateline(mention)
        if index not in playing and (mention.form == "adjective" or tells_whence):
            yield mention.span


def _find_used(record: Record) -> Iterator[str]:
    """The ids of all to whom something in a record points."""
    for event in record.events:
        yield from (*event.actors, *event.recipients, *filter(None, [event.said_by]))
    for position in record.positions:
        yield from filter(None, (position.speaker, position.target))
    yield from (who.entity for meeting in record.meetings for who in meeting.participants)
    yield from (member for entity in record.entities for member in entity.members)


def _stays(entity: Entity, only: Collection[Span], used: Collection[str]) -> bool:
    return entity.id in used or not entity.mentions or bool(_named(entity, only))


def _named(entity: Entity, only: Collection[Span]) -> tuple[Span, ...]:
    return tuple(span for span in entity.mentions if span not in only)


def _again(old: Iterable[str], ids: dict[str, str]) -> tuple[str, ...]:
    return tuple(ids[id] for id in old)


def _event(event: Event, ids: dict[str, str]) -> Event:
    said_by = ids[event.said_by] if event.said_by else None
    return replace(event, actors=_again(event.actors, ids), recipients=_again(event.recipients, ids), said_by=said_by)


def _meeting(meeting: Meeting, ids: dict[str, str]) -> Meeting:
    return replace(meeting, participants=tuple(replace(who, entity=ids[who.entity]) for who in meeting.participants))


def _position(position: Position, ids: dict[str, str]) -> Position:
    speaker, target = (ids[id] if id else None for id in (position.speaker, position.target))
    return replace(position, speaker=speaker, target=target)
