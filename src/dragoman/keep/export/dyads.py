"""Dyad-day counts: how often each side acted towards each other on each day, and how, as CSV.

A row is one directed dyad of codes (states, UNO, EUR, ...) on one day. An event counts once for a dyad, however
many people took part; one inside a state is a dyad of the state with itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from dragoman.keep.export.options import Options
from dragoman.keep.export.sheets import make_lines
from dragoman.keep.export.sides import NO_DAY, Cast, find_day, is_wanted
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Record

QUADS = ("verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict")
Key = tuple[str, str, str]


def get_columns() -> tuple[str, ...]:
    """The names of the columns: the dyad, its sums, then a count for each of PLOVER's types.

    >>> get_columns()[:4], len(get_columns())
    (('date', 'actor', 'recipient', 'events'), 26)
    """
    types = sorted(load_ontology().types)
    return ("date", "actor", "recipient", "events", *QUADS, "score_sum", "score_mean", *map(str.lower, types))


class DyadsWriter:
    """Counts as records come and writes when closed; memory grows with dyads and days, not with records."""

    def __init__(self, sink: BinaryIO, options: Options) -> None:
        self._sink, self._options = sink, options
        self._quads: Counter[tuple[Key, int]] = Counter()
        self._types: Counter[tuple[Key, str]] = Counter()
        self._events: Counter[Key] = Counter()
        self._scores: dict[Key, float] = {}
        self.left_out: Counter[str] = Counter()
        self.counted, self.reports = 0, 0

    def write(self, record: Record, again: Collection[str] = ()) -> None:
        """Count the events of one record, but for the ids that are told again: another report's stand for them.

        Of those that were counted, and of the reports that tell them, the numbers are `counted` and `reports`.
        """
        cast = Cast(record)
        for event in record.events:
            if not is_wanted(event, self._options.auxiliaries):
                continue
            day, dyads = find_day(event, record.document), self._dyads(cast, event)
            if day is None or not dyads:
                self.left_out["events without two known sides" if day else NO_DAY] += 1
                continue
            self.reports += 1
            if event.id in again:
                continue
            self.counted += 1
            for actor, recipient in dyads:
                key = (day, actor, recipient)
                self._events[key] += 1
                self._quads[key, event.quad] += 1
                self._types[key, event.type] += 1
                self._scores[key] = self._scores.get(key, 0.0) + event.score

    def close(self) -> None:
        """Write all rows, by day and dyad; the sink stays open."""
        rows: list[tuple[Any, ...]] = [get_columns(), *self._rows()]
        self._sink.write(make_lines(rows).encode("utf-8", "replace"))
        self._sink.flush()

    @staticmethod
    def _dyads(cast: Cast, event: Any) -> list[tuple[str, str]]:
        codes = [
            (pair.actor.country, pair.recipient.country) for pair in cast.pairs(event) if pair.actor and pair.recipient
        ]
        return sorted({(actor, recipient) for actor, recipient in codes if actor and recipient})

    def _rows(self) -> Iterator[tuple[Any, ...]]:
        types = sorted(load_ontology().types)
        for key in sorted(self._events):
            count, total = self._events[key], round(self._scores[key], 4)
            yield (
                *key,
                count,
                *(self._quads[key, quad] for quad in (1, 2, 3, 4)),
                total,
                round(total / count, 4),
                *(self._types[key, type] for type in types),
            )
