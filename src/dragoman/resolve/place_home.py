"""The state of a place that no list knows: the one in which all the other places of its text lie.

A story sent from Bannu that speaks of no other state's places has its villages in Pakistan. Whose soldiers shell a
village says nothing of whose it is, so states that a text only names are no evidence for one, and any against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.records import Marked, Place
from dragoman.resolve.place_choice import ONLY_SMALL, UNKNOWN
from dragoman.resolve.place_evidence import Setting

REASON = "no place of that name is known; all other places of the text lie in its state"
# What lies between states, or runs through several.
_SHARED = re.compile(r"\b(?:Sea|Ocean|Gulf|Straits?|Lake|River|Basin|Corridor|Peninsula|Highway|Islands|Border)\b")


def with_home(
    marked: Marked, found: Sequence[Place | None], setting: Setting, home: str | None
) -> tuple[Place | None, ...]:
    """The places, unknown ones in the state of all others; never with coordinates.

    `home` is the state of the dateline. Without one the text must name no other state at all, with one the sentence.
    """
    states = {mark.country for marks in setting.landmarks.values() for mark in marks} | ({home} if home else set())
    lying = {one.country for one in found if one is not None and one.country and one.granularity != "country"}
    if len(states) != 1 or lying - states:
        return tuple(found)
    (state,) = states
    named = frozenset(code for codes in setting.states.values() for code in codes if _is_state(code))
    if home is None and named - {state}:
        return tuple(found)
    return tuple(
        replace(place, country=state, reason=REASON)
        if place is not None and _is_unknown(place) and _names_only(setting, mention.sentence, state)
        else place
        for mention, place in zip(marked.mentions, found, strict=True)
    )


def _is_unknown(place: Place) -> bool:
    return place.country is None and place.reason in (UNKNOWN, ONLY_SMALL) and not _SHARED.search(place.name)


def _names_only(setting: Setting, sentence: int, state: str) -> bool:
    """Whether a sentence names no state but one."""
    return not {code for code in setting.states.get(sentence, ()) if _is_state(code)} - {state}


def _is_state(code: str) -> bool:
    return len(code) == 3 and code not in ("IGO", "UNO", "EUR", "NGO", "IMG", "MNC", "ISM")
