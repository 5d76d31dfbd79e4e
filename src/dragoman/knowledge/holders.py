"""Who held which office of a state or organisation, and when; opened when the first capitalised word asks.

    >>> holders = Holders()
    >>> [stint.key for stint in holders.of("RUS", "Minister of Foreign Affairs", "2014-03-01")]
    ['Sergey Lavrov (RUS)']

A stint without an end is known only up to the day its source speaks for. Where a list says only a month
or a year, the days of that month or year are not counted in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from dragoman.knowledge.files import read_json
from dragoman.knowledge.spelling import fold, pieces

# The last day the list of heads of state and government speaks for.
SNAPSHOT = "2026-05-31"


class Stint(NamedTuple):
    """One person in one office. `known_until` is empty where an open end means: still in office.

    A user's stint without a start counts on any day up to its end. `sectors` are told where the office does not
    tell them ("Leader of UNITA").
    """

    represents: str
    office: str
    key: str
    start: str
    end: str
    known_until: str
    is_users: bool = False
    sectors: tuple[str, ...] = ()

    def is_on(self, day: str) -> bool:
        """Whether the office was held on an ISO day, as far as is known.

        >>> Stint("KEN", "President", "x", "2013-04", "2022-09-13", "").is_on("2013-04-20")
        False
        """
        if not self.start and not self.is_users:
            return day == self.known_until
        if self.start and not _is_before(self.start, day):
            return False
        last = self.end or self.known_until
        return not last or _is_before(day, last)


def _is_before(one: str, other: str) -> bool:
    """Whether a day or month surely comes before another, or is the same day."""
    size = min(len(one), len(other))
    return one[:size] < other[:size] or (size == 10 and one == other)


def _is_east_asian(words: Sequence[str]) -> bool:
    """Whether a name is written with its surname first: "Tsai Ing-wen", and not "Joseph Wu"."""
    first, _, second = words[-1].partition("-")
    return len(words) == 2 and first.istitle() and second.isalpha() and second.islower()


def _read_stint(code: str, office: str, key: str, start: str, end: str, until: str, sectors: str = "") -> Stint:
    """A stint from its row on the built list."""
    return Stint(code, office, key, start, end, until, sectors=tuple(sectors.split()))


class Person(NamedTuple):
    """A person by name and Wikidata id; `code` is the actor code of the first office listed."""

    name: str
    wikidata: str
    code: str


def plain(word: str) -> str:
    """A word without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))


class Added(NamedTuple):
    """A person of the user's: under a key of the list where it is somebody on it."""

    key: str
    person: Person
    names: tuple[str, ...]
    stints: tuple[Stint, ...]


class Holders:
    """The table of office holders, the user's own among them; `read_added` is called when it is first asked."""

    def __init__(self, read_added: Callable[[], Iterable[Added]] = tuple) -> None:
        self._read_added = read_added

    @cached_property
    def _built(self) -> dict[str, Any]:
        found: dict[str, Any] = read_json("people.json.gz")
        return found

    @cached_property
    def _added(self) -> tuple[Added, ...]:
        return tuple(self._read_added())

    @cached_property
    def listed(self) -> dict[str, Person]:
        """Everybody on the built list, by key."""
        return {key: Person(*row) for key, row in self._built["people"].items()}

    @property
    def iso2(self) -> dict[str, str]:
        """Actor codes by ISO 3166 alpha-2."""
        return dict(self._built["iso2"])

    @property
    def sources(self) -> dict[str, tuple[int, str]]:
        """How many rows each source has, and the last day it speaks for."""
        return {source: (count, until) for source, (count, until) in self._built["sources"].items()}

    @cached_property
    def people(self) -> dict[str, Person]:
        """Everybody in the table, by key."""
        return self.listed | {added.key: added.person for added in self._added}

    @cached_property
    def names(self) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
        """The pieces of every full name and the key it stands for, by the first piece, the longest first."""
        mine = ((fold(name), added.key) for added in self._added for name in added.names if " " in name)
        found: dict[str, dict[tuple[tuple[str, ...], str], None]] = {}
        for name, key in (*self._built["names"], *mine):
            whole = tuple(name.split())
            found.setdefault(whole[0], {})[whole, key] = None
        return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}

    def named(self, words: Sequence[str], start: int) -> tuple[int, tuple[str, ...]]:
        """How many words the longest full name has that stands there, however spelled, 0 for none; the keys it has.

        >>> Holders().named("North Korea's KIM JONG-UN".split(), 2)
        (2, ('Kim Jong Un (PRK)',))
        """
        said = [*pieces(words[start])]
        rows = self.names.get(said[0], ()) if said else ()
        if not rows:
            return 0, ()
        ends, at = {len(said): 1}, start + 1
        while at < len(words) and len(said) < len(rows[0][0]):
            said += pieces(words[at])
            at += 1
            ends[len(said)] = at - start
        for whole, _ in rows:
            if len(whole) in ends and tuple(said[: len(whole)]) == whole:
                return ends[len(whole)], tuple(key for other, key in rows if other == whole)
        return 0, ()

    @cached_property
    def stints(self) -> dict[str, tuple[Stint, ...]]:
        """All stints in the offices of a state or organisation, by its code, the earliest first.

        What the user says of a person in an office stands for all that the list says of both.
        """
        mine = [stint for added in self._added for stint in added.stints]
        told = {stint[:3] for stint in mine}
        found: dict[str, list[Stint]] = {}
        for code, rows in self._built["held"].items():
            found[code] = [stint for row in rows if (stint := _read_stint(code, *row))[:3] not in told]
        for stint in mine:
            found.setdefault(stint.represents, []).append(stint)
        return {code: tuple(sorted(rows, key=lambda s: (s.start, s.office, s.key))) for code, rows in found.items()}

    @cached_property
    def _by_key(self) -> dict[str, tuple[Stint, ...]]:
        found: dict[str, list[Stint]] = {}
        for rows in self.stints.values():
            for stint in rows:
                found.setdefault(stint.key, []).append(stint)
        return {key: tuple(sorted(rows, key=lambda s: s.start)) for key, rows in found.items()}

    @cached_property
    def _by_surname(self) -> dict[str, tuple[str, ...]]:
        """Whose name ends in some words, all but its first at most, or begins with one where the surname is first."""
        found: dict[str, list[str]] = {}
        first = frozenset(self._built["family_first"])
        for key in self._by_key:
            person = self.people[key]
            words = person.name.split()
            ends = {fold(" ".join(words[at:])) for at in range(1, len(words))} or {fold(person.name)}
            if person.code in first or _is_east_asian(words):
                ends.add(fold(words[0]))
            for surname in sorted(ends):
                found.setdefault(surname, []).append(key)
        return {surname: tuple(keys) for surname, keys in found.items()}

    @cached_property
    def _by_given_name(self) -> dict[str, tuple[str, ...]]:
        """Whose name, as listed or in another wording, begins with a word."""
        return {
            given: tuple(dict.fromkeys(key for _, key in rows if key in self._by_key))
            for given, rows in self.names.items()
        }

    def of(self, represents: str, office: str, day: str) -> tuple[Stint, ...]:
        """Who held an office on a day. On the day of a handover it is the one who came."""
        listed = self._built["called"].get(represents, {}).get(office, office)
        found = [s for s in self.stints.get(represents, ()) if s.office in (office, listed) and s.is_on(day)]
        found = [s for s in found if s.is_users] or found
        return tuple([s for s in found if s.end != day] or found)

    def by_key(self, key: str) -> tuple[Stint, ...]:
        """All stints of one person, the earliest first."""
        return self._by_key.get(key, ())

    def by_surname(self, surname: str) -> tuple[Stint, ...]:
        """All stints of everybody by a surname of one word or more, whatever the accents and hyphens."""
        return tuple(stint for key in self._by_surname.get(fold(surname), ()) for stint in self._by_key[key])

    def by_given_name(self, given: str) -> tuple[Stint, ...]:
        """All stints of everybody whose name begins with a word."""
        return tuple(stint for key in self._by_given_name.get(fold(given), ()) for stint in self._by_key[key])
