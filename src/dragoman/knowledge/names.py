"""Names of several words, and which of those that begin at a word is the longest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.knowledge.records import Known

# The rest of a name after its first word, and its reading.
Name = tuple[tuple[str, ...], Known]


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
