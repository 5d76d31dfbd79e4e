"""Whoever nothing before tells: a description that stands for nobody known is somebody of its own.

"The president" after two of them is one whose name nobody can tell, and whose side still fits best by what stands
around it; "its members", "a government delegation" and "one man" are people of their own.
"""

from __future__ import annotations

from dragoman.records import Mention
from dragoman.resolve.descriptions import make_described
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.pairs import is_pair
from dragoman.resolve.parties import Party

_KINDS = frozenset("person office government organization group".split())
# Words for one of those who are known, or for all of them.
_POINTING = frozenset("side two both country nation state neighbour neighbor visitor guest host".split())

# Parts of the world, of no one state.
_REGIONS = frozenset(
    """european african asian arab american western eastern nordic baltic balkan gulf caribbean pacific scandinavian
    latin islamic muslim regional""".split()
)


def is_of_a_region(gathering: Gathering, mention: Mention) -> bool:
    """Whether several are told by their part of the world: "South American leaders"."""
    return bool(_REGIONS & set(gathering.words_of(mention).lower().split()))


def is_left_over(gathering: Gathering, index: int) -> bool:
    """Whether a mention describes somebody and nothing has said whom."""
    mention = gathering.marked.mentions[index]
    if gathering.party_of[index] is not None or gathering.members[index]:
        return False
    if mention.form != "nominal" or mention.kind not in _KINDS or mention.known or len(mention.of) > 1:
        return False
    if gathering.words_of(mention).lower().startswith(("both ", "the two ")):
        return False
    lemma = gathering.lemma_of(mention)
    if lemma == "party" and mention.number == "many" and gathering.is_definite(mention):
        return False  # of the talks or of the war
    return lemma not in _POINTING and not is_pair(gathering, mention)


def describe(gathering: Gathering, index: int) -> Party:
    """A party of its own for a mention that is left over."""
    mention = gathering.marked.mentions[index]
    party = make_described(gathering, index)
    if mention.number == "many" and mention.kind in ("person", "office"):
        party.kind, party.many = "group", True
    return party
