"""Talks at a distance: what a readout calls a call is one as an event too, and happened at no one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.knowledge.ontology import load_ontology
from dragoman.readout.whereabouts import REMOTE
from dragoman.records import Event, Meeting

PHONE = "phone"
# What cannot be said of two who spoke by telephone.
_PRESENT = frozenset(["visit", "third-party"])


def hold_remotely(events: Iterable[Event], meetings: Iterable[Meeting]) -> tuple[Event, ...]:
    """The events, those of meetings by telephone or video with that mode and without a place.

    >>> from dragoman.records import Place, Span
    >>> spoke = Event("v1", "CONSULT", Span(0, 9), Span(2, 7), place=Place("Gaza"))
    >>> call = Meeting("m1", (), "phone", events=("v1",))
    >>> [(event.modes, event.place, event.cameo) for event in hold_remotely([spoke], [call])]
    [(('phone',), None, '041')]
    """
    called = {id for meeting in meetings if meeting.form in REMOTE for id in meeting.events}
    return tuple(
        _hold_remotely(one) if one.type == "CONSULT" and (one.id in called or PHONE in one.modes) else one
        for one in events
    )


def _hold_remotely(event: Event) -> Event:
    modes = tuple(dict.fromkeys([PHONE, *(mode for mode in event.modes if mode not in _PRESENT)]))
    ontology = load_ontology()
    return replace(
        event,
        modes=modes,
        place=None,
        score=ontology.score(event.type, modes),
        cameo=ontology.cameo(event.type, modes, event.contexts),
    )
