"""The relation of two sides: each happening once, which way it went, and when."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factory import CARD
from tests.show.desk.reports import keep_reports, told

from dragoman.keep.archive import lock_writer, open_writing
from dragoman.keep.relations import find_relation
from dragoman.keep.spots import find_events_at, find_spots
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import When


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> View:
    return open_archive(keep_reports(tmp_path_factory.mktemp("relations") / "news.duckdb"))


def test_a_story_counts_once_in_periods_and_quads(view: View) -> None:
    relation = find_relation(view, "NOR", "OSCE")
    assert [len(one.reports) for one in relation.happenings] == [2]
    assert [period.events for period in relation.periods] == [1]
    assert relation.count_quads() == {("back", 1): 1}  # the envoy came to Norway


def test_ways_turn_round_with_the_sides(view: View) -> None:
    there, back = find_relation(view, "NOR", "SWE"), find_relation(view, "SWE", "NOR")
    assert there.count_quads()["there", 3] == back.count_quads()["back", 3] == 4


def test_days_bound_everything(view: View) -> None:
    relation = find_relation(view, "NOR", "SWE", since="2024-06-01", until="2024-06-21")
    assert {str(one.row["first_day"]) for one in relation.happenings} == {"2024-06-20"}
    assert relation.meetings == 0
    assert [row["force"] for row in relation.said[0]] == ["demand"]
    assert relation.said[1] == ()


def test_months_are_asked_for(view: View) -> None:
    relation = find_relation(view, "NOR", "SWE", by="month")
    assert [(str(one.start), one.events) for one in relation.periods] == [("2024-05-01", 2), ("2024-06-01", 3)]


def test_events_are_counted_where_they_were(view: View) -> None:
    found = find_spots(view, actor="NOR", recipient="SWE")
    assert [(spot.name, spot.happenings, spot.conflict) for spot in found.spots] == [("Halden", 2, 2)]
    assert (found.placed, found.unplaced) == (2, 3)
    assert dict(found.countries) == {"NOR": 2, None: 3}


def test_a_story_is_at_a_place_once(view: View) -> None:
    found = find_spots(view, recipient="NOR")
    assert [(spot.name, spot.happenings) for spot in found.spots] == [("Oslo", 1)]


def test_the_newest_at_a_place_are_taken(view: View, tmp_path: Path) -> None:
    point = (59.13, 11.39)
    (newest,) = find_events_at(view, [point], 1)[point]
    assert str(newest.row["first_day"]) == "2024-06-20"
    assert find_events_at(view, [], 1) == {}


def test_a_late_report_does_not_count_on_its_own_day(tmp_path: Path) -> None:
    path = tmp_path / "late.duckdb"
    with open_keeper(path, CARD) as keeper:
        keeper.add(told(1, "Fjord Wire"))
        keeper.add(told(2, "OSCE Press"))
        late = told(3, "Late Post")
        moved = tuple(replace(one, date=When("2024-05-16", "2024-05-16")) for one in late.events)
        keeper.add(replace(late, events=moved))
    with lock_writer(path), open_writing(path) as connection:
        connection.execute("INSERT INTO story_reports SELECT 's', document_key, 'v1', NULL, 1, '' FROM documents")
    view = open_archive(path)
    (one,) = find_relation(view, "NOR", "OSCE").happenings
    assert (str(one.row["first_day"]), len(one.reports)) == ("2024-05-14", 3)
    assert find_relation(view, "NOR", "OSCE", since="2024-05-15").happenings == ()
