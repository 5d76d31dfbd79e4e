"""Values as the published files write them: numbers, coordinates, CAMEO codes."""

from __future__ import annotations

import math
import re

# Of CAMEO's two-digit roots, each with its quad class, as GDELT's codebook divides them.
_QUADS = ((1, range(1, 6)), (2, range(6, 9)), (3, range(9, 14)), (4, range(14, 21)))
ROOT_QUADS = {f"{root:02}": quad for quad, roots in _QUADS for root in roots}


def read_number(text: str | None) -> float | None:
    """A finite number, `None` for anything else.

    >>> read_number("-2.5"), read_number("nan"), read_number("n/a"), read_number(None)
    (-2.5, None, None, None)
    """
    try:
        number = float(text) if text is not None and "_" not in text else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_point(lat: str | None, lon: str | None) -> tuple[float | None, float | None]:
    """Two coordinates, both or neither.

    >>> read_point("59.9", "10.7"), read_point("59.9", None), read_point("95", "10")
    ((59.9, 10.7), (None, None), (None, None))
    """
    north, east = read_number(lat), read_number(lon)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180):
        return (None, None)
    return (north, east)


def read_quad(text: str | None) -> int | None:
    """A quad class of 1 to 4."""
    return int(text) if text in ("1", "2", "3", "4") else None


def repair_cameo(text: str | None) -> str | None:
    """A CAMEO code of three or four digits, with the leading zero that spreadsheets take away; `None` for no code.

    >>> repair_cameo("42"), repair_cameo("311"), repair_cameo("0311"), repair_cameo("190"), repair_cameo("13y")
    ('042', '0311', '0311', '190', None)

    Two digits are never a root: the files have no code above three digits' precision, so "14" is 014, to consider
    a policy, not 14, to protest. Of three digits only those are short whose first two are no root.
    """
    if text is None or not re.fullmatch(r"[0-9]{1,4}", text):
        return None
    padded = text.zfill(3)
    if len(padded) == 3 and padded[:2] not in ROOT_QUADS:
        padded = "0" + padded
    return padded if padded[:2] in ROOT_QUADS else None
