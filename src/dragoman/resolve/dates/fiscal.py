"""Fiscal years: which months a state's "fiscal year 2024" or "2022-23 financial year" is."""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from dragoman.knowledge.calendar import load_calendar
from dragoman.resolve.dates.calendar import Days

_KIND = r"(?:fiscal|financial|budget)(?: year)?|fy"
_YEARS = r"(?P<y1>\d{4}|\d\d)(?: ?[-/] ?(?P<y2>\d{4}|\d\d))?"
_FISCAL = re.compile(
    rf"(?:the )?(?:(?:{_KIND}) ?{_YEARS}|{_YEARS.replace('y1', 'y3').replace('y2', 'y4')} (?:{_KIND}))$"
)
_WHICH = re.compile(r"(?:the )?(?P<which>last|this|current|next|coming) (?:fiscal|financial|budget) year$")
_TWO = re.compile(r"(?:the )?(?P<y1>\d{4}) ?/ ?(?:\d\d)?(?P<y2>\d\d)$")


def read_fiscal(words: str, today: date | None = None, country: str | None = None) -> Days | None:
    """The twelve months of a state's fiscal year; without a state, the two years that one with both its years lies in.

    >>> read_fiscal("fiscal 2024", country="USA").first.isoformat(), read_fiscal("fiscal 2024")
    ('2023-10-01', None)

    A single year without its state is left open: the years of half the world begin in another.
    """
    known = load_calendar().fiscal.get(country or "")
    if found := _WHICH.match(words):
        return _counted(found["which"], today, known) if known and today else None
    years = _years_of(words)
    if years is None:
        return None
    first, second = years
    if second == 0:
        return None
    if known is None:
        return Days(date(first, 1, 1), date(first + 1, 12, 31)) if second else None
    month, is_named_by_end = known
    starts = first if second or month == 1 or not is_named_by_end else first - 1
    return _from(date(starts, month, 1))


def _from(first: date) -> Days:
    return Days(first, first + relativedelta(years=1, days=-1))


def _counted(which: str, today: date, known: tuple[int, bool]) -> Days:
    begun = date(today.year - (today.month < known[0]), known[0], 1)
    return _from(begun + relativedelta(years={"last": -1, "next": 1, "coming": 1}.get(which, 0)))


def _years_of(words: str) -> tuple[int, int | None] | None:
    """The one or two years said; 0 for a second that is not the year after."""
    found = _FISCAL.match(words) or _TWO.match(words)
    if found is None:
        return None
    said = found.groupdict()
    one, two = said["y1"] or said.get("y3") or "0", said["y2"] or said.get("y4")
    first = int(one) + (2000 if len(one) == 2 else 0)
    return first, (first + 1 if int(two) % 100 == (first + 1) % 100 else 0) if two else None
