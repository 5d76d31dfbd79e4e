"""Own words: what a statement says by itself, sentence by sentence, where nobody is told to say it.

"We do not seek confrontation. Access to the airport must be restored." In a text that says "we" outside all quotations,
or whose title calls it a statement, whatever no cue tells is the word of whoever issues it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from dragoman.records import Attribution, Marked, Sentence, Span, Token

LEMMA = ":"
_OURS = frozenset(["we", "our", "us", "i", "my"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_TITLED = re.compile(
    r"\b(?:statement|comment|commentary|remarks|response|reply|communiqu[eé]|declaration|briefing)\b", re.IGNORECASE
)
_MARKS = frozenset("( ) . - – — • *".split())
# Shorter ones say nothing by themselves: "Thank you all."
MIN_WORDS = 3
# So many sentences with "we" or "our" make a text one that speaks for itself.
MIN_OURS = 2


def find_own_words(marked: Marked, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """The attributions of what a text says in its own words, of nobody named; none where it is a transcript."""
    if any(said.lemma == LEMMA for said in found) or not _speaks_for_itself(marked):
        return
    told = {said.sentence for said in found}
    quoted = {index for quote in marked.quotes for index in quote.sentences}
    for sentence in marked.sentences:
        if sentence.index in told or sentence.index in quoted or sentence.index in marked.boilerplate:
            continue
        words = marked.words(sentence)
        if sentence.kind == "body" and words and words[-1].text not in ("?", ":"):
            yield from _said(sentence, words)


def _speaks_for_itself(marked: Marked) -> bool:
    """Whether a text says "we" outside quotations, or its title calls it somebody's statement."""
    first = marked.sentences[0] if marked.sentences else None
    title = first.span.of(marked.document.text) if first is not None and first.kind == "headline" else ""
    quoted = {index for quote in marked.quotes for index in quote.sentences}
    ours = sum(_has_ours(marked, sentence, quoted) for sentence in marked.sentences)
    return ours >= MIN_OURS or (ours > 0 and _TITLED.search(title) is not None)


def _has_ours(marked: Marked, sentence: Sentence, quoted: Collection[int]) -> bool:
    words = (word.text.lower() for word in marked.words(sentence))
    return sentence.kind == "body" and sentence.index not in quoted and any(word in _OURS for word in words)


def _said(sentence: Sentence, words: Sequence[Token]) -> Iterator[Attribution]:
    """Each part of a sentence that has a verb of its own, as semicolons and "but we" cut it."""
    start = _behind_label(words)
    for i in range(start, len(words) + 1):
        if i < len(words) and not _cuts(words, i):
            continue
        part = words[start:i]
        while part and part[-1].text in (".", ",", "!"):
            part = part[:-1]
        start = i + 1 + (i < len(words) and words[i].text == ",")
        if len(part) >= MIN_WORDS and any(one.tag in _FINITE for one in part):
            content = Span(part[0].span.start, part[-1].span.end)
            yield Attribution(sentence.index, content, content, LEMMA, None)


def _cuts(words: Sequence[Token], i: int) -> bool:
    behind = [word.text.lower() for word in words[i + 1 : i + 3]]
    return words[i].text == ";" or (words[i].text == "," and behind[:1] == ["but"] and behind[1:] in (["we"], ["i"]))


def _behind_label(words: Sequence[Token]) -> int:
    """The token behind "3.", "(a)" or "A:" at the beginning of a paragraph."""
    at = 0
    while at + 1 < len(words) and (words[at].text in _MARKS or words[at].text.rstrip(".").isdigit()):
        at += 1
    is_label = at + 1 < len(words) and len(words[at].text) == 1 and words[at + 1].text in (":", ")")
    return at + 2 if is_label else at
