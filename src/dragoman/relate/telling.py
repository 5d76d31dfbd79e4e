"""A story while reports still come, and what it looks like to a reader."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, TypeVar

from dragoman.relate.contradictions import find_contradictions
from dragoman.relate.vectors import Vector
from dragoman.reports import Report, Story

T = TypeVar("T", bound=Hashable)

# Reports of a story with which a new one is compared: the first, and the latest.
LATEST = 5


@dataclass(slots=True)
class Telling:
    """The reports of one story so far, and the words of those that are still compared."""

    reports: list[Report] = field(default_factory=list)
    compared: list[tuple[Report, Vector]] = field(default_factory=list)

    def add(self, report: Report, words: Vector) -> None:
        """Take one report more."""
        self.reports.append(report)
        if len(self.compared) > LATEST:
            del self.compared[1]
        self.compared.append((report, words))

    def to_dict(self) -> dict[str, Any]:
        """Everything, as plain values."""
        return {
            "reports": [asdict(report) for report in self.reports],
            "compared": [[self.reports.index(report), words] for report, words in self.compared],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Telling:
        """What `to_dict` gave."""
        reports = [Report.from_dict(row) for row in data["reports"]]
        return cls(reports, [(reports[n], words) for n, words in data["compared"]])


def make_story(reports: Sequence[Report], thread: str) -> Story:
    """The story of some reports; what most documents tell stands for it, copies counted once.

    >>> told = [Report("a", "v1", type="ASSAULT"), Report("b", "v1", type="COERCE"), Report("c", "v2", type="ASSAULT")]
    >>> make_story(told, "t1").type
    'ASSAULT'
    """
    own = [report for report in reports if report.event and report.duplicate_of is None]
    own = own or [report for report in reports if report.event]
    days = sorted(report.published for report in reports if report.published)
    first = own[0] if own else reports[0]
    return Story(
        id=make_id("s", first.document, first.event or ""),
        thread=thread,
        type=pick_most_told(report.type for report in own),
        auxiliary=pick_most_told(report.auxiliary for report in own),
        actors=pick_most_told(report.actors for report in own) or (),
        recipients=pick_most_told(report.recipients for report in own) or (),
        date=pick_most_told(report.date for report in own),
        place=pick_most_told(report.place for report in own),
        title=first.title or first.sentence or first.document,
        first_seen=days[0] if days else None,
        last_seen=days[-1] if days else None,
        reports=tuple(reports),
        contradictions=find_contradictions(reports),
    )


def pick_most_told(values: Iterable[T | None]) -> T | None:
    """The value told most often, the first told where they tie; nothing and "nobody" are not values.

    >>> pick_most_told(["b", None, "a", "a", "b"]), pick_most_told([None, ()])
    ('b', None)
    """
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: counts[value]) if counts else None


def make_id(letter: str, *parts: str) -> str:
    """A short name that is the same for the same parts.

    >>> make_id("s", "doc-1", "v1") == make_id("s", "doc-1", "v1") != make_id("s", "doc-1", "v2")
    True
    """
    return letter + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:12]
