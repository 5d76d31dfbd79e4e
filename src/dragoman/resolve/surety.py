"""How sure an event is: the chance that its type and all its parties are right, by learned weights.

What speaks for it is told in words (`signs`: "rule", "reader sees it well", "some inferred"), as in `belonging`; the
weights are learned from annotated documents from which neither the reader nor `sides-1` and `links-1` have learned (see
`train/rankers`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.inference.ranker import load_ranker
from dragoman.records import Event

MODEL = "events-1"
# Events less sure than this are not told. On two halves of practice texts from which nothing has learned F1 of whole
# events was 0.527 and 0.528 so, 0.524 and 0.526 at 0.2; that of types is better the lower it is (0.742 and 0.752).
MIN_SURE = 0.25
# Meetings are made of consultations, and are right more often than these are whole.
MIN_MET = 0.1


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
    sure = (event for event in events if event.confidence >= (MIN_MET if event.type == "CONSULT" else MIN_SURE))
    return tuple(replace(event, id=f"v{number}") for number, event in enumerate(sure, 1))
