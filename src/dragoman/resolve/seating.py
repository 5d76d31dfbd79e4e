"""Who hosted a meeting and who came, and the mode that follows from where and by how many it was held.

Whoever's country it is in is the host, of two sides and of three; where four and more meet nobody is. A body hosts
whoever sees its officials at its seat: the UN in New York, the EU in Brussels. Counted on the annotations of the
practice texts by a script that was not kept (November 2026): of 168 meetings of three sides in one of their countries
that side is the host in 121, of 39 of a body and another side at its seat in 29.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from dragoman.records import Entity, Marked, Place
from dragoman.resolve.told import Told

# More sides than this in one of their countries meet as equals.
MAX_HOSTED = 3
# Where the officials of a body receive, by what they represent.
SEATS = {
    "UNO": frozenset(["New York", "Geneva", "Vienna", "Nairobi"]),
    "EUR": frozenset(["Brussels", "Strasbourg", "Luxembourg"]),
    "NATO": frozenset(["Brussels"]),
    "COE": frozenset(["Strasbourg"]),
    "OSCE": frozenset(["Vienna"]),
    "IAEA": frozenset(["Vienna"]),
    "UNHCR": frozenset(["Geneva"]),
    "WHO": frozenset(["Geneva"]),
    "ILO": frozenset(["Geneva"]),
    "WTO": frozenset(["Geneva"]),
    "ICRC": frozenset(["Geneva"]),
    "UNESCO": frozenset(["Paris"]),
    "OECD": frozenset(["Paris"]),
    "ICC": frozenset(["The Hague"]),
    "OPCW": frozenset(["The Hague"]),
    "OAS": frozenset(["Washington"]),
    "IMF": frozenset(["Washington"]),
    "AU": frozenset(["Addis Ababa"]),
    "ECOWAS": frozenset(["Abuja"]),
    "SADC": frozenset(["Gaborone"]),
    "EAC": frozenset(["Arusha"]),
    "LAS": frozenset(["Cairo"]),
    "GCC": frozenset(["Riyadh"]),
    "OIC": frozenset(["Jeddah"]),
    "ASEAN": frozenset(["Jakarta"]),
    "CARICOM": frozenset(["Georgetown"]),
    "SCO": frozenset(["Beijing"]),
    "CIS": frozenset(["Minsk"]),
    "CSTO": frozenset(["Moscow"]),
}

# Cities where three sides meet by the year's calendar, and words that say so of any other.
_OF_BODIES = frozenset(["New York", "Geneva", "Vienna", "Brussels", "Strasbourg", "Luxembourg", "The Hague"])
_ASIDE = re.compile(r"\b(?:sidelines?|margins?|general assembly|UNGA)\b", re.IGNORECASE)

_Side = Callable[[str], str]


def seat(marked: Marked, event: Told, entities: Mapping[str, Entity], side: _Side) -> None:
    """Seat host and visitors of a meeting, and say how it was held."""
    everyone = [*event.actors, *event.recipients]
    sides = {side(one) for one in everyone}
    where = event.place.country if event.place else None
    states = {code for code in sides if len(code) == 3 and code.isupper()}
    host = None if len(sides) > 2 and _is_aside(marked, event) else _find_host(event.place, sides)
    if not event.recipients and not event.modes and host is not None:
        turn(event, {host}, side)
        event.modes = ("visit",)
    elif not event.modes and len(sides) > 2 and not event.recipients:
        event.modes = ("multilateral",)
    elif not event.modes and where and where not in sides and len(states) == len(sides) == 2:
        event.modes = ("third-party",) if all(_is_of_state(entities[i], side) for i in everyone) else ()
    if event.recipients and not event.modes:
        event.modes = ("visit",)
    if all(entities[i].kind in ("country", "place") for i in event.recipients):
        turn(event, {side(one) for one in event.recipients}, side)  # whose own minister met the visitor
    event.actors[:] = without_doubles(event.actors, entities, side)
    event.recipients[:] = without_doubles(event.recipients, entities, side)


def _is_aside(marked: Marked, event: Told) -> bool:
    """Whether a meeting is told as one beside a larger one: "on the sidelines of the summit"."""
    spans = [marked.sentences[draft.sentence].span for draft in event.drafts]
    return any(_ASIDE.search(marked.document.text, span.start, span.end) for span in spans)


def _find_host(place: Place | None, sides: set[str]) -> str | None:
    """The side in whose country, or at whose seat, few sides met; `None` where they met elsewhere.

    >>> tunis = Place("Tunis", "TUN", geonames=2464470)
    >>> _find_host(tunis, {"TUN", "DZA", "LBY"}), _find_host(tunis, {"DZA", "LBY"})
    ('TUN', None)
    >>> _find_host(Place("New York City", "USA"), {"UNO", "PER"}), _find_host(Place("New York", "USA"), {"USA", "UNO"})
    ('UNO', 'USA')
    """
    if place is None or not 2 <= len(sides) <= MAX_HOSTED:
        return None
    city = place.name.removesuffix(" City").removesuffix(", D.C.")
    if place.country in sides:
        # Of a place that the gazetteer has in no such state the country is only a guess from the sides.
        is_sure = place.geonames is not None or place.granularity == "country"
        return place.country if len(sides) == 2 or (is_sure and city not in _OF_BODIES) else None
    bodies = [code for code in sides if city in SEATS.get(code, ())]
    return bodies[0] if len(bodies) == 1 and len(sides) == 2 else None


def turn(event: Told, hosts: set[str], side: _Side) -> None:
    """Move the host side to the recipients, unless nobody would be left to visit it."""
    everyone = [*event.actors, *event.recipients]
    visitors = [i for i in everyone if side(i) not in hosts]
    if visitors and len(visitors) < len(everyone):
        event.actors[:] = visitors
        event.recipients[:] = [i for i in everyone if side(i) in hosts]


def without_doubles(ids: Iterable[str], entities: Mapping[str, Entity], side: _Side) -> list[str]:
    """Parties without a state or body whose own official is there too."""
    ids = [*ids]
    people = {side(i) for i in ids if entities[i].kind in ("person", "office")}
    return [i for i in ids if entities[i].kind in ("person", "office") or side(i) not in people]


def _is_of_state(found: Entity, side: _Side) -> bool:
    return found.country is not None and found.country == side(found.id)
