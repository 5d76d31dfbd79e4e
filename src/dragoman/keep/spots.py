"""Spots: the places where events were, and how many where; the SQL that asks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from dragoman.keep import questions as ask
from dragoman.keep.questions import Some, Where
from dragoman.keep.tellings import COLUMNS, STORIES, STORIES_OF, Telling, fold_tellings, read_stories
from dragoman.keep.view import View

Row = Mapping[str, Any]
Point = tuple[float, float]


class Spot(NamedTuple):
    """A place in degrees north and east, and what was there: happenings, of cooperation and of conflict."""

    name: str
    country: str | None
    lat: float
    lon: float
    happenings: int
    cooperation: int
    conflict: int
    first_day: date | None
    last_day: date | None


class Whereabouts(NamedTuple):
    """Where the events asked for were: spots by number; by country (`None`: not known) how many.

    `placed` have coordinates, `unplaced` have none, so no map can show them.
    """

    spots: tuple[Spot, ...]
    countries: tuple[tuple[str | None, int], ...]
    placed: int
    unplaced: int


def find_spots(view: View, **asked: Any) -> Whereabouts:
    """Where the events of an archive were; the filters are those of `ask_where`."""
    where = ask_where(**asked)
    return fold_spots(view.sql(ask_spots(where), where.values).to_pylist())


def find_events_at(view: View, points: Sequence[Point], each: int, **asked: Any) -> dict[Point, list[Telling]]:
    """What happened at some points, of each the newest, at most `each` reports; the filters are those of `ask_where`.

    A point is a spot's degrees north and east.
    """
    if not points:
        return {}
    where = ask_where(**asked) + Where(("list_contains(?::VARCHAR[], spot)",), ([_name(*point) for point in points],))
    columns = ", ".join(COLUMNS)
    rows = view.sql(
        f"SELECT {columns}, spot FROM (SELECT *, {_SPOT} AS spot FROM events WHERE place_lat IS NOT NULL) "
        f"WHERE {where.sql()} "
        f"QUALIFY row_number() OVER (PARTITION BY spot ORDER BY {_NEWEST}) <= {each:d} "
        f"ORDER BY {_NEWEST}",
        where.values,
    ).to_pylist()
    stories = read_stories(view.sql(STORIES_OF, ([row["document_key"] for row in rows],)).to_pylist())
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["spot"], []).append(row)
    return {point: fold_tellings(found.get(_name(*point), ()), stories) for point in points}


def ask_where(
    *,
    actor: Some = None,
    recipient: Some = None,
    type: Some = None,
    auxiliary: Some = "actual",
    place: Some = None,
    place_country: Some = None,
    since: str | None = None,
    until: str | None = None,
) -> Where:
    """The events asked for, by filters that `View.events` has under the same names; `place` is a place's name."""
    return ask.all_of(
        [
            ask.falls_between(since, until),
            ask.is_any("type", [one.upper() for one in ask.split(type)]),
            ask.is_any("auxiliary", auxiliary),
            ask.is_any("place_name", place),
            ask.is_any("place_country", [one.upper() for one in ask.split(place_country)]),
            ask.has_sides(actor, recipient),
        ]
    )


# A point as one word, to two digits: about a kilometre.
_SPOT = "printf('%.2f %.2f', round(place_lat, 2), round(place_lon, 2))"


_NEWEST = "first_day DESC NULLS LAST, document_key, id"


def _name(lat: float, lon: float) -> str:
    return f"{lat:.2f} {lon:.2f}"


def ask_spots(where: Where) -> str:
    """The events asked for, a happening once, counted by place and country.

    A happening told by reports that place it differently counts at each of these places.
    """
    return (
        f"WITH joined AS ({STORIES}) "
        "SELECT place_name AS name, place_country AS country, round(place_lat, 2) AS lat, round(place_lon, 2) AS lon, "
        "count(DISTINCT told) AS happenings, count(DISTINCT told) FILTER (quad <= 2) AS cooperation, "
        "count(DISTINCT told) FILTER (quad > 2) AS conflict, min(first_day) AS first_day, max(last_day) AS last_day "
        "FROM (SELECT e.*, coalesce(j.story, e.document_key || ' ' || e.id) AS told FROM "
        f"(FROM events WHERE {where.sql()}) e "
        "LEFT JOIN joined j ON j.document_key = e.document_key AND j.event = e.id) "
        "GROUP BY ALL ORDER BY happenings DESC, name, country, lat, lon"
    )


def fold_spots(rows: Iterable[Row]) -> Whereabouts:
    """The rows of `ask_spots` as spots and counts.

    >>> row = {"name": "Baku", "country": "AZE", "lat": 40.4, "lon": 49.9, "happenings": 3, "cooperation": 2,
    ...        "conflict": 1, "first_day": None, "last_day": None}
    >>> found = fold_spots([row, row | {"name": None, "lat": None, "lon": None, "happenings": 2}])
    >>> len(found.spots), found.countries, found.unplaced
    (1, (('AZE', 5),), 2)
    """
    spots: list[Spot] = []
    countries: dict[str | None, int] = {}
    placed = unplaced = 0
    for row in rows:
        countries[row["country"]] = countries.get(row["country"], 0) + row["happenings"]
        if row["lat"] is None:
            unplaced += row["happenings"]
        else:
            placed += row["happenings"]
            spots.append(Spot(**dict(row) | {"name": row["name"] or row["country"] or "a place"}))
    ordered = sorted(countries.items(), key=lambda one: (-one[1], one[0] or "ZZZZ"))
    return Whereabouts(tuple(spots), tuple(ordered), placed, unplaced)
