"""Pronouns and "the ministry" stand for the party that fits best; with two left there is none."""

from __future__ import annotations

import pytest

from dragoman.flow import code

CASES = [
    ("Kenya's Foreign Minister Amina Wako met reporters. She accused Uganda of lying.", "She", "Amina Wako"),
    ("Ghana's army denied the report. It accused rebels of the raid.", "It", "army"),
    ("Ines Duarte met Paula Reis and Joana Melo in Lisbon. Later, she left.", "she", None),
]


@pytest.mark.parametrize(("text", "word", "name"), CASES)
def test_words_that_point_back_find_their_party(text: str, word: str, name: str | None) -> None:
    start = text.index(f"{word} ")
    found = [e.name for e in code(text).entities if any(span.start == start for span in e.mentions)]
    assert [one for one in found if name is None or name in one] == found
    assert bool(found) == (name is not None)
