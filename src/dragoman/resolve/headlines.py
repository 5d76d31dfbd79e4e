"""Whom a headline calls by office alone: "Minister receives Dutch envoy", above the names of both.

The body tells them by name right away, with the office or one that means as much. Who has no side in the headline is
the one of whom the body says none either: a ministry does not say whose minister it serves.
"""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.resolve.gathering import Gathering
from dragoman.resolve.parties import Party, head_of, is_rank, is_same_office

# So many sentences of the body tell by name whom the headline means.
MAX_BELOW = 3
# Whoever is sent abroad, by whatever title.
_ENVOYS = frozenset("ambassador envoy commissioner chargé consul nuncio".split())
_UNDER = frozenset("deputy vice assistant under".split())


def join_headlines(gathering: Gathering) -> list[Party]:
    """Give what a headline calls by office to the one named below it whom the office fits; those who got it."""
    above = {s.index for s in gathering.marked.sentences if s.kind == "headline"}
    if not above:
        return []
    joined = []
    below = [party for party in gathering.parties if _is_named_below(gathering, party, max(above))]
    for party in [*gathering.parties]:
        is_office = party.kind in ("office", "person") and not party.names and not party.many and party.offices
        if is_office and gathering.indexes_of(party) and _sentences(gathering, party) & above:
            told = [other for other in below if not _sentences(gathering, other) & above]
            found = _pick(gathering, party, [other for other in told if _is_called(gathering, party, other)])
            if found is not None:
                found.add([], party.office(), party.sides)
                gathering.join(party, found)
                joined.append(found)
    return joined


def _is_named_below(gathering: Gathering, party: Party, last: int) -> bool:
    """Whether somebody is named by the first sentences below a headline, and holds an office."""
    held = gathering.indexes_of(party)
    near = bool(held) and gathering.marked.mentions[held[0]].sentence <= last + MAX_BELOW
    return near and party.kind == "person" and bool(party.names and party.offices) and party.sectors[:1] != ["ELI"]


def _is_called(gathering: Gathering, party: Party, other: Party) -> bool:
    """Whether the office and the side of a headline may be another's."""
    if party.sides and other.sides and party.sides[0] != other.sides[0]:
        return False
    return any(_is_alike(gathering, one, two) for one in party.offices for two in other.offices if not _is_style(two))


def _is_style(office: str) -> bool:
    return is_rank(office) and head_of(office) not in _ENVOYS


def _is_alike(gathering: Gathering, one: str, two: str) -> bool:
    """Whether two wordings may be one office: "envoy" and "Ambassador", "State Vice President" and "Vice President"."""
    if (_UNDER & set(_words(one))) != (_UNDER & set(_words(two))):
        return False
    if {head_of(one), head_of(two)} <= _ENVOYS or is_same_office(one, two, gathering.base):
        return True
    short, long = sorted((_words(one), _words(two)), key=len)
    return len(short) > 1 and long[-len(short) :] == short


def _words(office: str) -> list[str]:
    return office.lower().replace("-", " ").split()


def _pick(gathering: Gathering, party: Party, found: Iterable[Party]) -> Party | None:
    """The only one left; of several without a side in the headline the one who has none."""
    left = [*found]
    if len(left) > 1 and party.sides:
        left = [other for other in left if other.sides[:1] == party.sides[:1]] or left
    elif len(left) > 1:
        left = [other for other in left if not other.sides]
    return left[0] if len(left) == 1 else None


def _sentences(gathering: Gathering, party: Party) -> set[int]:
    return {gathering.marked.mentions[i].sentence for i in gathering.indexes_of(party)}
