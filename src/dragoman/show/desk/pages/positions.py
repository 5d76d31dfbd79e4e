"""Positions: what a party said on a subject over time, and both sentences where it changed."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.accounts import Stand
from dragoman.errors import UsageError
from dragoman.show.desk.asked import make_address, read_days
from dragoman.show.desk.desk import Archive, TheDesk
from dragoman.show.desk.lines import shorten
from dragoman.show.desk.questions import Stands
from dragoman.show.desk.render import render
from dragoman.show.desk.sides import Side
from dragoman.show.words import name_side

router = APIRouter()
MOST_CHARS = 300
_SPEAKERS = """
SELECT represents AS code, count(*) AS statements FROM positions
WHERE represents IS NOT NULL AND NOT boilerplate GROUP BY ALL ORDER BY statements DESC, code
"""
# What a side is told to have spoken of most: the contexts of its statements, as PLOVER names them.
_SUBJECTS = """
SELECT context, count(*) AS statements FROM (
    SELECT unnest(contexts) AS context FROM positions WHERE represents = ? AND NOT boilerplate
) GROUP BY ALL ORDER BY statements DESC, context LIMIT 12
"""


class Entry(NamedTuple):
    """One statement of the course: with the address of its sentence, and the one it is held against."""

    stand: Stand
    href: str | None
    sentence: str
    before: Stand | None
    before_href: str | None
    before_sentence: str


@router.get("/positions")
def show_positions(
    request: Request,
    desk: TheDesk,
    of: str = "",
    on: str = "",
    since: str | None = None,
    until: str | None = None,
    by: Literal["letters", "meaning"] = "letters",
) -> HTMLResponse:
    """The course of a side (code or name) on a subject; `by=meaning` reads every statement for its meaning."""
    questions = desk.questions
    side = questions.read_code(of) if of.strip() else None
    subject = " ".join(on.split())
    if len(subject) > MOST_CHARS:
        raise UsageError(f"a subject has at most {MOST_CHARS} characters")
    days = read_days(since, until)
    asked = {"of": side, "on": subject or None, **days._asdict()}
    values: dict[str, Any] = {"asked": asked, "found": None, "entries": [], "subjects": [], "by": by, "thorough": None}
    with questions.at_once():
        values["sides"], values["speakers"] = _list_speakers(desk.archive)
        if side and not subject:
            values["subjects"] = desk.archive.sql(_SUBJECTS, (side,)).to_pylist()
        if side and subject:
            found = questions.find_stands(side, subject, thorough=by == "meaning", **days._asdict())
            values |= {"found": found, "entries": make_entries(found)}
            values["thorough"] = make_address("/positions", **asked, by="meaning") if found.read < found.of else None
    values["address"] = lambda **changed: make_address("/positions", **{**asked, **changed})
    return render(request, "positions.html", **values)


def _list_speakers(archive: Archive) -> tuple[list[Side], list[dict[str, Any]]]:
    """The sides that say anything, by name, and the two dozen that say most."""
    rows = archive.sql(_SPEAKERS).to_pylist()
    sides = sorted((Side(row["code"], name_side(row["code"])) for row in rows[:300]), key=lambda side: side.name)
    return sides, rows[:24]


def make_entries(found: Stands) -> list[Entry]:
    """The statements as they are shown, by day."""
    stands = found.course.stands
    hrefs = [f"/document/{place[0]}#{place[1]}" if place else None for place in found.places]
    return [
        Entry(
            stand,
            hrefs[number],
            shorten(stand.sentence),
            None if stand.before is None else stands[stand.before],
            None if stand.before is None else hrefs[stand.before],
            "" if stand.before is None else shorten(stands[stand.before].sentence),
        )
        for number, stand in enumerate(stands)
    ]
