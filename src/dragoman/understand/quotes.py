"""Direct speech: the words between quotation marks, from one sentence of a paragraph to many.

Marks are “ ”, " ", ‘ ’, « » and „ “. A quote that goes on in the next paragraph opens there again and closes
only at its end. Apostrophes are no marks; one to three words in marks are a title or a word held at arm's
length, and no speech unless they close with a mark of their own ("No comment.").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dragoman.records import Document, Quote, Sentence, Span

_CLOSING = {"“": "”", "‘": "’", "«": "»", "„": "“”", '"': '"', "''": "''", "``": "''", "'": "'"}
_OPEN = re.compile(r"[“«„]|(?<!\w)‘(?=\S)|(?<![\w])(?:\"|``|'')(?=[^\s])|(?<![\w.,!?])'(?=[A-Z][^'\n]{12,}[,.!?]')")
_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=\s*[“\"«‘„])")
_SPOKEN_END = re.compile(r"[.!?,…—–-]$")
# Shorter than this in marks is a title, a nickname or an ironical word. A choice, not a swept value.
MIN_SPOKEN_WORDS = 4


def find_quotes(document: Document, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The direct speech of a document, inside its marks, one quote a paragraph.

    >>> from dragoman.understand.tokens import tokenize_document
    >>> document = Document("d", "“We will not stop,” she said. “Nobody's ‘red line’ moves.”")
    >>> [quote.span.of(document.text) for quote in find_quotes(document, tokenize_document(document)[1])]
    ['We will not stop,', "Nobody's ‘red line’ moves."]
    """
    text = document.text
    starts = [sentence.span.start for sentence in sentences]
    ends = [sentence.span.end for sentence in sentences]
    quotes = []
    for span in _spans(text):
        if not _is_speech(text, span):
            continue
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        touched = tuple(sentences[i].index for i in range(first, last))
        if touched:
            quotes.append(Quote(span, touched))
    return tuple(quotes)


def _spans(text: str) -> Iterator[Span]:
    """What stands between marks, outermost first; an open quote runs on where the next paragraph reopens it."""
    if not any(mark in text for mark in "“«„‘\"'`"):
        return
    bounds = [0, *(found.end() for found in _PARAGRAPH.finditer(text)), len(text)]
    for start, end in pairwise(bounds):
        yield from _in_paragraph(text, start, end, text[end : end + 3].lstrip()[:1])


def _in_paragraph(text: str, start: int, end: int, next_mark: str) -> Iterator[Span]:
    position = start
    while found := _OPEN.search(text, position, end):
        mark = found.group()
        close = _close(text, found.end(), end, mark)
        if close is None and next_mark == mark:
            stop = found.end() + len(text[found.end() : end].rstrip())
            yield Span(found.end(), stop)
            return
        if close is None:
            position = found.end()
            continue
        yield Span(found.end(), close)
        position = close + 1


def _close(text: str, start: int, end: int, mark: str) -> int | None:
    """Where the quote opened before `start` closes, past quotes of the same kind inside it."""
    closing = _CLOSING[mark]
    depth = 1
    position = start
    while position < end:
        if text.startswith(mark, position) and mark not in closing:
            depth += 1
        elif text.startswith(closing, position) or (mark == "„" and text[position] in closing):
            depth -= not _is_apostrophe(text, position, closing)
            if not depth:
                return position
        position += 1
    return None


def _is_apostrophe(text: str, at: int, mark: str) -> bool:
    """Whether a single closing mark is within or at the end of a word: "Iran’s", "the states’ own"."""
    if mark not in ("’", "'"):
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if after.isalnum():
        return True
    # "the leaders’ meeting": a plural's mark has a small letter behind it; speech ends on a mark of its own.
    return before in "sS" and bool(re.match(r"\s[a-z]", text[at + 1 : at + 3])) and bool(_closes_later(text, at))


def _closes_later(text: str, at: int) -> bool:
    line_end = text.find("\n", at)
    rest = text[at + 1 : line_end if line_end >= 0 else len(text)]
    return re.match(r"[^‘’]*(?:\w[’]\w[^‘’]*)*[.,!?]?’(?!\w)", rest) is not None


def _is_speech(text: str, span: Span) -> bool:
    words = span.of(text).split()
    if not words:
        return False
    return len(words) >= MIN_SPOKEN_WORDS or (
        bool(_SPOKEN_END.search(words[-1])) and words[0][:1].isupper() and len(words) > 1
    )
