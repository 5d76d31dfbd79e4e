"""Where the marks of two sides' score line are drawn: events by day and score, the mean of each period. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.show.desk.lines import Line
from dragoman.show.period import Period

WIDTH, HEIGHT = 1000, 320
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 14, 26
# PLOVER scores lie between these.
MOST_SCORE = 10.0
# More marks cannot be told apart; the strongest are drawn.
MOST_MARKS = 320
_STEP = 8.5
# Of a week among years the line would be a dot.
_LEAST_STEP = 9.0


class Mark(NamedTuple):
    """An event on the chart."""

    x: float
    y: float
    line: Line


class Tick(NamedTuple):
    """A day or score at the edge of the chart."""

    at: float
    label: str


class Chart(NamedTuple):
    """All that is drawn; `path` is the score line.

    `left_out` weaker events have no mark, `earlier` ones lie too far before the others to be drawn.
    """

    marks: tuple[Mark, ...]
    path: str
    days: tuple[Tick, ...]
    scores: tuple[Tick, ...]
    zero: float
    left_out: int
    earlier: int


def draw_chart(lines: Sequence[Line], periods: Sequence[Period]) -> Chart | None:
    """The chart of events and periods; `None` where no event has a day."""
    dated = [line for line in lines if line.day is not None]
    if not dated or not periods:
        return None
    begin = find_dense_start([line.day for line in dated if line.day])
    shown = [period for period in periods if period.end >= begin]
    first, last = shown[0].start, shown[-1].end
    drawn = [line for line in dated if line.day and line.day >= first]
    strongest = sorted(drawn, key=lambda line: -abs(line.score))[:MOST_MARKS]
    return Chart(
        tuple(_place_marks(sorted(strongest, key=lambda line: str(line.day)), first, last)),
        _draw_path(shown, first, last),
        tuple(_find_ticks(first, last)),
        tuple(Tick(find_height(score), f"{score:+.0f}" if score else "0") for score in (10, 5, 0, -5, -10)),
        find_height(0),
        len(drawn) - len(strongest),
        len(dated) - len(drawn),
    )


def find_dense_start(days: Sequence[date]) -> date:
    """From when on to draw: without the few events that lie so far before the others that these would be one dot.

    >>> find_dense_start([date(2022, 1, 1), *[date(2026, 11, day) for day in range(2, 20)]])
    datetime.date(2026, 11, 2)
    """
    ordered = sorted(days)
    few = len(ordered) // 10
    start = ordered[few]
    far = (ordered[-1] - start) * 4 < ordered[-1] - ordered[0]
    return start if few and far else ordered[0]


def find_height(score: float) -> float:
    """How far down a score is drawn.

    >>> find_height(10), find_height(0), find_height(-10)
    (14.0, 154.0, 294.0)
    """
    inner = HEIGHT - TOP - BOTTOM
    return round(TOP + (MOST_SCORE - score) / (2 * MOST_SCORE) * inner, 1)


def _find_x(day: date, first: date, last: date) -> float:
    days = (last - first).days + 1
    return LEFT + ((day - first).days + 0.5) / days * (WIDTH - LEFT - RIGHT)


def _place_marks(lines: Sequence[Line], first: date, last: date) -> list[Mark]:
    """A place for each; those of one place stand side by side."""
    taken: dict[tuple[int, int], int] = {}
    marks = []
    for line in lines:
        assert line.day is not None
        x, y = _find_x(line.day, first, last), find_height(line.score)
        cell = (round(x / _STEP), round(y / _STEP))
        number = taken.get(cell, 0)
        taken[cell] = number + 1
        aside = (number + 1) // 2 * _STEP * (1 if number % 2 else -1)
        marks.append(Mark(round(min(max(x + aside, LEFT), WIDTH - RIGHT), 1), y, line))
    return marks


def _draw_path(periods: Sequence[Period], first: date, last: date) -> str:
    """The mean of each period as a step, its ends joined to those of its neighbours; broken where nothing happened."""
    half = 0.5 / ((last - first).days + 1) * (WIDTH - LEFT - RIGHT)
    path, drawing = "", False
    for period in periods:
        if period.score_mean is None:
            drawing = False
            continue
        x1, x2 = _find_x(period.start, first, last) - half, _find_x(period.end, first, last) + half
        if x2 - x1 < _LEAST_STEP:
            x1, x2 = (x1 + x2 - _LEAST_STEP) / 2, (x1 + x2 + _LEAST_STEP) / 2
        y = find_height(period.score_mean)
        path += f"{'L' if drawing else 'M'}{x1:.1f} {y}L{x2:.1f} {y}"
        drawing = True
    return path


def _find_ticks(first: date, last: date) -> list[Tick]:
    """Up to eight days along the lower edge: Mondays, firsts of months or of years."""
    days = (last - first).days + 1
    if days <= 70:
        step = 7 * math.ceil(days / 56)
        starts = [first + timedelta(days=n) for n in range(0, days, step)]
        return [Tick(round(_find_x(day, first, last), 1), f"{day.day} {day:%b}") for day in starts]
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next((n for n in (1, 2, 3, 6, 12, 24, 60, 120) if months / n <= 8), 240)
    found = []
    for n in range(0, months + 1):
        year, month = divmod(first.year * 12 + first.month - 1 + n, 12)
        day = date(year, month + 1, 1)
        if first <= day <= last and (year * 12 + month) % step == 0:
            found.append(Tick(round(_find_x(day, first, last), 1), f"{day:%Y}" if step >= 12 else f"{day:%b %Y}"))
    return found
