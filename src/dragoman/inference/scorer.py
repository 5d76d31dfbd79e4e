"""A chance from numbers: their weighted sum through the logistic function. A folder with `weights.json` holds one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.inference.ranker import FOLDER

Numbers = NDArray[np.float64]


class Scorer:
    """Weights by the name of a number; "bias" is what nothing at all comes to."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights

    def weigh(self, numbers: Mapping[str, Numbers]) -> Numbers:
        """The chance of each cell; `numbers` has a table for every weight.

        >>> Scorer({"bias": -1.0, "near": 2.0}).weigh({"near": np.array([[0.5, 1.0]])}).round(2).tolist()
        [[0.5, 0.73]]
        """
        told = [weight * numbers[name] for name, weight in self.weights.items() if name != "bias"]
        out: Numbers = 1 / (1 + np.exp(-(sum(told) + self.weights["bias"])))
        return out


@cache
def load_scorer(name: str) -> Scorer:
    """The scorer of a model's folder, opened once; `KnowledgeError` where it cannot be read.

    >>> load_scorer("topics-1").weights["meaning"] > 0
    True
    """
    try:
        return Scorer(json.loads((FOLDER / name / "weights.json").read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"no model {name}: its weights cannot be read") from error
