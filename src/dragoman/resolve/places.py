"""Where things happened: a mention's reading as a city, region or country, one left or none.

Coordinates and GeoNames ids are those of the gazetteer's cities. A country or region has none: its
middle would be a guess. Of several cities of one name the one in the state right by it is meant ("Tripoli,
Lebanon", "the Syrian city of Hama"), else the one for whose state most of the text speaks, if that outweighs
the size of the others, else the one in the state the report was sent from. A name that no list knows lies in the
state of all other places of its text, if they have but one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Marked, Mention, Place
from dragoman.resolve.place_choice import km
from dragoman.resolve.place_decisions import PARTS, Candidate, PlaceDecision, decide, resolve_place
from dragoman.resolve.place_evidence import Evidence, Landmark, Setting, read_setting
from dragoman.resolve.place_home import with_home
from dragoman.resolve.place_neighbours import NOUN_BEHIND, with_neighbours
from dragoman.resolve.place_phrases import PlacePhrase, read_phrase
from dragoman.resolve.place_readings import is_capital

__all__ = ["Candidate", "PlaceDecision", "resolve_place", "resolve_places"]


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
    if home is not None:
        at_home = Setting({**setting.states, -1: frozenset([home])}, setting.landmarks)
        found = tuple(
            _resolve(mention, marked, knowledge, at_home) if place is not None and place.country is None else place
            for mention, place in zip(marked.mentions, found, strict=True)
        )
    return with_home(marked, found, setting, home)


def _landmarks(marked: Marked, found: Sequence[Place | None], base: Knowledge) -> dict[int, list[Landmark]]:
    """The places of which there is no doubt, by sentence: the only large ones of their name, or with their state."""
    marks: dict[int, list[Landmark]] = {}
    for mention, place in zip(marked.mentions, found, strict=True):
        if place is None or place.country is None or place.granularity not in ("city", "region"):
            continue
        if mention.kind == "place" and (place.reason in _SURE or _is_only_large(place, base)):
            mark = Landmark(name_of(mention, marked), place.country, place.lat, place.lon)
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


def name_of(mention: Mention, marked: Marked) -> str:
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
    words = name_of(mention, marked)
    if mention.kind == "country" and mention.form == "name" and mention.known is not None:
        if is_capital(words, base):
            return None  # where it is no city it is the government that sits there
        if (region := _region_by(words, mention, base, setting)) is not None:
            return Place(region.name, region.country, granularity="region", reason="a city of it stands beside it")
        known = base.country_of(_shared_name(words, mention, marked, base, setting) or mention.known)
        if known is not None and words in PARTS:
            return Place(words, known.country, granularity="region", reason="a part of a state")
        return Place(known.name, known.country, granularity="country", reason="a state's name") if known else None
    if mention.kind != "place":
        return None
    if mention.form == "nominal" and mention.of:
        return _capital(mention, base)
    said = with_neighbours(read_phrase(words, base), mention, marked, base)
    text = marked.document.text
    if text[: mention.span.start].endswith("the ") and not NOUN_BEHIND.match(text, mention.span.end):
        said = said._replace(has_article=True)
    found = decide(said, base, setting.evidence(mention, words), shown=words)
    return Place(
        found.name, found.country, found.lat, found.lon, found.geonames, found.granularity, reason=found.reason
    )


def _capital(mention: Mention, base: Knowledge) -> Place:
    """The city of a capital that is told and not named, or its state alone where the lists have several."""
    (code,), name = mention.of, mention.name or ""
    if base.capital_of(code) != name:
        return Place(name, code, granularity="city", reason="a capital for which the lists have no one city")
    found = decide(PlacePhrase(name, "city", code), base, Evidence())
    return Place(
        found.name, code, found.lat, found.lon, found.geonames, found.granularity, reason="the capital of its state"
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
    usual = any(m.known == mention.known and name_of(m, marked) != words for m in marked.mentions)
    return spoken.pop() if len(spoken) == 1 and not usual else None
