"""Stretches of days: weeks, months, years, and the one of several that a text means.

Weeks run from Monday to Sunday (ISO 8601). "Early", "mid" and "late" are the thirds of a month or a
year, as in TIMEX3 practice; a third is as exact as such words get.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal, NamedTuple

from dateutil.relativedelta import relativedelta

from dragoman.records import Granularity

Tense = Literal["past", "present", "future"]
Third = Literal["early", "mid", "late"]
Unit = Literal["day", "week", "month", "quarter", "year", "decade"]


class Days(NamedTuple):
    """From the first day to the last, both included."""

    first: date
    last: date


def granularity_of(days: Days) -> Granularity:
    """The calendar unit that a stretch fills, "span" where it fills none.

    >>> granularity_of(days_of("quarter", date(2024, 7, 3))), granularity_of(Days(date(2024, 5, 3), date(2024, 5, 5)))
    ('quarter', 'span')
    """
    first, last = days
    if first == last:
        return "day"
    if (last - first).days == 6:
        return "week"
    after = last + timedelta(days=1)
    months = after.year * 12 + after.month - first.year * 12 - first.month
    if first.day == after.day == 1 and (first.year * 12 + first.month - 1) % months == 0:
        return _UNIT_OF_MONTHS.get(months, "span")
    return "span"


_UNIT_OF_MONTHS: dict[int, Granularity] = {1: "month", 3: "quarter", 6: "half", 12: "year", 120: "decade"}


def one(day: date) -> Days:
    """A single day."""
    return Days(day, day)


def days_of(unit: Unit, day: date, steps: int = 0) -> Days:
    """The calendar unit that `day` lies in, or one so many steps away.

    >>> days = days_of("week", date(2024, 7, 3), -1)
    >>> days.first.isoformat(), days.last.isoformat()
    ('2024-06-24', '2024-06-30')
    """
    if unit == "day":
        return one(day + timedelta(days=steps))
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=steps)
        return Days(monday, monday + timedelta(days=6))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    count = (day.year * 12 + day.month - 1) // months + steps
    first = date(count * months // 12, count * months % 12 + 1, 1)
    return Days(first, first + relativedelta(months=months, days=-1))


def third_of(days: Days, third: Third) -> Days:
    """The early, middle or late third of a stretch: ten days of a month, four months of a year, years 0-3 of a decade.

    >>> third_of(days_of("month", date(2024, 3, 1)), "late").first.isoformat()
    '2024-03-21'
    """
    first, last = days
    edges = (first, *_cuts(days), last + timedelta(days=1))
    number = ("early", "mid", "late").index(third)
    return Days(edges[number], edges[number + 1] - timedelta(days=1))


def _cuts(days: Days) -> tuple[date, date]:
    """The first days of the middle and of the late third."""
    first, last = days
    unit = granularity_of(days)
    if unit == "decade":
        return first + relativedelta(years=4), first + relativedelta(years=7)
    if unit in ("quarter", "half", "year") or (last - first).days > 366:
        months = (last.year * 12 + last.month - first.year * 12 - first.month + 1) // 3
        return first + relativedelta(months=months), first + relativedelta(months=2 * months)
    step = timedelta(days=10 if unit == "month" else ((last - first).days + 1) // 3)
    return first + step, first + 2 * step


def part_of(days: Days, number: int, parts: int) -> Days:
    """The `number`th of so many equal parts of a year: its second half, its third quarter."""
    months = 12 // parts
    start = days.first + relativedelta(months=months * (number - 1))
    return Days(start, start + relativedelta(months=months, days=-1))


def pick_weekday(weekday: int, today: date, tense: Tense | None) -> date:
    """The day of that weekday (Monday is 0) a text of `today` means.

    >>> pick_weekday(1, date(2024, 7, 3), "past").isoformat(), pick_weekday(1, date(2024, 7, 3), "future").isoformat()
    ('2024-07-02', '2024-07-09')

    The past has the last one up to today, the future the next from today on, the present the nearer.
    """
    back = (today.weekday() - weekday) % 7
    ahead = (weekday - today.weekday()) % 7
    if tense == "future" or (tense == "present" and ahead < back):
        return today + timedelta(days=ahead)
    return today - timedelta(days=back)


def pick_month(month: int, today: date, tense: Tense | None) -> Days:
    """That month, the last one for the past, the coming one for the future, else the nearest."""
    offsets = {"past": (0, -1), "future": (0, 1)}.get(tense or "", (-1, 0, 1))
    count = today.year * 12 + today.month - 1
    gaps = [(offset, (today.year + offset) * 12 + month - 1 - count) for offset in offsets]
    if tense == "past":
        gaps = [gap for gap in gaps if gap[1] <= 0]
    if tense == "future":
        gaps = [gap for gap in gaps if gap[1] >= 0]
    offset = min(gaps, key=lambda gap: abs(gap[1]))[0]
    return days_of("month", date(today.year + offset, month, 1))


# A report of what was tells of no day ahead but for a day or two of time zones and slips; "to" and
# "will" lead to days behind more often, so the future has to be further off to count.
MAX_AHEAD_DAYS = 3
MAX_BEHIND_DAYS = 60
# A day of the year falls on each weekday within six years or eleven; further off the weekday is a slip.
MAX_WEEKDAY_YEARS = 2


def pick_year(month: int, day: int, today: date, tense: Tense | None = None, weekday: int | None = None) -> date | None:
    """That day of the year nearest to today, the tense allowing; `None` where no year has it.

    >>> pick_year(12, 28, date(2024, 1, 5)).isoformat(), pick_year(12, 1, date(2024, 7, 3), "past").isoformat()
    ('2023-12-28', '2023-12-01')
    >>> pick_year(5, 3, date(2024, 7, 3), None, weekday=1).isoformat()
    '2022-05-03'

    A weekday said with it (Monday is 0) picks the nearest year in which the two agree.
    """
    found = []
    reach = 1 if weekday is None else MAX_WEEKDAY_YEARS
    for year in range(max(1, today.year - reach), min(9999, today.year + reach) + 1):
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    found = [one_day for one_day in found if weekday in (None, one_day.weekday())]
    return pick_near(found, today, tense)


def pick_near(days: list[date], today: date, tense: Tense | None) -> date | None:
    """The nearest of some days that the tense allows; the nearest of all where it allows none."""
    found = days
    if tense == "past":
        found = [one_day for one_day in found if (one_day - today).days <= MAX_AHEAD_DAYS] or found
    if tense == "future":
        found = [one_day for one_day in found if (today - one_day).days <= MAX_BEHIND_DAYS] or found
    return min(found, key=lambda one_day: abs((one_day - today).days), default=None)
