"""Which days the times of a text mean, against the day it was published.

What the words leave open stays open: "the previous day", "recent weeks", "last summer" (north or
south?), a weekday in a text without a date. The day of publication is never put in their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dragoman.records import Clause, Marked, Time, When, find_range
from dragoman.resolve.calendar import Tense
from dragoman.resolve.date_words import read_days


def resolve_dates(marked: Marked) -> tuple[When | None, ...]:
    """The days each of `marked.times` means, `None` where the text does not say enough.

    >>> from dragoman.records import Document, Span
    >>> document = Document("d", "They met on Tuesday.", published="2024-07-03")
    >>> resolve_dates(Marked(document, times=(Time(Span(12, 19), 0),)))
    (When(start='2024-07-02', end='2024-07-02', text='Tuesday'),)
    """
    return tuple(_resolve_time(marked, time) for time in marked.times)


def resolve_date(text: str, published: str | None = None, tense: Tense | None = None) -> When | None:
    """The days that words for a time mean in a text of an ISO day, said in a tense.

    >>> resolve_date("from 3 to 5 May 2024".removeprefix("from "))
    When(start='2024-05-03', end='2024-05-05', text='3 to 5 May 2024')
    >>> resolve_date("Friday", "2024-07-03", "future").start, resolve_date("Friday", "2024-07-03", "past").start
    ('2024-07-05', '2024-06-28')
    >>> resolve_date("late March", "2024-07-03")
    When(start='2024-03-21', end='2024-03-31', text='late March')
    >>> resolve_date("today") is None, resolve_date("the previous day", "2024-07-03") is None
    (True, True)
    """
    today = date.fromisoformat(published[:10]) if published else None
    days = read_days(text, today, tense)
    return When(days.first.isoformat(), days.last.isoformat(), text) if days else None


# -- the words around a time ------------------------------------------------------------------

_FUTURE_MODALS = frozenset({"will", "shall", "'ll", "’ll"})
_AHEAD = re.compile(r"\b(?:scheduled|slated|planned|due|set|expected|postponed|billed)\s+(?:\w+\s+){0,3}(?:for|on)\s+$")
_COMING = re.compile(r"\b(?:will|shall|upcoming|forthcoming|(?:is|are) (?:to|due|set|expected|scheduled))\b")


def _resolve_time(marked: Marked, time: Time) -> When | None:
    published = marked.document.published
    words = time.span.of(marked.document.text)
    found = resolve_date(words, published, _tense_at(marked, time))
    if found and published and found.end < published[:10] and _is_since(marked.document.text, time):
        return When(found.start, published[:10], words)
    return found


def _is_since(text: str, time: Time) -> bool:
    return re.search(r"\b[Ss]ince\s+(?:the\s+)?$", text[max(0, time.span.start - 12) : time.span.start]) is not None


def _tense_at(marked: Marked, time: Time) -> Tense | None:
    """The tense of the closest clause around a time, or what its sentence says where there is none."""
    before = marked.document.text[max(0, time.span.start - 40) : time.span.start]
    if _AHEAD.search(before):
        return "future"
    around = sorted(_clauses_at(marked, time), key=lambda pair: pair[0])
    if around:
        return _tense_of(marked, around[0][1])
    sentence = marked.sentences[time.sentence] if time.sentence < len(marked.sentences) else None
    if sentence and _COMING.search(sentence.span.of(marked.document.text)):
        return "future"
    return None


def _clauses_at(marked: Marked, time: Time) -> Iterator[tuple[tuple[int, int], Clause]]:
    for i in find_range(marked.clauses, time.sentence):
        clause = marked.clauses[i]
        if clause.span.covers(time.span):
            size = clause.span.end - clause.span.start
            yield (size, clause.span.start), clause


def _tense_of(marked: Marked, clause: Clause) -> Tense | None:
    """A clause's own tense; an infinitive lies ahead; nouns and participles have their governor's."""
    for _ in range(4):
        if clause.tense == "future" or clause.modal in _FUTURE_MODALS or clause.form == "infinitive":
            return "future"
        if clause.form == "finite":
            return clause.tense
        if clause.governor is None:
            return None
        clause = marked.clauses[clause.governor]
    return None
