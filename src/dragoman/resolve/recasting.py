"""Who plays the roles of an act, asked again of every side of the text once it is known whose everybody is.

The reader gives each mention of a sentence its role by itself, and `casting` fills what is left open; neither weighs
all together. Here each side of the text is a candidate for both roles of an act. What is told of it in words ("actor
told", "form nominal", "back 1"), each with a size, and how the encoder sees the act and where the side is named go
through light layers that see the other candidates as well (`inference/candidates.py`). They give it a chance to act and
a chance to be acted on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import NamedTuple

from dragoman.inference.candidates import Candidates, load_candidates
from dragoman.inference.heads import Array
from dragoman.records import Span, find_range
from dragoman.resolve.belonging import FITS_BEST
from dragoman.resolve.casting import AMONG_OWN, MAX_RANK, ROLES, Named, Stage
from dragoman.resolve.pointing import hear, tell_logit
from dragoman.resolve.told import Act, Told

MODEL = "roles-1"
# More sides than this are not asked: those of the act's sentence come first, then those named last before it.
MAX_SIDES = 12
# Somebody new plays a role who is likelier to than this, and whoever is less likely than the second plays it no longer.
MIN_NEW, MIN_KEPT = 0.5, 0.33
# The same of somebody new beside others in the role.
MIN_BESIDE = 0.65
# Of the parties of a side that may play a role so many are looked at, the likeliest first.
MAX_EACH = 12
# Of the sides of a role in the record so many are told apart.
MANY = 3
# Sentences between an act and the last before it that names a side; farther ones are alike.
MAX_BACK = 3
# Characters in which the distance between a mention and the trigger is told, and the most that is told.
STEP, FARTHEST = 60, 3.0
# Those who meet are told by rules, and the meetings of the readout rest on them.
_SEATED = frozenset(["CONSULT"])
_PLAYED = (*ROLES, "said_by", "place")
_SECTORS = ("GOV", "MIL", "REB", "CVL", "JRN", "OPP")


@dataclass
class Candidate:
    """A side that may play a role of an act: what is told of it, how the encoder sees it.

    `who` has whoever of it may take each role, the likeliest first; nobody, where the text rules them out.
    """

    side: str
    who: dict[str, list[str]] = field(default_factory=dict)
    signs: dict[str, float] = field(default_factory=dict)
    heard: Array | None = None


class _Chances(NamedTuple):
    """How likely a side is to play each role."""

    actor: float
    recipient: float


_Weighed = tuple[Candidate, _Chances]


def recast(stage: Stage, told: Sequence[Told], layers: Candidates | None = None) -> None:
    """Give the acts of a document the sides that are likeliest to play their roles; whoever is of no side stays.

    They are weighed by `roles-1` where no other `layers` are given.

    >>> from dragoman.records import Document, Marked, Resolved
    >>> recast(Stage(Marked(Document("d", "")), Resolved(), str, {}), [])
    """
    layers = layers or load_candidates(MODEL)
    for one in told:
        candidates = [] if one.type in _SEATED else [*find_candidates(stage, one)]
        if candidates:
            signs, heard = [candidate.signs for candidate in candidates], [candidate.heard for candidate in candidates]
            chances = layers.weigh(signs, hear_act(stage, one), heard)
            weighed = [(c, _Chances(*row)) for c, row in zip(candidates, chances.tolist(), strict=True)]
            _recast(stage, one, weighed)
            one.fit = _how_well(stage, one, weighed)
        elif one.type not in _SEATED and hear_act(stage, one) is not None:
            one.fit = 0.0


def _recast(stage: Stage, told: Told, weighed: Sequence[_Weighed]) -> None:
    """Take roles from sides that are unlikely in them, then give them to sides that are likely, the likeliest first."""
    played = {role: {stage.side(one) for one in ids} for role, ids in _roles(told).items()}
    for candidate, chance in weighed:
        for role, ids in _roles(told).items():
            if getattr(chance, role) < MIN_KEPT:
                ids[:] = [one for one in ids if stage.side(one) != candidate.side]
    likely = [
        (chance, role, candidate)
        for candidate, chances in weighed
        for role, chance in chances._asdict().items()
        if chance > MIN_NEW and candidate.side not in played[role]
    ]
    for chance, role, candidate in sorted(likely, key=lambda one: -one[0]):
        if stage.known_sides(_roles(told)[role]) and chance < MIN_BESIDE:
            continue
        new = next((one for one in candidate.who[role] if _may_join(stage, told, role, one)), None)
        if new is not None:
            _roles(told)[role].append(new)
            told.filled.append(new)
            told.inferred = True


def _how_well(stage: Stage, told: Told, weighed: Sequence[_Weighed]) -> float:
    """The chance that every side plays just the roles that it has now, were each independent of the others.

    Of a role that a side cannot play it does not count how likely it would be.
    """
    played = {role: {stage.side(one) for one in ids} for role, ids in _roles(told).items()}
    fit = 1.0
    for candidate, chances in weighed:
        for role, chance in chances._asdict().items():
            if candidate.side in played[role]:
                fit *= chance
            elif candidate.who[role]:
                fit *= 1 - chance
    return fit


def _roles(told: Told) -> dict[str, list[str]]:
    return {"actor": told.actors, "recipient": told.recipients}


def _may_join(stage: Stage, told: Told, role: str, entity: str) -> bool:
    """Whether somebody can stand against those in the other role: nobody acts on himself, or on his own state."""
    other = told.recipients if role == "actor" else told.actors
    same = [one for one in other if stage.side(one) == stage.side(entity)]
    is_state = any(stage.entities[one].kind == "country" for one in (entity, *same))
    return entity not in other and (told.type in AMONG_OWN or not same or not is_state)


def find_candidates(stage: Stage, told: Told) -> Iterator[Candidate]:
    """The sides that are asked about an act, with what is told of each; none where its sentence was not read."""
    if hear_act(stage, told) is None:
        return
    scene = _Scene(stage, told)
    for side in scene.sides():
        yield scene.candidate(side)


def hear_act(stage: Stage, told: Told) -> Array | None:
    """How the encoder sees the trigger of an act; `None` where its sentence was not read."""
    draft = told.drafts[0]
    return hear(stage.marked, draft.sentence, draft.trigger)


class _Scene:
    """One act and whom its sentence names."""

    def __init__(self, stage: Stage, told: Told) -> None:
        self._stage, self._told, self._draft = stage, told, told.drafts[0]
        self._act = Act(self._draft, told.type, told.actors, told.recipients)
        marked, sentence = stage.marked, self._draft.sentence
        self._start = marked.sentences[sentence].span.start
        self._here = find_range(marked.mentions, sentence)
        self._roles = {
            "actor": [stage.side(one) for one in told.actors],
            "recipient": [stage.side(one) for one in told.recipients],
        }
        vectors = marked.vectors[sentence]
        extents = [_inside(marked.mentions[m].span, self._start) for m in self._here]
        played = vectors.roles(_inside(self._draft.trigger, self._start), told.type, extents) if vectors else []
        self._played = dict(zip(self._here, played, strict=True))
        self._inside: dict[str, list[tuple[int, str]]] = {}
        for m in self._here:
            for one in stage.stand_for(m):
                self._inside.setdefault(stage.side(one), []).append((m, one))
        self._shared = dict(self._tell_act())

    def sides(self) -> list[str]:
        """Those in its roles, those its sentence names, then those named last before and first behind it."""
        at = bisect_left(self._stage.starts, self._draft.trigger.start)
        known = [side for ids in (self._told.actors, self._told.recipients) for side in self._stage.known_sides(ids)]
        found = dict.fromkeys((*known, *self._inside))
        for one in chain(reversed(self._stage.named[:at]), self._stage.named[at:]):
            if len(found) >= MAX_SIDES:
                break
            found[one.side] = None
        return list(found)[:MAX_SIDES]

    def candidate(self, side: str) -> Candidate:
        """Who of a side may play a role, the likeliest first, what is told of it, and how the encoder sees it."""
        named = self._stage.by_side.get(side, [])
        trigger = self._draft.trigger.start
        at = bisect_left(named, (trigger,))
        before, after = named[:at], named[at:]
        inside = sorted(self._inside.get(side, ()), key=lambda one: -self._chance(one[0]))
        near = [*(one for _, one in inside), *(one.entity for one in (*reversed(before), *after))]
        in_role = [i for i in (*self._told.actors, *self._told.recipients) if self._stage.side(i) == side]
        signs = dict(self._shared)
        signs.update(self._tell_roles(side))
        signs.update(self._tell_seen([m for m, _ in inside]))
        signs.update(self._tell_who((near or in_role)[0]))
        signs.update(self._tell_before(side, before, bool(after) and not inside))
        place = inside[0][0] if inside else None
        who = self._who([m for m, _ in inside], [*dict.fromkeys(near)])
        return Candidate(side, who, signs, self._hear(place, [*before[-1:], *after[:1]]))

    def _who(self, inside: Sequence[int], near: Sequence[str]) -> dict[str, list[str]]:
        """Who of a side may take each role: none whom the text rules out, nor for somebody unknown ("the visitor")."""
        if inside and all(m in self._draft.spared for m in inside):
            return {role: [] for role in ROLES}
        cast = {"actor": self._draft.actors, "recipient": self._draft.recipients}
        taken = {role for role, told in cast.items() if not inside and any(map(self._is_nameless, told))}
        bars = self._stage.bars
        return {
            role: []
            if role in taken
            else [*islice((one for one in near if not bars.is_barred(self._act, role, one)), MAX_EACH)]
            for role in ROLES
        }

    def _is_nameless(self, mention: int) -> bool:
        found = self._stage.marked.mentions[mention]
        is_open = found.form == "pronoun" and found.span.of(self._stage.marked.document.text).lower() != "both"
        return not is_open and not self._stage.stand_for(mention)

    def _chance(self, mention: int) -> float:
        return self._played[mention]["actor"] + self._played[mention]["recipient"]

    def _hear(self, mention: int | None, named: Sequence[Named]) -> Array | None:
        """How the encoder sees the mention that is likeliest to play a role, or the one named nearest elsewhere."""
        marked = self._stage.marked
        if mention is not None:
            return hear(marked, self._draft.sentence, marked.mentions[mention].span)
        return hear(marked, named[0].sentence, Span(named[0].start, named[0].end)) if named else None

    # -- what is told, as words with sizes

    def _tell_act(self) -> Iterator[tuple[str, float]]:
        """What is told of an act, whoever is asked about."""
        told, draft = self._told, self._draft
        yield f"type {told.type}", 1
        yield f"auxiliary {told.auxiliary}", 1
        yield "seen", draft.seen
        yield "sure", told.confidence
        yield "by the reader" if draft.reason == "reader" else "by a rule", 1
        yield f"{min(len(set(self._roles['actor'])), MANY)} actors", 1
        yield f"{min(len(set(self._roles['recipient'])), MANY)} recipients", 1
        yield f"{min(len(self._stage.ranks), 2 * MANY)} sides", 1
        yield f"in a {self._stage.marked.sentences[draft.sentence].kind}", 1
        yield "quoted" if told.said_by else "not quoted", 1
        for role, chance in told.nobody.items():
            yield f"nobody {role}", tell_logit(chance)

    def _tell_roles(self, side: str) -> Iterator[tuple[str, float]]:
        """Which roles a side plays so far, by its own sentence or by the rest of the text."""
        filled = {self._stage.side(one) for one in self._told.filled}
        for role, sides in self._roles.items():
            if side in sides:
                yield f"{role} {'filled' if side in filled else 'told'}", 1
                yield f"{role} by", sides.count(side)
            if (chance := self._told.asked.get((role, side))) is not None:
                yield f"{role} asked", tell_logit(chance)
                yield f"{role} was asked", 1

    def _tell_seen(self, inside: Sequence[int]) -> Iterator[tuple[str, float]]:
        """Which roles the reader sees a side's mentions play in the sentence, the likeliest first, and its form."""
        if not inside:
            yield "not here", 1
            return
        best, mention = self._played[inside[0]], self._stage.marked.mentions[inside[0]]
        for role in _PLAYED:
            yield f"plays {role}", tell_logit(best.get(role, 0.0))
        for role in ROLES:
            yield f"any plays {role}", tell_logit(max(self._played[m][role] for m in inside))
        yield "mentions", min(len(inside), MANY)
        yield "before" if mention.span.start < self._draft.trigger.start else "behind", 1
        yield "away", min(FARTHEST, abs(mention.span.start - self._draft.trigger.start) / STEP)
        yield f"form {mention.form}", 1
        if mention.outer is not None:
            yield "inside another", 1
        if inside[0] == self._here[0]:
            yield "opens", 1

    def _tell_who(self, entity: str) -> Iterator[tuple[str, float]]:
        """What somebody is, and how surely of its side."""
        found = self._stage.entities[entity]
        yield f"kind {found.kind}", 1
        yield "certain", found.confidence
        if found.reason == FITS_BEST:
            yield "fits best", 1
        if found.office:
            yield "office", 1
        yield from ((f"sector {sector}", 1) for sector in found.sectors if sector in _SECTORS)

    def _tell_before(self, side: str, before: Sequence[Named], is_later: bool) -> Iterator[tuple[str, float]]:
        """How far back a side is named, and how often."""
        here, stage = self._draft.sentence, self._stage
        back = next((here - one.sentence for one in reversed(before) if one.sentence < here), None)
        yield "never before" if back is None else f"back {min(back, MAX_BACK + 1)}", 1
        if back is not None and stage.lines[here - back][0].side == side:
            yield "opens there", 1
        if is_later and not before:
            yield "only later", 1
        yield f"rank {min(stage.ranks.get(side, MAX_RANK), MAX_RANK)}", 1
        yield "share", len(stage.by_side.get(side, ())) / max(1, len(stage.named))
        if stage.named and stage.named[0].side == side:
            yield "named first", 1


def _inside(span: Span, start: int) -> tuple[int, int]:
    return span.start - start, span.end - start
