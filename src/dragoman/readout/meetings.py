"""Meetings: one for each encounter, however many sentences tell it.

Encounters come from the events. Then the sentences around them are asked who else was there, what was
talked about and what came of it; last, in what form, where and when. What no sentence says is absent.
"""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.knowledge.speech import load_encounters
from dragoman.readout.agenda import find_talks
from dragoman.readout.ahead import find_ahead
from dragoman.readout.cast import Cast
from dragoman.readout.due import find_due
from dragoman.readout.encounters import Encounter, find_encounters, in_order, join_twins, spans_of
from dragoman.readout.journeys import find_journeys, on_journeys
from dragoman.readout.lines import Line
from dragoman.readout.outcomes import find_results
from dragoman.readout.posts import find_posted
from dragoman.readout.seats import find_seated
from dragoman.readout.sessions import find_sessions
from dragoman.readout.told import find_told
from dragoman.readout.visits import find_titled, find_visits, seat_inviters
from dragoman.readout.whereabouts import find_date, find_form, find_host, find_opening_place, find_place, is_place_of
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

PLANNED = 0.9
# The sentences that a title and the line below it are.
TITLES = 2
_ALL = frozenset(["they", "both", "we"])


def find_meetings(marked: Marked, resolved: Resolved, events: tuple[Event, ...]) -> tuple[Meeting, ...]:
    """The meetings of a document, with ids `m1`, `m2`, ... in the order of the text.

    >>> from dragoman.records import Document
    >>> find_meetings(Marked(Document("d", "Envoys wrote.")), Resolved(), ())
    ()
    """
    cast = Cast(marked, resolved)
    met = find_encounters(cast, events, tuple(find_told(cast)))
    met = in_order([*met, *find_sessions(cast, met), *find_posted(cast, met)])
    met = in_order([*met, *find_visits(cast, met)])
    met = in_order([*met, *find_titled(cast, met)])
    ahead = list(find_ahead(cast, met))
    ahead = in_order([*ahead, *find_due(cast, [*met, *ahead])])
    ahead = in_order([*ahead, *find_journeys(cast, [*met, *ahead])])
    if not met and not ahead:
        return ()
    lines = _lines(cast)
    for line in lines:
        _add_people(cast, line, in_order([*met, *ahead]))
    met = join_twins(cast, met)
    seat_inviters(cast, met)
    encounters = in_order([*met, *ahead])
    if len(met) == 1:
        _add_opening(cast, met[0])
    agendas: list[list[Span]] = [[] for _ in encounters]
    outcomes: list[list[Span]] = [[] for _ in encounters]
    for line in lines:
        _read(cast, line, encounters, agendas, outcomes)
    talked = [span for agenda in agendas for span in agenda]
    for encounter in encounters:
        encounter.talked = talked
        if encounter.place is not None and not is_place_of(cast, encounter):
            encounter.place = None
    return on_journeys(
        _make(cast, encounter, agenda, results, f"m{n}", alone=len(met) == 1 and encounter in met)
        for n, (encounter, agenda, results) in enumerate(zip(encounters, agendas, outcomes, strict=True), 1)
    )


def _lines(cast: Cast) -> list[Line]:
    """The sentences that can tell of a meeting, each with its verbal clauses."""
    by_sentence: dict[int, list[Clause]] = {}
    for clause in cast.marked.clauses:
        if clause.form != "noun":
            by_sentence.setdefault(clause.sentence, []).append(clause)
    return [
        Line(cast, sentence.index, by_sentence.get(sentence.index, []))
        for sentence in cast.marked.sentences
        if sentence.kind == "body" and cast.is_open(sentence.index)
    ]


def _read(
    cast: Cast, line: Line, encounters: list[Encounter], agendas: list[list[Span]], outcomes: list[list[Span]]
) -> None:
    """Give what one sentence tells to the meeting it tells of."""
    for talk in find_talks(line):
        at = _pick(cast, encounters, line.sentence, talk.subject, talk.items)
        if at is None:
            at = _only_one_later(encounters, line.sentence) if line.sentence < TITLES else None
        if at is None:
            continue
        encounters[at].telling.add(line.sentence)
        if line.sentence not in cast.marked.boilerplate:
            agendas[at] += [span for span in talk.items if not any(span.meets(other) for other in agendas[at])]
    held = [one for one in encounters if one.status == "held"]
    for result in find_results(line):
        at = _pick(cast, held or encounters, line.sentence, result.subject, (result.span,))
        if at is not None:
            at = encounters.index(held[at]) if held else at
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


def _only_one_later(encounters: Sequence[Encounter], sentence: int) -> int | None:
    """The only encounter held, which a title or first line tells the topic of before it is told itself."""
    held = [number for number, one in enumerate(encounters) if one.status == "held"]
    return held[0] if len(held) == 1 and encounters[held[0]].first > sentence else None


def _speaks_of_meeting(cast: Cast, line: Line) -> bool:
    nouns = load_encounters().agenda["meeting_nouns"] | load_encounters().agenda["passive"]
    return any(word.lemma in nouns for word in line.words)


def _pick(
    cast: Cast, encounters: Sequence[Encounter], sentence: int, subject: Phrase | None, items: Sequence[Span]
) -> int | None:
    """The encounter a sentence tells more of: by the parties it names, else the last one told before it."""
    # "They" are those who meet, whoever else was named last.
    is_all = subject is not None and subject.pronoun in _ALL
    named = set(cast.of_phrase(subject)) if subject is not None and not is_all else set()
    around = _named_around(cast, sentence, items) | named
    best: tuple[int, bool, bool, int, int] | None = None
    for number, encounter in enumerate(encounters):
        ids = {*encounter.ids, *encounter.states}
        sides = {cast.side(id) for id in ids}
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
    """Seat those whom a sentence tells of beside the others; a person stands for the side that only its state did."""
    tells = any(line.sentence in one.sentences for one in encounters)
    people, ahead = find_seated(cast, line, tells=tells)
    open_ = [one for one in encounters if (one.status == "planned") == ahead] or ([] if ahead else encounters)
    at = _pick(cast, open_, line.sentence, None, ()) if people else None
    if at is None:
        return
    encounter = open_[at]
    encounter.telling.add(line.sentence)
    seated = (id for id in encounter.ids if cast.entity(id).kind in ("person", "office"))
    sides = {cast.side(id) for id in people}
    # A body that sits is there beside its own officials.
    kinds = {"person", "office"} | ({"organization"} if "session" in encounter.modes else set())
    stays = [i for i in encounter.ids if cast.entity(i).kind in kinds or cast.side(i) not in sides]
    if len({cast.side(id) for id in (*people, *seated)} - {None}) > 1:
        stays = [id for id in stays if cast.entity(id).kind in ("person", "office") or cast.side(id) is not None]
    delegations = [id for id in stays if cast.entity(id).kind == "group" and "delegation" in cast.entity(id).name]
    if len(delegations) <= len(people):
        stays = [id for id in stays if id not in delegations]
    encounter.states |= set(encounter.ids) - set(stays)
    encounter.ids = [*stays, *(id for id in people if id not in stays)]


def _make(
    cast: Cast, encounter: Encounter, agenda: list[Span], results: list[Span], id: str, *, alone: bool
) -> Meeting:
    if alone and encounter.place is None:
        encounter.place = find_opening_place(cast, encounter)
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
