"""One encoder and all its heads: a text is read in windows of whole sentences, a phrase by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache, lru_cache
from pathlib import Path

import numpy as np

from dragoman.inference.card import Card, read_card
from dragoman.inference.encoder import Encoder, Pieces
from dragoman.inference.heads import Array, Heads
from dragoman.inference.questions import Questions
from dragoman.inference.reading import Reading
from dragoman.inference.vectors import Layers, Vectors
from dragoman.inference.windows import Extent, cut_windows

FOLDER = Path(__file__).parents[1] / "models" / "reader-2"
# Phrases and sentences read by themselves whose vectors are kept, the ones asked for last. Each takes some 40 kB; one
# of more characters than this is not kept, for it may take megabytes.
MAX_KEPT = 256
MAX_KEPT_CHARS = 800
# Windows whose vectors are kept, the ones asked for last: wire copies and the same item of a feed come again. Each
# takes 600 kB at most.
MAX_WINDOWS = 32


class Reader:
    """A model's folder, opened."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.card: Card = read_card(folder)
        heads = Heads.open(folder / "heads.npz")
        self.layers, self.questions = Layers(heads, self.card), Questions(heads, self.card)
        self.encoder = Encoder(folder / "encoder.onnx", folder / "tokenizer.json")
        self._kept = lru_cache(MAX_KEPT)(self.encode)
        self._kept_windows = lru_cache(MAX_WINDOWS)(self._run)

    def open(self, text: str, sentences: Sequence[Extent], wanted: Collection[int]) -> Reading:
        """A text whose `wanted` sentences are read, by their places among all `sentences`; they are in order.

        >>> reading = load_reader().open("Oman accused Iran of lying. It rained.", [(0, 27), (28, 38)], [0])
        >>> [vectors and [name for _, name, _ in vectors.tags("trigger")] for vectors in reading.sentences]
        [['ACCUSE'], None]
        """
        return Reading(self, text, sentences, wanted)

    def read(self, text: str) -> Vectors:
        """The vectors of one phrase or sentence by itself, kept for a while in case it comes again."""
        return self._kept(text) if len(text) <= MAX_KEPT_CHARS else self.encode(text)

    def read_window(self, ids: Sequence[int], shapes: Sequence[int]) -> Array:
        """The vectors of one window's pieces and of the mark at each end, kept for a while in case it comes again."""
        return self._kept_windows(tuple(ids), tuple(shapes))

    def forget(self) -> None:
        """Keep nothing that was read before, as measures of speed want it."""
        self._kept.cache_clear()
        self._kept_windows.cache_clear()

    def encode(self, text: str) -> Vectors:
        """The vectors of one phrase or sentence by itself, read anew."""
        pieces = self.encoder.cut(text)
        rows = [hidden[1:-1] for hidden in self._run_all(pieces, ())]
        hidden = np.concatenate(rows) if rows else self.layers.nothing
        return Vectors(self.layers, text, hidden, pieces.starts, pieces.ends, pieces.heads)

    def encode_text(self, text: str, starts: Sequence[int]) -> list[Array]:
        """The vectors of every window of a text, read anew and asked nothing: what the encoder costs by itself.

        `starts` are the characters at which sentences begin.
        """
        return self._run_all(self.encoder.cut(text), starts)

    def _run_all(self, pieces: Pieces, starts: Sequence[int]) -> list[Array]:
        return [self._run(pieces.ids[a:b], pieces.shapes[a:b]) for a, b in cut_windows(pieces, starts)]

    def _run(self, ids: Sequence[int], shapes: Sequence[int]) -> Array:
        return self.encoder.run(ids, shapes)


@cache
def load_reader() -> Reader:
    """The reader that ships with the package, opened once."""
    return Reader()
