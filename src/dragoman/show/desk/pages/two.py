"""Two countries: how they stood to each other over time, how they met, what each said of the other."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.show.desk.asked import Days, make_address, make_paging, read_days, take
from dragoman.show.desk.desk import Desk, TheDesk
from dragoman.show.desk.lines import Line, describe_meeting, describe_statement, make_line
from dragoman.show.desk.questions import Relation
from dragoman.show.desk.render import render
from dragoman.show.desk.score_chart import HEIGHT, WIDTH, draw_chart
from dragoman.show.desk.sides import list_sides
from dragoman.show.words import QUADS

router = APIRouter()
# So many statements of a side, agreements and accusations are shown before the search is named for the rest.
MOST_SAID, MOST_COLUMN, PAGE_EVENTS = 12, 12, 40
AGREEMENTS, ACCUSATIONS = ("AGREE",), ("ACCUSE",)
# The pairs that most is told of, by the sides of the events between them.
_PAIRS = """
WITH told AS (
    SELECT document_key, id, string_split(trim(actor_codes), ' ') AS actors,
           string_split(trim(if(len(recipients) = 0, actor_codes, recipient_codes)), ' ') AS recipients
    FROM events WHERE auxiliary = 'actual' AND actor_codes <> ' '
), each AS (SELECT document_key, id, unnest(actors) AS a, recipients FROM told),
pairs AS (SELECT document_key, id, a, unnest(recipients) AS b FROM each)
SELECT least(a, b) AS one, greatest(a, b) AS other, count(DISTINCT (document_key, id)) AS events FROM pairs
WHERE a <> b AND len(a) = 3 AND len(b) = 3
  AND a NOT IN ('IGO', 'NGO', 'IMG', 'MNC') AND b NOT IN ('IGO', 'NGO', 'IMG', 'MNC')
GROUP BY ALL ORDER BY events DESC, one, other LIMIT 24
"""


@router.get("/two")
def choose_two(
    request: Request,
    desk: TheDesk,
    one: str = "",
    other: str = "",
    since: str | None = None,
    until: str | None = None,
    by: str = "",
) -> Response:
    """The form, or the page of the two that were chosen in it."""
    if one.strip() and other.strip():
        try:
            codes = [desk.questions.read_code(given) for given in (one, other)]
            days = read_days(since, until)
            return RedirectResponse(_find_page((codes[0], codes[1]), days, by), 303)
        except UsageError as error:
            return _show_form(request, desk, 400, str(error), one, other)
    return _show_form(request, desk, 200, None, one, other)


def _show_form(request: Request, desk: Desk, status: int, refusal: str | None, one: str, other: str) -> HTMLResponse:
    with desk.questions.at_once():
        pairs = desk.archive.sql(_PAIRS).to_pylist()
        sides = list_sides(desk.archive)
    asked = {"one": one, "other": other, "since": None, "until": None, "by": None}
    return render(request, "two_choose.html", status, pairs=pairs, sides=sides, asked=asked, refusal=refusal)


def _find_page(sides: tuple[str, str], days: Days, by: str | None) -> str:
    return make_address(f"/two/{sides[0]}/{sides[1]}", **days._asdict(), by=by if by in ("week", "month") else None)


@router.get("/two/{one}/{other}")
def show_two(
    request: Request,
    desk: TheDesk,
    one: str,
    other: str,
    since: str | None = None,
    until: str | None = None,
    by: Literal["week", "month"] | None = None,
    page: Annotated[int, Query(ge=1, le=10**6)] = 1,
) -> Response:
    """Two sides, by their codes in the address; names lead to the address of their codes."""
    sides = (desk.questions.read_code(one), desk.questions.read_code(other))
    days = read_days(since, until)
    if sides != (one, other):
        return RedirectResponse(_find_page(sides, days, by), 303)
    if one == other:
        raise UsageError(f"a relation takes two sides, not {one} twice")
    with desk.questions.at_once():
        relation = desk.questions.find_relation(one, other, since=days.since, until=days.until, by=by)
        known = list_sides(desk.archive)
    lines = [make_line(telling.row, telling.reports) for telling in relation.happenings]
    return render(
        request,
        "two.html",
        one=one,
        other=other,
        sides=known,
        asked={"one": one, "other": other, **days._asdict(), "by": by},
        relation=relation,
        chart=draw_chart(lines, relation.periods),
        size=(WIDTH, HEIGHT),
        undated=sum(line.day is None for line in lines),
        span=_find_span(relation, days),
        quads=_count_quads(relation),
        **_list_events(lines, page, sides, days, by),
        agreements=_make_lines(relation, AGREEMENTS),
        accusations=_make_lines(relation, ACCUSATIONS),
        most=MOST_COLUMN,
        meetings=[describe_meeting(met.row, met.reports) for met in relation.encounters],
        said=[[describe_statement(row) for row in rows[:MOST_SAID]] for rows in relation.said],
    )


def _list_events(lines: list[Line], page: int, sides: tuple[str, str], days: Days, by: str | None) -> dict[str, Any]:
    """A page of all events, the newest first."""
    values = {**days._asdict(), "by": by}
    paging = make_paging(page, len(lines), f"/two/{sides[0]}/{sides[1]}", values, PAGE_EVENTS)
    return {"events": take(lines[::-1], paging), "paging": paging}


def _make_lines(relation: Relation, types: tuple[str, ...]) -> list[Line]:
    return [make_line(telling.row, telling.reports) for telling in relation.of_types(*types)]


def _find_span(relation: Relation, days: Days) -> tuple[str, str] | None:
    """First and last day of what is shown."""
    known = [str(one.row["first_day"]) for one in relation.happenings if one.row["first_day"]]
    if not known:
        return None
    return days.since or known[0], days.until or known[-1]


def _count_quads(relation: Relation) -> list[dict[str, Any]]:
    """For each quad class how many went there, back, or were done together."""
    counted: Counter[tuple[str, int]] = relation.count_quads()
    return [
        {"quad": quad, "name": name, **{way: counted[way, quad] for way in ("there", "back", "together")}}
        for quad, name in QUADS.items()
    ]
