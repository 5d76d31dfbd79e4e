"""Two reports' events are one where what they say of it agrees, and two where it does not."""

from __future__ import annotations

from typing import Any

import pytest
from tests.relate.reports import at, on

from dragoman.records import Place, When
from dragoman.relate.happenings import compare_events, compare_places
from dragoman.relate.joiner import MIN_EVENT_CHANCE
from dragoman.reports import Report

ALIKE = ({"talks": 0.8, "border": 0.6}, {"talks": 0.8, "river": 0.6})


def report(document: str = "a", **given: Any) -> Report:
    values: dict[str, Any] = {
        "type": "CONSULT",
        "actors": ("KEN",),
        "recipients": ("UGA",),
        "date": on("2024-05-03"),
        "place": Place("Kampala", "UGA", granularity="city"),
    }
    return Report(document, "v1", **(values | given))


def is_one(other: Report, *, same_thread: bool = True) -> bool:
    join = compare_events(report(), other, ALIKE, same_thread=same_thread)
    return join is not None and join.score >= MIN_EVENT_CHANCE


@pytest.mark.parametrize(
    "other",
    [
        report("b"),
        report("b", actors=("UGA",), recipients=("KEN",)),
        report("b", date=When("2024-05-01", "2024-05-31")),
        report("b", place=Place("Uganda", "UGA", granularity="country")),
        report("b", date=None, place=None),
        report("b", type="COOPERATE"),
    ],
    ids=["same", "sides swapped", "month", "country", "less said", "related type"],
)
def test_what_agrees_is_one_happening(other: Report) -> None:
    assert is_one(other)


@pytest.mark.parametrize(
    "other",
    [
        report("b", type="ACCUSE"),
        report("b", date=on("2024-05-20"), place=None),
        report("b", actors=("FRA",), recipients=("DEU",)),
        report("b", type="COOPERATE", place=at("Paris", "FRA"), date=None),
    ],
    ids=["accusation", "another day", "others", "elsewhere"],
)
def test_what_disagrees_is_two_happenings(other: Report) -> None:
    assert not is_one(other)


def test_a_call_is_no_visit() -> None:
    visit, call = report(modes=("visit",), date=None, place=None), report("b", modes=("phone",), date=None, place=None)
    other_visit = report("b", modes=("visit",), date=None, place=None)
    scores = [compare_events(visit, other, ALIKE, same_thread=True) for other in (call, other_visit)]
    assert scores[0]
    assert scores[1]
    assert scores[0].score < 0.5 < scores[1].score


@pytest.mark.parametrize(
    ("one", "other", "nearer"),
    [
        ("actual", "future", False),
        ("hypothetical", "historical", False),
        ("actual", "negated", True),
        ("actual", None, True),
    ],
)
def test_what_is_hoped_for_is_further_from_what_is_done(one: str, other: str | None, nearer: bool) -> None:
    plain, told = (
        compare_events(report(auxiliary=one), report("b", auxiliary=standing), ALIKE, same_thread=True)
        for standing in (one, other)
    )
    assert plain
    assert told
    assert (told.score == plain.score) is nearer


def test_a_plan_and_the_deed_on_one_day_are_one_happening() -> None:
    join = compare_events(report(auxiliary="future"), report("b", auxiliary="actual"), ALIKE, same_thread=True)
    assert join
    assert join.score >= MIN_EVENT_CHANCE


def test_reports_on_other_matters_join_only_where_all_agrees() -> None:
    assert is_one(report("b"), same_thread=False)
    assert not is_one(report("b", date=None, place=None, recipients=()), same_thread=False)


def test_a_join_says_what_it_rests_on() -> None:
    join = compare_events(report(), report("b"), ALIKE, same_thread=True)
    assert join is not None
    assert join.document == "b"
    assert {c.what: c.found for c in join.compared} == {
        "type": "same", "actors": "same", "recipients": "same", "date": "same", "place": "same", "thread": "same",
        "words": "0.64",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        (at("Kafanbo"), at("Kafanbo"), "same"),
        (at("Kafanbo"), at("Benin", "BEN", "country"), "within"),
        (at("Kafanbo"), at("Natitingou"), "other"),
        (at("Kafanbo"), at("Lome", "TGO"), "in another country"),
        (at("Kafanbo"), None, None),
    ],
)
def test_places_are_compared_by_their_kind(one: Place, other: Place | None, found: str | None) -> None:
    assert compare_places(one, other) == found
