"""Accusations nobody is named for: "it was underlined that the claims of X are unacceptable".

A readout's agentless passive is the word of the side the document speaks for. Where it criticises or
rejects what a named party does, PLOVER's ACCUSE has both its sides; the actor is inferred, so the
event's confidence stays below that of the position it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Entity, Event, Position, Resolved

# Of the position's own confidence, for the step from what is said to whom it is held against.
INFERRED = 0.7
FORCES = frozenset(["criticise", "reject"])
MODE = "disapprove"


def add_inferred(events: tuple[Event, ...], positions: Iterable[Position], resolved: Resolved) -> tuple[Event, ...]:
    """The events with inferred accusations among them, all numbered anew in the order of the text.

    One event a pair of sides, however many sentences say it; none where the text accuses by name.

    >>> add_inferred((), (), Resolved())
    ()
    """
    entities = {entity.id: entity for entity in resolved.entities}
    found: dict[tuple[str, str], Event] = {}
    for position in positions:
        actor = _side_entity(resolved.entities, position)
        if actor is None or position.target is None or _is_accused(events, entities, actor, position.target):
            continue
        key = (actor.id, position.target)
        found[key] = _told_again(found[key], position) if key in found else _accusation(actor, position)
    if not found:
        return events
    ordered = sorted((*events, *found.values()), key=lambda event: (event.sentence, event.trigger))
    return tuple(replace(event, id=f"v{n}") for n, event in enumerate(ordered, 1))


def _side_entity(entities: Iterable[Entity], position: Position) -> Entity | None:
    """The state or organisation for which an agentless criticism is inferred to be made."""
    if position.explicit or position.represents is None or position.force not in FORCES or position.boilerplate:
        return None
    sides = ("country", "organization")
    return next((e for e in entities if e.kind in sides and e.represents == position.represents), None)


def _is_accused(events: Iterable[Event], entities: dict[str, Entity], actor: Entity, target: str) -> bool:
    """Whether an event accuses the target's side in the name of the actor's already."""
    accused = entities[target].represents or target
    if accused == actor.represents:
        return True
    return any(
        event.type == "ACCUSE"
        and any(entities[a].represents == actor.represents for a in event.actors)
        and any((entities[r].represents or r) == accused for r in event.recipients)
        for event in events
    )


def _accusation(actor: Entity, position: Position) -> Event:
    ontology = load_ontology()
    return Event(
        id="",
        type="ACCUSE",
        sentence=position.sentence,
        trigger=position.cue,
        modes=(MODE,),
        contexts=position.contexts,
        actors=(actor.id,),
        recipients=(position.target,) if position.target else (),
        quad=ontology.types["ACCUSE"].quad,
        score=ontology.score("ACCUSE", (MODE,)),
        cameo=ontology.cameo("ACCUSE", (MODE,), position.contexts),
        sentences=(position.sentence,),
        confidence=round(INFERRED * position.confidence, 3),
        reason="said without a speaker; the side is inferred",
    )


def _told_again(event: Event, position: Position) -> Event:
    contexts = dict.fromkeys((*event.contexts, *position.contexts))
    return replace(event, sentences=(*event.sentences, position.sentence), contexts=tuple(contexts))
