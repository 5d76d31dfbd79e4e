"""Where sentences begin and end, and which of them are headlines or furniture.

Paragraphs come from the line breaks, sentence ends from syntok; joined again is what syntok
parts after a title ("Lt. Col. Ahmed"), which diplomatic prose is full of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from syntok import segmenter

from dragoman.records import SentenceKind, Span
from dragoman.understand.boilerplate import is_furniture

# A line shorter than this is a line of its own, not the wrapped beginning of the next one.
MIN_WRAPPED_CHARS = 45
# A title is seldom longer; a line that is, is running text.
MAX_HEADLINE_WORDS = 28

# Sentences of readouts and reports stay below; beyond stand broken pages, cut at a mark or space so that no text
# takes more than its share of time.
MAX_SENTENCE_CHARS = 2_000

_TITLE_END = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mme|Mlle|MR|MRS|MS|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Brig|Cpl|Gov|Sen|Rep|Hon|Rev|St|Amb"
    r"|Pres|H\.E|H\.R\.H|H\.H|H\.M|Sh|Eng|Rt|Min|Sec|No|Nos|Art|Res|vs|Fr|Sr|approx|al|[A-Z])\.$"
)
# Given names that are written short before others: "Ma. Theresa Lazaro", "Md. Touhid Hossain". Behind them a sentence
# begins where a word of grammar does: "He called on Vice Minister Ma. The two discussed trade."
_SHORT_NAME_END = re.compile(r"\b(?:Ma|Md|Mohd|Muhd|Mst|Wm)\.$")
_NAME_GOES_ON = re.compile(
    r"(?!(?:The|They|He|She|It|In|On|At|During|Both|This|That|Their|His|Her|A|An|For|As|Also|While|Minister|Mr)\b)"
    r"[A-Z]\w+(?: [A-Z]\.)? [A-Z]"
)
_TERMINAL = re.compile(r"[.!?…:;][\"'”’»)\]]*$")
_BULLET = re.compile(r"^\s*(?:[-–—•*·▪]|\d{1,2}[.)]|\([a-z0-9]{1,2}\))\s+")


class Sketch(NamedTuple):
    """A sentence before its tokens are counted."""

    span: Span
    paragraph: int
    kind: SentenceKind


# Text with no mark in it at which a sentence could end: a full stop only in a number, single spaces, and in brackets
# a few words with small letters behind them.
_ODD = r".!?;‼‽⁇⁈⁉。﹒﹗！．？｡…()\[\]{}\u200b"
_WORDS = rf"(?:[^\s{_ODD}]| (?=\S)|(?<=\d)\.(?=\d)|\([^\s{_ODD}]+(?: [^\s{_ODD}]+)*\)(?= [a-z]|[,.]|$))+"
# Where one sentence ends beyond doubt: behind small letters, before a capital that small letters follow.
_ENDS = r"(?<=[a-z][a-z])[.!?][”\"’]? (?=[“\"‘]?[A-Z][a-z]|[AI] )"
# Paragraphs of nothing else, of which syntok has the same to say ten times as slowly: three in four.
_PLAIN = re.compile(rf"(?!\(){_WORDS}(?:{_ENDS}{_WORDS})*[.!?]?[”\"’]?")
_CUT = re.compile(r"(?<=[.!?]) |(?<=[.!?][”\"’]) ")
_LAST_WORD = re.compile(r"([A-Za-z]+)[.!?][”\"’]? ")
_ABBREVIATIONS = segmenter.State.abbreviations | segmenter.State.months


def sketch_sentences(text: str) -> list[Sketch]:
    """The sentences of a text in order, each with its paragraph and kind.

    >>> [s.span.of("Envoys meet\\n\\nGen. Li spoke. He left.") for s in
    ...  sketch_sentences("Envoys meet\\n\\nGen. Li spoke. He left.")]
    ['Envoys meet', 'Gen. Li spoke.', 'He left.']
    """
    sketches: list[Sketch] = []
    paragraphs = list(_paragraphs(text))
    for number, paragraph in enumerate(paragraphs):
        spans = list(_sentence_spans(text, paragraph))
        for span in (piece for whole in spans for piece in _bounded(text, whole)):
            kind = _kind(span.of(text), alone=len(spans) == 1, first=number == 0 < len(paragraphs) - 1)
            sketches.append(Sketch(span, number, kind))
    return sketches


def _paragraphs(text: str) -> Iterator[Span]:
    """Blocks between line breaks; a hard-wrapped line is joined to the one it goes on in."""
    start: int | None = None
    end = 0
    for line in re.finditer(r"[^\n]*\n?", text):
        words = line.group().strip()
        if not words:
            if start is not None:
                yield Span(start, end)
            start = None
            continue
        first = line.start() + line.group().index(words[0])
        if start is not None and not _goes_on(text[start:end], words):
            yield Span(start, end)
            start = None
        start = first if start is None else start
        end = first + len(words)
    if start is not None:
        yield Span(start, end)


def _goes_on(before: str, words: str) -> bool:
    """Whether a line continues the paragraph before it: that one is long, open, and no list begins."""
    last = before.rsplit("\n", 1)[-1].strip()
    if _BULLET.match(words) or len(last) < MIN_WRAPPED_CHARS:
        return False
    return not _TERMINAL.search(last) or (len(last) > MIN_WRAPPED_CHARS and words[0].islower())


def _sentence_spans(text: str, paragraph: Span) -> Iterator[Span]:
    body = paragraph.of(text)
    pending: Span | None = None
    for sentence in _split(body):
        if pending is not None and _belongs(body, pending, sentence):
            pending = Span(pending.start, sentence.end)
            continue
        if pending is not None:
            yield Span(paragraph.start + pending.start, paragraph.start + pending.end)
        pending = sentence
    if pending is not None:
        yield Span(paragraph.start + pending.start, paragraph.start + pending.end)


def _bounded(text: str, span: Span) -> Iterator[Span]:
    """A span in pieces of at most `MAX_SENTENCE_CHARS`, cut behind a mark or space where there is one."""
    start = span.start
    while span.end - start > MAX_SENTENCE_CHARS:
        limit = start + MAX_SENTENCE_CHARS
        cut = max(text.rfind("; ", start, limit), text.rfind(", ", start, limit), start)
        cut = cut if cut > start + MAX_SENTENCE_CHARS // 2 else max(text.rfind(" ", start, limit), start)
        cut = cut + 1 if cut > start else limit
        yield Span(start, cut)
        start = cut
        while start < span.end and text[start].isspace():
            start += 1
    if start < span.end:
        yield Span(start, span.end)


def _split(body: str) -> Iterator[Span]:
    """Sentences as spans of a paragraph: plain ones as they stand there, those of others by syntok."""
    if _PLAIN.fullmatch(body) and _ABBREVIATIONS.isdisjoint(_LAST_WORD.findall(body)):
        ends = [found.span() for found in _CUT.finditer(body)]
        starts = [0, *(after for _, after in ends)]
        yield from map(Span, starts, [*(end for end, _ in ends), len(body)])
        return
    yield from split_by_syntok(body)


def split_by_syntok(body: str) -> Iterator[Span]:
    """syntok's sentences as spans of the paragraph it was given."""
    for paragraph in segmenter.analyze(body):
        for sentence in paragraph:
            first, last = sentence[0], sentence[-1]
            yield Span(first.offset, min(len(body), last.offset + len(last.value)))


def _belongs(body: str, before: Span, after: Span) -> bool:
    """Whether two pieces are one sentence: parted after a title, at a lower-case word, or no words."""
    if not re.search(r"\w", after.of(body)) or before.end == after.start:
        return True
    if body[after.start].islower() and not before.of(body).rstrip().endswith(("?", "!", "”", '"')):
        return True
    if _SHORT_NAME_END.search(before.of(body)) and _NAME_GOES_ON.match(after.of(body)):
        return True
    return bool(_TITLE_END.search(before.of(body))) and not before.of(body).endswith(("U.S.", "U.N."))


def _kind(words: str, *, alone: bool, first: bool) -> SentenceKind:
    if is_furniture(words):
        return "furniture"
    short = len(words.split()) <= MAX_HEADLINE_WORDS
    if alone and short and not _TERMINAL.search(words) and not _BULLET.match(words):
        return "headline"
    return "headline" if first and alone and short and words.isupper() else "body"
