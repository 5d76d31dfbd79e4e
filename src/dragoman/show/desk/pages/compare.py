"""Compare: two accounts of one meeting side by side, of the archive or pasted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from dragoman.accounts import Comparison
from dragoman.errors import UsageError
from dragoman.records import Document, Record
from dragoman.show.comparison_page import light_up, make_heading, make_standfirst, render_accounts
from dragoman.show.desk.asked import make_address, read_day
from dragoman.show.desk.desk import Archive, Desk, TheDesk
from dragoman.show.desk.lines import name_publisher, shorten
from dragoman.show.desk.questions import Encounter, Row, Sitting
from dragoman.show.desk.render import render
from dragoman.show.markup import read_part
from dragoman.show.words import describe_where, name_side

router = APIRouter()
MOST_MEETINGS, MOST_PARTNERS = 24, 12
# A pasted text longer than this is none of one meeting.
MOST_CHARS = 100_000
# The styles are the same for all comparisons of up to so many matters, so that a browser keeps them.
_STEP, _MOST_MATTERS = 50, 2000


@router.get("/compare/accounts.css")
def send_style(matters: Annotated[int, Query(ge=0, le=_MOST_MATTERS)] = 0) -> Response:
    """The style of accounts side by side, with the rules by which the words of so many matters light up."""
    rules = light_up(f"t{number}" for number in range(1, matters + 1))
    return Response(read_part("accounts.css") + rules, media_type="text/css", headers={"cache-control": "max-age=3600"})


@router.get("/compare")
def show_compare(request: Request, desk: TheDesk, a: int | None = None, b: int | None = None) -> HTMLResponse:
    """Two documents by their keys; of one its likely counterparts; of none the meetings told by more than one."""
    if a is not None and b is not None:
        if a == b:
            raise UsageError(f"a comparison takes two documents, not {a} twice")
        records = [_get_record(desk, key) for key in (a, b)]
        return _show_comparison(request, desk, records, [f"/document/{key}" for key in (a, b)])
    key = a if a is not None else b
    desk.work.get_ready()
    with desk.questions.at_once():
        if key is not None:
            return render(request, "compare.html", one=_describe(desk.archive, key), **_find_partners(desk, key))
        meetings = _describe_all(desk)
    return render(request, "compare.html", one=None, partners=[], meetings=meetings)


@router.post("/compare")
def compare_texts(
    request: Request,
    desk: TheDesk,
    text_a: Annotated[str, Form()] = "",
    text_b: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Two pasted texts; nothing of them is kept."""
    texts = (text_a.strip(), text_b.strip())
    if not all(texts):
        raise UsageError("a comparison takes two texts: one is empty")
    if max(len(text) for text in texts) > MOST_CHARS:
        raise UsageError(f"a text has at most {MOST_CHARS:,} characters")
    day = read_day(published, "published")
    records = [
        desk.work.code(Document(f"text {letter}", text, published=day))
        for letter, text in zip("AB", texts, strict=True)
    ]
    return _show_comparison(request, desk, records, [])


def _show_comparison(request: Request, desk: Desk, records: list[Record], hrefs: list[str]) -> HTMLResponse:
    comparison: Comparison = desk.work.compare(*records)
    matters = min(-(-len(comparison.matters) // _STEP) * _STEP, _MOST_MATTERS)
    return render(
        request,
        "comparison.html",
        heading=make_heading(comparison),
        standfirst=make_standfirst(comparison),
        # Every word of the texts in it went through `markup.escape`.
        body=Markup(render_accounts(comparison, hrefs)),
        style=make_address("/compare/accounts.css", matters=matters),
    )


def _get_record(desk: Desk, key: int) -> Record:
    found = next(iter(desk.archive.records(key=key)), None)
    if found is None:
        raise UsageError(f"no document {key} in this archive")
    return found


# -- what may be compared ---------------------------------------------------------------------


class _Told(NamedTuple):
    """What was told of one day and the same sides, in whatever form: one meeting, or two near enough to be compared."""

    day: date
    sides: set[str]
    sittings: list[Sitting]


def _find_told_twice(desk: Desk) -> list[_Told]:
    """The meetings that more than one document tells of, the newest first."""
    by_day: dict[date, list[_Told]] = {}
    for met in desk.questions.find_meetings().sittings:
        if met.day is None or len(met.sides) < 2:
            continue
        same = next((told for told in by_day.get(met.day, ()) if len(told.sides & set(met.sides)) >= 2), None)
        if same is None:
            by_day.setdefault(met.day, []).append(_Told(met.day, set(met.sides), [met]))
        else:
            same.sittings.append(met)
    twice = [told for day in sorted(by_day, reverse=True) for told in by_day[day] if _count_documents(told) > 1]
    return twice[:MOST_MEETINGS]


def _count_documents(told: _Told) -> int:
    return len({key for met in told.sittings for key, _ in met.reports})


def _describe_all(desk: Desk) -> list[dict[str, Any]]:
    """The meetings told twice with their reports, all taken out of the archive together."""
    twice = _find_told_twice(desk)
    taken = iter(desk.questions.take_encounters([met for told in twice for met in told.sittings]))
    return [_describe_meeting(list(islice(taken, len(told.sittings)))) for told in twice]


def _describe_meeting(found: Sequence[Encounter]) -> dict[str, Any]:
    """A meeting with its reports, and the two that differ most likely: of two publishers where there are two."""
    met = found[0]
    rows = list({row["document_key"]: row for one in found for row in one.reports}.values())
    first, row = rows[0], met.row
    other = next((one for one in rows if name_publisher(one) != name_publisher(first)), rows[1])
    return {
        "day": met.day,
        "sides": [name_side(side) for side in met.sides[:6]],
        "where": describe_where(row["city"], row["country"]),
        "form": None if row["form"] == "other" else row["form"],
        "reports": [_name_report(one) for one in rows[:8]],
        "href": make_address("/compare", a=first["document_key"], b=other["document_key"]),
        "others": [
            make_address("/compare", a=first["document_key"], b=one["document_key"]) for one in rows[1:] if one != other
        ][:6],
    }


def _name_report(row: Row) -> dict[str, Any]:
    return {
        "key": row["document_key"],
        "title": shorten(row.get("document_title") or row.get("title") or "", 120),
        "publisher": name_publisher(row),
        "published": row["document_published"],
    }


def _describe(archive: Archive, key: int) -> dict[str, Any]:
    rows = archive.sql(
        "SELECT document_key, document_id, title, publisher AS document_publisher, published AS document_published, "
        "source AS document_source FROM documents WHERE document_key = ?",
        (key,),
    ).to_pylist()
    if not rows:
        raise UsageError(f"no document {key} in this archive")
    return _name_report(rows[0])


# Documents of the same stories, and those of meetings near in time with at least two sides in common.
_PARTNERS = """
WITH mine AS (SELECT DISTINCT story FROM story_reports WHERE document_key = $1),
     told AS (SELECT r.document_key, count(DISTINCT r.story) * 2 AS shared FROM story_reports r JOIN mine USING (story)
              WHERE r.document_key <> $1 GROUP BY ALL),
     table_of AS (SELECT first_day, string_split(trim(participant_codes), ' ') AS codes FROM meetings
                  WHERE document_key = $1 AND first_day IS NOT NULL),
     met AS (SELECT m.document_key, 3 AS shared FROM meetings m JOIN table_of t
             ON abs(m.first_day - t.first_day) <= 1
             AND len(list_intersect(string_split(trim(m.participant_codes), ' '), t.codes)) >= 2
             WHERE m.document_key <> $1)
SELECT d.document_key, d.document_id, d.title, d.publisher AS document_publisher, d.published AS document_published,
       d.source AS document_source, sum(s.shared) AS shared
FROM (FROM told UNION ALL FROM met) s JOIN documents d USING (document_key)
GROUP BY ALL ORDER BY shared DESC, d.document_key LIMIT 12
"""


def _find_partners(desk: Desk, key: int) -> dict[str, Any]:
    """The documents that a document is best held against."""
    rows = desk.archive.sql(_PARTNERS, (key,)).to_pylist()
    partners = [{**_name_report(row), "href": make_address("/compare", a=key, b=row["document_key"])} for row in rows]
    return {"partners": partners, "meetings": []}
