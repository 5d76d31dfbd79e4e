"""Direct speech is what stands between quotation marks, and nothing else is."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dragoman.records import Document
from dragoman.understand.quotes import find_quotes
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "quotes.toml").read_text(encoding="utf8"))


def quotes_of(text: str) -> list[str]:
    document = Document("d", text)
    return [quote.span.of(text) for quote in find_quotes(document, tokenize_document(document)[1])]


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["text"][:40])
def test_direct_speech_is_found_inside_its_marks(case: dict[str, Any]) -> None:
    assert quotes_of(case["text"]) == case["quotes"]


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["text"][:40])
def test_titles_apostrophes_and_scare_quotes_are_no_speech(case: dict[str, Any]) -> None:
    assert quotes_of(case["text"]) == []


def test_a_quote_knows_the_sentences_it_touches() -> None:
    document = Document("d", "He came late. “We agreed on a road. We will build it,” he said. Nobody else spoke.")
    _, sentences = tokenize_document(document)
    (quote,) = find_quotes(document, sentences)
    assert [sentences[i].span.of(document.text)[:8] for i in quote.sentences] == ["“We agre", "We will "]
