"""What the words of a report say at a glance: its words, its names and the days it mentions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from math import log

from dragoman.records import Record

# A report says early what happened. In words; not tuned.
LEAD_WORDS = 250
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDINGS = re.compile(r"(?:['’]s?|ing|ed|e?s)$")
# What may stand before a capital letter that is no name: the start of a text, line, sentence or quotation.
_OPENING = re.compile(r"(?:^|[.!?:\n])[\s\"'“”‘’`(\[]*$")
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAY = re.compile(rf"\b(?:{_MONTH}\s+(\d{{1,2}})\b|(\d{{1,2}})\s+{_MONTH}\b)", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec""".split()
)
_EMPTY = frozenset(
    """a about after again against all also among an and any are as at be been before being between both but by can
    could did do does during each for from had has have he her here him his how i if in into is it its itself just
    last like may me might more most mr mrs ms my new no nor not now of off on one only or other our out over own said
    same say says she should since so some such than that the their them then there these they this those through
    time to told too two under until up us very was we were what when where which while who whom why will with
    would year years you your http https www com html""".split()
)

Words = dict[str, float]


def weigh_words(words: Iterable[str]) -> Words:
    """Words, each by how often it stands there.

    >>> weigh_words(list_words("Rebels attacked. The attack killed 12."))
    {'rebel': 1.0, 'attack': 1.69, 'kill': 1.0, '12': 1.0}
    """
    return {word: round(1 + log(count), 2) for word, count in Counter(words).items()}


def list_words(text: str, limit: int = LEAD_WORDS) -> list[str]:
    """The words that count in the opening of a text, in lower case, without the commonest endings.

    >>> list_words("Rebels attacked two villages; 1,200 people are fleeing.")
    ['rebel', 'attack', 'villag', '1,200', 'people', 'flee']
    """
    lowered = (match[0].lower() for match in islice(_WORD.finditer(text), limit))
    return [cut_ending(word) for word in lowered if word not in _EMPTY and (len(word) > 1 or word.isdigit())]


@lru_cache(maxsize=65_536)
def cut_ending(word: str) -> str:
    """A word without plural, past or possessive where at least four letters stay: a key, not a lemma.

    >>> cut_ending("talks"), cut_ending("killed"), cut_ending("bus")
    ('talk', 'kill', 'bus')
    """
    short = _ENDINGS.sub("", word)
    return short if len(short) > 3 else word


def weigh_names(record: Record, text: str) -> Words:
    """The names of the opening, word by word, with those of the record's parties and places there.

    A headline may be all capitals: of its words only those are names that the coder takes for one.
    """
    last = len(record.document.text) - len(text)
    last += next((m.end() for m in islice(_WORD.finditer(text), LEAD_WORDS - 1, None)), len(text))
    told = (
        entity.name
        for entity in record.entities
        if entity.kind not in ("group", "occasion") and any(span.start < last for span in entity.mentions)
    )
    return weigh_words([*list_names(text, LEAD_WORDS), *_names_in(told)])


def list_names(text: str, limit: int) -> list[str]:
    """The words with a capital letter in the opening of a text, but for those that begin a sentence and weekdays.

    >>> list_names("Envoys of Chad met in Paris. Talks resume on Friday.", 80)
    ['chad', 'paris']
    """
    return [
        _POSSESSIVE.sub("", match[0].lower())
        for match in islice(_WORD.finditer(text), limit)
        if _is_name(match[0]) and not _OPENING.search(text, max(0, match.start() - 12), match.start())
    ]


def find_days(text: str) -> frozenset[str]:
    """The days of a month and the years that a text names.

    >>> sorted(find_days("As of 4 January; talks on Feb. 12 and in May 2024."))
    ['2024', 'feb 12', 'jan 4']
    """
    days = (f"{(m[1] or m[4]).lower()} {m[2] or m[3]}" for m in _DAY.finditer(text))
    return frozenset([*days, *_YEAR.findall(text)])


def _names_in(told: Iterable[str]) -> Iterator[str]:
    for name in told:
        for word in _WORD.findall(name):
            if _is_name(word):
                yield _POSSESSIVE.sub("", word.lower())


def _is_name(word: str) -> bool:
    lowered = word.lower()
    return word[0].isupper() and len(word) > 1 and lowered not in _EMPTY and lowered not in _WEEKDAYS
