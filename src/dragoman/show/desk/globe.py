"""Where on the desk's map a point of the earth is drawn. Pure."""

from __future__ import annotations

import math

# Units to the degree of longitude: on a state the size of Georgia a unit is 4 km.
SCALE = 20
# The map is cut where it cuts no land: between the two Diomede islands.
_WEST = -169.0
WIDTH = 360 * SCALE
_NORTH, _SOUTH = 84.0, -56.5


def _rise(lat: float) -> float:
    """How far north of the equator a latitude is drawn: Gall's stereographic projection, true along 45 degrees."""
    return SCALE * (1 + math.sqrt(2)) * math.degrees(math.tan(math.radians(lat) / 2))


TOP = _rise(_NORTH)
HEIGHT = round(TOP - _rise(_SOUTH))


def place(lat: float, lon: float) -> tuple[float, float]:
    """Across and down on the map of `WIDTH` by `HEIGHT`, for degrees north and east.

    >>> [round(number) for number in place(40.41, 49.87)]  # Baku
    [4377, 1473]
    """
    return (lon - _WEST) % 360 * SCALE, TOP - _rise(lat)
