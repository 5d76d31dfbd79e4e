"""Corrections."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.show.desk.desk import TheDesk
from dragoman.show.desk.render import render

router = APIRouter()


@router.get("/corrections")
def show_corrections(request: Request, desk: TheDesk) -> HTMLResponse:
    """The page."""
    return render(request, "heading.html", title="Corrections")
