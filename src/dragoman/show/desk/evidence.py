"""A record as its page shows it: the text in pieces that name what they prove, and the panel of what was coded.

What `show.marks` finds is named here by the record's own ids ("v3"), as everywhere on the desk; to it come the words
that fill an event's roles, as far as they stand in its own sentences: who, to whom, where, when, said by whom.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import NamedTuple

from dragoman.records import Document, Entity, Event, Meeting, Participant, Position, Record, Span
from dragoman.show.deeds import Deed, Party, make_party, tell_event
from dragoman.show.marks import Mark, cut_pieces, find_marks
from dragoman.show.words import describe_side, make_title

# What is marked at all times; other roles light up with their item alone.
SHOWN = ("entity", "trigger", "cue", "about", "agenda", "outcome")
_ID = re.compile(r"[a-z]{1,3}[0-9]{1,6}(?:[ao][0-9]{1,4})?")


class Piece(NamedTuple):
    """Words under the same marks.

    `keys` are the items they prove, the nearest first, `roles` ("v3:whom") what they are to each, `shown` the roles
    that are marked at all times. `first_of` are the items whose evidence begins here; `link` is the item it leads to.
    """

    text: str
    keys: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    first_of: tuple[str, ...] = ()
    link: str | None = None


class Item(NamedTuple):
    """An entry of the panel: `kind` is event, meeting, position or entity, `of` the part of the record itself."""

    kind: str
    id: str
    of: Event | Meeting | Position | Entity
    deed: Deed | None = None
    people: tuple[Party, ...] = ()
    topics: tuple[tuple[str, str], ...] = ()
    outcomes: tuple[tuple[str, str], ...] = ()
    side: str = ""
    target: Party | None = None


class Panel(NamedTuple):
    """What was coded, by kind; courtesies without content are left out of the positions."""

    meetings: tuple[Item, ...]
    positions: tuple[Item, ...]
    events: tuple[Item, ...]
    entities: tuple[Item, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was coded but names."""
        return not (self.meetings or self.positions or self.events)


def cut_text(record: Record) -> list[Piece]:
    """The whole text, cut where evidence begins or ends."""
    ids = _name_items(record)
    marks = [mark._replace(key=ids[mark.key]) for mark in find_marks(record)]
    marks += _role_marks(record)
    text = record.document.text
    marks = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text)]
    # An item is led to where its own words are; one that has none, to where the sentence begins that proves it.
    own = {mark.key for mark in marks if mark.role in SHOWN}
    seen: set[str] = set()
    pieces = []
    for piece in cut_pieces(len(text), marks):
        found = _make_piece(piece.span.of(text), piece.marks, own, seen)
        seen.update(found.first_of)
        pieces.append(found)
    return pieces


def _make_piece(text: str, marks: Sequence[Mark], own: Set[str], seen: Set[str]) -> Piece:
    keys = tuple(dict.fromkeys(mark.key for mark in marks))
    roles = tuple(dict.fromkeys(f"{mark.key}:{mark.role}" for mark in marks))
    shown = tuple(role for role in SHOWN if any(mark.role == role for mark in marks))
    here = dict.fromkeys(mark.key for mark in marks if mark.role in SHOWN)
    first = tuple(key for key in (*here, *(key for key in keys if key not in own)) if key not in seen)
    return Piece(text, keys, roles, shown, first, next(iter(here), None))


def _name_items(record: Record) -> dict[str, str]:
    """The ids of items by the keys that `find_marks` gives them; an id unfit for an address gives way to the key."""
    kinds: dict[str, Sequence[Entity | Event | Meeting | Position]] = {
        "e": record.entities,
        "v": record.events,
        "m": record.meetings,
        "p": record.positions,
    }
    found = {
        f"{letter}{index}": safe_id(item.id, letter, index)
        for letter, items in kinds.items()
        for index, item in enumerate(items)
    }
    for index, meeting in enumerate(record.meetings):
        for number in range(len(meeting.agenda)):
            found[f"m{index}a{number}"] = f"{found[f'm{index}']}a{number}"
        for number in range(len(meeting.outcomes)):
            found[f"m{index}o{number}"] = f"{found[f'm{index}']}o{number}"
    return found


def safe_id(id: str, letter: str, index: int) -> str:
    """An item's id where it is like "v3", else one of its kind and number.

    >>> safe_id("v3", "v", 0), safe_id("main", "v", 0)
    ('v3', 'v-0')
    """
    return id if _ID.fullmatch(id) else f"{letter}-{index}"


def _role_marks(record: Record) -> Iterator[Mark]:
    """The words in an event's sentences that fill its roles."""
    mentions = {entity.id: entity.mentions for entity in record.entities}
    for index, event in enumerate(record.events):
        key = safe_id(event.id, "v", index)
        within = event.sentences or (event.sentence,)
        said_by = (event.said_by,) if event.said_by else ()
        for role, ids in (("who", event.actors), ("whom", event.recipients), ("source", said_by)):
            for span in (span for id in ids for span in mentions.get(id, ())):
                if any(one.start <= span.start and span.end <= one.end for one in within):
                    yield Mark(span, key, role)
        where = event.place.name if event.place else None
        when = event.date.text if event.date else None
        for role, words in (("where", where), ("when", when)):
            for span in _find_words(record.document.text, words, within):
                yield Mark(span, key, role)


def _find_words(text: str, words: str | None, within: Iterable[Span]) -> Iterator[Span]:
    """Where the words stand in some sentences, once each."""
    if words and words.strip():
        for sentence in within:
            at = text.find(words, sentence.start, sentence.end)
            if at >= 0:
                yield Span(at, at + len(words))


def make_panel(record: Record) -> Panel:
    """What was coded, in words."""
    by_id = {entity.id: entity for entity in record.entities}
    return Panel(
        tuple(_meeting_item(one, safe_id(one.id, "m", n)) for n, one in enumerate(record.meetings)),
        tuple(
            _position_item(record, one, safe_id(one.id, "p", n), by_id)
            for n, one in enumerate(record.positions)
            if not one.boilerplate
        ),
        tuple(
            Item("event", safe_id(one.id, "v", n), one, deed=tell_event(make_row(one, by_id)))
            for n, one in enumerate(record.events)
        ),
        tuple(
            Item("entity", safe_id(one.id, "e", n), one, people=(_party_of(one),))
            for n, one in enumerate(record.entities)
        ),
    )


def _meeting_item(meeting: Meeting, id: str) -> Item:
    return Item(
        "meeting",
        id,
        meeting,
        people=tuple(_party_at(person) for person in meeting.participants),
        topics=tuple((f"{id}a{n}", topic.text) for n, topic in enumerate(meeting.agenda)),
        outcomes=tuple((f"{id}o{n}", outcome.text) for n, outcome in enumerate(meeting.outcomes)),
    )


def _position_item(record: Record, position: Position, id: str, by_id: dict[str, Entity]) -> Item:
    speaker = by_id.get(position.speaker or "")
    target = by_id.get(position.target or "")
    return Item(
        "position",
        id,
        position,
        people=(_party_of(speaker),) if speaker else (),
        side=describe_side(record, position),
        target=_party_of(target) if target else None,
    )


def _party_of(entity: Entity) -> Party:
    return make_party(entity.name, entity.office, entity.represents or entity.country)


def _party_at(person: Participant) -> Party:
    return make_party(person.name, person.office, person.represents)


def make_row(event: Event, by_id: dict[str, Entity]) -> dict[str, object]:
    """An event as its row in an archive has it, as far as a sentence takes."""
    row: dict[str, object] = {
        "type": event.type,
        "modes": event.modes,
        "auxiliary": event.auxiliary,
        "place_name": event.place.name if event.place else None,
        "place_country": event.place.country if event.place else None,
        "date_start": event.date.start if event.date else None,
        "date_end": event.date.end if event.date else None,
        "said_by_name": by_id[event.said_by].name if event.said_by in by_id else None,
    }
    for role, ids in (("actor", event.actors), ("recipient", event.recipients)):
        found = [by_id[id] for id in ids if id in by_id]
        row[f"{role}_names"] = [one.name for one in found]
        row[f"{role}_offices"] = [one.office for one in found]
        row[f"{role}_represents"] = [one.represents for one in found]
        row[f"{role}_countries"] = [one.country for one in found]
    return row


def find_source(document: Document) -> str | None:
    """Where it was published, where that is an address of the web."""
    url = document.url or ""
    return url if re.match(r"https?://[^\s/]", url, re.IGNORECASE) else None


def split_title(document: Document) -> tuple[str, bool]:
    """The title, and whether the text begins with it."""
    title = make_title(document)
    return title, document.text.startswith(f"{title}\n")
