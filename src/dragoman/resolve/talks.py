"""Readouts of talks between two sides: what one says there, it says to the other, and what "was agreed" both agreed.

"Minister Nam expressed his gratitude" in a report of his meeting with his Japanese colleague is thanks to her. Counted
once on the annotations of the corpus's training part (November 2026): of 39 such acts told without a recipient (asked,
promised, thanked, warned, gave) 33 have the other side as theirs; what is deplored has it in half of them only, what is
rejected hardly ever, and both are left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from dragoman.records import Draft, Entity

# What is done to whoever sits opposite, where nobody else is named.
TO_THE_OTHER = frozenset("AGREE REQUEST SUPPORT THREATEN AID COOPERATE".split())
# What both do where nobody is named.
BY_BOTH = frozenset(["AGREE"])
# The talks stand in one of the first sentences of the text.
MAX_SENTENCE = 3
OFFICIALS = frozenset(["person", "office"])


@dataclass(frozen=True)
class Talks:
    """Two sides who talk: who sits there, by side; and the sentence that says so."""

    seats: Mapping[str, tuple[str, ...]]
    sentence: int

    def opposite(self, sides: set[str]) -> tuple[str, ...]:
        """Who sits opposite one of the two sides; nobody where it is not one of them.

        >>> Talks({"JPN": ("e1",), "KOR": ("e2",)}, 0).opposite({"KOR"})
        ('e1',)
        """
        if len(sides) != 1 or not sides <= set(self.seats):
            return ()
        return next(seated for side, seated in self.seats.items() if side not in sides)

    def everyone(self) -> tuple[str, ...]:
        """All who sit there."""
        return tuple(one for seated in self.seats.values() for one in seated)


def find_talks(
    consultations: Iterable[tuple[Draft, list[str]]], entities: Mapping[str, Entity], side: Callable[[str], str]
) -> Talks | None:
    """The talks a text opens with, given its CONSULT drafts and who takes part; only those of officials of two sides.

    >>> find_talks([], {}, str) is None
    True
    """
    for draft, people in consultations:
        if draft.sentence > MAX_SENTENCE or draft.auxiliary != "actual" or draft.said_by is not None:
            continue
        seats: dict[str, tuple[str, ...]] = {}
        for one in dict.fromkeys(people):
            if entities[one].kind in OFFICIALS:
                seats[side(one)] = (*seats.get(side(one), ()), one)
        if len(seats) == 2 and all(code != one for code, seated in seats.items() for one in seated):
            return Talks(seats, draft.sentence)
    return None
