"""Direct speech is told from scare quotes and apostrophes."""

from __future__ import annotations

import pytest

from dragoman.records import Document
from dragoman.understand.quotes import find_quotes
from dragoman.understand.tokens import tokenize_document


def quoted(text: str) -> list[str]:
    document = Document("d", text)
    return [quote.span.of(text) for quote in find_quotes(document, tokenize_document(document)[1])]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“We agreed on a roadmap,” the envoy said.", ["We agreed on a roadmap,"]),
        ("«Nous are ready to talk», he said.", ["Nous are ready to talk"]),
        ("He called it a 'sham' in the ministers' room.", []),
        ("The “Silk Road Forum” opened.", []),
        ("‘We don’t accept these terms,’ she said.", ["We don’t accept these terms,"]),
        ('He said: "It isn\'t over until all sides sign."', ["It isn't over until all sides sign."]),
        ("No marks here at all.", []),
        ('An odd mark " stands here with many words behind it.', []),
    ],
)
def test_speech_is_what_stands_between_marks(text, speech):
    assert quoted(text) == speech


def test_speech_over_paragraphs_is_one_quote_a_paragraph():
    text = "“We came here to listen to all sides.\n\n“We will come back in the spring,” the envoy said."
    assert quoted(text) == ["We came here to listen to all sides.", "We will come back in the spring,"]
