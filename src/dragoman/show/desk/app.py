"""The desk put together: pages, API, files, and errors that come to one line."""

from __future__ import annotations

import sys

from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from dragoman.errors import ArchiveError, ChoiceError, DocumentError, DragomanError, UsageError
from dragoman.show.desk.api import router as api
from dragoman.show.desk.desk import Desk
from dragoman.show.desk.gate import Sharing
from dragoman.show.desk.guard import Guard, Rules
from dragoman.show.desk.pages import (
    about,
    code,
    compare,
    corrections,
    document,
    map,
    met,
    positions,
    search,
    today,
    two,
)
from dragoman.show.desk.render import HERE, render
from dragoman.show.words import clean_text

PAGES: tuple[APIRouter, ...] = (
    today.router,
    document.router,
    code.router,
    two.router,
    met.router,
    map.router,
    compare.router,
    positions.router,
    search.router,
    corrections.router,
    about.router,
)
_STATUS: dict[type[DragomanError], int] = {ChoiceError: 422, UsageError: 400, DocumentError: 422, ArchiveError: 503}


def make_app(desk: Desk, rules: Rules | None = None) -> FastAPI:
    """The desk as an ASGI application, guarded by `rules` (those of this machine by default)."""
    app = FastAPI(title="dragoman", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json", version="1")
    app.state.desk = desk
    for router in PAGES:
        app.include_router(router, include_in_schema=False)
    app.include_router(api)
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    app.add_exception_handler(HTTPException, _tell_refusal)
    app.add_exception_handler(RequestValidationError, _tell_invalid)
    app.add_exception_handler(DragomanError, _tell_error)
    app.add_exception_handler(Exception, _tell_broken)
    app.add_middleware(Sharing, opening=desk.work.hold)
    app.add_middleware(Guard, rules=rules or Rules())
    return app


def _tell_refusal(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "there is no such page" if error.status_code == 404 and error.detail == "Not Found" else error.detail
    answer = tell(request, error.status_code, str(words))
    answer.headers.update(error.headers or {})
    return answer


def _tell_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [f"{'.'.join(str(part) for part in one['loc'][1:])}: {one['msg']}" for one in error.errors()]
    return tell(request, 422, "; ".join(found))


def _tell_error(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    # Which document is plain here; its name in an error is for lists of them.
    return tell(request, status, error.reason if isinstance(error, DocumentError) else str(error))


def _tell_broken(request: Request, error: Exception) -> Response:
    print(f"desk: {clean_text(f'{type(error).__name__}: {error}')} at {request.url.path}", file=sys.stderr)
    return tell(request, 500, "something went wrong here; the terminal says what")


def tell(request: Request, status: int, words: str) -> Response:
    """An error in one line: as a page, or as JSON where the API was asked."""
    line = clean_text(words)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": line}, status_code=status)
    return render(request, "error.html", status, words=line, number=status)
