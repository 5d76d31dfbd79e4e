"""Positions: what a party said on a subject over time, and both sentences where it changed."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.accounts import Stand
from dragoman.errors import UsageError
from dragoman.show.desk.asked import make_address, read_days
from dragoman.show.desk.desk import Archive, TheDesk
from dragoman.show.desk.lines import Piece, cut_around, describe_statement, mark_words
from dragoman.show.desk.questions import Stands
from dragoman.show.desk.render import render
from dragoman.show.desk.rows import take_rows
from dragoman.show.desk.sides import Side, is_code
from dragoman.show.words import name_side

router = APIRouter()
MOST_CHARS = 300
MOST_NEWEST = 12
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


class Told(NamedTuple):
    """A statement with its sentence in pieces, the part that it is about apart, and the address of that."""

    stand: Stand
    href: str | None
    sentence: tuple[Piece, ...]


class Entry(NamedTuple):
    """One statement of the course, and the one it is held against."""

    now: Told
    before: Told | None


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
    values: dict[str, Any] = {
        "asked": asked,
        "found": None,
        "entries": [],
        "subjects": [],
        "newest": [],
        "thorough": None,
    }
    with questions.at_once():
        values["sides"], values["speakers"] = _list_speakers(desk.archive)
        if side and not subject:
            values["subjects"] = desk.archive.sql(_SUBJECTS, (side,)).to_pylist()
            values["newest"] = _find_newest(desk.archive, side, **days._asdict())
        if side and subject:
            found = questions.find_stands(side, subject, thorough=by == "meaning", **days._asdict())
            values |= {"found": found, "entries": make_entries(found)}
            if found.read < found.of and by == "letters":
                values["thorough"] = make_address("/positions", **asked, by="meaning")
    values["address"] = lambda **changed: make_address("/positions", **{**asked, **changed})
    return render(request, "positions.html", **values)


def _list_speakers(archive: Archive) -> tuple[list[Side], list[dict[str, Any]]]:
    """The sides that say anything, by name, and the two dozen that say most."""
    known = archive.sql(_SPEAKERS).to_pylist()
    rows = [row for row in known if is_code(row["code"])]
    sides = sorted((Side(row["code"], name_side(row["code"])) for row in rows[:300]), key=lambda side: side.name)
    return sides, rows[:24]


def _find_newest(archive: Archive, side: str, **days: Any) -> list[dict[str, Any]]:
    """The newest statements of a side."""
    keys = archive.positions(of=side, columns=["document_key", "id"], **days).to_pylist()[-MOST_NEWEST:]
    rows = take_rows(archive, "positions", keys)
    return [describe_statement(row) for row in reversed(rows)]


def make_entries(found: Stands) -> list[Entry]:
    """The statements as they are shown, by day."""
    told = [_tell(stand, place) for stand, place in zip(found.course.stands, found.places, strict=True)]
    return [Entry(one, None if one.stand.before is None else told[one.stand.before]) for one in told]


def _tell(stand: Stand, place: tuple[int, str] | None) -> Told:
    href = f"/document/{place[0]}#{place[1]}" if place else None
    about = [stand.text] if len(stand.text) < len(stand.sentence) else []
    return Told(stand, href, mark_words(cut_around(stand.sentence, about), about))
