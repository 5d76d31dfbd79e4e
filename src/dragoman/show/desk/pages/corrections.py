"""Corrections: an item of a document confirmed, corrected, rejected or added, the list of all, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from pydantic import BeforeValidator
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from dragoman.corrections import ITEMS, digest_item
from dragoman.errors import ArchiveError, OutdatedError, UsageError
from dragoman.records import Record
from dragoman.show.desk.correcting import (
    cut_proof,
    describe_said,
    fill_form,
    find_item,
    make_form,
    make_new_form,
    read_form,
)
from dragoman.show.desk.desk import Desk, TheDesk
from dragoman.show.desk.evidence import split_title
from dragoman.show.desk.render import render

router = APIRouter()

PAGE = 100
MAX_KEY = 2**62
_ID = re.compile(r"[a-z]{1,3}-?[0-9]{1,6}")
_READ_ONLY = "this desk only reads: nothing can be corrected from here"


# -- the list ----------------------------------------------------------------------------------


@router.get("/corrections")
def show_corrections(
    request: Request,
    desk: TheDesk,
    state: Annotated[str, Query(pattern="^(standing|failed|all)$")] = "standing",
    by: str | None = None,
    document: Annotated[int | None, BeforeValidator(lambda given: given or None), Query(ge=1, lt=MAX_KEY)] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """What people have said, the latest first."""
    standing = None if state == "all" else True
    asked: dict[str, Any] = {
        "document": document,
        "made_by": by or None,
        "standing": standing,
        "applied": False if state == "failed" else None,
    }
    found = desk.work.corrections(**asked, latest_first=True, limit=PAGE, offset=(page - 1) * PAGE)
    shown = [describe_said(one) for one in found]
    total = desk.work.count_corrections(**asked)
    return render(
        request,
        "corrections.html",
        rows=shown,
        total=total,
        more=total > page * PAGE,
        page=page,
        state=state,
        by=by or "",
        document=document,
    )


@router.get("/corrections/export.jsonl")
def export_reviewed(desk: TheDesk) -> Response:
    """The reviewed documents as a file to train and measure with."""
    lines = desk.work.reviewed()
    first = next(lines, b"")  # what is wrong is told before anything is sent
    headers = {"content-disposition": 'attachment; filename="reviewed.jsonl"'}
    return StreamingResponse(_chain(first, lines), media_type="application/x-ndjson", headers=headers)


def _chain(first: bytes, rest: Iterable[bytes]) -> Iterable[bytes]:
    yield first
    yield from rest


@router.post("/corrections/{number}/undo")
def undo(request: Request, desk: TheDesk, number: int) -> Response:
    """Take one back, and show the document it is of."""
    if not desk.writable:
        return _refuse(request, 403, _READ_ONLY)
    if not 0 < number < 2**31:
        raise HTTPException(404, f"there is no correction {number}")
    try:
        made = desk.work.undo(number, made_by=desk.user)
    except UsageError as error:
        return _refuse(request, 409, str(error))
    return _go_back(made.document_key, made.item_id if made.verdict != "rejected" else None)


# -- one item ----------------------------------------------------------------------------------


@router.get("/document/{key}/correct")
def show_form(request: Request, desk: TheDesk, key: int, item: str) -> HTMLResponse:
    """The form to correct an item by."""
    record = _get_record(desk, key)
    found = find_item(record, item)
    if found is None:
        raise HTTPException(404, f"there is no such item in document {key}")
    kind, one = found
    fields = make_form(record, kind, one)
    return _show(request, record, key, kind, one, fields)


@router.post("/document/{key}/correct")
async def correct(request: Request, desk: TheDesk, key: int) -> Response:
    """Confirm, correct or reject an item; what cannot be written is shown again with what was filled in."""
    form = _read(await request.form())
    return await run_in_threadpool(_correct, request, desk, key, form)


def _correct(request: Request, desk: Desk, key: int, form: Mapping[str, list[str]]) -> Response:
    if not desk.writable:
        return _refuse(request, 403, _READ_ONLY)
    record, id, verdict = _get_record(desk, key), _get(form, "item"), _get(form, "verdict")
    found = find_item(record, id)
    if found is None:
        return _refuse(request, 409, "that item is not in the document any more: look at it again")
    kind, one = found
    fields = make_form(record, kind, one)
    try:
        if verdict not in ("confirmed", "corrected", "rejected"):
            raise UsageError("say whether it is right, wrong, or what it should be")
        seen = _get(form, "seen")
        if seen and seen != digest_item(one):
            raise OutdatedError("it is told otherwise by now: look at what is told now, and send it again")
        changes = read_form(fields, form) if verdict == "corrected" else None
        if changes == {}:
            raise UsageError("nothing is changed: confirm it, or change a field")
        said = {"made_by": desk.user, "note": _get(form, "note") or None, "seen": seen or None}
        made = desk.work.correct(key, id, verdict, changes, **said)
    except (UsageError, ArchiveError) as error:
        filled = fill_form(fields, form) if verdict == "corrected" else fields
        return _show(request, record, key, kind, one, filled, error, note=_get(form, "note"))
    following = _get(form, "next")
    return _go_back(key, following or (made.item_id if verdict != "rejected" else None))


# -- what was missed ---------------------------------------------------------------------------


@router.get("/document/{key}/add")
def show_new_form(
    request: Request, desk: TheDesk, key: int, kind: str = "event", words: Annotated[str, Query(max_length=4000)] = ""
) -> HTMLResponse:
    """The form to add an item by, with the words that were chosen in the text."""
    record = _get_record(desk, key)
    if kind not in ITEMS:
        raise HTTPException(404, f"choose from {', '.join(ITEMS)}")
    return _show(request, record, key, kind, None, make_new_form(record, kind, " ".join(words.split())))


@router.post("/document/{key}/add")
async def add(request: Request, desk: TheDesk, key: int) -> Response:
    """Add an item that the coder has missed."""
    form = _read(await request.form())
    return await run_in_threadpool(_add, request, desk, key, form)


def _add(request: Request, desk: Desk, key: int, form: Mapping[str, list[str]]) -> Response:
    if not desk.writable:
        return _refuse(request, 403, _READ_ONLY)
    record, kind = _get_record(desk, key), _get(form, "kind")
    if kind not in ITEMS:
        return _refuse(request, 400, f"choose from {', '.join(ITEMS)}")
    fields = make_new_form(record, kind)
    try:
        made = desk.work.add_item(
            key, kind, read_form(fields, form), made_by=desk.user, note=_get(form, "note") or None
        )
    except (UsageError, ArchiveError) as error:
        return _show(request, record, key, kind, None, fill_form(fields, form), error, note=_get(form, "note"))
    return _go_back(key, made.item_id)


# -- both --------------------------------------------------------------------------------------


def _show(
    request: Request,
    record: Record,
    key: int,
    kind: str,
    one: Any,
    fields: list[Any],
    error: Exception | None = None,
    note: str = "",
) -> HTMLResponse:
    """The form, with what is wrong in one line where something is."""
    busy = isinstance(error, ArchiveError)
    status = 200 if error is None else 409 if isinstance(error, OutdatedError) else 503 if busy else 422
    wrong = "" if error is None else f"{error}: send it again in a moment" if status == 503 else str(error)
    title, _ = split_title(record.document)
    return render(
        request,
        "correct.html",
        status,
        key=key,
        kind=kind,
        one=one,
        fields=fields,
        wrong=wrong,
        note=note,
        title=title,
        pieces=cut_proof(record.document.text, one),
        kinds=ITEMS,
    )


def _go_back(key: int, id: str | None) -> Response:
    """To the document, at an entry of its panel, or where it is told what people have said."""
    return RedirectResponse(f"/document/{key}#{f'r-{id}' if id and _ID.fullmatch(id) else 'said'}", 303)


def _refuse(request: Request, status: int, words: str) -> HTMLResponse:
    return render(request, "error.html", status, words=words, number=status)


def _get_record(desk: Desk, key: int) -> Record:
    record = next(desk.archive.records(key=key), None) if 0 < key < MAX_KEY else None
    if record is None:
        raise HTTPException(404, f"there is no document {key}")
    return record


def _read(form: FormData) -> dict[str, list[str]]:
    """All that a form sent, files left out."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            found.setdefault(name, []).append(value.replace("\r\n", "\n"))
    return found


def _get(form: Mapping[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0].strip()
