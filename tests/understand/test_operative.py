"""Operative paragraphs are said by the body that the line above them names."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.knowledge import load
from dragoman.records import Document


def said(text: str) -> list[tuple[str, str, str]]:
    marked = flow.understand(Document("d", text), load())
    return [
        (one.source.span.of(text) if one.source else "", one.lemma, one.content.of(text)) for one in marked.attributions
    ]


HEAD = "The Council of the League,\n\nHaving heard the report of the Chairperson,\n\n"


@pytest.mark.parametrize(
    ("paragraph", "told"),
    [
        ("1. Strongly condemns the shelling of the port;", ("condemn", "the shelling of the port")),
        ("2. Requests the Commission to send a mission;", ("request", "send a mission")),
        ("Demands that Kenya and Uganda withdraw;", ("demand", "Kenya and Uganda withdraw")),
        ("- Expresses deep concern at the fighting;", ("express concern", "the fighting")),
        (
            "Notes with satisfaction that agencies have been let in, and expresses gratitude to Oman for its ships;",
            ("express gratitude", "its ships"),
        ),
        ("Calls upon Chad to open the road;", ("call upon", "open the road")),
        ("Deplores the loss of life, and urges all parties to shun violence;", ("urge", "shun violence")),
    ],
)
def test_the_line_above_says_who_speaks(paragraph: str, told: tuple[str, str]) -> None:
    assert ("Council of the League", *told) in said(f"{HEAD}{paragraph}\n")


def test_a_plural_body_speaks_in_the_plural() -> None:
    text = "The Ministers,\n\nDemand that the port be opened;\n\nRequest the Council to extend the mandate.\n"
    assert ("The Ministers", "request", "extend the mandate") in said(text)


def test_a_sentence_with_a_subject_is_its_own() -> None:
    assert ("Kenya", "oppose", "the decision") in said(f"{HEAD}Condemns the raid;\n\nKenya opposed the decision.\n")


def test_a_past_verb_behind_and_is_not_the_bodys() -> None:
    text = f"{HEAD}Notes that the rebels have denied the charge and blamed the army;\n"
    assert all(who != "Council of the League" for who, lemma, _ in said(text) if lemma == "blame")


def test_without_such_a_line_nobody_is_guessed() -> None:
    assert said("Thank you very much.\n") == []
    assert all("Council" not in who for who, _, _ in said("The Council met.\n\nCondemns the raid.\n"))


def test_a_list_may_end_in_a_bare_verb() -> None:
    text = f"{HEAD}1. Condemns the shelling of the port;\n\n2. Demands\n"
    assert ("Council of the League", "condemn", "the shelling of the port") in said(text)


@pytest.mark.parametrize(
    "told",
    [
        "Reports of a rift with Oman are false.",
        "Praise for Kenya came from Oman.",
        "State Department spokesman Daniel Marlowe said Chad must stop.",
    ],
)
def test_a_noun_that_opens_a_sentence_of_its_own_is_no_operative_verb(told: str) -> None:
    assert all(who != "Council of the League" for who, _, _ in said(f"{HEAD}{told}\n"))


def test_whoever_speaks_in_a_list_is_silent_behind_a_sentence_of_prose() -> None:
    prose = f"{HEAD}Condemns the raid;\n\nThe ambassador of Oman left early.\n\nDemand for the opening of the port;\n"
    assert [who for who, *_ in said(prose)] == ["Council of the League"]
    within = f"{HEAD}Decides that:\n\n(a) Chad shall open the road;\n\nRequests the Commission to send a mission;\n"
    assert ("Council of the League", "request", "send a mission") in said(within)


def test_a_line_may_name_the_body_at_its_end() -> None:
    text = (
        "Acting under Article 7 of its Charter, the African Union:\n\n1. Endorses the request of Somalia for a pause;\n"
    )
    assert ("African Union", "endorse", "the request of Somalia for a pause") in said(text)


def test_a_list_of_the_parties_may_tell_what_they_did() -> None:
    text = "The Parties:\n\na) noted that the bank has been open since May;\n\nb) agreed that a mission would come;\n"
    assert ("The Parties", "agree", "a mission would come") in said(text)
