"""Dates that name their day, month or year: "3 May", "2024-05-03", "from March to June 2023"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from dragoman.resolve.dates.calendar import Days, Tense, days_of, one, pick_month, pick_year
from dragoman.resolve.dates.names import MONTH, MONTHS, PART_OF_DAY, STEPS, WEEKDAY, WEEKDAYS
from dragoman.resolve.dates.relative import read_weekdays

# Hours behind an ISO day are left alone; days are as fine as a date gets here.
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[t ]\d\d(?::?\d\d){1,2}(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?$")
_ISO_PART = re.compile(
    r"(\d{4})-(?:w(?P<week>\d\d)(?:-(?P<weekday>[1-7]))?|q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2]))$"
)
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)$")
_MONTH_YEAR = re.compile(r"(0?[1-9]|1[0-2])[/.](\d{4})$")
# Days that became names of what happened on them.
_FAMOUS = {"9/11": date(2001, 9, 11)}
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)$")
_NUMERIC = re.compile(r"(\d\d?)([./ -]+)(\d\d?)[./ -]+(\d{4}|\d\d)$")
_RANGE = re.compile(r" (?:-|to|and|until|till|through|thru|or) ")
_SPEC = re.compile(
    rf"(?:(?P<weekday>{WEEKDAY}) )?(?:the )?"
    rf"(?:(?P<d1>\d\d?)(?: ?(?:st|nd|rd|th))?(?: day)?(?: of)? (?P<m1>{MONTH})"
    rf"|(?P<m2>{MONTH})(?: the)? (?P<d2>\d\d?)(?: ?(?:st|nd|rd|th))?|(?P<m3>{MONTH})|(?P<d3>\d\d?)(?:st|nd|rd|th)?)?"
    r"(?: ?(?:of )?(?:(?P<year>\d{4}|'\d\d)|(?P<which>last|this|next|the current) year))?$"
)


class _Spec(NamedTuple):
    """What a date says of itself."""

    year: int | None
    month: int | None
    day: int | None
    weekday: int | None = None


def is_iso(words: str) -> bool:
    """Whether words are a date in the manner of ISO 8601: a day, week, month, or two with a slash between."""
    return all(_ISO.match(part) or ((p := _ISO_PART.match(part)) and not _is_years(p)) for part in words.split("/"))


def _is_years(found: re.Match[str]) -> bool:
    """Whether a month would as well be a later year: "2003-04" is two years, "2024-05" a month."""
    return found["month"] is not None and int(found["month"]) > int(found[1]) % 100


def read_digits(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A date in digits; "03/04/2024" is the third of April or the fourth of March, so it is none.

    >>> read_digits("31/12/2023", None, None).first.isoformat(), read_digits("03/04/2024", None, None)
    ('2023-12-31', None)
    """
    if "/" in words and is_iso(words):
        start, end = (read_digits(part, today, tense) for part in words.split("/", 1))
        return Days(start.first, end.last) if start and end and start.first <= end.last else None
    if words in _FAMOUS:
        return one(_FAMOUS[words])
    if found := _MONTH_YEAR.match(words):
        return days_of("month", date(int(found[2]), int(found[1]), 1))
    if found := _ISO.match(words) or _YEAR_FIRST.match(words):
        return one(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _COMPACT.match(words):
        return one(date(int(found[1]), int(found[2]), int(found[3])))
    if (found := _ISO_PART.match(words)) and not _is_years(found):
        return _read_iso_part(found)
    if not (found := _NUMERIC.match(words)):
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year = year if year > 99 else 2000 + year
    if first == second or first > 12 or (found[2] == "." and second <= 12):
        return one(date(year, second, first))
    return one(date(year, first, second)) if second > 12 else None


def _read_iso_part(found: re.Match[str]) -> Days:
    year = int(found[1])
    if found["week"]:
        if found["weekday"]:
            return one(date.fromisocalendar(year, int(found["week"]), int(found["weekday"])))
        return days_of("week", date.fromisocalendar(year, int(found["week"]), 1))
    if found["quarter"]:
        return days_of("quarter", date(year, 3 * int(found["quarter"]), 1))
    return days_of("month", date(year, int(found["month"]), 1))


def read_spec(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A day, month or year by its name, the year picked by tense where it is not said."""
    spec = _spec_of(words, today)
    return _days_of_spec(spec, today, tense) if spec else None


def _spec_of(words: str, today: date | None) -> _Spec | None:
    found = _SPEC.match(words)
    if found is None or not words:
        return None
    month = found["m1"] or found["m2"] or found["m3"]
    day = found["d1"] or found["d2"] or found["d3"]
    year = _year_of(found["year"]) if found["year"] else None
    if found["which"]:
        if today is None or not month:
            return None
        year = today.year + STEPS[found["which"].removeprefix("the ")]
    if year is None and not month and not day:
        return None
    weekday = WEEKDAYS[found["weekday"][:3]] if found["weekday"] and day else None
    return _Spec(year, MONTHS[month[:3]] if month else None, int(day) if day else None, weekday)


def _year_of(digits: str) -> int:
    """The year of four digits, or of two behind an apostrophe, which lie between 1950 and 2049."""
    if len(digits) == 4:
        return int(digits)
    short = int(digits[1:])
    return (2000 if short < 50 else 1900) + short


def _days_of_spec(spec: _Spec, today: date | None, tense: Tense | None) -> Days | None:
    year, month, day, weekday = spec
    if month is None:
        return days_of("year", date(year, 1, 1)) if year and day is None else None
    if year is not None:
        return one(date(year, month, day)) if day else days_of("month", date(year, month, 1))
    if today is None:
        return None
    if day is None:
        return pick_month(month, today, tense)
    found = pick_year(month, day, today, tense, weekday)
    return one(found) if found else None


_DAY_ALONE = re.compile(rf"(?:{WEEKDAY} )?(?:the )?(\d\d?)(?:st|nd|rd|th)$")


def read_day_alone(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A day without its month: the last such day for the past, the next one for the future.

    >>> read_day_alone("the 7th", date(2018, 6, 12), "past").first.isoformat()
    '2018-06-07'
    """
    found = _DAY_ALONE.match(words)
    if found is None or today is None:
        return None
    months = [days_of("month", today, step) for step in (-2, -1, 0, 1, 2)]
    number = int(found[1])
    days = [month.first.replace(day=number) for month in months if 0 < number <= month.last.day]
    if tense == "past":
        days = [day for day in days if day <= today]
    if tense == "future":
        days = [day for day in days if day >= today]
    return one(min(days, key=lambda day: abs((day - today).days))) if days else None


# "3 4 and 5 May": commas are gone by now.
_DAY_LIST = re.compile(rf"((?:{MONTH} )?\d\d?)(?: \d\d?)+(?: -)?")


def read_range(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """Two dates with "to" or "and" between; what one leaves out the other says."""
    sides = _RANGE.split(words)
    if len(sides) != 2:
        return None
    if all(re.fullmatch(rf"(?:(?:early|late|mid) )?{WEEKDAY}(?: \w+)?", side) for side in sides):
        return read_weekdays(sides[0], sides[1], today, tense)
    if found := _DAY_LIST.fullmatch(sides[0]):
        sides[0] = found[1]
    if re.fullmatch(r"\d{4}", sides[0]) and re.fullmatch(r"\d\d", sides[1]):
        sides[1] = sides[0][:2] + sides[1]
    left, right = (_spec_of(PART_OF_DAY.sub("", side), today) for side in sides)
    if left is None or right is None:
        return None
    if right.month is None and right.day:
        right = right._replace(month=left.month)
    if left.month is None and left.day:
        left = left._replace(month=right.month)
    if left.year is None and right.year is not None and left.month and right.month:
        left = left._replace(year=right.year - (left.month > right.month))
    if right.year is None and left.year is not None and left.month and right.month:
        right = right._replace(year=left.year + (left.month > right.month))
    first, last = _days_of_spec(left, today, tense), _days_of_spec(right, today, tense)
    if first is None or last is None or last.last < first.first:
        return None
    return Days(first.first, last.last)
