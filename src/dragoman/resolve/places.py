"""Where things happened: a mention's reading as a city, region or country, one left or none.

Coordinates and GeoNames ids are those of the gazetteer's cities. A country or region has none: its
middle would be a guess. Of several cities of one name the one in the country right behind it is meant
("Tripoli, Lebanon"), else the one in a country that the document names, else one that dwarfs the others.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.knowledge import Knowledge, Known
from dragoman.records import Marked, Mention, Place

# How many times as many people the largest city must have as the next for its name alone to mean it. By the
# gazetteer's own numbers 8 takes Geneva (9.3) and Odessa (8.8) and leaves Oxford (7.3), Kingston (7.1), Birmingham
# (5.9) and Tripoli (5.7) open.
DWARFS = 8.0
_COMMA = re.compile(r",\s|\s\(")
# Words before a place's name that do not change where it is known to be.
_SIDES = frozenset("northern southern eastern western central north south east west downtown greater".split())


def resolve_places(marked: Marked, knowledge: Knowledge) -> tuple[Place | None, ...]:
    """The place each mention names, aligned with the mentions; `None` for mentions of no place.

    A name that fits several places gives its name alone, without country or coordinates.

    >>> from dragoman import knowledge
    >>> from dragoman.records import Document, Span
    >>> here = Mention(Span(13, 17), "place", 0, Span(13, 17), "name", name="Lviv")
    >>> resolve_places(Marked(Document("d", "They met in  Lviv."), mentions=(here,)), knowledge.load())
    (Place(name='Lviv', country='UKR', lat=49.8383, lon=24.0232, geonames=702550),)
    """
    named = _countries(marked, knowledge)
    behind = {m.span.start: m.known for m in marked.mentions if m.kind == "country" and m.form == "name" and m.known}
    return tuple(_resolve(mention, marked, knowledge, named, behind) for mention in marked.mentions)


def _countries(marked: Marked, knowledge: Knowledge) -> frozenset[str]:
    """The countries that the document's own words name, cities aside."""
    codes: set[str] = set()
    for mention in marked.mentions:
        codes.update(code for code in mention.of if len(code) == 3)
        if mention.known is not None and mention.kind in ("country", "government"):
            codes.add(mention.known)
    return frozenset(codes)


def _resolve(
    mention: Mention, marked: Marked, knowledge: Knowledge, named: frozenset[str], behind: Mapping[int, str]
) -> Place | None:
    words = mention.span.of(marked.document.text).replace("\n", " ").split()
    if mention.kind == "country" and mention.form == "name" and mention.known is not None:
        known = knowledge.country_of(mention.known)
        return Place(known.name, known.country) if known is not None else None
    if mention.kind != "place":
        return None
    readings = _readings(words, knowledge)
    gap = _COMMA.match(marked.document.text, mention.span.end)
    country = behind.get(gap.end()) if gap else None
    if country is not None and any(known.kind == "place" and known.country == country for known in readings):
        named = frozenset({country})
    return pick_place(readings, named, shown=" ".join(words))


def _readings(words: Sequence[str], knowledge: Knowledge) -> tuple[Known, ...]:
    """What the whole name can mean; "northern Gaza" is looked up as Gaza, "the Red Sea" as Red Sea."""
    start = 0
    while start < len(words) - 1 and (words[start].lower() in ("the", "of") or words[start].lower() in _SIDES):
        start += 1
    found = knowledge.match(words, start)
    if found is None or found[0] < len(words) - start:
        return ()
    return found[1]


def pick_place(readings: Sequence[Known], named: frozenset[str], *, shown: str) -> Place:
    """The one place that readings of a name leave, else the name alone.

    >>> pick_place((), frozenset(), shown="Lower Town")
    Place(name='Lower Town', country=None, lat=None, lon=None, geonames=None)
    """
    cities = [known for known in readings if known.kind == "place"]
    countries = [known for known in readings if known.kind == "country" and known.form == "name"]
    if not cities:
        return Place(countries[0].name, countries[0].country) if len(countries) == 1 else Place(shown)
    near = [city for city in cities if city.country in named]
    chosen = _largest(near) if near else None
    if chosen is None:
        chosen = _largest(cities)
    return Place(shown) if chosen is None else _place(chosen)


def _largest(cities: Sequence[Known]) -> Known | None:
    """The only city, or the one that dwarfs the others; within one country the largest is meant."""
    ranked = sorted(cities, key=lambda city: (-(city.population or 0), city.key))
    if len(ranked) == 1 or len({city.country for city in ranked}) == 1:
        return ranked[0]
    first, second = ranked[0].population or 0, ranked[1].population or 0
    return ranked[0] if first >= DWARFS * max(second, 1) else None


def _place(known: Known) -> Place:
    if known.geonames is None:
        return Place(known.name, known.country)
    return Place(known.name, known.country, known.lat, known.lon, known.geonames)
