"""A few words settle what an act is: who calls a charge false rejects it, and a signed contract is a promise."""

from __future__ import annotations

import pytest

from dragoman.coding.worded import settle_by_words
from dragoman.records import Document, Draft, Marked, Sentence, Span


def settled(text: str, trigger: str, type: str) -> list[tuple[str, tuple[str, ...]]]:
    """What becomes of a draft of a type at a trigger."""
    marked = Marked(Document("d", text), sentences=(Sentence(Span(0, len(text)), 0, 0, Span(0, 0)),))
    start = text.index(trigger)
    draft = Draft(type, 0, Span(start, start + len(trigger)), modes=("disapprove",) if type == "ACCUSE" else ())
    return [(found.type, found.modes) for found in settle_by_words(marked, [draft])]


@pytest.mark.parametrize(
    ("text", "trigger", "type", "becomes"),
    [
        ("Accra called the charges preposterous.", "called", "ACCUSE", [("REJECT", ())]),
        ("Havana described the report as a fabrication.", "described", "ACCUSE", [("REJECT", ())]),
        ("Hanoi called the map an insult.", "called", "ACCUSE", [("ACCUSE", ("disapprove",))]),
        ("The ministers signed a ten-year contract for wheat.", "signed", "SUPPORT", [("AGREE", ())]),
        ("The ministers signed a protocol with the contract agency.", "signed", "SUPPORT", [("SUPPORT", ())]),
        ("Lusaka would be grateful if the bank could wait.", "grateful", "SUPPORT", [("REQUEST", ("assist",))]),
        ("Lusaka is grateful for the seed.", "grateful", "SUPPORT", [("SUPPORT", ())]),
        ("The Embassy presents its compliments to the Ministry.", "presents", "SUPPORT", []),
    ],
)
def test_words_settle_a_type(text: str, trigger: str, type: str, becomes: list[tuple[str, tuple[str, ...]]]) -> None:
    assert settled(text, trigger, type) == becomes
