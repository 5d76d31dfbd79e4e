"""Opens the built knowledge base and asks it: who goes by this name, who holds this office.

    >>> knowledge = load()
    >>> length, readings = knowledge.match("the Republic of Azerbaijan said".split(), 1)
    >>> length, readings[0].key, readings[0].form
    (3, 'AZE', 'name')

Names are case-aware: "Turkey" is a state, "turkey" nothing, "US" a state and "us" nothing. A reading
marked `weak` is one the caller should believe only with other evidence.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from dragoman.knowledge.files import read_json, read_version
from dragoman.knowledge.offices import Offices
from dragoman.knowledge.places import Gazetteer
from dragoman.knowledge.records import Known, NameForm, Office
from dragoman.knowledge.small_places import SmallPlaces

__all__ = ["Knowledge", "Known", "NameForm", "Office", "load"]

# The rest of a name after its first word, and its reading.
_Name = tuple[tuple[str, ...], Known]


def _plain(word: str) -> str:
    """A word without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


# The last day the list of office holders speaks for.
SNAPSHOT = "2026-05-31"


class Knowledge:
    """The knowledge base: names, offices, holders, word lists. Made once, by `load`."""

    def __init__(self) -> None:
        self.version = read_version()
        self._rows: dict[str, list[Any]] = read_json("entities.json.gz")
        self._names: dict[str, list[list[Any]]] = read_json("names.json.gz")
        self._holders: list[list[str]] = read_json("holders.json")
        self._words: dict[str, dict[str, tuple[str, ...]]] = {
            name: {word: tuple(sectors) for word, sectors in words.items()}
            for name, words in read_json("words.json").items()
        }
        self._by_surname: dict[str, list[Known]] = {}
        self._offices = Offices()
        self._gazetteer = Gazetteer()
        self._small_places = SmallPlaces()
        self._read: dict[str, tuple[_Name, ...]] = {}

    def match(self, words: Sequence[str], start: int) -> tuple[int, tuple[Known, ...]] | None:
        """The longest known name that starts at `words[start]`: its length in words, its readings.

        >>> load().match(["in", "Baku", "on", "Friday"], 1)[1][0][:4]
        ('AZE', 'country', 'Azerbaijan', 'capital')
        >>> load().match(["give", "us", "time"], 1) is None
        True

        Actors come before places, larger places before smaller.
        """
        word = words[start]
        candidates = self._starting(word) + self._gazetteer.starting(word)
        best = -1
        found: list[Known] = []
        for rest, known in candidates:
            size = len(rest)
            if size < best or (size and tuple(words[start + 1 : start + 1 + size]) != rest):
                continue
            if size > best:
                best, found = size, []
            if known not in found:
                found.append(known)
        if best >= 0 and found[0].key.startswith("body.") and found[0].name.startswith("Ministry of"):
            return self._extend_ministry(words, start, best + 1, found[0])
        return (best + 1, tuple(found)) if found else None

    def towns(self, name: str) -> tuple[Known, ...]:
        """Towns of fewer than 15,000 people of a name, and cities known by it besides their own, all weak.

        >>> [(place.name, place.country) for place in load().towns("Peking")]
        [('Beijing', 'CHN')]

        Only for words already known to be a place's name: in a running text most of them are people's.
        """
        found: dict[int, Known] = {}
        for city, geonames in self._small_places.other_names(name):
            for first in {city.split()[0], re.split(r"['’]", city)[0].split()[0]}:
                for _, place in self._gazetteer.starting(first):
                    if place.geonames == geonames and (geonames not in found or place.name == city):
                        found[geonames] = place._replace(weak=True)
        cities = [found[geonames] for geonames in sorted(found)]
        return (*cities, *self._small_places.named(name))

    def match_all(self, word: str) -> tuple[tuple[Known, ...], ...] | None:
        """The readings of each part of a word that joins known names, `None` if one part is unknown.

        >>> [part[0].key for part in load().match_all("Azerbaijan-OSCE")]
        ['AZE', 'OSCE']
        >>> load().match_all("well-known") is None
        True
        """
        parts = word.replace("–", "-").replace("/", "-").split("-")
        if len(parts) < 2:
            return None
        readings = [self.match([part], 0) if part else None for part in parts]
        if any(reading is None for reading in readings):
            return None
        return tuple(reading[1] for reading in readings if reading is not None)

    def get(self, key: str) -> Known:
        """What the key stands for; `KeyError` where it stands for nothing.

        >>> load().get("OSCE").country
        'IGO'
        """
        return self._known(key, "name", False)

    def country_of(self, code: str) -> Known | None:
        """The state of an ISO3 code, or the body of an actor code that has one (UNO, EUR).

        >>> load().country_of("EUR").name, load().country_of("XXX")
        ('European Union', None)
        """
        key = {"UNO": "UN", "EUR": "EU"}.get(code, code)
        row = self._rows.get(key)
        return self.get(key) if row and (row[0] == "country" or key in ("UN", "EU")) else None

    def holders(self, represents: str, office: str, on: str | None = None) -> tuple[Known, ...]:
        """Who is known to hold an office of a state, on an ISO day.

        >>> [known.name for known in load().holders("FRA", "President")]
        ['Emmanuel Macron']
        >>> load().holders("FRA", "President", "2011-05-01")
        ()

        The list is a snapshot of May 2026 of heads of state and government: nothing is known of days
        before a holder took office or after the snapshot, nor of other offices.
        """
        return tuple(
            self._known(key, "name", False)._replace(office=title, since=since or None)
            for country, title, key, since in self._holders
            if country == represents and title == office and (on is None or (bool(since) and since <= on <= SNAPSHOT))
        )

    def holders_by_surname(self, surname: str) -> tuple[Known, ...]:
        """Whoever is known to hold an office of state under a surname, whatever the accents.

        >>> [known.name for known in load().holders_by_surname("Tshisekedi")]
        ['Felix Tshisekedi']
        """
        if not self._by_surname:
            for _, title, key, since in self._holders:
                known = self._known(key, "name", False)._replace(office=title, since=since or None)
                self._by_surname.setdefault(_plain(known.name.rpartition(" ")[2]), []).append(known)
        return tuple(self._by_surname.get(_plain(surname), ()))

    def words(self, list_name: str) -> Mapping[str, tuple[str, ...]]:
        """A reviewed word list: each word with the sectors it says, `()` where it says none.

        >>> load().words("heads")["troops"], "counterpart" in load().words("parties")
        (('MIL',), True)

        Lists: `heads` (nouns for actors), `honorifics`, `parties`, `portfolios`.
        """
        return self._words[list_name]

    def match_office(self, words: Sequence[str], start: int) -> tuple[int, Office] | None:
        """The longest office that starts at `words[start]`: its length in words and what it is.

        >>> load().match_office("acting Energy Minister of Georgia".split(), 0)
        (3, Office(name='Minister of Energy', base='Minister of Energy', sectors=('GOV',), \
level='minister', time='acting'))
        """
        return self._offices.match(words, start)

    def office(self, words: Sequence[str]) -> Office | None:
        """The office that the words as a whole name, `None` where they name none or more than one.

        >>> load().office(["Foreign", "Minister"]).name
        'Minister of Foreign Affairs'
        """
        found = self._offices.match(words, 0) if words else None
        return found[1] if found and found[0] == len(words) else None

    def _extend_ministry(
        self, words: Sequence[str], start: int, size: int, known: Known
    ) -> tuple[int, tuple[Known, ...]]:
        """The ministry with the further portfolios of its title: "Ministry of Economy and Finance"."""
        if words[start].lower() != "ministry":
            return size, (known,)
        first = 3 if words[start + 2].lower() == "the" else 2
        longer, name = self._offices.match_portfolios(words, start + first)
        if longer <= size - first or not name:
            return size, (known,)
        return first + longer, (known._replace(key=f"body.{name.lower()}", name=f"Ministry of {name}"),)

    def _starting(self, word: str) -> tuple[_Name, ...]:
        found = self._read.get(word)
        if found is None:
            found = tuple(
                (tuple(rest.split()), self._known(key, form, bool(weak)))
                for rest, key, form, weak in self._names.get(word, ())
            )
            self._read[word] = found
        return found

    def _known(self, key: str, form: NameForm, weak: bool) -> Known:
        kind, name, country, represents, sectors, wikidata, office, since = self._rows[key]
        said = ("GOV",) if form == "capital" else tuple(sectors.split())
        return Known(
            key=key,
            kind=kind,
            name=name,
            form=form,
            country=country or None,
            represents=represents or None,
            sectors=said,
            wikidata=wikidata or None,
            weak=weak,
            office=office or None,
            since=since or None,
        )


@cache
def load() -> Knowledge:
    """The knowledge base, opened once. Places are unpacked when the first capitalised word asks."""
    return Knowledge()
