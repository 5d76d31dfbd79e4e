"""The sides that an archive tells of, for the fields in which one is chosen."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.show.desk.desk import Archive
from dragoman.show.words import name_side

_SIDES = """
SELECT code, count(*) AS events
FROM (SELECT unnest(string_split(trim(actor_codes || recipient_codes), ' ')) AS code FROM events) WHERE code <> ''
GROUP BY ALL ORDER BY events DESC, code LIMIT 300
"""


class Side(NamedTuple):
    """A country or body by code and name."""

    code: str
    name: str


def list_sides(archive: Archive) -> list[Side]:
    """The sides of an archive's events, by name; the 300 that most is told of."""
    found = [Side(row["code"], name_side(row["code"])) for row in archive.sql(_SIDES).to_pylist()]
    return sorted((side for side in found if is_code(side.code)), key=lambda one: one.name)


def is_code(code: str) -> bool:
    """Whether a side can be asked for: a code that is known, or written as codes are.

    >>> is_code("AZE"), is_code("XYZ"), is_code("some militia")
    (True, True, False)
    """
    return name_side(code) != code or (code.isupper() and " " not in code)
