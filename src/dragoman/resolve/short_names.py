"""Whom a phrase by itself means by a surname, or by a title and one name: "Merkel", "Secretary Blinken", "King Felipe".

A title must fit the office held; who is called by a given name alone is nobody; and of two of a name neither is meant.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from dragoman.knowledge import Knowledge, Known
from dragoman.resolve.known_people import find_ruler, in_order, is_ruler, last_known
from dragoman.resolve.parties import PARTICLES, head_of, is_rank, is_same_office

# What whoever rules a state may be called, whatever his office is named there.
_CHIEFS = frozenset("leader head chief chairperson ruler".split())
_RULING = frozenset(["state", "government"])
# A word with which the names of so many others begin is a given name: Mohammed and Charles are, Abbas and Sharif not.
MIN_NAMESAKES = 5
# How sure it is whom a surname means: where he is in office, and where he was once.
IN_OFFICE, FORMERLY = 0.6, 0.5


class ShortName(NamedTuple):
    """Whom a short name means, how sure that is, and why; `sectors` and `office` as of the day."""

    known: Known
    office: str | None
    sectors: tuple[str, ...]
    confidence: float
    reason: str


def find_by_short_name(
    base: Knowledge, name: str, office: str | None, day: str | None, *, is_former: bool = False
) -> ShortName | None:
    """The one known holder of an office who is called so on a day, or who once was; none where two may be.

    >>> from dragoman.knowledge import load
    >>> find_by_short_name(load(), "von der Leyen", "President", "2022-01-10").known.name
    'Ursula von der Leyen'
    >>> find_by_short_name(load(), "Felipe", "King", "2022-01-10").known.name
    'Felipe VI'
    >>> find_by_short_name(load(), "Felipe", "Foreign Minister", "2022-01-10") is None
    True
    """
    title = office if office and not is_rank(office) else None
    if not _may_be_name(name):
        return None
    if office is not None and is_ruler(office):
        ruler = find_ruler(base, name, office, day)
        return _in_office([ruler]) if ruler is not None else None
    if title is None and _is_given_name(base, name):
        return None
    everybody = base.offices_by_surname(name)
    if not is_former:
        held = _fitting(base, base.holders_by_surname(name, day), title)
        if not held and day is not None and (last := last_known(base, everybody, day)) is not None:
            held = _fitting(base, [last], title)
        if held:
            return _in_office(held)
    return _formerly(base, _fitting(base, everybody, title), day) if day is not None else None


def _may_be_name(name: str) -> bool:
    """Whether words are a name: a capital, particles before it as they may be."""
    words = name.split()
    while len(words) > 1 and words[0] in PARTICLES:
        del words[0]
    return bool(words) and all(word[:1].isupper() or word in PARTICLES for word in words)


def _is_given_name(base: Knowledge, name: str) -> bool:
    own = {known.key for known in base.offices_by_surname(name)}
    return len({known.key for known in base.offices_by_given_name(name)} - own) >= MIN_NAMESAKES


def _fitting(base: Knowledge, offices: Iterable[Known], title: str | None) -> list[Known]:
    """The offices that a title may be a name of, all where there is none; those of a state before those of a party."""
    return [known for known in in_order(offices) if title is None or _fits(base, title, known.office or "")]


def _fits(base: Knowledge, title: str, office: str) -> bool:
    if is_same_office(title, office, base):
        return True
    known = base.office(office.split())
    return " " not in title and head_of(title) in _CHIEFS and known is not None and known.level in _RULING


def _in_office(held: list[Known]) -> ShortName | None:
    if len({known.key for known in held}) != 1:
        return None
    known = held[0]
    reason = f"the only holder of an office called so, {known.office} since {known.since}"
    return ShortName(known, known.office, known.sectors, IN_OFFICE, reason)


def _formerly(base: Knowledge, held: list[Known], day: str) -> ShortName | None:
    """The one who ever was called so, where every office he is known in was over by the day."""
    over = [known for known in held if known.until is not None and known.until <= day]
    if len({known.key for known in held}) != 1 or not over or len({known.country for known in held}) != 1:
        return None
    last = max(over, key=lambda known: known.until or "")
    reason = f"the only one known who was called so, {last.office} until {last.until}"
    return ShortName(last, None, ("ELI",), FORMERLY, reason)
