"""What the knowledge base answers with: `Known` for names, `Office` for offices."""

from __future__ import annotations

from typing import Literal, NamedTuple

from dragoman.records import Kind

NameForm = Literal["name", "adjective", "demonym", "acronym", "capital", "metonym"]


class Known(NamedTuple):
    """One reading of a name: what it names (`key`, unique), and how (`form`).

    `country` is the actor code (ISO3, UNO, EUR, IGO, NGO, IMG, MNC), `represents` the side it speaks
    for ("AZE", "OSCE"). `weak` marks a name that is also an everyday word, a person's name or
    somebody else's acronym: believe it only with other evidence. `office`, `since` and
    `until` are a person's; without `until` the office is not known to have ended. `region` is a city's:
    the code of its state in the USA.
    """

    key: str
    kind: Kind
    name: str
    form: NameForm = "name"
    country: str | None = None
    represents: str | None = None
    sectors: tuple[str, ...] = ()
    wikidata: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    population: int | None = None
    weak: bool = False
    office: str | None = None
    since: str | None = None
    until: str | None = None
    region: str | None = None


class Office(NamedTuple):
    """An office as its wording names it.

    `name` is canonical and keeps the rank ("Deputy Minister of Foreign Affairs"), so that "Foreign
    Minister" and "Minister of Foreign Affairs" have one name; `base` is the name without the rank.
    `level` is one of state, government, minister, deputy, diplomat, legislator, judge, military,
    police, official, party, rebel, person. `time` is "acting", "former", "outgoing", "incoming" or
    `None`; who held an office formerly has the sector ELI.
    """

    name: str
    base: str
    sectors: tuple[str, ...]
    level: str
    time: str | None = None
