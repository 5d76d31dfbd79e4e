"""A story that several reports tell counts once where that is asked for: as the report tells it that stands for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.factory import CARD, document, event, meeting, position, record

from dragoman import Record, join_archive
from dragoman.keep.view import View, open_archive
from dragoman.keep.writer import open_keeper
from dragoman.records import When


def told(number: int, published: str, **given: Any) -> Record:
    """One report of one accusation, by another publisher."""
    paper = document(
        id=f"d{number}", url=f"https://a.example/{number}", publisher=f"Paper {number}", published=published
    )
    values: dict[str, Any] = {"events": (_accused(),), "meetings": (), "positions": ()}
    return record(document=paper, **(values | given))


def _accused(**given: Any) -> Any:
    day = When("2024-05-14", "2024-05-14", "on Tuesday")
    return event(**({"type": "ACCUSE", "quad": 3, "score": -2.0, "date": day, "recipients": ("e1",)} | given))


def keep(tmp_path: Path, *records: Record, join: bool = True) -> View:
    path = tmp_path / "news.duckdb"
    with open_keeper(path, CARD) as keeper:
        for one in records:
            keeper.add(one)
    if join:
        join_archive(path)
    return open_archive(path)


def test_what_three_papers_tell_is_one_event_of_three_reports(tmp_path: Path) -> None:
    view = keep(tmp_path, told(1, "2024-05-14"), told(2, "2024-05-15"), told(3, "2024-05-16"))
    assert view.events().num_rows == 3
    (row,) = view.events(between=("OSCE", "NOR"), once=True, columns=["document_id"]).to_pylist()
    assert (row["document_id"], row["reports"]) == ("d1", 3)
    assert row["story"] == view.events(columns=["story"])["story"].to_pylist()[0]


def test_what_is_not_joined_counts_each_time(tmp_path: Path) -> None:
    view = keep(tmp_path, told(1, "2024-05-14"), told(2, "2024-05-15"), join=False)
    rows = view.events(once=True).to_pylist()
    assert [(row["story"], row["reports"]) for row in rows] == [(None, 1), (None, 1)]
    assert view.unjoined() is None


def test_a_report_with_both_sides_and_a_day_stands_for_one_without(tmp_path: Path) -> None:
    bare = _accused(date=None, recipients=(), confidence=1.0)
    view = keep(tmp_path, told(1, "2024-05-14", events=(bare,)), told(2, "2024-05-15"))
    assert view.events(once=True)["document_id"].to_pylist() == ["d2"]


def test_a_late_report_does_not_count_in_its_own_week(tmp_path: Path) -> None:
    view = keep(tmp_path, told(1, "2024-05-14"), told(2, "2024-05-18", events=(_accused(date=None),)))
    assert view.events(since="2024-05-18").num_rows == 1
    assert view.events(since="2024-05-18", once=True).num_rows == 0
    assert view.events(until="2024-05-14", once=True)["reports"].to_pylist() == [2]


def test_many_rows_come_once_as_few_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    view = keep(tmp_path, *(told(n, f"2024-0{n}-14", events=(_accused(date=None),)) for n in range(1, 6)))
    few = view.events(once=True), view.events(once=True, limit=2), view.events(once=True, since="2024-03-01")
    assert [table.num_rows for table in few] == [5, 2, 3]
    monkeypatch.setattr("dragoman.keep.view.MANY_ROWS", 0)
    again = view.events(once=True), view.events(once=True, limit=2), view.events(once=True, since="2024-03-01")
    assert again == few


def test_a_meeting_has_the_story_of_the_event_that_it_is(tmp_path: Path) -> None:
    met = (meeting(events=("v1",)), meeting(id="m2", events=()))
    view = keep(tmp_path, told(1, "2024-05-14", meetings=met), told(2, "2024-05-15", meetings=met[:1]))
    stories = {(row["document_id"], row["id"]): row["story"] for row in _read_meetings(view)}
    assert stories["d1", "m1"] == stories["d2", "m1"] == view.events(once=True)["story"][0].as_py()
    assert stories["d1", "m2"] is None


def test_a_late_report_of_a_meeting_does_not_count_in_its_own_week(tmp_path: Path) -> None:
    early, late = meeting(events=("v1",)), meeting(events=("v1",), date=None)
    view = keep(tmp_path, told(1, "2024-05-14", meetings=(early,)), told(2, "2024-05-18", meetings=(late,)))
    assert view.meetings(since="2024-05-18").num_rows == 1
    assert view.meetings(since="2024-05-18", once=True).num_rows == 0
    assert view.meetings(since="2024-05-14", once=True).num_rows == 2


def _read_meetings(view: View) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = view.meetings(columns=["document_id", "id", "story"]).to_pylist()
    return found


def test_records_tell_what_another_report_stands_for(tmp_path: Path) -> None:
    view = keep(tmp_path, told(1, "2024-05-14"), told(2, "2024-05-15"), told(3, "2024-08-01"))
    assert [(one.document.id, again) for one, again in view.told()] == [
        ("d1", frozenset()),
        ("d2", {"v1"}),
        ("d3", frozenset()),
    ]
    assert [one.document.id for one, _ in view.told(since="2024-05-15")] == ["d2", "d3"]


def test_a_statement_of_one_story_in_the_same_words_is_told_again(tmp_path: Path) -> None:
    one, other = position(), position(id="p2", represents="OSCE")
    view = keep(
        tmp_path,
        told(1, "2024-05-14", positions=(one, other)),
        told(2, "2024-05-15", positions=(one,)),
        told(3, "2024-08-01", positions=(one,), events=()),
    )
    assert [(r.document.id, again) for r, again in view.told(of="NOR")] == [
        ("d1", set()),
        ("d2", {"p1"}),
        ("d3", set()),
    ]
    assert all(not again for _, again in view.told(of="OSCE"))


def test_a_statement_that_is_one_event_is_told_again_in_other_words(tmp_path: Path) -> None:
    said = position(represents="OSCE", cue=event().trigger)
    otherwise = replace(said, about=replace(said.about, text="another wording of it"))
    view = keep(tmp_path, told(1, "2024-05-14", positions=(said,)), told(2, "2024-05-15", positions=(otherwise,)))
    assert [again for _, again in view.told(of="OSCE")] == [set(), {"p1"}]


def test_what_is_of_no_story_yet_is_counted(tmp_path: Path) -> None:
    view = keep(tmp_path, told(1, "2024-05-14"))
    assert view.unjoined() == (0, 0)
    changed = told(1, "2024-05-14")
    other = replace(changed.document, text=changed.document.text + " All is different.")
    view = keep(tmp_path, told(2, "2024-05-15"), replace(changed, document=other), join=False)
    assert view.unjoined() == (1, 1)
    join_archive(view.path)
    assert view.unjoined() == (0, 1)
