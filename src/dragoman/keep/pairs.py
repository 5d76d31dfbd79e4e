"""Who met whom, counted: the sides that sat at one table, pair by pair. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

Row = Mapping[str, Any]

COLUMNS = (
    "document_key document_id document_source id story first_day form city country sentence_texts "
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


def count_pairs(meetings: Iterable[Row], *, once: bool = True) -> list[Pair]:
    """The pairs of sides that met, those that met most often first.

    >>> one = {"first_day": date(2024, 5, 1), "participant_represents": ["AZE", "OSCE"], "story": None,
    ...        "participant_countries": ["AZE", "IGO"], "form": "visit", "document_id": "a"}
    >>> [(pair.sides, pair.times) for pair in count_pairs([one, one | {"document_id": "b"}])]
    [(('AZE', 'OSCE'), 1)]

    What reports of one story tell is one meeting, and so is what two sides did on one day in one form; a meeting
    without a story and a day is one for each document. Without `once` every meeting of every document counts. A
    side is whom a participant represents, else the country. Each meeting gets a key, `met`: two that have one are one.
    """
    pairs: dict[tuple[str, str], Pair] = {}
    seen: set[tuple[Any, ...]] = set()
    for meeting in meetings:
        told = _find_keys(meeting) if once else [(meeting["document_key"], meeting["id"])]
        for sides in combinations(find_sides(meeting), 2):
            keys = {(*sides, *key) for key in told}
            if not keys & seen:
                pairs.setdefault(sides, Pair(sides)).meetings.append({**meeting, "met": told[0]})
            seen |= keys
    return sorted(pairs.values(), key=lambda pair: (-pair.times, pair.sides))


def _find_keys(meeting: Row) -> list[tuple[Any, ...]]:
    """By what a meeting of two sides is known again in another document, the surest first."""
    story = [(meeting["story"],)] if meeting["story"] else []
    return [*story, (meeting["first_day"] or meeting["document_id"], meeting["form"])]


def count_meetings(pairs: Iterable[Pair]) -> int:
    """How many meetings the pairs had, each once however many pairs sat there."""
    return len({meeting["met"] for pair in pairs for meeting in pair.meetings})


def find_sides(meeting: Row) -> list[str]:
    """The sides at a table, each once, sorted."""
    both = zip(meeting["participant_represents"], meeting["participant_countries"], strict=True)
    return sorted({side for represents, country in both if (side := represents or country)})
