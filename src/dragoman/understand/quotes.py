"""Direct speech: what stands between quotation marks, over paragraphs too.

Marks of one to three words are names or scorn ("so-called"), not speech. A quotation that runs on
opens every paragraph anew and closes only in the last; it is given as one `Quote` a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Document, Quote, Sentence, Span

# Fewer words between marks are mostly a name, a title or scorn; speech that short is lost with them.
MIN_WORDS = 4

_PAIRS = {"“": "”", "«": "»", "„": "“", "‘": "’"}
_MARK = re.compile(r"[“”«»„\"]|(?<!\w)‘|’(?!\w)")
_WORD = re.compile(r"\w+")


def find_quotes(document: Document, sentences: Sequence[Sentence]) -> tuple[Quote, ...]:
    """The stretches of direct speech, each with the sentences it touches.

    >>> from dragoman.understand.tokens import tokenize_document
    >>> d = Document("d", 'He said: "We will not leave the city." The "so-called" truce failed.')
    >>> [q.span.of(d.text) for q in find_quotes(d, tokenize_document(d)[1])]
    ['We will not leave the city.']
    """
    found: list[Quote] = []
    for paragraph in _paragraphs(sentences):
        span = Span(paragraph[0].span.start, paragraph[-1].span.end)
        for inside in _inside_marks(document.text, span):
            touched = tuple(s.index for s in paragraph if s.span.meets(inside))
            if len(_WORD.findall(inside.of(document.text))) >= MIN_WORDS and touched:
                found.append(Quote(inside, touched))
    return tuple(found)


def _paragraphs(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    groups: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        groups.setdefault(sentence.paragraph, []).append(sentence)
    return list(groups.values())


def _inside_marks(text: str, span: Span) -> list[Span]:
    """What stands between marks in one paragraph; a quotation left open runs to the paragraph's end."""
    found: list[Span] = []
    opened: tuple[str, int] | None = None
    for mark in _MARK.finditer(text, span.start, span.end):
        sign = mark.group()
        if opened is None:
            if sign == '"' or sign in _PAIRS:
                opened = (_PAIRS.get(sign, '"'), mark.end())
        elif sign == opened[0] and (sign != "’" or _closes(text, mark.start())):
            found.append(Span(opened[1], mark.start()))
            opened = None
    if opened is not None and opened[1] < span.end and _opens_paragraph(text, span, opened[1]):
        found.append(Span(opened[1], span.end))
    return found


def _closes(text: str, at: int) -> bool:
    """Whether a single mark closes speech: behind punctuation or before a space, not a plural's own."""
    return text[at - 1] in ".,!?…" or text[at + 1 : at + 2] in ("", " ", "\n", ",", ".")


def _opens_paragraph(text: str, span: Span, start: int) -> bool:
    """Whether an unclosed mark stands where quotations running on do: near the paragraph's start."""
    return start - span.start <= 2 or text[max(span.start, start - 3) : start - 1].rstrip().endswith((":", ","))
