"""Dates counted from another: "the week before last", "Tuesday week", "a week ago on Tuesday", "in three days"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.resolve.dates.calendar import Days, Tense, Unit, days_of, one, pick_month, pick_weekday
from dragoman.resolve.dates.names import MONTH, MONTHS, WEEKDAY, WEEKDAYS, number_of
from dragoman.resolve.dates.relative import read_ago, read_stretch

_UNITS: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "year": "year"}
_BEFORE_LAST = re.compile(
    rf"(?:the )?(?:(?P<unit>week|month|quarter|year|weekend|night)|(?P<weekday>{WEEKDAY})|(?P<month>{MONTH})) "
    r"(?P<way>before last|after next)$"
)


def read_before_last(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """The one before the last, or after the next: "the week before last", "the year after next".

    >>> read_before_last("the week before last", date(2024, 3, 14), None).first.isoformat()
    '2024-02-26'
    """
    found = _BEFORE_LAST.match(words)
    if found is None or today is None:
        return None
    step = -1 if found["way"] == "before last" else 1
    if found["weekday"]:
        near = pick_weekday(
            WEEKDAYS[found["weekday"][:3]], today + timedelta(days=step), "past" if step < 0 else "future"
        )
        return one(near + timedelta(weeks=step))
    if found["month"]:
        near = pick_month(
            MONTHS[found["month"][:3]], days_of("month", today, step).first, "past" if step < 0 else "future"
        ).first
        return days_of("month", near.replace(year=near.year + step))
    if found["unit"] == "night":
        return one(today + timedelta(days=2 * step))
    if found["unit"] == "weekend":
        saturday = days_of("week", today, 2 * step).first + timedelta(days=5)
        return Days(saturday, saturday + timedelta(days=1))
    return days_of(_UNITS[found["unit"]], today, 2 * step)


_FROM_WEEKDAY = re.compile(
    r"(?P<n>a|\w+) weeks? (?P<way>ago|from|on)(?: last| this| next)?(?: on)? "
    rf"(?P<weekday>{WEEKDAY}|tomorrow|yesterday)$"
    rf"|(?P<day>{WEEKDAY}|today|tomorrow) week$"
)


def read_from_weekday(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A weekday so many weeks behind the last one or past the next: "a week ago on Tuesday", "Tuesday week".

    >>> read_from_weekday("a week ago on tuesday", date(2024, 3, 14), None).first.isoformat()
    '2024-03-05'
    """
    found = _FROM_WEEKDAY.match(words)
    number = number_of(found["n"] or "a") if found else None
    if found is None or today is None or number is None:
        return None
    name, is_back = found["weekday"] or found["day"], found["way"] == "ago"
    if name in _NEAR:
        near = today + timedelta(days=_NEAR[name])
    else:
        near = pick_weekday(
            WEEKDAYS[name[:3]], today if is_back else today + timedelta(days=1), "past" if is_back else "future"
        )
    return one(near + timedelta(weeks=-number if is_back else number))


_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}
_IN = re.compile(r"(?:(?P<in>in)|within(?: the next)?) (?P<span>\w+ \w+?)(?:s?'s?|s')?(?P<time> time)?$")


def read_in(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """So long from the day of the text: "in two weeks" is that week, "within two weeks" all the days up to it.

    >>> days = read_in("within 48 hours", date(2024, 3, 14), None)
    >>> days.first.isoformat(), days.last.isoformat()
    ('2024-03-14', '2024-03-16')
    """
    found = _IN.match(words)
    if found is None or today is None:
        return None
    span = found["span"]
    return read_ago(f"{span} from now", today, tense) if found["in"] else read_stretch(f"the next {span}", today, tense)
