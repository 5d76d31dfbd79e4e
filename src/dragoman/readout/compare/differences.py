"""What two accounts' words on one thing differ in: what is denied, force, days and figures, and who says it.

Force is a ladder: what is merely told, what is wished or regretted, what is demanded or refused. Two words of one step
("urged", "called on") are no difference; two steps are named in the accounts' own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from dragoman.accounts import Statement
from dragoman.readout.compare.denials import find_denial
from dragoman.readout.compare.figures import find_clashes

# The step of each force, 0 to 3; an agenda item and a sentence without a force stand on the lowest.
STEPS = {
    None: 0,
    "inform": 0,
    "state": 0,
    "welcome": 1,
    "support": 1,
    "commit": 1,
    "warn": 2,
    "demand": 2,
    "criticise": 2,
    "reject": 3,
}
_COLD = frozenset(["warn", "criticise", "reject"])
_WARM = frozenset(["welcome", "support", "commit"])
# Words that make the same force harder or softer.
_HARD = frozenset(
    "strongly firmly categorically resolutely utterly totally vehemently sharply grave deep unacceptable".split()
)
_SOFT = frozenset(
    "concern concerns hoped hope certain some possible possibly views exchanged touched discussed".split()
)


def find_differences(told: Sequence[Statement]) -> tuple[str, ...]:
    """What the first statement and each of the others differ in, in words; empty where they say the same."""
    first = told[0]
    return tuple(dict.fromkeys(line for other in told[1:] for line in _differ(first, other)))


def _differ(a: Statement, b: Statement) -> Iterator[str]:
    denial = find_denial(a.text, b.text)
    if denial:
        told = [(a, denial[0]), (b, denial[1])]
        (denies, denied), (affirms, affirmed) = told if denial[2] else told[::-1]
        yield f"denied in {_letter(denies)}, affirmed in {_letter(affirms)}: “{denied}” against “{affirmed}”"
    if _force_differs(a, b) and not (denial and _show_force(a) == _show_force(b)):
        yield f"force: {' against '.join(_show_forces(a, b))}"
    for kind, ours, theirs in find_clashes(a.text, b.text):
        yield f"{kind}: {ours} against {theirs}"
    if a.sides and b.sides and not set(a.sides) & set(b.sides):
        yield f"said by {', '.join(a.sides)} in {_letter(a)}, by {', '.join(b.sides)} in {_letter(b)}"


def _force_differs(a: Statement, b: Statement) -> bool:
    """Whether one speaks harder or of another mind than the other."""
    if {a.force, b.force} & _COLD and {a.force, b.force} & _WARM:
        return True
    if abs(STEPS.get(a.force, 0) - STEPS.get(b.force, 0)) >= 2:
        return True
    return _grip(a) * _grip(b) < 0


def _grip(one: Statement) -> int:
    """1 where words are hard ("firmly objected"), -1 where they are soft ("expressed concern"), 0 for neither."""
    words = set(re.findall(r"\w+", f"{one.words or ''} {one.text}".lower()))
    return bool(words & _HARD) - bool(words & _SOFT) if one.force in (*_COLD, "demand") else 0


def _letter(one: Statement) -> str:
    """The letter of an account, as people are shown it."""
    return ascii_uppercase[one.account % len(ascii_uppercase)]


def _show_forces(a: Statement, b: Statement) -> list[str]:
    """The words of saying of both; of words that are the same the force that each has there."""
    shown = [_show_force(one) for one in (a, b)]
    if shown[0] != shown[1]:
        return shown
    return [f"{words} ({one.force or 'told'})" for words, one in zip(shown, (a, b), strict=True)]


def _show_force(one: Statement) -> str:
    if one.words:
        return f"“{one.words}”"
    return {"agenda": "discussed", "outcome": "an outcome"}.get(one.kind, one.force or "told")
