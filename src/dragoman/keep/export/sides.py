"""Who faces whom, on which day: what every format of events in rows for two parties has to settle.

The published data sets have one row for each pair. An act that its parties do together (talks, an agreement,
joint work, fighting) has no recipient; there each side faces each other, both ways, as ICEWS and GDELT
write it. Any other event without a recipient is a row for each actor that faces nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from dragoman.records import Document, Entity, Event, Record

# Types whose actors, where nobody is the recipient, act on each other: by the codebook all who met are actors, and
# all sides of two-sided fighting are. Of the annotated texts (train and dev) 56 events of AGREE and 21 of SUPPORT have
# actors of two sides and no recipient; 18 of the 21 are agreements signed or concluded.
MUTUAL = frozenset(["AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT"])

Party = TypeVar("Party")
# Why an event has no row in a format that wants a code, a side and a day of each.
NO_CODE = "events without a CAMEO code"
NOBODY = "events without an actor or a recipient"
NO_DAY = "events without a day"


class Pair(NamedTuple):
    """One side and whom it faces; either may be unknown, never both."""

    actor: Entity | None
    recipient: Entity | None

    def ids(self) -> tuple[str, str]:
        """The two entity ids, empty for nobody."""
        return (self.actor.id if self.actor else "", self.recipient.id if self.recipient else "")


class Cast:
    """The entities of one record, asked by id."""

    def __init__(self, record: Record) -> None:
        self._entities = {entity.id: entity for entity in record.entities}

    def find(self, ids: Iterable[str]) -> tuple[Entity, ...]:
        """Those that the record has, in the order of the ids."""
        return tuple(self._entities[id] for id in ids if id in self._entities)

    def pairs(self, event: Event) -> tuple[Pair, ...]:
        """The pairs of an event, `()` where nobody is known."""
        facing = face(self.find(event.actors), self.find(event.recipients), event.type, _side)
        return tuple(Pair(*two) for two in facing)


def face(
    actors: Sequence[Party], recipients: Sequence[Party], type: str | None, side: Callable[[Party], str]
) -> tuple[tuple[Party | None, Party | None], ...]:
    """Who faces whom in an event of a type; `side` says who belongs together.

    >>> face(["FRA", "DEU"], ["RUS"], "ACCUSE", str)
    (('FRA', 'RUS'), ('DEU', 'RUS'))
    >>> face(["FRA", "DEU"], [], "CONSULT", str)
    (('FRA', 'DEU'), ('DEU', 'FRA'))
    >>> face(["FRA", "DEU"], [], "ACCUSE", str), face([], ["RUS"], "ACCUSE", str)
    ((('FRA', None), ('DEU', None)), ((None, 'RUS'),))
    """
    if recipients:
        crossed = [(one, other) for one in actors or (None,) for other in recipients]
        return tuple((one, other) for one, other in crossed if one is not other)
    facing = [(one, other) for one in actors for other in actors if side(one) != side(other)]
    if facing and type in MUTUAL:
        return tuple(facing)
    return tuple((actor, None) for actor in actors)


class Row(NamedTuple):
    """One pair of an event and the day of it."""

    event: Event
    day: str
    pair: Pair


def find_rows(record: Record, left_out: Counter[str], auxiliaries: tuple[str, ...]) -> Iterator[Row]:
    """What formats of CAMEO codes hold of a record: a row for each pair; events without what they want are counted."""
    cast = Cast(record)
    for event in record.events:
        if not is_wanted(event, auxiliaries):
            continue
        pairs, day = cast.pairs(event), find_day(event, record.document)
        if event.cameo is None or not pairs or day is None:
            left_out[NO_CODE if event.cameo is None else NO_DAY if pairs else NOBODY] += 1
            continue
        yield from (Row(event, day, pair) for pair in pairs)


def _side(entity: Entity) -> str:
    return entity.represents or entity.country or entity.id


def find_day(event: Event, document: Document) -> str | None:
    """The first day of an event, ISO; where its text names none, the day the document was published.

    >>> from dragoman.records import Span
    >>> find_day(Event("v1", "AID", Span(0, 1), Span(0, 1)), Document("d", "x", published="2024-05-03T08:00"))
    '2024-05-03'

    The published data sets do the same. A date that is none gives `None`.
    """
    return read_day(event.date.start if event.date else None) or read_day(document.published)


def read_day(text: str | None) -> str | None:
    """An ISO day, cut from an ISO date with a time; `None` for what is no day of the calendar.

    >>> read_day("2024-02-30"), read_day("2024-02-29"), read_day(None)
    (None, '2024-02-29', None)
    """
    if text is None or len(text) < 10 or not (text[:10].isascii() and text[4:8:3] == "--"):
        return None
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None


def is_wanted(event: Event, auxiliaries: tuple[str, ...]) -> bool:
    """Whether an event is of a kind the export should have."""
    return event.auxiliary in auxiliaries
