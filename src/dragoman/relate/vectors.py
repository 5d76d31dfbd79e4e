"""Weighted words as vectors of length 1, and how near two of them lie."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt

Vector = dict[str, float]


def make_vector(words: Vector, weigh: Callable[[str], float], limit: int) -> Vector:
    """The `limit` heaviest words, the heaviest first, each by count and rarity, scaled to length 1.

    >>> make_vector({"quake": 1.0, "tonga": 2.0, "hit": 0.1}, lambda word: 2.0, 2)
    {'tonga': 0.8944, 'quake': 0.4472}
    """
    weighed = sorted([(count * weigh(word), word) for word, count in words.items()], reverse=True)[:limit]
    length = sqrt(sum([weight * weight for weight, _ in weighed])) or 1.0
    return {word: round(weight / length, 4) for weight, word in weighed}


def measure_length(words: Vector) -> float:
    """The length of a vector.

    >>> measure_length({"tonga": 3.0, "quake": 4.0})
    5.0
    """
    return sqrt(sum([weight * weight for weight in words.values()])) or 1.0


def cosine(one: Vector, other: Vector) -> float:
    """1 for the same direction, 0 for nothing in common.

    >>> cosine({"tonga": 0.6, "quake": 0.8}, {"quake": 1.0})
    0.8
    """
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[word] for word, weight in one.items() if word in other])
