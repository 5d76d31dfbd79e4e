"""Capitals that are told and not named are places, of the state that the words or the text say."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder
from dragoman.knowledge import load
from dragoman.records import Document
from dragoman.understand.mentions import find_mentions
from dragoman.understand.tokens import tokenize_document


def capitals_in(text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    document = Document("d", text)
    mentions = find_mentions(document, *tokenize_document(document), load())
    told = [m for m in mentions if m.kind == "place" and m.form == "nominal"]
    return [(mention.span.of(text), mention.name, mention.of) for mention in told]


@pytest.mark.parametrize(
    ("text", "words", "name", "code"),
    [
        ("The ministers met in the Chilean capital yesterday.", "the Chilean capital", "Santiago", "CHL"),
        ("Soldiers ringed Mali's capital city.", "Mali's capital city", "Bamako", "MLI"),
        ("Rebels advanced on the capital of Chad.", "the capital of Chad", "N'Djamena", "TCD"),
        ("RIGA, May 3 (Wire) - French sailors marched through the capital.", "the capital", "Riga", "LVA"),
        ("Nepali police arrested nine men in the capital.", "the capital", "Kathmandu", "NPL"),
        ("He flew to the US capital.", "the US capital", "Washington", "USA"),
    ],
)
def test_a_capital_is_told(text, words, name, code):
    assert capitals_in(text) == [(words, name, (code,))]


@pytest.mark.parametrize(
    "text",
    [
        "The bank of Kenya raised the capital of its fund.",
        "Chinese capital went into the Zambian mines.",
        "The Kenyan capital markets fell.",
        "Iran still has the capital punishment.",
        "Fighting reached the Libyan capital Tripoli.",
        "Kenya's envoy said he would tell his capital.",
        "Nigerian troops fought in the state capital.",
        # Which of two it is nothing says.
        "Kenyan and Ugandan police arrested nine men in the capital.",
    ],
)
def test_what_is_money_or_named_or_of_nobody_known_is_none(text):
    assert capitals_in(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Oslo, Norway's capital, hosted the talks on Monday.", "Oslo"),
        pytest.param(
            "Tokyo, the Japanese capital, saw protests.",
            "Tokyo",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
        ("Damascus, the capital of Syria, was shelled by rebels.", "Damascus"),
        pytest.param(
            "Gunmen attacked a bank in Nairobi. Police sealed off the Kenyan capital.",
            "Nairobi",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
    ],
)
def test_a_capital_told_beside_its_name_or_behind_it_is_that_city(text: str, name: str) -> None:
    record = load_coder().code(text)
    assert [len(entity.mentions) for entity in record.entities if entity.name == name] == [2]
    assert all(len(event.actors) <= 1 for event in record.events)
