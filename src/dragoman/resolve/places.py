"""Where things happened: a mention's reading as a city, region or country, one left or none.

Coordinates and GeoNames ids are those of the gazetteer's cities. A country or region has none: its
middle would be a guess. Of several cities of one name the one in the state right by it is meant ("Tripoli,
Lebanon", "the Syrian city of Hama"), else the one in a state that the document names, else one that dwarfs
the others, else the one in the state the report was sent from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Known
from dragoman.knowledge.small_places import loose_key, place_key
from dragoman.records import Marked, Mention, Place, PlaceKind
from dragoman.resolve.place_choice import Choice, choose, is_area, is_small, kind_of, km
from dragoman.resolve.place_evidence import Evidence, Landmark, Setting, read_setting
from dragoman.resolve.place_phrases import PlacePhrase, country_of, read_phrase, without_side


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
    found = _decide(read_phrase(phrase, base), base, Evidence(near=frozenset(countries)))
    return found if found.candidates or found.confidence else replace(found, name=" ".join(phrase.split()))


def _decide(said: PlacePhrase, base: Knowledge, evidence: Evidence, shown: str | None = None) -> PlaceDecision:
    name, readings = said.name, find_readings(said.name, base)
    if not readings and (whole := without_side(name)) != name:
        name, readings = whole, find_readings(whole, base)
    if said.has_article:  # "the White House" is no town of Tennessee
        readings = tuple(r for r in readings if not r.weak or (r.geonames is None and (said.kind or not is_area(r))))
    state = _as_state(readings, said, evidence.near | evidence.named)
    if state is not None:
        is_part = name != said.name or state.key != state.country or name in _PARTS
        kind: PlaceKind = "region" if is_part else "country"
        return PlaceDecision(state.name, state.country, None, None, None, kind, 0.97, "a state's name")
    places = [known for known in readings if known.kind == "place"]
    said = _settled(_with_outer(said, base), places)
    meant = _without_aliases(_of_kind(places, said, evidence), name, evidence)
    choice = choose(meant, evidence, said.country, said.state, capital_states(name, base))
    if said.kind == "facility" and all(p.weak for p in meant) and choice.reason.startswith("its "):
        choice = Choice(None, None, 0.0, "only named like a place of which the text does not speak")
    candidates = tuple(Candidate(p.name, p.country, p.geonames, p.population) for p in places)
    return _decision(said, choice, candidates, shown or name)


# Names of a part of a state that the knowledge base takes for the state.
_PARTS = frozenset(["Gaza", "Gaza Strip", "West Bank"])


def _settled(said: PlacePhrase, places: Sequence[Known]) -> PlacePhrase:
    """The phrase with "Georgia" behind it settled: Atlanta lies in the one, Tbilisi in the other."""
    if said.state is None or said.country == "USA":
        return said
    if any(place.country == said.country for place in places):
        return said._replace(state=None)
    return said._replace(country="USA")


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


def _with_outer(said: PlacePhrase, base: Knowledge) -> PlacePhrase:
    """The phrase with the state of the region or city that stands by the name: "Goma, North Kivu"."""
    if said.country is not None or said.outer is None:
        return said
    regions = {r.country for r in find_readings(said.outer, base) if r.kind == "place" and r.geonames is None}
    if len(regions) == 1:
        return said._replace(country=regions.pop())
    outer = _decide(read_phrase(said.outer, base), base, Evidence())
    return said._replace(country=outer.country) if outer.confidence >= 0.5 else said


def _of_kind(places: Sequence[Known], said: PlacePhrase, evidence: Evidence) -> list[Known]:
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


def _without_aliases(places: Sequence[Known], name: str, evidence: Evidence) -> list[Known]:
    """Without areas, and cities that have the name beside their own, in states for which nothing speaks.

    "San Salvador" may be San Salvador de Jujuy in a text on Argentina, and an island in one on the Bahamas.
    """
    places = [p for p in places if p.country in evidence.states or not _is_only_alike(p, name)]
    own = [p for p in places if not is_area(p) and (not p.weak or place_key(p.name) == place_key(name))]
    return [p for p in places if p in own or p.country in evidence.states] if own else list(places)


def _is_only_alike(place: Known, name: str) -> bool:
    """Whether a small place's name is only much like the one looked for: "Barkin" and Barqin."""
    if place.geonames is None or (place.population or 0) >= MIN_LANDMARK_PEOPLE:
        return False
    return place_key(place.name) != place_key(name) and loose_key(place.name) == loose_key(name)


def _is_large(place: Known) -> bool:
    return place.geonames is not None and not place.weak


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


# -- the mentions of a document ------------------------------------------------------------------


def resolve_places(marked: Marked, knowledge: Knowledge) -> tuple[Place | None, ...]:
    """The place each mention names, aligned with the mentions; `None` for mentions of no place.

    A name that fits several places gives its name alone, without country or coordinates.

    >>> from dragoman import knowledge
    >>> from dragoman.records import Document, Span
    >>> here = Mention(Span(13, 17), "place", 0, Span(13, 17), "name", name="Lviv")
    >>> (found,) = resolve_places(Marked(Document("d", "They met in  Lviv."), mentions=(here,)), knowledge.load())
    >>> found.country, found.lat, found.lon, found.geonames, found.granularity
    ('UKR', 49.8383, 24.0232, 702550, 'city')
    """
    setting = read_setting(marked, knowledge)
    first = tuple(_resolve(mention, marked, knowledge, setting) for mention in marked.mentions)
    for sentence, marks in _landmarks(marked, first, knowledge).items():
        setting.landmarks.setdefault(sentence, []).extend(marks)
    found = tuple(_resolve(mention, marked, knowledge, setting) for mention in marked.mentions)
    home = _home(marked, found)
    if home is None:
        return found
    at_home = Setting({**setting.states, -1: frozenset([home])}, setting.landmarks)
    return tuple(
        _resolve(mention, marked, knowledge, at_home) if place is not None and place.country is None else place
        for mention, place in zip(marked.mentions, found, strict=True)
    )


def _landmarks(marked: Marked, found: Sequence[Place | None], base: Knowledge) -> dict[int, list[Landmark]]:
    """The places of which there is no doubt, by sentence: the only large ones of their name, or with their state."""
    marks: dict[int, list[Landmark]] = {}
    for mention, place in zip(marked.mentions, found, strict=True):
        if place is None or place.country is None or place.granularity not in ("city", "region"):
            continue
        if mention.kind == "place" and (place.reason in _SURE or _is_only_large(place, base)):
            mark = Landmark(_name_of(mention, marked), place.country, place.lat, place.lon)
            marks.setdefault(mention.sentence, []).append(mark)
    return marks


_SURE = frozenset(["the state said with it", "its only place"])
MIN_LANDMARK_PEOPLE = 100_000


def _is_only_large(place: Place, base: Knowledge) -> bool:
    """Whether a city needs no evidence: by its size alone the name means it."""
    bare = resolve_place(place.name, base)
    people = max((one.population or 0 for one in bare.candidates if one.geonames == bare.geonames), default=0)
    return (
        bare.country == place.country
        and bare.confidence > 0
        and (people >= MIN_LANDMARK_PEOPLE or bare.geonames is None)
    )


def _name_of(mention: Mention, marked: Marked) -> str:
    return " ".join(mention.span.of(marked.document.text).split())


_DATELINE = re.compile(r"(?:,\s[\w .]{3,24})?\s?(?:[-–—]|\()")


def _home(marked: Marked, found: Sequence[Place | None]) -> str | None:
    """The state of the dateline: of a place that opens the body and stands before a dash or an agency."""
    body = next((s for s in marked.sentences if s.kind == "body"), None)
    for mention, place in zip(marked.mentions, found, strict=True):
        if body is not None and place is not None and mention.span.start == body.span.start:
            return place.country if _DATELINE.match(marked.document.text, mention.span.end) else None
    return None


def _resolve(mention: Mention, marked: Marked, base: Knowledge, setting: Setting) -> Place | None:
    words = _name_of(mention, marked)
    if mention.kind == "country" and mention.form == "name" and mention.known is not None:
        if is_capital(words, base):
            return None  # where it is no city it is the government that sits there
        if (region := _region_by(words, mention, base, setting)) is not None:
            return Place(region.name, region.country, granularity="region", reason="a city of it stands beside it")
        known = base.country_of(_shared_name(words, mention, marked, base, setting) or mention.known)
        return Place(known.name, known.country, granularity="country", reason="a state's name") if known else None
    if mention.kind != "place":
        return None
    said = _with_neighbours(read_phrase(words, base), mention, marked, base)
    text = marked.document.text
    if text[: mention.span.start].endswith("the ") and not _NOUN_BEHIND.match(text, mention.span.end):
        said = said._replace(has_article=True)
    found = _decide(said, base, setting.evidence(mention, words), shown=words)
    return Place(
        found.name, found.country, found.lat, found.lon, found.geonames, found.granularity, reason=found.reason
    )


# A city this near says that the state of the USA is meant: Atlanta, and not Tbilisi.
REGION_KM = 400.0


def _region_by(words: str, mention: Mention, base: Knowledge, setting: Setting) -> Known | None:
    """The region that has a state's name, where the text has a city of it and none of the state: "Georgia"."""
    found = base.match(words.split(), 0)
    evidence = setting.evidence(mention, words)
    for region in found[1] if found else ():
        if region.kind == "place" and region.geonames is None and region.lat is not None and region.country:
            beside = [mark for mark in evidence.beside if mark.country == region.country]
            if any(km(mark, region) < REGION_KM for mark in beside) and region.country != mention.known:
                return region
    return None


def _shared_name(words: str, mention: Mention, marked: Marked, base: Knowledge, setting: Setting) -> str | None:
    """The other state of a name that two share, where the text speaks of it and not of the usual one: "Congo"."""
    found = base.match(words.split(), 0)
    others = {r.country for r in found[1] if r.kind == "country" and r.form == "name" and r.weak} if found else set()
    evidence = setting.evidence(mention, words)
    spoken = {code for code in others if code in evidence.states}
    usual = any(m.known == mention.known and _name_of(m, marked) != words for m in marked.mentions)
    return spoken.pop() if len(spoken) == 1 and not usual else None


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


_NAME = r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}"
_PART = (
    r"(?:(?:north|south|east|west|central|upper|lower)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|downtown|"
    r"rural|neighbou?ring)"
)
_AFTER = re.compile(rf"(?:,\s|\s\()((?:the\s)?{_NAME})")
# "in central Cairo", ", a slum in Nairobi", ", a resort in the Algarve": the name lies in what follows.
_INSIDE = re.compile(
    rf"(?:\s(?:[a-z]+\s)?in|,\s(?:an?|the)\s(?:[\w-]+\s){{1,5}}?(?:in|of))\s(?:the\s)?(?:{_PART}\s)?(?:[a-z]+\s)?({_NAME})"
)
_OF = re.compile(rf"\s(?:[a-z]+\s)?(?:of|in)\s(?:the\s)?({_NAME})")
_KIND_BEFORE = re.compile(r"\b(?:the|in|of)\s(?:[a-z]+\s)?(\w+)\sof\s(?:the\s)?$")
_BEFORE = re.compile(
    r"\b([A-Z][\w-]+)\s(?:(?:port|border|coastal|capital|holy)\s)?(?:city|town|village|port|capital|province|region|"
    r"district|state|island)\sof\s$"
)
_OWNER = re.compile(rf"({_NAME})['’]s\s(?:{_PART}\s)?$")
_HELD_BY = re.compile(r"([A-Z]\w+)(?:-(?:administered|run))?\s$")


def _with_neighbours(said: PlacePhrase, mention: Mention, marked: Marked, base: Knowledge) -> PlacePhrase:
    """The phrase with the state, region or city that stands right before or behind it in the text."""
    if said.country is not None:
        return said
    text, at = marked.document.text, mention.span
    before = text[max(0, at.start - 40) : at.start]
    if found := _BEFORE.search(before):
        return said._replace(country=country_of(found[1], base))
    if said.kind is None and (found := _KIND_BEFORE.search(before)):
        said = said._replace(kind=_KINDS_BEHIND.get(found[1].lower()))
    if (found := _INSIDE.match(text, at.end)) and (outer := _outer_of(said, found[1], base)).country is not None:
        return outer
    if said.kind is None and (kind := _KIND_BEHIND.match(text, at.end)):
        said = said._replace(kind=_KINDS_BEHIND[kind[1].lower()])
        if (found := _OF.match(text, kind.end())) and (outer := _outer_of(said, found[1], base)).country is not None:
            return outer
    owned = _outer_of(said, found[1], base) if (found := _OWNER.search(before)) else said
    if owned.country is not None and _may_lie_there(owned, base):
        return owned
    if found := _HELD_BY.search(before):
        outer = said._replace(country=country_of(found[1], base))
        if outer.country is not None and _has_one_there(outer, base):
            return outer
    return _with_list_behind(said, at.end, text, base)


# "The Panj and" is a river, "the Moyale crossing" has its article from what follows.
_NOUN_BEHIND = re.compile(
    r"\s(?!(?:and|or|in|on|to|for|with|from|by|at|as|of|but|before|after|during|since|when|where|which|that|was|were|is|"
    r"are|has|had|have|will|would|could)\b)[a-z]"
)
_KINDS_BEHIND: dict[str, PlaceKind] = {
    word: kind
    for kind, words in {
        "region": "province region governorate oblast state department county prefecture",
        "district": "district neighbourhood neighborhood suburb quarter",
    }.items()
    for word in words.split()
}
_KIND_BEHIND = re.compile(
    rf"\s(?:(?:refugee|border|air|naval|military)\s)?({'|'.join(_KINDS_BEHIND)})\b", re.IGNORECASE
)


# What a name lies in must itself be beyond doubt: a city that dwarfs its namesakes, or a region.
MIN_OUTER = 0.7
_MONTHS = frozenset("January February March April May June July August September October November December".split())


def _outer_of(said: PlacePhrase, words: str, base: Knowledge) -> PlacePhrase:
    """The phrase lying in the longest name that the words begin with, a state, region or city; as it was if none."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        name = re.sub(r"(?:['’]s)?[.,]?$", "", " ".join(parts[:size]))
        if name in _MONTHS:
            continue
        inside = read_phrase(f"{said.name}, {name}", base)._replace(kind=said.kind)
        if inside.country is not None:
            return said._replace(country=inside.country, state=inside.state)
        outer = _decide(PlacePhrase(name), base, Evidence())
        if name != said.name and outer.country is not None and outer.confidence >= MIN_OUTER:
            return said._replace(country=outer.country)
    return said


def _may_lie_there(said: PlacePhrase, base: Knowledge) -> bool:
    """Whether a name is known in the state said with it, or nowhere."""
    return _has_one_there(said, base) or not find_readings(said.name, base)


def _with_list_behind(said: PlacePhrase, end: int, text: str, base: Knowledge) -> PlacePhrase:
    """The phrase with the state or region behind its comma, where that has one of the name, or the name is unknown
    and a region follows: "Karib, North Darfur"."""
    found = _AFTER.match(text, end)
    words = found[1].split() if found else []
    for size in range(len(words), 0, -1):
        name = re.sub(r"\.$", "", " ".join(words[:size]))
        outer = read_phrase(f"{said.name}, {name}", base)
        if outer.country is not None and _has_one_there(outer, base):
            return said._replace(country=outer.country, state=outer.state)
        regions = {r.country for r in find_readings(name, base) if r.geonames is None and r.kind == "place"}
        small = all(is_small(place) for place in find_readings(said.name, base))
        region = regions.pop() if len(regions) == 1 else None
        if region and (small or _has_one_there(said._replace(country=region), base)):
            return said._replace(country=region)
    return said


def _has_one_there(said: PlacePhrase, base: Knowledge) -> bool:
    """Whether the state behind a name has a place of it: "toured Paris, Germany and Italy" is a list."""
    return any(
        known.kind == "place" and known.country == said.country and said.state in (None, known.region)
        for known in find_readings(said.name, base)
    )
