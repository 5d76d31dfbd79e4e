"""The tables of an archive: events, meetings, positions, documents, asked with the filters of `keep.view.View`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import pyarrow
from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from dragoman.records import Auxiliary, Force, MeetingForm, Status
from dragoman.show.desk.api.paging import AS_PAGE, TheAsked, give_json, give_table
from dragoman.show.desk.desk import Day, Desk, TheDesk

router = APIRouter(tags=["archive"])

MAX_KEY = 2**62
_HIDDEN = ("record", "identity", "content", "read_warnings")


def _many(says: str) -> Any:
    return Query(description=f"{says}; several times: any will do", max_length=200)


Codes = list[str] | None
Share = Annotated[float | None, Query(ge=0, le=1, description="at least that sure, 0 to 1")]
Words = Annotated[str | None, Query(max_length=500, description="words that all stand in it")]
AsCoded = Annotated[bool, Query(description="the coder's own answers, without what people have corrected")]
Key = Annotated[int, Path(gt=0, le=MAX_KEY)]


@router.get("/events", responses=AS_PAGE)
def list_events(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    actor: Annotated[Codes, _many("who did it: ISO3 of a country or acronym of a body")] = None,
    recipient: Annotated[Codes, _many("to whom")] = None,
    between: Annotated[Codes, Query(min_length=2, max_length=2, description="two codes, either way")] = None,
    type: Annotated[Codes, _many("PLOVER type: ACCUSE, CONSULT, ...")] = None,
    mode: Annotated[Codes, _many("PLOVER mode: visit, drone, ...")] = None,
    context: Annotated[Codes, _many("PLOVER context: military, diplomatic, ...")] = None,
    auxiliary: Annotated[list[Auxiliary] | None, Query()] = None,
    since: Day | None = None,
    until: Day | None = None,
    place_country: Annotated[Codes, _many("where, ISO3")] = None,
    text: Words = None,
    min_confidence: Share = None,
    as_coded: AsCoded = False,
) -> Response:
    """Who did what to whom, by day."""
    given = {
        "actor": actor,
        "recipient": recipient,
        "between": between,
        "type": type,
        "mode": mode,
        "context": context,
        "auxiliary": auxiliary,
        "since": _iso(since),
        "until": _iso(until),
        "place_country": place_country,
        "text": text,
        "min_confidence": min_confidence,
        "as_coded": as_coded,
    }
    return _give(request, desk, "events", given, asked)


@router.get("/meetings", responses=AS_PAGE)
def list_meetings(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    who: Annotated[Codes, Query(description="codes; several times: all sat at the table")] = None,
    form: Annotated[list[MeetingForm] | None, Query()] = None,
    status: Annotated[list[Status] | None, Query()] = None,
    country: Annotated[Codes, _many("where, ISO3")] = None,
    city: Annotated[Codes, _many("where")] = None,
    since: Day | None = None,
    until: Day | None = None,
    text: Words = None,
    min_confidence: Share = None,
    as_coded: AsCoded = False,
) -> Response:
    """Who met whom, by day."""
    given = {
        "who": who,
        "form": form,
        "status": status,
        "country": country,
        "city": city,
        "since": _iso(since),
        "until": _iso(until),
        "text": text,
        "min_confidence": min_confidence,
        "as_coded": as_coded,
    }
    return _give(request, desk, "meetings", given, asked)


@router.get("/positions", responses=AS_PAGE)
def list_positions(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    of: Annotated[Codes, _many("the side it was said for, or the speaker's country")] = None,
    speaker: Annotated[str | None, Query(max_length=500, description="words of a name")] = None,
    force: Annotated[list[Force] | None, Query()] = None,
    target: Annotated[Codes, _many("country of whom it is aimed at")] = None,
    context: Annotated[Codes, _many("PLOVER context")] = None,
    since: Day | None = None,
    until: Day | None = None,
    text: Words = None,
    boilerplate: Annotated[bool, Query(description="true: only courtesies without content")] = False,
    min_confidence: Share = None,
    as_coded: AsCoded = False,
) -> Response:
    """Who said what, by day of publication."""
    given = {
        "of": of,
        "speaker": speaker,
        "force": force,
        "target": target,
        "context": context,
        "since": _iso(since),
        "until": _iso(until),
        "text": text,
        "boilerplate": boilerplate,
        "min_confidence": min_confidence,
        "as_coded": as_coded,
    }
    return _give(request, desk, "positions", given, asked)


@router.get("/documents", responses=AS_PAGE)
def list_documents(
    request: Request,
    desk: TheDesk,
    asked: TheAsked,
    id: Annotated[Codes, _many("the document's id")] = None,
    publisher: Annotated[Codes, _many("who published it")] = None,
    since: Day | None = None,
    until: Day | None = None,
    text: Words = None,
    relevant: bool | None = None,
    with_text: Annotated[bool, Query(description="give the texts as well")] = False,
    as_coded: AsCoded = False,
) -> Response:
    """What was kept, in the order it was first kept; whole records are under /documents/{key}."""
    given = {
        "id": id,
        "publisher": publisher,
        "since": _iso(since),
        "until": _iso(until),
        "text": text,
        "relevant": relevant,
        "as_coded": as_coded,
    }
    hidden = _HIDDEN if with_text else (*_HIDDEN, "text")
    return _give(request, desk, "documents", given, asked, hidden)


@router.get(
    "/documents/{key}",
    responses={200: {"content": {"application/json": {"schema": {"type": "object"}}}}},
)
def get_document(desk: TheDesk, key: Key, as_coded: AsCoded = False) -> Response:
    """The whole record of one document, by its `document_key`."""
    return give_json(find_record(desk, key, as_coded).to_dict())


def find_record(desk: Desk, key: int, as_coded: bool = False) -> Any:
    """The record of a document; 404 where there is none."""
    record = next(desk.archive.records(key=key, as_coded=as_coded), None)
    if record is None:
        raise HTTPException(404, f"there is no document {key}")
    return record


def _give(
    request: Request,
    desk: Desk,
    table: str,
    given: dict[str, Any],
    asked: Any,
    hidden: tuple[str, ...] = (),
) -> Response:
    """A page of what a question finds."""
    ask = getattr(desk.archive, table)
    total = ask(**given, columns=["document_key"]).num_rows
    rows: pyarrow.Table = ask(**given, limit=asked.offset + asked.limit).slice(asked.offset)
    kept = [name for name in rows.column_names if name not in hidden]
    return give_table(request, desk, rows.select(kept), total, asked)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
