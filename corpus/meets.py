"""Which CONSULT events tell of a meeting: those with its parties, in its sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_Rows = Sequence[Mapping[str, Any]]
# What has not happened cannot be the event of a meeting that was held.
_UNREAL = ("future", "hypothetical", "negated")


def find_consults(meeting: Mapping[str, Any], events: _Rows, entities: _Rows) -> list[int]:
    """The places in `events` of the CONSULT events of a meeting.

    Those that share a party and a sentence with it; else those that share one of the two, parties first.

    >>> events = [{"type": "CONSULT", "actors": ["e1"], "recipients": [], "sentence": 1, "auxiliary": "actual"}]
    >>> meeting = {"participants": [{"entity": "e1"}], "sentences": [0, 1]}
    >>> find_consults(meeting, events, [{"id": "e1"}])
    [0]
    """
    parties = _names({who["entity"] for who in meeting["participants"]}, entities)
    sentences = set(meeting["sentences"])
    consults = [n for n, event in enumerate(events) if event["type"] == "CONSULT"]
    present = [n for n in consults if parties & _names({*events[n]["actors"], *events[n]["recipients"]}, entities)]
    there = [n for n in consults if sentences & {events[n]["sentence"], *events[n].get("sentences", ())}]
    return [n for n in present if n in there] or present or there


def finds_consult(meeting: Mapping[str, Any], events: _Rows, entities: _Rows) -> bool:
    """Whether one of the events says that the meeting took place."""
    real = [event for event in events if event["auxiliary"] not in _UNREAL]
    return bool(find_consults(meeting, real, entities))


def _names(ids: set[str], entities: _Rows) -> set[str]:
    """All that some entities go by: their ids, their members' and groups' ids, and the sides they stand for."""
    near = [e for e in entities if e["id"] in ids or ids & set(e.get("members", ()))]
    members = {member for entity in near for member in entity.get("members", ())}
    sides = {entity.get("represents") for entity in near if entity["id"] in ids} - {None}
    return ids | members | {entity["id"] for entity in near} | {str(side) for side in sides}
