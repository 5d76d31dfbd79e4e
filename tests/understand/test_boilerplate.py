"""Empty sentences and page furniture are told from those that say something."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.records import Document
from dragoman.understand.boilerplate import find_boilerplate, is_furniture
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "boilerplate.toml").read_text(encoding="utf8"))


@pytest.mark.parametrize("text", CASES["empty"])
def test_empty_sentences_are_boilerplate(text):
    assert find_boilerplate(*tokenize_document(Document("d", text))) == {0}


@pytest.mark.parametrize("text", CASES["full"])
def test_sentences_with_a_subject_are_not(text):
    assert find_boilerplate(*tokenize_document(Document("d", text))) == frozenset()


@pytest.mark.parametrize("line", CASES["furniture"])
def test_lines_of_the_page_are_furniture(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", CASES["report"])
def test_lines_of_the_report_are_not(line):
    assert not is_furniture(line)
