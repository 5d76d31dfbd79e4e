"""Where sides that met are drawn: around a table, those that met most side by side, a line for each pair. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dragoman.show.desk.questions import Pair

WIDTH, HEIGHT = 640, 560
_RADIUS = 205.0
# More cannot be told apart; the others are in the matrix and the table.
MOST_SEATS = 26


class Seat(NamedTuple):
    """A side at the table; its name is written outwards, turned by `turn` degrees about its place."""

    side: str
    x: float
    y: float
    radius: float
    turn: float
    anchor: str
    meetings: int


class Tie(NamedTuple):
    """A pair that met, as a curve; `weight` is how thick it is drawn, 1 to 5."""

    sides: tuple[str, str]
    path: str
    weight: int
    times: int


class RoundTable(NamedTuple):
    """All that is drawn."""

    seats: tuple[Seat, ...]
    ties: tuple[Tie, ...]


def draw_round_table(pairs: Sequence[Pair], meetings: Mapping[str, int]) -> RoundTable | None:
    """The sides with most meetings around a table; `None` where no two of them met."""
    chosen = sorted(meetings, key=lambda side: (-meetings[side], side))[:MOST_SEATS]
    shown = [pair for pair in pairs if set(pair.sides) <= set(chosen)]
    if not shown:
        return None
    order = _seat(shown, meetings)
    angles = {side: 2 * math.pi * n / len(order) - math.pi / 2 for n, side in enumerate(order)}
    most = max(pair.times for pair in shown)
    ties = [
        Tie(pair.sides, _curve(*(angles[side] for side in pair.sides)), find_weight(pair.times, most), pair.times)
        for pair in sorted(shown, key=lambda pair: (pair.times, pair.sides))
    ]
    largest = max(meetings[side] for side in order)
    seats = [_place(side, angles[side], meetings[side], largest) for side in order]
    return RoundTable(tuple(seats), tuple(ties))


def find_weight(times: int, most: int) -> int:
    """How heavy a pair is drawn, 1 to 5, by the logarithm of how often they met.

    >>> [find_weight(times, 20) for times in (1, 3, 20)]
    [1, 2, 5]
    """
    return 1 + round(4 * math.log(times) / math.log(most)) if most > 1 else 1


def _seat(pairs: Sequence[Pair], meetings: Mapping[str, int]) -> list[str]:
    """The sides in the order they sit: beside each one that it met most often, of those still standing."""
    ties: dict[str, dict[str, int]] = {}
    for pair in pairs:
        one, other = pair.sides
        ties.setdefault(one, {})[other] = ties.setdefault(other, {})[one] = pair.times
    left = sorted(ties, key=lambda side: (-meetings[side], side))
    order = [left.pop(0)]
    while left:
        last = ties[order[-1]]
        following = min(left, key=lambda side: (-last.get(side, 0), len(ties[side]), side))
        left.remove(following)
        order.append(following)
    return order


def _place(side: str, angle: float, meetings: int, largest: int) -> Seat:
    x, y = _point(angle, _RADIUS)
    degrees = math.degrees(angle)
    flipped = math.cos(angle) < -1e-9
    return Seat(
        side,
        x,
        y,
        round(4 + 7 * math.sqrt(meetings / largest), 1),
        round(degrees + 180 if flipped else degrees, 1),
        "end" if flipped else "start",
        meetings,
    )


def _point(angle: float, radius: float) -> tuple[float, float]:
    return round(WIDTH / 2 + radius * math.cos(angle), 1), round(HEIGHT / 2 + radius * math.sin(angle), 1)


def _curve(one: float, other: float) -> str:
    """From seat to seat, bent towards the middle the more the farther they sit apart."""
    (x1, y1), (x2, y2) = _point(one, _RADIUS), _point(other, _RADIUS)
    apart = abs(math.sin((one - other) / 2))
    pull = 0.75 - 0.65 * apart
    middle = ((x1 + x2) / 2 - WIDTH / 2, (y1 + y2) / 2 - HEIGHT / 2)
    cx, cy = WIDTH / 2 + middle[0] * pull, HEIGHT / 2 + middle[1] * pull
    return f"M{x1} {y1}Q{cx:.1f} {cy:.1f} {x2} {y2}"
