"""Who the mentions of a text are: one entity for everything it calls one party, in the order they come up.

First names, offices, sides and bodies are gathered into parties, then offices without a holder are given
to theirs, then sides are read off the text around them and off the list of known holders; last come
pronouns and sets ("the two ministers"). Where two readings are left, there is no entity.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.knowledge import Knowledge
from dragoman.records import Draft, Entity, Marked, Mention, Place
from dragoman.resolve.assembled import give_body
from dragoman.resolve.bystanders import drop_bystanders
from dragoman.resolve.coreference import resolve_references
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.governments import tell_governments
from dragoman.resolve.parties import Party
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import settle_sides
from dragoman.resolve.territories import mark_territories

Resolution = tuple[tuple[Entity, ...], tuple[str | None, ...], tuple[tuple[str, ...], ...]]


def resolve_entities(
    marked: Marked, knowledge: Knowledge, places: Sequence[Place | None] | None = None, drafts: Iterable[Draft] = ()
) -> Resolution:
    """The entities of a text, the entity each mention is, and the entities each mention stands for.

    `places` are those its mentions name, where they are resolved already; who plays a role in one of the `drafts` of
    its events is somebody.

    The last two are aligned with `marked.mentions`; a mention of several ("the two ministers") has no
    entity of its own but members.
    """
    gathering = gather_parties(marked, knowledge, places)
    scene = settle_sides(gathering)
    resolve_references(gathering, scene)
    tell_governments(gathering)
    give_body(gathering)
    mark_territories(gathering)
    drop_bystanders(gathering, drafts)
    return _number(marked, gathering)


def _number(marked: Marked, gathering: Gathering) -> Resolution:
    first: dict[int, int] = {}
    parties: list[Party] = []
    for index, party in enumerate(gathering.party_of):
        for held in (party,) if party is not None else gathering.shares[index]:
            held.mentions.append(index)
            if id(held) not in first:
                first[id(held)] = index
                parties.append(held)
    ids = {id(party): f"e{n}" for n, party in enumerate(parties, start=1)}
    entities = tuple(_entity(marked, party, ids[id(party)]) for party in parties)
    entity_of = tuple(ids[id(party)] if party is not None else None for party in gathering.party_of)
    members = tuple(
        (own,) if own else tuple(ids[id(p)] for p in many if id(p) in ids)
        for own, many in zip(entity_of, gathering.members, strict=True)
    )
    return entities, entity_of, members


def _entity(marked: Marked, party: Party, id: str) -> Entity:
    mentions: list[Mention] = [marked.mentions[i] for i in party.mentions]
    return Entity(
        id=id,
        name=party.name(),
        kind=party.kind,
        office=party.office(),
        represents=party.represents,
        country=party.country,
        sectors=tuple(party.sectors),
        wikidata=party.wikidata,
        mentions=tuple(mention.span for mention in mentions),
        confidence=round(party.confidence, 2),
        reason=party.reason,
    )
