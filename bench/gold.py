"""Reads the labelled cases: reports with their facts, and texts in which there are none.

A report is one TOML file with its text, its publication date and four tables of facts, named as the
record names them. Codes may give a choice (`"bilateral|visit"`), an event may `accept` other roles
(`["KEN ETH", "SDN"]` is actors and recipients), and what is `optional` counts neither way.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Roles = tuple[frozenset[str], frozenset[str]]

# Other names for one actor, so that a label does not depend on the dialect of codes.
ALIASES = {
    "UN": "UNO",
    "UNIFIL": "UNO",
    "WFP": "UNO",
    "WHO": "UNO",
    "IAEA": "UNO",
    "EU": "EUR",
    "AFU": "AU",
    "CRM": "CARICOM",
    "CARI": "CARICOM",
    "WAS": "ECOWAS",
    "CoE": "COE",
    "Council of Europe": "COE",
}


def one_code(code: str) -> str:
    """A code by its one name here.

    >>> one_code("UN"), one_code("KEN")
    ('UNO', 'KEN')
    """
    return ALIASES.get(code, code)


@dataclass(frozen=True)
class Person:
    """A participant: by name, or by office where the text names nobody."""

    name: str
    office: str
    represents: frozenset[str]
    optional: bool


@dataclass(frozen=True)
class Encounter:
    """A meeting; empty fields are not asked for."""

    participants: tuple[str, ...]
    agenda: tuple[str, ...]
    form: frozenset[str]
    status: frozenset[str]
    country: frozenset[str]
    city: str
    date: str
    optional: bool


@dataclass(frozen=True)
class Happening:
    """An event: its type and every pair of roles that is right."""

    type: str
    roles: tuple[Roles, ...]
    auxiliary: str
    optional: bool


@dataclass(frozen=True)
class Said:
    """A position: the sides it may be laid to (`""` for none), and words its proposition holds."""

    sides: frozenset[str]
    explicit: bool
    force: str
    about: str
    optional: bool


@dataclass(frozen=True)
class Case:
    """One text with everything it says."""

    name: str
    kind: str
    text: str
    published: str | None = None
    participants: tuple[Person, ...] = ()
    meetings: tuple[Encounter, ...] = ()
    events: tuple[Happening, ...] = ()
    positions: tuple[Said, ...] = ()


def read_reports(folder: Path) -> list[Case]:
    """The reports of a folder in the order of their names."""
    return [_case(path) for path in sorted((folder / "reports").glob("*.toml"))]


def read_negatives(folder: Path) -> list[Case]:
    """The texts of a folder that hold no event."""
    path = folder / "negatives.toml"
    rows = tomllib.loads(path.read_text("utf-8"))["case"] if path.exists() else []
    return [Case(row["name"], row["kind"], row["text"].strip()) for row in rows]


def _case(path: Path) -> Case:
    row = tomllib.loads(path.read_text("utf-8"))
    return Case(
        name=path.stem,
        kind=row["style"],
        text=row["text"].strip(),
        published=row["published"],
        participants=tuple(_person(item) for item in row["participants"]),
        meetings=tuple(_encounter(item) for item in row["meetings"]),
        events=tuple(_happening(item) for item in row["events"]),
        positions=tuple(_said(item) for item in row["positions"]),
    )


def _person(row: dict[str, Any]) -> Person:
    return Person(row["name"], row["office"], _choice(row["represents"]), row.get("optional", False))


def _encounter(row: dict[str, Any]) -> Encounter:
    return Encounter(
        participants=tuple(row["participants"]),
        agenda=tuple(row["agenda"]),
        form=_choice(row["form"]),
        status=_choice(row["status"]),
        country=_choice(row.get("country", "")),
        city=row.get("city", ""),
        date=row.get("date", ""),
        optional=row.get("optional", False),
    )


def _happening(row: dict[str, Any]) -> Happening:
    first = (_codes(row["actors"]), _codes(row["recipients"]))
    others = ((_codes(actors.split()), _codes(recipients.split())) for actors, recipients in row.get("accept", []))
    return Happening(row["type"], (first, *others), row.get("auxiliary", "actual"), row.get("optional", False))


def _said(row: dict[str, Any]) -> Said:
    return Said(_choice(row["side"]), row["explicit"], row["force"], row["about"], row.get("optional", False))


def _codes(codes: list[str]) -> frozenset[str]:
    return frozenset(one_code(code) for code in codes)


def _choice(words: str) -> frozenset[str]:
    return frozenset(one_code(word) for word in words.split("|"))
