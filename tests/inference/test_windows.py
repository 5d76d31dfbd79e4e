"""Windows lie between sentences and leave no piece out; an extent lies in the window that it begins in."""

from __future__ import annotations

import pytest

from dragoman.inference.encoder import Pieces
from dragoman.inference.windows import cut_windows, locate


def pieces_at(*starts: int) -> Pieces:
    return Pieces([7] * len(starts), [0] * len(starts), list(starts), [s + 1 for s in starts], [])


@pytest.mark.parametrize(
    ("sentences", "windows"),
    [
        ([0], [(0, 3), (3, 6)]),
        ([0, 20], [(0, 2), (2, 5), (5, 6)]),
        ([0, 20, 40], [(0, 2), (2, 4), (4, 6)]),
        ([0, 10, 20, 30], [(0, 3), (3, 6)]),
        ([], [(0, 3), (3, 6)]),
    ],
)
def test_windows_are_cut_between_sentences(sentences: list[int], windows: list[tuple[int, int]]) -> None:
    assert cut_windows(pieces_at(0, 10, 20, 30, 40, 50), sentences, most=3) == windows


def test_a_text_without_words_has_no_window() -> None:
    assert cut_windows(pieces_at(), [0]) == []


@pytest.mark.parametrize(
    ("extent", "place"),
    [
        ((0, 1), (0, 1, 2)),
        ((10, 31), (0, 2, 4)),  # only its part in the window that it begins in
        ((30, 41), (1, 1, 3)),
        ((5, 8), (0, 2, 3)),  # no piece has these: the next one
        ((90, 99), (1, 3, 4)),  # none is behind them either: the last one
    ],
)
def test_an_extent_is_found_in_one_window(extent: tuple[int, int], place: tuple[int, int, int]) -> None:
    assert locate(pieces_at(0, 10, 20, 30, 40, 50), [(0, 3), (3, 6)], extent) == place
