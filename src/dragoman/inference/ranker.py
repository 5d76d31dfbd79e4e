"""Choices by learned weights: each choice is told in words, its weight is their sum, a softmax makes chances of them.

The smallest of models: a folder with `weights.json` (word -> weight) and a README, no runtime but arithmetic.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
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
        weigh = self.weights.get
        scores = [sum([weigh(word, 0.0) for word in told]) for told in choices]
        top = max(scores, default=0.0)
        parts = [math.exp(score - top) for score in scores]
        return [part / sum(parts) for part in parts]


@cache
def load_ranker(name: str) -> Ranker:
    """The ranker of a model's folder, opened once; `KnowledgeError` where it cannot be read.

    >>> load_ranker("sides-1").weights["only side"] > 0
    True
    """
    try:
        return Ranker(json.loads((FOLDER / name / "weights.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"no model {name}: its weights cannot be read") from error
