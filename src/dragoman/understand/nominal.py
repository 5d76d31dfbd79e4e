"""Nouns that tell somebody's word: "China's offer to host the talks", "the claim by the police that they had fled".

Whose it is stands before it, or behind "of", "by" or "from"; what is said, behind "that", "to" or "for".
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.records import Attribution, Phrase, find_range
from dragoman.understand.said import MAX_SKIPPED, PARTY_KINDS, QUOTE_MARKS, Line

# The nouns, with the verb whose force each has.
NOUNS = {
    "offer": "offer",
    "proposal": "propose",
    "suggestion": "suggest",
    "call": "call for",
    "appeal": "appeal",
    "request": "request",
    "demand": "demand",
    "claim": "claim",
    "assertion": "assert",
    "allegation": "allege",
    "accusation": "accuse",
    "explanation": "explain",
    "notification": "notify",
    "announcement": "announce",
    "statement": "state",
    "promise": "promise",
    "pledge": "pledge",
    "assurance": "assure",
    "warning": "warn",
    "threat": "threaten",
    "refusal": "refuse",
}
_ASKS = frozenset(["call for", "appeal", "request", "demand"])
# What these ask for in a clause has a bare verb, which may be taken for a noun: "that India hand her over".
_WITH_BARE = _ASKS | {"propose", "suggest"}
_BY = frozenset(["of", "by", "from"])
_MADE = frozenset("made given issued voiced expressed put submitted conveyed".split())
_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_JOINTS = frozenset("and or who which that , but".split())


def find_nominal(line: Line) -> Iterator[Attribution]:
    """The attributions that nouns of a sentence make."""
    for i, word in enumerate(line.words[: line.end]):
        verb = NOUNS.get(word.lemma) if word.tag in ("NN", "NNS") else None
        if verb is None:
            continue
        source, after = _owner_before(line, i), i + 1
        if source is None:
            source, after = _owner_behind(line, i + 1)
        begins = _begin(line, after, verb) if source is not None else None
        if source is None or begins is None:
            continue
        content = line.span(begins, _end(line, begins, _has_own_verb(line, i, begins, verb)))
        if content is not None and len(content.of(line.text).split()) > 1:
            yield Attribution(line.sentence.index, word.span, content, verb, source)


def _party(line: Line, start: int | None = None, end: int | None = None) -> Phrase | None:
    """The party whose mention begins or ends at a character."""
    for number in find_range(line.marked.mentions, line.sentence.index):
        mention = line.marked.mentions[number]
        fits = mention.span.start == start or mention.span.end == end
        if fits and mention.outer is None and mention.kind in PARTY_KINDS:
            return None if mention.form == "pronoun" else Phrase(mention.span, mention.head, (number,))
    return None


def _owner_before(line: Line, noun: int) -> Phrase | None:
    """Whose it is in "China's latest offer"."""
    at = noun - 1
    while at > 0 and line.words[at].tag in ("JJ", "JJR", "JJS"):
        at -= 1
    return _party(line, end=line.words[at - 1].span.end) if at > 0 and line.words[at].tag == "POS" else None


def _owner_behind(line: Line, at: int) -> tuple[Phrase | None, int]:
    """Whose it is in "the offer made by China", and the token behind that."""
    at += at < line.end and line.low[at] in _MADE
    if at + 1 >= line.end or line.low[at] not in _BY:
        return None, at
    starts = [line.words[j].span.start for j in range(at + 1, min(at + 3, line.end))]
    source = next((found for start in starts if (found := _party(line, start=start)) is not None), None)
    return source, line.index(source.span.end) if source is not None else at


def _begin(line: Line, at: int, verb: str) -> int | None:
    """Where what is said begins behind the noun and its owner."""
    if at + 1 >= line.end:
        return None
    if line.low[at] == "that" or (line.low[at] == "to" and line.words[at + 1].tag == "VB"):
        return at + 1
    return at + 1 if verb in _ASKS and line.low[at] == "for" else None


def _has_own_verb(line: Line, noun: int, begins: int, verb: str) -> bool:
    """Whether what is said is a clause whose own finite verb comes before that of the clause around it."""
    if line.low[begins - 1] != "that":
        return False
    finite = [i for i in range(line.end) if line.words[i].tag in _FINITE]
    return not (verb in _WITH_BARE and len(finite) == 1 and finite[0] > begins + 1 > noun)


def _end(line: Line, begins: int, is_clause: bool) -> int:
    """Where it ends: at the verb of the clause around it, or a comma."""
    told, is_quoted = not is_clause, False
    for i in range(begins, line.end):
        is_quoted ^= line.low[i] in QUOTE_MARKS and line.low[i] not in ("'", "’")
        is_verb = line.words[i].tag in _FINITE and line.low[i - 1] not in _JOINTS
        if not is_quoted and (line.low[i] in (",", ";", ":") or (is_verb and told and i > begins)):
            return i
        # "That the court convene": what is asked for has a bare verb; and pasts may be read as participles.
        told |= is_verb or line.words[i].tag in ("VB", "VBN")
    return line.end if line.end - begins <= 3 * MAX_SKIPPED else begins
