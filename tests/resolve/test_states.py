"""Which state "the country", "the kingdom" and "its neighbour" are."""

from __future__ import annotations

import pytest

import dragoman


def state_of(text: str, words: str) -> str | None:
    """The country of the party that some words stand for."""
    record = dragoman.code(text)
    spans = {span.of(text): entity for entity in record.entities for span in entity.mentions}
    return spans[words].country if words in spans else None


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("The Emir received the Saudi minister. The kingdom offered Qatar a loan.", "The kingdom", "SAU"),
        ("Oman and Iran signed a gas deal. The Islamic Republic will ship it.", "The Islamic Republic", "IRN"),
        ("Britain and Iceland quarrelled over cod. The island nation rejected the offer.", "The island nation", "ISL"),
        ("Kuwait thanked Japan. The emirate will send oil.", "The emirate", "KWT"),
        ("Peru's president asked Chile for help, and his country got it.", "his country", "PER"),
        ("Sri Lanka asked India for a loan. Its neighbour agreed.", "Its neighbour", "IND"),
    ],
)
def test_a_noun_for_a_state_is_the_one_of_the_text_that_it_fits(text: str, words: str, code: str) -> None:
    assert state_of(text, words) == code


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Two kingdoms, two islands, three neighbours, and no state at all.
        pytest.param(
            "Jordan and Morocco signed a pact. Iraq thanked the kingdom.",
            "the kingdom",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
        ("Malta and Cyprus met. Italy praised the island.", "the island"),
        ("Chad accused Sudan and Libya of raids. Niger warned its neighbour.", "its neighbour"),
        ("Chad's president left. A neighbour of his called the police.", "A neighbour"),
    ],
)
def test_what_may_be_either_is_neither(text: str, words: str) -> None:
    assert state_of(text, words) is None


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Sudan accused the Emirates of arming rebels.", "the Emirates", "ARE"),
        ("Fiji said the Commonwealth had erred.", "the Commonwealth", "IGO"),
        ("The Commonwealth of Virginia sued the Chinese firm.", "The Commonwealth of Virginia", "USA"),
        ("Britain's prime minister met the Taoiseach in London.", "the Taoiseach", "IRL"),
    ],
)
def test_short_names_and_titles_of_one_state(text: str, words: str, code: str) -> None:
    assert state_of(text, words) == code
