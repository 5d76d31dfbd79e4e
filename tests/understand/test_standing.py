"""Names are places where only a place can stand."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.records import Document
from dragoman.understand.mentions import find_mentions
from dragoman.understand.tokens import tokenize_document

SENTENCES = [
    "Shells fell on {} overnight.",
    "The army shelled {} on Monday.",
    "Troops entered {} at dawn.",
    "A ship was seized off {}, the navy said.",
    "The road to {} was cut by the militia.",
    "A drone strike hit {} and its suburbs.",
    "The siege of {} has entered its third month.",
    "Soldiers patrolled central {} after the riot.",
    "The {} airport was closed.",
    "{}'s airport was closed after the attack.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("name", ["Damascus", "Alexandria", "Bandiagara", "Masisi"])
def test_a_name_is_a_place_where_only_a_place_stands(sentence, name):
    text = sentence.format(name)
    assert [kind for words, kind in kinds_of(text) if words == name] == ["place"]


@pytest.mark.parametrize(
    "sentence", ["{} rejected the plan.", "They held talks with {}.", "He blamed {} for the failure."]
)
def test_a_capital_that_acts_is_no_place(sentence):
    assert ("Damascus", "place") not in kinds_of(sentence.format("Damascus"))


def test_a_surname_is_no_place_where_a_person_may_stand():
    assert ("Masisi", "place") not in kinds_of("The minister spoke to Masisi about the plan.")


def test_an_unknown_name_is_a_place_where_the_text_says_so():
    assert ("Dankoro", "place") in kinds_of("Gunmen stormed a school in the farming town of Dankoro.")
    assert ("Trebil", "place") in kinds_of("Trucks waited at the Trebil crossing.")


def kinds_of(text: str) -> list[tuple[str, str]]:
    document = Document("d", text)
    tokens, sentences = tokenize_document(document)
    return [(m.span.of(text), m.kind) for m in find_mentions(document, tokens, sentences, knowledge.load())]
