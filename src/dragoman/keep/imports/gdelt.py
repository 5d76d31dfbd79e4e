"""GDELT's files of events, told apart by their columns: 61 is 2.0, 58 is 1.0 by day, 57 is 1.0 before April 2013."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from dragoman.keep.export.gdelt import KINDS, ROLES
from dragoman.keep.imports.faults import Faults
from dragoman.keep.imports.foreign import ForeignEvent
from dragoman.keep.imports.table_lines import read_lines
from dragoman.keep.imports.values import read_number, read_point, read_quad
from dragoman.knowledge.exchange import load_exchange


class Layout(NamedTuple):
    """Where the columns are that the versions have in different places."""

    country: int
    lat: int
    lon: int
    url: int | None


LAYOUTS = {61: Layout(53, 56, 57, 60), 58: Layout(51, 53, 54, 57), 57: Layout(51, 53, 54, None)}
_ACTOR1, _ACTOR2, _CODE, _QUAD, _GOLDSTEIN = 5, 15, 26, 29, 30
# PLOVER's sector for a role of CAMEO's; two roles of one sector go back to it, an unaligned force stays one.
_SECTORS = {role: sector for sector, role in ROLES.items() if sector != "PRM"} | {"INS": "REB", "SEP": "REB"}
_BODIES = {"UNO": "UNO", "EEC": "EUR"}
_KINDS = {kind: code for code, kind in KINDS.items() if code not in _BODIES.values()}
# States by codes that CAMEO's lists have beside those of our own.
_OLDER = {"ROU": "ROU", "TLS": "TLS", "ZAR": "COD"}


def read_rows(path: Path, faults: Faults) -> Iterator[ForeignEvent]:
    """The rows of a file. GDELT's lines have no header; one that somebody put there is passed over."""
    for number, fields in read_lines(path, faults):
        layout = LAYOUTS.get(len(fields))
        if layout is None:
            faults.reject(number, f"{len(fields)} fields, not 61, 58 or 57")
        elif number > 1 or (fields[0] or "").lower() != "globaleventid":
            row = _read_row(fields, layout, number, faults)
            if row is not None:
                yield row


def _read_row(fields: list[str | None], layout: Layout, number: int, faults: Faults) -> ForeignEvent | None:
    id, day = fields[0], _read_day(fields[1])
    if id is None or day is None:
        faults.reject(number, "no GLOBALEVENTID" if id is None else "no SQLDATE")
        return None
    cameo, exchange = fields[_CODE], load_exchange()
    type, mode = (exchange.plover(cameo) if cameo else None) or (None, None)
    lat, lon = read_point(fields[layout.lat], fields[layout.lon])
    url = fields[layout.url] if layout.url is not None else None
    return ForeignEvent(
        source="gdelt",
        id=id,
        pair=1,
        date=day,
        type=type,
        mode=mode,
        cameo=cameo,
        actor_name=fields[_ACTOR1 + 1],
        actor_country=_find_code(fields, _ACTOR1),
        actor_sectors=_find_sectors(fields, _ACTOR1),
        recipient_name=fields[_ACTOR2 + 1],
        recipient_country=_find_code(fields, _ACTOR2),
        recipient_sectors=_find_sectors(fields, _ACTOR2),
        quad=read_quad(fields[_QUAD]),
        score=read_number(fields[_GOLDSTEIN]),
        place_country=exchange.states_by_fips.get(fields[layout.country] or ""),
        lat=lat,
        lon=lon,
        publisher=_find_host(url),
        url=url,
    )


@lru_cache(maxsize=10_000)
def _read_day(text: str | None) -> str | None:
    """A day of eight digits, ISO.

    >>> _read_day("20140218"), _read_day("20140230")
    ('2014-02-18', None)
    """
    if text is None or len(text) != 8 or not (text.isascii() and text.isdigit()):
        return None
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:])).isoformat()
    except ValueError:
        return None


def _find_code(fields: list[str | None], first: int) -> str | None:
    """The state of an actor, else the body or kind of body it is. CAMEO's regions ("AFR") are no country."""
    country, group = fields[first + 2] or "", fields[first + 3] or ""
    found = load_exchange().states_by_cameo.get(country) or _OLDER.get(country)
    return found or _BODIES.get(group) or _KINDS.get(fields[first + 7] or "")


def _find_sectors(fields: list[str | None], first: int) -> tuple[str, ...]:
    roles = fields[first + 7 : first + 10]
    return tuple(dict.fromkeys(_SECTORS[role] for role in roles if role in _SECTORS))


def _find_host(url: str | None) -> str | None:
    """The site of a page; older rows name a source in words instead."""
    try:
        return (urlsplit(url).hostname if url and url.startswith("http") else None) or None
    except ValueError:
        return None
