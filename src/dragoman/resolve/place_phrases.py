"""What a phrase for a place says: the name, what kind of place it is, and the state said with it."""

from __future__ import annotations

import re
from typing import NamedTuple

from dragoman.knowledge import Knowledge
from dragoman.knowledge.small_places import load_states, place_key
from dragoman.records import PlaceKind

_SIDES = (
    r"(?:(?:north|south|east|west|central|upper|lower)(?:ern)?|(?:north|south)[- ]?(?:east|west)(?:ern)?|downtown|"
    r"greater|occupied)"
)
_CITY = (
    r"(?:(?:port|border|coastal|capital|holy|frontier|old)\s)?(?:city|town|village|port|capital|settlement|hamlet|"
    r"municipality|resort|stronghold|commune|refugee\scamp)"
)
_REGION = (
    r"(?:province|region|governorate|state|oblast|prefecture|county|department|canton|territory|emirate|republic|"
    r"autonomous\sregion|krai|division|voivodeship)"
)
_DISTRICT = r"(?:district|neighbou?rhood|suburb|quarter|borough|subdistrict|township|raion)"
_AREA = r"(?:island|peninsula|valley|archipelago|enclave|exclave)"
_FACILITY = (
    r"(?:(?:international\s)?airport|air\s?base|airbase|air\sforce\sbase|naval\sbase|military\sbase|base|prison|jail|"
    r"embassy|consulate|palace|hospital|university|square|bridge|border\scrossing|crossing|checkpoint|(?:refugee\s)?camp|"
    r"port|harbou?r|terminal|refinery|power\s(?:plant|station)|nuclear\s(?:power\s)?plant|stadium|dam|barracks|"
    r"railway\sstation|train\sstation|mosque|cathedral|parliament|court|headquarters)"
)
_KINDS: tuple[tuple[PlaceKind, str], ...] = (
    ("city", _CITY),
    ("region", _REGION),
    ("district", _DISTRICT),
    ("region", _AREA),
    ("facility", _FACILITY),
    ("water", r"(?:river|canal|lake|reservoir|sea|strait|gulf)"),
)
_STATE = r"(?:the\s)?(?:(?P<state>[A-Z][\w-]+(?:\s[A-Z]\w+)?)\s)?"
_OF = tuple((kind, re.compile(rf"{_STATE}(?i:{words})\sof\s(?:the\s)?(?P<name>.+)$")) for kind, words in _KINDS)
_APPOSED = re.compile(rf"(?:the\s)?(?P<state>[A-Z][\w-]+(?:\s[A-Z]\w+)?)\s{_CITY},?\s(?P<name>[A-Z].+)$")
_BEHIND = tuple((kind, re.compile(rf"(?P<name>.+?)\s(?i:{words})$")) for kind, words in _KINDS)
_IN = re.compile(r"^(?P<name>.+?)(?:,\s*|\s\(|\sin\s(?:the\s)?)(?P<outer>[^()]+?)\)?$")
_FRONT = re.compile(r"^(?:(?:in|at|near|outside|from|to|around)\s+)?(?:the\s+)?(?=\S)", re.IGNORECASE)
_SIDE = re.compile(rf"^{_SIDES}\s+(?:of\s+)?(?:the\s+)?(?=\S)", re.IGNORECASE)
_OWNED = re.compile(r"^(?P<owner>.+?)['’]s\s(?P<rest>.+)$")


class PlacePhrase(NamedTuple):
    """A phrase taken apart: `kind` is what its own words say, `country` and `state` (USA) what stands by the name.

    `outer` are words that stand by it and are neither, a region or city. "Georgia" is a country and a state at
    once, to be settled by the name.
    """

    name: str
    kind: PlaceKind | None = None
    country: str | None = None
    state: str | None = None
    outer: str | None = None
    has_article: bool = False


def read_phrase(phrase: str, base: Knowledge) -> PlacePhrase:
    """The parts of a phrase.

    >>> from dragoman import knowledge
    >>> read_phrase("the Syrian city of Hama", knowledge.load())
    PlacePhrase(name='Hama', kind='city', country='SYR', state=None, outer=None, has_article=False)
    >>> read_phrase("Cambridge, Mass.", knowledge.load())[:4]
    ('Cambridge', None, 'USA', 'MA')
    """
    has_article = re.match(r"(?:\w+\s)?the\s", phrase, re.IGNORECASE) is not None
    words = _FRONT.sub("", " ".join(re.sub(r"(?<=\w{4})\.$", "", phrase).split()).strip(" ,;:\"'“”"), count=1)
    if has_article and is_known(f"The {words}", base):
        return PlacePhrase(f"The {words}")  # the article is part of the name
    if is_known(words, base):
        return PlacePhrase(words, has_article=has_article)
    apposed = _APPOSED.match(words)
    if apposed is not None and (code := country_of(apposed["state"], base)) is not None:
        return read_phrase(apposed["name"], base)._replace(kind="city", country=code)
    for kind, pattern in _OF:
        if found := pattern.match(words):
            inner = read_phrase(found["name"], base)
            said = found["state"]
            country = inner.country or (country_of(said, base) if said else None)
            return inner._replace(kind=kind, country=country)
    if found := _IN.match(words):
        return _inside(found["name"], found["outer"], base)
    for kind, pattern in _BEHIND:
        if (found := pattern.match(words)) and place_key(found["name"]):
            return read_phrase(found["name"], base)._replace(kind=kind)
    return PlacePhrase(words, has_article=has_article)


def _inside(name: str, outer: str, base: Knowledge) -> PlacePhrase:
    """A name with what it lies in: "Hama, Syria", "Paris, Texas", "Springfield, Illinois, USA"."""
    whole = read_phrase(name, base)
    parts = [part.strip() for part in re.split(r",|\sin\s", outer) if part.strip()]
    country, state, left = whole.country, whole.state, whole.outer
    for part in parts:
        found = load_states().get(place_key(part.removeprefix("the ")))
        owned = _OWNED.match(part)  # "in Mexico's Yucatán state"
        code = country_of(part, base) or (country_of(owned["owner"], base) if owned else None)
        if found is not None:
            country, state = country or code or "USA", state or found[0]
        elif code is not None:
            country = country if country == code else code
        else:
            left = left or part
    return whole._replace(country=country, state=state, outer=left)


def country_of(words: str, base: Knowledge) -> str | None:
    """The state that words name or describe: "Syria", "Syrian"."""
    parts = re.sub(r"(?<=\w{3})\.$", "", words.removeprefix("the ")).split()
    found = base.match(parts, 0) if parts else None
    if found is None or found[0] < len(parts):
        return None
    codes = {r.country for r in found[1] if r.kind in ("country", "government") and r.form in _SAYS_STATE}
    return codes.pop() if len(codes) == 1 else None


_SAYS_STATE = frozenset(["name", "adjective", "acronym", "demonym"])


def is_known(words: str, base: Knowledge) -> bool:
    """Whether the whole of the words is a place's or state's name."""
    parts = words.split()
    found = base.match(parts, 0) if parts else None
    return found is not None and found[0] == len(parts) and any(r.kind in ("place", "country") for r in found[1])


def without_side(words: str) -> str:
    """A name without the first word for the side of it that is meant: "northern Gaza" is Gaza.

    >>> without_side("northern Gaza"), without_side("the east of the Congo"), without_side("Northern Ireland")
    ('Gaza', 'the east of the Congo', 'Ireland')
    """
    return _SIDE.sub("", words, count=1)
