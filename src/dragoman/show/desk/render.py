"""How a page is made: templates with all they are given escaped, and the few words and numbers they format.

No template marks anything safe (one constant of ours is), and none holds a script or a style: the policy in `guard`
would let neither run.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from dragoman.corrections import digest_item
from dragoman.show.deeds import NOBODY, list_participants, tell_event
from dragoman.show.desk.asked import make_address
from dragoman.show.markup import NOT_HTML, TURNING
from dragoman.show.words import QUADS, count_words, describe_where, name_side

HERE = Path(__file__).parent


# On what leads from one day or one page of a list to the next: with scripts only the middle of the page is changed,
# without them the links and forms inside lead there as any others. In templates: `<nav{{ in_place }}>`.
IN_PLACE = Markup(
    ' hx-boost="true" hx-target="#main" hx-select="#main" hx-swap="outerHTML show:window:top" hx-push-url="true"'
)


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
        "count": count,
        "shorten": shorten,
        "score": write_score,
        "number": lambda number: f"{number:,}",
        "digest": digest_item,
    }
    made.globals |= {
        "where": describe_where,
        "link": link,
        "make_address": make_address,
        "tell_event": tell_event,
        "stretch": name_stretch,
        "iso_stretch": name_iso_stretch,
        "nobody": NOBODY,
        "in_place": IN_PLACE,
    }
    made.globals["meeting_parties"] = list_participants
    return made


def _clean(value: Any) -> Any:
    """Text without what HTML may not hold and without marks that turn the direction of what follows."""
    return TURNING.sub("\ufffd", NOT_HTML.sub("\ufffd", value)) if type(value) is str else value


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "copy", "copies"), count(2, "copy", "copies")
    ('1 copy', '2 copies')
    """
    return f"{number:,} {many}" if many and number != 1 else count_words(number, one)


def write_score(score: float) -> str:
    """A score with its sign, as people write it.

    >>> write_score(-7.0), write_score(2.5), write_score(0.0)
    ('−7.0', '+2.5', '0.0')
    """
    return f"{score:+.1f}".replace("-", "−") if score else "0.0"


def shorten(text: str, most: int) -> str:
    """A text of at most so many characters, cut between words.

    >>> shorten("They met in Oslo.", 12)
    'They met in…'
    """
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


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


def name_stretch(first: date, last: date | None) -> str:
    """Days in the shortest words that say them exactly.

    >>> name_stretch(date(2026, 2, 1), date(2026, 2, 28)), name_stretch(date(2026, 1, 1), date(2026, 12, 31))
    ('February 2026', '2026')
    >>> name_stretch(date(2026, 2, 1), date(2026, 2, 3)), name_stretch(date(2026, 2, 1), None)
    ('1 to 3 Feb 2026', '1 Feb 2026')
    """
    if last is None or last <= first:
        return name_short_day(first)
    if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
        return str(first.year)
    same_month = (first.year, first.month) == (last.year, last.month)
    if same_month and first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{first:%B} {first.year}"
    return f"{first.day if same_month else name_short_day(first)} to {name_short_day(last)}"


def name_iso_stretch(start: str, end: str | None) -> str:
    """The same for days as a record has them; what no calendar holds stays as it is.

    >>> name_iso_stretch("2026-02-01", "2026-02-28"), name_iso_stretch("-0044-03-15", None)
    ('February 2026', '-0044-03-15')
    """
    try:
        return name_stretch(date.fromisoformat(start), date.fromisoformat(end) if end else None)
    except ValueError:
        return start if end in (None, start) else f"{start} to {end}"


def _read_day(day: date | str | None) -> date | None:
    if isinstance(day, str):
        try:
            return date.fromisoformat(day)
        except ValueError:
            return None
    return day
