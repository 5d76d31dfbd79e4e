"""Search: documents, events, meetings and positions by words and fields; searches that were saved, a feed for each."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.show.desk.asked import make_address, make_paging
from dragoman.show.desk.desk import Archive, Desk, TheDesk
from dragoman.show.desk.feed import make_feed
from dragoman.show.desk.found import TABLES, WHERE_WORDS, Search, find_keys, list_fields, make_empty, read_search
from dragoman.show.desk.lines import cut_around, describe_meeting, describe_statement, make_line, mark_words
from dragoman.show.desk.questions import SavedSearch
from dragoman.show.desk.render import render
from dragoman.show.desk.rows import take_rows
from dragoman.show.desk.sides import list_sides

router = APIRouter()
# So many of the newest stand in a feed.
MOST_ENTRIES = 50
_PUBLISHERS = (
    "SELECT publisher FROM documents WHERE publisher IS NOT NULL GROUP BY publisher ORDER BY count(*) DESC LIMIT 200"
)


@router.get("/search")
def show_search(request: Request, desk: TheDesk, page: Annotated[int, Query(ge=1, le=10**6)] = 1) -> HTMLResponse:
    """What is found, a page of it, below the fields."""
    given = {name: request.query_params.getlist(name) for name in request.query_params}
    asks = bool(given.keys() - {"page"})
    try:
        search, refusal = read_search(given, desk.questions.read_code), None
    except UsageError as error:
        search, refusal = make_empty(given), str(error)
    with desk.questions.at_once():
        keys = find_keys(desk.archive, search) if asks and not refusal else None
        paging = make_paging(page, keys.num_rows if keys else 0, "/search", search.to_query())
        shown = keys.slice(paging.start, paging.end - paging.start).to_pylist() if keys else []
        found = describe_found(desk.archive, search, shown)
        sides = list_sides(desk.archive)
        publishers = [row["publisher"] for row in desk.archive.sql(_PUBLISHERS).to_pylist()]
    return render(
        request,
        "search.html",
        400 if refusal else 200,
        search=search,
        refusal=refusal,
        asks=asks and not refusal,
        found=found,
        paging=paging,
        fields=list_fields(search.table),
        tables=[(table, make_address("/search", **_carry(search, table))) for table in TABLES],
        where_words=WHERE_WORDS[search.table],
        sides=sides,
        publishers=publishers,
        query=make_address("", **search.to_query())[1:],
        saved=desk.questions.list_searches(),
    )


def _carry(search: Search, table: str) -> dict[str, Any]:
    """What of a search stays when another table is searched: words and days."""
    return {"in": table, "q": search.q, "since": search.fields.get("since"), "until": search.fields.get("until")}


def describe_found(archive: Archive, search: Search, keys: list[dict[str, Any]]) -> list[Any]:
    """The rows of keys as lines of a page."""
    rows = take_rows(archive, search.table, keys)
    words = search.words
    if search.table == "events":
        return [make_line(row, words=words) for row in rows]
    if search.table == "meetings":
        return [describe_meeting(row, words=words) for row in rows]
    if search.table == "positions":
        return [describe_statement(row, words) for row in rows]
    texts = _read_texts(archive, [row["document_key"] for row in rows])
    return [_describe_document(row, texts.get(row["document_key"], ""), words) for row in rows]


def _read_texts(archive: Archive, keys: list[int]) -> dict[int, str]:
    query = "SELECT document_key, text FROM documents WHERE list_contains(?::BIGINT[], document_key)"
    return {row["document_key"]: row["text"] for row in archive.sql(query, (keys,)).to_pylist()} if keys else {}


def _describe_document(row: dict[str, Any], text: str, words: tuple[str, ...]) -> dict[str, Any]:
    title = row["title"] or ""
    body = text[len(title) :] if title and text.startswith(title) else text
    return {
        "title": mark_words(cut_around(title or row["document_id"], (), 160), words),
        "publisher": row["publisher"],
        "published": row["published"],
        "events": row["events"],
        "meetings": row["meetings"],
        "positions": row["positions"],
        "snippet": mark_words(cut_around(body, words), words),
        "key": row["document_key"],
        "href": f"/document/{row['document_key']}",
    }


# -- searches that were saved -----------------------------------------------------------------


@router.get("/search/saved")
def show_saved(request: Request, desk: TheDesk) -> HTMLResponse:
    """The saved searches, each with its feed."""
    saved = [(one, f"/search?{one.query}") for one in desk.questions.list_searches()]
    return render(request, "searches.html", saved=saved)


@router.post("/search/saved")
def save_search(
    request: Request, desk: TheDesk, name: Annotated[str, Form()] = "", query: Annotated[str, Form()] = ""
) -> Response:
    """Save a search under a name; what it asks is checked and written as the page would."""
    _check_writable(desk)
    search = _read_query(query, desk)
    if search.is_empty:
        raise UsageError("a search that asks for nothing in particular is not saved")
    desk.questions.save_search(name, make_address("", **search.to_query())[1:])
    return RedirectResponse("/search/saved", 303)


@router.post("/search/{id}/delete")
def delete_search(request: Request, desk: TheDesk, id: int) -> Response:
    """Forget a saved search; one that is gone already is no error."""
    _check_writable(desk)
    desk.questions.delete_search(id)
    return RedirectResponse("/search/saved", 303)


@router.get("/search/{id}/feed.atom")
def send_feed(request: Request, desk: TheDesk, id: int) -> Response:
    """What a saved search finds, the newest of it, as an Atom feed."""
    saved = _get_search(desk, id)
    search = _read_query(saved.query, desk)
    with desk.questions.at_once():
        keys = find_keys(desk.archive, search).slice(0, MOST_ENTRIES).to_pylist()
        rows = take_rows(desk.archive, search.table, keys)
        kept = _read_times(desk.archive, [row["document_key"] for row in rows])
    base = str(request.base_url).rstrip("/")
    feed = make_feed(saved, search.table, rows, kept, base, desk.name)
    return Response(feed, media_type="application/atom+xml")


def _get_search(desk: Desk, id: int) -> SavedSearch:
    found = desk.questions.find_search(id)
    if found is None:
        raise HTTPException(404, f"no saved search {id}")
    return found


def _read_query(query: str, desk: Desk) -> Search:
    return read_search(parse_qs(query.lstrip("?")), desk.questions.read_code)


def _read_times(archive: Archive, keys: list[int]) -> dict[int, Any]:
    """When each document was kept."""
    query = "SELECT document_key, kept_at FROM documents WHERE list_contains(?::BIGINT[], document_key)"
    return {row["document_key"]: row["kept_at"] for row in archive.sql(query, (keys,)).to_pylist()} if keys else {}


def _check_writable(desk: Desk) -> None:
    if not desk.writable:
        raise HTTPException(403, "this desk is for reading: searches cannot be saved here")
