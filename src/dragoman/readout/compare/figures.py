"""The numbers and days of two accounts' words on one thing, and those of them that cannot both be right.

What one account tells and the other leaves out is no difference: each must have a number or a day of its own. A number
counts something ("two border posts"), and is held against numbers of the same; a day may be told in part ("in July").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dragoman.inference.meaning import stem
from dragoman.knowledge.numerals import find_numbers

_MONTHS = """january february march april may june july august september october november december""".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
# Months have a capital, or "may" and "march" would be days.
_MONTH = rf"(?P<month>{'|'.join(month.title() for month in _MONTHS)})"
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\w)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH}\b(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\s+{_DAY}\b(?!,\d)(?:,?\s+{_YEAR})?",
        rf"\b{_MONTH}\b(?:,?\s+{_YEAR})?",
        rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})\b",
        rf"(?i:\b(?:by|in|until|till|since|before|after|from|through|end of)\s+(?:the\s+year\s+)?){_YEAR}",
    )
)
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_CURRENCIES = {"$": "dollar", "€": "euro", "£": "pound", "¥": "yen", "%": "percent"}
_PERCENT = re.compile(r"\bper\s+cent\b|\bpercent(?:age)?\b", re.IGNORECASE)
# Behind these what is counted has ended.
_ENDS = frozenset(
    """a an the of in on at by to for from with within until and or but as than that which who is are was were be will
    would has have had its their his her this these those per over under between during after before""".split()
)
# So many words behind a number may be what it counts: "two new border posts".
COUNTED_WORDS = 3
_NEXT = re.compile(r"[\s-]*(%|[^\W\d_]+)")


class Figure(NamedTuple):
    """A number as it is written, and the words of what it counts; `plain` as `numerals.Number` has it."""

    value: float
    text: str
    counts: frozenset[str]
    plain: bool


class Day(NamedTuple):
    """A day, or as much of it as is told."""

    text: str
    year: str | None = None
    month: str | None = None
    day: int | None = None
    weekday: str | None = None


def find_clashes(a: str, b: str) -> Iterator[tuple[str, str, str]]:
    """For days and for figures: which, those of the first text and those of the second that cannot both be so.

    >>> list(find_clashes("to open two posts by December", "to open three border posts by January"))
    [('dates', 'December', 'January'), ('figures', 'two', 'three')]
    >>> list(find_clashes("to meet in July", "to meet on 3 July in two rounds"))
    []
    """
    (days, rest), (other_days, other_rest) = (find_days(text) for text in (a, b))
    for kind, pairs in (
        ("dates", _clash_days(days, other_days)),
        ("figures", _clash_figures(find_figures(rest), find_figures(other_rest))),
    ):
        if pairs:
            yield kind, *(", ".join(dict.fromkeys(side)) for side in zip(*pairs, strict=True))  # type: ignore[misc]


def find_told(text: str) -> set[str]:
    """The days and the numbers of a text, as it writes them.

    >>> sorted(find_told("to open two posts and 3 roads by June 2030"))
    ['3', 'June 2030', 'two']
    """
    days, rest = find_days(text)
    return {day.text for day in days} | {figure.text for figure in find_figures(rest)}


def find_days(text: str) -> tuple[list[Day], str]:
    """The days of a text in the order of their forms, and the text with blanks in their places.

    >>> [day[1:4] for day in find_days("from 3 May to June 10, 2025, not before 2030")[0]]
    [(None, 'May', 3), ('2025', 'June', 10), ('2030', None, None)]
    """
    found = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            told = match.groupdict()
            day = int(told["day"]) if told.get("day") else None
            words = match[0] if told.get("month") or told.get("weekday") else told["year"]
            found.append(Day(words, told.get("year"), told.get("month"), day, told.get("weekday")))
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return found, text


def find_figures(text: str) -> list[Figure]:
    """The numbers of a text that are no years.

    >>> [(figure.text, sorted(figure.counts)) for figure in find_figures("10 billion dollars for two new posts")]
    [('10 billion', ['dolla']), ('two', ['new', 'post'])]
    """
    found = []
    for number in find_numbers(text):
        words = number.span.of(text)
        if not _BARE_YEAR.fullmatch(words):
            counts = _count(text[: number.span.start], _PERCENT.sub("%", text[number.span.end :]))
            found.append(Figure(number.value, words, counts, number.plain))
    return found


def _count(before: str, behind: str) -> frozenset[str]:
    """The words of what a number counts, by their stems."""
    words = [_CURRENCIES[before.rstrip()[-1]]] if before.rstrip()[-1:] in _CURRENCIES else []
    at = 0
    while len(words) < COUNTED_WORDS and (match := _NEXT.match(behind, at)):
        word, at = match[1].lower(), match.end()
        if word in _ENDS:
            break
        words.append(_CURRENCIES.get(word, word))
        if word == "%":
            break
    return frozenset(map(stem, words))


def _clash_days(ours: Sequence[Day], theirs: Sequence[Day]) -> list[tuple[str, str]]:
    """The days that fit none of the other text, each with one there that fits none here."""
    left = [day for day in ours if not any(_fit(day, other) for other in theirs)]
    right = [day for day in theirs if not any(_fit(day, other) for other in ours)]
    return [(one.text, other.text) for one in left for other in right if bool(one.weekday) == bool(other.weekday)]


def _fit(one: Day, other: Day) -> bool:
    """Whether two can be one day: nothing that both tell is other."""
    both = list(zip(one[1:], other[1:], strict=True))
    return all(a == b for a, b in both if a and b) and any(a and b for a, b in both)


def _clash_figures(ours: Sequence[Figure], theirs: Sequence[Figure]) -> list[tuple[str, str]]:
    """The numbers that only one of two texts has of the same; of anything, where plain ones have none in common."""
    known, others = {figure.value for figure in ours}, {figure.value for figure in theirs}
    left = [figure for figure in ours if figure.value not in others]
    right = [figure for figure in theirs if figure.value not in known]
    pairs = [(a.text, b.text) for a in left for b in right if a.counts & b.counts or not (a.counts or b.counts)]
    plain, plain_others = ([figure for figure in side if figure.plain] for side in (ours, theirs))
    if pairs or {figure.value for figure in plain} & {figure.value for figure in plain_others}:
        return pairs
    return [(a.text, b.text) for a in left for b in right if a.plain and b.plain]
