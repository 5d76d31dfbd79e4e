"""Which time of a sentence is an act's own: the one that hangs on its verb, and on no other's.

"Heights occupied since 2022" dates no killing on them, "the third time this year" counts, "welcomed the release of
9 May" dates the release. A time that hangs on nothing else is the nearest act's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Marked, Span, Time, find_range

# Words whose own day is another than that of what they are about ("deplored the shooting of last week").
_ABOUT_ACTS = frozenset("SUPPORT ACCUSE REQUEST".split())
# A clause that opens so tells of another time than the clause it hangs on; "when" and "as" tell of the same.
_OTHER_TIMES = frozenset(
    "after before since until till because although though if unless where whereas while once".split()
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th)|only(?=\s\w+\s)|once"
    r"|twice|most|least|highest|lowest|biggest|largest|worst|best|\w+iest|deadliest|heaviest|strongest|longest|gravest"
    r"|sharpest|times?)"
)
# What is counted or compared over a stretch: "the third time this year", "the worst flood since 1990".
_COUNT = re.compile(
    rf"\b{_ORDINAL}\b(?P<between>[^,;:.()]*?)(?P<lead>\s(?:since|in|of|for|over|so\sfar|during|within))?\s(?:the\s)?$",
    re.I,
)
_STRETCH = re.compile(r"^(?:the\s)?(?:this|last|past|current|previous|year|month|decade)\b(?!\s\w+day\b)", re.I)
_DAY = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|overnight|last\snight|this\s(?:very\s)?(?:morning|afternoon|evening)",
    re.I,
)
# Times that are ahead of whoever tells of them, and the types of acts that are done now and dated then.
_AHEAD = re.compile(r"(?:the\s)?(?:next|coming|tomorrow)\b", re.I)
_OF_TO_COME = frozenset("AGREE CONCEDE THREATEN CONSULT".split())
# Types of what is done and not said, which is told on another day as often as not: of 8 such deeds in the corpus's
# training part that somebody "said on" a day to have happened one is dated that day (November 2026).
_DEEDS = frozenset("ASSAULT COERCE SANCTION MOBILIZE RETREAT AID COOPERATE PROTEST".split())
_LIMIT = re.compile(r"\b(?:until|till|up\sto)\s(?:the\s)?$", re.I)
_WHO = frozenset(["which", "who", "whom", "whose"])


def find_time(reading: Reading, clause: Clause, type: str = "", content: tuple[Span, ...] = ()) -> int | None:
    """The time of an act: the nearest in its clause, else in its sentence, that no other verb and no count has.

    `type` and `content` are those of the event: what words are about has a time of its own. Where a sentence has no
    other, a day that may hang on a participle is the act's too: "attacked a convoy escorted by soldiers on Monday".
    """
    best: tuple[bool, bool, int, int] | None = None
    own = _number_of(reading, clause)
    for i in find_range(reading.marked.times, clause.sentence):
        time = reading.marked.times[i]
        if dates_nothing(reading, time) or _is_limit(reading, clause, time):
            continue
        blocked = _find_block(reading, own, clause, time.span)
        loose = blocked is not None and blocked.form == "participle" and _is_loose(reading, time.span)
        if (blocked is not None and not loose) or _is_parted(reading, clause, time.span):
            continue
        if _is_of_content(reading, clause, type, content, time.span) or _is_still_to_come(reading, clause, type, time):
            continue
        if type in _DEEDS and _is_of_saying(reading, clause, own, time.span):
            continue
        gap_chars = min(abs(time.span.start - clause.head.end), abs(clause.head.start - time.span.end))
        key = (loose, not clause.span.covers(time.span), gap_chars, i)
        best = key if best is None or key < best else best
    return best[-1] if best else None


def _is_loose(reading: Reading, time: Span) -> bool:
    """Whether a time may hang on another verb than the one before it: a day, but not what something is set for."""
    before = reading.token_before(time.start)
    return _is_day(reading, time) and not (before is not None and before.text.lower() == "for")


def _is_of_saying(reading: Reading, clause: Clause, own: int | None, time: Span) -> bool:
    """Whether a time is that of who tells of a deed behind it: "killed six people, a union said on Tuesday"."""
    owner = _owner_of(reading, clause.sentence, time)
    if owner is None or owner == own or clause.tense == "future" or clause.modal:
        return False
    saying = reading.marked.clauses[owner]
    if saying.lemma not in load_lexicon().bare["say"] or saying.subject is None:
        return False
    return min(saying.subject.span.start, saying.head.start) > clause.head.end


def _is_still_to_come(reading: Reading, clause: Clause, type: str, time: Time) -> bool:
    """Whether a time is ahead of an act that is told as done: "called for protests next week and demanded ..."."""
    done = clause.form == "finite" and clause.tense == "past" and not clause.modal
    return done and type not in _OF_TO_COME and _AHEAD.match(time.span.of(reading.marked.document.text)) is not None


def _is_day(reading: Reading, time: Span) -> bool:
    """Whether a time is a weekday or one like "today", by which reports tell when it happened."""
    return _DAY.search(time.of(reading.marked.document.text)) is not None


def dates_nothing(reading: Reading, time: Time) -> bool:
    """Whether a time is no act's: when a report was written, or what something is counted over."""
    return reading.in_dateline(time.sentence, time.span) or is_counted(reading.marked, time)


def is_counted(marked: Marked, time: Time) -> bool:
    """Whether a time is the stretch over which something is counted or compared, and no date of it.

    >>> from dragoman.records import Document, Sentence
    >>> text = "The envoy was summoned for the third time this year."
    >>> marked = Marked(Document("d", text), sentences=(Sentence(Span(0, len(text)), 0, 0, Span(0, 0)),))
    >>> is_counted(marked, Time(Span(42, 51), 0))
    True
    """
    text, sentence = marked.document.text, marked.sentences[time.sentence].span
    found = _COUNT.search(text[sentence.start : time.span.start])
    if found is None:
        return False
    words = time.span.of(text)
    since = (found["lead"] or "").strip().lower() == "since"
    if not since and not _STRETCH.match(words):
        return False
    between = Span(sentence.start + found.start("between"), sentence.start + found.end("between"))
    return not any(between.covers(clause.verb) for clause in _clauses(marked, time.sentence) if clause.form == "finite")


def _clauses(marked: Marked, sentence: int) -> Iterator[Clause]:
    return (marked.clauses[n] for n in find_range(marked.clauses, sentence) if marked.clauses[n].form != "noun")


def _is_limit(reading: Reading, clause: Clause, time: Time) -> bool:
    """Whether a time is how long something done is to last: "signed a plan until 2030"."""
    if clause.tense == "future" or clause.modal or clause.form == "infinitive":
        return False
    text, start = reading.marked.document.text, reading.marked.sentences[time.sentence].span.start
    return _LIMIT.search(text[start : time.span.start]) is not None


def _number_of(reading: Reading, clause: Clause) -> int | None:
    """The number of the verb's clause that a clause is, or that its noun hangs on."""
    marked = reading.marked
    same = [n for n in find_range(marked.clauses, clause.sentence) if marked.clauses[n].head == clause.head]
    number = same[0] if same else None
    while number is not None and marked.clauses[number].form == "noun":
        number = marked.clauses[number].governor
    return number


def _find_block(reading: Reading, own: int | None, clause: Clause, time: Span) -> Clause | None:
    """The clause that keeps a time from an act: it describes somebody, or tells what is said, asked or done before.

    A noun's own words are its own ("the raid in April that ..."), whatever its verb is.
    """
    owner = _owner_of(reading, clause.sentence, time)
    if owner is None or owner == own:
        return None
    above = set(_chain(reading, own))
    for step in _chain(reading, owner):
        if step in above:
            return None
        other = reading.marked.clauses[step]
        if clause.form == "noun" and _extent(reading, other).covers(clause.head):
            return None
        if other.relation in ("relative", "complement") or _is_aside(reading, other):
            return other
    return None


def _chain(reading: Reading, number: int | None) -> Iterator[int]:
    """A clause and those above it."""
    seen: set[int] = set()
    while number is not None and number not in seen:
        seen.add(number)
        yield number
        number = reading.marked.clauses[number].governor


def _is_aside(reading: Reading, other: Clause) -> bool:
    """Whether a clause tells what was before or beside: "wanted since 2019", "after it had broken the truce"."""
    if _is_told_of_which(reading, other):
        return True
    if other.relation != "adverbial":
        return False
    opener = reading.token_at(other.span.start)
    if opener is not None and opener.text.lower() in _OTHER_TIMES:
        return True
    return other.form == "participle" and other.voice == "passive"


def _owner_of(reading: Reading, sentence: int, time: Span) -> int | None:
    """The clause of a verb that holds a time most closely."""
    marked = reading.marked
    inside = [
        n
        for n in find_range(marked.clauses, sentence)
        if marked.clauses[n].form != "noun" and _extent(reading, marked.clauses[n]).covers(time)
    ]
    return min(inside, key=lambda n: (marked.clauses[n].span.end - marked.clauses[n].span.start, n), default=None)


def _extent(reading: Reading, clause: Clause) -> Span:
    """A clause from "which" on, and one set off by commas up to the second of them."""
    span = clause.span
    if clause.governor is None:
        return span
    if (opener := _is_told_of_which(reading, clause)) is not None:
        span = Span(opener.start, span.end)
    before = reading.token_before(span.start)
    if clause.form == "participle" and before is not None and before.text == ",":
        text = reading.marked.document.text
        comma = text.find(", ", clause.head.end, span.end)
        span = Span(span.start, comma) if comma >= 0 else span
    return span


def _is_told_of_which(reading: Reading, clause: Clause) -> Span | None:
    """The "which" of a clause whose time stands before its verb: "the Union, which in July pledged"."""
    tokens = reading.marked.tokens
    last = reading.tokens(Span(clause.verb.start, clause.verb.start + 1)).start - 1
    for i in range(last, max(last - 6, -1), -1):
        word = tokens[i].text.lower()
        if word in _WHO:
            return tokens[i].span
        if word in (",", ";", ".") or tokens[i].tag.startswith("V"):
            return None
    return None


def _is_parted(reading: Reading, clause: Clause, time: Span) -> bool:
    """Whether a semicolon stands between an act and a time: another sentence in all but name."""
    text = reading.marked.document.text
    return ";" in text[min(clause.head.end, time.end) : max(clause.head.start, time.start)]


def _is_of_content(reading: Reading, clause: Clause, type: str, content: tuple[Span, ...], time: Span) -> bool:
    """Whether a time dates what words are about: it stands behind an act in it, or right behind its "of".

    A weekday or "today" behind them may well be the day they were said on ("condemned the attack on Monday").
    """
    if type not in _ABOUT_ACTS or time.start < clause.head.end or _is_day(reading, time):
        return False
    start = min((span.start for span in content), default=None)
    if start is None or time.start < start:
        return False
    return any(
        act.form == "noun" and max(start, clause.head.end) <= act.head.start < time.start
        for act in reading.clauses_of(clause.sentence)
    )
