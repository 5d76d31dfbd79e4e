"""Whether somebody is a party to politics, and of which state or body by more than a guess.

A school's opposition, a story's army and two firms are not: what tells that an event is one of politics is told of
its parties here, and weighed in `surety`.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.records import Entity
from dragoman.resolve.belonging import FITS_BEST

STATE_KINDS = frozenset(["country", "government", "office"])
# Private business makes no event political.
PRIVATE_SECTORS = frozenset(["BUS"])
OFFICIAL_SECTORS = frozenset(["GOV", "LEG", "MIL", "COP", "JUD"])
POLITICAL_SECTORS = frozenset("GOV LEG MIL COP JUD REB OPP PTY UAF SPY JRN".split())
FORCE_TYPES = frozenset("ASSAULT PROTEST COERCE SANCTION".split())
SPOKEN_TYPES = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())
# A country inferred from the dateline or the rest of the text has at most this confidence.
INFERRED_HOME = 0.6
# One of the text's sides that fits this well is as good as told.
SURELY_OF = 0.8


def is_political(entity: Entity) -> bool:
    """Whether somebody is a state, or acts in public life.

    >>> is_political(Entity("e1", "Kenya", "country")), is_political(Entity("e2", "Acme", "organization"))
    (True, False)
    """
    if entity.kind in STATE_KINDS:
        return True
    if entity.kind == "person":
        return entity.represents is not None or bool(set(entity.sectors) - PRIVATE_SECTORS)
    if entity.kind in ("organization", "group"):
        public = bool(set(entity.sectors[:1]) - PRIVATE_SECTORS)
        return public or (entity.represents is not None and not entity.sectors)
    return False


def is_of_politics(entity: Entity) -> bool:
    """Whether somebody's trade is politics, arms or the law, or to report them."""
    return bool(POLITICAL_SECTORS & set(entity.sectors))


def is_somebodys(entity: Entity) -> bool:
    """Whether an entity stands for a state or body, or is of one by its own words and not by inference."""
    if entity.reason == FITS_BEST:
        if entity.kind in ("person", "office") and not is_of_politics(entity):
            return False  # a pastor of whatever state
        return entity.confidence > SURELY_OF
    if entity.represents is not None:
        return True
    return entity.country is not None and (entity.confidence > INFERRED_HOME or is_of_politics(entity))


def is_official(entity: Entity) -> bool:
    """Whether several of an entity meet as a state or body does ("the EU's ministers")."""
    return entity.kind in STATE_KINDS or bool(OFFICIAL_SECTORS & set(entity.sectors))


def is_public(type: str, parties: Iterable[Entity]) -> bool:
    """Whether somebody of politics takes part in an act, or of a state or body by more than a guess.

    What a firm says to its workers is its own; what is done to them by force may be politics. Of 151 events of kept
    practice texts without anybody so 37 are right.
    """
    is_force = type in FORCE_TYPES
    return any((is_political(one) and (is_force or not _is_staff(one))) or is_somebodys(one) for one in parties)


def _is_staff(entity: Entity) -> bool:
    """Whether they are workers of whatever firm."""
    return entity.kind == "group" and set(entity.sectors) == {"LAB"}
