"""Scenes without a name, and where an unknown name lies: "outside the consulate", "a raid at Nemba".

An act that is done somewhere may be placed by a noun for a building or ground that its own clause leads in, where no
name says more. The country of a scene, and of a name that no gazetteer has, is that of all who take part; where they
are of several, a state arrests and bans at home, and a crowd protests there. Soldiers by themselves say nothing, as
they fight abroad.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dragoman.records import Entity, Marked, Place
from dragoman.resolve.belonging import NO_STATES
from dragoman.resolve.event_places import BREAK, DONE_TYPES
from dragoman.resolve.told import Told

# Acts that a scene without a name places, and those of them that are done to the scene itself.
_STAGED = frozenset("ASSAULT PROTEST COERCE".split())
_DONE_TO = frozenset(["PROTEST"])
# Acts of which those who take part tell the country, and those that are done in one's own.
_TELLING = DONE_TYPES | {"AID"}
_AT_HOME = frozenset("COERCE PROTEST".split())
_SCENES = (
    "consulate|embassy|palace|parliament|presidency|building|headquarters|residence|courthouse|court|prison|jail|camp|"
    "base|barracks|airport|airfield|port|pier|harbour|harbor|railway station|train station|police station|station|"
    "school|university|campus|hospital|clinic|mosque|church|cathedral|temple|monastery|synagogue|square|market|"
    "checkpoint|police post|border post|army post|customs post|post|crossing|bridge|stadium|hotel|town hall|city hall|"
    "refinery|mine|depot|warehouse|factory|works|customs house|office|offices"
)
_LED_IN = r"(?:in\sfront\sof|outside|inside|at|in|near|before|around)\s"
_NAMED = rf"(?:the|a|an|its|their|his|her)\s(?:[\w’'-]+\s){{0,3}}?(?:{_SCENES})"
_NOUN_PHRASE = rf"(?P<scene>{_NAMED}|parliament)\b(?!['’])"
_STOP = r"(?!(?:and|but|or|who|which|that|to|for|of|on|after|by|with|over|as)\b)"
_BEHIND = re.compile(rf"(?:\s{_STOP}[\w’'-]+){{0,6}}?\s{_LED_IN}{_NOUN_PHRASE}")
_OBJECT = re.compile(rf"\s{_NOUN_PHRASE}")


def find_scene(told: Told, marked: Marked, entities: Mapping[str, Entity]) -> Place | None:
    """Where an act happened, as it is told already, or by a scene that its clause leads in; with its country."""
    place = told.place or _find_unnamed(told, marked)
    if place is None or place.country is not None or place.granularity in ("area", "water"):
        return place
    return replace(place, country=_find_home(told, entities))


def _find_unnamed(told: Told, marked: Marked) -> Place | None:
    """The scene that stands behind the trigger of the first telling that has one, before its clause breaks off."""
    if told.type not in _STAGED:
        return None
    text = marked.document.text
    for draft in told.drafts:
        end = marked.sentences[draft.sentence].span.end
        cut = BREAK.search(text, draft.trigger.end, end)
        stop = cut.start() if cut is not None else end
        found = _BEHIND.match(text, draft.trigger.end, stop)
        if found is None and told.type in _DONE_TO:
            found = _OBJECT.match(text, draft.trigger.end, stop)
        if found is not None:
            return Place(found["scene"], granularity="facility", reason="a scene that the act's clause leads in")
    return None


def _find_home(told: Told, entities: Mapping[str, Entity]) -> str | None:
    """The one state of all who take part, or of those who do what is done at home.

    >>> entities = {"e1": Entity("e1", "police", "government", country="RWA"), "e2": Entity("e2", "x", "group")}
    >>> _find_home(Told("COERCE", "actual", (), (), ["e1"], ["e2"], None, None, None, 0.5, False), entities)
    'RWA'
    """
    if told.type not in _TELLING:
        return None
    mine, theirs = (_states_of(ids, entities) for ids in (told.actors, told.recipients))
    settled = mine | theirs
    if len(settled) != 1 and told.type in _AT_HOME:
        settled = mine
    everyone = (entities[one] for one in (*told.actors, *told.recipients) if one in entities)
    is_home = any(found.country in settled and found.sectors[:1] != ("MIL",) for found in everyone)
    return next(iter(settled)) if len(settled) == 1 and is_home else None


def _states_of(ids: list[str], entities: Mapping[str, Entity]) -> set[str]:
    countries = {entities[one].country for one in ids if one in entities}
    return {code for code in countries if code is not None and len(code) == 3 and code not in NO_STATES}
