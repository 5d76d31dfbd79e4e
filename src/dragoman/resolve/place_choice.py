"""Which of several places of one name is meant: the one the text leaves, or none."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from dragoman.knowledge import Known
from dragoman.records import PlaceKind
from dragoman.resolve.place_evidence import Evidence, Landmark

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
# Weights are tens of a place's people: a state named in the sentence makes up for a town a thousand times smaller.
# Swept on corpus/train.jsonl and the shown half of bench/cases/places.csv.
NEAR, NAMED = 3.0, 2.0
BESIDE, ELSEWHERE = 2.2, 1.2
# A sure place within this many km counts for more.
CLOSE_KM, CLOSE = 160.0, 0.8
# Half of the world's cities have a namesake in the USA, and half of the reports name it.
NAMESAKES = {"USA": 0.2}
# A capital gives way less easily to a namesake: "US officials arrived in Athens".
# And hardly to one of fewer than 100,000 people: a ministry in Dhaka is not in the Dhaka of Bihar.
CAPITAL, OBSCURE, MIN_RIVAL = 1.0, 1.0, 5.0
# What a town of fewer than 15,000 people has less than its people.
TOWN = 0.5
MARGIN = 0.4
# Areas have no people in the lists: a reviewed region counts as a city of ten million, others as smaller ones.
LISTED, FIRST_LEVEL, SECOND_LEVEL = 7.0, 5.3, 4.0
# And one of fewer people than this also where the text names no state at all.
MIN_PEOPLE_ALONE = 3_000
UNKNOWN = "no place of that name is known"
ONLY_SMALL = "its only places are small and in states that the text does not name"
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


def choose(
    places: Sequence[Known],
    evidence: Evidence,
    decisive: str | None,
    state: str | None,
    capitals: Collection[str] = (),
) -> Choice:
    """The place that is left among those of a name.

    `decisive` is the state that stands right by the name, `state` a state of the USA that does, `capitals` are the
    states of which the name is the capital's.

    >>> choose((), Evidence(near=frozenset(["LBN"])), None, None).reason
    'no place of that name is known'
    """
    if not places:
        return Choice(None, decisive, 0.5 if decisive else 0.0, UNKNOWN)
    if decisive is not None:
        found = [place for place in places if place.country == decisive and state in (None, place.region)]
        if not found:
            return Choice(None, decisive, 0.5, "no place of that name is known in the state said with it")
        return _at_home(found, 0.97, "the state said with it")
    spoken = evidence.states & {place.country for place in places}
    if not spoken and all(map(is_small, places)) and (evidence.named or max(map(_people, places)) < MIN_PEOPLE_ALONE):
        return Choice(None, None, 0.0, ONLY_SMALL)
    return _heaviest(places, evidence, frozenset(capitals) if spoken else frozenset())


def _people(place: Known) -> int:
    return place.population or 0


def is_small(place: Known) -> bool:
    """Whether a place is meant only where its state is named: a small town, an area of the second level."""
    if place.geonames is not None:
        return place.weak and (place.population or 0) < MIN_PEOPLE
    return place.key.startswith("district:")


def _heaviest(places: Sequence[Known], evidence: Evidence, capitals: frozenset[str]) -> Choice:
    """The place of the state for which most speaks, if that is enough more than for the next.

    A region that states share is what one of them has of it only where something speaks for that one.
    """
    shared = next((place for place in places if place.country is None), None)
    best: dict[str, float] = {}
    for place in places:
        if place.country is not None:
            weight = _weight(place, evidence, capitals)
            best[place.country] = max(best.get(place.country, 0.0), weight)
    ranked = sorted(best.items(), key=lambda row: (-row[1], row[0]))
    is_open = len(ranked) > 1 and ranked[0][1] - ranked[1][1] < _margin(ranked[0][0], ranked[1][0], evidence)
    if shared is not None and (is_open or not ranked or ranked[0][0] not in evidence.states):
        return Choice(shared, None, 0.8, "a region that states share" if ranked else "its only place")
    if is_open:
        return Choice(None, None, 0.0, "places of that name in more than one state")
    there = [place for place in places if place.country == ranked[0][0]]
    return _at_home(there, *_reason(ranked[0][0], places, evidence))


def _margin(first: str, second: str, evidence: Evidence) -> float:
    """How much more must speak for the first: less where the sentence names its state and nothing that of the other."""
    return MARGIN if first in evidence.near and second not in evidence.states else math.log10(DWARFS)


def _weight(place: Known, evidence: Evidence, capitals: frozenset[str]) -> float:
    weight = _size(place)
    share = NAMESAKES.get(place.country or "", 1.0)
    if capitals and place.country not in capitals and weight < MIN_RIVAL:
        weight -= OBSCURE
    if place.country in evidence.near:
        weight += NEAR * share
    elif place.country in evidence.named:
        weight += NAMED * share
    elif place.country in capitals and place.country not in evidence.states:
        weight += CAPITAL
    marks = [mark for mark in evidence.beside if mark.country == place.country]
    if marks:
        weight += BESIDE + CLOSE * any(km(mark, place) < CLOSE_KM for mark in marks)
    elif place.country in evidence.elsewhere:
        weight += ELSEWHERE * share
    return weight


def _size(place: Known) -> float:
    """How large a place is, in tens of people."""
    if place.population is not None:
        return math.log10(max(place.population, 500)) - (TOWN if place.population < MIN_PEOPLE else 0.0)
    if not is_area(place):
        return LISTED
    return FIRST_LEVEL if kind_of(place) == "region" else SECOND_LEVEL


def _reason(country: str, places: Sequence[Known], evidence: Evidence) -> tuple[float, str]:
    if country in evidence.near or country in evidence.named:
        return 0.9, "a state that the text names"
    if country in evidence.states:
        return 0.8, "a place beside it that leaves no doubt"
    if len(places) == 1:
        return (0.8 if not places[0].weak else 0.5), "its only place"
    return (0.8 if any(not p.weak for p in places) else 0.5), "its size"


def is_area(place: Known) -> bool:
    """Whether a place is one of GeoNames's areas, which has no people and no coordinates here."""
    return place.key.startswith(("region:", "district:"))


def _at_home(places: Sequence[Known], confidence: float, reason: str) -> Choice:
    ranked = _ranked([place for place in places if not is_area(place)] or places)
    first = ranked[0]
    if first.population is None:
        return Choice(first, first.country, confidence, reason)
    others = [place for place in ranked[1:] if km(first, place) > SAME_PLACE_KM]
    if others and _times(first, others[0]) < DWARFS_AT_HOME:
        return Choice(None, first.country, round(confidence * 0.9, 3), f"{reason}; it has more than one of that name")
    return Choice(first, first.country, confidence if not others else round(confidence * 0.95, 3), reason)


def _ranked(places: Sequence[Known]) -> list[Known]:
    return sorted(places, key=lambda place: (-_size(place), place.key))


def _times(first: Known, second: Known) -> float:
    return (first.population or 0) / max(second.population or 0, 1)


def km(one: Known | Landmark, other: Known) -> float:
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
    if is_area(known):
        return "district" if known.key.startswith("district:") else "region"
    if _WATER.search(known.name):
        return "water"
    if _FACILITY.search(known.name):
        return "facility"
    return "region" if known.country else "area"
