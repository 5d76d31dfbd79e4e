"""Quotes are found as whole words, in the sentence that is asked first."""

from __future__ import annotations

import pytest
from corpus.quotes import Page, QuoteError

from dragoman.records import Span

PAGE = Page("Oman’s envoy met the envoy of Iran. The envoy of Iran, he said, left the U.S. on Monday.")


@pytest.mark.parametrize(
    ("quote", "start"),
    [("envoy@1", 7), ("envoy@3", 40), ("Oman", 0), ("he", 55), ("U.S.", 73), ("the envoy of Iran", 17)],
)
def test_a_quote_is_found_as_whole_words(quote: str, start: int) -> None:
    assert PAGE.find(quote).start == start


def test_a_number_counts_in_the_sentence_that_is_asked() -> None:
    assert PAGE.find_in("envoy", 1) == Span(40, 45)
    assert PAGE.find_near("envoy@2", 0) == Span(21, 26)


def test_what_the_sentence_lacks_is_looked_for_in_the_text() -> None:
    assert PAGE.find_near("Oman", 1) == Span(0, 4)


def test_among_sentences_only_one_needs_no_number() -> None:
    assert PAGE.find_among("Iran", [1]) == Span(49, 53)
    assert PAGE.find_among("Iran@1", [1]) == Span(30, 34)


def test_what_is_not_there_says_where_it_is() -> None:
    with pytest.raises(QuoteError, match="not in sentence 0 but in 1"):
        PAGE.find_in("Monday", 0)
