"""Words and marks of a text, tagged and lemmatised, and the sentences they make.

A token is never normalised: its span always gives back its characters. "U.S.", "Mr." and
"Azerbaijan-OSCE" are one token each; "'s", "n't" and every mark are tokens of their own.
"""

from __future__ import annotations

import re

from dragoman.records import Document, Sentence, Span, Token
from dragoman.understand.sentences import sketch_sentences
from dragoman.understand.tags import tag_words

_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)[^\s<>"”]+[^\s<>"”.,;:!?)\]]      # addresses of pages
    | (?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+                          # and of people
    | (?:US|A|C|HK|NZ|S|R)\$(?=\s?\d)                         # US$ 2
    | (?:[A-Za-z]\.){2,}                                    # U.S., D.C., p.m.
    | (?:Mr|Mrs|Ms|Mme|Mlle|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Cmdr|Adm|Brig|Gov|Sen|Rep|Hon|Rev|St|Amb|Sh|Eng|Jr|Sr
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|No)\.(?=\s|,)
    | (?:MR|MRS|MS)\.(?=\s[A-Z]) | Rt\.(?=\sHon) | Dato[’'](?=\s[A-Z])                  # titles
    | [A-Z]\.(?=\s?[A-Z])                                   # initials
    | \d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|%|km|kg|bn|m)?\b%?(?:-[A-Za-z]+)*  # 1,200  03/04/2024  29th  48-hour
    | (?<!\w)\w{1,12}(?=n[’']t\b)                           # did|n't
    | n[’']t\b
    | [’'](?:s|S|re|ve|ll|d|m)\b                            # 's
    | (?:\w|[\u0300-\u036f\u200c\u200d])+
        (?:(?:[-‐‑.&/](?=\w)|[’'](?!(?:s|S|re|ve|ll|d|m|t)\b)(?=\w))
           (?:\w|[\u0300-\u036f\u200c\u200d])+)*            # Azerbaijan-OSCE  O'Brien  Paralel.Az
    | \.\.\.+ | --+
    | \S
    """,
    re.VERBOSE,
)


def tokenize(text: str, span: Span | None = None) -> list[Span]:
    """The spans of the words and marks in a text, or in one span of it.

    >>> t = "Iran's U.S. envoys didn't meet O'Brien."
    >>> [s.of(t) for s in tokenize(t)]
    ['Iran', "'s", 'U.S.', 'envoys', 'did', "n't", 'meet', "O'Brien", '.']
    """
    start, end = span or (0, len(text))
    return [Span(*found.span()) for found in _TOKEN.finditer(text, start, end)]


def tokenize_document(document: Document) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    """The tokens of a document and its sentences, which share them out without gap or overlap.

    >>> tokens, sentences = tokenize_document(Document("d", "Envoys met. They left."))
    >>> [t.text for t in tokens][:3], [tuple(s.tokens) for s in sentences]
    (['Envoys', 'met', '.'], [(0, 3), (3, 6)])
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for sketch in sketch_sentences(document.text):
        spans = tokenize(document.text, sketch.span)
        words = [span.of(document.text) for span in spans]
        first = len(tokens)
        tagged = tag_words(words, headline=sketch.kind == "headline")
        tokens += [Token(span, word, tag, lemma) for span, word, (tag, lemma) in zip(spans, words, tagged, strict=True)]
        extent = Span(first, len(tokens))
        sentences.append(Sentence(sketch.span, len(sentences), sketch.paragraph, extent, sketch.kind))
    return tuple(tokens), tuple(sentences)
