"""Tokens give back their characters, and sentences share them out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Document
from dragoman.understand.tokens import tokenize, tokenize_document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Azerbaijan-OSCE talks", ["Azerbaijan-OSCE", "talks"]),
        ("Egypt’s envoy", ["Egypt", "’s", "envoy"]),
        ("the ministers’ visit", ["the", "ministers", "’", "visit"]),
        ("U.S. aid isn't cut.", ["U.S.", "aid", "is", "n't", "cut", "."]),
        ("N'Djamena and Sana'a", ["N'Djamena", "and", "Sana'a"]),
        ("at 14:30 on 03.07.2024", ["at", "14:30", "on", "03.07.2024"]),
        ("Lt. Gen. Ali M. Said", ["Lt.", "Gen.", "Ali", "M.", "Said"]),
        ("Paralel.Az reports", ["Paralel.Az", "reports"]),
    ],
)
def test_words_are_cut_where_a_reader_would(text, words):
    assert [span.of(text) for span in tokenize(text)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Lt. Col. Ahmed Said spoke. He left.", 2),
        ("Envoys met in Washington, D.C. on Monday.", 1),
        ("“We agree. We sign.” The envoy left.", 3),
        ("H.E. Dr. Amina Bello met Mr. Xi.", 1),
        ("The crew thanked Mme. Rose Wambui. She left.", 2),
        ("Paralel.Az reports. Talks go on.", 2),
        ("Envoys meet in Lomé\n\nThe envoys met. They left.", 3),
        ("", 0),
        ("\n\n \n", 0),
    ],
)
def test_sentences_end_where_they_do(text, count):
    assert len(tokenize_document(Document("d", text))[1]) == count


def test_a_first_line_without_full_stop_is_a_headline():
    _, sentences = tokenize_document(Document("d", "Envoys meet in Lomé\n\nThe envoys met."))
    assert [s.kind for s in sentences] == ["headline", "body"]


def test_wrapped_lines_are_one_sentence():
    text = "The foreign ministers of the three Baltic states met today\nin Riga to discuss the security of the sea."
    assert len(tokenize_document(Document("d", text))[1]) == 1


@given(st.text(max_size=300))
def test_any_text_is_shared_out_without_overlap(text):
    tokens, sentences = tokenize_document(Document("d", text))
    ends = [0] + [t.span.end for t in tokens]
    assert all(t.span.start >= end for t, end in zip(tokens, ends, strict=False))
    assert [s.tokens.start for s in sentences[1:]] == [s.tokens.end for s in sentences[:-1]]
    assert all(t.span.of(text) == t.text for t in tokens)
