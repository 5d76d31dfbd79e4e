"""Sentences that ask: a question tells of no event, and what a reporter says is not the word of who answers."""

from __future__ import annotations

import re

from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Marked

# A name or role before a colon that opens a paragraph of a transcript ("Reporter (translated):", "Q1:").
_LABEL = re.compile(r"\s*([A-Z][\w .'’&/-]{0,40}?)\s*\d{0,2}(?:\s*\([^)]{1,40}\))?\s*[:：]\s")
_ASKS = re.compile(r"\?[\"”'’)\]]*\s*$")


def find_questions(marked: Marked) -> frozenset[int]:
    """The sentences that end in a question mark, and all of a paragraph opened by one who asks.

    >>> from dragoman.records import Document
    >>> find_questions(Marked(Document("d", "")))
    frozenset()
    """
    askers = load_lexicon().bare["askers"]
    found: set[int] = set()
    paragraph, asking = -1, False
    for sentence in marked.sentences:
        words = sentence.span.of(marked.document.text)
        if sentence.paragraph != paragraph:
            label = _LABEL.match(words)
            paragraph, asking = sentence.paragraph, bool(label and _is_asker(label[1], askers))
        if asking or _ASKS.search(words):
            found.add(sentence.index)
    return frozenset(found)


def _is_asker(label: str, askers: frozenset[str]) -> bool:
    """Whether a label is one who asks, alone or behind its own name ("BBC correspondent")."""
    words = label.lower().strip()
    return words in askers or words.split()[-1] in ("reporter", "journalist", "correspondent", "question")
