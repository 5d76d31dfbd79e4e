"""Whether the words around a time look back or ahead: the tense of its clause, or what its sentence says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.records import Clause, Marked, Time, find_range
from dragoman.resolve.dates.calendar import Tense

_FUTURE_MODALS = frozenset({"will", "would", "shall", "'ll", "’ll", "must", "should", "may", "might", "can"})
_PERFECT = re.compile(r"\b(?:must|should|may|might|can|would)(?:\s+not)?\s+have\b")
_AHEAD = re.compile(
    r"\b(?:scheduled|slated|planned|due|set|expected|postponed|billed|foreseen)\s+(?:\w+\s+){0,3}(?:for|on)\s+$"
    r"|\b(?:due|slated|foreseen)\s+in\s+(?:\w+\s+){1,3}in\s+$"
)
# "Moved to July" and "put off until July" name the day itself.
_MOVED = re.compile(
    r"\b(?:moved|rescheduled|postponed|deferred|delayed|adjourned|pushed back|put back|put off|carried over|"
    r"brought forward)\s+(?:(?:back|forward|again|until|till|to|for|the|early|late|mid)\s+){0,3}"
    r"(?:until|till|to|for)\s+(?:early\s+|late\s+|mid-)?$"
)
_PUT_OFF = re.compile(r"\b(?:postponed|deferred|delayed|put off|adjourned)\s[^.;,]{0,80}\b(?:until|till)\s+$")
_COMING = re.compile(r"\b(?:will|shall|upcoming|forthcoming|(?:is|are) (?:to|due|set|expected|scheduled))\b")


def find_tense(marked: Marked, time: Time) -> Tense | None:
    """The tense of the closest clause around a time, or what its sentence says where there is none."""
    before = marked.document.text[max(0, time.span.start - 40) : time.span.start]
    if _AHEAD.search(before) or is_moved_to(marked, time):
        return "future"
    around = sorted(_clauses_at(marked, time), key=lambda pair: pair[0])
    if around:
        return _tense_of(marked, around[0][1])
    sentence = marked.sentences[time.sentence] if time.sentence < len(marked.sentences) else None
    if sentence and _COMING.search(sentence.span.of(marked.document.text)):
        return "future"
    return None


def is_moved_to(marked: Marked, time: Time) -> bool:
    """Whether a time is the day to which something was put off: "has been moved to July"."""
    before = marked.document.text[max(0, time.span.start - 100) : time.span.start]
    return any(words.search(before) for words in (_MOVED, _PUT_OFF))


def _clauses_at(marked: Marked, time: Time) -> Iterator[tuple[tuple[int, int], Clause]]:
    for i in find_range(marked.clauses, time.sentence):
        clause = marked.clauses[i]
        if clause.span.covers(time.span):
            size = clause.span.end - clause.span.start
            yield (size, clause.span.start), clause


# What these govern in the infinitive is still to come; of other verbs in the past it came about with them ("was
# allowed to leave on Monday", "met to discuss it on Monday").
_AHEAD_VERBS = frozenset(
    """plan agree expect schedule intend decide want hope promise vow pledge threaten invite ask urge call demand order
    propose offer prepare set seek announce commit aim undertake tell warn consent direct instruct mean need require
    renew extend request wish desire resolve determine be have""".split()
)


def _lies_ahead(marked: Marked, clause: Clause) -> bool:
    if clause.governor is None:
        return True
    governor = marked.clauses[clause.governor]
    return governor.tense != "past" or governor.form != "finite" or governor.lemma in _AHEAD_VERBS


def _tense_of(marked: Marked, clause: Clause) -> Tense | None:
    """A clause's own tense; an infinitive lies ahead; nouns and participles have their governor's."""
    for _ in range(4):
        if clause.tense == "future" or clause.modal in _FUTURE_MODALS:
            return "past" if _PERFECT.search(clause.span.of(marked.document.text)) else "future"
        if clause.form == "infinitive" and _lies_ahead(marked, clause):
            return "future"
        if clause.form == "finite":
            return clause.tense
        if clause.governor is None:
            return None
        clause = marked.clauses[clause.governor]
    return None
