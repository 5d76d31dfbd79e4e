"""Who met whom, counted: the sides that sat at one table, pair by pair. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

Row = Mapping[str, Any]

COLUMNS = (
    "document_key document_id document_source id first_day form city country sentence_texts "
    "participant_names participant_represents participant_countries"
).split()


@dataclass(slots=True)
class Pair:
    """Two sides and the meetings at which both sat, by day."""

    sides: tuple[str, str]
    meetings: list[Row] = field(default_factory=list)

    @property
    def times(self) -> int:
        """How often they met."""
        return len(self.meetings)

    @property
    def days(self) -> list[date]:
        """The days on which they met, as far as these are known."""
        return [meeting["first_day"] for meeting in self.meetings if meeting["first_day"]]

    def to_dict(self) -> dict[str, Any]:
        """The two codes, how often, first and last day, and the ids of documents that tell it."""
        days = self.days
        return {
            "one": self.sides[0],
            "other": self.sides[1],
            "meetings": self.times,
            "first_day": min(days).isoformat() if days else None,
            "last_day": max(days).isoformat() if days else None,
            "document_ids": [meeting["document_id"] for meeting in self.meetings],
        }


def count_pairs(meetings: Iterable[Row]) -> list[Pair]:
    """The pairs of sides that met, those that met most often first.

    >>> one = {"first_day": date(2024, 5, 1), "participant_represents": ["AZE", "OSCE"],
    ...        "participant_countries": ["AZE", "IGO"], "form": "visit", "document_id": "a"}
    >>> [(pair.sides, pair.times) for pair in count_pairs([one, one | {"document_id": "b"}])]
    [(('AZE', 'OSCE'), 1)]

    What two sides did on one day in one form is one meeting, however many documents tell of it; a meeting
    without a day is one for each document. A side is whom a participant represents, else the country.
    """
    pairs: dict[tuple[str, str], Pair] = {}
    seen: set[tuple[Any, ...]] = set()
    for meeting in meetings:
        for sides in combinations(find_sides(meeting), 2):
            key = (*sides, meeting["first_day"] or meeting["document_id"], meeting["form"])
            if key not in seen:
                seen.add(key)
                pairs.setdefault(sides, Pair(sides)).meetings.append(meeting)
    return sorted(pairs.values(), key=lambda pair: (-pair.times, pair.sides))


def find_sides(meeting: Row) -> list[str]:
    """The sides at a table, each once, sorted."""
    both = zip(meeting["participant_represents"], meeting["participant_countries"], strict=True)
    return sorted({side for represents, country in both if (side := represents or country)})
