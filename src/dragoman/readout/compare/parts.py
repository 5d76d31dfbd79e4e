"""Who asked, who agreed and who refused, by which account and in whose words.

Words that say the same are put together; where accounts differ, each side keeps the words of its own account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.accounts import Part, Role, Statement
from dragoman.readout.compare.denials import find_denial

MAX_WORDS_CHARS = 90
# What a side does by saying a thing with a force.
_ROLES: dict[str | None, Role] = {"demand": "asked", "commit": "agreed", "support": "agreed", "reject": "refused"}


def find_parts(said: Sequence[Statement], *, differ: bool) -> tuple[Part, ...]:
    """The parts of all sides in what accounts say on one thing, in the order of the accounts."""
    groups = [[one] for one in said] if differ else [said]
    found = (part for group in groups for part in _find_in(group, said))
    merged: dict[tuple[Role, frozenset[str], str], Part] = {}
    for part in found:
        key = (part.role, frozenset(part.sides), part.words)
        known = merged.get(key)
        merged[key] = Part(part.role, part.sides, part.words, known.accounts + part.accounts) if known else part
    return tuple(merged.values())


def _find_in(group: Sequence[Statement], said: Sequence[Statement]) -> Iterator[Part]:
    """The parts of those whose words say the same: one for each role, in the shortest of its words."""
    roles = [(_find_role(one, said), one) for one in group if one.sides]
    for role in dict.fromkeys(role for role, _ in roles if role):
        own = [one for other, one in roles if other == role]
        sides = tuple(dict.fromkeys(side for one in own for side in one.sides))
        yield Part(role, sides, shorten(one.about or one.text for one in own), tuple(one.account for one in own))


def _find_role(one: Statement, said: Sequence[Statement]) -> Role | None:
    """What the sides of a statement do; who only says that it will not do what another account affirms refuses."""
    role = _ROLES.get(one.force)
    if role or one.force not in ("state", "inform", None):
        return role
    denials = (find_denial(one.text, other.text) for other in said if other is not one)
    return "refused" if any(denial and denial[2] for denial in denials) else None


def shorten(words: Iterable[str]) -> str:
    """The shortest of some words, cut between two of them where it is long.

    >>> shorten(["to open the crossing at Malaba", "opening the crossing"])
    'opening the crossing'
    """
    shortest = min(words, key=len)
    if len(shortest) <= MAX_WORDS_CHARS:
        return shortest
    return f"{shortest[:MAX_WORDS_CHARS].rsplit(' ', 1)[0].rstrip(',;')} …"
