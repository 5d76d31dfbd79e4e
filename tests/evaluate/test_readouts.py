"""Meetings and positions are compared field by field, and what resolving loses is told apart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.evaluate.readouts import ReadoutScore, compare_readouts
from dragoman.records import (
    CoderCard,
    Document,
    Entity,
    Meeting,
    Participant,
    Position,
    Record,
    Span,
    Topic,
    When,
)

TEXT = "Oman met Iran. It was urged that calm return."
FIRST, SECOND = Span(0, 14), Span(15, 45)
OMAN = Entity("e1", "Oman", "country", represents="OMN", country="OMN", mentions=(Span(0, 4),))
IRAN = Entity("e2", "Iran", "country", represents="IRN", country="IRN", mentions=(Span(9, 13),))
CALM = Topic("calm return", Span(33, 44))
URGED = Position("p1", None, "OMN", False, False, "demand", CALM, Span(22, 27), SECOND)
SEATS = (Participant("e1", "Oman", None, "OMN"), Participant("e2", "Iran", None, "IRN"))
DAY = When("2024-05-03", "2024-05-03")
TALKS = Meeting("m1", SEATS, "visit", "OMN", "OMN", "Muscat", DAY, agenda=(CALM,), sentences=(FIRST,))


def make_record(**given: Any) -> Record:
    whole = Record(
        document=Document("d", TEXT),
        coder=CoderCard("t", None, "PLOVER 2.0", ""),
        relevant=True,
        entities=(OMAN, IRAN),
        events=(),
        meetings=(TALKS,),
        positions=(URGED,),
    )
    return replace(whole, **given)


def score(wanted: Record | None = None, **found: Any) -> ReadoutScore:
    made = ReadoutScore()
    compare_readouts(wanted or make_record(), make_record(**found), made)
    return made


def test_the_same_record_agrees_in_every_field() -> None:
    made = score()
    assert {name: tally.f1 for name, tally in made.tallies.items()} == dict.fromkeys(made.tallies, 1.0)
    assert made.same == made.paired
    assert made.summary()["passives"] == {"wanted": 1, "attributed_right": 1.0}


def test_every_field_of_a_meeting_is_counted_by_itself() -> None:
    made = score(meetings=(replace(TALKS, form="phone", date=None, city="MUSCAT"),))
    assert {name for name in made.paired if made.same[name] < made.paired[name]} == {"form", "date"}


def test_a_participant_of_another_side_is_right_by_name_only() -> None:
    wrong = replace(TALKS, participants=(SEATS[0], replace(SEATS[1], represents="IRQ")))
    made = score(meetings=(wrong,))
    assert (made.tallies["participants"].right, made.tallies["participant_names"].right) == (1, 2)


def test_nobody_sits_twice_in_a_document() -> None:
    assert score(meetings=(TALKS, replace(TALKS, id="m2"))).tallies["participants"].found == 2


def test_a_meeting_of_others_is_none_of_the_annotated() -> None:
    others = replace(TALKS, participants=(Participant("e9", "Peru", None, "PER"),))
    made = score(meetings=(others,))
    assert (made.tallies["meetings"].right, made.tallies["agenda"].right) == (0, 0)


def test_topics_are_right_where_they_lie_over_most_of_each_other() -> None:
    far = replace(TALKS, agenda=(Topic("It", Span(15, 17)),))
    assert score(meetings=(far,)).tallies["agenda"].right == 0


def test_a_proposition_must_lie_over_most_of_the_other() -> None:
    far = replace(URGED, about=Topic("It", Span(15, 17)))
    assert score(positions=(far,)).tallies["propositions"].right == 0


def test_a_position_of_another_side_is_a_proposition_only() -> None:
    made = score(positions=(replace(URGED, represents="IRN"),))
    assert (made.tallies["positions"].right, made.tallies["propositions"].right) == (0, 1)


def test_a_target_is_right_by_its_side_and_a_needless_one_is_counted() -> None:
    aimed, nobody = replace(URGED, target=IRAN.id), replace(URGED, target=None)

    def tally(wanted: Position, found: Position) -> tuple[int, int, int]:
        told = score(make_record(positions=(wanted,)), positions=(found,)).tallies["targets"]
        return told.right, told.found, told.wanted

    assert tally(aimed, aimed) == (1, 1, 1)
    assert tally(aimed, replace(URGED, target=OMAN.id)) == (0, 1, 1)
    assert tally(nobody, aimed) == (0, 1, 0)
    assert tally(aimed, nobody) == (0, 0, 1)


def test_a_body_is_of_its_own_code_and_of_that_of_its_kind() -> None:
    body = Entity("e3", "OSCE", "organization", represents="OSCE", country="IGO", mentions=(Span(0, 4),))
    by_kind = replace(URGED, speaker="e3", represents=None)
    wanted = make_record(entities=(OMAN, IRAN, body), positions=(replace(URGED, represents="IGO"),))
    assert score(wanted, entities=(OMAN, IRAN, body), positions=(by_kind,)).tallies["positions"].right == 1


def test_a_guessed_person_spoils_a_passive() -> None:
    made = score(positions=(replace(URGED, speaker="e1"),))
    assert (made.tallies["passives"].right, made.tallies["positions"].right) == (0, 1)


def test_boilerplate_is_no_position() -> None:
    assert score(positions=(replace(URGED, boilerplate=True),)).tallies["positions"].found == 0


def test_forces_are_compared_where_the_proposition_was_found() -> None:
    made = score(positions=(replace(URGED, force="state"),))
    assert (made.forces["demand", "state"], made.summary()["force_macro_f1"]) == (1, 0.0)
