"""Whether what a draft tells is an event, and one of politics: who takes part, how well it is seen, and where it is.

A school's opposition, a story's army and two firms make none.
"""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Entity
from dragoman.resolve.sides import FITS_BEST
from dragoman.resolve.told import Told

STATE_KINDS = frozenset(["country", "government", "office"])
# Private business makes no event political.
PRIVATE_SECTORS = frozenset(["BUS"])
OFFICIAL_SECTORS = frozenset(["GOV", "LEG", "MIL", "COP", "JUD"])
# A country inferred from the dateline or the rest of the text has at most this confidence.
INFERRED_HOME = 0.6
# One of the text's sides that fits this well is as good as told. Of 0.5 to 0.8 texts without politics give the fewest
# events here (16 in 147, 21 at 0.5), and F1 of events stays the same.
SURELY_OF = 0.8
POLITICAL_SECTORS = frozenset("GOV LEG MIL COP JUD REB OPP PTY UAF SPY JRN".split())
# Done to people of whatever trade, they are politics where the reader sees them well. With less than this, texts
# without politics give more events (198 of the corpus: 18 at 0.6, 16 at 0.8 and without this).
FORCE_TYPES = frozenset("ASSAULT PROTEST COERCE SANCTION".split())
SEEN_WELL = 0.8
# Who is given a role from elsewhere in the text makes an act political only where it is seen with this. Of 102 texts
# without politics it takes 2 of 9 events; F1 on the corpus's dev part and on practice texts stays the same. What is
# seen so by its own sentence needs no state: of 23 such events of dev and kept practice texts 20 have the right type.
SEEN_CLEARLY = 0.9
SPOKEN_TYPES = frozenset("AGREE CONSULT SUPPORT CONCEDE REQUEST ACCUSE REJECT THREATEN".split())


def is_event(told: Told, entities: Mapping[str, Entity]) -> bool:
    """Whether the roles that are left make an event, and a political one."""
    everyone = [*told.actors, *told.recipients]
    seen = max(draft.seen for draft in told.drafts)
    is_seen_well = seen >= SEEN_WELL
    is_harm = told.type in FORCE_TYPES and any(entities[i].country for i in everyone)
    political = [entities[i] for i in everyone if _is_political(entities[i])]
    if not political and not (is_harm and is_seen_well):
        return False
    if told.type not in FORCE_TYPES and political and all(map(_is_staff, political)):
        return False
    # Politics has a state or body somewhere: without one it is a story's army, a school's opposition, unless the
    # reader sees it well.
    is_somewhere = told.place is not None and told.place.country is not None
    is_public = is_seen_well and any(_is_of_politics(entities[i]) for i in everyone)
    is_told_well = is_public or (seen >= SEEN_CLEARLY and not told.filled)
    if not (is_somewhere or is_told_well or any(_is_somebodys(entities[i]) for i in everyone)):
        return False
    if told.filled and not _is_political_itself(told, entities):
        return False
    if told.type in SPOKEN_TYPES and not told.actors:
        return False
    if told.type == "SUPPORT" and len(set(everyone)) < 2 and not any(d.recipients for d in told.drafts):
        return False
    if told.type == "CONSULT" and len(set(everyone)) < 2 and "multilateral" not in told.modes:
        return told.many and all(_is_official(entities[i]) for i in everyone)
    return not (load_ontology().types[told.type].needs_recipient and not told.recipients)


def _is_political_itself(told: Told, entities: Mapping[str, Entity]) -> bool:
    """Whether an act is political by whom its own sentence names, or seen too well to be asked."""
    own = [i for i in (*told.actors, *told.recipients) if i not in told.filled]
    if max(draft.seen for draft in told.drafts) >= SEEN_CLEARLY:
        return True
    return any(_is_political(entities[i]) for i in own) and any(_is_somebodys(entities[i]) for i in own)


def _is_somebodys(found: Entity) -> bool:
    """Whether an entity stands for a state or body, or is of one by its own words and not by inference."""
    if found.reason == FITS_BEST:
        if found.kind in ("person", "office") and not _is_of_politics(found):
            return False  # a pastor of whatever state
        return found.confidence > SURELY_OF
    if found.represents is not None:
        return True
    return found.country is not None and (found.confidence > INFERRED_HOME or _is_of_politics(found))


def _is_of_politics(entity: Entity) -> bool:
    """Whether somebody's trade is politics, arms or the law, or to report them."""
    return bool(POLITICAL_SECTORS & set(entity.sectors))


def _is_political(entity: Entity) -> bool:
    if entity.kind in STATE_KINDS:
        return True
    if entity.kind == "person":
        public = bool(set(entity.sectors) - PRIVATE_SECTORS)
        return bool(entity.office and entity.represents) or entity.represents is not None or public
    if entity.kind in ("organization", "group"):
        public = bool(set(entity.sectors[:1]) - PRIVATE_SECTORS)
        return public or (entity.represents is not None and not entity.sectors)
    return False


def _is_staff(entity: Entity) -> bool:
    """Whether they are workers of whatever firm: what it says to them is business, what it does may be politics."""
    return entity.kind == "group" and set(entity.sectors) == {"LAB"}


def _is_official(entity: Entity) -> bool:
    """Whether several of an entity meet as a state or body does ("the EU's ministers")."""
    return entity.kind in STATE_KINDS or bool(OFFICIAL_SECTORS & set(entity.sectors))
