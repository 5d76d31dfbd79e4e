"""Which days the times of a text mean, against the day it was published.

What the words leave open stays open: "the previous day", "recent weeks", "last summer" (north or
south?), a weekday in a text without a date. The day of publication is never put in their place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Granularity, Marked, Time, When
from dragoman.resolve.calendar import Tense
from dragoman.resolve.date_names import number_of
from dragoman.resolve.date_words import Reading, read_days, read_southern
from dragoman.resolve.seasons import SOUTHERN
from dragoman.resolve.tenses import find_tense


def resolve_dates(marked: Marked) -> tuple[When | None, ...]:
    """The days each of `marked.times` means, `None` where the text does not say enough.

    >>> from dragoman.records import Document, Span
    >>> document = Document("d", "They met on Tuesday.", published="2024-07-03")
    >>> resolve_dates(Marked(document, times=(Time(Span(12, 19), 0),)))
    (When(start='2024-07-02', end='2024-07-02', text='Tuesday', granularity='day'),)

    "The following day" and "three days later" are counted from the one day that their sentence names before them.
    """
    south = _is_southern(marked)
    found: list[When | None] = []
    for number, time in enumerate(marked.times):
        found.append(_resolve_time(marked, time, south) or _anchored(marked, number, found))
    return tuple(found)


def find_when(text: str, published: str | None = None, tense: Tense | None = None) -> When | None:
    """The days that words for a time mean in a text of an ISO day, said in a tense.

    >>> find_when("3 to 5 May 2024")
    When(start='2024-05-03', end='2024-05-05', text='3 to 5 May 2024', granularity='span')
    >>> find_when("Friday", "2024-07-03", "future").start, find_when("Friday", "2024-07-03", "past").start
    ('2024-07-05', '2024-06-28')
    >>> find_when("late March", "2024-07-03").start
    '2024-03-21'
    >>> find_when("today") is None, find_when("the previous day", "2024-07-03") is None
    (True, True)
    """
    today = date.fromisoformat(published[:10]) if published else None
    found = read_days(text, today, tense)
    if found is None:
        return None
    return When(found.days.first.isoformat(), found.days.last.isoformat(), text, found.granularity)


# -- one phrase alone ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DateDecision:
    """What a phrase for a time means, and why. Days are ISO and both included.

    An end that the words leave open is `None` ("until 5 June" has no start); both are where they name no days.
    `confidence` is 0 where nothing is decided.
    """

    start: str | None
    end: str | None
    granularity: Granularity | None
    confidence: float
    reason: str


def resolve_date(phrase: str, on: date | None) -> DateDecision:
    """The days that a phrase means in a text of day `on`.

    >>> resolve_date("between 3 and 5 May", date(2024, 7, 3))
    DateDecision(start='2024-05-03', end='2024-05-05', granularity='span', confidence=0.9, \
reason='from one date to another')
    >>> resolve_date("until 5 June 2024", None).start, resolve_date("until 5 June 2024", None).end
    (None, '2024-06-05')
    >>> resolve_date("in recent days", date(2024, 7, 3)).reason
    'the words name no certain days'

    Weekdays lie in the past, today included, but behind "next", "until" and "by". The day of the text never
    stands in for words that name none.
    """
    words = _CLOCK.sub("", _TRIM.sub("", " ".join(phrase.split()))).strip()
    for _ in range(3):  # "on or about the morning of 3 May"
        lead = _LEAD.match(words)
        if lead is None:
            break
        words = words[lead.end() :]
        if lead["bound"]:
            return _bounded(lead["bound"].lower(), words, on)
        if lead["about"]:
            return _about(words, on)
    return _decide(read_days(words, on, _tense_in(words)), on)


_TRIM = re.compile(r"^[\s\"'“‘(]+|(?:['’]s)?[\s.,;:!?\"'”’)]*$")
_HOUR = (
    r"(?:(?:\d{1,2}[:.]\d\d|\d{1,2}(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|CET|EST|local\stime))?"
    r"|noon|midnight|dawn|dusk)"
)
_CLOCK = re.compile(
    rf"^(?:(?:at|around|about|before|by)\s)?{_HOUR},?(?:\s(?:on|of))?\s(?=\S)|,?\s(?:at|around)\s{_HOUR}$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?P<bound>since|within|until|till|through|up\sto|by|no\slater\sthan|not\slater\sthan|before|prior\sto|ahead\sof|after|from"
    r"(?=\s(?!.*\s(?:to|until|till|through|and)\s|.*[-–—]\d))|starting(?:\son|\sfrom)?|as\sof|effective)"
    r"|(?P<about>around|about|circa|ca\.|roughly|approximately|on\sor\sabout)(?=\s(?!.*\s(?:ago|from\snow)$))"
    r"|(?:early|late|later|earlier)(?=\son\s|\sin\sthe\s(?:day|week|month|year)\b)|on|in|at|during|over|throughout|from"
    r"|between|for|of|dated|as\s(?:early|late)\sas|the\sdate\sof|held)\s",
    re.IGNORECASE,
)
_NO_DAYS = "the words name no certain days"
_AHEAD_WORDS = re.compile(r"\b(?:next|coming|upcoming|tomorrow)\b", re.IGNORECASE)


def _tense_in(words: str) -> Tense:
    return "future" if _AHEAD_WORDS.search(words) else "past"


def _decide(found: Reading | None, on: date | None) -> DateDecision:
    if found is None:
        reason = _NO_DAYS if on is not None else f"{_NO_DAYS} without the day of the text"
        return DateDecision(None, None, None, 0.0, reason)
    first, last = found.days
    return DateDecision(first.isoformat(), last.isoformat(), found.granularity, found.confidence, found.reason)


def _about(words: str, on: date | None) -> DateDecision:
    """ "Around 3 May" names no day; "around 1990" is at least said to be near that year."""
    found = read_days(words, on, _tense_in(words))
    if found is None or found.granularity == "day":
        return _decide(None, on)
    return _decide(found._replace(confidence=0.5, reason=f"about: {found.reason}"), on)


_ENDS = frozenset(["within", "until", "till", "through", "up to", "by", "no later than", "not later than"])


def _within(words: str) -> str:
    """ "Within two weeks" is in the next two weeks, "within the year" in this one."""
    this = re.sub(r"^the\s(?=(?:week|month|quarter|year)$)", "this ", words)
    return this if this != words or words.startswith("the ") else f"the next {words}"


def _bounded(bound: str, words: str, on: date | None) -> DateDecision:
    """A stretch that words bound on one side; "since" reaches up to the day of the text, "until" begins there."""
    tense: Tense = "future" if bound in _ENDS or bound in ("starting", "effective") else "past"
    words = _within(words) if bound == "within" else words
    found = read_days(words, on, tense)
    if found is None:
        return _decide(None, on)
    first, last = found.days
    start: date | None = None
    end: date | None = None
    if bound in _ENDS:
        start, end = on if on is not None and on <= last else None, last
    elif bound in ("before", "prior to", "ahead of"):
        end = first - timedelta(days=1)
    elif bound == "after":
        start = last + timedelta(days=1)
    else:
        start, end = first, on if bound == "since" and on is not None and on >= first else None
    reason = f"{bound!r} bounds it: {found.reason}"
    iso = [edge.isoformat() if edge else None for edge in (start, end)]
    return DateDecision(iso[0], iso[1], "span", round(found.confidence * 0.9, 3), reason)


# -- the words around a time ------------------------------------------------------------------


def _resolve_time(marked: Marked, time: Time, south: bool | None) -> When | None:
    """The days of one time, as the words before it and the tense of its clause bound them."""
    published, text = marked.document.published, marked.document.text
    words = time.span.of(text)
    bound = _BOUND.search(text[max(0, time.span.start - 16) : time.span.start])
    lead = bound[1].lower() if bound else ""
    found = find_when(words, published, _TENSE_OF.get(lead) or find_tense(marked, time))
    if found is not None and found.granularity == "season" and south is not False:
        found = _southern(words, published) if south else None
    if found is None or not published or not lead:
        return found
    return _cut(found, lead, published[:10])


_BOUND = re.compile(r"\b(since|until|till|before)\s+(?:the\s+)?$", re.IGNORECASE)
_TENSE_OF: dict[str, Tense] = {"since": "past", "until": "future", "till": "future"}


def _cut(found: When, lead: str, published: str) -> When:
    """What is so since a day is so up to the day of the text; what is so until a day ahead is so from it on."""
    if lead == "since":
        return When(found.start, published, found.text, "span") if found.end < published else found
    end = found.end
    if lead == "before" and found.granularity == "day":
        end = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return When(published, end, found.text, "span") if published < found.start and published < end else found


def _southern(words: str, published: str | None) -> When | None:
    days = read_southern(words, date.fromisoformat(published[:10]) if published else None)
    return When(days.first.isoformat(), days.last.isoformat(), words, "season") if days else None


def _is_southern(marked: Marked) -> bool | None:
    """Whether the states that a text names lie in the south; `None` where both halves are named."""
    named = {code for mention in marked.mentions for code in mention.of if len(code) == 3}
    named.update(m.known for m in marked.mentions if m.known is not None and m.kind in ("country", "government"))
    return False if not named & SOUTHERN else True if named <= SOUTHERN else None


_ANCHORED = re.compile(
    r"(?:(?P<next>the (?:following|next) (?:day|morning))|(?P<previous>the (?:previous|preceding) day|the day before)"
    r"|(?P<n>an?|\w+) (?P<unit>day|week)s? (?P<way>earlier|later|before))$"
)


def _anchored(marked: Marked, number: int, found: Sequence[When | None]) -> When | None:
    """The day counted from the only day that the sentence has named before."""
    time = marked.times[number]
    words = time.span.of(marked.document.text)
    match = _ANCHORED.match(words.lower())
    anchor = _anchor(marked, time.sentence, found) if match else None
    if match is None or anchor is None or (steps := _steps_of(match)) is None:
        return None
    day = (date.fromisoformat(anchor) + timedelta(days=steps)).isoformat()
    return When(day, day, words, "day")


def _anchor(marked: Marked, sentence: int, found: Sequence[When | None]) -> str | None:
    """The only day named before in a sentence, or in the one before it where it names none."""
    for here in (sentence, sentence - 1):
        said = [when for other, when in zip(marked.times, found, strict=False) if other.sentence == here]
        if said:
            days = {when.start if when and when.granularity == "day" else None for when in said}
            return days.pop() if len(days) == 1 else None
    return None


def _steps_of(match: re.Match[str]) -> int | None:
    """How many days from the anchor: behind it or, below zero, before it."""
    if match["next"] or match["previous"]:
        return 1 if match["next"] else -1
    count = number_of(match["n"])
    days = (count or 0) * (7 if match["unit"] == "week" else 1)
    return None if count is None else days if match["way"] == "later" else -days
