"""A text as it was read, once: the sentences that were wanted, and what their words point at in the others.

Both stand on the same vectors. Windows without a wanted sentence are read when something in them is pointed at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from dragoman.inference.encoder import Pieces
from dragoman.inference.heads import Array
from dragoman.inference.vectors import Vectors
from dragoman.inference.windows import Extent, Window, cut_windows, locate

if TYPE_CHECKING:
    from dragoman.inference.reader import Reader


class Reading:
    """One text; `sentences` has the vectors of each that was wanted, `None` for the others."""

    def __init__(self, reader: Reader, text: str, sentences: Sequence[Extent], wanted: Collection[int]) -> None:
        self._reader, self._text, self._extents = reader, text, sentences
        self._read: dict[int, Array] = {}
        self._pooled: dict[Extent, Array] = {}
        self.sentences: tuple[Vectors | None, ...] = tuple(
            self._take(extent) if number in wanted else None for number, extent in enumerate(sentences)
        )

    def point(
        self,
        task: str,
        kind: str,
        queries: Sequence[Extent],
        groups: Sequence[Sequence[tuple[Extent, str]]],
        flagged: int | None,
        scores: Sequence[float],
    ) -> list[float]:
        """The scores of each group and, last, of none of them: what words gave them, and what the reader adds.

        `queries` are what is asked about, a group where one of the choices is named and how, all as characters of the
        text; the `flagged` group is one that something outside the text speaks for.
        """
        if not queries or not self._windows:
            return [*scores]
        asked = self._pool([*queries])
        named = [
            (self._pool([extent for extent, _ in group]), [how for _, how in group]) if group else None
            for group in groups
        ]
        return self._reader.questions.score(task, kind, asked, named, flagged, scores)

    @cached_property
    def _pieces(self) -> Pieces:
        return self._reader.encoder.cut(self._text)

    @cached_property
    def _windows(self) -> list[Window]:
        return cut_windows(self._pieces, [start for start, _ in self._extents])

    def _take(self, extent: Extent) -> Vectors:
        """The vectors of one sentence: of the pieces that begin in it."""
        pieces, (start, stop) = self._pieces, extent
        first, end = bisect_left(pieces.starts, start), bisect_left(pieces.starts, stop)
        heads = pieces.heads[bisect_left(pieces.heads, first) : bisect_left(pieces.heads, end)]
        # A sentence begins a word, even where the tokenizer sees one word across its border.
        heads = [head - first for head in heads if head > first]
        return Vectors(
            self._reader.layers,
            self._text[start:stop],
            self._rows(first, end),
            [at - start for at in pieces.starts[first:end]],
            [min(at, stop) - start for at in pieces.ends[first:end]],
            [0, *heads] if first < end else [],
        )

    def _rows(self, first: int, end: int) -> Array:
        """The vectors of some pieces of the text, from however many windows."""
        if first >= end:
            return self._reader.layers.nothing
        begins = [start for start, _ in self._windows]
        rows = []
        for number in range(bisect_right(begins, first) - 1, bisect_left(begins, end)):
            start, stop = self._windows[number]
            rows.append(self._window(number)[max(first, start) - start + 1 : min(end, stop) - start + 1])
        return rows[0] if len(rows) == 1 else np.concatenate(rows)

    def _pool(self, extents: Sequence[Extent]) -> Array:
        """The mean vector of each extent of the text."""
        return np.array([self._mean(extent) for extent in extents])

    def _mean(self, extent: Extent) -> Array:
        if extent not in self._pooled:
            number, first, end = locate(self._pieces, self._windows, extent)
            self._pooled[extent] = np.add.reduce(self._window(number)[first:end], 0) / (end - first)
        return self._pooled[extent]

    def _window(self, number: int) -> Array:
        """The vectors of a window and of the mark at each end, read when they are first needed."""
        if number not in self._read:
            start, end = self._windows[number]
            self._read[number] = self._reader.read_window(self._pieces.ids[start:end], self._pieces.shapes[start:end])
        return self._read[number]
