"""Who is no side's: whose office is of a firm or of a name that nobody knows, and whoever is beside another."""

from __future__ import annotations

import re

from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of

_OF_A_NAME = re.compile(
    r" (?:of|at|with) (?:the )?"
    r"(?!(?:Ministry|Government|Republic|State|Parliament|House|Senate|Cabinet|Army|Navy|Police|Court|Treasury)\b)[A-Z]"
)
# What opens a sentence before an office, and names nobody ("Team leader X", "My brother").
_NO_NAMES = frozenset(
    "the a my our his her their its chief team group party opposition union church rebel student senior former".split()
)
# Who is somebody's and of another side: "Moscow's main ally".
_BESIDE = frozenset("ally backer neighbour neighbor rival foe enemy".split())
# Characters before an office in which a name says whose it is.
NAME_BEFORE = 40


def is_of_unknown(gathering: Gathering, party: Party) -> bool:
    """ "Srpska leader X", "Counselor of the Verity Group": words beside the office say whose, and nobody knows it."""
    mentions, text = gathering.marked.mentions, gathering.marked.document.text
    for index in gathering.indexes_of(party):
        behind = gathering.words_of(mentions[index]).partition(mentions[index].office or "\0")[2]
        if _OF_A_NAME.match(behind) and not gathering.inside(index):
            return True
        start, office = mentions[index].span.start, mentions[index].office
        if not office or " " in office or not text[start].islower():
            continue
        before = text[max(0, start - NAME_BEFORE) : start]
        words = before.split()
        if before.endswith(" ") and len(words) > 1 and _is_name(words[-1]):
            return True
    return False


def _is_name(word: str) -> bool:
    return word.isalpha() and word[0].isupper() and word.lower() not in _NO_NAMES


def is_of_private_body(gathering: Gathering, party: Party) -> bool:
    """Whether its office is one of a firm, a fund or a university: "Senior Counsellor of the Cohen Group"."""
    for index in (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer)):
        held = gathering.party_of[index] if gathering.marked.mentions[index].form != "adjective" else None
        if held is not None and held.kind == "organization" and held.sectors[:1] != ["GOV"] and not held.represents:
            return True
    return False


def is_beside(gathering: Gathering, party: Party, side: str) -> bool:
    """Whether it is called by what it is to that side, as "Moscow's main ally" is: so of another."""
    within = (i for outer in gathering.indexes_of(party) for i in gathering.inside(outer))
    heads = {party.lemma, *map(head_of, party.offices)}
    held = [gathering.party_of[i] for i in within] if heads & _BESIDE else []
    return any(one is not None and side in (one.represents, one.country) for one in held)
