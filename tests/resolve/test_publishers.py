"""Whose ministry published a text is where its nameless officials are at home."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

TEXT = "Minister Amina Wako received the Ambassador of Oman on Monday. It was noted that trade had grown."


@pytest.mark.parametrize(
    ("publisher", "side"),
    [
        ("Ministry of Foreign Affairs of Kenya", "KEN"),
        ("Ministry of Foreign Affairs of Peru", "PER"),
    ],
)
def test_a_ministrys_own_minister_and_words_are_of_its_state(publisher: str, side: str) -> None:
    record = flow.code(Document("d", TEXT, publisher=publisher, published="2024-05-06"))
    minister = next(entity for entity in record.entities if entity.name == "Amina Wako")
    assert minister.represents == side
    assert [position.represents for position in record.positions] == [side]


def test_a_paper_speaks_for_nobody() -> None:
    record = flow.code(Document("d", TEXT, publisher="The Nairobi Post", published="2024-05-06"))
    minister = next(entity for entity in record.entities if entity.name == "Amina Wako")
    assert minister.represents != "KEN"
