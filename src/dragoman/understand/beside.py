"""Descriptions and names that stand beside each other and mean one person.

"The governor of the province, Ada Lem, said", "Ada Lem, 34, a sewing operator, said": whatever was seen of either, and
by whom. Offices right before a comma and a name are joined where they are found (`appositions`); here are all others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dragoman.records import Marked, Mention, Span, find_range
from dragoman.understand.appositions import RANK_OFFICES

_PEOPLE = frozenset(["person", "office"])
_TAIL = r"(?: (?:of|for|in|at|from|to|on) [^,.;:()\n]{1,60})?"
# What may stand between the two: "of the province,", ", 34, the official".
_MORE = re.compile(
    _TAIL + r",\s(?:\d{2},\s)?(?:(?:the|an?) (?:(?!(?:of|to|for|from|in|at|on|by|with) )[a-z-]+ ){1,2})?"
)
# How an apposition closes: with a mark, and not as the first of a list.
_CLOSED = re.compile(_TAIL + r"(?:[.;)]|\s[–—]|,(?! (?:and|or|as well)\b)|$)")
_OPENS = re.compile(r"(?:the|a|an|his|her|its|their|our|my|one of) ", re.IGNORECASE)
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
MAX_GAP = 70


def join_beside(marked: Marked) -> Marked:
    """A document whose mentions say which of them stand beside each other.

    >>> from dragoman.records import Document
    >>> join_beside(Marked(Document("d", "Envoys met."))).mentions
    ()
    """
    same: dict[int, int] = {}
    for sentence in range(len(marked.sentences)):
        for first, second in _find_pairs(marked, sentence):
            if first not in same and second not in same:
                same[second] = first
    if not same:
        return marked
    mentions = (
        replace(one, same_as=same[n]) if n in same and one.same_as is None else one
        for n, one in enumerate(marked.mentions)
    )
    return replace(marked, mentions=tuple(mentions))


def _find_pairs(marked: Marked, sentence: int) -> Iterator[tuple[int, int]]:
    """A description and the name behind it, or a name and the description behind it, by index."""
    whole = [n for n in find_range(marked.mentions, sentence) if marked.mentions[n].kind in _PEOPLE]
    joined = {marked.mentions[n].same_as for n in whole}
    barred: set[int] = set()
    for first in whole:
        if first in barred:
            continue
        one = marked.mentions[first]
        if one.number != "one" or one.same_as is not None or first in joined or one.form == "pronoun":
            continue
        for second in whole:
            other = marked.mentions[second]
            if not 0 < other.span.start - one.span.end <= MAX_GAP or other.same_as is not None:
                continue
            if _is_named(one) != _is_named(other) and _stand_beside(marked, one, other):
                between = [n for n in whole if first < n < second and marked.mentions[n].span.start >= one.span.end]
                if any(marked.mentions[n].number == "one" for n in between):
                    barred.update(between)  # "the lawyer for the suspect, Omar Diallo,": either may be meant
                    break
                yield first, second
                break


def _is_named(mention: Mention) -> bool:
    return mention.kind == "person" and mention.name is not None


def _stand_beside(marked: Marked, one: Mention, other: Mention) -> bool:
    text = marked.document.text
    between = Span(one.span.end, other.span.start)
    if not _MORE.fullmatch(between.of(text)) or _has_verb(marked, one.sentence, between):
        return False
    closing = _CLOSED.match(text, other.span.end)
    if closing is None or _has_verb(marked, one.sentence, Span(other.span.end, closing.end())):
        return False
    if _is_named(one):
        bare = other.office is not None or bool(_OPENS.match(other.span.of(text)))
        return bare and other.form == "nominal" and (one.office is None or one.office.lower() in RANK_OFFICES)
    return other.form == "name" and other.number == "one" and not one.name and not _is_in_list(marked, one)


def _has_verb(marked: Marked, sentence: int, between: Span) -> bool:
    own = marked.sentences[sentence].tokens
    held = marked.tokens[own.start : own.end]
    return any(token.tag in _FINITE and between.covers(token.span) for token in held)


def _is_in_list(marked: Marked, mention: Mention) -> bool:
    """Whether a description is itself behind a comma or "and", as in lists and behind other names."""
    sentence = marked.sentences[mention.sentence].span.start
    before = marked.document.text[sentence : mention.span.start].rstrip()
    return before.endswith((",", " and", " or"))
