"""All that a name can mean as a place, and what is left of it by the phrase's own words and the text's setting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.small_places import loose_key, place_key
from dragoman.resolve.place_choice import MIN_PEOPLE, is_area, kind_of
from dragoman.resolve.place_evidence import Evidence
from dragoman.resolve.place_phrases import PlacePhrase

# A city of so many people is meant by a name that is only much like its own as well.
MIN_WELL_KNOWN = 100_000


@lru_cache(maxsize=1024)
def find_readings(name: str, base: Knowledge) -> tuple[Known, ...]:
    """All that a whole name can mean as a place: what the reviewed list and the gazetteer have, towns and areas.

    A region that states share stands for itself and for the part that each of them has.
    """
    words = name.split()
    found = base.match(words, 0) if words else None
    known = found[1] if found is not None and found[0] == len(words) else ()
    capitals = {r.country for r in known if r.form == "capital"}
    known = tuple(
        r._replace(weak=r.weak and r.country not in capitals)
        for r in known
        if r.kind == "place" or (r.kind == "country" and r.form == "name")
    )
    seen = {r.key for r in known}
    towns = tuple(t._replace(weak=t.country not in capitals) for t in base.towns(name) if t.key not in seen)
    if any(kind_of(r) == "water" for r in known):
        return known  # the Red Sea is a state of Sudan as well
    return (*known, *towns, *base.areas(name))


def capital_states(name: str, base: Knowledge) -> frozenset[str]:
    """The states of which a name is the capital's.

    >>> from dragoman import knowledge
    >>> sorted(capital_states("Georgetown", knowledge.load()))
    ['GUY']
    """
    words = name.split()
    found = base.match(words, 0) if words else None
    return frozenset(r.country for r in found[1] if r.form == "capital" and r.country) if found else frozenset()


def is_capital(name: str, base: Knowledge) -> bool:
    """Whether a name is a capital's and no state's: "Ankara", and not "Djibouti".

    >>> from dragoman import knowledge
    >>> [is_capital(name, knowledge.load()) for name in ("Ankara", "Singapore", "Nepal")]
    [True, False, False]
    """
    words = name.split()
    found = base.match(words, 0) if words else None
    forms = {r.form for r in found[1] if r.kind == "country"} if found and found[0] == len(words) else set()
    return "capital" in forms and not forms & {"name", "acronym"}


def of_kind(places: Sequence[Known], said: PlacePhrase, evidence: Evidence) -> list[Known]:
    """The places of the kind that the phrase says. Where none is said, an area gives way to a city of its state."""
    areas = ("region", "district")
    if said.kind is None or said.kind == "facility":
        cities = {p.country for p in places if p.geonames is not None}
        places = [p for p in places if not is_area(p) or p.country not in cities]
        regions = [p for p in places if p.geonames is None and not p.weak and p.country]
        alone = len(regions) == 1 and not any(_is_large(p) or p.country in evidence.near for p in places)
        return regions if alone else list(places)
    kinds = areas if said.kind in areas else (said.kind,)
    return [place for place in places if kind_of(place) in kinds] or list(places)


def without_aliases(places: Sequence[Known], name: str, evidence: Evidence, decisive: str | None = None) -> list[Known]:
    """Without areas, and cities that have the name beside their own, in states for which nothing speaks.

    "San Salvador" may be San Salvador de Jujuy in a text on Argentina, and an island in one on the Bahamas. In one that
    also speaks of El Salvador it is the city of that very name. `decisive` is the state that stands by the name.
    """
    alike = [p for p in places if p.country not in (*evidence.states, decisive) and _is_only_alike(p, name)]
    if len(alike) < len(places) or evidence.states or not _is_one_city(alike):
        places = [p for p in places if p not in alike]
    own = [p for p in places if not is_area(p) and (not p.weak or place_key(p.name) == place_key(name))]
    if not own:
        return list(places)
    if any(not p.weak for p in own):  # "Samarkand" was once the name of Temirtau, which has another today
        places = [p for p in places if p in own or p.weak is False or place_key(name) in place_key(p.name)]
    if any(not p.weak and p.country in evidence.states for p in own):
        return [p for p in places if p in own or (is_area(p) and p.country in evidence.states)]
    return [p for p in places if p in own or p.country in evidence.states]


def _is_one_city(places: Sequence[Known]) -> bool:
    """Whether places are of one state and one of them is a city: "Izium" is Izyum where nothing else has the name."""
    return len({p.country for p in places}) == 1 and any((p.population or 0) >= MIN_PEOPLE for p in places)


def _is_only_alike(place: Known, name: str) -> bool:
    """Whether a small place's name is only much like the one looked for: "Barkin" and Barqin."""
    if place.geonames is None or (place.population or 0) >= MIN_WELL_KNOWN:
        return False
    return place_key(place.name) != place_key(name) and loose_key(place.name) == loose_key(name)


def _is_large(place: Known) -> bool:
    return place.geonames is not None and not place.weak
