"""The arithmetic of comparing: pairs one with one, spans that lie over each other, precision, recall and F1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.records import Span

Wanted = TypeVar("Wanted")
Found = TypeVar("Found")
Pairs = list[tuple[Wanted, Found]]

# Two spans are one thing when they share more than this part of their union (Jaccard of characters).
MIN_SHARED = 0.5
# Codes that mean one body.
_ALIASES = {"UN": "UNO", "EU": "EUR"}


@dataclass
class Tally:
    """Right among found and among wanted.

    >>> Tally(right=1, found=2, wanted=4).f1
    0.3333333333333333
    """

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, right: int, found: int, wanted: int) -> None:
        """Count one document more."""
        self.right, self.found, self.wanted = self.right + right, self.found + found, self.wanted + wanted

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 1 where nothing is there and nothing was found."""
        total = self.found + self.wanted
        return 2 * self.right / total if total else 1.0


def pair(
    wanted: Sequence[Wanted], found: Sequence[Found], fit: Callable[[Wanted, Found], float]
) -> Pairs[Wanted, Found]:
    """One with one, the best fit first; a fit of 0 is none.

    >>> pair([1, 5], [4, 9], lambda a, b: max(0, 3 - abs(a - b)))
    [(5, 4)]
    """
    choices = sorted((-fit(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found))
    left, right = set(range(len(wanted))), set(range(len(found)))
    pairs = []
    for against, i, j in choices:
        if against < 0 and i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((wanted[i], found[j]))
    return pairs


def share(a: Span, b: Span) -> float:
    """Characters in both spans among those in either.

    >>> share(Span(0, 4), Span(2, 6))
    0.3333333333333333
    """
    both = max(0, min(a.end, b.end) - max(a.start, b.start))
    return both / (a.end - a.start + b.end - b.start - both) if both else 0.0


def macro_f1(pairs: Counter[tuple[str, str]], classes: Iterable[str]) -> float:
    """The mean F1 of the classes that occur among (wanted, found) pairs.

    >>> macro_f1(Counter({("a", "a"): 2, ("b", "a"): 1}), ["a", "b", "c"])
    0.4
    """
    scores = []
    for name in classes:
        wanted = sum(n for (w, _), n in pairs.items() if w == name)
        found = sum(n for (_, f), n in pairs.items() if f == name)
        if wanted or found:
            scores.append(2 * pairs[name, name] / (wanted + found))
    return sum(scores) / len(scores) if scores else 0.0


def accuracy(pairs: Counter[tuple[str, str]]) -> float:
    """The share of (wanted, found) pairs whose two are the same; 0 where there is none.

    >>> accuracy(Counter({("a", "a"): 3, ("b", "a"): 1}))
    0.75
    """
    return sum(n for (w, f), n in pairs.items() if w == f) / max(1, pairs.total())


def side_of(code: str | None) -> str:
    """A side's code in one spelling, "" for none.

    >>> side_of("UN"), side_of(None)
    ('UNO', '')
    """
    return _ALIASES.get(code or "", code or "")
