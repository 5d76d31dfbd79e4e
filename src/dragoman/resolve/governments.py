"""Governments that a text names beside their states: parties of their own, who act for the same side.

Who is meant is found out for state and government together, as either speaks for both; last they are told apart.
"""

from __future__ import annotations

from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

_AGAIN = frozenset(["it", "its", "itself"])


def tell_governments(gathering: Gathering) -> None:
    """Give "the government", "the Kenyan government" a party of its own for each state, and "it" behind one."""
    told: dict[Party, Party] = {}
    last: dict[Party, tuple[int, bool]] = {}
    for index, mention in enumerate(gathering.marked.mentions):
        party = gathering.party_of[index]
        if party is None or party.kind != "country" or mention.form == "adjective":
            continue
        moves = _is_government(gathering, mention)
        if mention.form == "pronoun" and gathering.words_of(mention).lower() in _AGAIN:
            moves = last.get(party) == (mention.sentence, True)
        if mention.outer is None:
            last[party] = (mention.sentence, moves)
        if moves:
            told[party] = told.get(party) or _make_government(gathering, party)
            gathering.take_back(index)
            gathering.give(index, told[party])


def _is_government(gathering: Gathering, mention: Mention) -> bool:
    if mention.number != "one" or mention.form == "pronoun":
        return False
    named = gathering.words_of(mention).lower().removeprefix("the ").startswith("government of ")
    return named or (mention.form == "nominal" and gathering.lemma_of(mention) == "government")


def _make_government(gathering: Gathering, state: Party) -> Party:
    party = Party("government", label=f"government of {state.name()}", lemma="government", sectors=["GOV"])
    party.country, party.represents, party.sides = state.country, state.represents, [*state.sides]
    party.confidence, party.reason = state.confidence, state.reason
    gathering.parties.append(party)
    return party
