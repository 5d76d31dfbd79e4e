"""The title of a document says whose words follow; a party that a subject only mentions does not."""

from __future__ import annotations

from dragoman import flow
from dragoman.knowledge import load
from dragoman.readout.cast import Cast
from dragoman.readout.voice import find_voice
from dragoman.records import Document

TEXT = "The groundless charges against Chad voiced in the note of France are rejected.\n\nNothing is added.\n"


def side(text: str) -> str | None:
    base = load()
    marked = flow.understand(Document("d", text), base)
    voice = find_voice(Cast(marked, flow.resolve(marked, base)))
    return voice.side if voice is not None else None


def test_a_title_says_whose_words_follow() -> None:
    assert side(f"Commentary of the Ministry of Foreign Affairs of Chad on the note of France\n\n{TEXT}") == "TCD"


def test_a_party_inside_the_subject_is_not_the_voice() -> None:
    assert side(TEXT) != "FRA"
