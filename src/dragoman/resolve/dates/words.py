"""The grammar of dates: which days the words for a time mean, seen from a day and a tense.

Rules are tried in order; each reads one shape ("two days ago", "late March") or leaves it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from dragoman.records import Granularity
from dragoman.resolve.dates.calendar import Days, Tense, granularity_of
from dragoman.resolve.dates.counted import read_before_last, read_from_weekday, read_in
from dragoman.resolve.dates.feasts import read_feast
from dragoman.resolve.dates.fiscal import read_fiscal
from dragoman.resolve.dates.fixed import is_iso, read_day_alone, read_digits, read_range, read_spec
from dragoman.resolve.dates.names import MONTH, ORDINALS, PART_OF_DAY, WEEKDAY
from dragoman.resolve.dates.parts import (
    read_age,
    read_bare_quarter,
    read_month_of,
    read_numbered_week,
    read_offset,
    read_piece,
    read_point,
    read_quarter,
)
from dragoman.resolve.dates.relative import (
    read_ago,
    read_day_of_week,
    read_now,
    read_overnight,
    read_stretch,
    read_which,
)
from dragoman.resolve.dates.seasons import read_season


class Reading(NamedTuple):
    """The days that words mean, how exactly they say so, how sure it is and by what rule."""

    days: Days
    granularity: Granularity
    confidence: float
    reason: str


_Read = Callable[[str, date | None, Tense | None], Days | None]


class _Rule(NamedTuple):
    """One shape of words. `confidence` is a judgement of how often the shape means it, not a measured share."""

    read: _Read
    confidence: float
    reason: str
    granularity: Granularity | None = None


def read_southern(text: str, today: date | None, tense: Tense | None) -> Days | None:
    """The days of a season as the south has it."""
    return read_season(_plain(text), today, tense, south=True)


def read_days(text: str, today: date | None, tense: Tense | None, country: str | None = None) -> Reading | None:
    """The days that words mean, `None` where they leave more than one reading or need a `today` there is not.

    A `country` settles what each state has its own of: fiscal years and national days.

    >>> found = read_days("2 to 4 June", date(2024, 7, 3), None)
    >>> found.days.first.isoformat(), found.granularity, found.reason
    ('2024-06-02', 'span', 'from one date to another')
    """
    words = _plain(text)
    try:
        found = _read_national(words, today, tense, country) if country else None
        found = found or _read(words, today, tense)
        if found is None:
            return None
        days, rule = found
        is_said = today is None or rule.confidence == SAID or _read(words, None, None) is not None
    except (ValueError, OverflowError):  # 31 June, the year 0
        return None
    granularity = "day" if days.first == days.last else rule.granularity or granularity_of(days)
    confidence = rule.confidence if not is_said or granularity == "season" else SAID if rule.confidence > 0.8 else 0.9
    return Reading(days, granularity, confidence, rule.reason)


def _read_national(words: str, today: date | None, tense: Tense | None, country: str) -> tuple[Days, _Rule] | None:
    """Days that are a state's own, and the rule that read them."""
    if days := read_fiscal(words, today, country):
        return days, _FISCAL
    days = read_feast(words, today, tense, country)
    return (days, _FEAST) if days else None


# The confidence of a date that needs no other day to be read.
SAID = 0.98
_DASH = re.compile(r"[-–—]")
_JOINED = re.compile(r"\b(early|mid|late)-|(?<=\d)-([a-z]{3,9})-(?=\d{4})")
_MARKS = re.compile(r"[,()]|(?<=[a-z])\.")
_NAMED_DAY_OF_MONTH = re.compile(
    rf"\b({'|'.join(sorted(ORDINALS, key=len, reverse=True))})(?= (?:day )?of {MONTH})"
    rf"|(?<=[a-z] )(?:the )?({'|'.join(sorted(ORDINALS, key=len, reverse=True))})$"
)
_YEAR_END = re.compile(r"^(?:the )?(year|month)(?:'?s)?(?: -)? end$")
_AFTER_MONTH = re.compile(rf"^(?:{WEEKDAY} )?{MONTH} ")


def _plain(text: str) -> str:
    """The words in lower case, without commas, dashes between spaces, days of the month in digits."""
    plain = _MARKS.sub(" ", _JOINED.sub(lambda m: f" {m[1] or m[2]} ", text.lower().replace("’", "'"))).strip()
    if is_iso(plain):
        return plain
    if plain[-2:] in ("st", "nd", "rd", "th") or " of " in plain:
        is_day = " of " in plain or _AFTER_MONTH.match(plain)
        plain = _NAMED_DAY_OF_MONTH.sub(lambda m: str(ORDINALS[m[1] or m[2]]), plain) if is_day else plain
    return _YEAR_END.sub(r"the end of the \1", " ".join(_DASH.sub(" - ", plain).split()))


def _read(words: str, today: date | None, tense: Tense | None) -> tuple[Days, _Rule] | None:
    """The days of plain words and the rule that read them."""
    for rule in _RULES:
        found = rule.read(words, today, tense)
        if found is not None:
            return found, rule
    plain = PART_OF_DAY.sub("", words)
    return _read(plain, today, tense) if plain != words else None


def _inside(read: Callable[[str, Callable[[str], Days | None]], Days | None]) -> _Read:
    """A rule for words that hold other words for a time."""

    def rule(words: str, today: date | None, tense: Tense | None) -> Days | None:
        def inner(whole: str) -> Days | None:
            found = _read(whole, today, tense)
            return found[0] if found else None

        return read(words, inner)

    return rule


def _alone(read: Callable[[str], Days | None]) -> _Read:
    return lambda words, today, tense: read(words)


_FISCAL = _Rule(lambda words, today, tense: read_fiscal(words), 0.9, "fiscal year of the state told", "span")
_FEAST = _Rule(read_feast, 0.85, "day known by its name")
_RULES: tuple[_Rule, ...] = (
    _Rule(read_digits, SAID, "date in digits"),
    _Rule(read_now, 0.9, "counted from the day of the text"),
    _Rule(read_overnight, 0.9, "the two days of a night", "span"),
    _Rule(read_spec, 0.9, "date by its name"),
    _Rule(lambda words, today, tense: read_fiscal(words), SAID, "two years that a fiscal year lies in", "span"),
    _Rule(lambda words, today, tense: read_season(words, today, tense), 0.6, "season as the north has it", "season"),
    _Rule(read_range, 0.9, "from one date to another", "span"),
    _Rule(read_day_alone, 0.7, "day of the month that the tense picks"),
    _FEAST,
    _Rule(read_before_last, 0.9, "the one before the last or after the next"),
    _Rule(read_from_weekday, 0.85, "weekday so many weeks away"),
    _Rule(read_in, 0.8, "so long from the day of the text"),
    _Rule(read_ago, 0.85, "so long before or after the day of the text"),
    _Rule(read_stretch, 0.8, "stretch up to or from the day of the text", "span"),
    _Rule(read_day_of_week, 0.9, "weekday of a week counted from the day of the text"),
    _Rule(read_which, 0.85, "unit counted from the day of the text"),
    _Rule(_alone(read_quarter), SAID, "part of a year"),
    _Rule(read_bare_quarter, 0.7, "part of the year that the tense picks"),
    _Rule(_alone(read_numbered_week), SAID, "week of a year by its number"),
    _Rule(_alone(read_age), 0.9, "decade or century"),
    _Rule(_inside(read_month_of), 0.9, "month or year by its name"),
    _Rule(_inside(read_offset), 0.85, "counted from a day that is said"),
    _Rule(_inside(read_piece), 0.85, "counted part of a month or year"),
    _Rule(_inside(read_point), 0.8, "part of a month or year"),
)
