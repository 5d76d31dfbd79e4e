"""Dates counted from the day of the text: "yesterday", "last week", "two days ago", "Tuesday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from dragoman.resolve.dates.calendar import Days, Tense, Third, Unit, days_of, one, pick_month, pick_weekday, third_of
from dragoman.resolve.dates.names import MONTH, MONTHS, STEPS, WEEKDAY, WEEKDAYS, number_of

_NOW = {"today": 0, "tonight": 0, "yesterday": -1, "last evening": -1, "last night": -1, "tomorrow": 1} | {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}


# Of the day of the text: a report that names an hour and no day is of that day.
_AT_HOUR = re.compile(r"(?:at|before|around|by) (?:dawn|daybreak|sunrise|noon|midday|sunset|dusk|nightfall|midnight)$")


def read_weekdays(first: str, last: str, today: date | None, tense: Tense | None) -> Days | None:
    """From one weekday to another: "Monday to Wednesday"."""
    ends = [WEEKDAYS[re.sub("^(?:early|late|mid) ", "", side)[:3]] for side in (first, last)]
    if today is None:
        return None
    length = (ends[1] - ends[0]) % 7
    if tense == "future":
        start = pick_weekday(ends[0], today, "future")
        return Days(start, start + timedelta(days=length))
    end = pick_weekday(ends[1], today, tense)
    return Days(end - timedelta(days=length), end)


_OVERNIGHT = re.compile(
    rf"(?:overnight|(?:in|during) the night)(?: (?:from )?(?P<first>{WEEKDAY}))? (?:to|into|and) (?P<last>{WEEKDAY})$"
)


def read_overnight(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """The two days of a night: "overnight into Monday", "overnight from Sunday to Monday".

    >>> read_overnight("overnight into monday", date(2024, 3, 14), "past").first.isoformat()
    '2024-03-10'
    """
    found = _OVERNIGHT.match(words)
    if found is None or today is None:
        return None
    last = WEEKDAYS[found["last"][:3]]
    if found["first"] and WEEKDAYS[found["first"][:3]] != (last - 1) % 7:
        return None
    morning = pick_weekday(last, today, tense)
    return Days(morning - timedelta(days=1), morning)


def read_now(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """Today, yesterday, last night, this weekend, a weekday."""
    plain = re.sub(r"^(?:earlier|later|early|late) ", "", words)
    if plain == "overnight":
        return Days(today - timedelta(days=1), today) if today else None
    plain = re.sub(r"(?<=day) (?:night|morning|afternoon|evening|midday|noon)$|(?<=tomorrow) \w+$", "", plain)
    plain = re.sub(r"^(?:(?:earlier|later) )?(?:this (?:very )?day|in the day)$", "today", plain)
    plain = re.sub(r"^this (?:very )?(?:morning|afternoon|evening)$", "today", plain)
    if today is None:
        return None
    if _AT_HOUR.match(plain):
        return one(today)
    if plain in _NOW:
        return one(today + timedelta(days=_NOW[plain]))
    if found := re.fullmatch(rf"(?:mid )?({WEEKDAY})", plain):
        return one(pick_weekday(WEEKDAYS[found[1][:3]], today, tense))
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
    r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s? (?P<way>ago|from(?= today$| now$))"
    r"(?: now)?(?:(?P<to> today| to the day)| this (?P<this>week|month|year))?$"
)


def read_ago(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """So many units ago: the day, or the week, month or year it lies in."""
    found = _AGO.match(words)
    if not found or today is None or (number := number_of(found["n"])) is None or found["about"] == "more than":
        return None
    steps = -number if found["way"] == "ago" else number
    if found["to"]:
        return _exactly(today, found["unit"], steps)
    if found["this"]:
        near = _exactly(today, found["unit"], steps)
        return days_of(_UNITS[found["this"]], near.first) if near else None
    unit = found["unit"]
    if unit == "hour":
        other = today + timedelta(days=-1 if steps < 0 else 1)
        if number > 24:  # "48 hours ago" is a day, "36 hours ago" lies in two
            return days_of("day", today, steps // 24) if number % 24 == 0 else None
        return Days(*sorted((today, other))) if number > 6 else one(today)
    if unit == "fortnight":
        unit, steps = "week", steps * 2
    if unit == "decade":
        unit, steps = "year", steps * 10
    if found["about"] and unit in ("day", "night"):
        return None
    return days_of(_UNITS.get(unit, "day"), today, steps)


def _exactly(today: date, unit: str, steps: int) -> Days | None:
    """The very day so many units away: "two weeks ago today"."""
    size = {
        "day": relativedelta(days=steps),
        "week": relativedelta(weeks=steps),
        "month": relativedelta(months=steps),
        "year": relativedelta(years=steps),
    }.get(unit)
    return one(today + size) if size else None


_UNITS: dict[str, Unit] = {"week": "week", "month": "month", "quarter": "quarter", "year": "year"}


_STRETCH = re.compile(
    r"(?:the |(?=\w+ \w+ \w+s?$))(last|past|next|coming) (?:(\w+) )?(hour|day|week|fortnight|month|year|decade)s?$"
)


def read_stretch(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A stretch that ends or begins today: "the past two weeks"."""
    found = _STRETCH.match(words)
    if not found or today is None:
        return None
    number = number_of(found[2] or "one")
    if number is None or (not found[2] and (found[3] == "day" or words.endswith("s"))):
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
    r"(?:(?P<when>earlier|later|early|late) )?(?:the )?"
    r"(?P<which>last|past|this past|this coming|this|current|next|in the|coming|upcoming) "
    rf"(?:(?P<unit>week|month|quarter|year|weekend)|(?P<weekday>{WEEKDAY})|(?P<month>{MONTH}))$"
)


_THIRDS_OF_WHEN: dict[str, Third] = {"early": "early", "late": "late"}


_DAY_OF_WEEK = re.compile(
    rf"(?P<weekday>{WEEKDAY}) (?:of |in )?(?:the )?(?P<which>last|this|next|coming|same|previous|following) week$"
)


def read_day_of_week(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """A weekday of a week that is named: "Friday next week"."""
    found = _DAY_OF_WEEK.match(words)
    if not found or today is None or found["which"] not in STEPS:
        return None
    week = days_of("week", today, STEPS[found["which"]])
    return one(week.first + timedelta(days=WEEKDAYS[found["weekday"][:3]]))


def read_which(words: str, today: date | None, tense: Tense | None) -> Days | None:
    """Last, this or next week, month, quarter, year, weekend, weekday or March."""
    found = _WHICH.match(re.sub(r"(?<=day) (?:night|morning|afternoon|evening)$", "", words))
    if not found or today is None:
        return None
    which = found["which"].split()[-1]
    if which == "the" and not (found["when"] and found["unit"]):
        return None
    steps = STEPS[which]
    if unit := found["unit"]:
        if unit == "weekend":
            return _weekend(today, steps, tense)
        return _cut(days_of(_UNITS[unit], today, steps), found["when"], today, steps)
    if name := found["weekday"]:
        return one(_pick_named(WEEKDAYS[name[:3]], which, today, tense))
    month = MONTHS[found["month"][:3]]
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
