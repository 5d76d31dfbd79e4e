"""Accounts of one meeting, and accounts that only look as if they were: what a comparison is measured on.

For each account of an annotated pair the hard negatives are the other documents of the same part that share most with
it, sides before people, and its own twin told of another day: same people, same place, same subjects.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.evaluate.gold import Gold
from dragoman.records import Meeting, Record, When

# How many documents of other meetings each account is held against, and how many days later its twins met: within the
# week, the month after, a year on.
NEIGHBOURS = 4
TWIN_DAYS = (6, 35, 364)


class Case(NamedTuple):
    """Two documents, and whether they are of one meeting; the second is told `days` later than it was."""

    a: Gold
    b: Gold
    days: int
    same: bool


def find_pairs(golds: Sequence[Gold]) -> Iterator[tuple[Gold, Gold]]:
    """The documents that are annotated side by side, the one that carries the pair first."""
    by_id = {gold.document.id: gold for gold in golds}
    yield from ((gold, by_id[gold.pair.other]) for gold in golds if gold.pair)


def make_cases(golds: Sequence[Gold]) -> list[Case]:
    """All cases of one part of the corpus, in the order of its ids."""
    met = [gold for gold in golds if gold.meetings]
    cases: list[Case] = []
    for a, b in find_pairs(golds):
        cases.append(Case(a, b, 0, True))
        cases += [Case(a, b, days, False) for days in TWIN_DAYS]
        cases += [Case(b, a, days, False) for days in TWIN_DAYS]
        for one in (a, b):
            others = sorted((gold for gold in met if gold.family != one.family), key=lambda gold: _distance(one, gold))
            near = others[:NEIGHBOURS]
            cases += [Case(one, other, 0, False) for other in near]
            cases += [Case(one, other, _gap_days(one, other), False) for other in near]
    return cases


def shift_days(record: Record, days: int) -> Record:
    """The record as if all in it had been met, done and printed some days later; its text stays as it is."""
    if not days:
        return record
    printed = record.document.published
    later = _later(When(printed, printed), days) if printed else None
    return replace(
        record,
        document=replace(record.document, published=later.start if later else None),
        meetings=tuple(_shift(meeting, days) for meeting in record.meetings),
        events=tuple(replace(event, date=_later(event.date, days)) for event in record.events),
    )


def _shift(meeting: Meeting, days: int) -> Meeting:
    return replace(meeting, date=_later(meeting.date, days))


def _later(when: When | None, days: int) -> When | None:
    if when is None:
        return None
    start, end = (date.fromisoformat(day) + timedelta(days) for day in (when.start, when.end))
    return replace(when, start=start.isoformat(), end=end.isoformat())


def _gap_days(a: Gold, b: Gold) -> int:
    """How many days later the one was printed than the other."""
    if a.document.published is None or b.document.published is None:
        return 0
    return (date.fromisoformat(a.document.published) - date.fromisoformat(b.document.published)).days


def _distance(a: Gold, b: Gold) -> tuple[int, int, str]:
    """How little two documents share: sides at the table, sides named at all; then the id, for a fixed order."""
    return -len(_seated(a) & _seated(b)), -len(_named(a) & _named(b)), b.document.id


def _seated(gold: Gold) -> set[str]:
    return {person.represents for meeting in gold.meetings for person in meeting.participants if person.represents}


def _named(gold: Gold) -> set[str]:
    return {side for entity in gold.entities if (side := entity.represents or entity.country)}
