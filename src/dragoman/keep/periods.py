"""How two sides stood to each other, period by period: the events between them, summed and averaged. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

Row = Mapping[str, Any]

LENGTHS = ("week", "month")
# A date that says no more than a longer stretch than this does not say in which period an event lies.
MOST_DAYS = {"week": 7, "month": 31}
# The columns of events that a period is counted from, and those that tell what moved it.
COLUMNS = (
    "document_key document_id document_source id first_day last_day type quad score confidence sentence "
    "actor_names actor_represents actor_countries recipient_names recipient_represents recipient_countries"
).split()


@dataclass(frozen=True, slots=True)
class Period:
    """A week or month: how many events, told by how many reports, of which quad, and their scores.

    `start` and `end` are its first and last day. `score_mean` is `None` where there was no event. `moved_by`
    is the event with the strongest score on the side to which the period leans. `score_by_quad` has, for each of the
    four quads, the sums of what is above zero and what is below: a request may be friendly, and is still conflict.
    """

    start: date
    end: date
    events: int = 0
    reports: int = 0
    cooperation: int = 0
    conflict: int = 0
    score_sum: float = 0.0
    score_up: float = 0.0
    score_down: float = 0.0
    score_mean: float | None = None
    moved_by: Row | None = None
    score_by_quad: tuple[tuple[float, float], ...] = ((0.0, 0.0),) * 4

    def to_dict(self) -> dict[str, Any]:
        """Plain values, the event that moved it by its document, type, sides, score and sentence."""
        plain = asdict(self) | {"start": self.start.isoformat(), "end": self.end.isoformat()}
        del plain["score_by_quad"]  # for the picture; the numbers are for sums over all
        moved = self.moved_by
        names = ("document_id", "id", "type", "actor_names", "recipient_names", "score", "sentence")
        plain["moved_by"] = None if moved is None else {name: moved[name] for name in names}
        return plain


def fold_events(events: Iterable[Row], length: str) -> list[Period]:
    """Every period from the first event to the last, those without any as well.

    >>> event = {"first_day": date(2024, 5, 1), "quad": 3, "score": -2.0}
    >>> [(str(p.start), p.events, p.score_sum) for p in fold_events([event], "week")]
    [('2024-04-29', 1, -2.0)]

    An event counts on its first day; one without a day does not count, nor does one whose date is longer than
    the period ("last year"): its first day is no day on which it is known to have been. `reports` says how many
    reports it stands for, where it stands for any but its own.
    """
    by_start: dict[date, list[Row]] = {}
    for event in events:
        if event["first_day"] is not None and not is_too_long(event, length):
            by_start.setdefault(find_start(event["first_day"], length), []).append(event)
    if not by_start:
        return []
    starts = walk_starts(min(by_start), max(by_start), length)
    return [_fold(start, by_start.get(start, []), length) for start in starts]


def is_too_long(event: Row, length: str) -> bool:
    """Whether an event's date is longer than a period.

    >>> event = {"first_day": date(2024, 5, 1), "last_day": date(2024, 5, 31)}
    >>> is_too_long(event, "week"), is_too_long(event, "month")
    (True, False)
    """
    first, last = event["first_day"], event.get("last_day")
    return first is not None and last is not None and (last - first).days >= MOST_DAYS[length]


def _fold(start: date, events: list[Row], length: str) -> Period:
    end = find_next(start, length) - timedelta(days=1)
    if not events:
        return Period(start, end)
    scores = [event["score"] for event in events]
    total = sum(scores)
    return Period(
        start=start,
        end=end,
        events=len(events),
        reports=sum(event.get("reports", 1) for event in events),
        cooperation=sum(event["quad"] in (1, 2) for event in events),
        conflict=sum(event["quad"] in (3, 4) for event in events),
        score_sum=round(total, 3),
        score_up=round(sum(score for score in scores if score > 0), 3),
        score_down=round(sum(score for score in scores if score < 0), 3),
        score_mean=round(total / len(events), 3),
        moved_by=max(events, key=lambda event: event["score"] if total >= 0 else -event["score"]),
        score_by_quad=tuple(_sum_quad(events, quad) for quad in (1, 2, 3, 4)),
    )


def _sum_quad(events: list[Row], quad: int) -> tuple[float, float]:
    """What the events of one quad add above zero, and below."""
    scores = [event["score"] for event in events if event["quad"] == quad]
    return round(sum(s for s in scores if s > 0), 3), round(sum(s for s in scores if s < 0), 3)


def find_start(day: date, length: str) -> date:
    """The first day of the week (Monday, ISO 8601) or month that a day is in.

    >>> find_start(date(2024, 5, 1), "week"), find_start(date(2024, 5, 31), "month")
    (datetime.date(2024, 4, 29), datetime.date(2024, 5, 1))
    """
    return day - timedelta(days=day.weekday()) if length == "week" else day.replace(day=1)


def find_next(start: date, length: str) -> date:
    """The first day of the period after the one that starts there."""
    return start + timedelta(days=7) if length == "week" else (start + timedelta(days=31)).replace(day=1)


def walk_starts(first: date, last: date, length: str) -> Iterator[date]:
    """The starts of all periods from one to another."""
    while first <= last:
        yield first
        first = find_next(first, length)


def pick_notes(periods: Iterable[Period], most: int, *, mean: bool = False) -> list[Period]:
    """The periods that stand out, in their order: up to half for cooperation, up to half for conflict.

    They are those of the highest and the lowest sums, or with `mean` averages.
    """

    def lean(period: Period) -> float:
        return (period.score_mean or 0.0) if mean else period.score_sum

    best = sorted((one for one in periods if lean(one)), key=lambda period: (lean(period), period.start))
    down = [period for period in best if lean(period) < 0][: most // 2]
    up = [period for period in reversed(best) if lean(period) > 0][: most - len(down)]
    down = [period for period in best if lean(period) < 0][: most - len(up)] if len(up) < most // 2 else down
    up = up[: most - len(down)]
    return sorted([*down, *up], key=lambda period: period.start)
