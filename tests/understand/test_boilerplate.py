"""Sentences without content are known from their neighbours with content, lines of the page from the report."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.records import Document
from dragoman.understand.boilerplate import find_boilerplate, is_furniture
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "boilerplate.toml").read_text(encoding="utf8"))


def is_empty(sentence: str) -> bool:
    tokens, sentences = tokenize_document(Document("d", sentence))
    return find_boilerplate(tokens, sentences) == frozenset(range(len(sentences)))


@pytest.mark.parametrize("sentence", CASES["empty"])
def test_sentences_without_content_are_boilerplate(sentence: str) -> None:
    assert is_empty(sentence)


@pytest.mark.parametrize("sentence", CASES["content"])
def test_sentences_with_content_are_kept(sentence: str) -> None:
    assert not is_empty(sentence)


@pytest.mark.parametrize("line", CASES["furniture"])
def test_lines_of_the_page_are_furniture(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", CASES["report"])
def test_lines_of_the_report_are_no_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_headlines_are_left_alone() -> None:
    text = "Other issues discussed\n\nThe ministers exchanged views."
    tokens, sentences = tokenize_document(Document("d", text))
    assert sentences[0].kind == "headline"
    assert find_boilerplate(tokens, sentences) == {1}
