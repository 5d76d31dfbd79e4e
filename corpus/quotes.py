"""Finds the words a sheet quotes, as spans of its text.

A quote is looked for as whole words: "he" is not in "the". `"he@2"` is the second of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Document, Span
from dragoman.understand.tokens import tokenize_document

# Characters shown on either side of an occurrence, so that a writer can tell which `@n` is meant.
CONTEXT_CHARS = 14

_NUMBERED = re.compile(r"(?P<words>.+)@(?P<number>\d+)", re.DOTALL)


class QuoteError(ValueError):
    """A quote that names no words of the text, or more than one place in it."""


def take_number(quote: str) -> tuple[str, int | None]:
    """A quote without its `@n`, and the n.

    >>> take_number("he@2"), take_number("Oslo"), take_number("desk@mfa.example")
    (('he', 2), ('Oslo', None), ('desk@mfa.example', None))
    """
    found = _NUMBERED.fullmatch(quote)
    return (found["words"], int(found["number"])) if found else (quote, None)


def find_all(text: str, words: str) -> list[Span]:
    """Every place where the words stand as whole words.

    >>> find_all("the envoy said he left", "he")
    [Span(start=15, end=17)]
    """
    if not words:
        return []
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return [Span(*found.span()) for found in re.finditer(f"{before}{re.escape(words)}{after}", text)]


class Page:
    """A text with its sentences, in which quotes are found."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens, sentences = tokenize_document(Document("page", text))
        self.sentences = tuple(sentence.span for sentence in sentences)

    def has_sentence(self, number: int) -> bool:
        """Whether a sentence has that number, counted from 0."""
        return 0 <= number < len(self.sentences)

    def find(self, quote: str) -> Span:
        """The one place of a quote in the whole text.

        >>> Page("He said he would.").find("said")
        Span(start=3, end=7)
        >>> Page("Oslo met Oslo.").find("Oslo")
        Traceback (most recent call last):
        corpus.quotes.QuoteError: 'Oslo' occurs 2 times, add @n: @1 "[Oslo] met Oslo." @2 "Oslo met [Oslo]."
        """
        words, number = take_number(quote)
        return self._pick(words, number, find_all(self.text, words))

    def find_in(self, quote: str, sentence: int) -> Span:
        """The place of a quote in one sentence; `@n` counts in the sentence."""
        words, number = take_number(quote)
        return self._pick(words, number, self._inside(words, (sentence,)), f"in sentence {sentence}")

    def find_near(self, quote: str, sentence: int) -> Span:
        """The place of a quote in one sentence, or in the whole text where the sentence has it not.

        >>> page = Page("Envoys met in Oslo. Oslo hosted them on Monday.")
        >>> page.find_near("Oslo", 1), page.find_near("met", 1)
        (Span(start=20, end=24), Span(start=7, end=10))
        """
        words, _ = take_number(quote)
        return self.find_in(quote, sentence) if self._inside(words, (sentence,)) else self.find(quote)

    def find_among(self, quote: str, sentences: Sequence[int]) -> Span:
        """The place of a quote in the whole text, or the only one in some sentences; `@n` counts in the text."""
        words, number = take_number(quote)
        inside = self._inside(words, sentences)
        return inside[0] if number is None and len(inside) == 1 else self.find(quote)

    def _inside(self, words: str, sentences: Sequence[int]) -> list[Span]:
        places = [self.sentences[number] for number in sentences if self.has_sentence(number)]
        return [span for span in find_all(self.text, words) if any(place.covers(span) for place in places)]

    def _pick(self, words: str, number: int | None, found: Sequence[Span], where: str = "") -> Span:
        at = f" {where}" if where else ""
        if not found:
            loose = where and find_all(self.text, words)
            raise QuoteError(f"{words!r} is not {where or 'in the text'}" + (self._elsewhere(loose) if loose else ""))
        if number is None and len(found) > 1:
            shown = " ".join(f'@{n} "{self._show(span)}"' for n, span in enumerate(found, 1))
            raise QuoteError(f"{words!r} occurs {len(found)} times{at}, add @n: {shown}")
        if number is not None and not 1 <= number <= len(found):
            raise QuoteError(f"{words!r} occurs {len(found)} times{at}, so there is no @{number}")
        return found[(number or 1) - 1]

    def _elsewhere(self, found: Sequence[Span]) -> str:
        numbers = [n for n, place in enumerate(self.sentences) if any(place.covers(span) for span in found)]
        return f" but in {', '.join(map(str, numbers))}" if numbers else ""

    def _show(self, span: Span) -> str:
        before = self.text[max(0, span.start - CONTEXT_CHARS) : span.start]
        after = self.text[span.end : span.end + CONTEXT_CHARS]
        return f"{before}[{span.of(self.text)}]{after}".replace("\n", " ")
