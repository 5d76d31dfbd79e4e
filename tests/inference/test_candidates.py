"""Candidates are weighed beside each other, whatever order they come in."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dragoman.errors import KnowledgeError
from dragoman.inference.candidates import Candidates, load_candidates

SIGNS = [{"actor told": 1.0, "plays actor": 5.0}, {"not here": 1.0}, {"plays recipient": 4.0, "form name": 1.0}]


def weigh(signs: list[dict[str, float]]) -> np.ndarray:
    return load_candidates("roles-1").weigh(signs, None, [None] * len(signs))


def test_the_order_of_candidates_changes_nothing() -> None:
    assert np.allclose(weigh(SIGNS)[::-1], weigh(SIGNS[::-1]), atol=1e-5)


def test_what_is_told_of_one_changes_the_chances_of_others() -> None:
    alone, beside = weigh(SIGNS[:2])[0], weigh(SIGNS)[0]
    assert not np.allclose(alone, beside, atol=1e-4)


def test_who_plays_a_role_in_the_sentence_is_likelier_to_than_who_is_not_in_it() -> None:
    chances = weigh(SIGNS)
    assert chances[0, 0] > chances[1, 0]
    assert chances[2, 1] > chances[1, 1]


def test_a_file_that_is_no_model_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.inference.candidates.FOLDER", tmp_path)
    with pytest.raises(KnowledgeError, match="no model broken"):
        load_candidates("broken")


def test_words_that_were_not_learned_are_left_out() -> None:
    assert Candidates({}, ["near"]).lay_out([{"near": 1.0, "never heard": 9.0}]).tolist() == [[1.0]]
