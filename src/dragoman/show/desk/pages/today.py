"""Today: what was told in a day or a week, by importance and by the countries followed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from dragoman.errors import UsageError
from dragoman.show.desk.desk import Desk, OptionalDay, TheDesk
from dragoman.show.desk.render import render

router = APIRouter()

COOKIE = "dragoman_follow"
# As many of each section stand on the front page; behind "all" there are these.
MOST, MOST_OF_ONE = 14, 300
LEADS, OTHERS_OF_FIRST, OTHERS_OF_SIDE = 3, 7, 2
WIDER = 1.5  # how many times as wide the first column is
KICKERS = {"meetings": "Meeting", "incidents": "Incident", "agreements": "Agreement or help", "statements": "Statement"}
SECTIONS = {
    "meetings": "Meetings",
    "incidents": "Incidents",
    "agreements": "Agreements and help",
    "statements": "Statements",
}
_CODE = re.compile(r"[A-Z0-9-]{2,20}")


class Lead(NamedTuple):
    """An affair that leads the page: the line that matters most, and others of the same affair."""

    first: Any
    others: tuple[Any, ...]


@router.get("/")
def show_today(
    request: Request,
    desk: TheDesk,
    day: OptionalDay = None,
    span: Literal["day", "week"] = "day",
    follow: str | None = None,
    section: Literal["meetings", "incidents", "agreements", "statements"] | None = None,
) -> HTMLResponse:
    """The front page of a day (the newest of which there is anything) or of the week it is in."""
    codes = _read_follow(request, desk, follow)
    days = desk.work.days()
    shown = day or days.newest
    if shown is None:
        return _remember(render(request, "nothing_yet.html"), request, codes, follow)
    since, until = _find_span(shown, span)
    front = desk.work.front(since, until, codes, section, MOST_OF_ONE if section else MOST)
    leads = [] if section else pick_leads(front.lines)
    led = {id(line) for lead in leads for line in (lead.first, *lead.others)}
    listed = {
        name: [line for line in front.lines if line.section == name and id(line) not in led]
        for name in SECTIONS
        if section in (None, name)
    }
    page = render(
        request,
        "today.html",
        day=shown,
        since=since,
        until=until,
        span=span,
        section=section,
        follow=codes,
        leads=set_columns(leads),
        kickers=KICKERS,
        sections=[(name, SECTIONS[name], lines) for name, lines in listed.items() if lines or section],
        totals=front.totals,
        documents=sum(count for one, count in days.counts.items() if since <= one <= until),
        before=days.before(since),
        after=days.after(until),
        unjoined=days.unjoined,
        happenings=sum(front.totals.values()),
    )
    return _remember(page, request, codes, follow)


def pick_leads(lines: Sequence[Any]) -> list[Lead]:
    """The affairs that matter most, each with its other lines; the first of a followed country where there is one.

    An affair weighs what its lines weigh, each less than the one before, so that a long text full of small things
    does not outweigh one grave happening.
    """
    affairs: dict[str, list[Any]] = {}
    for number, line in enumerate(lines):
        affairs.setdefault(line.thread or f"line {number}", []).append(line)
    for told in affairs.values():
        told.sort(key=lambda line: -line.importance)
    ranked = sorted(affairs.values(), key=lambda told: (-any(line.followed for line in told), -_weigh(told)))
    return [
        Lead(told[0], tuple(told[1 : 1 + (OTHERS_OF_SIDE if number else OTHERS_OF_FIRST)]))
        for number, told in enumerate(ranked[:LEADS])
    ]


def set_columns(leads: Sequence[Lead]) -> tuple[list[Lead], list[Lead]]:
    """The leads in a wide column and a narrow one: the first, the second beside it, others where there is room."""
    wide, narrow = list(leads[:1]), list(leads[1:2])
    for lead in leads[2:]:
        is_room = sum(map(_measure, wide)) / WIDER < sum(map(_measure, narrow))
        (wide if is_room else narrow).append(lead)
    return wide, narrow


def _measure(lead: Lead) -> float:
    """About how high a lead stands: characters, and so many for each line that begins."""
    sentences = [lead.first.event["sentence"][:320], *("line" for _ in lead.others)]
    return sum(len(sentence) + 90 for sentence in sentences) + 90


def _weigh(told: Iterable[Any]) -> float:
    return sum(float(line.importance) * 0.3**number for number, line in enumerate(told))


def _find_span(day: date, span: str) -> tuple[date, date]:
    """The day, or its week from Monday to Sunday."""
    if span == "day":
        return day, day
    try:
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    except OverflowError:
        raise UsageError(f"no week of {day}") from None


def _read_follow(request: Request, desk: Desk, follow: str | None) -> tuple[str, ...]:
    """The codes followed: those asked for, else those remembered, else the desk's own."""
    if follow is not None:
        given = [part.strip() for part in follow.split(",") if part.strip()]
        return tuple(dict.fromkeys(desk.work.code_of(one) for one in given[:30]))
    kept = request.cookies.get(COOKIE)
    if kept is None:
        return desk.follow
    return tuple(code for code in kept.split(".")[:30] if _CODE.fullmatch(code))


def _remember(page: HTMLResponse, request: Request, codes: Sequence[str], follow: str | None) -> HTMLResponse:
    """Keep in a cookie what was asked to be followed, unless another site's link asks it."""
    if follow is not None and request.headers.get("sec-fetch-site") not in ("cross-site", "same-site"):
        page.set_cookie(COOKIE, ".".join(codes), max_age=365 * 86400, httponly=True, samesite="strict")
    return page
