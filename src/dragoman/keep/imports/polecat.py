"""POLECAT's files, old and new: either name of the intensity, headers longer than their rows, rows with empty ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from dragoman.keep.export.polecat import COLUMNS, QUADS
from dragoman.keep.export.sides import face, read_day
from dragoman.keep.imports.faults import Faults, SeenIds
from dragoman.keep.imports.foreign import ForeignEvent
from dragoman.keep.imports.table_lines import read_lines
from dragoman.keep.imports.values import read_number, read_point
from dragoman.knowledge.ontology import load_ontology

_Row = dict[str, str | None]
_NUMBERS = {name: number for number, name in QUADS.items()}
_RENAMED = {"Event Intensity": "Intensity"}


class Party(NamedTuple):
    """One of the actors or recipients of a row."""

    name: str | None
    country: str | None
    sectors: tuple[str, ...]


def read_rows(path: Path, faults: Faults) -> Iterator[ForeignEvent]:
    """The rows of a file, one for each pair of each event."""
    seen, header = SeenIds(), list(COLUMNS)
    for number, fields in read_lines(path, faults):
        if number == 1:
            header = [_RENAMED.get(name or "", name or "") for name in fields]
            continue
        row = _name_fields(header, fields)
        if row is None:
            faults.reject(number, f"{len(fields)} fields, not {len(COLUMNS)}")
            continue
        yield from _read_row(row, number, faults, seen)
    faults.note_all(seen.count_repeated(), "Event ID that was there before")


def _name_fields(header: list[str], fields: list[str | None]) -> _Row | None:
    """The fields by column. Some published headers name columns that the rows lack, some rows have empty ends."""
    while len(fields) > len(COLUMNS) and len(fields) != len(header) and fields[-1] is None:
        fields = fields[:-1]
    for names in (header, COLUMNS):
        if len(names) == len(fields):
            return dict(zip(names, fields, strict=True))
    return None


def _read_row(row: _Row, number: int, faults: Faults, seen: SeenIds) -> Iterator[ForeignEvent]:
    id, day = row.get("Event ID"), read_day(row.get("Event Date"))
    type = (row.get("Event Type") or "").upper()
    if id is None or day is None or type not in load_ontology().types:
        faults.reject(number, "no Event ID" if id is None else "no Event Date" if day is None else "no such Event Type")
        return
    seen.add(id)
    lat, lon = read_point(row.get("Latitude"), row.get("Longitude"))
    sides = face(_parties(row, "Actor"), _parties(row, "Recipient"), type, _side)
    for pair, (actor, recipient) in enumerate(sides or ((None, None),), start=1):
        yield ForeignEvent(
            source="polecat",
            id=id,
            pair=pair,
            date=day,
            type=type,
            mode=_split(row.get("Event Mode"))[0] if row.get("Event Mode") else None,
            actor_name=actor.name if actor else None,
            actor_country=actor.country if actor else None,
            actor_sectors=actor.sectors if actor else (),
            recipient_name=recipient.name if recipient else None,
            recipient_country=recipient.country if recipient else None,
            recipient_sectors=recipient.sectors if recipient else (),
            quad=_NUMBERS.get((row.get("Quad Code") or "").upper()),
            score=read_number(row.get("Intensity")),
            place_country=row.get("Country"),
            lat=lat,
            lon=lon,
            publisher=row.get("Source"),
        )


def _parties(row: _Row, role: str) -> list[Party]:
    """The actors or recipients of a row, by their countries; lists of another length say nothing of any one of them."""
    names, countries = _split(row.get(f"{role} Name")), _split(row.get(f"{role} Country"))
    size = len(countries) or len(names)
    sectors = _split(row.get(f"{role} Sectors"))
    told = [_codes(text) for text in sectors] if len(sectors) == size else [()] * size
    if size == 1:
        told = [_codes(row.get(f"{role} Sectors"))]
    return [
        Party(name, country, codes)
        for name, country, codes in zip(_fill(names, size), _fill(countries, size), told, strict=True)
    ]


def _split(text: str | None) -> list[str | None]:
    """The items of a cell; "None" is one that is not known."""
    items = [item.strip() for item in text.split(";")] if text else []
    return [None if item in ("", "None") else item for item in items]


def _codes(text: str | None) -> tuple[str, ...]:
    """Codes of three letters, each once."""
    return tuple(dict.fromkeys(re.findall(r"\b[A-Z]{3}\b", text or "")))


def _fill(items: list[str | None], size: int) -> list[str | None]:
    return items if len(items) == size else [None] * size


def _side(party: Party) -> str:
    return party.country or party.name or ""
