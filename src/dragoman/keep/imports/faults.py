"""What was wrong with a file: how often each thing, and where it was first seen."""

from __future__ import annotations

from array import array
from collections import Counter

# How many places of one fault are named; a file of a million bad lines should not print a million.
MAX_NAMED = 5


class Faults:
    """Lines that could not be read, and what was repaired or is doubtful in those that could.

    >>> faults = Faults("events.txt")
    >>> faults.reject(7, "12 fields, not 40"); faults.note(9, "CAMEO code without its leading zero, repaired")
    >>> faults.rejected, faults.describe()
    (1, ('events.txt: 1 rejected: 12 fields, not 40 (line 7)', \
'events.txt: 1 noted: CAMEO code without its leading zero, repaired (line 9)'))
    """

    def __init__(self, source: str) -> None:
        self.source, self.rows = source, 0
        self._rejected: Counter[str] = Counter()
        self._noted: Counter[str] = Counter()
        self._lines: dict[str, list[int]] = {}

    @property
    def rejected(self) -> int:
        """How many lines gave no event."""
        return sum(self._rejected.values())

    def reject(self, line: int, reason: str) -> None:
        """A line gives no event."""
        self._count(self._rejected, line, reason)

    def note(self, line: int, reason: str) -> None:
        """A line gives an event, with something to know about it."""
        self._count(self._noted, line, reason)

    def note_all(self, count: int, reason: str) -> None:
        """So many lines have something in common that no one line shows."""
        if count:
            self._noted[reason] += count

    def describe(self) -> tuple[str, ...]:
        """One line for each thing that was wrong, rejections first."""
        rejected = [self._describe(reason, count, "rejected") for reason, count in sorted(self._rejected.items())]
        return (*rejected, *(self._describe(reason, count, "noted") for reason, count in sorted(self._noted.items())))

    def _count(self, counts: Counter[str], line: int, reason: str) -> None:
        counts[reason] += 1
        named = self._lines.setdefault(reason, [])
        if len(named) < MAX_NAMED:
            named.append(line)

    def _describe(self, reason: str, count: int, what: str) -> str:
        lines = self._lines.get(reason, [])
        more = ", ..." if len(lines) < count else ""
        where = f" (line {', '.join(map(str, lines))}{more})" if lines else ""
        return f"{self.source}: {count:,} {what}: {reason}{where}"


class SeenIds:
    """Counts ids that were there before, at eight bytes an id, so that a file of millions fits.

    >>> seen = SeenIds()
    >>> for id in ("7", "8", "7"): seen.add(id)
    >>> seen.count_repeated()
    1
    """

    def __init__(self) -> None:
        self._ids = array("q")

    def add(self, id: str) -> None:
        """One more id: its number, or a hash of what is none, the same within a run."""
        small = id.isascii() and id.isdigit() and len(id) < 18
        self._ids.append(int(id) if small else hash(id))

    def count_repeated(self) -> int:
        """How many of the ids were there before."""
        import numpy

        ids = numpy.frombuffer(self._ids, dtype=numpy.int64) if self._ids else numpy.empty(0, dtype=numpy.int64)
        return int(len(ids) - len(numpy.unique(ids)))
