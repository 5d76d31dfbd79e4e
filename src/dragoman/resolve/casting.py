"""Who acts, or is acted on, where the sentence does not say: "The ministry named the two. They have a week to leave."

Each side of the text is a choice, and so is nobody. What speaks for a side is told in words ("speaks here", "acted
before", "only other side"), as in `belonging`, each with a weight for the role and for the type of the act; the weights
are learned from the corpus (`train/rankers`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

from dragoman.records import Entity, Marked, Resolved, Span
from dragoman.resolve.answering import find_answering
from dragoman.resolve.barred import Bars
from dragoman.resolve.pointing import Pointing, weigh
from dragoman.resolve.told import Act

MODEL = "casts-1"
ROLES = ("actor", "recipient")
# More sides than this are not weighed: those named last before the act are, then those behind it.
MAX_SIDES = 8
# Of each side so many places are looked at where the text is read as a whole.
MAX_BEFORE, MAX_AFTER = 3, 2
# A side less likely than this plays no role. F1 of whole events is 0.435 at 0.5 and 0.423 at 0.4 on the corpus's dev
# part, 0.422 and 0.430 on practice texts that nothing has learned from.
MIN_CHANCE = 0.45
# How far back a side's last mention is told apart, in sentences, and its rank among those named most often.
MAX_BACK, MAX_RANK = 3, 3
_NO_PARTIES = frozenset(["place", "agreement", "occasion"])
# What a state may do with itself: its bodies trade and train together.
AMONG_OWN = frozenset(["COOPERATE"])


class Asked(NamedTuple):
    """A role of the act at a place that its sentence leaves open: who plays it by the rest of the text, if anybody.

    `chances` are those of the sides that were weighed, `nobody` that of nobody; both are empty where words alone told.
    """

    place: int
    role: str
    found: tuple[str, ...]
    chances: Mapping[str, float] = {}
    nobody: float | None = None


class Named(NamedTuple):
    """Where a text names an entity, and its side."""

    start: int
    end: int
    sentence: int
    entity: str
    side: str


@dataclass
class Past:
    """What has been done before an act: by whom and to whom, as sides."""

    last: Act | None = None
    same_type: dict[str, Act] = field(default_factory=dict)
    acted: set[str] = field(default_factory=set)
    suffered: set[str] = field(default_factory=set)
    dealt: dict[str, set[str]] = field(default_factory=dict)


class Stage:
    """The parties of one text in the order it names them, and who tells what."""

    def __init__(
        self,
        marked: Marked,
        resolved: Resolved,
        side: Callable[[str], str],
        speakers: Mapping[Span, str],
        acts: Sequence[Act] = (),
    ) -> None:
        self.marked, self.side, self.speakers = marked, side, speakers
        self._resolved = resolved
        self.entities = {entity.id: entity for entity in resolved.entities}
        self.named = [
            Named(mention.span.start, mention.span.end, mention.sentence, entity, side(entity))
            for mention, entity in zip(marked.mentions, resolved.entity_of, strict=False)
            if entity is not None and _is_party(self.entities[entity])
        ]
        self.starts = [one.start for one in self.named]
        counts = Counter(one.side for one in self.named)
        levels = sorted(counts.values(), reverse=True)
        self.ranks = {one: min(levels.index(count), MAX_RANK) for one, count in counts.items()}
        self.lines: dict[int, list[Named]] = {}
        self.by_side: dict[str, list[Named]] = {}
        self.sentences_of: dict[str, list[int]] = {}
        for one in self.named:
            self.lines.setdefault(one.sentence, []).append(one)
            self.by_side.setdefault(one.side, []).append(one)
            self.sentences_of.setdefault(one.side, []).append(one.sentence)
        self.told_by: dict[int, list[tuple[Span, set[str]]]] = {}
        for said in marked.attributions:
            if said.source is not None:
                source = said.source.span
                sides = {n.side for n in self.lines.get(said.sentence, ()) if source.start <= n.start < source.end}
                self.told_by.setdefault(said.sentence, []).append((said.content, sides))
        self.bars = Bars(marked, self.entities, resolved.entity_of, side, acts)

    def stand_for(self, mention: int) -> list[str]:
        """The parties that a mention stands for, those without a side left out."""
        several = self._resolved.members[mention] if mention < len(self._resolved.members) else ()
        one = self._resolved.entity_of[mention] if mention < len(self._resolved.entity_of) else None
        return [i for i in several or ((one,) if one else ()) if _is_party(self.entities[i])]

    def known_sides(self, ids: Iterable[str]) -> list[str]:
        """The sides of several parties, those without one left out."""
        return [self.side(i) for i in ids if self.entities[i].country or self.entities[i].represents]

    def choices(self, act: Act, role: str) -> dict[str, str]:
        """The sides that may play a role, each with its entity named last before the trigger, or first behind it.

        Who is named as a source alone stands for a side only where nobody else of it is named.
        """
        other = act.recipients if role == "actor" else act.actors
        sides = {self.side(one) for one in other}
        at = bisect_left(self.starts, act.draft.trigger.start)
        found: dict[str, str] = {}
        most = min(MAX_SIDES, len(self.ranks))
        for one in chain(reversed(self.named[:at]), self.named[at:]):
            if len(found) == most and not any(map(self.bars.is_source, found.values())):
                break
            is_new = one.side not in found and len(found) < most
            is_better = (
                one.side in found and self.bars.is_source(found[one.side]) and not self.bars.is_source(one.entity)
            )
            if (is_new or is_better) and self._may_play(act, role, one.entity, other, sides):
                found[one.side] = one.entity
        return found

    def _may_play(self, act: Act, role: str, entity: str, other: Sequence[str], sides: set[str]) -> bool:
        """Whether an entity can stand against those in the other role: nobody acts on himself, or on his own state."""
        if self.bars.is_barred(act, role, entity):
            return False
        if act.type in AMONG_OWN or not other:
            return True
        is_state = self.entities[entity].kind == "country" or any(self.entities[i].kind == "country" for i in other)
        return entity not in other and not (is_state and self.side(entity) in sides)

    def how_open(self, act: Act, role: str) -> str | None:
        """How a sentence leaves a role open, `silent` or by a `pronoun`; `None` where it does not.

        "Four guards" whom nothing else tells of play their role themselves, and nobody plays it for them.
        """
        mine, other = (act.actors, act.recipients) if role == "actor" else (act.recipients, act.actors)
        if mine or (act.type == "CONSULT" and len(other) > 1):
            return None
        told = act.draft.actors if role == "actor" else act.draft.recipients
        forms = {self.marked.mentions[m].form for m in told}
        return "silent" if not forms else "pronoun" if forms == {"pronoun"} else None


def _is_party(entity: Entity) -> bool:
    return entity.kind not in _NO_PARTIES and bool(entity.country or entity.represents)


def fill(stage: Stage, acts: Sequence[Act]) -> Iterator[Asked]:
    """The roles that a sentence leaves open, as the text fills them, or leaves them open as well.

    >>> from dragoman.records import Document
    >>> list(fill(Stage(Marked(Document("d", "")), Resolved(), str, {}), []))
    []
    """
    before: list[Act] = []
    for place, past in walk(stage, acts):
        act = acts[place]
        for asked in _cast(stage, place, act, past, before):
            act = _with(act, asked)
            yield asked
        before.append(act)


def _cast(stage: Stage, place: int, act: Act, past: Past, before: Sequence[Act]) -> Iterator[Asked]:
    """The roles of an act that are open, up to the one that is filled: who else takes part is not asked then."""
    for role in ROLES:
        if stage.how_open(act, role) is None:
            continue
        if role == "recipient" and (answering := find_answering(stage.marked, act, before, stage.side)) is not None:
            yield Asked(place, role, answering)
            return
        choices = stage.choices(act, role)
        told = [[*tell(stage, act, past, role, side, entity)] for side, entity in choices.items()]
        told.append([*tell_nobody(stage, act, role)])
        *chances, nobody = weigh(MODEL, told, stage.marked.whole, partial(point_at_roles, stage, act, role, choices))
        best = max(chances, default=0.0)
        found = (list(choices.values())[chances.index(best)],) if best >= MIN_CHANCE else ()
        yield Asked(place, role, found, dict(zip(choices, chances, strict=True)), nobody)
        if found:
            return


def _with(act: Act, asked: Asked) -> Act:
    """An act with those who are given a role in it."""
    if asked.role == "actor":
        return act._replace(actors=[*act.actors, *asked.found])
    return act._replace(recipients=[*act.recipients, *asked.found])


def point_at_roles(stage: Stage, act: Act, role: str, choices: Iterable[str]) -> Pointing:
    """Where an act's trigger stands, and where each side is named last before it and first behind it."""
    trigger = act.draft.trigger
    groups = []
    for side in choices:
        named = stage.by_side.get(side, [])
        at = bisect_left(named, (trigger.start,))
        before, after = named[max(0, at - MAX_BEFORE) : at], named[at : at + MAX_AFTER]
        near = [*reversed(before), *after]
        groups.append([(Span(n.start, n.end), _how_far(n, act.draft.sentence, trigger)) for n in near])
    return Pointing("casts", f"{role} {act.type}", [trigger], groups)


def _how_far(named: Named, here: int, trigger: Span) -> str:
    if named.sentence == here:
        return "here before" if named.start < trigger.start else "here after"
    return f"back {min(here - named.sentence, MAX_BACK)}" if named.sentence < here else "later"


def walk(stage: Stage, acts: Sequence[Act]) -> Iterator[tuple[int, Past]]:
    """The acts in the order of their triggers, by place, each with what has been done before it.

    >>> from dragoman.records import Document, Draft
    >>> stage = Stage(Marked(Document("d", "")), Resolved(), str, {})
    >>> second, first = Draft("AID", 0, Span(9, 12)), Draft("AID", 0, Span(0, 4))
    >>> acts = [Act(second, "AID", ["KEN"], []), Act(first, "AID", ["UGA"], [])]
    >>> [(place, sorted(past.acted)) for place, past in walk(stage, acts)]
    [(1, []), (0, ['UGA'])]
    """
    past = Past()
    for place in sorted(range(len(acts)), key=lambda n: acts[n].draft.trigger):
        yield place, past
        act = acts[place]
        actors, recipients = ({stage.side(i) for i in ids} for ids in (act.actors, act.recipients))
        if actors or recipients:
            past.last = past.same_type[act.type] = act
            past.acted |= actors
            past.suffered |= recipients
            for one in actors | recipients:
                past.dealt.setdefault(one, set()).update((actors | recipients) - {one})


def tell_nobody(stage: Stage, act: Act, role: str) -> Iterator[str]:
    """What speaks for nobody in a role."""
    yield f"no {role}"
    yield f"no {role} {act.type}"
    yield f"no {role} {act.type} {'with other' if act.actors or act.recipients else 'alone'}"
    yield from (f"no {role} {act.type} {mode}" for mode in act.draft.modes)
    yield f"no {role} {min(len(stage.ranks), 4)} sides"
    yield f"no {role} {act.draft.auxiliary}"
    yield f"no {role} {stage.how_open(act, role)}"


def tell(stage: Stage, act: Act, past: Past, role: str, side: str, entity: str) -> Iterator[str]:
    """What speaks for a side in a role, in words that have weights; each also for the type of the act."""
    for word in dict.fromkeys(_tell(stage, act, past, role, side, entity)):
        yield f"{role} {word}"
        yield f"{role} {act.type} {word}"


def _tell(stage: Stage, act: Act, past: Past, role: str, side: str, entity: str) -> Iterator[str]:
    sides = {stage.side(one) for one in (act.recipients if role == "actor" else act.actors)}
    kind = stage.entities[entity].kind
    yield f"kind {kind}"
    yield f"{stage.how_open(act, role)} {kind}"
    yield "own" if side in sides else "not own" if sides else "no other"
    if len(stage.ranks) == 1:
        yield "only side"
    elif len(stage.ranks) == 2 and sides and side not in sides:
        yield "only other side"
    yield f"rank {stage.ranks[side]}"
    if stage.named[0].side == side:
        yield "named first"
    yield from _tell_place(stage, act, side)
    yield from _tell_speech(stage, act, side)
    yield from _tell_past(stage, act, past, side, sides)


def _tell_place(stage: Stage, act: Act, side: str) -> Iterator[str]:
    """Where a side is named: in the act's sentence, or how far back."""
    here = act.draft.sentence
    own = stage.sentences_of[side]
    first_here = bisect_left(own, here)
    is_here = first_here < len(own) and own[first_here] == here
    if is_here:
        line = stage.lines[here]
        first = next(one for one in line if one.side == side)
        yield "here before" if first.start < act.draft.trigger.start else "here after"
        if line[0].side == side:
            yield "opens here"
    else:
        yield "not here"
    if first_here:
        back = own[first_here - 1]
        gap, line = min(here - back, MAX_BACK), stage.lines[back]
        yield f"back {gap}"
        if line[0].side == side:
            yield f"opens back {gap}"
        if all(one.side == side for one in line):
            yield f"only back {gap}"
    elif not is_here:
        yield "only later"


def _tell_speech(stage: Stage, act: Act, side: str) -> Iterator[str]:
    """Whether a side takes a position in the act's sentence, or tells of the act."""
    speaker = stage.speakers.get(stage.marked.sentences[act.draft.sentence].span)
    if speaker is not None and stage.side(speaker) == side:
        yield "speaks here"
    told = stage.told_by.get(act.draft.sentence, ())
    if any(side in sides and content.covers(act.draft.trigger) for content, sides in told):
        yield "tells it"


def _tell_past(stage: Stage, act: Act, past: Past, side: str, other: set[str]) -> Iterator[str]:
    """What a side did, or had done to it, in the act before this, in the last of its type and in any."""
    if past.last is None:
        return
    yield from (f"last {word}" for word in _played(stage, past.last, side))
    if act.type in past.same_type:
        yield from (f"same type {word}" for word in _played(stage, past.same_type[act.type], side))
    if side in past.acted:
        yield "acted before"
    if side in past.suffered:
        yield "suffered before"
    if other & past.dealt.get(side, set()):
        yield "dealt with other"


def _played(stage: Stage, act: Act, side: str) -> Iterator[str]:
    if side in {stage.side(i) for i in act.actors}:
        yield f"actor of {act.type}"
        yield "actor"
    if side in {stage.side(i) for i in act.recipients}:
        yield f"recipient of {act.type}"
        yield "recipient"
