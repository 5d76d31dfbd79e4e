"""Who else sat at a meeting: "attended by X", "chaired by Y", "the delegation was led by Z".

A clause says it, or a few set words with a list of names behind them, which no clause holds whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.readout.agenda import Line
from dragoman.readout.cast import Cast
from dragoman.records import Clause, Phrase, Span, find_range

_LED = frozenset(["lead", "head"])
_INCLUDES = frozenset(["include", "comprise"])
# What others were at, "participated in the meeting".
_OCCASIONS = frozenset("meeting talks ceremony conversation reception audience consultations dialogue call".split())
_DELEGATIONS = frozenset(["delegation", "team", "mission", "side"])
# Set words before those who sat at a table; all must stand in a row.
_CUES = tuple(
    tuple(words.split())
    for words in (
        "chaired by|co-chaired by|presided over by|under the chairmanship of|under the co-chairmanship of|"
        "under the presidency of|with the participation of|attended by|accompanied by|represented by"
    ).split("|")
)
_PEOPLE = frozenset(["person", "office"])
# "X, in his capacity as host, and Y": so many words may stand between two who sit there.
MAX_GAP_WORDS = 4


def find_seated(cast: Cast, line: Line) -> list[str]:
    """The persons and offices that a sentence seats beside others, each once, in the order of the text."""
    named = [id for clause in line.clauses for id in _companions(cast, line, clause)]
    named += [id for span in _lists(cast, line) for id in _listed(cast, span)]
    return [id for id in dict.fromkeys(named) if cast.entity(id).kind in _PEOPLE]


def find_chaired(cast: Cast, sentence: int) -> list[str]:
    """The persons and offices behind the set words of a sentence: "chaired by X", "attended by Y and Z"."""
    line = Line(cast, sentence, [cast.marked.clauses[i] for i in find_range(cast.marked.clauses, sentence)])
    return [
        id
        for id in dict.fromkeys(i for s in _lists(cast, line) for i in _listed(cast, s))
        if cast.entity(id).kind in _PEOPLE
    ]


def _lists(cast: Cast, line: Line) -> Iterator[Span]:
    """What stands behind each of the set words, to the next verb that says something else."""
    end = cast.marked.sentences[line.sentence].span.end
    verbs = [c.verb.start for c in line.clauses if c.form == "finite" and c.relation != "relative"]
    for i in range(len(line.low)):
        cue = next((words for words in _CUES if tuple(line.low[i : i + len(words)]) == words), None)
        if cue is None:
            continue
        start = line.words[i + len(cue) - 1].span.end
        yield Span(start, min((verb for verb in verbs if verb > start), default=end))


def _listed(cast: Cast, span: Span) -> Iterator[str]:
    """The parties named in a row: a gap of more than a few words ends it."""
    last = span.start
    for index, mention in cast.mentions_in(span):
        if mention.outer is not None:
            continue
        if (
            len(cast.text[last : mention.span.start].split()) > MAX_GAP_WORDS
            or ";" in cast.text[last : mention.span.start]
        ):
            return
        last = mention.span.end
        if mention.kind in _PEOPLE:
            yield from cast.of_mention(index)


def _companions(cast: Cast, line: Line, clause: Clause) -> list[str]:
    """Those a clause seats beside others."""
    by = [o.phrase for o in clause.obliques if o.preposition == "by"]
    led = clause.lemma in _LED
    if clause.voice == "passive" and (clause.lemma == "attend" or (led and _is_delegation(line, clause))):
        return [id for phrase in by for id in cast.of_phrase(phrase)]
    if led and clause.voice == "active" and clause.form == "finite" and clause.subject is not None:
        heads = any(set(cast.lemmas(o.span)) & _DELEGATIONS for o in clause.objects)
        return list(cast.of_phrase(clause.subject)) if heads else []
    delegation = clause.subject is not None and set(cast.lemmas(clause.subject.span)) & _DELEGATIONS
    if _is_joined(line, clause) and clause.subject is not None:
        return [id for phrase in (clause.subject,) for id in _all_of(cast, line, clause, phrase)]
    if clause.lemma in _INCLUDES and clause.form == "finite" and delegation:
        return [id for phrase in clause.objects for id in cast.of_phrase(phrase)]
    return []


def _is_joined(line: Line, clause: Clause) -> bool:
    """ "Participated in the meeting", "were present", "was in attendance"."""
    behind = line.low[line.index(clause.head.start) : line.index(clause.head.start) + 7]
    if clause.form != "finite" or clause.negated or clause.tense == "future":
        return False
    base = clause.lemma.split(" ")[0]
    if base in ("participate", "attend", "take", "join"):
        return bool(_OCCASIONS & set(behind)) and (base != "take" or "part" in behind)
    return base in ("be", "associate") and bool({"present", "attendance", "associated"} & set(behind))


def _all_of(cast: Cast, line: Line, clause: Clause, phrase: Phrase) -> list[str]:
    """The persons before a verb, those behind commas and "and" with them."""
    first = min(phrase.span.start, line.starts[0] if len(line.clauses) == 1 else phrase.span.start)
    reach = Span(first, clause.verb.start)
    named = [id for i, m in cast.mentions_in(reach) if m.outer is None for id in cast.of_mention(i)]
    return list(dict.fromkeys(named))


def _is_delegation(line: Line, clause: Clause) -> bool:
    before = line.words[max(0, line.index(clause.verb.start) - 8) : line.index(clause.verb.start)]
    return any(word.lemma in _DELEGATIONS for word in before)
