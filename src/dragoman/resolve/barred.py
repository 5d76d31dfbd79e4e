"""Who plays no role that a sentence leaves open, whatever else speaks for him: who only reports, who has just suffered.

The press tells of acts and does none; who condemns an act has not done it; whoever was hanged is not whom others
condemn for it, nor the killer of the next, nor is the state in which a bomb went off; an army takes nothing from the
state whose troops it is. Officials and states are left alone otherwise: they act and suffer in turn, and what their
speakers say is answered. Whom a crowd protests against its own sentence says, or nothing does. What private people
say of themselves ("we promise") no state does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from dragoman.records import Entity, Marked
from dragoman.resolve.politics import OFFICIAL_SECTORS, STATE_KINDS
from dragoman.resolve.private import find_private_words
from dragoman.resolve.told import Act

HARM = frozenset("ASSAULT COERCE SANCTION".split())
# Acts whose recipients are in their own words or nowhere: of 15 crowds that were given somebody else to protest
# against, 5 protest against him and 9 against nobody (kept practice and development texts, November 2026, by a
# script that was not kept).
_SELF_TOLD = frozenset(["PROTEST"])
# Words held against whoever did harm, and not against who suffered it.
HELD_AGAINST = frozenset("ACCUSE REJECT THREATEN".split())
PRESS = "JRN"
# Where a deed was done, or whose right it broke, as one condemns it: words up to a name, and behind it.
_DEED = re.compile(
    r"\b(?:attack|fire|gunfire|bombing|bomb|blast|explosion|abduction|kidnapping|shelling|assassination|ambush)s?"
    r"(?: (?!(?:by|and|that|which|who|to)\b)[\w'’-]+){0,6}? (?:in|on|against|at|of|near) (?:the )?"
    r"(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?, )?$"
)
_BREACH = re.compile(r"\b(?:violation|breach|infringement|disregard)s? of (?:the )?$")
_RIGHT = re.compile(
    r"['’]s? (?:national |maritime )?(?:sovereignty|territor|air ?space|integrity|unity|independence|waters)"
)
# Characters before a name in which the deed stands.
_BEFORE = 90


class Bars:
    """What speaks against anybody of one text in an open role, whichever act it is of."""

    def __init__(
        self,
        marked: Marked,
        entities: Mapping[str, Entity],
        entity_of: Sequence[str | None],
        side: Callable[[str], str],
        acts: Iterable[Act],
    ) -> None:
        self._entities, self._side, acts = entities, side, [*acts]
        self._entity_of = entity_of
        self._harms_to: defaultdict[str, list[Act]] = defaultdict(list)
        self._faults_in: defaultdict[int, list[Act]] = defaultdict(list)
        for act in acts:
            if act.type in HARM:
                for one in dict.fromkeys(act.recipients):
                    self._harms_to[one].append(act)
            elif act.type == "ACCUSE":
                self._faults_in[act.draft.sentence].append(act)
        self._played = {one for act in acts for one in (*act.actors, *act.recipients)}
        self._acted = {one for act in acts for one in act.actors}
        self._owner_of = _find_owners(marked, entity_of)
        self._sources = _find_mere_sources(marked, entity_of)
        self._private = find_private_words(marked, entities, entity_of)
        self._wronged: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for one, sentence, start in _find_wronged(marked, entity_of):
            self._wronged[one].append((sentence, start))

    def is_barred(self, act: Act, role: str, entity: str) -> bool:
        """Whether somebody cannot play a role of an act."""
        found = self._entities[entity]
        if not self._private.isdisjoint(act.draft.actors):
            return True
        if role == "recipient" and act.type in _SELF_TOLD:
            return True
        if role == "actor" and act.type in HARM and self._finds_fault(act, entity):
            return True
        if _is_press(found) and (role == "actor" or entity not in self._played):
            return True
        if _is_official(found):
            if act.type == "ACCUSE" and role == "recipient" and self._is_wronged(act, entity):
                return True
            return self._is_owner(act, entity) or self._is_own_word(act, role, entity)
        if act.type in HARM and (self.is_source(entity) or (role == "actor" and self._is_fellow(act, entity))):
            return True
        return act.type in HELD_AGAINST and role == "recipient" and self._has_suffered(act, entity)

    def _finds_fault(self, act: Act, entity: str) -> bool:
        """Whether somebody's side condemns an act in its sentence: "Niger condemns the [abduction] of pupils"."""
        return any(
            fault.draft.trigger < act.draft.trigger and self._side(entity) in {self._side(one) for one in fault.actors}
            for fault in self._faults_in.get(act.draft.sentence, ())
        )

    def _is_wronged(self, act: Act, entity: str) -> bool:
        """Whether a deed that is condemned was done to a state: "condemned the bombing of a church in Benin"."""
        return any(
            sentence == act.draft.sentence and start > act.draft.trigger.start
            for sentence, start in self._wronged.get(entity, ())
        )

    def _is_own_word(self, act: Act, role: str, entity: str) -> bool:
        """Whether somebody tells of harm that his own side did: "the army said its troops captured a base"."""
        said = act.draft.said_by
        if role != "recipient" or act.type not in HARM or said is None or said >= len(self._entity_of):
            return False
        return self._entity_of[said] == entity and self._side(entity) in {self._side(one) for one in act.actors}

    def is_source(self, entity: str) -> bool:
        """Whether the text names somebody for his word alone, and he is no official."""
        return entity in self._sources and not _is_official(self._entities[entity])

    def _is_fellow(self, act: Act, entity: str) -> bool:
        """Whether somebody is of the side that suffers, and has suffered with it before."""
        harms = self._harms_to.get(entity, ())
        is_before = any(harm.draft.trigger < act.draft.trigger for harm in harms)
        return is_before and self._side(entity) in {self._side(one) for one in act.recipients}

    def _has_suffered(self, act: Act, entity: str) -> bool:
        """Whether somebody has suffered what was done before or is told beside, by others than the speaker's side."""
        harms = [harm for harm in self._harms_to.get(entity, ()) if _is_before_or_beside(harm, act)]
        if not harms or entity in self._acted:
            return False
        mine = {self._side(one) for one in act.actors}
        own = [harm for harm in harms if mine & {self._side(one) for one in harm.actors}]
        answers = act.type == "REJECT" and all(self._is_alleged(harm, mine) for harm in own)
        return not own or answers

    def _is_alleged(self, harm: Act, sides: set[str]) -> bool:
        """Whether harm is what one of some sides is accused of: who denies it answers the accuser, not the victims."""
        faults = self._faults_in.get(harm.draft.sentence, ())
        return any(sides & {self._side(one) for one in fault.recipients} for fault in faults)

    def _is_owner(self, act: Act, entity: str) -> bool:
        """Whether a state or its arm would do harm to its own, or have it done by them: "its troops"."""
        owners = {self._owner_of[m] for m in (*act.draft.actors, *act.draft.recipients) if m in self._owner_of}
        return bool(owners) and self._side(entity) in {self._side(one) for one in owners}


def _is_before_or_beside(harm: Act, act: Act) -> bool:
    return harm.draft.trigger < act.draft.trigger or harm.draft.sentence == act.draft.sentence


def _is_press(found: Entity) -> bool:
    return found.kind == "organization" and PRESS in found.sectors[:1]


def _is_official(found: Entity) -> bool:
    return found.kind in STATE_KINDS or bool(found.office) or bool(OFFICIAL_SECTORS & set(found.sectors))


def _find_owners(marked: Marked, entity_of: Sequence[str | None]) -> dict[int, str]:
    """Whose a mention is, by the pronoun that opens it ("[its] troops")."""
    found = {}
    for mention, owner in zip(marked.mentions, entity_of, strict=False):
        if mention.form == "pronoun" and mention.outer is not None and owner is not None:
            found[mention.outer] = owner
    return found


def _find_wronged(marked: Marked, entity_of: Sequence[str | None]) -> Iterator[tuple[str, int, int]]:
    """Who is named as where a deed was done, or as whose right it broke: (entity, sentence, start)."""
    text = marked.document.text
    for mention, entity in zip(marked.mentions, entity_of, strict=False):
        before = text[max(0, mention.span.start - _BEFORE) : mention.span.start]
        is_breach = _BREACH.search(before) and _RIGHT.match(text, mention.span.end)
        if entity is not None and (is_breach or _DEED.search(before)):
            yield entity, mention.sentence, mention.span.start


def _find_mere_sources(marked: Marked, entity_of: Sequence[str | None]) -> set[str]:
    """The entities whose every mention is somebody's word being told."""
    heads = sorted((mention.head.start, mention.head.end, n) for n, mention in enumerate(marked.mentions))
    told: set[int] = set()
    for source in (said.source.span for said in marked.attributions if said.source is not None):
        inside = heads[bisect_left(heads, (source.start,)) : bisect_left(heads, (source.end,))]
        told.update(n for _, end, n in inside if end <= source.end)
    named: dict[str, bool] = {}
    for n, entity in enumerate(entity_of[: len(marked.mentions)]):
        if entity is not None:
            named[entity] = named.get(entity, True) and n in told
    return {entity for entity, is_source in named.items() if is_source}
