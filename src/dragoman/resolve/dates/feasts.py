"""Days known by name: "Christmas", "Good Friday 2023", "Eid al-Fitr", and those that are each state's own.

Easter is computed (dateutil), feasts of other calendars lie in a table, and where the name is of many days
("Independence Day") the state told picks one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter
from dateutil.relativedelta import relativedelta

from dragoman.knowledge.calendar import load_calendar
from dragoman.resolve.dates.calendar import Days, Tense, days_of, pick_near
from dragoman.resolve.dates.names import STEPS, WEEKDAY, WEEKDAYS
from dragoman.resolve.dates.relative import read_ago


def read_feast(words: str, today: date | None, tense: Tense | None, country: str | None = None) -> Days | None:
    """The days of a feast; of a year, of the last or next one, else as tense and `today` pick it.

    >>> read_feast("easter 2024", None, None).first.isoformat()
    '2024-03-31'
    >>> [read_feast("independence day", date(2023, 8, 17), "past", state) for state in (None, "IND")]
    [None, Days(first=datetime.date(2023, 8, 15), last=datetime.date(2023, 8, 15))]
    """
    found = _pattern().match(words)
    if found is None:
        return None
    name = _names()[found["name"]]
    if found["year"]:
        year = _year_of(found["year"], today)
        return _days_in(name, year, country) if year else None
    if today is None:
        return None
    near = [days for year in range(today.year - 2, today.year + 3) if (days := _days_in(name, year, country))]
    return _pick(near, found["which"], today, tense)


def _pick(near: list[Days], which: str | None, today: date, tense: Tense | None) -> Days | None:
    if which == "this":
        return next((days for days in near if days.first.year == today.year), None)
    if which in ("last", "past"):
        return next((days for days in reversed(near) if days.first < today), None)
    if which in ("next", "coming"):
        return next((days for days in near if days.first > today), None)
    first = pick_near([days.first for days in near], today, tense)
    return next((days for days in near if days.first == first), None)


def _plain_name(name: str) -> str:
    return " ".join(name.lower().replace(".", " ").replace("-", " - ").split())


@cache
def _names() -> dict[str, str]:
    """What each name is called in the table, by the name in plain words."""
    calendar = load_calendar()
    return {_plain_name(name): calendar.meant.get(name.lower(), name.lower()) for name in calendar.names}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True))
    return re.compile(
        rf"(?:{WEEKDAY} )?(?:(?:this )?(?P<which>last|past|this|next|coming) )?(?:the )?"
        r"(?:(?:muslim |islamic )?(?:holy |fasting )?month of |festival of )?"
        rf"(?P<name>{names})(?: (?:weekend|holidays?))?"
        r"(?: (?:of |in )?(?:the )?(?P<year>\d{4}|(?:last|this|next) year|\w+ years? ago))?$"
    )


def _year_of(words: str, today: date | None) -> int | None:
    if words.isdigit():
        return int(words)
    if today is None:
        return None
    if words.endswith(" year"):
        return today.year + STEPS[words.split()[0]]
    days = read_ago(words, today, None)
    return days.first.year if days else None


def _days_in(name: str, year: int, country: str | None) -> Days | None:
    """The days of a feast in a year; `None` where no day is known, or each state has its own."""
    first = next(_first_days(name, year, country), None)
    if first is None:
        return None
    length = load_calendar().lasting.get(name, 1)
    if isinstance(length, str):
        after = next(_first_days(length, year, country), None)
        return Days(first, after - timedelta(days=1)) if after and after > first else None
    return Days(first, first + timedelta(days=length - 1))


def _first_days(name: str, year: int, country: str | None) -> Iterator[date]:
    calendar = load_calendar()
    if name in calendar.easter:
        yield easter(year, EASTER_WESTERN) + timedelta(days=calendar.easter[name])
    elif name in calendar.orthodox_easter:
        yield easter(year, EASTER_ORTHODOX) + timedelta(days=calendar.orthodox_easter[name])
    elif name in calendar.moving:
        yield from (date.fromisoformat(day) for day in calendar.moving[name] if int(day[:4]) == year)
    else:
        states = calendar.national.get(name, {"": calendar.fixed.get(name, "")})
        day = states.get(country or "") or states.get("")
        if day:
            yield _day_in(day, year)


def _day_in(day: str, year: int) -> date:
    """A month and day of a year, or its nth weekday of a month.

    >>> _day_in("4 thu 11", 2023).isoformat(), _day_in("-1 mon 5", 2023).isoformat()
    ('2023-11-23', '2023-05-29')
    """
    if " " not in day:
        return date(year, int(day[:2]), int(day[3:]))
    number, weekday, month = day.split()
    days = days_of("month", date(year, int(month), 1))
    if number == "-1":
        return days.last - timedelta(days=(days.last.weekday() - WEEKDAYS[weekday]) % 7)
    first = days.first + timedelta(days=(WEEKDAYS[weekday] - days.first.weekday()) % 7)
    return first + relativedelta(weeks=int(number) - 1)
