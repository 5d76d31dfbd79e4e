"""Who is meant by a side and a word that fits many: "the Tajik official", "the American guest", "the Dutch".

In a text that has spoken of one person of a side, he is its official, diplomat or guest; its leader is he only where
he leads it. A people told as a whole ("the Dutch said") is its state, as nobody else answers for it.
"""

from __future__ import annotations

from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of

# Words for whoever is there for a side, those for whom it sends, and those for who is at its head.
_ANYBODY = frozenset("guest visitor host interlocutor dignitary official politician statesman".split())
_SENT = frozenset("diplomat envoy representative emissary delegate negotiator".split())
_LEADERS = frozenset("leader ruler strongman".split())
_LEADING = frozenset("president minister premier chancellor king queen emir sultan leader ruler chairperson".split())
_HEADING = frozenset("president king queen emir sultan monarch".split())
# How peoples are called whose name has no plural's s.
_PEOPLES = ("s", "ese", "ish", "ch")


def find_only_one(gathering: Gathering, index: int, mention: Mention) -> Party | None:
    """The one person of its side so far whom a description fits; none where several may be meant."""
    words = gathering.words_of(mention).lower().split()
    if len(mention.of) != 1 or len(words) < 3 or words[0] != "the" or mention.number != "one":
        return None
    is_head = words[1:3] == ["head", "of"] and len(gathering.inside(index)) == 1 and "state" not in words
    if len(words) != 3 and not is_head:
        return None
    told = [party for _, party in gathering.before(index) if _is_of(party, mention.of[0])]
    return told[0] if len(told) == 1 and _fits(told[0], "leader" if is_head else words[-1]) else None


def is_people(gathering: Gathering, mention: Mention) -> bool:
    """Whether a mention calls a state's people as a whole: "the Dutch"; not after "three Americans"."""
    words = gathering.words_of(mention).split()
    if len(words) != 2 or words[0].lower() != "the" or mention.kind != "group" or mention.sectors != ("CVL",):
        return False
    name, lemma = words[1], gathering.lemma_of(mention)
    is_whole = name[0].isupper() and name.endswith(_PEOPLES) and len(mention.of) == 1 and len(mention.of[0]) == 3
    return is_whole and gathering.find_by_key(f"{mention.of[0]}:{lemma}:many") is None


def _is_of(party: Party, side: str) -> bool:
    return party.kind in ("person", "office") and party.sides[:1] == [side] and not party.many


def _fits(party: Party, word: str) -> bool:
    """Whether somebody's offices allow that he is called so; a president is no diplomat."""
    heads = {head_of(office) for office in party.offices}
    if word in _LEADERS:
        return bool(heads & _LEADING) and not any("foreign" in office.lower() for office in party.offices)
    if word in _SENT or word == "official":
        return bool(heads) and not heads & _HEADING
    return word in _ANYBODY
