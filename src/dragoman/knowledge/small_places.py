"""Places that are only looked up by their whole name: towns, and the other names of cities.

They are too many and too like other words to be looked for in a running text; where a text has already said
that something is a place, they say which. From GeoNames (CC BY 4.0).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dragoman.knowledge.files import read_json, read_text
from dragoman.knowledge.records import Known

# Letters that do not fall apart into a plain letter and a mark.
_PLAIN = str.maketrans({"ø": "o", "ı": "i", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "ə": "a", "ð": "d", "þ": "th"})
_NOT_KEY = re.compile(r"[^a-z0-9 ]")


def place_key(name: str) -> str:
    """A name as it is looked up: small plain letters, hyphens as spaces, nothing else.

    >>> place_key("Białowieża"), place_key("Xi’an"), place_key("Al-Rutba")
    ('bialowieza', 'xian', 'al rutba')
    """
    apart = unicodedata.normalize("NFKD", name.lower().translate(_PLAIN))
    return " ".join(_NOT_KEY.sub("", re.sub(r"[-–.]", " ", apart)).split())


_ARTICLE = re.compile(r"^(?:a[ldrnstz]|ash|el|es) ")
_LOOSE = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("y", "i"), ("o", "u"), ("q", "k"))
_DOUBLE = re.compile(r"(.)\1+")


def loose_key(name: str) -> str:
    """A key that the usual ways to write an Arabic or Persian name in Latin letters share.

    >>> loose_key("Ar Ruţbah") == loose_key("Al-Rutba"), loose_key("‘Ayn al ‘Arab") == loose_key("Ain al-Arab")
    (True, True)
    >>> loose_key("Al Ḩudaydah"), loose_key("Hodeidah")
    ('hudaida', 'hudaida')
    """
    key = _ARTICLE.sub("", place_key(name))
    for written, kept in _LOOSE:
        key = key.replace(written, kept)
    return " ".join(re.sub(r"ah$", "a", word) for word in _DOUBLE.sub(r"\1", key).split())


class SmallPlaces:
    """Towns by whole name, and the names that cities have besides their own; unpacked on first use."""

    def __init__(self) -> None:
        self._lines: str | None = None

    def named(self, name: str) -> tuple[Known, ...]:
        """The towns of a name, the largest first.

        >>> [(town.name, town.country) for town in SmallPlaces().named("Poipet")]
        []
        >>> [(town.name, town.country) for town in SmallPlaces().named("Zubin Potok")]
        [('Zubin Potok', 'KOS')]
        """
        cells = (cell for cell in self._cells(name) if not cell.startswith("="))
        return tuple(sorted((_read_town(cell, name) for cell in cells), key=lambda t: (-(t.population or 0), t.key)))

    def other_names(self, name: str) -> tuple[tuple[str, int], ...]:
        """The cities that go by this name too: the gazetteer's name and GeoNames id of each.

        >>> SmallPlaces().other_names("Peking")[0][0]
        'Beijing'
        """
        cells = (cell[1:].split("~") for cell in self._cells(name) if cell.startswith("="))
        return tuple((city, int(geonames)) for city, geonames in cells)

    def _cells(self, name: str) -> list[str]:
        """The cells of a name as it is written, else those of names that are written much like it."""
        if self._lines is None:
            self._lines = "\n" + read_text("small_places.tsv.gz")
        line = find_line(self._lines, place_key(name)) or find_line(self._lines, f"~{loose_key(name)}")
        return line.split("\t")[1:] if line else []


def find_line(lines: str, key: str) -> str | None:
    """The line of sorted `lines`, each behind a line break, whose first cell is the key.

    Halving it costs 20 steps a look-up; splitting it into a dict would cost 60 ms before the first.
    """
    low, high = 0, len(lines)
    while low < high:
        middle = lines.rfind("\n", 0, (low + high) // 2 + 1)
        start = middle + 1
        tab = lines.find("\t", start)
        if tab < 0:
            return None
        found = lines[start:tab]
        if found == key:
            return lines[start : lines.find("\n", start)]
        if found < key:
            low = lines.find("\n", tab)
        else:
            high = middle
    return None


def _read_town(cell: str, name: str) -> Known:
    """One town from its cell `name~country~lat~lon~geonames~population~region`, the name empty where it is plain."""
    shown, country, lat, lon, geonames, people, region = cell.split("~")
    return Known(
        key=f"geonames:{geonames}",
        kind="place",
        name=shown or place_key(name).title(),
        country=country,
        lat=float(lat),
        lon=float(lon),
        geonames=int(geonames),
        population=int(people),
        weak=True,
        region=region or None,
    )


@cache
def load_states() -> dict[str, tuple[str, str, int]]:
    """The states of the USA by name, postal code and short form: code, name, GeoNames id.

    >>> load_states()["mass"]
    ('MA', 'Massachusetts', 6254926)
    """
    return {short: (code, name, int(geonames)) for short, (code, name, geonames) in read_json("states.json").items()}
