"""Who acts for a partly recognised territory: the state that claims it, with the sector PRE added.

The knowledge base has the territories; the sides that a text gives a party are states, so that which of them means a
territory ("Abkhaz authorities", coded GEO as the Georgian ones are) is read off the names inside its mentions.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

SECTOR = "PRE"
# Whoever rules in a place is told by these alone: "the authorities in Sukhumi", and not "a doctor in Sukhumi".
_RULERS = frozenset("authority government leadership administration leader".split())


def find_territory(gathering: Gathering, index: int) -> Known | None:
    """The territory that a mention is of, by an adjective, an owner or "of" inside it; none beside its state.

    "The Georgian minister for Abkhazia" and "the envoy to Abkhazia" are not of it.
    """
    text, mentions = gathering.marked.document.text, gathering.marked.mentions
    name = mentions[index].name if mentions[index].kind in ("government", "organization") else None
    found = _named(gathering.base, name.split()) if name else None  # "Artsakh Defence Army" holds no other mention
    for inner in gathering.inside(index):
        known = known_territory(gathering.base, mentions[inner])
        if known is None:
            if mentions[inner].kind == "country":
                return None
            continue
        words = text[mentions[index].span.start : mentions[inner].span.start].lower().removesuffix("the ").split()
        if words and words[-1] in ("to", "for", "in", "on", "with"):
            return None
        found = found or known
    return found


def territory_of(gathering: Gathering, party: Party) -> Known | None:
    """The territory that a party is, or is of by one of its mentions so far."""
    if party.kind == "country":
        return _territory(gathering.base, party.key)
    told = (find_territory(gathering, index) for index in gathering.indexes_of(party))
    return next((known for known in told if known is not None), None)


def mark_territories(gathering: Gathering) -> None:
    """Add the sector to everybody who acts for a territory and whose side is the state that claims it."""
    for party in gathering.parties:
        if party.kind in ("country", "place", "agreement", "occasion") or SECTOR in party.sectors:
            continue
        known = territory_of(gathering, party) or _ruled(gathering, party)
        if known is not None and party.country == known.country:
            party.sectors.append(SECTOR)


def known_territory(base: Knowledge, mention: Mention) -> Known | None:
    """The territory that a mention names by itself."""
    return _territory(base, mention.known) if mention.kind == "country" else None


def _territory(base: Knowledge, key: str | None) -> Known | None:
    try:
        known = base.get(key) if key is not None else None
    except KeyError:
        return None
    return known if known is not None and known.kind == "country" and SECTOR in known.sectors else None


def _ruled(gathering: Gathering, party: Party) -> Known | None:
    """ "The de facto authorities in Sukhumi": the territory or its capital right behind those who rule there."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in gathering.indexes_of(party):
        mention = mentions[index]
        if mention.of or mention.form == "name" or gathering.lemma_of(mention).split()[-1] not in _RULERS:
            continue
        for other in (mentions[i] for i in gathering.in_sentence(mention.sentence)):
            if other.span.start > mention.span.start and text[: other.span.start].endswith(" in "):
                behind = text[mention.span.end : other.span.start]
                known = _named(gathering.base, (other.name or "").split()) if behind in (" in ", "") else None
                if known is not None:
                    return known
    return None


def _named(base: Knowledge, words: Sequence[str]) -> Known | None:
    """The territory that words begin with, or the one ruled from there."""
    found = base.match(words, 0) if words else None
    told = (_territory(base, reading.key) for reading in (found[1] if found else ()))
    return next((known for known in told if known is not None), None)
