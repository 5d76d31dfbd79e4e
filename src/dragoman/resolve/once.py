"""One act told by two words of one sentence: "conveyed an invitation", "announced that Peru would host the forum".

The noun that a verb takes as its object, and what somebody agrees or says that he will do, are the act itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import permutations

from dragoman.records import Clause, Draft, Marked, Phrase, find_range
from dragoman.resolve.told import Told

# What is promised in the words of another promise is that promise; who denies may deny again in another's words.
_PROMISED = frozenset(["AGREE"])
# Whoever agrees on a thing does it, and not whoever is to carry it out.
_AGREED = frozenset("agree decide concur resolve".split())
# What tells of meetings to come, on which the readout rests.
_OF_MEETINGS = " as CONSULT"


def tell_once(marked: Marked, events: Sequence[Told], how_sure: Callable[[Told], float]) -> list[Told]:
    """The events without those that only wrap another, or are wrapped by one; of the two the surer is kept.

    >>> from dragoman.records import Document
    >>> tell_once(Marked(Document("d", "")), [], lambda told: told.confidence)
    []
    """
    gone: set[int] = set()
    near: defaultdict[tuple[str, int], list[Told]] = defaultdict(list)
    for event in events:
        for sentence in dict.fromkeys(draft.sentence for draft in event.drafts):
            near[event.type, sentence].append(event)
    for outer, inner in (pair for told in near.values() for pair in permutations(told, 2)):
        if not gone & {id(outer), id(inner)} and _is_wrapped(marked, inner, outer):
            gone.update(map(id, _choose(marked, inner, outer, how_sure)))
    return [event for event in events if id(event) not in gone]


def _choose(marked: Marked, inner: Told, outer: Told, how_sure: Callable[[Told], float]) -> list[Told]:
    """The one of two tellings that is left out; none where some agree that others will meet."""
    is_agreed = any(clause.lemma in _AGREED for clause in _clauses_of(marked, outer.drafts[0]))
    if any(draft.reason.endswith(_OF_MEETINGS) for draft in inner.drafts):
        return [] if is_agreed else [outer]
    return [inner] if is_agreed or how_sure(outer) >= how_sure(inner) else [outer]


def _is_wrapped(marked: Marked, inner: Told, outer: Told) -> bool:
    """Whether a word of one telling is the object, or the content, of the other's verb."""
    for wrapped in inner.drafts:
        for draft in outer.drafts:
            if wrapped.sentence != draft.sentence or wrapped.trigger.meets(draft.trigger):
                continue
            for clause in _clauses_of(marked, draft):
                if any(phrase.head.meets(wrapped.trigger) for phrase in _undergoing(clause)):
                    return True
                if inner.type in _PROMISED and any(
                    c.relation == "complement" and c.form == "finite" and marked.clauses[c.governor] is clause
                    for c in _clauses_of(marked, wrapped)
                    if c.governor is not None
                ):
                    return True
    return False


def _undergoing(clause: Clause) -> Iterator[Phrase]:
    yield from clause.objects
    if clause.voice == "passive" and clause.subject is not None:
        yield clause.subject


def _clauses_of(marked: Marked, draft: Draft) -> list[Clause]:
    """The clauses whose verb is in a draft's trigger."""
    inside = (marked.clauses[number] for number in find_range(marked.clauses, draft.sentence))
    return [c for c in inside if c.form != "noun" and (c.head.meets(draft.trigger) or c.verb.meets(draft.trigger))]
