"""How a table is given out: a page of it, as JSON, CSV or Arrow, with how many rows there are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

import pyarrow
from fastapi import Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from dragoman.errors import UsageError
from dragoman.show.desk.desk import Desk

ARROW = "application/vnd.apache.arrow.stream"
MOST, MOST_SKIPPED = 10_000, 1_000_000


class Error(BaseModel):
    """What is wrong, in one line."""

    error: str


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": Error, "description": "What was asked makes no sense"},
    401: {"model": Error, "description": "This desk asks for its token"},
    403: {"model": Error, "description": "Another site's page asked, or this desk only reads"},
    404: {"model": Error, "description": "There is no such thing"},
    413: {"model": Error, "description": "Too much was sent"},
    421: {"model": Error, "description": "This desk does not answer to that name"},
    422: {"model": Error, "description": "A value is none of those it can have, or a text cannot be coded"},
    429: {"model": Error, "description": "Too much was asked at once"},
    503: {"model": Error, "description": "The archive or the coder is busy"},
}


class Page(BaseModel):
    """Rows from `offset` on; `next` is the address of those behind them, null where there are none."""

    total: int = Field(description="how many rows answer to what was asked")
    offset: int
    limit: int
    next: str | None
    items: list[dict[str, Any]]


# What a page can be given out as, for the description.
AS_PAGE: dict[int | str, dict[str, Any]] = {
    200: {
        "model": Page,
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            ARROW: {"schema": {"type": "string", "format": "binary"}},
        },
    }
}


class Asked(BaseModel):
    """Which rows are wanted, and as what."""

    limit: int
    offset: int
    format: Literal["json", "csv", "arrow"]


def _read_asked(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MOST, description="how many rows at most")] = 100,
    offset: Annotated[int, Query(ge=0, le=MOST_SKIPPED, description="how many rows to pass over")] = 0,
    format: Annotated[
        Literal["json", "csv", "arrow"] | None, Query(description="or by the Accept header; json by default")
    ] = None,
) -> Asked:
    return Asked(limit=limit, offset=offset, format=format or _find_format(request.headers.get("accept", "")))


TheAsked = Annotated[Asked, Depends(_read_asked)]


def _find_format(accept: str) -> Literal["json", "csv", "arrow"]:
    """The format that an Accept header names first.

    >>> _find_format("text/csv;q=0.9"), _find_format("*/*")
    ('csv', 'json')
    """
    for part in accept.split(","):
        kind = part.split(";")[0].strip().lower()
        if kind == "text/csv":
            return "csv"
        if kind in (ARROW, "application/vnd.apache.arrow"):
            return "arrow"
        if kind == "application/json":
            break
    return "json"


def give_table(request: Request, desk: Desk, rows: pyarrow.Table, total: int, asked: Asked) -> Response:
    """The rows of a page, in the format asked for; how many there are in all stands in the head as well."""
    head = {"x-total-count": str(total)}
    if asked.format == "csv":
        return Response(desk.work.write_csv(rows), headers=head, media_type="text/csv; charset=utf-8")
    if asked.format == "arrow":
        sink = pyarrow.BufferOutputStream()
        with pyarrow.ipc.new_stream(sink, rows.schema) as writer:
            writer.write_table(rows)
        return Response(sink.getvalue().to_pybytes(), headers=head, media_type=ARROW)
    return give_json(
        {
            "total": total,
            "offset": asked.offset,
            "limit": asked.limit,
            "next": find_next(request, asked, total),
            "items": read_rows(rows),
        },
        head,
    )


def give_page(request: Request, desk: Desk, items: list[dict[str, Any]], total: int, asked: Asked) -> Response:
    """The same for what is no table of the archive: in CSV and Arrow what is nested is JSON."""
    if asked.format == "json":
        next = find_next(request, asked, total)
        page = {"total": total, "offset": asked.offset, "limit": asked.limit, "next": next, "items": items}
        return give_json(page, {"x-total-count": str(total)})
    flat = [{name: _flatten(value) for name, value in item.items()} for item in items]
    return give_table(request, desk, pyarrow.Table.from_pylist(flat), total, asked)


def _flatten(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else value


def find_next(request: Request, asked: Asked, total: int) -> str | None:
    """The address of the rows behind these."""
    behind = asked.offset + asked.limit
    if behind >= total or behind > MOST_SKIPPED:
        return None
    url = request.url.include_query_params(offset=behind)
    return f"{url.path}?{url.query}"


def read_rows(table: pyarrow.Table) -> list[dict[str, Any]]:
    """The rows as plain values; `UsageError` where a day lies beyond what a calendar holds."""
    try:
        found: list[dict[str, Any]] = table.to_pylist()
    except (ValueError, OverflowError, pyarrow.ArrowException) as error:
        raise UsageError(f"a value that JSON cannot hold: {str(error).splitlines()[0]}") from None
    return found


def give_json(value: Any, headers: Mapping[str, str] | None = None) -> Response:
    """Plain values as JSON."""
    data = json.dumps(make_plain(value), ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    return Response(data, headers=dict(headers or {}), media_type="application/json")


def make_plain(value: Any) -> Any:
    """A value as JSON knows it: days and times as ISO text, what is no number as null, what it has no word for as text.

    >>> make_plain({"day": date(2026, 11, 20), "score": float("nan"), "text": b"\\x00"})
    {'day': '2026-11-20', 'score': None, 'text': '00'}
    """
    if isinstance(value, dict):
        return {str(key): make_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [make_plain(item) for item in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    if isinstance(value, bytes):
        return value.hex()
    return value if value is None or isinstance(value, str | int | float) else str(value)
