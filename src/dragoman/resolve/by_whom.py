"""Acts whose type follows from who does them: whom rebels and bandits hold they have abducted, and never arrested.

Of people held or taken by armed groups 332 are ASSAULT `abduct` in the annotated practice texts, 35 COERCE `arrest`;
by states and their arms it is the other way round (November 2026).
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.records import Entity
from dragoman.resolve.told import Told

_ARMED = frozenset("REB UAF CRM PRM".split())
_HELD, _ABDUCTED = "arrest", ("abduct",)


def settle_by_actors(told: Told, entities: Mapping[str, Entity]) -> None:
    """Make an arrest by armed groups an abduction; what anybody else does stays.

    >>> entities = {"e1": Entity("e1", "rebels", "group", sectors=("REB",))}
    >>> told = Told("COERCE", "actual", ("arrest",), (), ["e1"], [], None, None, None, 0.5, False)
    >>> settle_by_actors(told, entities)
    >>> told.type, told.modes
    ('ASSAULT', ('abduct',))
    """
    is_arrest = told.type == "COERCE" and _HELD in told.modes
    if is_arrest and told.actors and all(_is_armed(entities[one]) for one in told.actors):
        told.type, told.modes = "ASSAULT", _ABDUCTED


def _is_armed(found: Entity) -> bool:
    return found.kind in ("group", "organization", "person") and found.sectors[:1] != () and found.sectors[0] in _ARMED
