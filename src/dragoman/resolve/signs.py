"""What speaks for an event, or against it, in words that have weights (see `surety`).

How it was found and how well it is seen, who plays its roles and whose they are, and whether they are of politics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dragoman.records import Entity
from dragoman.resolve.belonging import FITS_BEST, NO_STATES
from dragoman.resolve.politics import is_of_politics, is_political, is_somebodys
from dragoman.resolve.told import Told

READER = "reader"
# What is told with this chance is told well.
WELL = 0.8
# More parties than this are not told apart.
MANY = 4
# A party surer than this is as good as named.
NAMED = 0.85
# How finely it is told how well the reader sees an event, and how well its roles fit; the latter of each type.
STEPS, QUARTERS = 20, 4


def tell_event(told: Told, entities: Mapping[str, Entity], nameless: int) -> Iterator[str]:
    """The words for an event; `nameless` counts the mentions in its roles that stand for nobody."""
    actors, recipients = ([entities[i] for i in ids] for ids in (told.actors, told.recipients))
    yield from _tell_finding(told)
    yield from _tell_roles(told, actors, recipients)
    for role, parties in (("actor", actors), ("recipient", recipients)):
        yield from _tell_parties(role, parties)
    yield from _tell_sides(told.type, actors, recipients)
    yield from _tell_politics(told, list({entity.id: entity for entity in (*actors, *recipients)}.values()))
    if nameless:
        yield "nameless"
    if told.inferred:
        yield "inferred"
    yield f"filled {min(len(told.filled), 2)}"
    if told.fit is not None:
        yield f"roles {int(told.fit * STEPS)}" if told.fit else "nobody to ask"
        yield f"{told.type} roles {int(told.fit * QUARTERS)}"


def _tell_finding(told: Told) -> Iterator[str]:
    """Whether a rule or only the reader tells it, and how surely."""
    best = max(told.drafts, key=lambda draft: draft.confidence)
    seen = max(draft.seen for draft in told.drafts)
    source = _source(told)
    yield "event"
    yield source
    yield f"{source} {told.type}"
    yield f"{source} {int(best.confidence * 10)}"
    yield f"{source} {'well' if best.confidence >= WELL else 'less'}"
    if source == "rule":
        yield f"reader sees it {'well' if seen >= WELL else 'less' if seen else 'not'}"
    yield f"seen {int(seen * STEPS)}"


def _source(told: Told) -> str:
    best = max(told.drafts, key=lambda draft: draft.confidence)
    return READER if best.reason == READER else "rule"


def _tell_roles(told: Told, actors: Sequence[Entity], recipients: Sequence[Entity]) -> Iterator[str]:
    """How many play which role."""
    roles = f"{'actor' if actors else 'nobody'} to {'recipient' if recipients else 'nobody'}"
    yield f"{told.type} {roles}"
    yield f"{_source(told)} {roles}"
    yield f"{min(len(actors), 3)} to {min(len(recipients), 3)}"
    everyone = (*actors, *recipients)
    yield f"{min(len({entity.id for entity in everyone}), MANY)} parties"
    yield "all named" if all(entity.confidence >= NAMED for entity in everyone) else "some inferred"
    yield f"worst party {min((int(entity.confidence * 10) for entity in everyone), default=0)}"


def _tell_parties(role: str, parties: Sequence[Entity]) -> Iterator[str]:
    """What each of the first of those in a role is, and how surely of which side."""
    words: dict[str, None] = {}
    for entity in parties[:3]:
        sort = "fits" if entity.reason == FITS_BEST else "told"
        side = "side" if entity.country else "sideless"
        sector = entity.sectors[0] if entity.sectors else "none"
        for word in (entity.kind, f"{entity.kind} {side}", sector, side, f"{sort} {int(entity.confidence * 10)}"):
            words[f"{role} {word}"] = None
    yield from words


def _tell_sides(type: str, actors: Sequence[Entity], recipients: Sequence[Entity]) -> Iterator[str]:
    """Whether it is among people of one state, between several, or with bodies of states."""
    mine, theirs = ({entity.country for entity in parties} for parties in (actors, recipients))
    codes = (mine | theirs) - {None}
    at_home = bool(mine) and mine == theirs
    yield f"{'at home' if at_home else 'abroad'} {type}"
    shared = "shared" if (mine & theirs) - {None} else "apart"
    yield shared
    yield f"{shared} {type}"
    yield f"{min(len(codes), MANY)} sides"
    yield f"{sum(code in NO_STATES for code in codes)} bodies"


def _tell_politics(told: Told, parties: Sequence[Entity]) -> Iterator[str]:
    """How many are of politics, or of a state or body by more than a guess."""
    political, somebodys = ([test(entity) for entity in parties] for test in (is_political, is_somebodys))
    yield f"political {sum(political)} of {min(len(parties), MANY)}"
    yield f"somebodys {sum(somebodys)} of {min(len(parties), MANY)}"
    yield f"of politics {min(sum(map(is_of_politics, parties)), 3)}"
    place = "somewhere" if told.place is not None else "nowhere"
    yield f"{'political' if any(political) else 'private'} {'somebodys' if any(somebodys) else 'nobodys'} {place}"
    yield place
    yield "quoted" if told.said_by else "not quoted"
