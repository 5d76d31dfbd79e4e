"""Who has come together without being named: the ministers, leaders or members of the body whose text it is.

"The Committee of the Organisation met in Windhoek. Ministers commended ..." says of no minister whose he is: they
decide together, for the body. Where the text opens with two bodies, or with several states that met, nobody knows.
"""

from __future__ import annotations

import re

from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

ASSEMBLED = frozenset(
    [
        *"ministers leaders heads members participants delegates delegations presidents ambassadors".split(),
        "member states",
        "heads of government",
        "heads of state",
        "heads of state and government",
    ]
)
REASON = "of the body whose text it is"
CONFIDENCE = 0.6
# So many states in the opening sentences are those that came together.
MANY = 2
# Words behind "Ministers" that say whose they are.
_OF_OTHERS = re.compile(r"\s(?:from|of|in|to|for|accredited|representing)\b")
_PLACED = re.compile(r"(?:\b(?:in|at) (?:the )?|\b[A-Z][\w'’-]+, )(?:Republic of |Kingdom of |State of )?$")
# Characters before a name in which a word tells that it is a place.
_BEFORE = 60


def give_body(gathering: Gathering) -> None:
    """Give bare plurals without a side ("Ministers", "the Leaders") that of the one body that the text opens with."""
    sideless = [party for party in gathering.parties if _is_assembled(gathering, party)]
    body = _find_body(gathering) if sideless else None
    if body is None:
        return
    for party in sideless:
        party.represents, party.country, party.sectors = body.represents, body.country, [*body.sectors]
        party.reason, party.confidence = REASON, CONFIDENCE


def _is_assembled(gathering: Gathering, party: Party) -> bool:
    if party.kind != "group" or party.represents or party.country or party.names:
        return False
    told = [gathering.marked.mentions[i] for i in gathering.indexes_of(party)]
    nouns = [mention for mention in told if mention.form == "nominal"]
    return bool(nouns) and all(
        mention.number == "many"
        and not mention.of
        and gathering.words_of(mention).lower().removeprefix("the ") in ASSEMBLED
        and not _OF_OTHERS.match(gathering.marked.document.text, mention.span.end)
        for mention in nouns
    )


def _find_body(gathering: Gathering) -> Party | None:
    """The one organisation that a text's opening names before any state; none where it names several of either."""
    sentences = gathering.marked.sentences
    first = next((sentence.index for sentence in sentences if sentence.kind == "body"), -1)
    bodies: dict[str, Party] = {}
    states: set[str] = set()
    for index in (i for at in range(first + 1) for i in gathering.in_sentence(at)):
        party = gathering.party_of[index]
        side = party.represents if party is not None else None
        if party is None or side is None:
            continue
        if party.kind == "organization" and party.country and side != party.country:
            if states and not bodies:
                return None
            bodies.setdefault(side, party)
        elif party.kind in ("country", "person", "office", "government") and not _is_whereabouts(gathering, index):
            states.add(side)
    return next(iter(bodies.values())) if len(bodies) == 1 and len(states) < MANY else None


def _is_whereabouts(gathering: Gathering, index: int) -> bool:
    """Whether a state is told as where something is: "in Windhoek, Namibia"."""
    start = gathering.marked.mentions[index].span.start
    return _PLACED.search(gathering.marked.document.text[max(0, start - _BEFORE) : start]) is not None
