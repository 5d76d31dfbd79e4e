"""Seasons: three whole months each, as the weather services count them, six months apart north and south.

A winter (in the south a summer) begins in December and takes its year from there: "the winter of 2022" ends in
February 2023.
"""

from __future__ import annotations

import re
from datetime import date

from dateutil.relativedelta import relativedelta

from dragoman.resolve.dates.calendar import Days, Tense

_FIRST_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
# States whose people have their summer in December; of those on the equator that have none, none.
SOUTHERN = frozenset("ARG AUS BOL BRA BWA CHL LSO MDG MOZ MWI NAM NZL PER PRY SWZ URY ZAF ZMB ZWE".split())
_SEASON = re.compile(
    r"(?:the )?(?:(?P<which>last|past|this past|this|this coming|next|coming) )?"
    r"(?P<season>spring|summer|autumn|fall|winter)(?: (?:of )?(?P<year>\d{4})(?: ?[-/] ?(?:\d\d)?(?P<end>\d\d))?)?$"
)


def read_season(words: str, today: date | None, tense: Tense | None = None, *, south: bool = False) -> Days | None:
    """The months of a season of a year, or of the last, this or the next one.

    >>> read_season("autumn 1991", None).last.isoformat(), read_season("autumn 1991", None, south=True).last.isoformat()
    ('1991-11-30', '1991-05-31')
    >>> read_season("last spring", date(2025, 1, 11)).first.isoformat()
    '2024-03-01'

    Two years said with it settle the half of the world: a winter of two years is the north's, a summer the south's.
    """
    found = _SEASON.match(words)
    if found is None:
        return None
    month = _FIRST_MONTHS[found["season"]]
    if found["year"] and not found["which"]:
        return _of_year(int(found["year"]), month, found["end"], south)
    if found["year"] or today is None or not (found["which"] or (tense and words.startswith("the "))):
        return None
    seasons = [_from(today.year + step, (month + 5) % 12 + 1 if south else month) for step in (-2, -1, 0, 1)]
    if not found["which"]:
        near = [one for one in seasons if (one.last >= today if tense == "future" else one.first <= today)]
        return near[0] if tense == "future" else near[-1]
    which = found["which"].split()[-1]
    if which in ("last", "past"):
        return [one for one in seasons if one.last < today][-1]
    if which in ("next", "coming"):
        return next(one for one in seasons if one.first > today)
    return min(seasons, key=lambda one: (max((one.first - today).days, (today - one.last).days, 0), one.first < today))


def _from(year: int, month: int) -> Days:
    first = date(year, month, 1)
    return Days(first, first + relativedelta(months=3, days=-1))


def _of_year(year: int, month: int, end: str | None, south: bool) -> Days | None:
    if end is None:
        return _from(year, (month + 5) % 12 + 1 if south else month)
    return _from(year, 12) if month in (6, 12) and int(end) == (year + 1) % 100 else None
