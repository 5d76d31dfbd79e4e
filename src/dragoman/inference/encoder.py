"""An encoder as it ships: int8 ONNX, a tokenizer, and the shapes of words beside their pieces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dragoman.inference.heads import Array
from dragoman.inference.shapes import find_shapes

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Pieces(NamedTuple):
    """A text in a tokenizer's pieces: ids, shapes, where each starts and ends; `heads` are those that begin words."""

    ids: list[int]
    shapes: list[int]
    starts: list[int]
    ends: list[int]
    heads: list[int]


def cut(tokenizer: Tokenizer, text: str, most: int | None = None) -> Pieces:
    """The pieces of a text, at `most` so many."""
    found = tokenizer.encode(text, add_special_tokens=False)
    offsets, words = found.offsets[:most], found.word_ids[:most]
    starts, ends = [a for a, _ in offsets], [b for _, b in offsets]
    heads = [n for n, word in enumerate(words) if n == 0 or words[n - 1] != word]
    return Pieces(found.ids[:most], find_shapes(text, starts, ends, heads), starts, ends, heads)


class Encoder:
    """An encoder's files, opened."""

    def __init__(self, model: Path, tokenizer: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        # One thread: the same sums in the same order every time, and no fight over cores between workers.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._first, self._last = (self._tokenizer.token_to_id(mark) for mark in ("[CLS]", "[SEP]"))

    def cut(self, text: str) -> Pieces:
        """The pieces of a text."""
        return cut(self._tokenizer, text)

    def run(self, ids: Sequence[int], shapes: Sequence[int]) -> Array:
        """One vector for each piece, and one for the mark at each end.

        Texts are not batched: the int8 encoder scales its numbers by the largest in a batch, so that a text would be
        read otherwise beside others than by itself.
        """
        given = np.array([[self._first, *ids, self._last]], dtype=np.int64)
        told = np.array([[0, *shapes, 0]], dtype=np.int64)
        named = {"input_ids": given, "attention_mask": np.ones_like(given), "shapes": told}
        hidden: Array = self._session.run(None, named)[0][0]
        return hidden
