"""Which days the times of a text mean, against the day it was published.

What the words leave open stays open: "the previous day", "recent weeks", "last summer" (north or
south?), a weekday in a text without a date. The day of publication is never put in their place.

`words` asks the readers of each kind in turn: `fixed` (3 May 2024), `relative` (last week), `counted` (in two weeks),
`parts` (late March), `seasons`, `feasts`, `fiscal`. `calendar` counts days, `names` are the words for months,
`tenses` and `anchors` say what the sentence adds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import Granularity, Marked, Mention, Time, When, find_range
from dragoman.resolve.dates.anchors import find_anchored, is_anchored_first
from dragoman.resolve.dates.calendar import Tense
from dragoman.resolve.dates.names import MONTH, WEEKDAY
from dragoman.resolve.dates.seasons import SOUTHERN
from dragoman.resolve.dates.tenses import find_tense, is_moved_to
from dragoman.resolve.dates.words import Reading, read_days, read_southern


def resolve_dates(marked: Marked) -> tuple[When | None, ...]:
    """The days each of `marked.times` means, `None` where the text does not say enough.

    >>> from dragoman.records import Document, Span
    >>> document = Document("d", "They met on Tuesday.", published="2024-07-03")
    >>> resolve_dates(Marked(document, times=(Time(Span(12, 19), 0),)))
    (When(start='2024-07-02', end='2024-07-02', text='Tuesday', granularity='day'),)

    "The following day" and "three days later" are counted from the one day that their sentence names before them.
    """
    found: list[When | None] = []
    for number in range(len(marked.times)):
        found.append(_resolve_time(marked, number, found))
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


def resolve_date(phrase: str, on: date | None, country: str | None = None) -> DateDecision:
    """The days that a phrase means in a text of day `on`, of a `country` where each state has its own.

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
    words = _LOCAL_TIME.sub("", _TRIM.sub("", " ".join(phrase.split())).strip())
    if words in _VERBS:
        return _decide(None, on)
    for _ in range(3):  # "on or about the morning of 3 May"
        words = _CLOCK.sub("", words)
        lead = _LEAD.match(words)
        if lead is None:
            break
        words = words[lead.end() :]
        if lead["bound"]:
            return _bounded(lead["bound"].lower(), _CLOCK.sub("", words), on)
        if lead["about"]:
            return _about(words, on)
    return _decide(read_days(words, on, _tense_in(words), country), on)


# Without a capital they are verbs.
_VERBS = frozenset(["may", "march", "mar", "sat", "sun", "second"])
_TRIM = re.compile(r"^[\s\"'“‘(]+|(?:['’]s)?[\s.,;:!?\"'”’)]*$")
_LOCAL_TIME = re.compile(r"(?<=[a-z])\s(?:local\stime|GMT|UTC)$", re.IGNORECASE)
_HOUR = (
    r"(?:(?:half|(?:a\s)?quarter|five|ten|twenty)\s(?:past|to)\s[a-z]+|"
    r"(?:\d{1,2}[:.]\d\d|\d{1,2}(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|CET|EST|local\stime))?"
    r"|noon|midnight|dawn|dusk)"
)
_CLOCK = re.compile(
    rf"^(?:(?:at|around|about)\s)?{_HOUR},?(?:\s(?:on|of))?\s(?=\S)|,?\s(?:at|around)\s{_HOUR}$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:(?P<bound>since|within|until|till|through|up\sto|by|no\slater\sthan|not\slater\sthan|before|prior\sto|ahead\sof|after|from"
    r"(?=\s(?!.*\s(?:to|until|till|through|and)\s|.*[-–—]\d))|starting(?:\son|\sfrom)?|as\sof|effective)"
    r"|(?P<about>around|about|circa|ca\.|roughly|approximately|on\sor\sabout)(?=\s(?!.*\s(?:ago|from\snow)$))"
    r"|(?:early|late|later|earlier)(?=\son\s)|on|in(?!\s\w+\s(?:hour|day|week|fortnight|month|year|decade)s?\b)|at(?!\s(?:dawn|daybreak|sunrise|noon|midday|sunset|dusk|nightfall|midnight)$)|during|over|throughout|from"
    r"|between|for|of|dated|as\s(?:early|late)\sas|the\sdate\sof|held)\s",
    re.IGNORECASE,
)
_NO_DAYS = "the words name no certain days"
_AHEAD_WORDS = re.compile(r"\b(?:next|coming|upcoming|tomorrow|this\sweekend)\b", re.IGNORECASE)


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


_WEEKDAY_WORD = re.compile(WEEKDAY, re.IGNORECASE)
_ENDS = frozenset(["within", "until", "till", "through", "up to", "by", "no later than", "not later than"])


def _within(words: str) -> str:
    """ "Within two weeks" is in the next two weeks, "within the year" in this one."""
    this = re.sub(r"^the\s(?=(?:week|month|quarter|year)$)", "this ", words)
    return this if this != words or words.startswith("the ") else f"the next {words}"


def _bounded(bound: str, words: str, on: date | None) -> DateDecision:
    """A stretch that words bound on one side; "since" reaches up to the day of the text, "within" begins there."""
    is_ahead = bound in _ENDS or (bound != "since" and _WEEKDAY_WORD.match(words))
    tense: Tense | None = "past" if bound == "since" else "future" if is_ahead else None
    words = _within(words) if bound == "within" else words
    found = read_days(words, on, tense)
    if found is None:
        return _decide(None, on)
    first, last = found.days
    start: date | None = None
    end: date | None = None
    if bound in _ENDS:
        start, end = on if bound == "within" and on is not None and on <= last else None, last
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


def _resolve_time(marked: Marked, number: int, found: Sequence[When | None]) -> When | None:
    """The days of one time, as the words before it, the tense of its clause and the states around it bound them."""
    time, published, text = marked.times[number], marked.document.published, marked.document.text
    words = time.span.of(text)
    bound = _BOUND.search(text[max(0, time.span.start - 16) : time.span.start])
    lead = bound[1].lower() if bound and not is_moved_to(marked, time) else ""
    tense = _TENSE_OF.get(lead) or find_tense(marked, time)
    if lead in _ENDS_AHEAD and tense in (None, "present"):
        tense = "future"
    if is_anchored_first(words) and tense != "future" and (anchored := find_anchored(marked, number, found)):
        return anchored
    words = f"{words} {year}" if (year := _year_behind(marked, number)) else words
    when = _local(marked, time, tense) if _LOCAL.search(words) else find_when(words, published, tense)
    if when is None:
        return find_anchored(marked, number, found)
    if lead == "after" and not _STANDS_ALONE.match(text, time.span.end):
        return when  # "after Friday's attack"
    return _cut(when, lead, published[:10]) if published and lead else when


def _year_behind(marked: Marked, number: int) -> str | None:
    """The year that a date shares with the next one: "3 May and 7 June 2022"."""
    if number + 1 >= len(marked.times):
        return None
    (start, end), text = marked.times[number].span, marked.document.text
    after = marked.times[number + 1].span
    has_own = _OWN_YEAR.search(text[start:end]) or not _NAMES_MONTH.search(text[start:end])
    if (
        has_own
        or not _JOINS.fullmatch(text, end, after.start)
        or not _NAMES_MONTH.search(text[after.start : after.end])
    ):
        return None
    year = _OWN_YEAR.search(text[after.start : after.end])
    return year[0] if year else None


_OWN_YEAR = re.compile(r"\b\d{4}$|year$|ago$")
_NAMES_MONTH = re.compile(rf"\b{MONTH}(?:\s\d\d?)?", re.IGNORECASE)
_JOINS = re.compile(r",?\s(?:and|or|to)\s(?:(?:in|on|from|late|early)\s)?|,\s")
_ENDS_AHEAD = frozenset(["by", "before"])
_BOUND = re.compile(r"\b(since|until|till|before|by|after)\s+(?:the\s+)?$", re.IGNORECASE)
_STANDS_ALONE = re.compile(r"\s*(?:[,.;)]|$|(?:and|but|in|at|when)\b)")
_TENSE_OF: dict[str, Tense] = {"since": "past", "until": "future", "till": "future"}


def _cut(found: When, lead: str, published: str) -> When:
    """What is so since a day is so up to the day of the text; what is so until a day ahead is so from it on."""
    if lead == "since":
        return When(found.start, published, found.text, "span") if found.end < published else found
    if lead == "by":
        return found
    if lead == "after":
        next_day = (date.fromisoformat(found.end) + timedelta(days=1)).isoformat()
        return When(next_day, published, found.text, "span") if next_day <= published else found
    end = found.end
    if lead == "before" and found.granularity == "day":
        end = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    return When(published, end, found.text, "span") if published < found.start and published < end else found


# -- what differs from state to state ---------------------------------------------------------

_LOCAL = re.compile(
    r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter|[Ff]iscal|[Ff]inancial|[Bb]udget|FY|Day)|\bFY", re.ASCII
)


def _local(marked: Marked, time: Time, tense: Tense | None) -> When | None:
    """The days of a season, a fiscal year or a national day as the states named around it have them."""
    published, words = marked.document.published, time.span.of(marked.document.text)
    today = date.fromisoformat(published[:10]) if published else None
    states = _states_around(marked, time)
    # Of two states the first is who has the budget or the feast; a season needs them in one half of the world.
    found = read_days(words, today, tense, states[0] if states else None)
    if found is not None and found.granularity == "season" and SOUTHERN.intersection(states):
        south = read_southern(words, today, tense) if SOUTHERN.issuperset(states) else None
        found = found._replace(days=south) if south else None
    return When(found.days.first.isoformat(), found.days.last.isoformat(), words, found.granularity) if found else None


def _states_around(marked: Marked, time: Time) -> tuple[str, ...]:
    """The states named in a sentence before a time, or else in all of it, or else in the text."""
    here = [marked.mentions[i] for i in find_range(marked.mentions, time.sentence)]
    before = [mention for mention in here if mention.span.start < time.span.start]
    return _states_of(before) or _states_of(here) or _states_of(marked.mentions)


def _states_of(mentions: Sequence[Mention]) -> tuple[str, ...]:
    """The states that mentions name or belong to, in their order."""
    known = [(*m.of, (m.known or "").split(".")[0]) if m.kind in ("country", "government") else m.of for m in mentions]
    return tuple(dict.fromkeys(code for codes in known for code in codes if len(code) == 3))
