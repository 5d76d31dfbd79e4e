"""Acts whose type follows from who does them: whom rebels and bandits hold or take they have abducted.

Of people held or taken by rebels, bandits and unknown armed men 316 are ASSAULT `abduct` in the annotated practice
texts, 31 COERCE `arrest`; by states and their arms it is the other way round (November 2026, by a script that was not
kept). Where the text itself says that they arrested or detained somebody it stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.records import Entity
from dragoman.resolve.told import Told

_ARMED = frozenset("REB UAF CRM".split())
_HELD, _ABDUCTED = "arrest", ("abduct",)
_OF_THE_LAW = re.compile(r"arrest|detain|detention|jail|imprison|custody", re.IGNORECASE)


def settle_by_actors(told: Told, text: str, entities: Mapping[str, Entity]) -> None:
    """Make what is taken for an arrest an abduction where armed groups do it; what anybody else does stays.

    `text` is that of the document.

    >>> entities = {"e1": Entity("e1", "rebels", "group", sectors=("REB",))}
    >>> told = Told("COERCE", "actual", ("arrest",), (), ["e1"], [], None, None, None, 0.5, False)
    >>> settle_by_actors(told, "Rebels held two men.", entities)
    >>> told.type, told.modes
    ('ASSAULT', ('abduct',))
    """
    if told.type != "COERCE" or _HELD not in told.modes or not told.actors:
        return
    if any(_OF_THE_LAW.search(draft.trigger.of(text)) for draft in told.drafts):
        return
    if all(_is_armed(entities[one]) for one in told.actors):
        told.type, told.modes = "ASSAULT", _ABDUCTED


def _is_armed(found: Entity) -> bool:
    return found.kind in ("group", "organization", "person") and bool(found.sectors) and found.sectors[0] in _ARMED
