"""All that is kept of a record to compare it: its words, names, numbers and events, and nothing of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from dragoman.records import Record
from dragoman.relate.sources import is_official
from dragoman.relate.told import tell_events
from dragoman.relate.tolls import find_toll
from dragoman.relate.words import MONTHS, find_days, list_names, list_words, weigh_names, weigh_words
from dragoman.reports import Report

# Words of the opening in which a copy's names and numbers must be the other's.
OPENING_WORDS = 80
HEADLINE_WORDS = 30
# A headline's pairs stand for themselves; a long article's tail is often cut.
PAIRED_WORDS = 120


@dataclass(frozen=True, slots=True)
class Sketch:
    """One report to be compared. `day` is its publication day as an ordinal, `None` where nobody says it.

    `pairs` are pairs of neighbouring words, of the text alone: reprints have headlines of their own. `opening` are
    the names the text opens with, `days` the days of months it names there, `numbers` its other numbers.
    """

    document: str
    day: int | None
    title: str
    base: Report
    words: dict[str, float]
    names: dict[str, float]
    headline: dict[str, float]
    opening: frozenset[str]
    days: frozenset[str]
    numbers: frozenset[str]
    pairs: tuple[str, ...]
    reports: tuple[Report, ...]


# "(Northgate Wire and staff) -", at the start of a text.
_CREDIT = re.compile(r"\A(\s*[A-Z][^()\n]{0,60})\([^()\n]{2,60}\)(?=\s*[-\u2013\u2014])")


def sketch_record(record: Record) -> Sketch:
    """The sketch of one record."""
    document = record.document
    text = _without_title(document.text, document.title)
    title = document.title or next(iter(document.text.strip().splitlines()), "")[:200]
    words, head = list_words(text), list_words(title, HEADLINE_WORDS)
    paired = (words or head)[:PAIRED_WORDS]
    base = Report(
        document=document.id,
        title=title or None,
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        official=is_official(document.publisher, document.url),
    )
    opening = f"{title}. {text[:800]}"
    killed, wounded = (_find_first_toll(opening, harm) for harm in ("killed", "wounded"))
    return Sketch(
        document=document.id,
        day=find_day(document.published),
        title=title,
        base=replace(base, killed=killed, wounded=wounded),
        words=weigh_words([*head, *words]),
        names=weigh_names(record, text),
        headline=dict.fromkeys(head, 1.0),
        opening=frozenset(name for name in list_names(_without_credit(text), OPENING_WORDS) if name not in MONTHS),
        days=find_days(opening),
        numbers=frozenset(word for word in [*head, *words[:OPENING_WORDS]] if word[0].isdigit()),
        pairs=tuple(dict.fromkeys(f"{a} {b}" for a, b in pairwise(paired))) or tuple(paired),
        reports=tell_events(record, base),
    )


def find_day(published: str | None) -> int | None:
    """The ordinal of a publication day; `None` where there is none, or none that is a day.

    >>> find_day("2024-07-03") - find_day("2024-07-01T10:00"), find_day("yesterday")
    (2, None)
    """
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def _find_first_toll(text: str, harm: str) -> str | None:
    """The first toll a text tells, sentence by sentence."""
    tolls = (find_toll(sentence, harm) for sentence in re.split(r"(?<=[.!?])\s+|\n+", text))
    return next((str(toll) for toll in tolls if toll), None)


def _without_credit(text: str) -> str:
    """The text without the agencies in its dateline: who sent it says nothing of what it is about.

    >>> _without_credit("LIMA, 5 November (Agence Ponant) - Peru met Chad (Ndjamena).")
    'LIMA, 5 November  - Peru met Chad (Ndjamena).'
    """
    return _CREDIT.sub(r"\1", text, count=1)


def _without_title(text: str, title: str | None) -> str:
    """The text behind its headline, where it begins with it."""
    head = re.match(r"\s*" + re.escape(title.strip()) + r"\s*\n", text) if title and title.strip() else None
    return text[head.end() :] if head else text
