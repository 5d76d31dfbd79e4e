"""How people are called again: by a title and one name, by "she", "the two", and by "the minister" alone."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

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
        pytest.param(
            KENYA + "Trade came first. He praised the port.",
            "He",
            "Salim Al Harthy",
        ),
        (
            "The Chair of the Pacific Islands Forum and Prime Minister of Tonga, Hon. Sione Taufa, thanked Chad.",
            "The Chair of",
            "Sione Taufa",
        ),
        (
            "The head of the government delegation, Ana Prado, greeted Chad.",
            "The head of",
            "Ana Prado",
        ),
        (
            KENYA + "The two ministers praised the port. Mr. Al Harthy invited Ms. Wako. They agreed to meet again.",
            "They",
            "The two ministers",
        ),
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
        (
            "Foreign Minister Nasreen Akhtar of Nepal met her Indian counterpart Dr. Rao Desh. Dr. Desh agreed. "
            "The Foreign Minister invited Dr. Desh to Kathmandu.",
            "The Foreign Minister",
            "Nasreen Akhtar",
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


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Council of the European Union met. The Council condemned Iran.", "The Council", "EUR"),
        (
            "The Council of the League of Arab States met in Cairo. The Council condemned Iran.",
            "The Council",
            "LAS",
        ),
        ("The Peace and Security Council of the African Union met. Council commended Egypt.", "Council", "AU"),
        ("The SADC Summit met in Harare. Summit commended Angola.", "Summit", "SADC"),
        ("The ASEAN Foreign Ministers' Meeting was held in Hanoi. The Meeting thanked Laos.", "The Meeting", "ASEAN"),
    ],
)
def test_a_body_is_known_by_a_word_of_its_name(text: str, words: str, code: str) -> None:
    record = flow.code(text)
    start = text.rindex(words)
    assert [e.represents for e in record.entities if any(span.start == start for span in e.mentions)] == [code]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The European Commission met the African Union Commission. The Commission condemned Iran.", "The Commission"),
        ("Norway and Chad met in Oslo. The Meeting thanked the hosts.", "The Meeting"),
        pytest.param(
            "The European Council met. Council houses were sold in Leeds.",
            "Council",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
    ],
)
def test_a_word_that_two_bodies_or_none_have_stands_for_none(text: str, words: str) -> None:
    start = text.rindex(words)
    assert not any(e.country and span.start == start for e in flow.code(text).entities for span in e.mentions)


def test_the_council_of_a_press_release_is_its_publisher() -> None:
    text = "Sanctions on Belarus\n\nThe Council today imposed restrictive measures on Belarus."
    found = flow.code(Document("d", text, title="Sanctions on Belarus", publisher="Council of the European Union"))
    assert [(e.type, [a.represents for a in found.entities if a.id in e.actors]) for e in found.events] == [
        ("SANCTION", ["EUR"])
    ]
