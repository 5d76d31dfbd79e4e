"""Nouns that tell somebody's word."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.knowledge import load
from dragoman.records import Document


def told(text: str) -> list[tuple[str, str, str]]:
    marked = flow.understand(Document("d", text), load())
    return [
        (one.source.span.of(text) if one.source else "", one.lemma, one.content.of(text)) for one in marked.attributions
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Oman's offer to host the talks was received last week.", ("Oman", "offer", "host the talks")),
        ("The offer made by Oman to host the talks is on the table.", ("Oman", "offer", "host the talks")),
        (
            "The claim of Chad that its soldiers had fled is without any ground.",
            ("Chad", "claim", "its soldiers had fled"),
        ),
        (
            "Chad's latest suggestion that the court convene in May has not been taken up.",
            ("Chad", "suggest", "the court convene in May"),
        ),
        ("Oman's call for a truce went unheard.", ("Oman", "call for", "a truce")),
        ("Oman's demand that Chad hand her over was repeated.", ("Oman", "demand", "Chad hand her over")),
        (
            'The explanation by Chad that they "may have left" is an insult.',
            ("Chad", "explain", 'they "may have left'),
        ),
    ],
)
def test_a_noun_tells_whose_word_it_is(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The offer to host the talks was received last week.",
        "Oman's offer was received last week.",
        "The statement of Oman runs to four pages.",
        "The demand for oil fell.",
    ],
)
def test_a_noun_without_owner_or_word_tells_none(text: str) -> None:
    assert told(text) == []


def test_whose_word_it_is_stands_in_the_same_sentence() -> None:
    text = "Envoys of Chad met on Monday. Oman's offer to host the talks was received. Peru left."
    assert ("Oman", "offer", "host the talks") in told(text)
