"""How sure an event is: the chance that its type and all its parties are right, by learned weights.

What speaks for it is told in words ("rule", "reader sees it well", "some inferred"), as in `belonging`; the weights are
learned from annotated documents from which neither the reader nor `sides-1` and `links-1` have learned (see
`train/rankers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.inference.ranker import load_ranker
from dragoman.records import Draft, Entity, Event

MODEL = "events-1"
# Events less sure than this are not told. F1 of whole events is best here, on the corpus's dev part (0.405; 0.394 with
# all, 0.395 from 0.3 on) as on practice texts that the reader has not learned from (0.361; 0.356, 0.346).
MIN_SURE = 0.2
READER = "reader"
# What is told with this chance is told well.
WELL = 0.8
# More parties than this are not told apart.
MANY = 4
# A party surer than this is as good as named.
NAMED = 0.85


def how_sure(words: Iterable[str]) -> float:
    """The chance that an event is right, from what is told of it.

    >>> how_sure(["rule", "reader sees it well"]) > how_sure(["reader", "some inferred"])
    True
    """
    return load_ranker(MODEL).chances([words, ()])[0]


def drop_unsure(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events sure enough to be told, numbered anew.

    >>> from dragoman.records import Span
    >>> sure, unsure = (Event(id, "AID", Span(0, 9), Span(0, 4), confidence=c) for id, c in (("v2", 0.6), ("v1", 0.1)))
    >>> [(event.id, event.confidence) for event in drop_unsure([unsure, sure])]
    [('v1', 0.6)]
    """
    sure = (event for event in events if event.confidence >= MIN_SURE)
    return tuple(replace(event, id=f"v{number}") for number, event in enumerate(sure, 1))


def tell_surety(drafts: Sequence[Draft], parties: Sequence[Entity], nameless: int, inferred: bool) -> Iterator[str]:
    """What speaks for an event, or against it, in words that have weights.

    `nameless` counts the mentions in its roles that stand for nobody; `inferred`: a side is inferred from the rest
    of the text.
    """
    best = max(drafts, key=lambda draft: draft.confidence)
    seen = max(draft.seen for draft in drafts)
    source = READER if best.reason == READER else "rule"
    yield "event"
    yield source
    yield f"{source} {'well' if best.confidence >= WELL else 'less'}"
    if source == "rule":
        yield f"reader sees it {'well' if seen >= WELL else 'less' if seen else 'not'}"
    yield "all named" if all(party.confidence >= NAMED for party in parties) else "some inferred"
    yield f"worst party {min((int(party.confidence * 10) for party in parties), default=0)}"
    yield f"seen {int(seen * 10)}"
    yield f"{source} {best.type}"
    yield f"{min(len(parties), MANY)} parties"
    if len(parties) == 1:
        yield "one party"
    if nameless:
        yield "nameless"
    if inferred:
        yield "inferred"
