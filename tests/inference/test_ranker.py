"""A ranker makes chances of what is told; a folder without weights is an error of one line."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.inference.heads import load_heads
from dragoman.inference.ranker import Ranker, load_ranker


def test_unknown_words_weigh_nothing() -> None:
    assert Ranker({}).chances([["a"], ["b", "c"]]) == [0.5, 0.5]


def test_no_choice_has_no_chance() -> None:
    assert Ranker({}).chances([]) == []


@pytest.mark.parametrize("name", ["sides-1", "links-1", "casts-1"])
def test_shipped_rankers_have_weights(name: str) -> None:
    assert len(load_ranker(name).weights) > 100


def test_a_missing_model_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no model none-1"):
        load_ranker("none-1")


def test_layers_that_are_missing_are_named() -> None:
    with pytest.raises(KnowledgeError, match="no model sides-1: its layers"):
        load_heads("sides-1")
