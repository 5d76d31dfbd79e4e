"""Choices by learned weights: each choice is told in words, its weight is their sum, a softmax makes chances of them.

The smallest of models: a folder with `weights.json` (word -> weight) and a README, no runtime but arithmetic.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path

from dragoman.errors import KnowledgeError

FOLDER = Path(__file__).parents[1] / "models"


class Ranker:
    """Weights by word; a word it has not learned weighs nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def chances(self, choices: Sequence[Iterable[str]]) -> list[float]:
        """The chance of each choice, from what is told of it; they add up to 1.

        >>> [round(chance, 2) for chance in Ranker({"near": 1.0, "far": -1.0}).chances([["near"], ["far", "?"]])]
        [0.88, 0.12]
        """
        return soften(self.scores(choices))

    def scores(self, choices: Sequence[Iterable[str]]) -> list[float]:
        """The sum of the weights of what is told of each choice.

        >>> Ranker({"near": 1.0, "far": -1.0}).scores([["near"], ["far", "?"]])
        [1.0, -1.0]
        """
        weigh = self.weights.get
        return [sum([weigh(word, 0.0) for word in told]) for told in choices]

    def scores_of(self, kinds: Sequence[str], told: Collection[str]) -> list[float]:
        """The same of each of some kinds, where the same is told of all: learned are words like `kind: word`.

        >>> ranker = Ranker({"warn: cue threaten": 1.0, "offer: cue threaten": -1.0})
        >>> ranker.scores_of(["warn", "offer"], ["cue threaten", "quoted"])
        [1.0, -1.0]
        """
        sums = dict.fromkeys(kinds, 0.0)
        for word in told:
            for kind, weight in self._by_word.get(word, ()):
                if kind in sums:
                    sums[kind] += weight
        return [sums[kind] for kind in kinds]

    @cached_property
    def _by_word(self) -> dict[str, list[tuple[str, float]]]:
        """The kinds that a word speaks for, and how much."""
        found: dict[str, list[tuple[str, float]]] = {}
        for words, weight in self.weights.items():
            kind, is_of_kind, word = words.partition(": ")
            if is_of_kind:
                found.setdefault(word, []).append((kind, weight))
        return found


def soften(scores: Sequence[float]) -> list[float]:
    """Chances that add up to 1 of scores that may be any: a softmax.

    >>> soften([0.0, 0.0])
    [0.5, 0.5]
    """
    top = max(scores, default=0.0)
    parts = [math.exp(score - top) for score in scores]
    whole = sum(parts)
    return [part / whole for part in parts]


@cache
def load_ranker(name: str) -> Ranker:
    """The ranker of a model's folder, opened once; `KnowledgeError` where it cannot be read.

    >>> "only side" in load_ranker("sides-1").weights
    True
    """
    try:
        return Ranker(json.loads((FOLDER / name / "weights.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"no model {name}: its weights cannot be read") from error
