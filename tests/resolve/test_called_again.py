"""How people are called again: by a title and one name, by "she", "the two", and by "the minister" alone."""

from __future__ import annotations

import pytest

from dragoman import flow

KENYA = "Kenya's Foreign Minister Ms. Amina Wako met Oman's Foreign Minister Mr. Salim Al Harthy in Muscat. "


def _who(text: str, words: str) -> list[str]:
    """The names of whoever the last mention with these words stands for."""
    record = flow.code(text)
    start = text.rindex(words)
    return [entity.name for entity in record.entities if any(span.start == start for span in entity.mentions)]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (KENYA + "Trade came first. She praised the port.", "She", "Amina Wako"),
        (KENYA + "Trade came first. He praised the port.", "He", "Salim Al Harthy"),
        (
            "Ethiopia's State Minister Mesfin Worku met the envoy of Chad. H.E. Mesfin thanked Chad.",
            "H.E. Mesfin",
            "Mesfin Worku",
        ),
        (
            "Minister of Foreign Affairs Ham Jin-seok of South Korea visited Bishkek. Minister Ham met students.",
            "Minister Ham",
            "Ham Jin-seok",
        ),
        (
            "US Under Secretary of State Claire Dorn met Mexican Foreign Secretary Luis Prada. "
            "The Under Secretary pressed Mexico on water.",
            "The Under Secretary",
            "Claire Dorn",
        ),
    ],
)
def test_one_is_known_again(text: str, words: str, name: str) -> None:
    assert _who(text, words) == [name]


@pytest.mark.parametrize("words", ["The two", "Both", "The two ministers", "Both sides"])
def test_both_act_together(words: str) -> None:
    record = flow.code(KENYA + f"{words} condemned the attack on Somalia.")
    accused = next(event for event in record.events if event.type == "ACCUSE")
    assert sorted(record.entity(id).represents or "" for id in accused.actors) == ["KEN", "OMN"]


def test_two_of_something_else_are_nobody() -> None:
    record = flow.code(KENYA + "The two ships left. Police saw the two killed.")
    assert all(entity.name not in ("two", "The two") for entity in record.entities)
