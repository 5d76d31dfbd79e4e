"""How words are written, for an encoder whose vocabulary has small letters only."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

# Small letters or none; a capital first; capitals only; with a digit.
SHAPES = ("small", "title", "capitals", "digits")


def find_shapes(text: str, starts: Sequence[int], ends: Sequence[int], heads: Sequence[int]) -> list[int]:
    """For each piece the shape of its word, as an index of `SHAPES`; `heads` are the pieces that begin words.

    >>> find_shapes("Oman met UN", [0, 5, 9], [4, 8, 11], [0, 1, 2])
    [1, 0, 2]
    """
    bounds = [*heads, len(starts)]
    shapes: list[int] = []
    for first, end in itertools.pairwise(bounds):
        shapes += [_shape(text[starts[first] : ends[end - 1]])] * (end - first)
    return shapes


def _shape(word: str) -> int:
    if not word.isalpha() and any(letter.isdigit() for letter in word):
        return 3
    if not word[:1].isupper():
        return 0
    return 2 if len(word) > 1 and word.isupper() else 1
