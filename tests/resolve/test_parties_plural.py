"""Words for several stand for no one body."""

from __future__ import annotations

import dragoman


def test_the_parties_are_not_the_body_named_last() -> None:
    text = (
        "The Foreign Minister of Turkmenistan, Aman Durdyev, received the Ambassador of Japan, Kenji Morita. "
        "The Turkmen side thanked Japan for its support at the United Nations. "
        "The parties exchanged views on regional issues, including the situation in Afghanistan."
    )
    record = dragoman.code(text)
    body = next(entity for entity in record.entities if entity.represents == "UNO")
    assert [span.of(text) for span in body.mentions] == ["the United Nations"]
    assert [topic.text for topic in record.meetings[0].agenda] == ["regional issues"]
