"""Map: the events that have coordinates, on the borders of states, and the places in a list."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from dragoman.errors import UsageError
from dragoman.knowledge.ontology import load_ontology
from dragoman.show.desk.asked import make_address, make_paging, read_codes, read_days, take
from dragoman.show.desk.atlas import WORLD, Circle, Frame, find_frame, find_frame_at, gather_circles
from dragoman.show.desk.desk import TheDesk
from dragoman.show.desk.lines import Line, make_line
from dragoman.show.desk.questions import Telling, Whereabouts
from dragoman.show.desk.render import render
from dragoman.show.desk.sides import list_sides

router = APIRouter()
# So many places are listed with their newest events, so many of these each, so many countries.
MOST_PLACES, EACH, MOST_COUNTRIES = 20, 3, 40
# At one place so many reports can be paged through.
MOST_AT_PLACE = 2000
_POINT = re.compile(r"(-?\d{1,2}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")


@router.get("/map")
def show_map(
    request: Request,
    desk: TheDesk,
    since: str | None = None,
    until: str | None = None,
    type: str = "",
    actor: str = "",
    place_country: str = "",
    place: str = "",
    view: str = "",
    page: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> HTMLResponse:
    """The events asked for; `view` is "world", a point in degrees north and east ("40.4,49.9"), or else what fits."""
    questions = desk.questions
    types = sorted(load_ontology().types)
    if type and type.upper() not in types:
        raise UsageError(f"no such type of event: {type!r} (choose from {', '.join(types)})")
    asked: dict[str, Any] = {
        **read_days(since, until)._asdict(),
        "type": type.upper() or None,
        "actor": read_codes([actor], questions.read_code),
        "place_country": read_codes([place_country], questions.read_code),
        "place": place.strip() or None,
    }
    with questions.at_once():
        found = questions.find_spots(**_as_filters(asked))
        frame = _find_frame(view, found)
        circles = gather_circles(found.spots, frame)
        points = [(spot.lat, spot.lon) for circle in circles[:MOST_PLACES] for spot in circle.spots]
        events = questions.find_events_at(points, MOST_AT_PLACE if place else EACH, **_as_filters(asked))
        sides = list_sides(desk.archive)
    listed = [_describe_circle(circle, events, asked) for circle in circles[:MOST_PLACES]]
    paging = None
    if place:
        lines = sorted((line for one in listed for line in one["all"]), key=lambda line: str(line.day), reverse=True)
        paging = make_paging(page, len(lines), "/map", {**asked, "view": view})
        listed = [{**listed[0], "lines": take(lines, paging)}] if listed else []
    return render(
        request,
        "map.html",
        asked=asked,
        types=types,
        sides=sides,
        found=found,
        frame=frame,
        is_world=frame == WORLD,
        circles=circles,
        places=listed,
        paging=paging,
        countries=found.countries[:MOST_COUNTRIES],
        view=view,
        address=lambda **changed: make_address("/map", **{**asked, **changed}),
    )


def _as_filters(asked: dict[str, Any]) -> dict[str, Any]:
    return {name: value or None for name, value in asked.items()}


def _find_frame(view: str, found: Whereabouts) -> Frame:
    if view == "world":
        return WORLD
    point = _POINT.fullmatch(view.replace(" ", ""))
    if point and abs(float(point[1])) <= 85 and abs(float(point[2])) <= 180:
        return find_frame_at(float(point[1]), float(point[2]))
    if view:
        raise UsageError(f"view is 'world' or degrees north and east like 40.4,49.9, not {view!r}")
    return find_frame(found.spots)


def _describe_circle(circle: Circle, events: Any, asked: dict[str, Any]) -> dict[str, Any]:
    """A circle as an entry of the list: the newest that happened there."""
    told: list[Telling] = [one for spot in circle.spots for one in events.get((spot.lat, spot.lon), ())]
    lines: list[Line] = [make_line(one.row, one.reports) for one in told]
    lines.sort(key=lambda line: str(line.day or ""), reverse=True)
    first = circle.spots[0]
    return {
        "circle": circle,
        "name": first.name,
        "country": first.country,
        "others": [spot.name for spot in circle.spots[1:8]],
        "more": max(0, len(circle.spots) - 8),
        "all": lines,
        "lines": lines[:EACH],
        "closer": make_address("/map", **asked, view=f"{first.lat},{first.lon}"),
        "href": make_address("/map", **{**asked, "place": first.name}) if len(circle.spots) == 1 else None,
    }
