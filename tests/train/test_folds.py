"""Layers are asked of a document that they have not learned from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from train.rankers.folds import FOLDS, fold_of, open_folds, place_of


def test_each_document_is_asked_of_the_layers_of_its_own_fold(tmp_path: Path) -> None:
    for fold in range(FOLDS):
        place_of(tmp_path, fold).mkdir()
        np.savez(place_of(tmp_path, fold) / "heads.npz", words=np.array([f"word {fold}"]))
    layers = open_folds(tmp_path)
    for document in ("a report", "another", "a third"):
        word = f"word {fold_of(document)}"
        assert layers(document).lay_out([{word: 1.0}]).tolist() == [[1.0]]


def test_documents_fall_into_all_folds() -> None:
    assert {fold_of(f"document {n}") for n in range(40)} == {*range(FOLDS)}
