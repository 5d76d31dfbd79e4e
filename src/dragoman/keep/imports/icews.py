"""ICEWS's files, with their known faults: CAMEO codes without their leading zero are repaired, repeated ids counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dragoman import knowledge
from dragoman.keep.export.icews import COLUMNS, SECTORS
from dragoman.keep.export.sides import read_day
from dragoman.keep.imports.faults import Faults, SeenIds
from dragoman.keep.imports.foreign import ForeignEvent
from dragoman.keep.imports.table_lines import read_lines
from dragoman.keep.imports.values import ROOT_QUADS, read_number, read_point, repair_cameo
from dragoman.knowledge.exchange import load_exchange

# ICEWS's sectors are a tree; what stands below one that PLOVER has counts as that.
_BELOW = {
    "Executive": "GOV",
    "Executive Office": "GOV",
    "Foreign Ministry": "GOV",
    "Protestors / Popular Opposition / Mobs": "OPP",
    "Insurgents": "REB",
    "Separatists": "REB",
}
_CODES = {name: code for code, name in SECTORS.items()} | _BELOW
_BODIES = {"International Government Organization": "IGO"}


def read_rows(path: Path, faults: Faults) -> Iterator[ForeignEvent]:
    """The rows of a file; those that share an id stay, their number is noted at the end."""
    seen, header = SeenIds(), list(COLUMNS)
    for number, fields in read_lines(path, faults):
        if number == 1:
            header = [name or "" for name in fields]
            continue
        if len(fields) != len(header):
            faults.reject(number, f"{len(fields)} fields, not {len(header)}")
            continue
        row = _read_row(dict(zip(header, fields, strict=True)), number, faults)
        if row is not None:
            seen.add(row.id)
            yield row
    faults.note_all(seen.count_repeated(), "Event ID that was there before")


def _read_row(row: dict[str, str | None], number: int, faults: Faults) -> ForeignEvent | None:
    id, day, written = row.get("Event ID"), read_day(row.get("Event Date")), row.get("CAMEO Code")
    if id is None or day is None:
        faults.reject(number, "no Event ID" if id is None else "no Event Date")
        return None
    cameo = repair_cameo(written)
    if cameo not in load_exchange().cameo_names:
        cameo = None
        faults.note(number, "CAMEO Code that is none")
    elif cameo != written:
        faults.note(number, "CAMEO Code without its leading zero, repaired")
    type, mode = (load_exchange().plover(cameo) if cameo else None) or (None, None)
    lat, lon = read_point(row.get("Latitude"), row.get("Longitude"))
    return ForeignEvent(
        source="icews",
        id=id,
        pair=1,
        date=day,
        type=type,
        mode=mode,
        cameo=cameo,
        actor_name=row.get("Source Name"),
        actor_country=_find_code(row.get("Source Country"), row.get("Source Sectors")),
        actor_sectors=_find_sectors(row.get("Source Sectors")),
        recipient_name=row.get("Target Name"),
        recipient_country=_find_code(row.get("Target Country"), row.get("Target Sectors")),
        recipient_sectors=_find_sectors(row.get("Target Sectors")),
        quad=ROOT_QUADS[cameo[:2]] if cameo else None,
        score=read_number(row.get("Intensity")),
        place_country=_find_state(row.get("Country") or ""),
        lat=lat,
        lon=lon,
        publisher=row.get("Publisher"),
    )


def _find_code(country: str | None, sectors: str | None) -> str | None:
    """The state of a name, else the code of an organisation of states."""
    if country:
        return _find_state(country)
    return next((_BODIES[word] for word in (sectors or "").split(",") if word in _BODIES), None)


@cache
def _find_state(name: str) -> str | None:
    """The ISO3 code of a country by the name ICEWS gives it.

    >>> _find_state("Russian Federation"), _find_state("Occupied Palestinian Territory"), _find_state("Atlantis")
    ('RUS', 'PSE', None)
    """
    code = knowledge.load().code_of(name) if name else ""
    return code if code in load_exchange().states else None


def _find_sectors(text: str | None) -> tuple[str, ...]:
    """PLOVER's sectors for ICEWS's words, each once."""
    words = [word.strip() for word in (text or "").split(",")]
    return tuple(dict.fromkeys(_CODES[word] for word in words if word in _CODES))
