"""Meetings: one for each encounter, however many sentences tell it.

Encounters come from the events. Then the sentences around them are asked who else was there, what was
talked about and what came of it; last, in what form, where and when. What no sentence says is absent.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.agenda import Line, find_results, find_talks
from dragoman.readout.ahead import find_ahead
from dragoman.readout.cast import Cast
from dragoman.readout.encounters import Encounter, find_encounters, in_order, spans_of
from dragoman.readout.told import find_told
from dragoman.readout.whereabouts import find_date, find_form, find_host, find_place, is_place_of
from dragoman.records import (
    Clause,
    Event,
    Marked,
    Meeting,
    Outcome,
    Participant,
    Phrase,
    Resolved,
    Span,
    Topic,
    find_range,
)

_LED = frozenset(["lead", "head"])
_INCLUDES = frozenset(["include", "comprise"])
# What others were at, "participated in the meeting".
_OCCASIONS = frozenset("meeting talks ceremony conversation reception audience consultations dialogue call".split())
_DELEGATIONS = frozenset(["delegation", "team", "mission", "side"])
PLANNED = 0.9


def find_meetings(marked: Marked, resolved: Resolved, events: tuple[Event, ...]) -> tuple[Meeting, ...]:
    """The meetings of a document, with ids `m1`, `m2`, ... in the order of the text.

    >>> from dragoman.records import Document
    >>> find_meetings(Marked(Document("d", "Envoys wrote.")), Resolved(), ())
    ()
    """
    cast = Cast(marked, resolved)
    met = find_encounters(cast, events, tuple(find_told(cast)))
    encounters = in_order([*met, *find_ahead(cast, met)])
    if not encounters:
        return ()
    by_sentence: dict[int, list[Clause]] = {}
    for clause in marked.clauses:
        if clause.form != "noun":
            by_sentence.setdefault(clause.sentence, []).append(clause)
    if len(met) == 1:
        _add_opening(cast, met[0])
    agendas: list[list[Span]] = [[] for _ in encounters]
    outcomes: list[list[Span]] = [[] for _ in encounters]
    for sentence in marked.sentences:
        if sentence.kind == "body" and cast.is_open(sentence.index):
            line = Line(cast, sentence.index, by_sentence.get(sentence.index, []))
            _read(cast, line, encounters, agendas, outcomes)
    talked = [span for agenda in agendas for span in agenda]
    for encounter in encounters:
        if encounter.place is not None and not is_place_of(cast, encounter, talked):
            encounter.place = None
    return tuple(
        _make(cast, encounter, agenda, results, f"m{n}", alone=len(met) == 1 and encounter in met)
        for n, (encounter, agenda, results) in enumerate(zip(encounters, agendas, outcomes, strict=True), 1)
    )


def _read(
    cast: Cast, line: Line, encounters: list[Encounter], agendas: list[list[Span]], outcomes: list[list[Span]]
) -> None:
    """Give what one sentence tells to the meeting it tells of."""
    _add_people(cast, line, encounters)
    for talk in find_talks(line):
        at = _pick(cast, encounters, line.sentence, talk.subject, talk.items)
        if at is None:
            continue
        encounters[at].telling.add(line.sentence)
        if line.sentence not in cast.marked.boilerplate:
            agendas[at] += [span for span in talk.items if not any(span.meets(other) for other in agendas[at])]
    for result in find_results(line):
        at = _pick(cast, encounters, line.sentence, result.subject, (result.span,))
        if at is not None:
            encounters[at].telling.add(line.sentence)
            outcomes[at].append(result.span)
    if line.sentence in cast.marked.boilerplate and _speaks_of_meeting(cast, line):
        at = _pick(cast, encounters, line.sentence, None, ())
        if at is not None:
            encounters[at].telling.add(line.sentence)


def _add_opening(cast: Cast, encounter: Encounter) -> None:
    """The first sentence that names all who met tells of the only encounter, whatever its verb."""
    for sentence in cast.marked.sentences[: encounter.first]:
        if sentence.kind == "body" and set(encounter.ids) <= _named_around(cast, sentence.index, ()):
            encounter.sentences.add(sentence.index)
            encounter.telling.add(sentence.index)
            return


def _speaks_of_meeting(cast: Cast, line: Line) -> bool:
    nouns = load_encounters().agenda["meeting_nouns"] | load_encounters().agenda["passive"]
    return any(word.lemma in nouns for word in line.words)


def _pick(
    cast: Cast, encounters: Sequence[Encounter], sentence: int, subject: Phrase | None, items: Sequence[Span]
) -> int | None:
    """The encounter a sentence tells more of: by the parties it names, else the last one told before it."""
    named = set(cast.of_phrase(subject)) if subject is not None else set()
    around = _named_around(cast, sentence, items) | named
    best: tuple[int, bool, bool, int, int] | None = None
    for number, encounter in enumerate(encounters):
        ids, sides = set(encounter.ids), {cast.side(id) for id in encounter.ids}
        strange = {cast.side(id) for id in named if cast.is_voice(id) and id not in ids} - sides - {None}
        # A participant whose side is not known may be of the one that is named.
        if len(strange) > (len([id for id in ids if cast.side(id) is None]) if len(sides) > 1 else 0):
            continue
        if encounter.first > sentence or encounter.status == "past-reference":
            continue
        shared = len(ids & around)
        here = sentence in encounter.sentences
        key = (shared, encounter.status == "held", here, encounter.first, -number)
        if best is None or key > best:
            best = key
    return -best[-1] if best is not None else None


def _named_around(cast: Cast, sentence: int, items: Sequence[Span]) -> set[str]:
    """The parties a sentence names outside its agenda."""
    return {
        id
        for index in find_range(cast.marked.mentions, sentence)
        if not any(span.meets(cast.marked.mentions[index].span) for span in items)
        for id in cast.of_mention(index)
    }


def _add_people(cast: Cast, line: Line, encounters: list[Encounter]) -> None:
    """Who else was there: "attended by X", "the delegation was led by X and included Y"."""
    for clause in line.clauses:
        people = [id for id in _companions(cast, line, clause) if cast.entity(id).kind in ("person", "office")]
        at = _pick(cast, encounters, line.sentence, None, ()) if people else None
        if at is None:
            continue
        encounter = encounters[at]
        encounter.telling.add(line.sentence)
        sides = {cast.side(id) for id in people}
        stays = [i for i in encounter.ids if cast.entity(i).kind in ("person", "office") or cast.side(i) not in sides]
        encounter.ids = [*stays, *(id for id in people if id not in stays)]


def _companions(cast: Cast, line: Line, clause: Clause) -> list[str]:
    """Those a clause seats beside others."""
    by = [o.phrase for o in clause.obliques if o.preposition == "by"]
    led = clause.lemma in _LED and _is_delegation(line, clause)
    if clause.voice == "passive" and (clause.lemma == "attend" or led):
        return [id for phrase in by for id in cast.of_phrase(phrase)]
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


def _make(
    cast: Cast, encounter: Encounter, agenda: list[Span], results: list[Span], id: str, *, alone: bool
) -> Meeting:
    form = find_form(cast, encounter, alone)
    host = find_host(cast, encounter, form)
    country, city = find_place(cast, encounter, form, host)
    return Meeting(
        id=id,
        participants=tuple(_participant(cast, one) for one in encounter.ids),
        form=form,
        host=host,
        country=country,
        city=city,
        date=find_date(cast, encounter),
        status=encounter.status,
        agenda=tuple(Topic(span.of(cast.text), span, cast.contexts(span)) for span in sorted(agenda)),
        outcomes=tuple(Outcome(span.of(cast.text), span) for span in sorted(results)),
        events=tuple(event.id for event in encounter.events),
        sentences=spans_of(cast, encounter.telling),
        confidence=round(encounter.confidence * (PLANNED if encounter.status == "planned" else 1.0), 2),
    )


def _participant(cast: Cast, id: str) -> Participant:
    entity = cast.entity(id)
    return Participant(id, entity.name, entity.office, entity.represents)
