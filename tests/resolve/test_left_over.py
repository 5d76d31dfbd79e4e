"""Whoever nothing before tells is somebody of its own, of the side that fits best, where one does."""

from __future__ import annotations

import pytest

from dragoman.flow import code
from dragoman.records import Document, Entity


def entities(text: str) -> dict[str, Entity]:
    return {e.name: e for e in code(Document("d", text, published="2024-05-03")).entities}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Peru's president resigned on Monday. Generals had urged him to go, and bishops thanked him.", "Generals"),
        ("Peru's president resigned on Monday. Generals had urged him to go, and bishops thanked him.", "bishops"),
    ],
)
def test_holders_of_an_office_have_the_side_of_their_text(text: str, name: str) -> None:
    assert entities(text)[name].country == "PER"


def test_members_are_of_the_side_of_their_party() -> None:
    text = "Chad's party FNT protested in Chad. Its members blocked the road to the capital of Chad."
    assert entities(text)["members"].country == "TCD"


def test_leaders_of_a_part_of_the_world_are_of_no_state() -> None:
    found = entities("South American leaders met in Quito. Ecuador thanked them.")
    assert found["South American leaders"].country is None


def test_both_ministers_are_those_who_were_named() -> None:
    text = (
        "Foreign Minister Amina Wako of Kenya met Foreign Minister Salim Harthy of Oman in Muscat. "
        "Both Foreign Ministers condemned the raid on Sudan."
    )
    assert "Both Foreign Ministers" not in {name for name, e in entities(text).items() if not e.members}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenya's police fired tear gas. Nyanza regional coordinator Wilfred Kiplimo said nine were held.", "Kiplimo"),
        ("Thailand's army fed them. Natthida Phanom, Deputy Spokesperson of the Ministry, denied it.", "Natthida"),
        ("Uganda's club was raided. Team leader Grace Atwine said that it was forced to close.", "Grace"),
    ],
)
def test_a_part_of_a_state_and_a_bare_ministry_are_the_states(text: str, name: str) -> None:
    (found,) = (entity for known, entity in entities(text).items() if name in known)
    assert found.country in ("KEN", "THA", "UGA")
