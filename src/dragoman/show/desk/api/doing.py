"""What is worked out on the spot: a text coded, accounts compared, a course of positions, a phrase resolved, SQL."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from dragoman.show.desk.api.paging import AS_PAGE, Asked, TheAsked, give_json, give_table
from dragoman.show.desk.api.tables import MAX_KEY, find_record
from dragoman.show.desk.desk import Day, TheDesk
from dragoman.show.desk.pages.code import MAX_CHARS, make_document

router = APIRouter(tags=["on the spot"])

MOST_ROWS, MOST_SECONDS = 10_000, 20.0
AS_OBJECT: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {"schema": {"type": "object"}}}}}


class Text(BaseModel):
    """A text to code, and what is known of it."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=MAX_CHARS)
    published: Day | None = Field(None, description="the day of publication: relative days count from it")
    title: str | None = Field(None, max_length=2_000)
    publisher: str | None = Field(None, max_length=2_000)
    url: str | None = Field(None, max_length=2_000)


class Question(BaseModel):
    """A query in DuckDB's SQL. It can read the archive and nothing else."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(min_length=1, max_length=20_000)


@router.post("/code", responses=AS_OBJECT)
def code_text(desk: TheDesk, given: Text) -> Response:
    """The record of a text. Nothing of it is kept."""
    day = given.published.isoformat() if given.published else None
    document = make_document(desk, given.text, day, given.title, given.publisher, given.url)
    return give_json(desk.work.code(document).to_dict())


@router.get("/compare", responses=AS_OBJECT)
def compare_accounts(
    desk: TheDesk,
    a: Annotated[int, Query(gt=0, le=MAX_KEY, description="a document's document_key")],
    b: Annotated[int, Query(gt=0, le=MAX_KEY, description="another's")],
) -> Response:
    """Two accounts side by side: are they of one meeting, and what does each say on each thing."""
    return give_json(desk.work.compare(find_record(desk, a), find_record(desk, b)).to_dict())


@router.get("/courses", responses=AS_OBJECT)
def trace_course(
    desk: TheDesk,
    of: Annotated[str, Query(min_length=1, max_length=200, description="whose: a code or a name")],
    on: Annotated[str | None, Query(max_length=500, description="on what subject")] = None,
    since: Day | None = None,
    until: Day | None = None,
) -> Response:
    """What a side said on a subject over time, with what changed."""
    days = (since.isoformat() if since else None, until.isoformat() if until else None)
    subject = on.strip() if on else None
    return give_json(desk.work.trace(desk.work.code_of(of), subject or None, *days).to_dict())


@router.get("/resolve", responses=AS_OBJECT)
def resolve(
    desk: TheDesk,
    phrase: Annotated[str, Query(min_length=1, max_length=500)],
    on: Annotated[Day | None, Query(description="as of this day")] = None,
    kind: Literal["actor", "place", "date"] | None = None,
) -> Response:
    """Who, where or when a phrase means."""
    return give_json(desk.work.resolve(phrase, on.isoformat() if on else None, kind))


@router.post("/sql", responses=AS_PAGE)
def ask_sql(request: Request, desk: TheDesk, question: Question, asked: TheAsked) -> Response:
    """The answer to a query, its first rows: `total` counts those given, `next` is always null.

    What takes longer than 20 seconds is broken off.
    """
    rows = desk.work.ask_sql(question.query, asked.offset + asked.limit, MOST_SECONDS).slice(asked.offset)
    whole = Asked(limit=asked.limit, offset=asked.offset, format=asked.format)
    return give_table(request, desk, rows, asked.offset + rows.num_rows, whole)
