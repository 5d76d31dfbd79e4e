"""Which split a family goes to, and which texts are too like each other to be two.

A family goes to one split, so that no account of a meeting is tested on what was learned from the other.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

SHINGLE_WORDS = 5
# Jaccard of 5-word shingles. Above the first two texts are one text told twice and are refused; above
# the second they share whole sentences, which is told but may be how ministries write.
MAX_LIKENESS = 0.5
TOLD_LIKENESS = 0.2

# Families that came after the rules had been written, and by which rules were written since, teach alone.
LATE = "late-"
# Tenths of all others: 7 train, 1 dev, 2 test.
_TENTHS = ("train",) * 7 + ("dev",) + ("test",) * 2


class Likeness(NamedTuple):
    """How much two texts share, 0 to 1; ids in order."""

    score: float
    first: str
    second: str


def pick_split(family: str) -> str:
    """The split of a family, by its name alone: no other family changes it; "train" for the late ones.

    >>> pick_split("kaz-uzb-visit-01") == pick_split("kaz-uzb-visit-01"), pick_split("late-embassy-call")
    (True, 'train')
    """
    if family.startswith(LATE):
        return "train"
    return _TENTHS[int(hashlib.sha256(family.encode()).hexdigest(), 16) % 10]


def find_alike(texts: Mapping[str, str], above: float = TOLD_LIKENESS) -> list[Likeness]:
    """The pairs of texts that are more alike than `above`, most alike first.

    >>> find_alike({"a": "He met the envoy of Oman today.", "b": "he met the envoy of Oman, today"})
    [Likeness(score=1.0, first='a', second='b')]
    """
    shingles = {id: _shingles(text) for id, text in sorted(texts.items())}
    holders: defaultdict[str, list[str]] = defaultdict(list)
    shared: Counter[tuple[str, str]] = Counter()
    for id, found in shingles.items():
        for shingle in found:
            for earlier in holders[shingle]:
                shared[earlier, id] += 1
            holders[shingle].append(id)
    alike = []
    for (first, second), both in shared.items():
        score = both / (len(shingles[first]) + len(shingles[second]) - both)
        if score > above:
            alike.append(Likeness(round(score, 3), first, second))
    return sorted(alike, key=lambda found: (-found.score, found.first, found.second))


def _shingles(text: str) -> set[str]:
    """Its runs of five words; the whole text where it is shorter."""
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[n : n + SHINGLE_WORDS]) for n in range(max(1, len(words) - SHINGLE_WORDS + 1))}
