"""The encoder reads the sentences that something can come of, and no others."""

from __future__ import annotations

import pytest

from dragoman import coding, flow
from dragoman.knowledge import load
from dragoman.records import Document
from dragoman.understand.gate import find_worth_reading


def worth(text: str) -> list[str]:
    marked = flow.understand(Document("d", text), load())
    return [marked.sentences[n].span.of(text) for n in sorted(find_worth_reading(marked, coding.act_nouns()))]


@pytest.mark.parametrize(
    "text",
    [
        "The foreign minister of Oman met the envoy of Iran in Muscat.",
        "Heavy shelling was reported near Kherson.",
        "At sunset the highway was cleared.",
        "They rejected the offer.",
        "Talks between Kenya and Uganda",
    ],
)
def test_acts_and_actors_are_read(text: str) -> None:
    assert worth(text) == [text]


@pytest.mark.parametrize("text", ["14:30", "Monday, 3 May", "The striker scored twice in the cup final."])
def test_what_nothing_comes_of_is_not(text: str) -> None:
    assert worth(text) == []


class Counting:
    """A reader that notes what it is asked, and sees nothing."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def open(self, text: str, sentences: list[tuple[int, int]], wanted: set[int]) -> Counting:
        self.asked = [text[start:end] for n, (start, end) in enumerate(sentences) if n in wanted]
        self.sentences = tuple(None for _ in sentences)
        return self


def test_the_encoder_is_asked_for_nothing_else() -> None:
    reader = Counting()
    text = "The striker scored twice in the cup final. Oman's envoy met the minister. 14:30"
    flow.understand(Document("d", text), load(), reader)  # type: ignore[arg-type]
    assert reader.asked == ["Oman's envoy met the minister."]
