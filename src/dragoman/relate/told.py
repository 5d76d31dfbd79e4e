"""What a record tells of each of its events, in values that another record's can be laid beside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from dragoman.records import Event, Record, When
from dragoman.relate.tolls import find_toll
from dragoman.reports import Report


def tell_events(record: Record, base: Report) -> tuple[Report, ...]:
    """One report for each event of a record, in their order; `base` says what they share."""
    return tuple(_tell(record, event, base) for event in record.events)


def _tell(record: Record, event: Event, base: Report) -> Report:
    sentence = " ".join(event.sentence.of(record.document.text).split())
    killed, wounded = find_toll(sentence, "killed"), find_toll(sentence, "wounded")
    return replace(
        base,
        event=event.id,
        type=event.type,
        modes=event.modes,
        auxiliary=event.auxiliary,
        actors=_name_parties(record, event.actors),
        recipients=_name_parties(record, event.recipients),
        date=check_date(event.date),
        place=event.place,
        killed=str(killed) if killed else None,
        wounded=str(wounded) if wounded else None,
        sentence=sentence,
    )


def check_date(when: When | None) -> When | None:
    """A date whose both ends are days; `None` for any other, which some records of other makers have.

    >>> check_date(When("2024-03-05", "soon")) is None
    True
    """
    try:
        if when and date.fromisoformat(when.start) <= date.fromisoformat(when.end):
            return when
    except (TypeError, ValueError):
        return None
    return None


def _name_parties(record: Record, ids: Iterable[str]) -> tuple[str, ...]:
    """The side each entity stands for, else its country, else its name; each once, sorted."""
    known = {entity.id: entity for entity in record.entities}
    found = (known[id] for id in ids if id in known)
    return tuple(sorted({entity.represents or entity.country or entity.name for entity in found}))
