"""Drafts become events: roles become entities, what is told twice becomes one, the unpolitical goes.

Two drafts are one event if they have the same type, auxiliary and compatible modes, days and places, and
the sides of one are among the sides of the other. Of a meeting, visitors are actors and the host is
the recipient as soon as one sentence or the place says who hosted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.inference.candidates import Candidates
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Draft, Event, Marked, Position, Resolved, Span
from dragoman.resolve.belonging import FITS_BEST
from dragoman.resolve.by_whom import settle_by_actors
from dragoman.resolve.casting import Stage, fill
from dragoman.resolve.once import tell_once
from dragoman.resolve.politics import SPOKEN_TYPES, STATE_KINDS, is_official, is_public
from dragoman.resolve.recasting import recast
from dragoman.resolve.scenes import find_scene
from dragoman.resolve.seating import seat, turn, without_doubles
from dragoman.resolve.signs import tell_event
from dragoman.resolve.surety import how_sure
from dragoman.resolve.talks import BY_BOTH, TO_THE_OTHER, find_talks
from dragoman.resolve.told import Act, Told, days_meet, finer, places_meet
from dragoman.resolve.where import find_where

# A second report of the same event makes it surer by this much, to at most the ceiling.
REPEATED = 0.05
CEILING = 0.97
# What a side threatens with that says it would do one of these.
HARM = {"SANCTION": "restrict", "COERCE": "restrict", "ASSAULT": "violence"}
# The `reason` of drafts that the reader made.
READER = "reader"
# Types of which the same side may do several in one text, each told by its own words.
ACTS_OF_WORDS = frozenset("AGREE REQUEST".split())
# A side that fits less well than this is as good as none.
HARDLY = 0.5


def settle_events(
    marked: Marked, drafts: tuple[Draft, ...], resolved: Resolved, positions: Iterable[Position] = ()
) -> tuple[Event, ...]:
    """The events of a document, with ids `v1`, `v2`, ... in the order of the text.

    `positions` say who speaks where a sentence names nobody.

    >>> from dragoman.records import Document
    >>> settle_events(Marked(Document("d", "")), (), Resolved())
    ()
    """
    return tuple(event for event, _ in tell_events(marked, drafts, resolved, positions))


def tell_events(
    marked: Marked,
    drafts: tuple[Draft, ...],
    resolved: Resolved,
    positions: Iterable[Position] = (),
    layers: Candidates | None = None,
) -> Iterator[tuple[Event, list[str]]]:
    """The events of a document, each with the words that its confidence rests on (see `surety`).

    `layers` weigh who plays its roles, instead of those that ship.
    """
    settler = _Settler(marked, resolved, positions)
    told = settler.read(drafts)
    recast(settler.cast(told), told, layers)
    for one in told:
        settle_by_actors(one, marked.document.text, settler.entities)
    events = settler.merge([one for one in told if settler.is_public(one)])
    for event in events:
        if event.type == "CONSULT":
            seat(marked, event, settler.entities, settler.side)
    events = [event for event in events if settler.is_whole(event)]
    events = tell_once(marked, events, lambda told: how_sure(settler.tell(told)))
    events.sort(key=lambda t: min((d.sentence, d.trigger) for d in t.drafts))
    for number, event in enumerate(events, 1):
        yield settler.finish(event, f"v{number}"), settler.tell(event)


def cast_acts(
    marked: Marked, drafts: Iterable[Draft], resolved: Resolved, positions: Iterable[Position] = ()
) -> tuple[Stage, list[Told]]:
    """The parties of a document and its acts, before all sides of the text are asked once more who plays which role."""
    settler = _Settler(marked, resolved, positions)
    told = settler.read(drafts)
    return settler.cast(told), told


def set_stage(
    marked: Marked, drafts: Iterable[Draft], resolved: Resolved, positions: Iterable[Position] = ()
) -> tuple[Stage, list[Act]]:
    """The parties of a document and its acts, as they are asked who plays a role that a sentence leaves open."""
    settler = _Settler(marked, resolved, positions)
    acts = [_act(told) for told in settler.read(drafts)]
    return settler.stage(acts), acts


def _act(told: Told) -> Act:
    return Act(told.drafts[0], told.type, told.actors, told.recipients)


class _Settler:
    """Answers who stands behind a mention, and whether two tellings are one event."""

    def __init__(self, marked: Marked, resolved: Resolved, positions: Iterable[Position] = ()) -> None:
        self.marked, self.resolved = marked, resolved
        self.entities = {entity.id: entity for entity in resolved.entities}
        self._speakers = self._find_speakers(positions)

    def _find_speakers(self, positions: Iterable[Position]) -> dict[Span, str]:
        """Who takes a position in a sentence, or the state or body for which it is taken."""
        sides = {e.represents: e.id for e in reversed(self.resolved.entities) if e.kind in ("country", "organization")}
        found: dict[Span, str] = {}
        for position in positions:
            speaker = position.speaker or sides.get(position.represents)
            if speaker is not None:
                found.setdefault(position.sentence, speaker)
        return found

    # -- one draft

    def read(self, drafts: Iterable[Draft]) -> list[Told]:
        """The drafts with entities in their roles, as their own words and those of the talks around them tell."""
        told = [self.resolve(draft) for draft in drafts]
        self.seat_opposite(told)
        self.turn_own_harm(told)
        return told

    def stage(self, acts: Sequence[Act]) -> Stage:
        """The parties of the document for casting."""
        return Stage(self.marked, self.resolved, self._home, self._speakers, acts)

    def cast(self, told: Sequence[Told]) -> Stage:
        """Give roles that a sentence leaves open to those who play them by the rest of the text."""
        acts = [_act(one) for one in told]
        stage = self.stage(acts)
        for asked in [*fill(stage, acts)]:
            one = told[asked.place]
            (one.actors if asked.role == "actor" else one.recipients).extend(asked.found)
            one.said_by = None if one.said_by in one.actors else one.said_by
            one.inferred = one.inferred or bool(asked.found)
            one.filled.extend(asked.found)
            one.asked.update({(asked.role, side): chance for side, chance in asked.chances.items()})
            if asked.nobody is not None:
                one.nobody[asked.role] = asked.nobody
        return stage

    def resolve(self, draft: Draft) -> Told:
        """The draft with entities in its roles; unresolved ones are left out."""
        actors = self._ids(draft.actors)
        # Who tells of harm has not suffered it by that: "killed four guards, according to a doctor".
        told_by = draft.said_by if draft.type in HARM else None
        recipients = self._ids(m for m in draft.recipients if m != told_by)
        if draft.reason == READER and not actors and draft.type in SPOKEN_TYPES and draft.type != "CONSULT":
            speaker = self._speakers.get(self.marked.sentences[draft.sentence].span)
            actors = [speaker] if speaker is not None and speaker not in recipients else []
        if draft.type == "COOPERATE":
            actors, recipients = _share_out(actors, recipients)
        else:
            mine = self.sides(actors)
            recipients = [r for r in recipients if r not in actors and not self._is_own_state(r, mine)]
        said_by = self._one(draft.said_by)
        date = self.resolved.dates[draft.date] if draft.date is not None and self.resolved.dates else None
        where = find_where(draft, self.marked, self.resolved)
        if self._is_threat(draft, actors, said_by):
            mode = "expel" if "expel" in draft.modes else HARM[draft.type]
            draft = replace(draft, type="THREATEN", modes=(mode,), auxiliary="actual")
        many = any(self.marked.mentions[m].number == "many" for m in (*draft.actors, *draft.recipients))
        return Told(
            draft.type,
            draft.auxiliary,
            draft.modes,
            draft.contexts,
            actors,
            recipients,
            None if said_by in actors else said_by,
            self.resolved.places[where] if where is not None else None,
            date,
            draft.confidence,
            many,
            [draft],
        )

    def seat_opposite(self, told: list[Told]) -> None:
        """Give what is said in talks of two sides, and to nobody named, to the other side."""
        met = ((t.drafts[0], [*t.actors, *t.recipients]) for t in told if t.type == "CONSULT")
        talks = find_talks(met, self.entities, self.side)
        if talks is None:
            return
        for one in told:
            draft, sides = one.drafts[0], self.sides(one.actors)
            if draft.sentence < talks.sentence or draft.said_by is not None:
                continue
            if not one.actors and draft.reason == READER and one.type in BY_BOTH and not draft.recipients:
                one.actors += talks.everyone()
                one.inferred = True
            elif one.type in TO_THE_OTHER and all(self._is_spoken_of(i, sides) for i in one.recipients):
                opposite = talks.opposite(sides)
                one.recipients[:] = opposite or one.recipients
                one.inferred = bool(opposite)

    def turn_own_harm(self, told: list[Told]) -> None:
        """Give harm to a side's own people, of which it complains, to the one it complains to."""
        faults = [one for one in told if one.type == "ACCUSE"]
        for one in told:
            if not one.actors or one.type not in HARM:
                continue
            blame = next((t for t in faults if self._is_blame(t, one)), None)
            if blame is None:
                continue
            mine = self.sides(blame.actors)
            hurt = {self._home(i) for i in one.recipients}
            if hurt and self.sides(one.actors) <= mine and hurt <= mine:
                sides = self.sides(blame.recipients)
                states = [e.id for e in self.entities.values() if e.kind == "country" and e.represents in sides]
                one.actors[:] = states or blame.recipients

    def _is_blame(self, told: Told, harm: Told) -> bool:
        """Whether an accusation stands in the sentence of harm, by one side of another."""
        is_near = told.drafts[0].sentence == harm.drafts[0].sentence
        is_blame = told.type == "ACCUSE" and is_near and bool(told.actors) and bool(told.recipients)
        return is_blame and not self.sides(told.actors) & self.sides(told.recipients)

    def _home(self, entity: str) -> str:
        """The side of somebody, for people without an office their country."""
        found = self.entities[entity]
        return found.represents or found.country or entity

    def _is_spoken_of(self, entity: str, sides: set[str]) -> bool:
        """Whether people are the speaker's own, or nobody's: asked for and thanked for, not asked and thanked."""
        found = self.entities[entity]
        is_unknown = found.country is None or (found.reason == FITS_BEST and found.confidence < HARDLY)
        return found.kind == "group" and (is_unknown or found.country in sides)

    def _is_threat(self, draft: Draft, actors: list[str], said_by: str | None) -> bool:
        """Whether a side itself says what harm it would do ("the envoy warned that Iran would expel inspectors")."""
        if draft.type not in HARM or draft.auxiliary != "hypothetical" or said_by is None:
            return False
        return self.side(said_by) in self.sides(actors)

    def _ids(self, mentions: Iterable[int]) -> list[str]:
        found: dict[str, None] = {}
        for m in mentions:
            several = self.resolved.members[m] if m < len(self.resolved.members) else ()
            one = self._one(m)
            for entity in several or ((one,) if one else ()):
                found[entity] = None
        return list(found)

    def _one(self, mention: int | None) -> str | None:
        if mention is None or mention >= len(self.resolved.entity_of):
            return None
        return self.resolved.entity_of[mention]

    def side(self, entity: str) -> str:
        """The country or organisation an entity stands for, or itself."""
        found = self.entities[entity]
        if found.kind == "person" or found.office:
            return found.represents or found.country or entity
        if found.kind in STATE_KINDS or found.kind == "place":
            return found.represents or found.country or entity
        return found.represents or entity

    def sides(self, ids: Iterable[str]) -> set[str]:
        """The sides of several entities."""
        return {self.side(i) for i in ids}

    def _is_own_state(self, entity: str, sides: set[str]) -> bool:
        """Whether an entity is the very country that an actor acts for: nobody acts on that."""
        return self.entities[entity].kind == "country" and self.side(entity) in sides

    # -- several drafts

    def is_public(self, told: Told) -> bool:
        """Whether anybody of politics takes part."""
        return is_public(told.type, [self.entities[i] for i in (*told.actors, *told.recipients)])

    def is_whole(self, told: Told) -> bool:
        """Whether all take part without whom there is none: who receives aid, two who meet, officials of one body."""
        if load_ontology().types[told.type].needs_recipient and not told.recipients:
            return False
        everyone = {*told.actors, *told.recipients}
        if told.type != "CONSULT" or len(everyone) > 1 or "multilateral" in told.modes:
            return True
        return told.many and all(is_official(self.entities[i]) for i in everyone)

    def merge(self, told: list[Told]) -> list[Told]:
        """Each event once; the surest telling of it leads."""
        order = sorted(told, key=lambda t: (-len({*t.actors, *t.recipients}), -t.confidence, t.drafts[0].trigger))
        events: list[Told] = []
        for one in order:
            twin = next((event for event in events if self._is_same(event, one)), None)
            if twin is None:
                events.append(one)
            else:
                self._join(twin, one)
        return events

    def _is_same(self, event: Told, other: Told) -> bool:
        if event.type != other.type or event.auxiliary != other.auxiliary:
            return False
        if event.type != "CONSULT" and event.modes and other.modes and not set(event.modes) & set(other.modes):
            return False
        if event.type == "ASSAULT" and self._is_another_deed(event, other):
            return False
        if not (days_meet(event.date, other.date) and places_meet(event.place, other.place)):
            return False
        if event.type == "CONSULT":
            here, there = ([*t.actors, *t.recipients] for t in (event, other))
            return self._are_among(there, here) or self._is_host_of(other, event)
        if not self._may_be_told_again(event, other):
            return False
        if event.type in ACTS_OF_WORDS and not self._is_retelling(event, other):
            return False
        if self._is_of_equals(event) and self._is_of_equals(other):
            here, there = ([*t.actors, *t.recipients] for t in (event, other))
            return self._are_among(there, here) or self._are_among(here, there)
        loose = any(not self._is_body(t.drafts[0]) for t in (event, other)) and event.modes == other.modes
        return self._roles_meet(event, other, loose) or self._roles_meet(other, event, loose)

    def _is_of_equals(self, told: Told) -> bool:
        """Whether several do together what it tells, so that who is named first is chance."""
        return told.type == "COOPERATE" and len(self._ids(told.drafts[0].actors)) > 1

    def _may_be_told_again(self, event: Told, other: Told) -> bool:
        """Whether two tellings are in one sentence, or one is a headline, or both say when or where.

        Two sentences of which neither says so tell of two acts: of 31 such pairs of one type and the same sides in
        the corpus's training part 27 do (November 2026).
        """
        here, there = ({d.sentence for d in t.drafts} for t in (event, other))
        if here & there or not all(self._is_body(d) for d in (*event.drafts, *other.drafts)):
            return True
        return bool(event.date and other.date) or bool(event.place and other.place)

    def _is_another_deed(self, event: Told, other: Told) -> bool:
        """Whether one tells of an abduction and the other, in its sentence, of more: "and killed two guards"."""
        near = {d.sentence for d in event.drafts} & {d.sentence for d in other.drafts}
        return bool(near) and ("abduct" in event.modes) != ("abduct" in other.modes)

    def _is_host_of(self, other: Told, event: Told) -> bool:
        """Whether one telling only adds who laid on the meeting the sentence tells of."""
        one = other.drafts[0]
        hosting = len(other.actors) == 1 and not other.recipients and "multilateral" in other.modes
        return hosting and any(d.sentence == one.sentence and d.trigger < one.trigger for d in event.drafts)

    def _is_retelling(self, event: Told, other: Told) -> bool:
        """Whether two tellings of words share their words, or one is the headline of the other.

        One may promise two things, and ask for three; the same promise is told by the same noun or verb.
        """
        if any(not self._is_body(d) for d in (*event.drafts, *other.drafts)):
            return True
        return any(self._lemma(a) == self._lemma(b) for a in event.drafts for b in other.drafts)

    def _lemma(self, draft: Draft) -> str:
        return draft.reason.partition(" as ")[0]

    def _roles_meet(self, event: Told, other: Told, loose: bool = False) -> bool:
        """Whether the sides of one are among the other's; `loose` takes a headline's crowd for the body's."""
        if not self._are_among(other.actors, event.actors):
            return False
        if not self._are_among(other.recipients, event.recipients):
            crowds = [{self._country(i) for i in t.recipients} for t in (event, other)]
            if not loose or crowds[0] != crowds[1] or None in crowds[0]:
                return False
        shared = self.sides(other.actors) & self.sides(event.actors)
        return bool(shared) or bool(self.sides(other.recipients) & self.sides(event.recipients))

    def _country(self, entity: str) -> str | None:
        """The country of a nameless crowd; `None` for anybody else."""
        return self.entities[entity].country if self.entities[entity].kind == "group" else None

    def _are_among(self, few: list[str], many: list[str]) -> bool:
        """Whether all of `few` are in `many`: themselves, or a state for its official and the other way."""
        sides = {self.side(i): i for i in many}
        for i in few:
            if i in many:
                continue
            twin = sides.get(self.side(i))
            if twin is None or (self._is_someone(i) and self._is_someone(twin)):
                return False
        return True

    def _is_someone(self, entity: str) -> bool:
        """Whether an entity is one person, not to be taken for another of the same side."""
        return self.entities[entity].kind == "person"

    def _join(self, event: Told, other: Told) -> None:
        named = {i for t in (event, other) for i in (*t.actors, *t.recipients) if i not in t.filled}
        event.filled = [i for i in dict.fromkeys((*event.filled, *other.filled)) if i not in named]
        roles = ((event.actors, other.actors), (event.recipients, other.recipients))
        if event.type == "CONSULT" and other.recipients and not event.recipients:
            turn(event, self.sides(other.recipients), self.side)
        for mine, theirs in roles:
            other_side = event.recipients if mine is event.actors else event.actors
            mine += [i for i in theirs if i not in mine and i not in other_side and not self._is_told(i, mine)]
            mine[:] = without_doubles(mine, self.entities, self.side)
        event.modes = event.modes or other.modes
        event.contexts = tuple(c for c in load_ontology().contexts if c in event.contexts or c in other.contexts)
        event.said_by = event.said_by if event.said_by == other.said_by else None
        event.place = finer(event.place, other.place)
        event.date = event.date or other.date
        event.confidence = min(CEILING, max(event.confidence, other.confidence) + REPEATED)
        event.many = event.many or other.many
        event.fit = max((fit for fit in (event.fit, other.fit) if fit is not None), default=None)
        event.drafts += other.drafts

    def _is_told(self, entity: str, ids: list[str]) -> bool:
        """Whether somebody nameless of the same kind and side is there already ("envoy" and "ambassador")."""
        found = self.entities[entity]
        if found.kind == "group" and found.country:
            return any(self._country(i) == found.country for i in ids)
        if found.kind not in ("office", "government", "organization", "country") or not found.represents:
            return False
        same = [i for i in ids if self.side(i) == self.side(entity) and i != entity]
        kinds = {found.kind, "person"} if found.kind == "office" else {found.kind}
        return any(self.entities[i].kind in kinds or found.kind == "country" for i in same)

    # -- the record

    def finish(self, told: Told, id: str) -> Event:
        """The event as it stands in the record, with the sentence that proves it best."""
        best = max(told.drafts, key=lambda d: (self._is_body(d), d.confidence, -d.sentence, -d.trigger.start))
        ontology = load_ontology()
        spans = sorted({self.marked.sentences[d.sentence].span for d in told.drafts})
        return Event(
            id=id,
            type=told.type,
            sentence=self.marked.sentences[best.sentence].span,
            trigger=best.trigger,
            modes=told.modes,
            contexts=told.contexts,
            auxiliary=told.auxiliary,
            actors=tuple(told.actors),
            recipients=tuple(told.recipients),
            date=told.date,
            place=find_scene(told, self.marked, self.entities),
            said_by=told.said_by,
            quad=ontology.types[told.type].quad,
            score=ontology.score(told.type, told.modes),
            cameo=ontology.cameo(told.type, told.modes, told.contexts),
            sentences=tuple(Span(*span) for span in spans),
            confidence=round(how_sure(self.tell(told)), 3),
            reason=best.reason,
        )

    def tell(self, told: Told) -> list[str]:
        """What speaks for an event, in the words of `surety`."""
        cast = [m for draft in told.drafts for m in (*draft.actors, *draft.recipients)]
        nameless = sum(not self._ids([m]) for m in cast)
        return [*tell_event(told, self.entities, nameless)]

    def _is_body(self, draft: Draft) -> bool:
        return self.marked.sentences[draft.sentence].kind == "body"


def _share_out(actors: list[str], recipients: list[str]) -> tuple[list[str], list[str]]:
    """Of equals that do something together the first named does it, with the others."""
    if len(actors) > 1 and set(recipients) <= set(actors):
        return actors[:1], actors[1:]
    return actors, recipients
