"""At whom a position is directed that names nobody by its grammar: at whom its act is done.

"Asked the interior minister to resign" is told twice, as what is said and as an event. Whose words leave the target
open has it from the event of the same cue, where the text names its recipient in the place of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dragoman.records import Entity, Event, Position, Span

# Of these forces whoever is named within what is said may be meant: "criticised the laws of Hungary".
_WITHIN = frozenset(["criticise", "welcome", "support"])


def aim(positions: Iterable[Position], events: Iterable[Event], entities: Iterable[Entity]) -> tuple[Position, ...]:
    """The positions, with a target where only their events know one.

    >>> from dragoman.records import Topic
    >>> boss = Entity("e2", "the minister", "person", mentions=(Span(6, 18),))
    >>> said = Topic("to go", Span(19, 24))
    >>> asked = Position("p1", "e1", None, True, False, "demand", said, Span(0, 5), Span(0, 24))
    >>> event = Event("v1", "REQUEST", recipients=("e2",), sentence=Span(0, 24), trigger=Span(0, 5))
    >>> [position.target for position in aim([asked], [event], [boss])]
    ['e2']
    """
    acts, named = [*events], {entity.id: entity for entity in entities}
    return tuple(
        one if one.target is not None else replace(one, target=next(_find_aims(one, acts, named), None))
        for one in positions
    )


def _find_aims(position: Position, events: Iterable[Event], named: Mapping[str, Entity]) -> Iterator[str]:
    """The recipients of what a position's cue tells who stand where a target does, the best first."""
    recipients = [id for event in events if event.trigger.meets(position.cue) for id in event.recipients]
    others = [id for id in dict.fromkeys(recipients) if id != position.speaker]
    gap = Span(position.cue.end, max(position.cue.end, position.about.span.start))
    yield from (id for id in others if _is_named_in(named[id], gap))
    if position.force in _WITHIN and len(others) == 1:
        yield from (id for id in others if _is_named_in(named[id], position.about.span))


def _is_named_in(entity: Entity, span: Span) -> bool:
    return any(span.covers(mention) for mention in entity.mentions)
