"""Which report is a copy of another: a reprint, an agency's text, a cut or lightly edited version.

The nearest are found by rensa's MinHash and locality-sensitive hashing over pairs of neighbouring words. Bulletins
made from one template are as near and tell of different happenings: where each names somebody, some place, day or
number that the other does not, neither is a copy.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rensa import RMinHash, RMinHashLSH

from dragoman.relate.sketch import Sketch

# Shared pairs of words, 0 to 1, from which a text is a copy; not tuned, `bench/stories.py --copies` shows what it does.
MIN_SHARED = 0.5
# Sixteen bands of four hashes: of pairs that share half 64 in 100 are compared, of those that share 0.7 all but one.
PERMUTATIONS, BANDS, SEED = 64, 16, 1
# Names that stand only here, of all the names here, from which two texts of one make are about different things:
# an editor adds a name or changes a spelling, a template has another place, person or day.
MIN_SWAPPED = 0.2
# Spellings of one name mostly begin alike: Zelenskiy and Zelensky.
SAME_LETTERS = 4


class Near(NamedTuple):
    """A report of almost the same words: how much is shared, and whether names or numbers were swapped."""

    document: str
    shared: float
    is_other: bool  # other names or days: another happening told in the same words
    is_update: bool  # the same names and other numbers: a newer version

    @property
    def is_copy(self) -> bool:
        """Whether nothing of weight was changed."""
        return not (self.is_other or self.is_update)


class Trace(NamedTuple):
    """What is kept of a report to know its copies."""

    document: str
    hashed: RMinHash
    opening: frozenset[str]
    letters: frozenset[str]
    days: frozenset[str]
    numbers: frozenset[str]


class Copies:
    """The reports of the window, by the hashes of their words."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(threshold=MIN_SHARED, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._traces: dict[int, Trace] = {}
        self._keys: dict[str, int] = {}
        self._next = 0

    def find(self, trace: Trace) -> list[Near]:
        """The reports of almost the same words: copies first, then the nearest, then the oldest."""
        found = []
        for key in self._index.query(trace.hashed):
            other = self._traces[key]
            shared = trace.hashed.jaccard(other.hashed)
            if shared >= MIN_SHARED:
                near = Near(other.document, shared, have_other_names(trace, other), have_other_numbers(trace, other))
                found.append((not near.is_copy, -shared, key, near))
        return [near for *_, near in sorted(found)]

    def add(self, trace: Trace) -> None:
        """Remember a report."""
        key, self._next = self._next, self._next + 1
        self._index.insert(key, trace.hashed)
        self._traces[key], self._keys[trace.document] = trace, key

    def drop(self, document: str) -> None:
        """Forget a report."""
        key = self._keys.pop(document)
        del self._traces[key]
        self._index.remove(key)

    def to_rows(self) -> list[list[Any]]:
        """What is remembered, oldest first, as plain lists."""
        return [
            [t.document, b64encode(t.hashed.__getstate__()).decode(), *(sorted(part) for part in t[2:])]
            for t in self._traces.values()
        ]

    @classmethod
    def from_rows(cls, rows: Iterable[Sequence[Any]]) -> Copies:
        """What `to_rows` gave."""
        found = cls()
        for document, state, *parts in rows:
            hashed = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
            hashed.__setstate__(b64decode(state))
            found.add(Trace(document, hashed, *(frozenset(part) for part in parts)))
        return found


def trace_sketch(sketch: Sketch) -> Trace:
    """What is kept of one report."""
    hashed = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    hashed.update(sketch.pairs)
    letters = frozenset(name[:SAME_LETTERS] for name in sketch.names)
    return Trace(sketch.document, hashed, sketch.opening, letters, sketch.days, sketch.numbers)


def have_other_names(one: Trace, other: Trace) -> bool:
    """Whether each of two reports opens with names, or days of a month, that the other does not have at all."""
    if one.days - other.days and other.days - one.days:
        return True
    return min(_share_own(one, other), _share_own(other, one)) >= MIN_SWAPPED


def have_other_numbers(one: Trace, other: Trace) -> bool:
    """Whether each of two reports opens with numbers that the other does not have there."""
    return bool(one.numbers - other.numbers and other.numbers - one.numbers)


def _share_own(one: Trace, other: Trace) -> float:
    """The share of the names a report opens with that stand nowhere in the other's."""
    own = [name for name in one.opening if name[:SAME_LETTERS] not in other.letters]
    return len(own) / len(one.opening) if one.opening else 0.0
