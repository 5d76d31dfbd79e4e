"""Sessions of a body: "the Council convened in Cairo", "the Authority held its summit under the chairmanship of X".

No two parties meet there, so no encounter is coded: the body sits, with those the text names beside it in the same
sentence or in those right behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.lines import Line
from dragoman.readout.reality import find_asked, is_unreal
from dragoman.readout.seats import find_chaired, find_seated
from dragoman.records import Clause, Mention, Phrase, find_range

_SITS = frozenset(["convene", "reconvene", "sit", "gather", "assemble", "meet"])
_OPENS = frozenset(["open", "begin", "start", "conclude", "end", "close"])
_HOLDS = frozenset(["hold", "convene", "conduct", "conclude", "complete", "begin", "open", "finish", "wrap", "wind"])
_ROUNDS = frozenset("session summit meeting consultation sitting council conference retreat forum".split())
_BRIEFINGS = frozenset(["briefing"])
_BODIES = frozenset(["organization", "group", "office", "government"])
_INWARD = frozenset("PTY OPP BUS CVL NGO MED JRN LAB EDU".split())
_JOINT = frozenset(["joint", "intergovernmental", "inter-governmental", "bilateral", "mixed"])
# Codes of organisations that states make up.
_OF_STATES = frozenset(["IGO", "UNO", "EUR"])
# So many sentences behind the first may still say who was there: "It was attended by ...".
MOST_BEHIND = 2


def find_sessions(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The sessions that a document reports, in the order of the text, without those that `met` has already."""
    asked = find_asked(cast)
    told: set[int] = {sentence for one in met for sentence in one.sentences}
    for clause in cast.marked.clauses:
        sentence = cast.marked.sentences[clause.sentence]
        if sentence.kind != "body" or clause.sentence in asked or not cast.is_open(clause.sentence):
            continue
        if clause.form != "finite" or clause.negated or clause.conditional or clause.modal or is_unreal(cast, clause):
            continue
        sits = clause.tense == "past" and _is_session(cast, clause)
        if not sits or clause.sentence in told:
            continue
        # "The session of the Assembly opened" does not tell that the Assembly met those of the text.
        opened = clause.lemma.split(" ")[0] in (*_OPENS, "take") and _said(cast, clause) <= {"place"}
        bodies = [] if opened and _is_round(cast, clause.subject) else _bodies(cast, clause.subject)
        ids = list(dict.fromkeys([*bodies, *_beside(cast, clause.sentence)]))
        several = {"multilateral"} if bodies or len({cast.side(id) for id in ids}) != 2 else set()
        # "Both ministers held a working meeting" is the meeting that is told already.
        again = bool(met) and all(cast.entity(id).kind != "organization" for id in bodies)
        if (len(ids) > 1 or bodies) and not again:
            here = {clause.sentence}
            told |= here
            modes = {"session"} if any(_is_joint(cast, id) for id in bodies) else {"session", *several}
            yield Encounter("held", ids, [], here, None, None, modes, [], {clause.lemma}, TOLD, set(here))


def _is_session(cast: Cast, clause: Clause) -> bool:
    """Whether a clause says that a body sat, or that a session of somebody was held."""
    base = clause.lemma.split(" ")[0]
    if clause.subject is None:
        return False
    if clause.voice == "passive":
        return base in (*_HOLDS, "chair") and _is_round(cast, clause.subject)
    if _is_round(cast, clause.subject) and not clause.objects and base in _OPENS:
        return True
    if base == "take" and _said(cast, clause) == {"place"}:
        return _is_round(cast, clause.subject)
    if base in _SITS:
        return bool(_bodies(cast, clause.subject)) and not clause.objects and not _is_with_others(cast, clause)
    said = _said(cast, clause)
    if base in _HOLDS:
        return not _is_with_others(cast, clause) and bool(_ROUNDS & said) and bool(_bodies(cast, clause.subject))
    return base in ("receive", "hear") and bool(_BRIEFINGS & said) and bool(_bodies(cast, clause.subject))


def _is_round(cast: Cast, phrase: Phrase | None) -> bool:
    """Whether a phrase is of something that people sit in: its last noun before a preposition."""
    words = cast.tokens_in(phrase.span) if phrase is not None else ()
    nouns = [word for word in takewhile(lambda word: word.tag not in ("IN", "TO"), words) if word.tag[:2] == "NN"]
    return bool(nouns) and bool(_ROUNDS & {nouns[-1].lemma, nouns[-1].lemma.removesuffix("s")})


def _said(cast: Cast, clause: Clause) -> set[str]:
    return {word for o in clause.objects for word in cast.lemmas(o.span)}


def _is_with_others(cast: Cast, clause: Clause) -> bool:
    """Whether a body sits with somebody: that is a meeting of two."""
    return any(cast.of_phrase(o.phrase) for o in clause.obliques if o.preposition in ("with", "between"))


def _bodies(cast: Cast, phrase: Phrase | None) -> list[str]:
    """The bodies, or the several holders of an office, that a phrase names."""
    if phrase is None:
        return []
    inside = phrase.mentions or [i for i, m in cast.mentions_in(phrase.span) if m.outer is None and _is_of(cast, m)]
    many = {i for i in inside if cast.marked.mentions[i].number == "many"}
    found = [
        id
        for i in inside
        for id in cast.of_mention(i)
        if _is_body(cast, id) or (i in many and cast.entity(id).kind in _BODIES)
    ]
    return found if all(cast.is_voice(id) or _is_joint(cast, id) for id in found) else []


def _is_of(cast: Cast, mention: Mention) -> bool:
    """Whether a mention is whose the session is: "the 34th session of the Council"."""
    before = cast.text[max(0, mention.span.start - 12) : mention.span.start].lower().removesuffix("the ").split()
    return before[-1:] == ["of"]


def _is_joint(cast: Cast, id: str) -> bool:
    """Whether a body is one in which two sides sit: "the Joint Commission"."""
    return bool(_JOINT & set(cast.entity(id).name.lower().split()))


def _is_body(cast: Cast, id: str) -> bool:
    """An organisation, or an organ of one: "the Council of Ministers of the East African Community"."""
    entity = cast.entity(id)
    organ = entity.kind in ("government", "group") and entity.country in _OF_STATES
    # A party or a company that meets is no encounter of sides.
    return (entity.kind == "organization" and not _INWARD & set(entity.sectors)) or organ


def _beside(cast: Cast, first: int) -> Iterator[str]:
    """Those whom a sentence, and those right behind it, name as chairing or attending."""
    for sentence in range(first, min(first + 1 + MOST_BEHIND, len(cast.marked.sentences))):
        yield from find_chaired(cast, sentence)
        clauses = [cast.marked.clauses[i] for i in find_range(cast.marked.clauses, sentence)]
        line = Line(cast, sentence, [clause for clause in clauses if clause.form != "noun"])
        yield from find_seated(cast, line, tells=False).people
