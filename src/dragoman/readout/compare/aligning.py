"""Which statements of two accounts are of one thing: told by meaning first, by letters second, one to one.

Each pair is described by numbers (`describe`), a weighted sum of which makes a chance (`models/topics-1`, made by
`train/topics` from the annotated pairs). The likeliest pairs are taken first, and no statement twice.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from dragoman.inference.meaning import Meaning

Table = NDArray[np.float64]
# A chance from which two statements are taken for one. On the folds F1 is flat from 0.25 to 0.4.
LIKELY = 0.3
# How near in meaning; how alike their sentences are written; how near they stand to each other; how far the pair is
# ahead of the best rival of either, at least and at most. What sentences mean, and how statements are written, added
# nothing.
FEATURES = ("meaning", "letters", "place", "ahead", "behind")


_LEAD = re.compile(
    r"(?:regarding|concerning|on|as for|as regards|as to|with regard to|with respect to|in relation to|turning to|"
    r"in connection with|speaking of|touching upon)\s+(?P<what>[^,.;:]{3,60}),",
    re.IGNORECASE,
)

_DAY = re.compile(r"\d|day\b|evening|morning|afternoon|occasion|his turn|her turn", re.IGNORECASE)


class Passage(NamedTuple):
    """Words of an account, the sentence around them, and where they stand in it, 0 to 1."""

    text: str
    sentence: str
    at: float


class Pairing(NamedTuple):
    """A passage of the one account, one of the other, and how likely they are of one thing."""

    a: int
    b: int
    chance: float


class Weighs(Protocol):
    """What makes chances of numbers."""

    def weigh(self, numbers: Mapping[str, Table]) -> Table:
        """The chance of each cell."""


def describe(a: Sequence[Passage], b: Sequence[Passage], meaning: Meaning) -> dict[str, Table]:
    """The numbers of each pair, one table of `len(a)` rows and `len(b)` columns for each of `FEATURES`."""
    ours, theirs = ([meaning.gist(_with_lead(one)) for one in side] for side in (a, b))
    ours_around, theirs_around = ([meaning.gist(one.sentence) for one in side] for side in (a, b))
    near = np.array([[meaning.nearness(x, y) for y in theirs] for x in ours], dtype=float)
    like = np.array([[meaning.likeness(x, y) for y in theirs_around] for x in ours_around], dtype=float)
    apart = np.array([[abs(x.at - y.at) for y in b] for x in a], dtype=float)
    rows, columns = _lead(near), _lead(near.T).T
    found = (near, like, -apart, np.minimum(rows, columns), np.maximum(rows, columns))
    return dict(zip(FEATURES, found, strict=True))


def find_lead(sentence: str) -> str:
    """What a sentence says beforehand that it is about; empty where it does not.

    >>> find_lead("On the Cyprus issue, it was recalled that a settlement must be based on equality.")
    'the Cyprus issue'
    """
    found = _LEAD.match(sentence)
    return found["what"] if found and not _DAY.search(found["what"]) else ""


def _with_lead(one: Passage) -> str:
    lead = find_lead(one.sentence)
    return one.text if lead in one.text else f"{lead}: {one.text}"


def align(a: Sequence[Passage], b: Sequence[Passage], meaning: Meaning, scorer: Weighs) -> list[Pairing]:
    """The pairs of one thing, each passage in one of them at most, in the order of the first account."""
    if not a or not b:
        return []
    return sorted(pick(scorer.weigh(describe(a, b, meaning))))


def pick(chances: Table, likely: float = LIKELY) -> list[Pairing]:
    """Take the likeliest pair, strike its row and column, and go on while what is left is likely.

    >>> pick(np.array([[0.9, 0.8], [0.7, 0.1]]))
    [Pairing(a=0, b=0, chance=0.9)]
    >>> pick(np.array([[0.9, 0.8], [0.7, 0.6]]))
    [Pairing(a=0, b=0, chance=0.9), Pairing(a=1, b=1, chance=0.6)]
    """
    left, found = chances.copy(), []
    while left.size and left.max() >= likely:
        row, column = divmod(int(left.argmax()), left.shape[1])
        found.append(Pairing(row, column, round(float(left[row, column]), 3)))
        left[row, :] = left[:, column] = -math.inf
    return found


def _lead(table: Table) -> Table:
    """How far each cell is ahead of the best other one of its row; of itself where it is alone.

    >>> _lead(np.array([[0.9, 0.5, 0.2]])).round(1).tolist()
    [[0.4, -0.4, -0.7]]
    """
    if table.shape[1] < 2:
        return table.copy()
    best = np.sort(table, axis=1)
    top, second = best[:, -1:], best[:, -2:-1]
    return table - np.where(table == top, second, top)
