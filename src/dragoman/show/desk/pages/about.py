"""About this desk: what is in the archive, who coded it, what of others is served; and the API described."""

from __future__ import annotations

from typing import Any, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.show.desk.desk import TheDesk
from dragoman.show.desk.render import render

router = APIRouter()


class Borrowed(NamedTuple):
    """Something of others that is served with the pages; `licence` is its SPDX name, `file` its text."""

    name: str
    version: str
    licence: str
    address: str
    file: str | None = None


BORROWED = (
    Borrowed("Source Serif 4", "5.3.1 (Fontsource)", "OFL-1.1", "https://fontsource.org/", "fonts/OFL.txt"),
    Borrowed(
        "Borders of Natural Earth",
        "4.1.0, by world-atlas 2.0.2",
        "public domain; ISC",
        "https://www.naturalearthdata.com/",
        "borders-LICENSE.txt",
    ),
    Borrowed("htmx", "2.0.8", "0BSD", "https://htmx.org/", "htmx-LICENSE.txt"),
)
_COUNTS = """
SELECT count(*) AS documents, count(DISTINCT publisher) AS publishers, min(published) AS first, max(published) AS last,
       coalesce(sum(events), 0)::BIGINT AS events, coalesce(sum(meetings), 0)::BIGINT AS meetings,
       coalesce(sum(positions), 0)::BIGINT AS positions, (SELECT count(*) FROM stories) AS stories
FROM documents
"""
_CODERS = """
SELECT coder_version AS version, coder_model AS model, coder_ontology AS ontology, count(*) AS documents,
       max(kept_at) AS last_kept FROM documents GROUP BY ALL ORDER BY documents DESC
"""


@router.get("/about")
def show_about(request: Request, desk: TheDesk) -> HTMLResponse:
    """What is here."""
    counts = desk.archive.sql(_COUNTS).to_pylist()[0]
    coders = desk.archive.sql(_CODERS).to_pylist()
    return render(request, "about.html", counts=counts, coders=coders, borrowed=BORROWED)


@router.get("/api")
def show_api(request: Request) -> HTMLResponse:
    """What programs can ask, one line for each way."""
    described = request.app.openapi()
    ways = [
        (method.upper(), path, way["summary"], way.get("description", ""), _list_values(way))
        for path, methods in described["paths"].items()
        for method, way in methods.items()
    ]
    base = f"{request.url.scheme}://{request.url.netloc}"
    return render(request, "api.html", ways=ways, request_base=base)


def _list_values(way: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """The names of what a way of asking takes, with what each is and whether it must be given."""
    return [
        (one["name"], one.get("description") or one["schema"].get("description", ""), one.get("required", False))
        for one in way.get("parameters", ())
    ]
