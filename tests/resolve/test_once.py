"""One act told by two words of one sentence is one event."""

from __future__ import annotations

import pytest

from dragoman.flow import code
from dragoman.records import Document


def types_of(text: str) -> list[str]:
    return [event.type for event in code(Document("d1", text, published="2024-06-01")).events]


@pytest.mark.parametrize(
    "text",
    [
        "The Foreign Minister of Peru conveyed an invitation to her Chilean counterpart to visit Lima.",
        "The Ghanaian minister announced that Ghana would host the next trade forum with Togo in Accra in July.",
        "Kenya and Uganda agreed that experts of both governments will convene in Kampala on 20 July.",
    ],
)
def test_what_is_promised_is_told_once(text: str) -> None:
    assert types_of(text).count("AGREE") == 1


def test_two_promises_of_one_sentence_stay_two() -> None:
    text = "Kenya offered Somalia a loan of 3 million dollars, and Somalia invited the Kenyan president to Mogadishu."
    assert types_of(text).count("AGREE") == 2
