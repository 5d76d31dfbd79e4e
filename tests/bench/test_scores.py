"""The measure rewards what is right, forgives what is optional, and counts nothing twice."""

from __future__ import annotations

from dataclasses import replace

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
from gold import Case, Encounter, Happening, Person, Said
from scores import Score, compare

TEXT = "Kenya's minister Jane Otieno met Uganda's minister to discuss trade. Kenya condemned the raid."
CARD = CoderCard("0", None, "PLOVER 2.0", "k")
WHOLE = Span(0, len(TEXT))


def happening(
    type: str = "CONSULT", actors: str = "KEN UGA", recipients: str = "", optional: bool = False
) -> Happening:
    roles = (frozenset(actors.split()), frozenset(recipients.split()))
    return Happening("CONSULT", (roles,), "actual", optional)


def event(type: str = "CONSULT", actors: tuple[str, ...] = ("e1", "e2"), recipients: tuple[str, ...] = ()) -> Event:
    return Event("v1", type, WHOLE, Span(29, 32), actors=actors, recipients=recipients)


def record(**layers: object) -> Record:
    entities = (
        Entity("e1", "Jane Otieno", "person", represents="KEN"),
        Entity("e2", "Uganda's minister", "office", represents="UGA"),
    )
    return replace(Record(Document("d", TEXT), CARD, entities=entities), **layers)  # type: ignore[arg-type]


def score_of(case: Case, found: Record) -> Score:
    score = Score()
    compare(case, found, score)
    return score


def case(**facts: object) -> Case:
    return replace(Case("c", "made up", TEXT), **facts)  # type: ignore[arg-type]


def test_an_event_is_right_only_with_both_roles() -> None:
    wanted = case(events=(happening(actors="UGA", recipients="KEN"),))
    score = score_of(wanted, record(events=(event(),)))
    assert (score.tally("events").right, score.tally("event types").right) == (0, 1)


def test_accepted_roles_count_in_full() -> None:
    both = (frozenset({"KEN", "UGA"}), frozenset[str]())
    wanted = replace(happening(actors="UGA", recipients="KEN"), roles=(both,))
    assert score_of(case(events=(wanted,)), record(events=(event(),))).tally("events").f1 == 1


def test_optional_events_count_neither_way() -> None:
    wanted = case(events=(happening(optional=True),))
    for events in ((), (event(),)):
        tally = score_of(wanted, record(events=events)).tally("events")
        assert (tally.right, tally.found, tally.wanted) == (0, 0, 0)


def test_one_event_cannot_answer_for_two() -> None:
    wanted = case(events=(happening(), happening()))
    assert score_of(wanted, record(events=(event(),))).tally("events").recall == 0.5


def test_agenda_is_scored_by_its_content_words() -> None:
    people = (Participant("e1", "Jane Otieno", None, "KEN"),)
    start = TEXT.index("trade")
    found = Meeting("m1", people, agenda=(Topic("trade", Span(start, start + 5)),))
    anywhere: frozenset[str] = frozenset({""})
    forms, held = frozenset({"other"}), frozenset({"held"})
    wanted = Encounter(("Jane Otieno",), ("the trade", "peace"), forms, held, anywhere, "", "", False)
    tally = score_of(case(meetings=(wanted,)), record(meetings=(found,))).tally("agenda words")
    assert (tally.right, tally.found, tally.wanted) == (1, 1, 2)


def test_a_participant_needs_the_right_side() -> None:
    wanted = Person("Jane Otieno", "minister", frozenset({"KEN"}), False)
    for side, right in (("KEN", 1), ("UGA", 0)):
        meeting = Meeting("m1", (Participant("e1", "Minister Jane Otieno", "minister", side),))
        assert score_of(case(participants=(wanted,)), record(meetings=(meeting,))).tally("participants").right == right


def test_a_joint_position_may_be_given_to_each_side() -> None:
    wanted = Said(frozenset({"KEN", "UGA"}), True, "criticise", "the raid", False)
    span = Span(TEXT.index("the raid"), TEXT.index("the raid") + 8)
    shared = {"explicit": True, "quoted": False, "force": "criticise", "cue": span, "sentence": WHOLE}
    found = tuple(
        Position(f"p{n}", f"e{n}", side, about=Topic("the raid", span), **shared)  # type: ignore[arg-type]
        for n, side in ((1, "KEN"), (2, "UGA"))
    )
    assert score_of(case(positions=(wanted,)), record(positions=found)).tally("positions").f1 == 1
