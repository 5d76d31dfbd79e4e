"""Where what somebody says ends and the report goes on: "promised to help[, NATO condemned the intrusion]".

Rules and encoder both take too much where a sentence strings several reports together. What is cut off here is a clause
of its own: behind a semicolon, behind an infinitive with another subject, told by another speaker, or what came of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.knowledge.speech import load_speech
from dragoman.records import Attribution
from dragoman.understand.said import PARTY_KINDS, QUOTE_MARKS, Line

# "..., prompting Madrid to recall its envoy": what came of what was said.
_EFFECTS = frozenset("prompting forcing drawing sparking triggering provoking angering infuriating delighting".split())
# "..., a day after gunmen had struck": when it was said, or what had happened before.
_SPANS = frozenset("hour hours day days week weeks month months year years moments minutes".split())
_WHEN = frozenset(["after", "before"])
# Behind a semicolon these go on with what is said.
_GOES_ON = frozenset(["that", "to", "whether", "if"])
_TELLS = frozenset(["VBD", "VBZ"])
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_JOINTS = frozenset([",", "and", "but", "while", "whereas"])
# What opens a clause inside what is said, whose subjects are then no longer the report's.
_OPENS = frozenset("that if whether when until unless because as how what who which where why after before so".split())


def end_with_report(line: Line, said: Attribution) -> Attribution:
    """The attribution without what the report says behind its content.

    Of what stands before its cue, or is a speaker's whole turn, nothing is cut off.
    """
    if said.content.start < said.cue.start or said.lemma == ":" or said.clause is None:
        return said
    first, last = line.index(said.content.start), line.index(said.content.end)
    end = min(_ends(line, first, last), default=last)
    content = line.span(first, end) if end < last else None
    return replace(said, content=content) if content is not None else said


def _ends(line: Line, first: int, last: int) -> Iterator[int]:
    """The tokens between which what is said may have ended."""
    is_quoted = False
    for i in range(last - 1):
        is_quoted ^= line.low[i] in QUOTE_MARKS and line.low[i] not in ("'", "’")
        if is_quoted or i <= first:
            continue
        after = line.low[i + 1 : i + 3]
        goes_on = after[0] in _GOES_ON or (after[0] in ("and", "or", "but") and after[1:] and after[1] in _GOES_ON)
        next_mark = next((j for j in range(i + 1, last) if line.low[j] == ";"), last)
        is_clause = any(word.tag in _FINITE for word in line.words[i + 1 : next_mark])
        if line.low[i] == ";" and is_clause and not goes_on:
            yield i
        if line.low[i] == "," and (after[0] in _EFFECTS or _is_when(line, i + 1)):
            yield i
    yield from _next_speakers(line, first, last)
    if line.words[first].tag == "TO" or (line.words[first].tag == "VB" and line.low[first - 1] == "to"):
        yield from _next_subjects(line, first, last)
    elif _is_thing(line, first):
        last = min(_next_acts(line, first, last), default=last)
        yield from (last, *(i for i in _next_subjects(line, first, last) if _is_bare(line, first, i)))


def _is_thing(line: Line, first: int) -> bool:
    """Whether what is said opens with a thing or what is done, and stands behind no "that"."""
    opens = line.words[first].tag in ("DT", "PRP$", "NN", "NNS", "VBG", "JJ", "PRP")
    return opens and line.low[first - 1] not in ("that", ",", ":") and line.low[first - 1] not in QUOTE_MARKS


def _is_bare(line: Line, first: int, joint: int) -> bool:
    """Whether no verb stands in what is said before a joint, and the joint says nothing of when.

    What goes on with "his country" may be his word as well.
    """
    later = line.low[joint] == "while" or line.low[joint + 1] == "while"
    owned = any(word.tag == "PRP$" for word in line.words[joint + 1 : joint + 3])
    return not later and not owned and not any(word.tag in _FINITE for word in line.words[first:joint])


def _next_acts(line: Line, first: int, last: int) -> Iterator[int]:
    """Where whoever spoke does something else: "denies sabotage [and has let police aboard]"."""
    for i in range(first + 1, last - 1):
        if (
            (line.low[i] != "as" and _opens_clause(line, i))
            or line.words[i].tag in _FINITE
            or line.low[i] in QUOTE_MARKS
        ):
            return
        after = i + 1
        while after < last - 1 and line.words[after].tag == "RB":
            after += 1
        if line.low[i] in ("and", "but") and line.words[after].tag in _FINITE:
            yield i


def _is_when(line: Line, i: int) -> bool:
    """Whether words such as "a day after" or "hours before" begin at a token."""
    at = next((j for j in range(i, min(i + 3, line.end - 1)) if line.low[j] in _SPANS), None)
    return at is not None and line.low[at + 1] in _WHEN


def end_with_next(line: Line, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each without what its speaker does next: "said that talks had failed[, and asked for time]".

    Who speaks there stands before all that is said, so it is no one in it.
    """
    return [_without_next(line, one, found) for one in found]


def _without_next(line: Line, one: Attribution, found: Sequence[Attribution]) -> Attribution:
    if one.content.start < one.cue.end:
        return one
    for other in sorted(found, key=lambda said: said.cue):
        if other.source is None or not one.content.covers(other.cue) or other.source.span.end > one.cue.start:
            continue
        first, verb = line.index(one.content.start), line.index(other.cue.start)
        joint = verb - 1
        while joint > first and line.words[joint].tag == "RB":
            joint -= 1
        if line.low[joint] not in ("and", "but") or line.words[verb].tag != line.words[line.index(one.cue.start)].tag:
            continue
        content = line.span(first, joint)
        if content is not None and len(content.of(line.text).split()) > 1:
            return replace(one, content=content)
    return one


def _next_speakers(line: Line, first: int, last: int) -> Iterator[int]:
    """Where another tells all that stands before: "threatened to fire[, the ombudsman warned, after ...]"."""
    trailing = load_speech().takes["trailing"]
    for mention in line.mentions:
        start, verb = line.index(mention.span.start), line.index(mention.span.end)
        start -= line.low[start - 1] == "the"
        if not first + 1 < start < verb < last - 1 or line.low[start - 1] != "," or line.low[verb + 1] != ",":
            continue
        if mention.kind in PARTY_KINDS and line.words[verb].tag in _TELLS and line.words[verb].lemma in trailing:
            yield start - 1


def _next_subjects(line: Line, first: int, last: int) -> Iterator[int]:
    """Where behind an infinitive a clause begins with a subject of its own."""
    for _, clause in line.clauses:
        if clause.form != "finite" or clause.subject is None or clause.relation in ("relative", "complement"):
            continue
        subject, verb = line.index(clause.subject.span.start), line.index(clause.verb.start)
        if not first + 1 < subject <= verb < last or line.low[subject - 1] not in _JOINTS:
            continue
        if any(word in QUOTE_MARKS for word in line.low[first:subject]):
            continue
        joint = subject - 2 if line.low[subject - 2] == "," else subject - 1
        if joint > first and not any(_opens_clause(line, i) for i in range(first, joint)):
            yield joint


def _opens_clause(line: Line, i: int) -> bool:
    """Whether a token opens a clause, as "that" in "that country" does not."""
    is_this = line.low[i] == "that" and (line.words[i].tag == "DT" or line.words[i - 1].tag == "IN")
    return line.low[i] in _OPENS and not is_this
