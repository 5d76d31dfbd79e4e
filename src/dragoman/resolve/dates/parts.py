"""Parts of a month or year, and wholes with a name: "late March", "the second week of June", "fiscal year 2024/25"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dragoman.resolve.dates.calendar import Days, Tense, Third, Unit, days_of, granularity_of, one, part_of, third_of
from dragoman.resolve.dates.names import MONTH, WEEKDAY, WEEKDAYS, number_of, ordinal_of

Read = Callable[[str], Days | None]

_QUARTER = re.compile(
    r"(?P<part>[qh])(?P<n>[1-4]) (?:of )?(?P<year>\d{4}|\d\d)$|(?P<n2>[1-4])(?P<part2>[qh]) ?(?P<year2>\d{4}|\d\d)$"
    r"|(?P<year4>\d{4}) ?(?P<part4>[qh])(?P<n4>[1-4])$"
    r"|(?:the )?(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th) (?P<part3>quarter|half) (?P<year3>\d{4})$"
)
_POINT = re.compile(
    r"(?:the )?(?:very )?(?:(?P<third>early|mid|late|beginning|start|middle|end|close|first days|first weeks|"
    r"last days|last weeks|final days|final weeks)(?: of| -)?|"
    r"(?P<nth>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?P<part>quarter|half) of) (?P<whole>.+)$"
)
_THIRDS: dict[str, Third] = {"beginning": "early", "start": "early", "early": "early", "mid": "mid", "middle": "mid"}
# Of a year these are its first and last month, of all else a third.
_EDGES = frozenset(["beginning", "start", "end", "close"])
_NTH = r"(?P<nth>first|second|third|fourth|fifth|last|final|\d\d?(?:st|nd|rd|th))"
_PIECE = re.compile(
    rf"(?:the )?{_NTH} (?:(?P<count>\w+) )?(?P<unit>days?|weeks?|months?|{WEEKDAY}) (?:of|in) (?P<whole>.+)$"
)
_DAY_OF = re.compile(r"(?:the )?(\d\d?)(?:st|nd|rd|th) (?:day )?of ((?:last|this|next|the current) month)$")
_WEEK_OF = re.compile(r"(?:the )?week (?P<how>of|beginning|starting|ending) (?:on )?(?P<day>.+)$")


def read_quarter(words: str) -> Days | None:
    """A quarter or half of a year: "Q3 2024", "1H 2025", "first quarter 2024"."""
    found = _QUARTER.match(words)
    if found is None:
        return None
    part = (found["part"] or found["part2"] or found["part3"] or found["part4"])[0]
    number = ordinal_of(found["nth"] or "") or int(found["n"] or found["n2"] or found["n4"])
    digits = found["year"] or found["year2"] or found["year3"] or found["year4"]
    parts = 4 if part == "q" else 2
    year = days_of("year", date(int(digits) if len(digits) == 4 else 2000 + int(digits), 1, 1))
    return part_of(year, number, parts) if number <= parts else None


_BARE = re.compile(
    r"(?:the )?(?:(?P<part>[qh])(?P<n>[1-4])|(?P<nth>first|second|third|fourth|last|final) (?P<unit>quarter|half))$"
)


def read_bare_quarter(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A quarter or half without its year: the last begun for the past, the next to end for the future.

    >>> read_bare_quarter("q1", date(2024, 6, 14), "past").first.isoformat()
    '2024-01-01'
    """
    found = _BARE.match(words)
    if found is None or today is None:
        return None
    parts = 4 if (found["part"] or found["unit"])[0] == "q" else 2
    number = int(found["n"]) if found["n"] else ordinal_of(found["nth"]) or parts
    if number > parts:
        return None
    near = [part_of(days_of("year", today.replace(day=1), step), number, parts) for step in (-1, 0, 1)]
    if tense == "future":
        return next(days for days in near if days.last >= today)
    return next(days for days in reversed(near) if days.first <= today)


def read_point(words: str, read: Read) -> Days | None:
    """A part of a month or year: "late March", "the end of the year", "the third quarter of 2024"."""
    found = _POINT.match(words)
    days = read(_whole(found["whole"])) if found else None
    if found is None or days is None or days.first == days.last:
        return None
    if found["part"]:
        parts = 4 if found["part"] == "quarter" else 2
        number = ordinal_of(found["nth"]) or parts
        if parts == 2 and granularity_of(days) == "month":
            middle = days.first.replace(day=15)
            return Days(days.first, middle) if number == 1 else Days(middle + timedelta(days=1), days.last)
        return part_of(days, number, parts) if (days.last - days.first).days in (364, 365) and number <= parts else None
    named = found["third"].split()[0]
    third: Third = "early" if named == "first" else _THIRDS.get(named, "late")
    if named in _EDGES and granularity_of(days) == "year":
        return days_of("month", days.first if third == "early" else days.last)
    return third_of(days, third)


def _whole(words: str) -> str:
    return re.sub(r"^(?:the|that) (?=week|month|year)", "this ", words)


def read_piece(words: str, read: Read) -> Days | None:
    """Counted days, weeks, months or weekdays of a whole: "the last Friday in May", "the first nine months of 2024".

    Weeks of a month are counted from its first day, as reports do: its second week is the 8th to the 14th.
    """
    if found := _DAY_OF.match(words):
        month = read(found[2])
        return one(month.first.replace(day=int(found[1]))) if month else None
    if found := _WEEK_OF.match(words):
        return _read_week_of(found, read)
    found = _PIECE.match(words)
    days = read(_whole(found["whole"])) if found else None
    if found is None or days is None or days.first == days.last:
        return None
    number = ordinal_of(found["nth"])  # None for the last
    if re.fullmatch(WEEKDAY, found["unit"]):
        return None if found["count"] else _nth_weekday(days, number, WEEKDAYS[found["unit"][:3]])
    count = number_of(found["count"] or "one")
    if count is None or (found["count"] and number not in (1, None)):
        return None
    return _run(days, number, count, found["unit"].rstrip("s"), plural=found["unit"].endswith("s"))


def _read_week_of(found: re.Match[str], read: Read) -> Days | None:
    day = read(found["day"])
    if day is None or day.first != day.last:
        return None
    if found["how"] == "of":
        return days_of("week", day.first)
    week = timedelta(days=6)
    return Days(day.first - week, day.first) if found["how"] == "ending" else Days(day.first, day.first + week)


def _nth_weekday(days: Days, number: int | None, weekday: int) -> Days | None:
    if number is None:
        return one(days.last - timedelta(days=(days.last.weekday() - weekday) % 7))
    first = days.first + timedelta(days=(weekday - days.first.weekday()) % 7)
    found = first + timedelta(weeks=number - 1)
    return one(found) if found <= days.last else None


def _run(days: Days, number: int | None, count: int, unit: str, *, plural: bool) -> Days | None:
    """So many units from the start of a stretch, from its `number`th unit on, or at its end."""
    if plural and count == 1:
        return None
    size = {"day": relativedelta(days=1), "week": relativedelta(weeks=1), "month": relativedelta(months=1)}[unit]
    if number is None:
        after = days.last + timedelta(days=1)
        first, last = after - size * count, days.last
    else:
        first = days.first + size * (number - 1)
        last = first + size * count - timedelta(days=1)
    return Days(first, last) if days.first <= first and last <= days.last else None


# -- wholes with a name ---------------------------------------------------------------------------

_DECADES = {
    word: i * 10 for i, word in enumerate("thirties forties fifties sixties seventies eighties nineties".split(), 3)
}
_OFFSET = re.compile(
    r"(?:the (?P<next>day|week|month)|(?P<n>\w+) (?P<unit>day|week|month|year)s?) "
    r"(?P<way>before|after) (?P<day>.+)$"
)


def read_offset(words: str, read: Read) -> Days | None:
    """So long before or after a day that is said: "two days after 3 March 2024"."""
    found = _OFFSET.match(words)
    number = number_of(found["n"] or "a") if found else None
    day = read(found["day"]) if found and number is not None else None
    if found is None or number is None or day is None or day.first != day.last:
        return None
    unit = _COUNTED[found["unit"] or found["next"]]
    return days_of(unit, day.first, number if found["way"] == "after" else -number)


_COUNTED: dict[str, Unit] = {"day": "day", "week": "week", "month": "month", "year": "year"}
_CENTURY = re.compile(r"(?:the )?(\d\d?|\w+(?: - \w+)?)(?:st|nd|rd|th)? century$")


def read_age(words: str) -> Days | None:
    """A decade or century: "the 1990s", "the '90s", "the 20th century"."""
    if found := re.fullmatch(r"(?:the )?(\d{3})0s", words):
        return days_of("decade", date(int(found[1]) * 10, 1, 1))
    if found := re.fullmatch(r"(?:the )?(?:'([3-9])0s|(\w+ties))", words):
        years = int(found[1]) * 10 if found[1] else _DECADES.get(found[2])
        return days_of("decade", date(1900 + years, 1, 1)) if years else None
    found = _CENTURY.match(words)
    number = ordinal_of(found[1].replace(" ", "")) if found else None
    return Days(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31)) if number else None


_NUMBERED = re.compile(r"(?:the )?(?:calendar |iso )?week (?:no |number )?(?P<n>\d\d?)(?: of| in)? (?P<year>\d{4})$")


def read_numbered_week(words: str) -> Days | None:
    """A week by its number in a year, as ISO 8601 counts them.

    >>> read_numbered_week("week 10 of 2024").first.isoformat()
    '2024-03-04'
    """
    found = _NUMBERED.match(words)
    if found is None:
        return None
    monday = date.fromisocalendar(int(found["year"]), int(found["n"]), 1)
    return Days(monday, monday + timedelta(days=6))


def read_month_of(words: str, read: Read) -> Days | None:
    """ "The month of May", "the year 2023", "Friday, the 3rd of May" with its words in order."""
    found = re.match(rf"(?:the )?(?:month of (?P<month>{MONTH}.*)|year (?P<year>\d{{4}}))$", words)
    return read(found["month"] or found["year"]) if found else None
