"""Light layers that weigh candidates together, each by what is told of it and how the encoder sees it.

What is told is a word with a size; each word has a place in the first layer. The second layer sees, beside a
candidate's own numbers, the greatest and the mean of all (a set, as in Zaheer et al. 2017, "Deep Sets").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from dragoman.errors import KnowledgeError
from dragoman.inference.heads import Array, gelu, sigmoid
from dragoman.inference.ranker import FOLDER


class Candidates:
    """The layers of one file of weights, and those that are weighed by them."""

    def __init__(self, arrays: Mapping[str, Array], words: Sequence[str]) -> None:
        self._places = {word: n for n, word in enumerate(words)}
        self._arrays = {name: np.ascontiguousarray(value.T, dtype=np.float32) for name, value in arrays.items()}

    @classmethod
    def open(cls, path: Path) -> Candidates:
        """The layers of a `.npz` file, whose `words` say which word stands at which place."""
        with np.load(path) as found:
            return cls({name: found[name] for name in found.files if name != "words"}, found["words"].tolist())

    def weigh(self, signs: Sequence[Mapping[str, float]], asked: Array | None, heard: Sequence[Array | None]) -> Array:
        """The chance of each candidate in each role, (candidates, roles), where several may play one; see `score`."""
        return sigmoid(self.score(signs, asked, heard))

    def score(self, signs: Sequence[Mapping[str, float]], asked: Array | None, heard: Sequence[Array | None]) -> Array:
        """The score of each candidate in each role, (candidates, roles), from what is told of it, with sizes.

        `asked` is how the encoder sees what candidates are asked for, `heard` how it sees each of them, `None` where it
        has not read that.
        """
        told = self.lay_out(signs)
        width = len(self._arrays["asked.weight"])
        nothing = np.zeros(width, np.float32)
        mine = self._layer("asked", (nothing if asked is None else asked)[None])
        theirs = self._layer("heard", np.stack([nothing if one is None else one for one in heard]))
        row = np.concatenate([told, np.repeat(mine, len(told), 0), theirs, mine * theirs], 1)
        first = gelu(self._layer("first", row))
        both = np.stack([first.max(0), first.mean(0)]).reshape(1, -1)
        second = gelu(self._layer("second", np.concatenate([first, np.repeat(both, len(first), 0)], 1)))
        out: Array = self._layer("out", second) + self._layer("straight", told)
        return out

    def lay_out(self, signs: Sequence[Mapping[str, float]]) -> Array:
        """What is told of candidates as rows, each word's size at its place; words that were not learned are left out.

        >>> Candidates({}, ["near", "far"]).lay_out([{"far": 2.0, "else": 1.0}]).tolist()
        [[0.0, 2.0]]
        """
        rows: Array = np.zeros((len(signs), len(self._places)), np.float32)
        for row, told in zip(rows, signs, strict=True):
            for word, size in told.items():
                if (place := self._places.get(word)) is not None:
                    row[place] = size
        return rows

    def _layer(self, name: str, rows: Array) -> Array:
        out: Array = rows @ self._arrays[f"{name}.weight"] + self._arrays[f"{name}.bias"]
        return out


@cache
def load_candidates(name: str) -> Candidates:
    """The layers in a small model's folder, opened once; `KnowledgeError` where they cannot be read.

    >>> float(load_candidates("roles-1").lay_out([{"opens": 1.0}]).sum())
    1.0
    """
    try:
        return Candidates.open(FOLDER / name / "heads.npz")
    except (OSError, ValueError, KeyError) as error:
        raise KnowledgeError(f"no model {name}: its layers cannot be read") from error
