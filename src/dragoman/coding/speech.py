"""Whose word an event is, and the events that saying itself makes.

Speech acts belong to the one who speaks: "Baku said Yerevan fired" is an accusation by Baku, and the
firing is kept as Baku's word. A news agency that reports something is nobody's source.
"""

from __future__ import annotations

from typing import NamedTuple

from dragoman.coding.reading import Reading
from dragoman.coding.subjects import is_in_accusation
from dragoman.knowledge.frames import load_lexicon
from dragoman.records import Clause, Draft, Span, find_range

_DUTY = frozenset(["must", "should", "shall", "ought"])
# Verbs whose content stands or falls with who says it.
_HEARSAY = frozenset("allege claim purport insinuate speculate".split())
MAX_DEPTH = 6
DEMAND_CONFIDENCE = 0.6
ACCUSATION_FACTOR = 0.75


class Demand(NamedTuple):
    """A demand made by saying what somebody must do, and the span it takes up."""

    draft: Draft
    span: Span


def find_source(reading: Reading, number: int, draft: Draft) -> int | None:
    """The mention whose word the event is, unless it is the actor's own or a reporter's."""
    for source in (*_accuser(reading, number), *_attributed(reading, number), *_sayers(reading, number)):
        if not reading.is_press(source):
            return None if source in draft.actors else source
    return None


def _accuser(reading: Reading, number: int) -> list[int]:
    """Who tells of harm in accusing somebody of what did it."""
    clause = reading.marked.clauses[number]
    if clause.governor is None or not is_in_accusation(reading, clause):
        return []
    return list(reading.parties(reading.marked.clauses[clause.governor].subject)[:1])


def is_hearsay(reading: Reading, number: int) -> bool:
    """Whether an event is only alleged, by nobody in particular: "a report alleging that ..."."""
    clause = reading.marked.clauses[number]
    for _ in range(MAX_DEPTH):
        if clause.governor is None:
            return False
        governor = reading.marked.clauses[clause.governor]
        if clause.relation == "complement" and governor.lemma in _HEARSAY:
            speakers = reading.parties(governor.subject, kind="party")
            return all(reading.is_press(m) for m in speakers)
        clause = governor
    return False


def _attributed(reading: Reading, number: int) -> list[int]:
    """Sources of the attributions around a clause, the narrowest first."""
    clause = reading.marked.clauses[number]
    said = reading.marked.attributions
    around = [
        said[i]
        for i in find_range(said, clause.sentence)
        if said[i].clause != number and said[i].source and said[i].content.covers(clause.head)
    ]
    around.sort(key=lambda a: (a.content.end - a.content.start, a.cue))
    return [m for a in around for m in reading.parties(a.source, kind="party")[:1]]


def _sayers(reading: Reading, number: int) -> list[int]:
    clause: Clause | None = reading.marked.clauses[number]
    found: list[int] = []
    for _ in range(MAX_DEPTH):
        if clause is None or clause.governor is None:
            break
        governor = reading.marked.clauses[clause.governor]
        said = clause.relation in ("complement", "conjunct") and clause.form == "finite"
        if said and governor.lemma in load_lexicon().bare["say"]:
            found += reading.parties(governor.subject, kind="party")[:1]
        clause = governor
    return found


def find_demand(reading: Reading, number: int) -> Demand | None:
    """ "said Russia must withdraw": a demand by who says it to who must."""
    clause = reading.marked.clauses[number]
    if clause.modal not in _DUTY or clause.negated or clause.subject is None:
        return None
    sources = [*_attributed(reading, number), *_sayers(reading, number)]
    obliged = reading.parties(clause.subject, kind="party")
    speaker = next((m for m in sources if not reading.is_press(m)), None)
    if speaker is None or not obliged or speaker in obliged:
        return None
    if any(reading.marked.mentions[m].form == "pronoun" for m in obliged):
        return None
    table = load_lexicon().content["REQUEST"]
    span = Span(clause.verb.start, max(clause.verb.end, clause.span.end))
    word = reading.first(dict(table), clause.sentence, span)
    draft = Draft(
        type="REQUEST",
        sentence=clause.sentence,
        trigger=clause.head,
        modes=(table[word] if word else "change",),
        contexts=reading.contexts(clause.sentence, clause.span),
        actors=(speaker,),
        recipients=obliged,
        confidence=DEMAND_CONFIDENCE,
        reason=f"{clause.modal!r} in reported speech as REQUEST",
        clause=number,
    )
    return Demand(draft, span)


def _is_named(reading: Reading, index: int) -> bool:
    """Whether a mention says whose it is: "the interior ministry" may be the accused's own."""
    mention = reading.marked.mentions[index]
    return bool(mention.of) or mention.kind == "country"


def make_accusation(reading: Reading, draft: Draft, number: int) -> Draft | None:
    """One state's word that another did harm is an accusation by the one of the other."""
    if draft.said_by is None or draft.auxiliary not in ("actual", "historical"):
        return None
    if draft.type not in ("ASSAULT", "COERCE") or set(draft.modes) & {"arrest", "deport", "curfew", "martial-law"}:
        return None
    speaker = reading.codes(draft.said_by)
    if not reading.is_a(draft.said_by, "state") or not speaker or not _is_named(reading, draft.said_by):
        return None
    accused = tuple(a for a in draft.actors if (of := reading.codes(a)) and of[0] != speaker[0])
    if not accused:
        return None
    return Draft(
        type="ACCUSE",
        sentence=draft.sentence,
        trigger=draft.trigger,
        modes=("allege",),
        contexts=draft.contexts,
        actors=(draft.said_by,),
        recipients=accused,
        date=None,
        confidence=round(draft.confidence * ACCUSATION_FACTOR, 3),
        reason=f"reported {draft.type} as ACCUSE",
        clause=number,
    )
