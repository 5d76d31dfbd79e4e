"""The light layers over an encoder's vectors, in numpy: linear, or linear after one hidden layer with GELU.

They are the shapes that `train/reader/model.py` trains; arrays carry the names they have there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import KnowledgeError
from dragoman.inference.ranker import FOLDER

Array = NDArray[np.float32]
# The tanh form of GELU (Hendrycks and Gimpel 2016, arXiv:1606.08415), as in training.
_GELU = (float(np.sqrt(2 / np.pi)), 0.044715)


class Heads:
    """All layers of one file of weights."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = {name: np.ascontiguousarray(value, dtype=np.float32) for name, value in arrays.items()}
        # The same, laid out as rows of vectors are multiplied with them, so that nothing is turned for each sum.
        self._across = {
            name.removesuffix(".weight"): np.ascontiguousarray(value.T)
            for name, value in self._arrays.items()
            if name.endswith(".weight")
        }

    @classmethod
    def open(cls, path: Path) -> Heads:
        """The layers of a `.npz` file."""
        with np.load(path) as found:
            return cls(dict(found))

    def table(self, name: str) -> Array:
        """An array as it is: a table of vectors, or a number."""
        return self._arrays[name]

    def linear(self, name: str, vectors: Array) -> Array:
        """One layer: (rows, width in) to (rows, width out)."""
        out: Array = vectors @ self._across[name] + self._arrays[f"{name}.bias"]
        return out

    def deep(self, name: str, vectors: Array) -> Array:
        """Two layers with GELU between them."""
        return self.finish(name, self.linear(f"{name}.0", vectors))

    def part(self, name: str, vectors: Array, start: int) -> Array:
        """What vectors that stand from `start` on in the input of two layers add to what the first gives."""
        out: Array = vectors @ self._across[f"{name}.0"][start : start + vectors.shape[-1]]
        return out

    def switch(self, name: str, place: int) -> Array:
        """The same of a single 1 at a place of the input, with what is always added."""
        out: Array = self._across[f"{name}.0"][place] + self._arrays[f"{name}.0.bias"]
        return out

    def finish(self, name: str, first: Array) -> Array:
        """The second of two layers, from what the first gives."""
        return self.linear(f"{name}.3", gelu(first))

    def side_by_side(self, names: Sequence[str]) -> tuple[Array, Array]:
        """Weights, (width in, width out), and biases of several layers over the same vectors, as of one."""
        return (
            np.concatenate([self._across[name] for name in names], 1),
            np.concatenate([self._arrays[f"{name}.bias"] for name in names]),
        )


@cache
def load_heads(name: str) -> Heads:
    """The layers in a small model's folder, opened once; `KnowledgeError` where they cannot be read.

    >>> load_heads("forces-1").table("force.3.bias").shape
    (9,)
    """
    try:
        return Heads.open(FOLDER / name / "heads.npz")
    except (OSError, ValueError) as error:
        raise KnowledgeError(f"no model {name}: its layers cannot be read") from error


def gelu(x: Array) -> Array:
    """Gaussian error linear unit.

    >>> gelu(np.array([0.0, 1.0], dtype=np.float32)).round(3).tolist()
    [0.0, 0.8410000205039978]
    """
    scale, cubic = _GELU
    # Not `x**3`, which takes ten times as long.
    out: Array = 0.5 * x * (1 + np.tanh(scale * (x + cubic * (x * x * x))))
    return out


def softmax(logits: Array) -> Array:
    """Probabilities of the last axis.

    >>> softmax(np.zeros((1, 2), dtype=np.float32)).tolist()
    [[0.5, 0.5]]
    """
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    out: Array = (powers / powers.sum(-1, keepdims=True)).astype(np.float32)
    return out


def sigmoid(logits: Array) -> Array:
    """Probabilities, each by itself.

    >>> sigmoid(np.zeros(1, dtype=np.float32)).tolist()
    [0.5]
    """
    out: Array = (1 / (1 + np.exp(-logits))).astype(np.float32)
    return out
