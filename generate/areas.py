"""First- and second-level areas of states, looked up by whole name, from GeoNames (CC BY 4.0)."""

from __future__ import annotations

from collections.abc import Collection

from dragoman.knowledge.small_places import loose_key, place_key
from generate.places import codes_by_iso2
from generate.reading import read_rows, split_list
from generate.small_places import LOOSE

# Second-level areas of the USA are known as "X County" alone: their bare names are presidents and trees.
_NEVER_BARE = frozenset(["US"])


def build_areas(towns: Collection[tuple[str, str]]) -> str:
    """Lines `key TAB level~iso3 ...`, sorted; `towns` are the (key, iso3) that the lists of towns and cities have.

    A second-level area that a town of its state gives its name to is left out: the town says as much.
    """
    codes = codes_by_iso2()
    lines: dict[str, set[str]] = {}
    for row in read_rows("places/areas.csv"):
        country = codes.get(row["iso2"])
        if country is None:
            continue
        for name in split_list(row["names"]):
            for key in _keys(name, row["iso2"], is_second=row["level"] == "2"):
                if row["level"] == "1" or (key, country) not in towns:
                    lines.setdefault(key, set()).add(f"{row['level']}~{country}")
    for row in read_rows("places/shared.csv"):
        for state in split_list(row["countries"]):
            lines.setdefault(place_key(row["name"]), set()).add(f"1~{state}")
    return "".join("\t".join([key, *_first_level_first(lines[key])]) + "\n" for key in sorted(lines) if key)


def _keys(name: str, state: str, *, is_second: bool) -> set[str]:
    key = place_key(name)
    loose = {f"~{loose_key(name)}"} if state in LOOSE else set()
    if is_second and state in _NEVER_BARE:
        return {f"{key} county"}
    return {key, key.removeprefix("al "), *loose} if len(key) > 6 else {key, *loose}


def _first_level_first(cells: set[str]) -> list[str]:
    """The cells of a name, without the second-level area in a state that has a first-level one of the name."""
    first = {cell[2:] for cell in cells if cell.startswith("1")}
    return sorted(cell for cell in cells if cell.startswith("1") or cell[2:] not in first)
