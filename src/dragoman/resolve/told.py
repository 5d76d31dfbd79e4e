"""What drafts tell once their roles are entities: made and joined in `events`, judged in `politics`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dragoman.records import Draft, Place, When


class Act(NamedTuple):
    """What one draft tells, its roles as entities, as it is asked who plays a role that a sentence leaves open."""

    draft: Draft
    type: str
    actors: Sequence[str]
    recipients: Sequence[str]


@dataclass(slots=True)
class Told:
    """One draft with its roles resolved, or several that tell the same event."""

    type: str
    auxiliary: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    actors: list[str]
    recipients: list[str]
    said_by: str | None
    place: Place | None
    date: When | None
    confidence: float
    many: bool
    drafts: list[Draft] = field(default_factory=list)
    # Whether one of its sides is inferred from the rest of the text.
    inferred: bool = False
    # Who was given a role that the sentence leaves open.
    filled: list[str] = field(default_factory=list)
    # The chances of sides, by role, that were asked who plays one left open, and of nobody, by role.
    asked: dict[tuple[str, str], float] = field(default_factory=dict)
    nobody: dict[str, float] = field(default_factory=dict)
    # The chance that just those play its roles who do, 0 where no side of the text could be asked; not of meetings.
    fit: float | None = None


def days_meet(a: When | None, b: When | None) -> bool:
    """Whether two dates can be one; what is not told may be any."""
    return a is None or b is None or (a.start <= b.end and b.start <= a.end)


def places_meet(a: Place | None, b: Place | None) -> bool:
    """Whether two places can be one: the same, or a country and a place in it."""
    if a is None or b is None or a.name == b.name:
        return True
    return a.country is not None and a.country == b.country and (a.geonames is None or b.geonames is None)


def finer(a: Place | None, b: Place | None) -> Place | None:
    """The one of two places that says more: a city before its country."""
    if a is None or b is None:
        return a or b
    return b if a.geonames is None and b.geonames is not None else a
