"""Numbers as running text has them: in figures ("1,200", "2.5bn"), in words ("twenty-two"), scaled ("30 million").

"One" is left out where no scale stands behind it: it is a pronoun or an article more often than a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from dragoman.records import Span

_ONES = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: n for n, word in enumerate(_ONES, 1)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SHORT = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
_BELOW_TWENTY = "|".join(sorted(_ONES, key=len, reverse=True))
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES[:9])}))?|{_BELOW_TWENTY})"
_WORDS = rf"{_BELOW_HUNDRED}(?:\s+hundred(?:\s+(?:and\s+)?{_BELOW_HUNDRED})?)?"
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:(?P<figures>{_FIGURES})(?:\s?(?P<short>k|m|mn|bn|tn)(?!\w))?|\b(?P<words>{_WORDS})\b)"
    rf"(?P<scales>(?:[\s-](?:{'|'.join(_SCALES)}))*)(?!\w)",
    re.IGNORECASE,
)


class Number(NamedTuple):
    """A number, where it stands, and whether it is told in figures or with a scale rather than in a word or two."""

    value: float
    span: Span
    plain: bool


def find_numbers(text: str) -> Iterator[Number]:
    """The numbers of a text, in its order.

    >>> [number.value for number in find_numbers("20 million euros, 1.5bn dollars and twenty-two of 1,200 posts")]
    [20000000.0, 1500000000.0, 22.0, 1200.0]
    >>> [number.value for number in find_numbers("three hundred and five men, one of them in one million; the G7")]
    [305.0, 1000000.0]
    """
    for match in _NUMBER.finditer(text):
        scales = re.findall(r"\w+", match["scales"].lower())
        value = _read_figures(match["figures"]) if match["figures"] else _read_words(match["words"])
        for scale in scales:
            value *= _SCALES[scale]
        value *= _SHORT[match["short"].lower()] if match["short"] else 1
        if match["figures"] or scales or value != 1:
            yield Number(round(value, 6), Span(*match.span()), bool(match["figures"] or scales))


def _read_figures(figures: str) -> float:
    return float(figures.replace(",", ""))


def _read_words(words: str) -> float:
    """The number of words below a thousand.

    >>> _read_words("two hundred and forty-one")
    241.0
    """
    value = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        value = value * 100 if word == "hundred" else value + _SMALL.get(word, 0)
    return float(value)
