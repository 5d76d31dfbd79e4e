"""Windows of whole sentences: what the encoder reads at once, and where in them characters of the text stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

from dragoman.inference.encoder import Pieces

# Pieces of one window, the mark at each end not counted; a sentence that is longer is spread over several.
MAX_PIECES = 384

# First and end piece of a text.
Window = tuple[int, int]
# Characters of a text, end exclusive.
Extent = tuple[int, int]


def cut_windows(pieces: Pieces, starts: Sequence[int], most: int = MAX_PIECES) -> list[Window]:
    """The windows of a text, as first and end piece: as many whole sentences each as go into `most` pieces.

    `starts` are the characters at which sentences begin.

    >>> cut_windows(Pieces([7] * 5, [0] * 5, [0, 2, 4, 6, 8], [1, 3, 5, 7, 9], []), [0, 4, 8], most=4)
    [(0, 4), (4, 5)]
    """
    bounds = [*dict.fromkeys([0, *(bisect_left(pieces.starts, start) for start in starts)]), len(pieces.ids)]
    windows: list[Window] = []
    for first, end in pairwise(sorted(bounds)):
        if windows and end - windows[-1][0] <= most:
            windows[-1] = (windows[-1][0], end)
        else:
            windows += [(at, min(at + most, end)) for at in range(first, end, most)]
    return windows


def locate(pieces: Pieces, windows: Sequence[Window], extent: Extent) -> tuple[int, int, int]:
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
