"""First- and second-level areas of states by their whole name: provinces, governorates, districts.

Without coordinates: the middle of an area is nowhere in particular. From GeoNames (CC BY 4.0).
"""

from __future__ import annotations

from dragoman.knowledge.files import read_text
from dragoman.knowledge.records import Known
from dragoman.knowledge.small_places import find_line, loose_key, place_key

KINDS = {"1": "region", "2": "district"}


class Areas:
    """Areas by whole name; unpacked on first use."""

    def __init__(self) -> None:
        self._lines: str | None = None

    def named(self, name: str) -> tuple[Known, ...]:
        """The areas of a name, without the word for their kind, first-level ones first; all weak.

        >>> [(area.key, area.country) for area in Areas().named("Nangarhar")]
        [('region:AFG:nangarhar', 'AFG')]
        >>> [area.country for area in Areas().named("Punjab")]
        ['IND', 'PAK']
        """
        key = place_key(name)
        if self._lines is None:
            self._lines = "\n" + read_text("areas.tsv.gz")
        line = find_line(self._lines, key) or find_line(self._lines, f"~{loose_key(name)}") if key else None
        return tuple(_read_area(cell, key, name) for cell in line.split("\t")[1:]) if line else ()


def _read_area(cell: str, key: str, name: str) -> Known:
    level, country = cell.split("~")
    return Known(f"{KINDS[level]}:{country}:{key}", "place", name, country=country, weak=True)
