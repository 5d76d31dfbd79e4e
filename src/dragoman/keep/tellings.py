"""Reports of one happening told together: rows of events or meetings, each happening once. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

Row = Mapping[str, Any]

# Of which report of which document it is: the key of a row of events.
Key = tuple[int, str]

# The columns of events that a happening is told by.
COLUMNS = (
    "document_key document_id document_publisher document_source document_published id first_day last_day type modes "
    "auxiliary quad score confidence actor_names actor_represents actor_countries recipient_names "
    "recipient_represents recipient_countries place_name place_country said_by_name sentence corrected"
).split()
STORIES = "SELECT document_key, event, min(story) AS story FROM story_reports WHERE event IS NOT NULL GROUP BY ALL"
# The same of some documents alone.
STORIES_OF = STORIES.replace("WHERE", "WHERE list_contains(?::BIGINT[], document_key) AND")


class Telling(NamedTuple):
    """One happening: the report that stands for it, and every report of it, that one among them.

    `story` is `None` where its reports were not joined; then it has one.
    """

    row: Row
    reports: tuple[Row, ...]
    story: str | None = None


def fold_tellings(rows: Iterable[Row], stories: Mapping[Key, str]) -> list[Telling]:
    """The happenings that rows of events tell, in the order in which the rows first tell them.

    >>> row = {"document_key": 1, "id": "v1", "type": "AID", "auxiliary": "actual", "first_day": None,
    ...        "confidence": 0.5, "actor_represents": ["NOR"], "actor_countries": ["NOR"],
    ...        "recipient_represents": [], "recipient_countries": []}
    >>> rows = [row, row | {"document_key": 2, "confidence": 0.9}, row | {"document_key": 3}]
    >>> told = fold_tellings(rows, {(1, "v1"): "s1", (2, "v1"): "s1"})
    >>> [(one.row["document_key"], len(one.reports)) for one in told]
    [(2, 2), (3, 1)]
    """
    found: dict[Any, list[Row]] = {}
    for row in rows:
        key = (row["document_key"], row["id"])
        found.setdefault(stories.get(key, key), []).append(row)
    return [
        Telling(pick_standing(told), tuple(told), story if isinstance(story, str) else None)
        for story, told in found.items()
    ]


def pick_standing(rows: Sequence[Row]) -> Row:
    """The report that stands for a story: what happened before what was only planned, then the type that most tell.

    Of these one with both sides, on the day that most tell, else the earliest; then the surest, and the first kept.
    """
    if len(rows) == 1:
        return rows[0]
    types = Counter(row["type"] for row in rows)
    days = Counter(row["first_day"] for row in rows if row["first_day"])

    def rank(row: Row) -> tuple[Any, ...]:
        sides = sum(_has_side(row, role) for role in ("actor", "recipient"))
        day = row["first_day"]
        what = (row["auxiliary"] != "actual", -types[row["type"]], row["type"], -sides)
        when = (-days[day] if day else 0, day is None, day or date.max)
        return (*what, *when, -row["confidence"], row["document_key"], len(row["id"]), row["id"])

    return min(rows, key=rank)


def _has_side(row: Row, role: str) -> bool:
    return any(row[f"{role}_represents"]) or any(row[f"{role}_countries"])


def pick_surest(rows: Sequence[Row]) -> Row:
    """The row of the highest confidence, of equals the first kept."""
    return min(rows, key=lambda row: (-row["confidence"], row["document_key"]))


def read_stories(rows: Iterable[Row]) -> dict[Key, str]:
    """Rows of `STORIES` as a look-up."""
    return {(row["document_key"], row["event"]): row["story"] for row in rows}
