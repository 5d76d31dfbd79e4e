"""What a phrase for a place means, and why: a place, or its state alone, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Known
from dragoman.records import PlaceKind
from dragoman.resolve.place_choice import ONLY_SMALL, Choice, choose, is_area, is_small, kind_of
from dragoman.resolve.place_evidence import Evidence
from dragoman.resolve.place_phrases import PlacePhrase, read_phrase, without_side
from dragoman.resolve.place_readings import capital_states, find_readings, of_kind, without_aliases


class Candidate(NamedTuple):
    """A place that the words could name."""

    name: str
    country: str | None
    geonames: int | None
    population: int | None


@dataclass(frozen=True, slots=True)
class PlaceDecision:
    """What a phrase for a place means, and why.

    `country` alone is given where the state is certain and which of its places is not. `confidence` is 0 where
    nothing is decided; `candidates` are all that the name could mean, the largest first.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    granularity: PlaceKind | None
    confidence: float
    reason: str
    candidates: tuple[Candidate, ...] = ()


def resolve_place(phrase: str, base: Knowledge, *, countries: Collection[str] = ()) -> PlaceDecision:
    """The place that a phrase names in a text that names `countries` (actor codes).

    >>> from dragoman import knowledge
    >>> found = resolve_place("the Syrian city of Hama", knowledge.load())
    >>> found.country, found.granularity, found.reason
    ('SYR', 'city', 'the state said with it')
    >>> resolve_place("Tripoli", knowledge.load()).country is None
    True
    >>> resolve_place("Tripoli", knowledge.load(), countries=["LBN"]).country
    'LBN'
    """
    said = read_phrase(phrase, base)
    found = decide(said, base, Evidence(near=frozenset(countries)))
    if found.reason == ONLY_SMALL and len(states := {one.country for one in found.candidates}) == 1:
        # Asked for as a place it need not be somebody's name, as in a running text.
        found = replace(decide(said, base, Evidence(near=frozenset(filter(None, states)))), confidence=0.5)
        found = replace(found, reason="its only place, and a small one")
    return found if found.candidates or found.confidence else replace(found, name=" ".join(phrase.split()))


def decide(said: PlacePhrase, base: Knowledge, evidence: Evidence, shown: str | None = None) -> PlaceDecision:
    name, readings = said.name, find_readings(said.name, base)
    while not readings and (whole := without_side(name)) != name:  # "occupied West Bank"
        name, readings = whole, find_readings(whole, base)
    if said.has_article:  # "the White House" is no town of Tennessee
        readings = tuple(r for r in readings if not r.weak or (r.geonames is None and (said.kind or not is_area(r))))
    state = _as_state(readings, said, evidence.near | evidence.named)
    if state is not None:
        is_part = name != said.name or state.key != state.country or name in PARTS
        kind: PlaceKind = "region" if is_part else "country"
        return PlaceDecision(state.name, state.country, None, None, None, kind, 0.97, "a state's name")
    places = [known for known in readings if known.kind == "place"]
    said = _settled(with_outer(said, base), places)
    meant = without_aliases(of_kind(places, said, evidence), name, evidence, said.country)
    choice = choose(meant, evidence, said.country, said.state, capital_states(name, base))
    if said.kind == "facility" and all(p.weak for p in meant) and choice.reason.startswith("its "):
        choice = Choice(None, None, 0.0, "only named like a place of which the text does not speak")
    candidates = tuple(Candidate(p.name, p.country, p.geonames, p.population) for p in places)
    return _decision(said, choice, candidates, shown or name)


# Names of a part of a state that the knowledge base takes for the state.
PARTS = frozenset(["Gaza", "Gaza Strip", "West Bank"])


def _settled(said: PlacePhrase, places: Sequence[Known]) -> PlacePhrase:
    """The phrase with "Georgia" behind it settled: Atlanta lies in the one, Tbilisi in the other."""
    if said.state is None or said.country == "USA":
        return said
    if any(place.country == said.country for place in places):
        return said._replace(state=None)
    return said._replace(country="USA")


def _as_state(readings: Sequence[Known], said: PlacePhrase, named: frozenset[str]) -> Known | None:
    """The state of that name, unless what stands by it makes it a place in another ("Lebanon, Pennsylvania")."""
    states = [known for known in readings if known.kind == "country"]
    if any(r.kind == "place" and r.geonames is None and not r.weak for r in readings):
        return None  # Northern Ireland is listed as a part of its state
    if len(states) != 1 or said.kind in ("city", "facility", "district"):
        return None
    if said.country not in (None, states[0].country) or said.outer:
        return None
    in_named = any(r.kind == "place" and r.country in named and not is_small(r) and not is_area(r) for r in readings)
    return None if in_named and states[0].country not in named and named else states[0]


def with_outer(said: PlacePhrase, base: Knowledge) -> PlacePhrase:
    """The phrase with the state of the region or city that stands by the name: "Goma, North Kivu"."""
    if said.country is not None or said.outer is None:
        return said
    regions = {r.country for r in find_readings(said.outer, base) if r.kind == "place" and r.geonames is None}
    if len(regions) == 1:
        return said._replace(country=regions.pop())
    outer = decide(read_phrase(said.outer, base), base, Evidence())
    return said._replace(country=outer.country) if outer.confidence >= 0.5 else said


def _decision(said: PlacePhrase, choice: Choice, candidates: tuple[Candidate, ...], name: str) -> PlaceDecision:
    place, kind = choice.place, said.kind
    if place is None:
        granularity: PlaceKind | None = kind if choice.confidence else None
        if granularity is None and candidates and choice.country:
            granularity = "city"
        return PlaceDecision(
            name, choice.country, None, None, None, granularity, choice.confidence, choice.reason, candidates
        )
    if kind == "water" and kind_of(place) != kind:
        return PlaceDecision(name, None, None, None, None, kind, 0.5, "water named like a place", candidates)
    if (kind in ("region", "district") and kind_of(place) == "city") or (kind == "facility" and kind_of(place) != kind):
        # A province or airport named for a city lies with it, but not at its centre.
        reason = f"a {kind} named for a {kind_of(place)}: {choice.reason}"
        sure = round(choice.confidence * 0.9, 3)
        return PlaceDecision(name, place.country, None, None, None, kind, sure, reason, candidates)
    where = (place.lat, place.lon) if place.geonames is not None else (None, None)
    # Towns and other names are shown as the text has them: "Khan Younis", not "Khān Yūnis", "Poipet", not "Paoy Paet".
    return PlaceDecision(
        name if place.weak else place.name,
        place.country,
        *where,
        place.geonames,
        kind if kind == "facility" else kind_of(place),
        choice.confidence,
        choice.reason,
        candidates,
    )
