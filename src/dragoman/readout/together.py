"""Groups that speak as one: "the two ministers", "both sides", when they are made of others of the text.

What the sides say together is said by them as a group and by neither alone, so they need an entity that can be
its speaker. Events keep the members: a group meets nobody.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Attribution, Entity, Marked, Phrase, Resolved


def with_groups(marked: Marked, resolved: Resolved) -> Resolved:
    """The resolved document with an entity for each group that speaks.

    The group is told by who is in it, so "the ministers", "they" and "both" can be one. A phrase that names each by
    itself ("Chad and Niger said") is no group.

    >>> from dragoman.records import Document
    >>> with_groups(Marked(Document("d", "Envoys met.")), Resolved())
    Resolved(entities=(), entity_of=(), members=(), dates=(), places=())
    """
    speaking = {i for said in marked.attributions if (i := group_of(resolved, said)) is not None}
    circles: dict[frozenset[str], list[int]] = {}
    for index in sorted(speaking):
        circles.setdefault(frozenset(resolved.members[index]), []).append(index)
    entities, entity_of = list(resolved.entities), list(resolved.entity_of)
    for circle in circles:
        everywhere = [i for i, ids in enumerate(resolved.members) if frozenset(ids) == circle]
        id = f"e{len(entities) + 1}"
        entities.append(_entity(marked, resolved, id, [i for i in everywhere if entity_of[i] is None]))
        for index in everywhere:
            entity_of[index] = entity_of[index] or id
    return replace(resolved, entities=tuple(entities), entity_of=tuple(entity_of))


def group_of(resolved: Resolved, said: Attribution) -> int | None:
    """The mention of several that is the whole source of an attribution; `None` where there is none."""
    source: Phrase | None = said.source
    if source is None or len(source.mentions) != 1:
        return None
    index = source.mentions[0]
    several = index < len(resolved.members) and len(resolved.members[index]) > 1
    return index if several else None


def _entity(marked: Marked, resolved: Resolved, id: str, indexes: list[int]) -> Entity:
    """The group: named by its longest description, of a side only if all are of that one."""
    mentions = [marked.mentions[i] for i in indexes]
    text = marked.document.text
    names = [m.span.of(text) for m in mentions if m.form != "pronoun"] or [m.span.of(text) for m in mentions]
    by_id = {entity.id: entity for entity in resolved.entities}
    members = [by_id[one] for one in resolved.members[indexes[0]]]
    sides = {member.represents for member in members}
    countries = {member.country for member in members}
    return Entity(
        id=id,
        name=max(names, key=len),
        kind="group",
        represents=sides.pop() if len(sides) == 1 else None,
        country=countries.pop() if len(countries) == 1 else None,
        mentions=tuple(m.span for m in mentions),
        confidence=round(min(member.confidence for member in members), 2),
        reason=f"together: {', '.join(member.name for member in members)}",
        members=tuple(member.id for member in members),
    )
