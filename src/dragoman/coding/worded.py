"""Acts whose type a few words settle, whatever rules and the reader make of them.

Who calls a charge false rejects it: so people annotated it in 105 of 117 practice texts (counted by a script that was
not kept). A contract that is signed is a promise (15 of 15), "we would be grateful if" asks, and a note that presents
its compliments only greets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from dragoman.records import Draft, Marked

# Between a verb that names and what it says a thing to be.
_NAMED = r"(?:(?!\b(?:and|how|that|for|against|while|but|as having)\b)[^.,;:]){0,60}?"
_UNTRUE = (
    r"\b(?:lies?|false|untrue|baseless|unfounded|groundless|fabricat(?:ed|ion|ions)|nonsense|fictions?|fantas(?:y|ies)|"
    r"fake|slanders?|preposterous|absurd|inventions?|propaganda|rumou?rs?|disinformation|hoax)\b"
)


class _Settled(NamedTuple):
    """What a type becomes where its trigger and the words behind it are these; `None` where there is no act."""

    type: str
    trigger: re.Pattern[str]
    behind: re.Pattern[str]
    becomes: str | None
    mode: str | None = None


_SETTLED = (
    _Settled(
        "ACCUSE",
        re.compile(r"(?:call|term|brand|label|labell|describ|dubb|characteri[sz])(?:e|ed|es|s|ing)?\b", re.IGNORECASE),
        re.compile(_NAMED + _UNTRUE, re.IGNORECASE),
        "REJECT",
    ),
    _Settled(
        "SUPPORT",
        re.compile(r"sign(?:ed|s|ing)?\b|ink(?:ed|s|ing)?\b", re.IGNORECASE),
        re.compile(r"\s(?:(?!(?:and|with|under|on|for|of)\b)[^\s.,;:]+\s){0,5}?contracts?\b", re.IGNORECASE),
        "AGREE",
    ),
    _Settled(
        "SUPPORT",
        re.compile(r"grateful|obliged|appreciates?\b|appreciated", re.IGNORECASE),
        re.compile(r"\s(?:it\s)?if\b", re.IGNORECASE),
        "REQUEST",
        "assist",
    ),
    _Settled(
        "SUPPORT",
        re.compile(r"present(?:s|ed|ing)?\b", re.IGNORECASE),
        re.compile(r"\s(?:its|their|his|her|the)\s(?:\w+\s)?compliments\b", re.IGNORECASE),
        None,
    ),
)


def settle_by_words(marked: Marked, drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts with the types that their words settle, without those that are no acts.

    >>> from dragoman.records import Document, Sentence, Span
    >>> text = "Oman called the report a lie."
    >>> marked = Marked(Document("d", text), sentences=(Sentence(Span(0, 29), 0, 0, Span(0, 0)),))
    >>> [draft.type for draft in settle_by_words(marked, [Draft("ACCUSE", 0, Span(5, 11))])]
    ['REJECT']
    """
    for draft in drafts:
        rule = _find_rule(marked, draft)
        if rule is None:
            yield draft
        elif rule.becomes is not None:
            yield replace(draft, type=rule.becomes, modes=(rule.mode,) if rule.mode else ())


def _find_rule(marked: Marked, draft: Draft) -> _Settled | None:
    text, end = marked.document.text, marked.sentences[draft.sentence].span.end
    rules = (rule for rule in _SETTLED if rule.type == draft.type and _stands(rule, draft, text, end))
    return next(rules, None)


def _stands(rule: _Settled, draft: Draft, text: str, end: int) -> bool:
    """Whether the trigger begins as a rule has it, and goes on as it has it."""
    found = rule.trigger.match(text, draft.trigger.start, end)
    return found is not None and rule.behind.match(text, max(found.end(), draft.trigger.end), end) is not None
