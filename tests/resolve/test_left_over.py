"""Whoever nothing before tells is somebody of its own, of the side that fits best, where one does."""

from __future__ import annotations

import pytest

from dragoman.flow import code
from dragoman.records import Document, Entity


def entities(text: str) -> dict[str, Entity]:
    return {e.name: e for e in code(Document("d", text, published="2024-05-03")).entities}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("LIMA - Generals in Peru accused the president of treason. The generals left.", "Generals in Peru", "PER"),
        (
            "Chad's party FNT protested in Chad. Its members blocked the road to the capital of Chad.",
            "Its members",
            "TCD",
        ),
    ],
)
def test_a_description_has_the_side_of_its_text(text: str, name: str, country: str) -> None:
    found = [e for n, e in entities(text).items() if n.lower() in (name.lower(), name.lower().removeprefix("its "))]
    assert not found or found[0].country in (country, None)
    assert any(e.country == country for e in entities(text).values())


def test_leaders_of_a_part_of_the_world_are_of_no_state() -> None:
    found = entities("South American leaders met in Quito. Ecuador thanked them.")
    assert found["South American leaders"].country is None


def test_both_ministers_are_those_who_were_named() -> None:
    text = (
        "Foreign Minister Amina Wako of Kenya met Foreign Minister Salim Harthy of Oman in Muscat. "
        "Both Foreign Ministers condemned the raid on Sudan."
    )
    assert "Both Foreign Ministers" not in {name for name, e in entities(text).items() if not e.members}
