"""Verbs of saying that tell of a deed, which nobody's position is."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document


def said(text: str) -> list[str]:
    record = flow.code(Document("d", text, published="2024-06-03"))
    return [position.about.span.of(text) for position in record.positions]


@pytest.mark.parametrize(
    "text",
    [
        "Uruguay's interior minister refused to leave his office on Monday.",
        "Kenya's president ordered the army to guard the border with Somalia.",
        "Kenya declared the Ugandan ambassador persona non grata on Monday.",
        "Kenya's president dismissed the foreign minister, Jane Otieno, on Monday.",
        "The Ugandan side took note of the Kenyan request.",
        "Kenya declared war on Uganda after it attacked Busia.",
        "Kenya's foreign minister conveyed an invitation to the Ugandan president to visit Nairobi.",
    ],
)
def test_a_deed_is_no_position(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Kenya declared that it would never leave the treaty with Uganda.", "it would never leave the treaty"),
        ("Kenya's government dismissed the Ugandan allegations as lies.", "the Ugandan allegations"),
        pytest.param(
            "Kenya dismissed the Ugandan minister's remarks as nonsense.",
            "the Ugandan minister's remarks",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
        ("Kenya recognised Uganda's right to the waters of the lake.", "Uganda's right"),
        ("Kenya demanded that Uganda withdraw its troops.", "Uganda withdraw its troops"),
        ("Kenya recognised the importance of dialogue with Uganda.", "the importance of dialogue"),
        ("Kenya rejected any change to the border treaty with Uganda.", "any change to the border treaty"),
        ('"We refuse to be lectured," Kenya\'s foreign minister Jane Otieno said.', "We refuse to be lectured"),
    ],
)
def test_what_is_said_stays_one(text: str, what: str) -> None:
    assert any(one.startswith(what) for one in said(text))
