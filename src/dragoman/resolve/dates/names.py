"""The words that dates are made of: months, weekdays, numbers, ordinals."""

from __future__ import annotations

import re

MONTHS = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
WEEKDAYS = {name: i for i, name in enumerate("mon tue wed thu fri sat sun".split())}
NUMBERS = {
    word: i
    for i, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split(),
        1,
    )
}
ORDINALS = {
    word: i
    for i, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
        """.split(),
        1,
    )
}
STEPS = {"last": -1, "past": -1, "this": 0, "the": 0, "current": 0, "next": 1, "coming": 1, "upcoming": 1}
MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b"
)
WEEKDAY = (
    r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    r"|mon|tues|tue|weds|wed|thurs|thur|thu|fri|sat|sun)\b"
)
PART_OF_DAY = re.compile(
    r"^(?:the )?(?:(?:early|late|mid) )?(?:night|morning|afternoon|evening|noon|hours) of (?:the )?"
    r"|(?<=[a-z0-9]) (?:night|morning|afternoon|evening|midday|noon|midnight)$"
)


def number_of(word: str) -> int | None:
    """The number a word or digits say, 1 for "a".

    >>> number_of("a"), number_of("seven"), number_of("24"), number_of("several")
    (1, 7, 24, None)
    """
    if word in ("a", "an"):
        return 1
    return int(word) if word.isdigit() else NUMBERS.get(word)


def ordinal_of(word: str) -> int | None:
    """The number an ordinal says, in words or digits.

    >>> ordinal_of("third"), ordinal_of("21st"), ordinal_of("last")
    (3, 21, None)
    """
    digits = re.fullmatch(r"(\d\d?)(?:st|nd|rd|th)?", word)
    return int(digits[1]) if digits else ORDINALS.get(word)
