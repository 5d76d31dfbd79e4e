"""How sure a position is: what annotators tell as one is surer than what only sounds like one."""

from __future__ import annotations

from dragoman.flow import code
from dragoman.readout.sureness import MIN_SHORT
from dragoman.records import Document, Position


def positions(text: str) -> tuple[Position, ...]:
    return code(Document("d", text, published="2024-05-03")).positions


def test_no_position_is_less_sure_than_the_least() -> None:
    text = (
        "Kenya's foreign minister Amina Wako said that Uganda must withdraw its troops. Uganda offered to talk. "
        "Chad stood by Kenya."
    )
    assert all(position.confidence >= MIN_SHORT for position in positions(text))
    assert [position.id for position in positions(text)] == [f"p{n}" for n in range(1, len(positions(text)) + 1)]


def test_a_demand_in_words_is_surer_than_a_deed() -> None:
    said, offered = (
        max((p.confidence for p in positions(text)), default=0.0)
        for text in (
            "Kenya's foreign minister Amina Wako said that Uganda must withdraw its troops.",
            "Kenya offered to build the bridge.",
        )
    )
    assert said > offered
