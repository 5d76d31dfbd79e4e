"""Which nouns for people are nobody in particular: "as observers", "a guest", "for companies" are no entities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.records import Draft, Marked, Phrase
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

# Prepositions whose phrase does something or has something done to it.
_TAKE_PART = frozenset("at by with against between among from on to upon toward towards into alongside".split())


def drop_bystanders(gathering: Gathering, drafts: Iterable[Draft] = ()) -> None:
    """Take the entity from indefinite descriptions that have no part in any clause of the text.

    A description keeps its entity when it has a side, when one of its mentions is definite or holds a figure, when
    it is the subject or an object of a clause or plays a role in a draft of an event, or when it is somebody's source.
    Without clauses all are kept.
    """
    marked = gathering.marked
    if not marked.clauses:
        return
    taking_part = {*_phrases_taking_part(marked), *(m for draft in drafts for m in (*draft.actors, *draft.recipients))}
    kept = {id(party) for i, party in enumerate(gathering.party_of) if party is not None and i in taking_part}
    for i, party in enumerate(gathering.party_of):
        if party is not None and gathering.is_definite(marked.mentions[i]):
            kept.add(id(party))
    gone = {id(party) for party in gathering.parties if _is_bare_description(party) and id(party) not in kept}
    gathering.party_of[:] = [None if party is not None and id(party) in gone else party for party in gathering.party_of]
    gathering.members[:] = [tuple(p for p in held if id(p) not in gone) for held in gathering.members]


def _is_bare_description(party: Party) -> bool:
    if party.key is not None or party.names or party.offices or party.sides or party.lemma is None:
        return False
    return not any(character.isdigit() for character in party.label or "")


def _phrases_taking_part(marked: Marked) -> Iterator[int]:
    """The mentions that are subjects, objects, or joined to a clause by a preposition that makes them a party."""
    for clause in marked.clauses:
        for phrase in (clause.subject, *clause.objects):
            yield from _held(phrase)
        for preposition, phrase in clause.obliques:
            if preposition in _TAKE_PART:
                yield from phrase.mentions
    for attribution in marked.attributions:
        yield from _held(attribution.source)


def _held(phrase: Phrase | None) -> tuple[int, ...]:
    return phrase.mentions if phrase is not None else ()
