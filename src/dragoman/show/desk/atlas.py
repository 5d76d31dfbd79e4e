"""Spots on the desk's map: which part of it is shown, and what is drawn as one circle. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.show.desk.globe import HEIGHT, WIDTH, place
from dragoman.show.desk.questions import Spot

# Wide to high, as it lies on the page.
_SHAPE = 1.9
# The least that is shown, in units of the map: some 2,000 km across.
_LEAST_WIDTH = 420.0
# Spots nearer than this share of the width are one circle.
_NEAR = 0.026
MOST_LABELS = 24


class Frame(NamedTuple):
    """The part of the map that is shown, in its units."""

    x: float
    y: float
    width: float
    height: float


WORLD = Frame(0.0, 150.0, float(WIDTH), WIDTH / _SHAPE)


class Circle(NamedTuple):
    """Spots drawn as one: where, how large, the wedge of conflict, and the name of the largest."""

    number: int
    x: float
    y: float
    radius: float
    wedge: str
    spots: tuple[Spot, ...]
    happenings: int
    cooperation: int
    conflict: int
    label: str


def find_frame(spots: Sequence[Spot]) -> Frame:
    """The part of the map in which all spots lie, with some land around; the world where they lie far apart."""
    if not spots:
        return WORLD
    points = [place(spot.lat, spot.lon) for spot in spots]
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    width = max((right - left) * 1.18, (bottom - top) * 1.25 * _SHAPE, _LEAST_WIDTH)
    return _frame_around((left + right) / 2, (top + bottom) / 2, width)


def find_frame_at(lat: float, lon: float) -> Frame:
    """The part of the map around a point."""
    return _frame_around(*place(lat, lon), _LEAST_WIDTH)


def _frame_around(x: float, y: float, width: float) -> Frame:
    if width > 0.72 * WIDTH:
        return WORLD
    height = width / _SHAPE
    left = min(max(x - width / 2, 0), WIDTH - width)
    top = min(max(y - height / 2, 0), HEIGHT - height)
    return Frame(round(left, 1), round(top, 1), round(width, 1), round(height, 1))


def gather_circles(spots: Sequence[Spot], frame: Frame) -> tuple[Circle, ...]:
    """The spots in the frame as circles, the largest first; each spot is of the nearest larger one if that is near."""
    near = frame.width * _NEAR
    groups: list[tuple[float, float, list[Spot]]] = []
    for spot in sorted(spots, key=lambda spot: (-spot.happenings, spot.name)):
        x, y = place(spot.lat, spot.lon)
        if not (frame.x <= x <= frame.x + frame.width and frame.y <= y <= frame.y + frame.height):
            continue
        group = min(groups, key=lambda one: math.hypot(one[0] - x, one[1] - y), default=None)
        if group and math.hypot(group[0] - x, group[1] - y) < near:
            group[2].append(spot)
        else:
            groups.append((x, y, [spot]))
    groups.sort(key=lambda group: -sum(spot.happenings for spot in group[2]))
    most = sum(spot.happenings for spot in groups[0][2]) if groups else 1
    circles = [_draw(number, *group, frame, most) for number, group in enumerate(groups, 1)]
    return tuple(_label(circles, frame))


def _label(circles: Sequence[Circle], frame: Frame) -> Iterator[Circle]:
    """The circles, the largest named where the name lies over no other name and no other circle."""
    boxes: list[tuple[float, float, float, float]] = []
    for circle in circles:
        left = circle.x + circle.radius
        box = (
            left,
            circle.y - 0.007 * frame.width,
            left + frame.width * (0.0072 * len(circle.label) + 0.009),
            circle.y,
        )
        others = (one for one in circles if one is not circle)
        free = not any(_overlap(box, other) for other in boxes) and not any(_covers(one, box) for one in others)
        if circle.number > MOST_LABELS or not free:
            yield circle._replace(label="")
            continue
        boxes.append(box)
        yield circle


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    height = one[3] - one[1]
    return one[0] < other[2] and other[0] < one[2] and abs(one[3] - other[3]) < 2 * height


def _covers(circle: Circle, box: tuple[float, float, float, float]) -> bool:
    reach = circle.radius + (box[3] - box[1])
    return box[0] - circle.radius < circle.x < box[2] + circle.radius and abs(circle.y - box[3]) < reach


def _draw(number: int, x: float, y: float, spots: list[Spot], frame: Frame, most: int) -> Circle:
    happenings = sum(spot.happenings for spot in spots)
    conflict = sum(spot.conflict for spot in spots)
    radius = round(frame.width * (0.0036 + 0.0165 * math.sqrt(happenings / most)), 1)
    share = conflict / max(1, conflict + sum(spot.cooperation for spot in spots))
    return Circle(
        number,
        round(x, 1),
        round(y, 1),
        radius,
        draw_wedge(x, y, radius, share),
        tuple(spots),
        happenings,
        happenings - conflict if happenings >= conflict else 0,
        conflict,
        spots[0].name,
    )


def draw_wedge(x: float, y: float, radius: float, share: float) -> str:
    """A share of a circle as a path, clockwise from above; nothing for none.

    >>> draw_wedge(0, 0, 10, 0.25)
    'M0.0 0.0L0.0 -10.0A10 10 0 0 1 10.0 0.0Z'
    """
    if share <= 0:
        return ""
    if share >= 1:
        top, bottom = f"{x:.1f} {y - radius:.1f}", f"{x:.1f} {y + radius:.1f}"
        return f"M{top}A{radius} {radius} 0 0 1 {bottom}A{radius} {radius} 0 0 1 {top}Z"
    angle = 2 * math.pi * share
    end = f"{x + radius * math.sin(angle):.1f} {y - radius * math.cos(angle) + 0.0:.1f}".replace("-0.0", "0.0")
    return f"M{x:.1f} {y:.1f}L{x:.1f} {y - radius:.1f}A{radius} {radius} 0 {int(share > 0.5)} 1 {end}Z"
