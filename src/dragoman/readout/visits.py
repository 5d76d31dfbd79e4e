"""Encounters that are told by a journey, a table or a letter, and by no verb of meeting.

"Is in Muscat for an official visit at the invitation of the Sultan", "gave a lunch in honour of X", "delivered a
message from the President to the Amir". Whoever invites receives, where nobody else of his side is said to have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.readout.cast import Cast
from dragoman.readout.encounters import TOLD, Encounter
from dragoman.readout.reality import find_asked, is_unreal
from dragoman.records import Clause, Phrase, Span, find_range

_VISITS = frozenset(["visit", "tour", "trip"])
_COMES = frozenset(["be", "pay", "make", "arrive", "come", "travel", "visit", "undertake", "conduct", "begin", "start"])
_MEALS = frozenset("lunch luncheon dinner breakfast banquet reception iftar supper".split())
_SERVES = frozenset(["give", "host", "offer", "hold", "tender"])
_HONOURS = frozenset(["honour", "honor"])
_HANDS = frozenset(["deliver", "hand", "hand over", "present"])
_LETTERS = frozenset(["message", "letter"])
_PEOPLE = frozenset(["person", "office"])
_AFTER = re.compile(
    r"\b(?:after|following)\s+(?:(?:the|her|his|their|a|today's)\s+)?(?:\w+\s+)?(?P<what>meeting|talks|call|conversation)"
    r"\s+with\b",
    re.IGNORECASE,
)
# A title may have a line above and below it.
MAX_TITLES = 3


def find_visits(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The encounters that a document tells so, in the order of the text, without those of `met`."""
    asked = find_asked(cast)
    for clause in cast.marked.clauses:
        sentence = cast.marked.sentences[clause.sentence]
        if sentence.kind != "body" or clause.sentence in asked or not cast.is_open(clause.sentence):
            continue
        if clause.form != "finite" or clause.negated or clause.conditional or clause.modal not in (None, "will"):
            continue
        guests, hosts = _read(cast, clause)
        sides = [{cast.side(id) for id in ids} - {None} for ids in (guests, hosts)]
        if not guests or not hosts or not (sides[0] or sides[1]) or sides[0] & sides[1] or is_unreal(cast, clause):
            continue
        status = "planned" if clause.tense == "future" or _is_when(cast, clause) else "held"
        if any(_is_known(cast, one, guests, sides[1], clause.sentence) for one in met):
            continue
        here, ids = {clause.sentence}, [*guests, *hosts]
        yield Encounter(status, ids, [], here, None, None, {"visit"}, hosts, {"visit"}, TOLD, set(here))


def find_titled(cast: Cast, met: Sequence[Encounter]) -> Iterator[Encounter]:
    """The meeting that a title says somebody speaks after, where the text below tells of none.

    "Press remarks by the High Representative after her meeting with Foreign Minister X".
    """
    if any(one.status == "held" for one in met):
        return
    for sentence in cast.marked.sentences[:MAX_TITLES]:
        found = _AFTER.search(cast.text, sentence.span.start, sentence.span.end)
        if sentence.kind != "headline" or found is None:
            continue
        speakers = _first_in(cast, Span(sentence.span.start, found.start()))
        others = _first_in(cast, Span(found.end(), sentence.span.end))
        ids = list(dict.fromkeys([*speakers, *others]))
        sides = {cast.side(id) for id in ids} - {None}
        if speakers and others and len(ids) > 1 and sides and len({cast.side(id) for id in ids}) > 1:
            here, words = {sentence.index}, found["what"].lower()
            modes = {"phone"} if words == "call" else set()
            yield Encounter("held", ids, [], here, None, None, modes, [], {words}, TOLD, set(here))
            return


def _is_when(cast: Cast, clause: Clause) -> bool:
    """Whether a visit is only the time of something to come: "be signed when the Speaker visits Hanoi"."""
    start = clause.subject.span.start if clause.subject is not None else clause.span.start
    before = cast.text[max(0, start - 12) : start].lower().removesuffix("the ").split()
    return clause.tense == "present" and before[-1:] in (["when"], ["once"])


def _is_known(cast: Cast, one: Encounter, guests: Sequence[str], sides: set[str | None], sentence: int) -> bool:
    """Whether an encounter that is told already is of these guests with whoever is of the host's side."""
    return sentence in one.sentences or (
        any(id in one.ids for id in guests) and bool(sides & {cast.side(id) for id in one.ids})
    )


def _read(cast: Cast, clause: Clause) -> tuple[list[str], list[str]]:
    """Who comes and who receives, persons both; nobody for any other clause."""
    subject = _people(cast, clause.subject)
    by = [id for o in clause.obliques if o.preposition == "by" for id in _people(cast, o.phrase)]
    base, passive = clause.lemma.split(" ")[0], clause.voice == "passive"
    what = clause.subject if passive else next(iter(clause.objects), None)
    said = set(cast.lemmas(what.span)) if what is not None else set()
    if base in _SERVES and said & _MEALS:
        return _honoured(cast, clause), by if passive else subject
    if clause.lemma in _HANDS and said & _LETTERS:
        to = [id for o in clause.obliques if o.preposition == "to" for id in _people(cast, o.phrase)]
        return by if passive else subject, to
    if base in _COMES and not passive and (base in _VISITS or _VISITS & set(cast.lemmas(clause.span))):
        return subject, _inviting(cast, clause.sentence)
    return [], []


def _people(cast: Cast, phrase: Phrase | None) -> list[str]:
    """The persons and offices of a phrase."""
    return [id for id in cast.of_phrase(phrase) if cast.entity(id).kind in _PEOPLE] if phrase is not None else []


def _honoured(cast: Cast, clause: Clause) -> list[str]:
    """The one in whose honour a table is set."""
    for o in clause.obliques:
        if o.preposition == "in" and _HONOURS & set(cast.lemmas(o.phrase.span)):
            return _first_in(cast, o.phrase.span)
    return []


def _first_in(cast: Cast, span: Span) -> list[str]:
    """The first person or office that a span names, not as part of another's name."""
    named = ((i, m) for i, m in cast.mentions_in(span) if m.outer is None)
    index = next((i for i, m in named if m.kind in _PEOPLE and m.number != "many"), None)
    return [id for id in cast.of_mention(index) if cast.entity(id).kind in _PEOPLE] if index is not None else []


def _inviting(cast: Cast, sentence: int) -> list[str]:
    """Who is named right behind "at the invitation of" in a sentence."""
    clauses = cast.marked.clauses
    for clause in (clauses[i] for i in find_range(clauses, sentence)):
        for o in clause.obliques:
            if o.preposition in ("at", "on", "upon") and "invitation of" in o.phrase.span.of(cast.text):
                return _first_in(cast, o.phrase.span)
    return []


def seat_inviters(cast: Cast, met: Sequence[Encounter]) -> None:
    """Seat whoever invited for his state, where a visit is told of and nobody else of that side was met."""
    for one in met:
        if "visit" not in one.modes or one.status not in ("held", "planned"):
            continue
        inviting = [id for s in sorted(one.sentences) for id in _inviting(cast, s)][:1]
        for id in inviting:
            side = cast.side(id)
            own = [i for i in one.ids if cast.side(i) == side]
            if own and all(cast.entity(i).kind == "country" for i in own):
                one.states |= set(own)
                one.ids = [id if i == own[0] else i for i in one.ids if i not in own[1:]]
                one.hosts = [id if i in own else i for i in one.hosts]
