"""Which documents layers were learned without, for who must learn from what they say of texts they have not seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zlib import crc32

from dragoman.inference.candidates import Candidates

FOLDS = 4


def fold_of(document: str) -> int:
    """The fold of a document, by its id.

    >>> fold_of("a report"), fold_of("another")
    (3, 0)
    """
    return crc32(document.encode()) % FOLDS


def place_of(folder: Path, fold: int) -> Path:
    """Where the layers of a fold lie: those that have not learned from its documents."""
    return folder / str(fold)


def open_folds(folder: Path) -> Callable[[str], Candidates]:
    """The layers that have not learned from a document, by its id."""
    layers = [Candidates.open(place_of(folder, fold) / "heads.npz") for fold in range(FOLDS)]
    return lambda document: layers[fold_of(document)]
