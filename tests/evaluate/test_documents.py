"""Records are compared with annotated ones thing by thing, each with one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from dragoman.evaluate.documents import Score, compare, macro_f1
from dragoman.records import (
    CoderCard,
    Document,
    Entity,
    Event,
    Meeting,
    Participant,
    Position,
    Record,
    Span,
    Topic,
)

TEXT = "Oman met Iran. It urged calm."
FIRST, SECOND = Span(0, 14), Span(15, 29)
OMAN = Entity("e1", "Oman", "country", represents="OMN", country="OMN", mentions=(Span(0, 4),))
IRAN = Entity("e2", "Iran", "country", represents="IRN", country="IRN", mentions=(Span(9, 13),))
MET = Event("v1", "CONSULT", FIRST, Span(5, 8), actors=("e1", "e2"), confidence=0.85)
URGED = Event("v2", "REQUEST", SECOND, Span(18, 23), actors=("e1",), confidence=0.4)
CALM = Position("p1", "e1", "OMN", True, False, "demand", Topic("calm", Span(24, 28)), Span(18, 23), SECOND)
TALKS = Meeting("m1", (Participant("e1", "Oman", None, "OMN"),), agenda=(Topic("calm", Span(24, 28)),))


def make_record(**given: object) -> Record:
    whole = Record(
        document=Document("d", TEXT),
        coder=CoderCard("t", None, "PLOVER 2.0", ""),
        relevant=True,
        entities=(OMAN, IRAN),
        events=(MET, URGED),
        meetings=(TALKS,),
        positions=(CALM,),
    )
    return replace(whole, **given)  # type: ignore[arg-type]


def score(found: Record, wanted: Record | None = None) -> Score:
    made = Score()
    compare(wanted or make_record(), found, made)
    return made


def test_the_same_record_is_right_in_everything() -> None:
    assert {name: tally.f1 for name, tally in score(make_record()).tallies.items()} == dict.fromkeys(
        ("entities", "participants", "meetings", "agenda", "events", "event_types", "positions"), 1.0
    )


def test_an_event_needs_its_sides() -> None:
    turned = replace(MET, actors=("e1",), recipients=("e2",))
    made = score(make_record(events=(turned, URGED)))
    assert (made.tallies["events"].right, made.tallies["event_types"].right) == (1, 2)


def test_an_event_of_another_type_is_two_errors() -> None:
    made = score(make_record(events=(replace(MET, type="AGREE"), URGED)))
    assert (made.tallies["events"].precision, made.tallies["events"].recall) == (0.5, 0.5)


def test_who_has_no_code_is_left_out_of_the_sides() -> None:
    crowd = Entity("e3", "crowd", "group", mentions=(Span(15, 17),))
    wanted = make_record(entities=(OMAN, IRAN, crowd), events=(replace(URGED, recipients=("e3",)),))
    assert score(make_record(events=(URGED,)), wanted).tallies["events"].f1 == 1.0


def test_events_of_a_text_without_politics_are_counted() -> None:
    wanted = make_record(relevant=False, events=(), meetings=(), positions=())
    made = score(make_record(), wanted)
    assert (made.negatives, made.false_events) == (1, 2)


def test_reliability_tells_the_share_that_is_right() -> None:
    made = score(make_record(events=(MET, replace(URGED, type="REJECT"))))
    assert list(made.reliability()) == [
        {"from": 0.4, "events": 1, "right": 0.0},
        {"from": 0.8, "events": 1, "right": 1.0},
    ]


def test_auxiliaries_are_compared_where_the_event_was_found() -> None:
    made = score(make_record(events=(replace(MET, auxiliary="future"), URGED)))
    assert made.auxiliaries == Counter({("actual", "future"): 1, ("actual", "actual"): 1})


@pytest.mark.parametrize(
    ("pairs", "wanted"),
    [({("a", "a"): 1}, 1.0), ({("a", "b"): 1}, 0.0), ({("a", "a"): 1, ("b", "a"): 1, ("b", "b"): 1}, 2 / 3)],
)
def test_macro_f1(pairs: dict[tuple[str, str], int], wanted: float) -> None:
    assert macro_f1(Counter(pairs), "ab") == pytest.approx(wanted)
