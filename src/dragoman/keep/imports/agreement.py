"""How far two codings of the same world agree, by PLOVER type and month of a pair of countries.

A cell is one type, one month and one directed pair of two different codes. Each event counts once in a cell. Only the
months that both codings reach are compared, or the days that the caller asks for: a year of theirs says nothing
against a week of ours. Correlations are Pearson's over all pairs and months that either coding has any event of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

from dragoman.errors import UsageError
from dragoman.keep.export.sides import Cast, find_day
from dragoman.keep.imports.foreign import ForeignEvent
from dragoman.knowledge.ontology import load_ontology
from dragoman.records import Record


class Cell(NamedTuple):
    """What is counted: ISO month, actor, recipient and type."""

    month: str
    actor: str
    recipient: str
    type: str


@dataclass(frozen=True, slots=True)
class Window:
    """What is compared: ISO days, both included, and codes; `None` and empty for all.

    Of several countries both sides must be among them; one country counts with anybody.

    >>> Window(countries=frozenset(["AZE"])).takes_dyad("AZE", "TUR")
    True
    >>> Window(countries=frozenset(["AZE", "ARM"])).takes_dyad("AZE", "TUR")
    False
    """

    since: str | None = None
    until: str | None = None
    countries: frozenset[str] = frozenset()

    def takes_day(self, day: str) -> bool:
        """Whether events of a day count."""
        return not (self.since and day < self.since) and not (self.until and day > self.until)

    def takes_dyad(self, actor: str, recipient: str) -> bool:
        """Whether events of a pair count."""
        within = {actor, recipient} & self.countries
        return not self.countries or len(within) == min(2, len(self.countries))


@dataclass(slots=True)
class Coding:
    """One side of the comparison: its cells, and the events that had no place in any."""

    cells: Counter[Cell] = field(default_factory=Counter)
    events: int = 0
    untyped: int = 0
    without_dyad: int = 0


def count_records(records: Iterable[Record], window: Window) -> Coding:
    """Our own coding: actual events, on their day or that of publication."""
    coding = Coding()
    for record in records:
        cast = Cast(record)
        for event in record.events:
            day = find_day(event, record.document)
            if event.auxiliary != "actual":
                continue
            pairs = [
                (p.actor.country if p.actor else None, p.recipient.country if p.recipient else None)
                for p in cast.pairs(event)
            ]
            _count(coding, window, day, event.type, pairs)
    return coding


def count_foreign(rows: Iterable[ForeignEvent], window: Window) -> Coding:
    """Somebody else's coding; rows of one event follow each other."""
    coding = Coding()
    for _, group in groupby(_bundled(rows), key=lambda numbered: numbered[0]):
        pairs = [row for _, row in group]
        first = pairs[0]
        _count(coding, window, first.date, first.type, [(p.actor_country, p.recipient_country) for p in pairs])
    return coding


def _bundled(rows: Iterable[ForeignEvent]) -> Iterable[tuple[int, ForeignEvent]]:
    """Each row with the number of its event: a new one begins with every first pair."""
    number = 0
    for row in rows:
        number += row.pair == 1
        yield number, row


def _count(
    coding: Coding, window: Window, day: str | None, type: str | None, pairs: Collection[tuple[str | None, str | None]]
) -> None:
    """Count one event once in each of its cells. What lies outside the window is not counted at all."""
    if day and not window.takes_day(day):
        return
    dyads = {(one, other) for one, other in pairs if one and other and one != other}
    if day is None or not dyads:
        coding.events += 1
        coding.without_dyad += 1
        return
    inside = [two for two in dyads if window.takes_dyad(*two)]
    if not inside:
        return
    coding.events += 1
    if type is None:
        coding.untyped += 1
        return
    for actor, recipient in inside:
        coding.cells[Cell(day[:7], actor, recipient, type)] += 1


class TypeAgreement(NamedTuple):
    """The two codings of one type. Shares are of cells, `None` where there are none to share."""

    type: str
    ours: int
    theirs: int
    cells_both: int
    cells_only_ours: int
    cells_only_theirs: int
    share_of_ours: float | None
    share_of_theirs: float | None
    correlation: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """All of the comparison; `only_ours` and `only_theirs` are the fullest cells that the other lacks."""

    months: tuple[str, str] | None
    types: tuple[TypeAgreement, ...]
    total: TypeAgreement
    only_ours: tuple[tuple[Cell, int], ...]
    only_theirs: tuple[tuple[Cell, int], ...]


def compare(ours: Coding, theirs: Coding, window: Window, shown: int = 5) -> Agreement:
    """Hold one coding against the other."""
    months = find_months(ours.cells, theirs.cells, window)
    own, other = _within(ours.cells, months), _within(theirs.cells, months)
    dyad_months = sorted({cell[:3] for cell in own} | {cell[:3] for cell in other})
    types = sorted(load_ontology().types)
    rows = [_compare_type(type, own, other, dyad_months) for type in types]
    missing = Counter({cell: count for cell, count in own.items() if cell not in other})
    extra = Counter({cell: count for cell, count in other.items() if cell not in own})
    return Agreement(
        months=months,
        types=tuple(row for row in rows if row.ours or row.theirs),
        total=_compare_type(None, own, other, dyad_months),
        only_ours=_fullest(missing, shown),
        only_theirs=_fullest(extra, shown),
    )


def find_months(ours: Collection[Cell], theirs: Collection[Cell], window: Window) -> tuple[str, str] | None:
    """The first and last month compared: those asked for, else those that both reach; `None` where there are none."""
    if not ours or not theirs:
        return None
    bounds = [(min(cell.month for cell in cells), max(cell.month for cell in cells)) for cells in (ours, theirs)]
    first = window.since[:7] if window.since else max(low for low, _ in bounds)
    last = window.until[:7] if window.until else min(high for _, high in bounds)
    return (first, last) if first <= last else None


def _within(cells: Counter[Cell], months: tuple[str, str] | None) -> dict[Cell, int]:
    if months is None:
        return {}
    return {cell: count for cell, count in cells.items() if months[0] <= cell.month <= months[1]}


def _compare_type(
    type: str | None, ours: dict[Cell, int], theirs: dict[Cell, int], dyad_months: list[Any]
) -> TypeAgreement:
    """One type, or all together where it is `None`."""
    takes: Callable[[Cell], bool] = (lambda cell: True) if type is None else (lambda cell: cell.type == type)
    own = {cell: count for cell, count in ours.items() if takes(cell)}
    other = {cell: count for cell, count in theirs.items() if takes(cell)}
    both = len(own.keys() & other.keys())
    return TypeAgreement(
        type=type or "all",
        ours=sum(own.values()),
        theirs=sum(other.values()),
        cells_both=both,
        cells_only_ours=len(own) - both,
        cells_only_theirs=len(other) - both,
        share_of_ours=round(both / len(own), 4) if own else None,
        share_of_theirs=round(both / len(other), 4) if other else None,
        correlation=_correlate(_by_dyad(own), _by_dyad(other), dyad_months),
    )


def _by_dyad(cells: dict[Cell, int]) -> Counter[Any]:
    summed: Counter[Any] = Counter()
    for cell, count in cells.items():
        summed[cell[:3]] += count
    return summed


def _correlate(ours: Counter[Any], theirs: Counter[Any], keys: list[Any]) -> float | None:
    """Pearson's correlation of two counts, `None` where one of them is the same everywhere."""
    import numpy

    if len(keys) < 2:
        return None
    own, other = (numpy.array([counts[key] for key in keys], dtype=float) for counts in (ours, theirs))
    if not own.std() or not other.std():
        return None
    return round(float(numpy.corrcoef(own, other)[0, 1]), 4)


def _fullest(cells: Counter[Cell], shown: int) -> tuple[tuple[Cell, int], ...]:
    return tuple(sorted(cells.items(), key=lambda item: (-item[1], item[0]))[:shown])


def check_window(since: str | None, until: str | None, countries: frozenset[str]) -> Window:
    """A window of days that are days; `UsageError` for others."""
    if since and until and since > until:
        raise UsageError(f"--since {since} is after --until {until}")
    return Window(since, until, countries)
