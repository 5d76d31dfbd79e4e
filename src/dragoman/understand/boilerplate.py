"""Sentences without content, and lines that belong to the page rather than the report.

A sentence is boilerplate when it only says that something was talked about ("issues of mutual
interest") or how the air was ("in a warm atmosphere"), and nothing in it could be looked up: no
name, no subject of its own. The words are classes, not phrases, so that new wordings are met.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.records import Sentence, Token

_FURNITURE = re.compile(
    r"""^\s*(?:
      read\s+(?:more|also|full)\b | see\s+also\b | also\s+read\b | related\s*(?:articles|news|stories)?\s*:?\s*$
    | subscribe\b | sign\s+up\b | follow\s+us\b | share\s+(?:this|on)\b | print\s*$ | advertisement\b | copyright\b | ©
    | all\s+rights\s+reserved | (?:photo|image|video|picture|foto)\s*(?:credit|by|courtesy)?\s*: | getty\s+images
    | \(?(?:reporting|editing|writing|additional\s+reporting)\s+by\b | click\s+here\b | join\s+us\b
    | download\b.*\bapp\b
    | by\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}\s*$ | (?:last\s+)?(?:updated|published|posted)\s*(?:on|at|:)
    | source\s*: | tags?\s*: | end\s+text\b | for\s+immediate\s+release\b | \#{2,} | [-–—*•\s]+$ | \d+\s*/\s*\d+\s*$
    | (?:press\s+release|media\s+note|readout)\s*(?:no\.?\s*[\d/]+)?\s*$ | (?:e-?mail|tel|phone|fax)\s*[.:]
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# "By" lines are names only in the case they are written in.
_BYLINE = re.compile(r"^\s*[Bb]y\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,3}\s*$")

_TALK = frozenset(
    """discuss exchange touch review consider talk address raise cover hold take conclude express wish dwell
    share speak continue deal""".split()
)
_VAGUE = frozenset(
    """issue matter topic question subject aspect view opinion interest concern importance agenda development
    area sphere field direction significance nature item point range number side party minister leader official
    interlocutor meeting conversation talk call discussion visit session course detail exchange attention
    consultation negotiation part end level counterpart president ambassador delegation also both
    respect conclusion diplomat head people""".split()
)
_COLOUR = frozenset(
    """mutual common other bilateral regional international global current topical shared various several many
    certain important key pressing relevant further additional interesting different some wide broad foreign same
    two second first respective official special detailed main multilateral actual urgent general particular last
    future present two-way""".split()
)
_AIR = frozenset(
    """warm friendly cordial constructive open frank businesslike sincere traditional fraternal brotherly positive
    productive good atmosphere spirit manner environment understanding mood trust friendship mutual""".split()
)
_AIRY_HEADS = frozenset(["atmosphere", "spirit", "manner", "environment", "mood"])
# Grammar, and verbs that carry a vague noun ("views were exchanged", "the talks were held").
_GRAMMAR_TAGS = frozenset(["DT", "IN", "TO", "CC", "PRP", "PRP$", "MD", "RB", "RBR", "WDT", "EX", "CD", "PDT", "WP"])
_LIGHT = frozenset("be have do pay attach give mark place pass".split())


def is_furniture(text: str) -> bool:
    """Whether a line belongs to the page and not to the report.

    >>> is_furniture("Read more: talks in Geneva"), is_furniture("By then the talks had failed.")
    (True, False)
    """
    found = _FURNITURE.match(text)
    if found is None:
        return not re.search(r"\w", text)
    return not text.lower().lstrip().startswith("by ") or bool(_BYLINE.match(text))


def find_boilerplate(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> frozenset[int]:
    """The indexes of the sentences that carry no content.

    >>> from dragoman.records import Document
    >>> from dragoman.understand.tokens import tokenize_document
    >>> text = "They discussed the war in Sudan. They also discussed other issues of mutual interest."
    >>> sorted(find_boilerplate(*tokenize_document(Document("d", text))))
    [1]
    """
    return frozenset(
        sentence.index
        for sentence in sentences
        if sentence.kind == "body" and is_empty(tokens[sentence.tokens.start : sentence.tokens.end])
    )


def is_empty(words: Sequence[Token]) -> bool:
    """Whether every word of a sentence is grammar, talk or vague: nothing to look up is left."""
    lemmas = [word.lemma for word in words]
    airy = any(lemma in _AIRY_HEADS for lemma in lemmas)
    vague = sum(lemma in _VAGUE or lemma in _AIR for lemma in lemmas)
    if vague < 2 and not airy:
        return False
    talks = any(lemma in _TALK for lemma in lemmas)
    return (talks or airy) and all(_is_vague(word, airy) for word in words)


def _is_vague(word: Token, airy: bool) -> bool:
    if word.tag in _GRAMMAR_TAGS or not word.text[0].isalpha() or word.tag in ("POS", "."):
        return True
    lemma = word.text.lower() if word.tag in ("NNP", "NNPS") else word.lemma
    vague = lemma in _VAGUE or lemma.removesuffix("s") in _VAGUE
    return vague or lemma in _COLOUR or lemma in _TALK or lemma in _LIGHT or (airy and lemma in _AIR)
