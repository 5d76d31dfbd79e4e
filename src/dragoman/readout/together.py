"""Groups that are made of others of the text: "the two ministers", "both sides".

What the sides say together is said by them as a group and by neither alone, so they need an entity that can be
its speaker; and a group that the text names by a noun is somebody it speaks of. Events keep the members: a group
meets nobody.
"""

from __future__ import annotations

from dataclasses import replace

from dragoman.records import Attribution, Entity, Marked, Phrase, Resolved

# Words for all who met, which stand for a group even where the text leaves open who is in it.
_ALL = frozenset("sides parties ministers officials interlocutors leaders presidents delegations they two both".split())


def with_groups(marked: Marked, resolved: Resolved) -> Resolved:
    """The resolved document with an entity for each group that speaks, or that a noun names.

    The group is told by who is in it, so "the ministers", "they" and "both" can be one. A phrase that names each by
    itself ("Chad and Niger said", "Iranian and Iraqi envoys") is no group.

    >>> from dragoman.records import Document
    >>> with_groups(Marked(Document("d", "Envoys met.")), Resolved())
    Resolved(entities=(), entity_of=(), members=(), dates=(), places=())
    """
    speaking = {i for said in marked.attributions if (i := group_of(resolved, said)) is not None}
    named = {i for i, ids in enumerate(resolved.members) if len(ids) > 1 and _is_named(marked, resolved, i)}
    circles: dict[frozenset[str], list[int]] = {}
    for index in sorted(speaking | named):
        circles.setdefault(frozenset(resolved.members[index]), []).append(index)
    entities, entity_of = list(resolved.entities), list(resolved.entity_of)
    unknown = [i for i in _sources(marked) if _is_nameless(marked, resolved, i)]
    for circle in circles:
        everywhere = [i for i, ids in enumerate(resolved.members) if frozenset(ids) == circle]
        id = f"e{len(entities) + 1}"
        entities.append(_entity(marked, resolved, id, [i for i in everywhere if entity_of[i] is None]))
        for index in everywhere:
            entity_of[index] = entity_of[index] or id
    if unknown:
        id = f"e{len(entities) + 1}"
        entities.append(_nameless(marked, id, unknown))
        for index in unknown:
            entity_of[index] = id
    return replace(resolved, entities=tuple(entities), entity_of=tuple(entity_of))


def _is_named(marked: Marked, resolved: Resolved, index: int) -> bool:
    """Whether a mention names a group that is nobody yet by a noun, and not each of its sides."""
    mention = marked.mentions[index]
    return resolved.entity_of[index] is None and mention.form == "nominal" and not mention.of


def _sources(marked: Marked) -> list[int]:
    """The mentions that are the whole source of what is said, in the order of the text."""
    held = (said.source.mentions for said in marked.attributions if said.source is not None)
    return sorted({mentions[0] for mentions in held if len(mentions) == 1})


def _is_nameless(marked: Marked, resolved: Resolved, index: int) -> bool:
    """ "Both sides" of whom the text leaves open who they are."""
    if resolved.entity_of[index] is not None or resolved.members[index]:
        return False
    words = marked.mentions[index].span.of(marked.document.text).lower().split()
    return words[-1] in _ALL and marked.mentions[index].number == "many"


def _nameless(marked: Marked, id: str, indexes: list[int]) -> Entity:
    spans = tuple(marked.mentions[i].span for i in indexes)
    names = [span.of(marked.document.text) for span in spans]
    return Entity(id, max(names, key=len), "group", mentions=spans, confidence=0.3, reason="together: who, is not told")


def group_of(resolved: Resolved, said: Attribution) -> int | None:
    """The mention of several that is the whole source of an attribution; `None` where there is none."""
    source: Phrase | None = said.source
    if source is None or len(source.mentions) != 1:
        return None
    index = source.mentions[0]
    if index >= len(resolved.members):
        return None
    entity = next((e for e in resolved.entities if e.id == resolved.entity_of[index]), None)
    nameless = entity is not None and entity.reason.startswith("together")
    return index if nameless or len(resolved.members[index]) > 1 else None


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
