"""The grammar of dates: which days the words for a time mean, seen from a day and a tense.

Rules are tried in order; each reads one shape ("two days ago", "late March") or leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from dragoman.resolve.calendar import (
    Days,
    Tense,
    Third,
    Unit,
    days_of,
    one,
    part_of,
    pick_month,
    pick_weekday,
    pick_year,
    third_of,
)


def read_days(text: str, today: date | None, tense: Tense | None) -> Days | None:
    """The days that words mean, `None` where they leave more than one reading or need a `today` there is not.

    >>> read_days("2 to 4 June", date(2024, 7, 3), None)
    Days(first=datetime.date(2024, 6, 2), last=datetime.date(2024, 6, 4))
    """
    plain = _MARKS.sub(" ", _JOINED.sub(lambda m: f" {m[1] or m[2]} ", text.lower()))
    words = plain if _ISO.match(plain) else " ".join(_DASH.sub(" - ", plain).split())
    try:
        return _read(words, today, tense)
    except (ValueError, OverflowError):  # 31 June, the year 0
        return None


_MONTHS = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAYS = {name: i for i, name in enumerate("mon tue wed thu fri sat sun".split())}
_NUMBERS = {
    word: i for i, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DASH = re.compile(r"[-–—]")
_JOINED = re.compile(r"\b(early|mid|late)-|(?<=\d)-([a-z]{3,9})-(?=\d{4})")
_MARKS = re.compile(r"[,()]|(?<=[a-z])\.")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_WEEKDAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_PART_OF_DAY = re.compile(
    r"^(?:the )?(?:(?:early|late|mid) )?(?:night|morning|afternoon|evening|noon|hours) of (?:the )?"
    r"|(?<=[a-z0-9]) (?:night|morning|afternoon|evening|midday|noon|midnight)$"
)
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)$")
_NUMERIC = re.compile(r"(\d\d?)([./ -]+)(\d\d?)[./ -]+(\d{4}|\d\d)$")
_RANGE = re.compile(r" (?:-|to|and|until|till|through|thru|or) ")
_SPEC = re.compile(
    rf"(?:(?P<weekday>{_WEEKDAY}) )?(?:the )?"
    rf"(?:(?P<d1>\d\d?)(?: ?(?:st|nd|rd|th))?(?: day)?(?: of)? (?P<m1>{_MONTH})"
    rf"|(?P<m2>{_MONTH})(?: the)? (?P<d2>\d\d?)(?: ?(?:st|nd|rd|th))?|(?P<m3>{_MONTH})|(?P<d3>\d\d?)(?:st|nd|rd|th)?)?"
    r"(?: ?(?:of )?(?:(?P<year>\d{4})|(?P<which>last|this|next|the current) year))?$"
)
_NOW = {"today": 0, "tonight": 0, "yesterday": -1, "last evening": -1, "tomorrow": 1} | {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}
_STEPS = {"last": -1, "past": -1, "this": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1}


class _Spec(NamedTuple):
    """What a date says of itself."""

    year: int | None
    month: int | None
    day: int | None


def _read(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """The days of words in lower case, without commas, dashes between spaces."""
    for rule in _RULES:
        found = rule(words, today, tense)
        if found is not None:
            return found
    plain = _PART_OF_DAY.sub("", words)
    return _read(plain, today, tense) if plain != words else None


def _read_digits(words: str, today: date | None, tense: Tense | None) -> Days | None:
    if found := _ISO.match(words):
        return one(date(int(found[1]), int(found[2]), int(found[3])))
    if not (found := _NUMERIC.match(words)):
        return None
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year = year if year > 99 else 2000 + year
    if first == second or first > 12 or (found[2] == "." and second <= 12):
        return one(date(year, second, first))
    return one(date(year, first, second)) if second > 12 else None


def _read_spec(words: str, today: date | None, tense: Tense | None) -> Days | None:
    spec = _spec_of(words, today)
    return _days_of_spec(spec, today, tense) if spec else None


def _spec_of(words: str, today: date | None) -> _Spec | None:
    found = _SPEC.match(words)
    if found is None or not words:
        return None
    month = found["m1"] or found["m2"] or found["m3"]
    day = found["d1"] or found["d2"] or found["d3"]
    year = int(found["year"]) if found["year"] else None
    if found["which"]:
        if today is None or not month:
            return None
        year = today.year + _STEPS[found["which"].removeprefix("the ")]
    if year is None and not month and not day:
        return None
    return _Spec(year, _MONTHS[month[:3]] if month else None, int(day) if day else None)


def _days_of_spec(spec: _Spec, today: date | None, tense: Tense | None) -> Days | None:
    year, month, day = spec
    if month is None:
        return days_of("year", date(year, 1, 1)) if year and day is None else None
    if year is not None:
        return one(date(year, month, day)) if day else days_of("month", date(year, month, 1))
    if today is None:
        return None
    if day is None:
        return pick_month(month, today, tense)
    found = pick_year(month, day, today, tense)
    return one(found) if found else None


def _read_range(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """Two dates with "to" or "and" between; what one leaves out the other says."""
    sides = _RANGE.split(words)
    if len(sides) != 2:
        return None
    if all(re.fullmatch(rf"(?:(?:early|late|mid) )?{_WEEKDAY}(?: \w+)?", side) for side in sides):
        return _read_weekdays(sides[0], sides[1], today, tense)
    if re.fullmatch(r"\d{4}", sides[0]) and re.fullmatch(r"\d\d", sides[1]):
        sides[1] = sides[0][:2] + sides[1]
    left, right = (_spec_of(_PART_OF_DAY.sub("", side), today) for side in sides)
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


def _read_weekdays(first: str, last: str, today: date | None, tense: Tense | None) -> Days | None:
    ends = [_WEEKDAYS[re.sub("^(?:early|late|mid) ", "", side)[:3]] for side in (first, last)]
    if today is None:
        return None
    length = (ends[1] - ends[0]) % 7
    if tense == "future":
        start = pick_weekday(ends[0], today, "future")
        return Days(start, start + timedelta(days=length))
    end = pick_weekday(ends[1], today, tense)
    return Days(end - timedelta(days=length), end)


def _read_now(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """Today, yesterday, last night, this weekend, a weekday."""
    plain = re.sub(r"^(?:earlier|later|early|late) ", "", words)
    if plain in ("last night", "overnight"):
        return Days(today - timedelta(days=1), today) if today else None
    plain = re.sub(r"(?<=day) (?:night|morning|afternoon|evening|midday|noon)$|(?<=tomorrow) \w+$", "", plain)
    plain = re.sub(r"^this (?:very )?(?:morning|afternoon|evening)$", "today", plain)
    if today is None:
        return None
    if plain in _NOW:
        return one(today + timedelta(days=_NOW[plain]))
    if found := re.fullmatch(rf"(?:mid )?({_WEEKDAY})", plain):
        return one(pick_weekday(_WEEKDAYS[found[1][:3]], today, tense))
    if plain == "the weekend":
        return _weekend(today, 0, tense)
    return None


def _weekend(today: date, steps: int, tense: Tense | None) -> Days:
    """Saturday and Sunday: the last one begun for the past, the coming one (or today's) for the future."""
    saturday = pick_weekday(5, today, "past")
    if today.weekday() < 5 and tense in ("future", "present"):
        saturday += timedelta(weeks=1)
    if steps and (today.weekday() >= 5 or steps > 0):
        saturday = days_of("week", today, steps).first + timedelta(days=5)
    return Days(saturday, saturday + timedelta(days=1))


_AGO = re.compile(
    r"(?:(?P<about>about|around|almost|nearly|some|more than) )?(?P<n>an?|\w+) "
    r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s? (?P<way>ago|from now)$"
)


def _read_ago(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """So many units ago: the day, or the week, month or year it lies in."""
    found = _AGO.match(words)
    if not found or today is None or (number := _number(found["n"])) is None or found["about"] == "more than":
        return None
    steps = -number if found["way"] == "ago" else number
    unit = found["unit"]
    if unit == "hour":
        return Days(today - timedelta(days=1), today) if 6 < number <= 24 else one(today) if number <= 6 else None
    if unit == "fortnight":
        unit, steps = "week", steps * 2
    if unit == "decade":
        unit, steps = "year", steps * 10
    if found["about"] and unit in ("day", "night"):
        return None
    return days_of(_UNITS.get(unit, "day"), today, steps)


_UNITS: dict[str, Unit] = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}


def _number(word: str) -> int | None:
    if word in ("a", "an"):
        return 1
    return int(word) if word.isdigit() else _NUMBERS.get(word)


_STRETCH = re.compile(r"(?:the )(last|past|next|coming) (?:(\w+) )?(hour|day|week|fortnight|month|year|decade)s?$")


def _read_stretch(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A stretch that ends or begins today: "the past two weeks"."""
    found = _STRETCH.match(words)
    if not found or today is None:
        return None
    number = _number(found[2] or "one")
    if number is None or (found[3] == "day" and not found[2]):
        return None
    size = {
        "hour": relativedelta(days=-(-number // 24)),
        "day": relativedelta(days=number),
        "week": relativedelta(weeks=number),
        "fortnight": relativedelta(weeks=2 * number),
        "month": relativedelta(months=number),
        "year": relativedelta(years=number),
        "decade": relativedelta(years=10 * number),
    }[found[3]]
    return Days(today - size, today) if found[1] in ("last", "past") else Days(today, today + size)


_WHICH = re.compile(
    r"(?:(?P<when>earlier|later|early|late) )?(?:the )?(?P<which>last|past|this past|this coming|this|current|next|"
    rf"coming|upcoming) (?:(?P<unit>week|month|quarter|year|weekend)|(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH}))$"
)


_THIRDS_OF_WHEN: dict[str, Third] = {"early": "early", "late": "late"}


def _read_which(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """Last, this or next week, month, quarter, year, weekend, weekday or March."""
    found = _WHICH.match(re.sub(r"(?<=day) (?:night|morning|afternoon|evening)$", "", words))
    if not found or today is None:
        return None
    which = found["which"].split()[-1]
    steps = _STEPS[which]
    if unit := found["unit"]:
        if unit == "weekend":
            return _weekend(today, steps, tense)
        return _cut(days_of(_UNITS[unit], today, steps), found["when"], today, steps)
    if name := found["weekday"]:
        return one(_pick_named(_WEEKDAYS[name[:3]], which, today, tense))
    month = _MONTHS[found["month"][:3]]
    if which == "this":
        return days_of("month", date(today.year, month, 1))
    other = days_of("month", today, steps).first
    days = pick_month(month, other, "past" if steps < 0 else "future")
    third = _THIRDS_OF_WHEN.get(found["when"] or "")
    return third_of(days, third) if third else days


def _cut(days: Days, when: str | None, today: date, steps: int) -> Days:
    """The part of a stretch that "earlier" (up to today) or "late" (its last third) leaves."""
    if when == "earlier" and steps == 0:
        return Days(days.first, today)
    if when == "later" and steps == 0:
        return Days(today, days.last)
    third = _THIRDS_OF_WHEN.get(when or "")
    return third_of(days, third) if third else days


def _pick_named(weekday: int, which: str, today: date, tense: Tense | None) -> date:
    if which in ("last", "past"):
        return pick_weekday(weekday, today - timedelta(days=1), "past")
    if which in ("coming", "upcoming"):
        return pick_weekday(weekday, today + timedelta(days=1), "future")
    if which == "next":
        return days_of("week", today, 1).first + timedelta(days=weekday)
    found = days_of("week", today).first + timedelta(days=weekday)
    return found + timedelta(weeks=1) if tense == "future" and found < today else found


_POINT = re.compile(
    r"(?:the )?(?:very )?(?:(?P<third>early|mid|late|beginning|start|middle|end|close|first days|first weeks?|"
    r"last days|last weeks?|final days|final weeks?)(?: of)?|"
    r"(?P<nth>first|second|third|fourth|last|final) (?P<part>quarter|half) of) (?P<whole>.+)$"
)
_THIRDS: dict[str, Third] = {"beginning": "early", "start": "early", "early": "early", "mid": "mid", "middle": "mid"}


def _read_point(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A part of a month or year: "late March", "the end of the year", "the third quarter of 2024"."""
    if found := re.fullmatch(r"([qh])([1-4]) (?:of )?(\d{4})", words):
        parts = 4 if found[1] == "q" else 2
        year = days_of("year", date(int(found[3]), 1, 1))
        return part_of(year, int(found[2]), parts) if int(found[2]) <= parts else None
    found = _POINT.match(words)
    if not found:
        return None
    whole = re.sub(r"^(?:the|that) (?=week|month|year)", "this ", found["whole"])
    days = _read(whole, today, tense)
    if days is None or days.first == days.last:
        return None
    if found["part"]:
        parts = 4 if found["part"] == "quarter" else 2
        number = _ORDINALS.get(found["nth"], parts)
        return part_of(days, number, parts) if (days.last - days.first).days in (364, 365) and number <= parts else None
    named = found["third"].split()
    return third_of(days, "early" if named[0] == "first" else _THIRDS.get(named[0], "late"))


def _read_loose(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A decade, or a season of a year: south of the equator it is another, so the year is all it says."""
    if found := re.fullmatch(r"(?:the )?(\d{3})0s", words):
        return days_of("decade", date(int(found[1]) * 10, 1, 1))
    found = re.fullmatch(r"(?:the )?(?:(?:early|mid|late) )?(?:spring|summer|autumn|fall)(?: of)? (\d{4})", words)
    return days_of("year", date(int(found[1]), 1, 1)) if found else None


_Rule = Callable[[str, date | None, Tense | None], Days | None]
_RULES: tuple[_Rule, ...] = (
    _read_digits,
    _read_now,
    _read_spec,
    _read_range,
    _read_ago,
    _read_stretch,
    _read_which,
    _read_loose,
    _read_point,
)
