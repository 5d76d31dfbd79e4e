"""Who met whom: pairs of sides that sat at one table, as a matrix, a picture and a table, down to the meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from dragoman.errors import UsageError
from dragoman.show.desk.asked import make_address, make_paging, read_codes, read_days, take
from dragoman.show.desk.desk import TheDesk
from dragoman.show.desk.lines import describe_meeting
from dragoman.show.desk.questions import Meetings, Pair
from dragoman.show.desk.render import render
from dragoman.show.desk.round_table import HEIGHT, WIDTH, draw_round_table, find_weight
from dragoman.show.desk.sides import list_sides

router = APIRouter()
# So many sides stand in the matrix, so many pairs in the table.
MOST_SIDES, MOST_PAIRS = 20, 60


class Cell(NamedTuple):
    """Two sides of the matrix: how often they met, how dark the cell is (0 to 5), and the address of the meetings."""

    times: int
    weight: int
    href: str


class MatrixRow(NamedTuple):
    """One side of the matrix with its cells; `None` is where it meets itself."""

    side: str
    meetings: int
    href: str
    cells: tuple[Cell | None, ...]


@router.get("/met")
def show_met(
    request: Request,
    desk: TheDesk,
    since: str | None = None,
    until: str | None = None,
    office: str | None = None,
    organisation: str = "",
    who: Annotated[list[str] | None, Query()] = None,
    page: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> HTMLResponse:
    """The meetings that were held, of those asked for."""
    questions = desk.questions
    codes = read_codes(who or (), questions.read_code)
    if len(codes) > 8:
        raise UsageError("at most 8 sides can be asked for together")
    bodies = read_codes([organisation], questions.read_code)
    if len(bodies) > 1:
        raise UsageError("organisation takes one body")
    body = bodies[0] if bodies else None
    days = read_days(since, until)
    office = (office or "").strip() or None
    asked = {**days._asdict(), "office": office, "organisation": body}
    with questions.at_once():
        found = questions.find_meetings(who=codes, office=office, organisation=body, **days._asdict())
        paging = make_paging(page, len(found.sittings), "/met", {**asked, "who": codes})
        encounters = questions.take_encounters(take(found.sittings, paging))
        sides = list_sides(desk.archive)
    whole = len(codes) < 2
    meetings, pairs = (found.count_sides(), found.count_pairs()) if whole else ({}, [])
    return render(
        request,
        "met.html",
        asked=asked,
        who=codes,
        found=found,
        sides=sides,
        told=_tell_span(found),
        meetings=meetings,
        matrix=_make_matrix(pairs, meetings, asked),
        picture=draw_round_table(pairs, meetings) if whole else None,
        size=(WIDTH, HEIGHT),
        pairs=pairs[:MOST_PAIRS],
        all_pairs=len(pairs),
        encounters=[describe_meeting(met.row, met.reports) for met in encounters],
        paging=paging,
        address=lambda *wanted: make_address("/met", who=wanted, **asked),
    )


def _tell_span(found: Meetings) -> tuple[date, date] | None:
    """The first and last of the days that are known."""
    known = [one.day for one in found.sittings if one.day]
    return (known[-1], known[0]) if known else None


def _make_matrix(pairs: Sequence[Pair], meetings: dict[str, int], asked: dict[str, Any]) -> list[MatrixRow]:
    """The sides that met most, each against each."""
    shown = sorted(meetings, key=lambda side: (-meetings[side], side))[:MOST_SIDES]
    times = {pair.sides: pair.times for pair in pairs}
    most = max(times.values(), default=1)

    def make_cell(one: str, other: str) -> Cell | None:
        if one == other:
            return None
        count = times.get((min(one, other), max(one, other)), 0)
        href = make_address("/met", who=(one, other), **asked)
        return Cell(count, find_weight(count, most) if count else 0, href)

    return [
        MatrixRow(
            side,
            meetings[side],
            make_address("/met", who=(side,), **asked),
            tuple(make_cell(side, other) for other in shown),
        )
        for side in shown
    ]
