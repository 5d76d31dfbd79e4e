"""Two codings are held against each other cell by cell, over the months that both reach."""

from __future__ import annotations

import pytest
from tests.factory import document, entity, event, record

from dragoman.keep.imports import ForeignEvent
from dragoman.keep.imports.agreement import Agreement, Cell, Coding, Window, compare, count_foreign, count_records
from dragoman.records import Event, Record, When

ALL = Window()


def theirs(
    date: str = "2024-05-01", type: str | None = "CONSULT", dyad: str = "NOR SWE", pair: int = 1
) -> ForeignEvent:
    actor, recipient = dyad.split()
    return ForeignEvent("gdelt", "1", pair, date, type, actor_country=actor, recipient_country=recipient)


def ours(*events: Event) -> Record:
    people = (
        entity(),
        entity(id="e2", country="SWE"),
        entity(id="e3", country="NOR", name="Per"),
        entity(id="e4", country=None),
    )
    return record(entities=people, events=events, document=document())


def met(id: str = "v1", day: str = "2024-05-14", **given: object) -> Event:
    return event(id=id, actors=("e1",), recipients=("e2",), date=When(day, day), **given)


def held(own: list[Event], other: list[ForeignEvent], window: Window = ALL) -> Agreement:
    return compare(count_records([ours(*own)], window), count_foreign(other, window), window)


def test_cells_of_both_and_of_one_alone() -> None:
    own = [met(), met("v2"), met("v3", type="ACCUSE")]
    found = held(own, [theirs(), theirs(dyad="SWE NOR"), theirs(type="AID")])
    by_type = {row.type: row for row in found.types}
    assert set(by_type) == {"ACCUSE", "AID", "CONSULT"}
    assert by_type["CONSULT"][1:8] == (2, 2, 1, 0, 1, 1.0, 0.5)
    assert by_type["ACCUSE"][1:8] == (1, 0, 0, 1, 0, 0.0, None)
    assert found.total[1:8] == (3, 3, 1, 1, 2, 0.5, 0.3333)
    assert found.only_ours == ((Cell("2024-05", "NOR", "SWE", "ACCUSE"), 1),)
    assert [cell.type for cell, _ in found.only_theirs] == ["AID", "CONSULT"]


def test_correlation_is_over_the_dyad_months_of_either() -> None:
    days = ["2024-05-01", "2024-06-01", "2024-07-01"]
    own = [met(f"v{n}", day) for n, day in enumerate([days[0], days[0], days[0], days[1], days[2]])]
    same = held(own, [theirs(day) for day in [days[0]] * 3 + [days[1], days[2]]])
    assert same.total.correlation == 1.0
    other = held(own, [theirs(day) for day in [days[0], days[1], days[1], days[1], days[2]]])
    # Counts (3, 1, 1) and (1, 3, 1): covariance -1/3 x variance 8/3 of three points.
    assert other.total.correlation == -0.5


def test_counts_that_never_differ_correlate_with_nothing() -> None:
    assert held([met()], [theirs()]).total.correlation is None


def test_months_that_one_alone_reaches_are_not_compared() -> None:
    found = held([met(), met("v2", "2024-06-02")], [theirs(), theirs("2024-01-01"), theirs("2024-09-01")])
    assert found.months == ("2024-05", "2024-06")
    assert (found.total.ours, found.total.theirs) == (2, 1)
    assert held([met()], [theirs("2023-01-01")]).months is None
    assert held([], [theirs()]).total.theirs == 0


def test_days_that_were_asked_for_are_compared() -> None:
    own, other = [met(), met("v2", "2024-06-02")], [theirs(), theirs("2024-05-20"), theirs("2024-06-30")]
    found = held(own, other, Window("2024-05-10", "2024-05-31"))
    assert (found.months, found.total.ours, found.total.theirs) == (("2024-05", "2024-05"), 1, 1)


@pytest.mark.parametrize(("codes", "count"), [("NOR", 3), ("NOR SWE", 1), ("NOR DNK", 1), ("FRA", 0), ("", 4)])
def test_countries_that_were_asked_for(codes: str, count: int) -> None:
    rows = [theirs(dyad=dyad) for dyad in ("NOR SWE", "NOR DNK", "FIN NOR", "FIN SWE")]
    coding = count_foreign(rows, Window(countries=frozenset(codes.split())))
    assert sum(coding.cells.values()) == count


def test_an_event_counts_once_in_a_cell() -> None:
    several = event(actors=("e1", "e3"), recipients=("e2",))
    assert sum(count_records([ours(several)], ALL).cells.values()) == 1
    pairs = [theirs(pair=1), theirs(pair=2), theirs(dyad="FIN SWE", pair=3), theirs(pair=1)]
    coding = count_foreign(pairs, ALL)
    assert (coding.events, coding.cells[Cell("2024-05", "NOR", "SWE", "CONSULT")]) == (2, 2)


def test_what_has_no_dyad_or_type_is_counted_apart() -> None:
    coding = count_foreign([theirs(type=None), theirs(dyad="NOR NOR"), theirs()], ALL)
    assert (coding.events, coding.untyped, coding.without_dyad, sum(coding.cells.values())) == (3, 1, 1, 1)
    own = count_records([ours(event(actors=("e1",), recipients=("e4",)), met(auxiliary="negated"))], ALL)
    assert (own.events, own.without_dyad, own.cells) == (1, 1, Coding().cells)
