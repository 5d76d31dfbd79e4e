"""Where what is said ends: at another cue of the sentence, a concession, or the mark that closes a quotation."""

from __future__ import annotations

from dragoman.knowledge.speech import load_speech
from dragoman.records import Clause
from dragoman.understand.said import DOUBLE_MARKS, QUOTE_MARKS, Cue, Line, find_cue

_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_CONCEDES = frozenset("though although while whereas".split())


def find_limit(line: Line, clause: Clause, cue: Cue) -> int:
    """The token at which everything that this cue can take has ended."""
    verb, limit = line.index(clause.head.start), line.end
    for _, other in line.clauses:
        at = line.index(other.verb.start)
        if at <= max(verb, cue.end - 1) or at >= limit or other.form == "infinitive":
            continue
        begin = _begin_of_next(line, clause, other, at)
        if begin is not None and begin > cue.end - 1:
            limit = min(limit, begin)
    return min(limit, _closing_mark(line, verb), _concession(line, cue, limit))


def _concession(line: Line, cue: Cue, limit: int) -> int:
    """Where the report goes on behind a plain object: "ruled out talks[, though his colleague offered a site]".

    A clause that is said may have its own "though", so behind a finite verb nothing ends.
    """
    for i in range(cue.end, limit - 1):
        if line.words[i].tag in _FINITE or line.low[i] in QUOTE_MARKS or line.low[i] in ("that", "to"):
            return limit
        if line.low[i] == "," and line.low[i + 1] in _CONCEDES and i > cue.end:
            return i
    return limit


def _closing_mark(line: Line, verb: int) -> int:
    """The mark that closes the quotation a verb stands in; the end of the line where it stands in none."""
    marks = [i for i in range(line.end) if line.low[i] in DOUBLE_MARKS]
    before = [i for i in marks if i < verb]
    return next((i for i in marks if i > verb), line.end) if len(before) % 2 else line.end


def _begin_of_next(line: Line, clause: Clause, other: Clause, at: int) -> int | None:
    """Where another cue of the sentence takes over: "..., adding that", "... and called for", "..., X said"."""
    speech = load_speech()
    lemma = other.lemma if other.lemma in speech.verbs else other.lemma.split(" ")[0]
    known = lemma in speech.verbs or (lemma in speech.idioms and find_cue(line, other) is not None)
    known = known or lemma in speech.carriers
    word = line.words[at]
    if word.tag == "VBG":
        return at - 1 if known and line.low[at - 1] == "," else None
    same = bool(clause.subject and other.subject and clause.subject.span == other.subject.span)
    if other.form == "participle" and not (same or word.tag in ("VBD", "VBN")):
        return None
    joined = _joint_before(line, at)
    # A verb in another tense goes on with what is said, not with who says it.
    alike = other.tense == clause.tense and other.relation in ("root", "conjunct")
    if same and joined is not None and (known or alike):
        return joined
    if not known or other.subject is None or other.relation in ("complement",):
        return None
    subject = line.index(other.subject.span.start)
    if line.index(clause.head.start) < subject <= at and line.low[subject - 1] in {",", "while", "and", "but"}:
        after = at + 1
        ends = after >= line.end or line.low[after] in (",", "in", "on", "at", "to") or line.is_time(after)
        opens = line.low[subject - 1] != ","
        if (ends and lemma in speech.takes["trailing"]) or (opens and subject >= 2 and line.low[subject - 2] == ","):
            return subject - (2 if opens else 1)
    return None


def _joint_before(line: Line, at: int) -> int | None:
    """The comma or "and" that joins a further predicate, its adverbs skipped."""
    i = at - 1
    while i > 0 and line.words[i].tag in ("RB", "MD"):
        i -= 1
    if line.low[i] in ("and", "but", "while", ","):
        return i - 1 if i > 0 and line.low[i - 1] == "," and line.low[i] != "," else i
    return None
