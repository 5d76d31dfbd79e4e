"""What an event becomes once it is known whether it happened: the codebook's rules on types and modes."""

from __future__ import annotations

from typing import NamedTuple

from dragoman.coding.match import Match
from dragoman.coding.reading import Reading
from dragoman.knowledge.frames import load_lexicon
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Span


class Meaning(NamedTuple):
    """Type, mode and auxiliary as they will stand in the record."""

    type: str
    mode: str | None
    auxiliary: str


# Cooperation to come is an agreement; repression and violence to come is a threat.
_AGREED = frozenset(["CONSULT", "SUPPORT", "COOPERATE", "AID"])
_CONFLICT = frozenset(["SANCTION", "COERCE", "ASSAULT"])
# What a will "not to" says no to.
_REFUSED = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist",
    "RETREAT": "yield", "CONCEDE": "yield", "AGREE": "change",
}  # fmt: skip
_THREATENED = {
    ("SANCTION", "expel"): "expel", ("SANCTION", "withdraw"): "relations", ("SANCTION", "discontinue"): "relations",
    ("SANCTION", "convict"): "arrest", ("COERCE", "arrest"): "arrest", ("COERCE", "deport"): "expel",
    ("COERCE", "seize"): "territory",
}  # fmt: skip
_DEFAULT_THREAT = {"SANCTION": "restrict", "COERCE": "restrict", "ASSAULT": "violence"}
# Modes that other words of the clause may make more exact.
_OPEN_MODES = {
    "ASSAULT": frozenset([None, "aerial", "heavy-weapons", "firearms", "explosives"]),
    "PROTEST": frozenset([None, "demo"]),
    "CONSULT": frozenset([None]),
    "MOBILIZE": frozenset([None, "troops"]),
}
_OWN_WAR = frozenset("war conflict fighting hostility feud dispute".split())
_RELIEF = frozenset(
    """relief rescue rescuer flood earthquake disaster hurricane cyclone wildfire evacuate peacekeeping
    peacekeeper tent blanket medicine doctor medic nurse humanitarian medical aid""".split()
)


def find_meaning(reading: Reading, match: Match, auxiliary: str) -> Meaning:
    """Type, mode and auxiliary of a matched event."""
    kind, mode = match.frame.type, _mode(reading, match)
    if kind == "REQUEST" and mode == "yield" and _is_own_war(reading, match):
        return Meaning("AGREE", None, auxiliary)
    if auxiliary == "negated" and _is_to_come(match) and kind in _REFUSED:
        return Meaning("REJECT", _REFUSED[kind], "actual")
    if auxiliary != "future":
        return Meaning(kind, mode, auxiliary)
    if kind in _AGREED:
        return Meaning("AGREE", None, "future")
    if kind == "RETREAT":
        return Meaning("CONCEDE", None, "future")
    if kind in _CONFLICT and match.actors:
        return Meaning("THREATEN", _THREATENED.get((kind, mode or ""), _DEFAULT_THREAT[kind]), "actual")
    return Meaning(kind, mode, "future")


def _is_to_come(match: Match) -> bool:
    """Whether an act is willed or not: "will not", and "would not" where somebody is said to say so."""
    clause = match.clause
    told = clause.modal in ("would", "'d", "’d") and clause.relation == "complement"
    return clause.tense == "future" or (told and not clause.conditional)


def _mode(reading: Reading, match: Match) -> str | None:
    frame, clause = match.frame, match.clause
    lexicon = load_lexicon()
    if frame.type in lexicon.content:
        return frame.mode or _content_mode(reading, match)
    open_modes = _OPEN_MODES.get(frame.type)
    if open_modes and frame.mode in open_modes:
        for mode, words in lexicon.refine[frame.type]:
            if any(reading.has(words, clause.sentence, span, but=clause.head) for span in _means(reading, match)):
                return mode
    return frame.mode


def _means(reading: Reading, match: Match) -> list[Span]:
    """The clause without the people it was done to: killing gunmen is not killing with guns."""
    whole = reading.own_span(match.clause)
    if match.frame.type != "ASSAULT":
        return [whole]
    spans, start = [], whole.start
    for index in reading.mentions_in(Span(match.clause.head.end, whole.end)):
        people = reading.marked.mentions[index].head
        armed = people.of(reading.marked.document.text).lower().endswith(("man", "men"))
        if armed and reading.is_a(index, "people") and people.start >= start:
            spans.append(Span(start, people.start))
            start = people.end
    return [*spans, Span(start, max(start, whole.end))]


def _content_mode(reading: Reading, match: Match) -> str | None:
    """The mode of what is asked, refused or threatened: of its first telling word."""
    table = load_lexicon().content[match.frame.type]
    clause = match.clause
    for span in (*match.content, Span(clause.head.end, max(clause.head.end, clause.span.end))):
        word = reading.first(dict(table), clause.sentence, span)
        if word is not None:
            return table[word]
    return None


def find_contexts(reading: Reading, match: Match, kind: str) -> tuple[str, ...]:
    """The contexts of the frame and of the clause's words, in the ontology's order."""
    span = reading.own_span(match.clause)
    for part in match.content:
        span = Span(min(span.start, part.start), max(span.end, part.end))
    found = {*reading.contexts(match.clause.sentence, span)}
    if kind == match.frame.type or kind in ("AGREE", "THREATEN", "CONCEDE"):
        found |= set(match.frame.contexts)
    return tuple(name for name in load_ontology().contexts if name in found)


def is_relief(reading: Reading, match: Match) -> bool:
    """Whether forces are moved to help, not to fight."""
    return reading.has(_RELIEF, match.clause.sentence, reading.own_span(match.clause))


def _is_own_war(reading: Reading, match: Match) -> bool:
    """ "called for an end to its war with": one who asks to end his own war offers, and does not ask."""
    inside = list(reading.tokens(reading.source_words(match.clause)))
    tokens = reading.marked.tokens
    for n, i in enumerate(inside):
        if tokens[i].text.lower() in ("its", "their", "his", "our"):
            near = inside[n + 1 : n + 4]
            if any(tokens[j].lemma in _OWN_WAR for j in near):
                return True
    return False
