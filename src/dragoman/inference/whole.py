"""A text read as a whole: one encoder over windows of whole sentences, asked which of several parties words point at.

The reader sees a sentence by itself. Whose "the unions" are, whom "he" stands for, and who acts where a sentence does
not say, stands in others; this encoder has them all before it. It is asked only in those cases, and adds to what the
small models of words (`ranker`) say.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np

from dragoman.inference.card import open_card
from dragoman.inference.encoder import Encoder, Pieces
from dragoman.inference.heads import Array, Heads

FOLDER = Path(__file__).parents[1] / "models" / "whole-1"
# Pieces of one window; a sentence that is longer is cut.
MAX_PIECES = 384

# Characters of the text, end exclusive.
Extent = tuple[int, int]


def cut_windows(pieces: Pieces, starts: Sequence[int], most: int = MAX_PIECES) -> list[tuple[int, int]]:
    """The windows of a text, as first and end piece: as many whole sentences each as go into `most` pieces.

    `starts` are the characters at which sentences begin.

    >>> cut_windows(Pieces([7] * 5, [0] * 5, [0, 2, 4, 6, 8], [1, 3, 5, 7, 9], []), [0, 4, 8], most=4)
    [(0, 4), (4, 5)]
    """
    bounds = [*dict.fromkeys([0, *(bisect_left(pieces.starts, start) for start in starts)]), len(pieces.ids)]
    windows: list[tuple[int, int]] = []
    for first, end in pairwise(sorted(bounds)):
        if windows and end - windows[-1][0] <= most:
            windows[-1] = (windows[-1][0], end)
        else:
            windows += [(at, min(at + most, end)) for at in range(first, end, most)]
    return windows


def locate(pieces: Pieces, windows: Sequence[tuple[int, int]], extent: Extent) -> tuple[int, int, int]:
    """The window that holds an extent of the text, and its first and end piece there, the mark before all counted.

    >>> pieces = Pieces([7] * 5, [0] * 5, [0, 2, 4, 6, 8], [1, 3, 5, 7, 9], [])
    >>> locate(pieces, [(0, 2), (2, 5)], (4, 7)), locate(pieces, [(0, 2), (2, 5)], (40, 50))
    ((1, 1, 3), (1, 3, 4))
    """
    # Of characters that no piece has (they are dropped) the piece nearest to them is taken.
    first = min(bisect_right(pieces.ends, extent[0]), len(pieces.ids) - 1)
    end = max(first + 1, bisect_left(pieces.starts, extent[1]))
    number = max(0, bisect_right(windows, (first, len(pieces.ids))) - 1)
    start, stop = windows[number]
    return number, first - start + 1, min(end, stop) - start + 1


class Pointer:
    """A model's folder, opened."""

    def __init__(self, folder: Path = FOLDER, tokenizer: Path | None = None) -> None:
        self.card = open_card(folder)
        self.heads = Heads.open(folder / "heads.npz")
        self.encoder = Encoder(folder / "encoder.onnx", tokenizer or folder.parent / "reader-1" / "tokenizer.json")
        self.kinds = _number(self.card["kinds"])
        self.hows = _number(self.card["hows"])
        # What scores are divided by, so that the chances they make are as often right as they say.
        self.temper: dict[str, float] = self.card["temper"]

    def open(self, text: str, starts: Sequence[int]) -> Whole:
        """A text to ask; nothing of it is read before that. `starts`: where its sentences begin."""
        return Whole(self, text, starts)


def _number(names: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    return {task: {name: n for n, name in enumerate(told)} for task, told in names.items()}


class Whole:
    """One text; its windows are read when something in them is asked for."""

    def __init__(self, pointer: Pointer, text: str, starts: Sequence[int]) -> None:
        self._pointer, self._text, self._starts = pointer, text, starts
        self._pieces: Pieces | None = None
        self._windows: list[tuple[int, int]] = []
        self._read: dict[int, Array] = {}

    def point(
        self,
        task: str,
        kind: str,
        queries: Sequence[Extent],
        groups: Sequence[Sequence[tuple[Extent, str]]],
        flagged: int | None,
        scores: Sequence[float],
    ) -> list[float]:
        """The scores of each group and, last, of none of them: what words gave them, and what this encoder adds.

        `queries` are what is asked about, a group where one of the choices is named and how; the `flagged` group is one
        that something outside the text speaks for.
        """
        heads, asked = self._pointer.heads, self._vectors(queries)
        scale, temper = float(heads.table(f"{task}.scale")[0]), self._pointer.temper[task]
        if asked is None:
            return [*scores]
        added = np.full(len(groups) + 1, heads.table(f"{task}.alone")[0])
        added[-1] = float(heads.deep(f"{task}.none", asked).mean())
        added[-1] += float(heads.table(f"{task}.none_kind.weight")[self._pointer.kinds[task][kind], 0])
        mine = (
            heads.linear(f"{task}.query", asked) + heads.table(f"{task}.kind.weight")[self._pointer.kinds[task][kind]]
        )
        for place, group in enumerate(groups):
            named = self._vectors([extent for extent, _ in group])
            if named is None:
                continue
            hows = [self._pointer.hows[task][how] for _, how in group]
            theirs = heads.linear(f"{task}.choice", named) + heads.table(f"{task}.how.weight")[hows]
            one, other = np.repeat(mine, len(theirs), 0), np.tile(theirs, (len(mine), 1))
            added[place] = _log_sum(heads.deep(f"{task}.pair", np.concatenate([one, other, one * other], 1)))
        if flagged is not None:
            added[flagged] += float(heads.deep(f"{task}.flag", asked).mean())
        return [(scale * score + more) / temper for score, more in zip(scores, added.tolist(), strict=True)]

    def _vectors(self, extents: Sequence[Extent]) -> Array | None:
        """The mean vector of each extent; `None` without any."""
        return np.stack([self._pool(extent) for extent in extents]) if extents else None

    def _pool(self, extent: Extent) -> Array:
        if self._pieces is None:
            self._pieces = self._pointer.encoder.cut(self._text)
            self._windows = cut_windows(self._pieces, self._starts)
        number, first, end = locate(self._pieces, self._windows, extent)
        if number not in self._read:
            start, stop = self._windows[number]
            ids, shapes = self._pieces.ids[start:stop], self._pieces.shapes[start:stop]
            self._read[number] = self._pointer.encoder.run(ids, shapes)
        rows: Array = self._read[number][first:end]
        out: Array = np.add.reduce(rows, 0) / len(rows)
        return out


def _log_sum(scores: Array) -> float:
    """The logarithm of the sum of the powers of some scores.

    >>> round(_log_sum(np.zeros((2, 1), dtype=np.float32)), 3)
    0.693
    """
    top = float(scores.max())
    return top + float(np.log(np.exp(scores - top).sum()))


@cache
def load_pointer() -> Pointer:
    """The model that ships with the package, opened once."""
    return Pointer()
