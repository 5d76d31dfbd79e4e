"""How many were killed and wounded, as a sentence says it: exactly, at least, or about."""

from __future__ import annotations

import re
from typing import NamedTuple

_VALUES = {
    word: number
    for number, word in enumerate(
        """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split(),
        1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "a dozen": 12, "a hundred": 100}
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,6}|" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r")"
_BOUND = r"(?:(?P<bound>at least|more than|over|as many as|up to|nearly|almost|about|around|some)\s+)?"
# "12 people were", "two Israeli soldiers": up to five words that begin no new thought.
_WHO = (
    r"(?:\s+(?!(?:and|after|when|as|but|while|with|since|in|days?|years?|hours?|months?)\b"
    r"|of\s+the\s+(?:wounded|injured|dead|victims))[^\W\d]+){0,5}?"
)
# "20 people, most of them drivers, were killed". (Of "one of the wounded died" the one adds to a number told before.)
_ASIDE = r"(?:,\s[^,.;]{1,50},(?=\s+(?:was|were|has|have|had)\b)(?:\s+(?:was|were|has|have|had|been))+)?"
# "No one was hurt", "a mother of two died", "attacked by three dogs has died".
_NOT_AFTER = r"(?<!\bno )(?<!\bof )(?<!\bby )"
_WORDS = {
    "killed": r"(?:killed|dead|die[sd]?|deaths|fatalities|perished|slain|martyred)",
    "wounded": r"(?:wounded|injured|hurt|injuries)",
}
_FRAMES: dict[str, tuple[re.Pattern[str], ...]] = {
    harm: (
        re.compile(rf"{_NOT_AFTER}\b{_BOUND}{_NUMBER}{_WHO}{_ASIDE}\s+{words}\b", re.IGNORECASE),
        re.compile(
            rf"\b{active}\s+{_BOUND}{_NUMBER}\b(?!\s+(?:days?|years?|hours?|months?|times?)\b|%|[.,:]\d)", re.IGNORECASE
        ),
    )
    for (harm, words), active in zip(
        _WORDS.items(), (r"(?:killed|killing|kills?)", r"(?:wounded|wounding|injured|injuring|injures?)"), strict=True
    )
}
_OPEN = {
    "at least": "at least",
    "more than": "at least",
    "over": "at least",
    "up to": "at most",
    "as many as": "at most",
}


# "The ambush cost 12 lives", "the death toll rose to 14".
_FRAMES["killed"] += tuple(
    re.compile(rf"\b{frame}\b", re.IGNORECASE)
    for frame in (
        rf"(?:cost|costing|claimed|claiming|took)\s+{_BOUND}{_NUMBER}\s+(?:\w+\s+)?lives",
        rf"(?:claimed|claiming|took|taking|cost)\s+the\s+lives\s+of\s+{_BOUND}{_NUMBER}",
        rf"death\s+toll\s+(?:\w+\s+){{0,6}}?(?:of|to|at|is|was)\s+{_BOUND}{_NUMBER}",
    )
)
# Most sentences tell of no harm, and are not looked at twice.
_HINTS = {
    "killed": re.compile(r"kill|dead|die|death|fatal|lives|perish|slain|martyr", re.I),
    "wounded": re.compile(r"wound|injur|hurt", re.I),
}


class Toll(NamedTuple):
    """A number and how it is meant: "exactly", "at least", "at most" or "about"."""

    number: int
    bound: str = "exactly"

    def __str__(self) -> str:
        return str(self.number) if self.bound == "exactly" else f"{self.bound} {self.number}"


def find_toll(sentence: str, harm: str) -> Toll | None:
    """The number of killed or wounded that a sentence tells, `None` where it tells none or two different ones.

    >>> find_toll("The blast killed at least 12 people and wounded 30.", "killed")
    Toll(number=12, bound='at least')
    >>> str(find_toll("Two Israeli soldiers were lightly injured.", "wounded"))
    '2'
    >>> find_toll("No one else was hurt.", "wounded") is None
    True
    >>> find_toll("He was killed 12 years ago.", "killed") is None
    True
    """
    if not _HINTS[harm].search(sentence):
        return None
    found = []
    for frame in _FRAMES[harm]:
        for match in frame.finditer(sentence):
            bound = (match["bound"] or "").lower()
            how = _OPEN.get(bound, "about" if bound else "exactly")
            found.append(Toll(_read(match["number"]), how))
    return found[0] if len({toll.number for toll in found}) == 1 else None


def can_both_hold(one: Toll, other: Toll) -> bool:
    """Whether two tolls can be true of one happening at one time.

    >>> can_both_hold(Toll(9), Toll(5, "at least")), can_both_hold(Toll(9), Toll(12))
    (True, False)

    "About" gives a tenth in both directions.
    """
    low, high = _range(one)
    other_low, other_high = _range(other)
    return low <= other_high and other_low <= high


def read_toll(text: str) -> Toll:
    """The toll that `str` wrote.

    >>> read_toll(str(Toll(5, "at least"))) == Toll(5, "at least")
    True
    """
    bound, _, number = text.rpartition(" ")
    return Toll(int(number), bound or "exactly")


def _range(toll: Toll) -> tuple[float, float]:
    if toll.bound == "about":
        return toll.number * 0.9, toll.number * 1.1
    low = 0.0 if toll.bound == "at most" else float(toll.number)
    return low, float("inf") if toll.bound == "at least" else float(toll.number)


def _read(number: str) -> int:
    return _VALUES.get(number.lower()) or int(number.replace(",", ""))
