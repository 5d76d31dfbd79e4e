"""Periods between two sides, and pairs that met: what is counted once and what is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dragoman.keep.pairs import count_pairs
from dragoman.keep.periods import find_next, find_start, fold_events, pick_notes


def event(day: str | None, score: float, **given: Any) -> dict[str, Any]:
    quad = 1 if score >= 0 else 3
    return {"first_day": day and date.fromisoformat(day), "quad": quad, "score": score, "id": "v1", **given}


def test_weeks_without_events_are_there_with_nothing() -> None:
    found = fold_events([event("2024-05-01", 4.0), event("2024-05-02", -2.0), event("2024-05-15", -9.0)], "week")
    assert [(str(p.start), str(p.end), p.events, p.score_sum, p.score_mean) for p in found] == [
        ("2024-04-29", "2024-05-05", 2, 2.0, 1.0),
        ("2024-05-06", "2024-05-12", 0, 0.0, None),
        ("2024-05-13", "2024-05-19", 1, -9.0, -9.0),
    ]
    assert (found[0].cooperation, found[0].conflict, found[0].score_up, found[0].score_down) == (1, 1, 4.0, -2.0)


def test_reports_are_counted_beside_the_events_that_they_tell() -> None:
    (found,) = fold_events([event("2024-05-01", 4.0, reports=3), event("2024-05-02", -2.0)], "week")
    assert (found.events, found.reports) == (2, 4)


def test_events_without_a_day_do_not_count() -> None:
    assert fold_events([event(None, 4.0)], "week") == []


@pytest.mark.parametrize(
    ("first", "last", "length", "counted"),
    [
        ("2024-05-01", "2024-05-01", "week", 1),
        ("2024-05-04", "2024-05-07", "week", 1),
        ("2024-05-01", "2024-05-31", "week", 0),
        ("2024-05-01", "2024-05-31", "month", 1),
        ("2024-01-01", "2024-12-31", "month", 0),
        ("2022-01-01", "2024-05-14", "month", 0),
    ],
)
def test_an_event_dated_to_more_than_the_period_does_not_count(
    first: str, last: str, length: str, counted: int
) -> None:
    found = fold_events([event(first, -9.0, last_day=date.fromisoformat(last))], length)
    assert sum(period.events for period in found) == counted


@pytest.mark.parametrize(
    ("day", "length", "start", "following"),
    [
        ("2024-12-31", "week", "2024-12-30", "2025-01-06"),
        ("2024-01-07", "week", "2024-01-01", "2024-01-08"),
        ("2024-12-31", "month", "2024-12-01", "2025-01-01"),
        ("2024-02-29", "month", "2024-02-01", "2024-03-01"),
    ],
)
def test_periods_begin_where_the_calendar_says(day: str, length: str, start: str, following: str) -> None:
    found = find_start(date.fromisoformat(day), length)
    assert (str(found), str(find_next(found, length))) == (start, following)


def test_a_period_is_moved_by_its_strongest_event_on_the_side_it_leans_to() -> None:
    (found,) = fold_events([event("2024-05-01", 7.0, id="up"), event("2024-05-01", -9.0, id="down")], "month")
    assert found.moved_by is not None
    assert found.moved_by["id"] == "down"


def test_what_each_quad_adds_is_told_apart_from_its_sign() -> None:
    friendly_request = event("2024-05-01", 0.5, quad=3)
    (found,) = fold_events([friendly_request, event("2024-05-01", -2.0), event("2024-05-02", 4.0)], "week")
    assert found.score_by_quad == ((4.0, 0), (0, 0), (0.5, -2.0), (0, 0))
    assert (found.score_up, found.cooperation, found.conflict) == (4.5, 1, 2)


def test_notes_tell_of_both_sides() -> None:
    scores = [
        ("2024-01-01", -9.0),
        ("2024-02-01", -8.0),
        ("2024-03-01", -7.0),
        ("2024-04-01", 2.0),
        ("2024-05-01", -6.0),
    ]
    periods = fold_events([event(day, score) for day, score in scores], "month")
    assert [p.score_sum for p in pick_notes(periods, 4)] == [-9.0, -8.0, -7.0, 2.0]
    assert len(pick_notes(periods, 50)) == 5


def meeting(sides: str, day: str | None = "2024-05-01", **given: Any) -> dict[str, Any]:
    codes = sides.split()
    return {
        "document_id": "d1",
        "document_key": 1,
        "id": "m1",
        "story": None,
        "first_day": day and date.fromisoformat(day),
        "form": "visit",
        "participant_represents": codes,
        "participant_countries": [None] * len(codes),
        **given,
    }


def counted(*meetings: dict[str, Any], once: bool = True) -> dict[tuple[str, str], int]:
    return {pair.sides: pair.times for pair in count_pairs(meetings, once=once)}


def test_every_pair_at_a_table_met() -> None:
    assert counted(meeting("C A B A")) == {("A", "B"): 1, ("A", "C"): 1, ("B", "C"): 1}


def test_one_meeting_told_by_two_documents_counts_once() -> None:
    assert counted(meeting("A B"), meeting("B A", document_id="d2")) == {("A", "B"): 1}
    assert counted(meeting("A B"), meeting("A B", day="2024-05-02")) == {("A", "B"): 2}
    assert counted(meeting("A B"), meeting("A B", form="phone")) == {("A", "B"): 2}


def test_reports_of_one_story_tell_one_meeting_whatever_day_they_give() -> None:
    told = meeting("A B", story="s1"), meeting("A B", story="s1", day="2024-05-02", document_key=2)
    assert counted(*told) == {("A", "B"): 1}
    assert counted(*told, meeting("A B", form="phone", story="s2")) == {("A", "B"): 2}
    assert counted(*told, meeting("A C", story="s1", day="2024-05-03")) == {("A", "B"): 1, ("A", "C"): 1}


def test_every_report_of_a_meeting_can_be_counted() -> None:
    told = meeting("A B C", story="s1"), meeting("A B", story="s1", document_key=2), meeting("A B", id="m2")
    assert counted(*told, once=False) == {("A", "B"): 3, ("A", "C"): 1, ("B", "C"): 1}


def test_meetings_without_a_day_are_told_apart_by_their_documents() -> None:
    assert counted(meeting("A B", None), meeting("A B", None), meeting("A B", None, document_id="d2")) == {
        ("A", "B"): 2
    }


def test_who_is_of_no_side_met_nobody() -> None:
    assert counted({**meeting("A"), "participant_represents": ["A", None], "participant_countries": [None, None]}) == {}


def test_a_table_of_many_is_one_meeting_for_each_side() -> None:
    from dragoman.show.network import count_sides

    told = [meeting("A B C"), *(meeting("A B", day="2024-05-02", document_key=key) for key in (2, 3))]
    assert count_sides(count_pairs(told)) == {"A": 2, "B": 2, "C": 1}
    assert count_sides(count_pairs(told, once=False)) == {"A": 3, "B": 3, "C": 1}
