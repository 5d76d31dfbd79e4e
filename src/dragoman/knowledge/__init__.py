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
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from dragoman.knowledge.added import correct_rows, gather_people
from dragoman.knowledge.areas import Areas
from dragoman.knowledge.files import read_json, read_version
from dragoman.knowledge.holders import SNAPSHOT, Added, Holders, Stint
from dragoman.knowledge.name_origins import NameOrigins
from dragoman.knowledge.names import Name, Starts, longest
from dragoman.knowledge.offices import Offices
from dragoman.knowledge.overlay import Actor
from dragoman.knowledge.places import Gazetteer
from dragoman.knowledge.records import Known, NameForm, Office
from dragoman.knowledge.roles import Roles
from dragoman.knowledge.small_places import SmallPlaces
from dragoman.knowledge.store import Store

__all__ = ["SNAPSHOT", "Knowledge", "Known", "NameForm", "Office", "load"]


_NO_NAMES = Starts(())


# What federations put before the offices of the whole state.
_OF_THE_WHOLE = frozenset(["federal", "union"])


class Knowledge:
    """The knowledge base: names, offices, holders, word lists. Made once, by `load`.

    What the user's `store` says wins over the base, and its digest is part of the version.
    """

    def __init__(self, store: Store | None = None) -> None:
        digest = store.digest() if store else ""
        self.version = read_version() + (f"+{digest}" if digest else "")
        self._store = store if digest else None
        self._rows: dict[str, list[Any]] = read_json("entities.json.gz")
        self._names: dict[str, list[list[Any]]] = read_json("names.json.gz")
        self._members: dict[str, list[str]] = read_json("members.json")
        self._words: dict[str, dict[str, tuple[str, ...]]] = {
            name: {word: tuple(sectors) for word, sectors in words.items()}
            for name, words in read_json("words.json").items()
        }
        self._holders = Holders(self._read_people)
        self._offices = Offices()
        self._roles = Roles()
        self._gazetteer = Gazetteer()
        self._small_places = SmallPlaces()
        self._areas = Areas()
        self._mine: dict[str, list[Name]] = {}
        self._told: frozenset[str] = frozenset()
        if self._store:
            self._correct(self._store.actors(self.codes()))

    def match(self, words: Sequence[str], start: int) -> tuple[int, tuple[Known, ...]] | None:
        """The longest known name that starts at `words[start]`: its length in words, its readings.

        >>> load().match(["in", "Baku", "on", "Friday"], 1)[1][0][:4]
        ('AZE', 'country', 'Azerbaijan', 'capital')
        >>> load().match(["give", "us", "time"], 1) is None
        True

        Actors come before places, larger places before smaller.
        """
        word = words[start]
        best, found = self._starting(word).longest(words, start)
        if word[:1].isupper():
            best, found = self._with_people(words, start, best, found)
        if word in self._mine:
            own, mine = longest(self._mine[word], words, start)
            if own >= best and mine:
                return own + 1, tuple(mine)
        if best >= 0 and found[0].key.startswith("body.") and found[0].name.startswith("Ministry of"):
            return self._extend_ministry(words, start, best + 1, found[0])
        return (best + 1, tuple(found)) if found else None

    @lru_cache(maxsize=4096)  # noqa: B019  # a knowledge base lives as long as the process
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

    @lru_cache(maxsize=4096)  # noqa: B019  # as for `towns`
    def areas(self, name: str) -> tuple[Known, ...]:
        """First- and second-level areas of states by a name without the word for their kind, all weak.

        >>> [(area.name, area.country) for area in load().areas("Helmand")]
        [('Helmand', 'AFG')]

        As `towns`, only for words already known to be a place's name.
        """
        return self._areas.named(name)

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

    def get(self, key: str, on: str | None = None) -> Known:
        """What the key stands for, as of an ISO day if one is given; `KeyError` where it stands for nothing.

        >>> load().get("OSCE").country
        'IGO'
        >>> load().get("group.TALIBAN").sectors, load().get("group.TALIBAN", "2019-06-01").sectors
        (('GOV', 'UAF'), ('REB', 'UAF'))

        Parties and armed groups have their sectors of that day: in opposition, at war.
        """
        known = self._known(key, "name", False)
        sectors = self._roles.of(key, on) if on and key not in self._told else None
        return known._replace(sectors=sectors) if sectors is not None else known

    def country_of(self, code: str) -> Known | None:
        """The state of an ISO3 code, or the body of an actor code that has one (UNO, EUR).

        >>> load().country_of("EUR").name, load().country_of("XXX")
        ('European Union', None)
        """
        key = {"UNO": "UN", "EUR": "EU"}.get(code, code)
        row = self._rows.get(key)
        return self.get(key) if row and (row[0] == "country" or key in ("UN", "EU")) else None

    def capital_of(self, code: str) -> str | None:
        """The name of a state's capital; `None` where the lists have more than one city for it, or none.

        >>> load().capital_of("EGY"), load().capital_of("NLD")
        ('Cairo', None)
        """
        cities: dict[int, str] = {}
        for name in self._capitals.get(code, ()):
            first, *rest = name.split()
            named = (city for behind, city in self._gazetteer.starting(first) if behind == tuple(rest))
            largest = next((city for city in named if city.country == code and city.geonames is not None), None)
            if largest is not None and largest.geonames is not None:
                cities.setdefault(largest.geonames, name)
        return next(iter(cities.values())) if len(cities) == 1 else None

    @cached_property
    def _capitals(self) -> dict[str, list[str]]:
        """The names of capitals by the states of which they are."""
        found: dict[str, list[str]] = {}
        for first, rows in self._names.items():
            if first[:1].isupper() and not (len(first) > 3 and first.isupper()):
                for rest, key, form, _ in rows:
                    if form == "capital":
                        found.setdefault(key, []).append(f"{first} {rest}".strip())
        return found

    def members_of(self, key: str) -> tuple[str, ...]:
        """The ISO3 codes of an organisation's member states, `()` where the list has none.

        >>> load().members_of("EAC")
        ('BDI', 'COD', 'KEN', 'RWA', 'SOM', 'SSD', 'TZA', 'UGA')
        >>> load().members_of("MSF")
        ()

        The list is a snapshot of May 2026; states whose membership is suspended stay in it.
        """
        return tuple(self._members.get(key, ()))

    def holders(self, represents: str, office: str, on: str | None = None) -> tuple[Known, ...]:
        """Who is known to hold an office of a state or organisation, on an ISO day or as of the last one listed.

        >>> [known.name for known in load().holders("FRA", "President")]
        ['Emmanuel Macron']
        >>> [(known.name, known.until) for known in load().holders("FRA", "President", "2011-05-01")]
        [('Nicolas Sarkozy', '2012-05-15')]

        Heads of state and government are known up to May 2026, ministers up to 2022, heads of organisations
        up to June 2025. Nothing is known of the days after.
        """
        return tuple(self._in_office(stint) for stint in self._holders.of(represents, office, on or SNAPSHOT))

    def holders_by_surname(self, surname: str, on: str | None = None) -> tuple[Known, ...]:
        """Whoever is known to hold an office under a surname of one word or more, whatever the accents and hyphens.

        >>> [(known.name, known.office) for known in load().holders_by_surname("Çavuşoğlu", "2021-06-01")]
        [('Mevlüt Çavuşoğlu', 'Minister of Foreign Affairs')]
        """
        found = self._holders.by_surname(surname)
        return tuple(self._in_office(stint) for stint in found if stint.is_on(on or SNAPSHOT))

    def offices_by_surname(self, surname: str) -> tuple[Known, ...]:
        """Everybody under a surname in each of his offices, whenever held.

        >>> {known.name for known in load().offices_by_surname("Bayramov")}
        {'Jeyhun Bayramov'}
        """
        return tuple(self._in_office(stint) for stint in self._holders.by_surname(surname))

    def offices_by_given_name(self, given: str, on: str | None = None) -> tuple[Known, ...]:
        """Everybody whose name begins with a word in each of his offices: those held on an ISO day, or all.

        >>> [(known.name, known.office) for known in load().offices_by_given_name("Hamid", "2010-05-01")]
        [('Hamid Ansari', 'Vice President'), ('Hamid Karzai', 'President')]
        """
        found = self._holders.by_given_name(given)
        return tuple(self._in_office(stint) for stint in found if on is None or stint.is_on(on))

    def offices_of(self, key: str, on: str | None = None) -> tuple[Known, ...]:
        """A person in each of his offices: those held on an ISO day, or all that are known.

        >>> [(known.office, known.since, known.until) for known in load().offices_of("Ban Ki-moon (KOR)")]
        [('Minister of Foreign Affairs', '2004-01-17', '2006-11-10'), ('Secretary-General', '2007-01-01', '2016-12-31')]
        """
        return tuple(self._in_office(s) for s in self._holders.by_key(key) if on is None or s.is_on(on))

    def name_likeness(self, name: str, code: str) -> float:
        """How much a person's name is spelled like those of a state's listed people: more is more alike.

        It says something only beside that of another state: most names have runs that nobody listed has.

        >>> load().name_likeness("Nihal Weerakkody", "LKA") > load().name_likeness("Nihal Weerakkody", "KOR")
        True
        """
        return self._name_origins.likeness(name, code)

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
        >>> load().office("Federal Minister for Foreign Affairs".split()).name
        'Minister of Foreign Affairs'
        """
        shorter = words[1:] if words and words[0].lower() in _OF_THE_WHOLE else ()
        for told in (words, shorter):
            found = self._offices.match(told, 0) if told else None
            if found and found[0] == len(told):
                return found[1]
        return None

    def codes(self) -> frozenset[str]:
        """All actor codes: of states, and those of bodies, groups and firms of more than one.

        >>> {"AZE", "IGO", "EUR"} <= load().codes()
        True
        """
        return frozenset(row[2] for row in self._rows.values() if row[2]) | {"IMG", "MNC", "NGO"}

    def code_of(self, name: str) -> str:
        """The code of the state, or the side of the organisation, that a name or code stands for; empty for none.

        >>> [load().code_of(name) for name in ("Azerbaijan", "az", "AZE", "NATO", "Atlantis")]
        ['AZE', 'AZE', 'AZE', 'NATO', '']
        """
        if len(name) == 2 and name.upper() in self._holders.iso2:
            return self._holders.iso2[name.upper()]
        for spelling in (name, name.upper()):
            words = spelling.split()
            # Not by `match`: people are read with the codes that are asked for here.
            names = [*self._mine.get(words[0], ()), *self._listed(words[0])] if words else []
            size, readings = longest(names, words, 0)
            for known in readings if size + 1 == len(words) else ():
                if known.kind in ("country", "organization") and known.form in ("name", "acronym") and known.represents:
                    return known.represents
            if spelling in self._rows and self._rows[spelling][0] == "country":
                return spelling
        return ""

    def sides(self) -> dict[str, str]:
        """The name of every state and organisation, with the code of its side.

        >>> load().sides()["Sweden"], load().sides()["United Nations"]
        ('SWE', 'UNO')
        """
        return {row[1]: row[3] for row in self._rows.values() if row[0] in ("country", "organization") and row[3]}

    def office_name(self, title: str, code: str) -> str:
        """The name on the list of an office as others write it, with or without its state behind it.

        >>> load().office_name("Foreign Minister of Ghana", "GHA"), load().office_name("Lord Privy Seal", "GBR")
        ('Minister of Foreign Affairs', 'Lord Privy Seal')
        """
        bare, _, whose = title.rpartition(" of ")
        is_its = bool(bare) and self.code_of(whose.removeprefix("the ")) == code
        return self._offices.pick_name(*((title, bare) if is_its else (title,)))

    def count(self) -> dict[str, int]:
        """How many of what there is: entities by kind, people, stints in office, names.

        >>> load().count()["country"] > 190
        True
        """
        kinds = Counter(row[0] for row in self._rows.values() if row[0] != "person")
        kinds["person"] = len(self._rows.keys() | self._holders.people.keys()) - sum(kinds.values())
        names, stints = [*self._names.values(), *self._holders.names.values()], self._holders.stints.values()
        return dict(sorted(kinds.items())) | {"offices held": sum(map(len, stints)), "names": sum(map(len, names))}

    def sources(self) -> dict[str, tuple[int, str]]:
        """How many offices held each source tells, and the last day it speaks for."""
        return self._holders.sources

    @cached_property
    def _name_origins(self) -> NameOrigins:
        return NameOrigins((person.name, person.code) for person in self._holders.listed.values())

    def _read_people(self) -> Iterator[Added]:
        rows = self._store.people(self.code_of, self.office_name) if self._store else []
        return gather_people(rows, self._holders.listed)

    def _correct(self, actors: Sequence[Actor]) -> None:
        """Write the user's corrections over the base; whose sectors he says has them on every day."""
        said = {actor.name for actor in actors if actor.sectors}
        self._told = frozenset(key for key, row in self._rows.items() if said and (key in said or row[1] in said))
        for spelling, key in correct_rows(self._rows, actors):
            first, *rest = spelling.split()
            form: NameForm = "acronym" if spelling.isupper() and not rest else "name"
            self._mine.setdefault(first, []).append((tuple(rest), self._known(key, form, False)))

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

    def _with_people(self, words: Sequence[str], start: int, best: int, found: list[Known]) -> tuple[int, list[Known]]:
        """The longest name and its readings with those of people, whose names are told in any spelling."""
        size, keys = self._holders.named(words, start)
        if size - 1 < best or not keys:
            return best, found
        people = [self._known(key, "name", False) for key in keys]
        if size - 1 > best:
            return size - 1, people
        actors = [known for known in found if known.kind != "place" and known not in people]
        return best, [*actors, *people, *(known for known in found if known.kind == "place")]

    @lru_cache(maxsize=50_000)  # noqa: B019  # as for `towns`
    def _starting(self, word: str) -> Starts:
        """The names that begin with a word, but for those of people who held an office."""
        names = (*self._listed(word), *self._gazetteer.starting(word))
        return Starts(names) if names else _NO_NAMES

    def _listed(self, word: str) -> tuple[Name, ...]:
        rows = self._names.get(word, ())
        return tuple((tuple(rest.split()), self._known(key, form, bool(weak))) for rest, key, form, weak in rows)

    def _in_office(self, stint: Stint) -> Known:
        """A person as the holder of one office."""
        code, office = stint.represents, self.office(stint.office.split())
        body = self._rows.get(code)
        return self._known(stint.key, "name", False)._replace(
            country=(body[2] or None) if body else code,
            represents=code,
            sectors=stint.sectors or (office.sectors if office else ("GOV",)),
            office=stint.office,
            since=stint.start or None,
            until=stint.end or None,
        )

    def _person(self, key: str) -> Known:
        """Somebody whom only the table of holders knows."""
        name, wikidata, code = self._holders.people[key]
        body = self._rows.get(code)
        country = (body[2] or None) if body else code
        return Known(key, "person", name, country=country, represents=code, wikidata=wikidata or None)

    def _known(self, key: str, form: NameForm, weak: bool) -> Known:
        if key not in self._rows:
            return self._person(key)
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


def load(folder: Path | None = None) -> Knowledge:
    """The knowledge base, opened once for each state of the user's folder, which adds to it.

    Places and people are unpacked when the first capitalised word asks.
    """
    digest = Store(folder).digest() if folder else ""
    return _open(folder if digest else None, digest)


@cache
def _open(folder: Path | None, digest: str) -> Knowledge:
    return Knowledge(Store(folder) if folder else None)
