"""The state, region or city that stands by a place's name in a text: "a slum in Nairobi", "Cairo's Tahrir Square"."""

from __future__ import annotations

import re

from dragoman.knowledge import Knowledge
from dragoman.records import Marked, Mention, PlaceKind
from dragoman.resolve.place_choice import is_small
from dragoman.resolve.place_decisions import decide
from dragoman.resolve.place_evidence import Evidence
from dragoman.resolve.place_phrases import PlacePhrase, country_of, read_phrase
from dragoman.resolve.place_readings import find_readings

_NAME = r"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,2}"
_PART = (
    r"(?:(?:north|south|east|west|central|upper|lower)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|downtown|"
    r"rural|neighbou?ring)"
)
# "to Dhaka, India said": what acts behind the comma is no state that the place lies in.
_ACTS = r"(?!\s(?:said|says|told|added|announced|warned|insisted|has|had|will|would|is|was|were|may|must)\b|['’]s\b)"
_AFTER = re.compile(rf"(?:,\s|\s\()((?:the\s)?{_NAME})\b{_ACTS}")
# "in central Cairo", ", a slum in Nairobi", ", a resort in the Algarve": the name lies in what follows. Not so "and in
# Oslo".
_INSIDE = re.compile(
    rf"(?:\s(?:(?!(?:and|or|but|nor|then|than|as|while)\b)[a-z]+\s)?in|,\s(?:an?|the)\s(?:[\w-]+\s){{1,5}}?(?:in|of))\s(?:the\s)?(?:{_PART}\s)?(?:[a-z]+\s)?({_NAME})"
)
_OF = re.compile(rf"\s(?:[a-z]+\s)?(?:of|in)\s(?:the\s)?({_NAME})")
_KIND_BEFORE = re.compile(r"\b(?:the|in|of)\s(?:[a-z]+\s)?(\w+)\sof\s(?:the\s)?$")
_BEFORE = re.compile(
    r"\b([A-Z][\w-]+)\s(?:(?:port|border|coastal|capital|holy)\s)?(?:city|town|village|port|capital|province|region|"
    r"district|state|island)\sof\s$"
)
_OWNER = re.compile(rf"({_NAME})['’]s\s(?:{_PART}\s)?$")
_HELD_BY = re.compile(r"([A-Z]\w+)(?:-(?:administered|run))?\s$")


def with_neighbours(said: PlacePhrase, mention: Mention, marked: Marked, base: Knowledge) -> PlacePhrase:
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
NOUN_BEHIND = re.compile(
    r"\s(?!(?:and|or|in|on|to|for|with|from|by|at|as|of|but|before|after|during|since|when|where|which|that|was|were|is|"
    r"are|has|had|have|will|would|could)\b)[a-z]"
)
_REGION_WORDS = "province region governorate oblast state department county prefecture"
_DISTRICT_WORDS = "district neighbourhood neighborhood suburb quarter"
_KINDS_BEHIND: dict[str, PlaceKind] = dict.fromkeys(_REGION_WORDS.split(), "region")
_KINDS_BEHIND |= dict.fromkeys(_DISTRICT_WORDS.split(), "district")
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
        outer = decide(PlacePhrase(name), base, Evidence())
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
