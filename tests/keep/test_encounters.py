"""Encounters in an archive: a meeting told by many is one, offices and sides are kept to, pairs count the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.factory import CARD, document, meeting, record

from dragoman import Record, join_archive
from dragoman.keep import pairs
from dragoman.keep.encounters import find_meetings, is_office, take_encounters
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import Participant, When

SOLHAUG = Participant("e1", "Ingrid Solhaug", "Foreign Minister", "NOR")
WIERZBA = Participant("e2", "Tomasz Wierzba", "Special Representative", "OSCE")
DAHL = Participant("e4", "Per Dahl", "President", "NOR")


def _told(number: int, *people: Participant, day: str | None = "2024-05-14", form: str = "visit") -> Record:
    """A document that tells of one meeting and nothing else."""
    met = meeting(participants=people, date=When(day, day) if day else None, form=form, events=())
    about = document(id=f"d{number}", url=f"https://a.example/{number}", published=day)
    return replace(record(document=about, events=(), positions=(), meetings=(met,)))


def _keep(path: Path, *records: Record) -> View:
    with open_keeper(path, CARD) as keeper:
        for one in records:
            keeper.add(one)
    return open_archive(path)


def test_reports_of_one_day_form_and_table_are_one_meeting(tmp_path: Path) -> None:
    view = _keep(
        tmp_path / "a.duckdb",
        _told(1, SOLHAUG, WIERZBA),
        _told(2, SOLHAUG, WIERZBA),
        _told(3, SOLHAUG, WIERZBA, form="phone"),
        _told(4, SOLHAUG, WIERZBA, day="2024-05-15"),
    )
    found = find_meetings(view)
    assert [(str(one.day), one.form, one.documents) for one in found.sittings] == [
        ("2024-05-15", "visit", 1),
        ("2024-05-14", "visit", 2),
        ("2024-05-14", "phone", 1),
    ]
    assert [(pair.sides, pair.times) for pair in found.count_pairs()] == [(("NOR", "OSCE"), 3)]
    assert found.reports == 4


def test_meetings_without_a_day_are_one_for_each_document(tmp_path: Path) -> None:
    undated = [_told(number, SOLHAUG, WIERZBA, day=None) for number in (1, 2)]
    assert len(find_meetings(_keep(tmp_path / "a.duckdb", *undated)).sittings) == 2


def test_reports_of_one_story_are_one_meeting_whatever_day_they_give(tmp_path: Path) -> None:
    path = tmp_path / "a.duckdb"
    reports = [
        record(document=document(id=f"d{n}", url=f"https://a.example/{n}", publisher=f"Paper {n}", published=day))
        for n, day in ((1, "2024-05-14"), (2, "2024-05-15"))
    ]
    late = replace(reports[1], meetings=(meeting(date=When("2024-05-15", "2024-05-15")),))
    view = _keep(path, reports[0], late)
    assert len(find_meetings(view).sittings) == 2
    join_archive(path)
    (one,) = find_meetings(view).sittings
    assert one.documents == 2


def test_the_sides_of_one_state_are_no_pair(tmp_path: Path) -> None:
    found = find_meetings(_keep(tmp_path / "a.duckdb", _told(1, SOLHAUG, DAHL)))
    assert found.count_pairs() == []
    assert found.count_sides() == {}


def test_an_office_counts_those_who_hold_it(tmp_path: Path) -> None:
    view = _keep(tmp_path / "a.duckdb", _told(1, SOLHAUG, WIERZBA), _told(2, DAHL, WIERZBA, day="2024-06-01"))
    held = find_meetings(view, office="minister of foreign affairs")
    assert [one.sides for one in held.sittings] == [("NOR",)]
    assert dict(held.offices)["Minister of Foreign Affairs"] == 1


def test_all_asked_for_sat_at_the_table(tmp_path: Path) -> None:
    view = _keep(tmp_path / "a.duckdb", _told(1, SOLHAUG, WIERZBA), _told(2, SOLHAUG, DAHL, day="2024-06-01"))
    assert len(find_meetings(view, who=("NOR",)).sittings) == 2
    assert len(find_meetings(view, who=("NOR", "OSCE")).sittings) == 1
    assert len(find_meetings(view, who=("NOR",), organisation="OSCE").sittings) == 1
    assert find_meetings(view, who=("NOR", "SWE")).sittings == ()


def test_rows_are_taken_for_the_meetings_asked_for(tmp_path: Path) -> None:
    view = _keep(tmp_path / "a.duckdb", _told(1, SOLHAUG, WIERZBA), _told(2, SOLHAUG, WIERZBA))
    (one,) = take_encounters(view, find_meetings(view).sittings)
    assert one.sides == ("NOR", "OSCE")
    assert {row["document_key"] for row in one.reports} == {1, 2}
    assert one.row["participant_names"] == ["Ingrid Solhaug", "Tomasz Wierzba"]


@pytest.mark.parametrize(
    ("title", "asked", "is_it"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs", True),
        ("Deputy Foreign Minister", "Prime Minister", False),
        ("President", "president", True),
        ("Vice President", "president", True),  # its words are all there
        (None, "president", False),
    ],
)
def test_an_office_is_known_by_its_names(title: str | None, asked: str, is_it: bool) -> None:
    assert is_office(title, asked) is is_it


LINDQVIST = Participant("e5", "Maja Lindqvist", "Minister of Foreign Affairs", "SWE")
HOLM = Participant("e6", "Anna Holm", "Minister of Foreign Affairs", "DNK")


def test_two_that_no_report_puts_at_one_table_did_not_meet(tmp_path: Path) -> None:
    tables = (SOLHAUG, WIERZBA, LINDQVIST), (SOLHAUG, WIERZBA, HOLM)
    view = _keep(tmp_path / "a.duckdb", *(_told(number, *table) for number, table in enumerate(tables)))
    found = find_meetings(view)
    (one,) = found.sittings
    assert one.sides == ("DNK", "NOR", "OSCE", "SWE")
    assert ("DNK", "SWE") not in {pair.sides for pair in found.count_pairs()}


def test_pairs_are_those_of_the_network(tmp_path: Path) -> None:
    told = [
        _told(1, SOLHAUG, WIERZBA),
        _told(2, SOLHAUG, WIERZBA, LINDQVIST),
        _told(3, SOLHAUG, LINDQVIST, form="phone"),
        _told(4, SOLHAUG, HOLM, day=None),
        _told(5, SOLHAUG, HOLM, day=None),
        _told(6, DAHL, HOLM, LINDQVIST, day="2024-06-01", form="multilateral"),
    ]
    view = _keep(tmp_path / "a.duckdb", *told)
    rows = view.meetings(status="held", once=True, columns=pairs.COLUMNS).to_pylist()
    counted = {pair.sides: pair.times for pair in pairs.count_pairs(rows)}
    assert {pair.sides: pair.times for pair in find_meetings(view).count_pairs()} == counted
    assert counted["DNK", "NOR"] == 3
