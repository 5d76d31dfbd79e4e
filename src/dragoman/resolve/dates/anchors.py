"""Days counted from another that the text names before: "the same day", "two weeks later", "the following Monday"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.records import Marked, When
from dragoman.resolve.dates.calendar import Days, Unit, days_of, granularity_of, one
from dragoman.resolve.dates.names import PART_OF_DAY, WEEKDAY, WEEKDAYS, number_of

_UNITS: dict[str, Unit] = {
    "day": "day", "night": "day", "morning": "day", "evening": "day", "afternoon": "day",
    "week": "week", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade",
}  # fmt: skip
_UNIT = "|".join(_UNITS)
_HOUR = "dawn|daybreak|sunrise|noon|midday|sunset|dusk|nightfall|midnight"
_ANCHORED = re.compile(
    rf"(?:(?:later |earlier )?(?:the|that) (?P<which>very same|same|following|next|previous|preceding) (?P<of>{_UNIT})"
    rf"|(?:later |earlier )?that (?P<that>{_UNIT})"
    rf"|the (?P<side>day|week|month|year) (?P<to>before|after)"
    r"|(?P<n>an?|\w+) (?P<unit>day|week|month|year|decade)s? "
    r"(?P<way>earlier|later|before|after|afterwards|prior|previously)"
    rf"|(?P<hour>(?:at|before|around|by) (?:{_HOUR}))"
    rf"|the (?P<next>following|next) (?P<weekday>{WEEKDAY})"
    rf"|the (?P<day>\d\d?)(?:st|nd|rd|th))$"
)
_STEPS = {"following": 1, "next": 1, "after": 1, "later": 1, "afterwards": 1, "same": 0, "very same": 0}


def find_anchored(marked: Marked, number: int, found: Sequence[When | None]) -> When | None:
    """The days counted from the only ones that the sentence, or the one before, has named; `None` where none count."""
    time = marked.times[number]
    words = time.span.of(marked.document.text)
    match = _ANCHORED.match(PART_OF_DAY.sub("", words.lower()))
    anchor = _anchor(marked, time.sentence, found) if match else None
    days = _count(match, anchor) if match and anchor else None
    return When(days[0].isoformat(), days[1].isoformat(), words, granularity_of(days)) if days else None


def is_anchored_first(words: str) -> bool:
    """Whether words that could be counted from the day of the text are rather counted from a day named before."""
    found = _ANCHORED.match(words.lower())
    return found is not None and bool("next" in (found["which"], found["next"]) or found["day"] or found["hour"])


def _anchor(marked: Marked, sentence: int, found: Sequence[When | None]) -> When | None:
    """The only time named before in a sentence, or in the one before it where it names none."""
    for here in (sentence, sentence - 1):
        said = [when for other, when in zip(marked.times, found, strict=False) if other.sentence == here]
        if said:
            named = {(when.start, when.end): when for when in said if when is not None}
            return next(iter(named.values())) if len(named) == 1 and None not in said else None
    return None


def _count(match: re.Match[str], anchor: When) -> Days | None:
    """The days that the words count from an anchor; `None` where it is wider than what is counted."""
    first, last = date.fromisoformat(anchor.start), date.fromisoformat(anchor.end)
    if match["weekday"]:
        ahead = (WEEKDAYS[match["weekday"][:3]] - last.weekday() - 1) % 7 + 1
        return one(last + timedelta(days=ahead)) if first == last else None
    if match["day"]:
        month, day = days_of("month", first), int(match["day"])
        return one(first.replace(day=day)) if last <= month.last and 0 < day <= month.last.day else None
    unit = "day" if match["hour"] else _UNITS[match["of"] or match["that"] or match["side"] or match["unit"]]
    steps = _steps_of(match)
    if steps is None or days_of(unit, first).last < last:
        return None
    if unit == "decade":
        unit, steps = "year", steps * 10
    return days_of(unit, first, steps)


def _steps_of(match: re.Match[str]) -> int | None:
    """How many units from the anchor: behind it or, below zero, before it."""
    if match["that"] or match["hour"]:
        return 0
    step = _STEPS.get(match["which"] or match["to"] or match["way"], -1)
    count = number_of(match["n"]) if match["n"] else 1
    return None if count is None else step * count
