"""Code a text: pasted or dropped, coded on the spot; nothing of it is kept unless that is asked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dragoman.errors import DocumentError, DragomanError, UsageError
from dragoman.records import Document
from dragoman.show.desk.desk import Desk, TheDesk
from dragoman.show.desk.pages.document import describe
from dragoman.show.desk.render import render
from dragoman.show.words import describe_counts, make_title

router = APIRouter()

# Longer ones would keep the others waiting: `dragoman code` takes them.
MAX_CHARS = 200_000
SAMPLE = """\
OSLO, 12 November - Foreign Minister Ingrid Solhaug received OSCE Special Representative Tomasz Wierzba on Thursday. \
The two discussed the border talks and agreed to meet again in Vienna on 3 December. Solhaug said that the shelling of \
villages was unacceptable and called on both sides to observe the ceasefire.
"""

Text = Annotated[str, Form()]
Short = Annotated[str, Form(max_length=2_000)]


@router.get("/code")
def show_form(request: Request, desk: TheDesk, sample: bool = False) -> HTMLResponse:
    """The form. While a person fills it in, what coding needs is loaded."""
    desk.work.get_ready()
    return _show_form(request, text=SAMPLE if sample else "")


@router.post("/code")
def code_given(
    request: Request,
    desk: TheDesk,
    text: Text = "",
    published: Short = "",
    title: Short = "",
    publisher: Short = "",
    url: Short = "",
    keep: Annotated[bool, Form()] = False,
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """What was given, coded; or, with `keep`, kept in the archive and shown from there."""
    if len(text) > MAX_CHARS:
        wrong = f"a text of {len(text):,} characters: {MAX_CHARS:,} are the most here; dragoman code takes more"
        return _show_form(request, 413, wrong=wrong)
    try:
        day = _read_day(published)
        found = _read_given(desk, text, file)
        documents = [_with_given(one, day, title, publisher, url) for one in found if isinstance(one, Document)]
        if len(found) == 1 and isinstance(found[0], DocumentError):
            raise found[0]
        if keep:
            return _keep(request, desk, documents)
        if len(found) == 1:
            return _show_coded(request, desk, documents[0])
    except DragomanError as error:
        reason = error.reason if isinstance(error, DocumentError) else str(error)
        return _show_form(request, 422, text=text, published=published, wrong=reason)
    failed = [one for one in found if isinstance(one, DocumentError)]
    entries = [(one, make_title(one)) for one in documents]
    return render(request, "code_many.html", entries=entries, failed=failed)


def _show_form(
    request: Request, status: int = 200, *, text: str = "", published: str = "", wrong: str = ""
) -> HTMLResponse:
    return render(request, "code.html", status, text=text, published=published, wrong=wrong, most=MAX_CHARS)


def _read_day(published: str) -> str | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published).isoformat()
    except ValueError:
        raise UsageError(f"no day like 2026-11-20: {published}") from None


def _read_given(desk: Desk, text: str, file: UploadFile | None) -> list[Document | DocumentError]:
    """The documents of a file where there is one, else of the text."""
    if file is not None and file.filename:
        return desk.work.read(_name_file(file.filename), file.file.read())
    if not text.strip():
        raise UsageError("paste a text, or choose a file")
    if len(text) > MAX_CHARS:
        raise UsageError(
            f"a text of {len(text):,} characters: {MAX_CHARS:,} are the most here; dragoman code takes more"
        )
    # Browsers send lines as CRLF, whatever was pasted.
    return [desk.work.read_text(text.replace("\r\n", "\n"))]


def _name_file(name: str) -> str:
    """The last part of a file's name, as the browser gives it."""
    return re.split(r"[/\\]", name)[-1][-200:] or "file"


def _with_given(document: Document, day: str | None, title: str, publisher: str, url: str) -> Document:
    """The document with what was said about it, where it does not say that itself."""
    return replace(
        document,
        published=document.published or day,
        title=document.title or title or None,
        publisher=document.publisher or publisher or None,
        url=document.url or url or None,
    )


def make_document(
    desk: Desk, text: str, day: str | None, title: str | None, publisher: str | None, url: str | None
) -> Document:
    """The document of a text that is given with what is known of it."""
    return _with_given(desk.work.read_text(text), day, title or "", publisher or "", url or "")


def _show_coded(request: Request, desk: Desk, document: Document) -> HTMLResponse:
    record = desk.work.code(document)
    told: dict[str, Any] = describe(record)
    return render(request, "coded.html", **told, key=None, stories=[], counts=describe_counts(record))


def _keep(request: Request, desk: Desk, documents: list[Document]) -> Response:
    if not desk.writable:
        raise UsageError("this desk only reads: nothing can be kept from here")
    desk.work.keep(documents)
    ids = [one.id for one in documents]
    keys = desk.archive.documents(id=ids, columns=["document_key"])["document_key"].to_pylist()
    return RedirectResponse(f"/document/{max(keys)}" if len(ids) == 1 and keys else "/documents", 303)
