"""Publication dates as people write them, to ISO days; never a guess.

A day is given out only where the words leave one reading. `03/04/2024` has two, `3/24` and
`Monday` have many: they give none and a warning. Dots are day first (`12.05.2024`), as everywhere
dots are used. Times of day and time zones are left out: the day is the one written down.
"""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime
from typing import NamedTuple


class Day(NamedTuple):
    """An ISO day, or none and the reason why."""

    iso: str | None
    warning: str | None = None


_ISO = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})(?=$|[T\s])")
_NUMBERS = re.compile(r"(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?=$|[T,\s])")
_WORD = re.compile(r"[A-Za-z]{3}")
_MONTH_NAMES = "January February March April May June July August September October November December".split()
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?$")
# Older than any wire service, later than any report: a slip of the pen (0202, 20204).
_YEARS = range(1800, 2200)
_MAX_DATE_CHARS = 100


def read_day(value: object) -> Day:
    """The day a value names: a date, an ISO string, words with day, month and year.

    >>> read_day("2024-07-03T10:00:00Z").iso, read_day("Sunday, 3 March 2024, 14:30").iso
    ('2024-07-03', '2024-03-03')
    >>> read_day("12.05.2024 14:30").iso, read_day("03/24/2024").iso
    ('2024-05-12', '2024-03-24')
    >>> read_day("03/04/2024")
    Day(iso=None, warning='publication date "03/04/2024" can be 3 April or 4 March: left empty')
    >>> read_day("March 2024")
    Day(iso=None, warning='publication date "March 2024" names no single day: left empty')
    """
    if isinstance(value, date):  # a datetime is a date too
        return _checked(value.year, value.month, value.day, value.isoformat())
    if value is None or (isinstance(value, float) and math.isnan(value)):  # an empty cell of a table is NaN
        return Day(None)
    if isinstance(value, bool):
        return Day(None, "publication date is a bool: left empty")
    if isinstance(value, int | float):
        if isinstance(value, float) and not math.isfinite(value):
            return _unread(str(value))
        if abs(value) >= 1e15:  # no count of seconds; a whole number of any length is also no float
            return _unread(str(value) if isinstance(value, float) else "a number of many digits")
        value = str(int(value))
    if not isinstance(value, str):
        return Day(None, f"publication date is a {type(value).__name__}: left empty")
    text = " ".join(value[: _MAX_DATE_CHARS + 1].split())
    return _read_text(text) if text else Day(None)


def _read_text(text: str) -> Day:
    if found := _ISO.match(text):
        return _checked(int(found[1]), int(found[3]), int(found[4]), text)
    if found := _NUMBERS.match(text):
        return _read_numbers(int(found[1]), int(found[3]), int(found[4]), found[2], text)
    if _EPOCH.match(text):
        return _read_epoch(text)
    if len(text) <= _MAX_DATE_CHARS and _WORD.search(text):
        return _read_words(text)
    return _unread(text)


def _read_numbers(first: int, second: int, year: int, mark: str, text: str) -> Day:
    if first == second or first > 12 or (mark == "." and second <= 12):
        return _checked(year, second, first, text)
    if second > 12:
        return _checked(year, first, second, text)
    readings = f"{first} {_month(second)} or {second} {_month(first)}"
    return Day(None, f'publication date "{text}" can be {readings}: left empty')


def _month(number: int) -> str:
    return _MONTH_NAMES[number - 1] if 1 <= number <= 12 else str(number)


def _read_epoch(text: str) -> Day:
    """Seconds, or milliseconds where there are 13 digits, as tables written by programs have them."""
    whole = text.split(".")[0]
    seconds = int(whole) / (1000 if len(whole) == 13 else 1)
    day = datetime.fromtimestamp(seconds, tz=UTC)
    return _checked(day.year, day.month, day.day, text)


_MONTHS = {name: place for place, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: place for place, name in enumerate(_MONTH_NAMES, 1)
}
_PLAIN = re.compile(
    r"(?:[A-Za-z]{3,9},? )?(?:([A-Za-z]{3,9})\.? (\d{1,2}),? |(\d{1,2}) ([A-Za-z]{3,9})\.?,? )(\d{4})\Z"
)


def _read_words(text: str) -> Day:
    if (found := _PLAIN.match(text)) and (month := _MONTHS.get((found[1] or found[4]).capitalize())):
        return _checked(int(found[5]), month, int(found[2] or found[3]), text)
    from dateutil import parser

    # Two defaults that differ in year, month and day: what the words leave open, the readings differ in.
    readings = []
    for default in (datetime(2000, 1, 1), datetime(2011, 2, 2)):
        try:
            readings.append(parser.parse(text, default=default, ignoretz=True).date())
        except (ValueError, OverflowError, TypeError, AttributeError, IndexError, AssertionError, ArithmeticError):
            return _unread(text)  # dateutil lets all of these out on odd strings
    if readings[0] != readings[1] or not re.search(r"\d{4}", text):
        return _unread(text)
    return _checked(readings[0].year, readings[0].month, readings[0].day, text)


def _checked(year: int, month: int, day: int, text: str) -> Day:
    try:
        found = date(year, month, day)
    except ValueError:
        return _unread(text)
    return Day(found.isoformat()) if year in _YEARS else _unread(text)


def _unread(text: str) -> Day:
    short = text if len(text) <= 40 else text[:39] + "…"
    return Day(None, f'publication date "{short}" names no single day: left empty')
