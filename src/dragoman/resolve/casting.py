"""Who acts, or is acted on, where the sentence does not say: "The ministry named the two. They have a week to leave."

Each side of the text is a choice, and so is nobody. What speaks for a side is told in words ("speaks here", "acted
before", "only other side"), as in `belonging`, each with a weight for the role and for the type of the act; the weights
are learned from the corpus (`train/rankers`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dragoman.inference.ranker import load_ranker
from dragoman.records import Draft, Entity, Marked, Resolved, Span

MODEL = "casts-1"
ROLES = ("actor", "recipient")
# More sides than this are not weighed: those named nearest are.
MAX_SIDES = 8
MIN_CHANCE = 0.5
_NO_PARTIES = frozenset(["place", "agreement", "occasion"])
_SPEAKERS = frozenset(["person", "office"])


class Act(NamedTuple):
    """What one draft tells, its roles as entities."""

    draft: Draft
    type: str
    actors: Sequence[str]
    recipients: Sequence[str]


class Named(NamedTuple):
    """Where a text names an entity."""

    start: int
    sentence: int
    entity: str
    is_pronoun: bool


class Stage:
    """The parties of one text in the order it names them, who speaks where, and who has done what so far."""

    def __init__(
        self, marked: Marked, resolved: Resolved, side: Callable[[str], str], speakers: Mapping[Span, str]
    ) -> None:
        self.marked, self.side, self.speakers = marked, side, speakers
        self.entities = {entity.id: entity for entity in resolved.entities}
        self.named = [
            Named(mention.span.start, mention.sentence, entity, mention.form == "pronoun")
            for mention, entity in zip(marked.mentions, resolved.entity_of, strict=False)
            if entity is not None and self._is_party(self.entities[entity])
        ]
        self.starts = [one.start for one in self.named]
        self.counts = Counter(self.side(one.entity) for one in self.named)
        self.first = self.side(self.named[0].entity) if self.named else None

    @staticmethod
    def _is_party(entity: Entity) -> bool:
        return entity.kind not in _NO_PARTIES and bool(entity.country or entity.represents)

    def choices(self, act: Act) -> dict[str, str]:
        """The sides of the text, each with its entity named last before the act's trigger, or first behind it."""
        at = bisect_left(self.starts, act.draft.trigger.start)
        found: dict[str, str] = {}
        for one in (*reversed(self.named[:at]), *self.named[at:]):
            found.setdefault(self.side(one.entity), one.entity)
            if len(found) == MAX_SIDES:
                break
        return found


def fill(stage: Stage, acts: Sequence[Act]) -> Iterator[tuple[int, str, str]]:
    """The roles that nobody plays and the text fills all the same: (place of the act, role, entity)."""
    for place, act in enumerate(acts):
        for role in ROLES:
            if not is_open(act, role):
                continue
            choices = stage.choices(act)
            told = [[*tell(stage, acts, place, role, side, entity)] for side, entity in choices.items()]
            *chances, _ = load_ranker(MODEL).chances([*told, [*tell_nobody(stage, act, role)]])
            best = max(chances, default=0.0)
            if best >= MIN_CHANCE:
                yield place, role, list(choices.values())[chances.index(best)]


def is_open(act: Act, role: str) -> bool:
    """Whether nobody plays a role yet."""
    return not (act.actors if role == "actor" else act.recipients)


def tell_nobody(stage: Stage, act: Act, role: str) -> Iterator[str]:
    """What speaks for nobody in a role."""
    yield f"no {role}"
    yield f"no {role} {act.type}"
    yield f"no {role} {act.type} {'alone' if not (act.actors or act.recipients) else 'with other'}"
    yield from (f"no {role} {act.type} {mode}" for mode in act.draft.modes)
    yield f"no {role} {min(len(stage.counts), 4)} sides"
    yield f"no {role} {act.draft.auxiliary}"


def tell(stage: Stage, acts: Sequence[Act], place: int, role: str, side: str, entity: str) -> Iterator[str]:
    """What speaks for a side in a role, in words that have weights; most of them also for the type."""
    act = acts[place]
    for word in dict.fromkeys(_tell(stage, acts, place, role, side, entity)):
        yield f"{role} {word}"
        yield f"{role} {act.type} {word}"


def _tell(stage: Stage, acts: Sequence[Act], place: int, role: str, side: str, entity: str) -> Iterator[str]:
    act = acts[place]
    other = act.recipients if role == "actor" else act.actors
    sides = {stage.side(one) for one in other}
    found = stage.entities[entity]
    yield f"kind {found.kind}"
    yield "own" if side in sides else "not own" if sides else "no other"
    if side in sides:
        yield f"own {found.kind}"
    if len(stage.counts) == 1:
        yield "only side"
    elif len(stage.counts) == 2 and sides and side not in sides:
        yield "only other side"
    yield f"rank {min(sorted(stage.counts.values(), reverse=True).index(stage.counts[side]), 3)}"
    if stage.first == side:
        yield "named first"
    yield from _tell_place(stage, act, side)
    yield from _tell_speech(stage, act, side)
    yield from _tell_before(stage, acts, place, side, sides)


def _tell_place(stage: Stage, act: Act, side: str) -> Iterator[str]:
    here, at = act.draft.sentence, act.draft.trigger.start
    gaps = [one.sentence - here for one in stage.named if stage.side(one.entity) == side]
    before = [gap for gap in gaps if gap < 0]
    if 0 in gaps:
        inside = [one for one in stage.named if one.sentence == here and stage.side(one.entity) == side]
        yield "here before" if inside[0].start < at else "here after"
        first = next(one for one in stage.named if one.sentence == here)
        if stage.side(first.entity) == side:
            yield "opens here"
    else:
        yield "not here"
    if before:
        yield f"back {min(-max(before), 3)}"
        line = [one for one in stage.named if one.sentence == here + max(before)]
        if stage.side(line[0].entity) == side:
            yield f"opens back {min(-max(before), 3)}"
        if len({stage.side(one.entity) for one in line}) == 1:
            yield f"only back {min(-max(before), 3)}"
    elif 0 not in gaps:
        yield "only later"


def _tell_speech(stage: Stage, act: Act, side: str) -> Iterator[str]:
    sentence = stage.marked.sentences[act.draft.sentence].span
    speaker = stage.speakers.get(sentence)
    if speaker is not None and stage.side(speaker) == side:
        yield "speaks here"
    for said in stage.marked.attributions:
        if said.sentence == act.draft.sentence and said.content.covers(act.draft.trigger) and said.source is not None:
            near = [one for one in stage.named if said.source.span.covers(Span(one.start, one.start + 1))]
            if any(stage.side(one.entity) == side for one in near):
                yield "tells it"


def _tell_before(stage: Stage, acts: Sequence[Act], place: int, side: str, other: set[str]) -> Iterator[str]:
    """What a side did, or had done to it, in the act before this and in any before."""
    act = acts[place]
    before = [a for a in acts if a.draft.trigger.start < act.draft.trigger.start and (a.actors or a.recipients)]
    if not before:
        return
    last = max(before, key=lambda a: a.draft.trigger.start)
    yield from (f"last {word}" for word in _played(stage, last, side))
    same = [a for a in before if a.type == act.type]
    yield from (f"same type {word}" for a in same[-1:] for word in _played(stage, a, side))
    if any(side in {stage.side(i) for i in a.actors} for a in before):
        yield "acted before"
    if any(side in {stage.side(i) for i in a.recipients} for a in before):
        yield "suffered before"
    if other and any(
        side in {stage.side(i) for i in (*a.actors, *a.recipients)}
        and other & {stage.side(i) for i in (*a.actors, *a.recipients)}
        for a in before
    ):
        yield "dealt with other"


def _played(stage: Stage, act: Act, side: str) -> Iterator[str]:
    if side in {stage.side(i) for i in act.actors}:
        yield f"actor of {act.type}"
        yield "actor"
    if side in {stage.side(i) for i in act.recipients}:
        yield f"recipient of {act.type}"
        yield "recipient"
