"""Governments that a text names beside their states: parties of their own, who act for the same side.

Who is meant is found out for state and government together, as either speaks for both; last they are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Mention
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party

_AGAIN = frozenset(["it", "its", "itself"])
# Before the noun: governments of parts of a state, and such as do not govern it.
_PARTIAL = re.compile(
    r"\b(?:local|regional|county|city|state|provincial|municipal|devolved|autonomous|rival|parallel|shadow)\b"
)
_OWNER = re.compile(r"['’]s? [a-z]")
_IN_EXILE = re.compile(r"[ -]in[ -]exile\b", re.IGNORECASE)


def tell_governments(gathering: Gathering) -> None:
    """Give "the government", "the Kenyan government" a party of its own for each state, and "it" behind one.

    "The county government", "the government in exile" are not the state's: each has a party by its words.
    """
    told: dict[tuple[Party, str], Party] = {}
    last: dict[Party, tuple[int, str | None]] = {}
    for index, mention in enumerate(gathering.marked.mentions):
        party = gathering.party_of[index]
        if party is None or party.kind != "country" or mention.form == "adjective":
            continue
        which = _name_of_government(gathering, mention)
        if mention.form == "pronoun" and gathering.words_of(mention).lower() in _AGAIN:
            sentence, which = last.get(party, (-1, None))
            which = which if sentence == mention.sentence else None
        if mention.outer is None:
            last[party] = (mention.sentence, which)
        if which is not None:
            key = (party, which)
            told[key] = told.get(key) or _make_government(gathering, party, which)
            gathering.take_back(index)
            gathering.give(index, told[key])


def _name_of_government(gathering: Gathering, mention: Mention) -> str | None:
    """Which government words name: `""` the state's, else the words for one of a part of it; none if they name none."""
    if mention.number != "one" or mention.form == "pronoun":
        return None
    words = _with_word_before(gathering, mention).removeprefix("the ").removeprefix("The ")
    named = words.lower().startswith("government of ")
    if not named and not (mention.form == "nominal" and gathering.lemma_of(mention) == "government"):
        return None
    before, _, behind = words.partition("overnment")
    if _OWNER.search(behind):
        return None
    exiled = _IN_EXILE.match(gathering.marked.document.text, mention.span.end) or _IN_EXILE.search(behind)
    if exiled or _PARTIAL.search(before.lower()) or _is_of_a_people(gathering, [*before.split()[:-1], *behind.split()]):
        return words
    return ""


def _with_word_before(gathering: Gathering, mention: Mention) -> str:
    """The words of a mention, with the one before a bare noun: "the Welsh [government]"."""
    words = gathering.words_of(mention)
    before = gathering.marked.document.text[: mention.span.start].split(" ")[-2:-1]
    return " ".join([*before, words]) if words.lower() == "government" else words


def _is_of_a_people(gathering: Gathering, words: Sequence[str]) -> bool:
    """Whether the words about "government" name no state but a part or a people of one: "the Scottish government"."""
    matches = (gathering.base.match(words, i) for i, word in enumerate(words) if word[0].isupper())
    known = [match[1] for match in matches if match is not None]
    return bool(known) and not any(
        reading.kind in ("country", "person", "organization") and not reading.weak
        for readings in known
        for reading in readings
    )


def _make_government(gathering: Gathering, state: Party, which: str) -> Party:
    label = which or f"government of {state.name()}"
    party = Party("government", label=label, lemma="government", sectors=["GOV"])
    party.country = state.country
    if not which:
        party.represents, party.sides = state.represents, [*state.sides]
    party.confidence, party.reason = state.confidence, state.reason
    gathering.parties.append(party)
    return party
