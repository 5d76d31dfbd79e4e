"""Names of several words, and which of those that begin at a word is the longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.knowledge.records import Known

# The rest of a name after its first word, and its reading.
Name = tuple[tuple[str, ...], Known]


class Starts:
    """The names that begin with one word, by what stands behind it, so that looking one up does not try them all."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._readings: dict[tuple[str, ...], list[Known]] = {}
        for rest, known in names:
            readings = self._readings.setdefault(rest, [])
            if known not in readings:
                readings.append(known)
        self._sizes = sorted({len(rest) for rest in self._readings}, reverse=True)

    def longest(self, words: Sequence[str], start: int) -> tuple[int, list[Known]]:
        """How many words behind the first the longest of them has that stands there, -1 for none; its readings."""
        for size in self._sizes:
            behind = tuple(words[start + 1 : start + 1 + size])
            if len(behind) == size and behind in self._readings:
                return size, list(self._readings[behind])
        return -1, []


def longest(candidates: Iterable[Name], words: Sequence[str], start: int) -> tuple[int, list[Known]]:
    """How many words behind the first the longest name has that stands there, -1 for none; its readings."""
    best, found = -1, list[Known]()
    for rest, known in candidates:
        size = len(rest)
        if size < best or (size and tuple(words[start + 1 : start + 1 + size]) != rest):
            continue
        if size > best:
            best, found = size, []
        if known not in found:
            found.append(known)
    return best, found
