"""A document: its text with the evidence marked, and what was coded from it; and the list of all documents."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from dragoman.records import Record
from dragoman.show.desk.correcting import find_said
from dragoman.show.desk.desk import Desk, OptionalDay, TheDesk
from dragoman.show.desk.evidence import cut_text, find_source, make_panel, split_title
from dragoman.show.desk.render import render

router = APIRouter()

PAGE = 50
MAX_KEY = 2**62


@router.get("/documents")
def list_documents(
    request: Request,
    desk: TheDesk,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    publisher: str | None = None,
    since: OptionalDay = None,
    until: OptionalDay = None,
) -> HTMLResponse:
    """The documents that are kept, the newest first."""
    asked = [publisher or None, publisher or None, since, since, until, until]
    where = (
        "(? IS NULL OR publisher = ?) AND (?::DATE IS NULL OR published >= ?) AND (?::DATE IS NULL OR published <= ?)"
    )
    rows = desk.archive.sql(
        "SELECT document_key, document_id, title, publisher, published, events, meetings, positions, relevant"
        f" FROM documents WHERE {where} ORDER BY published DESC NULLS LAST, document_key DESC LIMIT ? OFFSET ?",
        [*asked, PAGE + 1, (page - 1) * PAGE],
    ).to_pylist()
    total = desk.archive.sql(f"SELECT count(*) AS n FROM documents WHERE {where}", asked)["n"][0].as_py()
    publishers = desk.archive.sql(
        "SELECT publisher FROM documents WHERE publisher IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 200"
    )["publisher"].to_pylist()
    return render(
        request,
        "documents.html",
        rows=rows[:PAGE],
        more=len(rows) > PAGE,
        page=page,
        total=total,
        publishers=publishers,
        publisher=publisher or "",
        since=since,
        until=until,
    )


@router.get("/document")
def to_list(request: Request, desk: TheDesk) -> HTMLResponse:
    """The same list, where no document is named."""
    return list_documents(request, desk)


@router.get("/document/{key}")
def show_document(request: Request, desk: TheDesk, key: int) -> HTMLResponse:
    """One document by its key."""
    if not 0 < key < MAX_KEY:
        raise HTTPException(404, f"there is no document {key}")
    record = next(desk.archive.records(key=key), None)
    if record is None:
        raise HTTPException(404, f"there is no document {key}")
    return render(
        request,
        "document.html",
        **describe(record),
        key=key,
        stories=_find_stories(desk, key),
        kept=None,
        said=find_said(desk, key),
    )


def describe(record: Record) -> dict[str, Any]:
    """What the page of a record shows."""
    title, opens = split_title(record.document)
    return {
        "record": record,
        "document": record.document,
        "title": title,
        "opens_with_title": opens,
        "pieces": cut_text(record),
        "panel": make_panel(record),
        "source": find_source(record.document),
    }


def _find_stories(desk: Desk, key: int) -> list[dict[str, Any]]:
    """Other documents that tell of the same, each once with an event of it, and whether they were copied."""
    found: list[dict[str, Any]] = desk.archive.sql(
        "SELECT other.document_key, min(other.event) AS event, bool_or(other.duplicate_of IS NOT NULL) AS copy,"
        " any_value(d.title) AS title, any_value(d.publisher) AS publisher, any_value(d.published) AS published,"
        " count(*) AS shared FROM story_reports mine JOIN story_reports other"
        " ON other.story = mine.story AND other.document_key <> mine.document_key"
        " JOIN documents d ON d.document_key = other.document_key WHERE mine.document_key = ?"
        " GROUP BY other.document_key ORDER BY shared DESC, published, other.document_key LIMIT 12",
        [key],
    ).to_pylist()
    return found
