"""Which of several places of one name is meant: the one the text leaves, or none."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from dragoman.knowledge import Known
from dragoman.records import PlaceKind

# How many times as many people the largest city must have as the next for its name alone to mean it. By the
# gazetteer's own numbers 8 takes Geneva (9.3) and Odessa (8.8) and leaves Oxford (7.3), Kingston (7.1), Birmingham
# (5.9) and Tripoli (5.7) open.
DWARFS = 8.0
# The same within one state, where readers know their own: 3 takes Columbus (4.4) and leaves Springfield (1.1) open.
DWARFS_AT_HOME = 3.0
# Two entries of one name this near are one place and its outskirts.
SAME_PLACE_KM = 40.0
# A town of fewer people is meant only where its state is named.
MIN_PEOPLE = 15_000
_WATER = re.compile(
    r"\b(?:Sea|Ocean|Gulf|Straits?|Bay|Lake|Canal|River|Bosphorus|Dardanelles|Mediterranean|Aegean|Bab el)\b"
)
_FACILITY = re.compile(r"\b(?:plant|Dam|Camp David|Mar-a-Lago|Mount|Line|Zone|Corridor|corridor|Natanz|Fordow)\b")


class Choice(NamedTuple):
    """The place chosen, or only its country where that is all that is left; and why."""

    place: Known | None
    country: str | None
    confidence: float
    reason: str


def choose(places: Sequence[Known], named: Collection[str], decisive: str | None, state: str | None) -> Choice:
    """The place that is left among those of a name.

    `named` are the states the text names, `decisive` the one that stands right by the name, `state` a state of
    the USA that does.

    >>> choose((), frozenset({"LBN"}), None, None).reason
    'no place of that name is known'
    """
    if not places:
        return Choice(None, decisive, 0.5 if decisive else 0.0, "no place of that name is known")
    if decisive is not None:
        found = [place for place in places if place.country == decisive and state in (None, place.region)]
        if not found:
            return Choice(None, decisive, 0.5, "no place of that name is known in the state said with it")
        return _at_home(found, 0.97, "the state said with it")
    near = [place for place in places if place.country in named]
    if near:
        return _largest(near, 0.9, "a state that the text names")
    strong = [place for place in places if not place.weak]
    if named and not strong and all((place.population or 0) < MIN_PEOPLE for place in places):
        return Choice(None, None, 0.0, "its only places are small and in states that the text does not name")
    return _largest(strong or places, 0.8 if strong else 0.5, "its size" if len(places) > 1 else "its only place")


def _largest(places: Sequence[Known], confidence: float, reason: str) -> Choice:
    """The largest by far; places of one state are chosen among as at home."""
    if len({place.country for place in places}) == 1:
        return _at_home(places, confidence, reason)
    ranked = _ranked(places)
    if _times(ranked[0], ranked[1]) < DWARFS:
        return Choice(None, None, 0.0, "places of that name in more than one state")
    return Choice(ranked[0], ranked[0].country, round(confidence * 0.95, 3), f"{reason}, and by far the largest")


def _at_home(places: Sequence[Known], confidence: float, reason: str) -> Choice:
    ranked = _ranked(places)
    first = ranked[0]
    others = [place for place in ranked[1:] if _km(first, place) > SAME_PLACE_KM]
    if others and _times(first, others[0]) < DWARFS_AT_HOME:
        return Choice(None, first.country, round(confidence * 0.9, 3), f"{reason}; it has more than one of that name")
    return Choice(first, first.country, confidence if not others else round(confidence * 0.95, 3), reason)


def _ranked(places: Sequence[Known]) -> list[Known]:
    return sorted(places, key=lambda place: (-(place.population or 0), place.key))


def _times(first: Known, second: Known) -> float:
    return (first.population or 0) / max(second.population or 0, 1)


def _km(one: Known, other: Known) -> float:
    """The distance of two places, in km; those without coordinates are nowhere near."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return math.inf
    north = (one.lat - other.lat) * 111.2
    east = (one.lon - other.lon) * 111.2 * math.cos(math.radians(one.lat))
    return math.hypot(north, east)


def kind_of(known: Known) -> PlaceKind:
    """What kind of place the gazetteer's entry is.

    >>> from dragoman import knowledge
    >>> [kind_of(knowledge.load().match(name.split(), 0)[1][-1]) for name in ("Lviv", "Bavaria", "Red Sea", "Sahel")]
    ['city', 'region', 'water', 'area']
    """
    if known.kind == "country":
        return "country"
    if known.geonames is not None:
        return "city"
    if _WATER.search(known.name):
        return "water"
    if _FACILITY.search(known.name):
        return "facility"
    return "region" if known.country else "area"
