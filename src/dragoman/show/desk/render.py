"""How a page is made: templates with all they are given escaped, and the few words and numbers they format.

No template marks anything safe, and none holds a script or a style: the policy in `guard` would let neither run.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dragoman.show.markup import NOT_HTML, TURNING
from dragoman.show.words import QUADS, count_words, describe_where, name_side

HERE = Path(__file__).parent


class Place(NamedTuple):
    """An entry of the navigation."""

    path: str
    label: str


NAVIGATION = (
    Place("/", "Today"),
    Place("/documents", "Documents"),
    Place("/code", "Code a text"),
    Place("/two", "Two countries"),
    Place("/met", "Who met whom"),
    Place("/map", "Map"),
    Place("/compare", "Compare"),
    Place("/positions", "Positions"),
    Place("/search", "Search"),
    Place("/corrections", "Corrections"),
)


def render(request: Request, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """The page of a template. Every page gets the desk, its own address and the navigation besides `values`."""
    page = _templates().get_template(name)
    given = {"desk": request.app.state.desk, "path": request.url.path, "navigation": NAVIGATION, **values}
    return HTMLResponse(page.render(**given), status_code=status)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_clean,
    )
    made.filters |= {
        "day": name_day,
        "short_day": name_short_day,
        "side": name_side,
        "quad": lambda number: QUADS.get(number, ""),
        "count": count_words,
        "number": lambda number: f"{number:,}",
    }
    made.globals |= {"where": describe_where, "link": link}
    return made


def _clean(value: Any) -> Any:
    """Text without what HTML may not hold and without marks that turn the direction of what follows."""
    return TURNING.sub("\ufffd", NOT_HTML.sub("\ufffd", value)) if type(value) is str else value


def link(document_key: int, id: str | None = None) -> str:
    """The address of a document, or of an item's evidence in it.

    >>> link(7), link(7, "v3")
    ('/document/7', '/document/7#v3')
    """
    return f"/document/{document_key}" + (f"#{id}" if id else "")


def name_day(day: date | str | None) -> str:
    """A day in full, nothing for none.

    >>> name_day("2026-11-20"), name_day(None)
    ('Friday 20 November 2026', '')
    """
    found = _read_day(day)
    return f"{found:%A} {found.day} {found:%B} {found.year}" if found else ""


def name_short_day(day: date | str | None) -> str:
    """A day without its name.

    >>> name_short_day(date(2026, 11, 2))
    '2 Nov 2026'
    """
    found = _read_day(day)
    return f"{found.day} {found:%b} {found.year}" if found else ""


def _read_day(day: date | str | None) -> date | None:
    return date.fromisoformat(day) if isinstance(day, str) and day else day or None
