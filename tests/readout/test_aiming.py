"""At whom a position is directed, and what is told of a call."""

from __future__ import annotations

import pytest

import dragoman


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("The union's head, Ama Mensah, asked the interior minister to resign.", "interior minister"),
        ("Zambia's opposition leader urged the electoral commission to publish the results.", "electoral commission"),
    ],
)
def test_who_is_asked_or_blamed_is_the_target_of_what_is_said(text: str, target: str) -> None:
    record = dragoman.code(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert [names[one.target] for one in record.positions if one.target] == [target]


def test_nobody_is_the_target_of_a_denial_that_names_nobody() -> None:
    record = dragoman.code("Kenya accused Uganda of smuggling. Uganda denied the charge.")
    assert [one.target for one in record.positions if one.force == "reject"] == [None]


def test_what_somebody_is_called_is_no_target() -> None:
    record = dragoman.code("Kenya called Oman's president a separatist and urged Peru to stop.")
    named = {entity.id: entity.name for entity in record.entities}
    targets = [named.get(one.target or "", "") for one in record.positions]
    assert "separatist" not in targets
    assert targets[-1] == "Peru"


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("The African Union noted with concern that Oman supports the rebels.", "criticise"),
        ("The African Union noted that Oman supports the rebels.", "state"),
        ("The African Union:\n\n- Note with alarm that Oman supports the rebels", "criticise"),
    ],
)
def test_who_notes_what_another_stands_by_does_not_stand_by_it(text: str, force: str) -> None:
    assert [one.force for one in dragoman.code(text).positions] == [force]


def test_a_call_is_one_as_an_event_and_happens_nowhere() -> None:
    text = (
        "Readout of Secretary Marlowe's Call with Foreign Minister Haddad\n\n"
        "Secretary of State Daniel Marlowe spoke with "
        "Egyptian Foreign Minister Karim Haddad today. They discussed the ceasefire in Gaza."
    )
    record = dragoman.code(text)
    talks = [event for event in record.events if event.type == "CONSULT"]
    assert [(event.modes, event.place, event.cameo) for event in talks] == [(("phone",), None, "041")]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Kenya condemned the recent arrests in Oman.", "Oman"),
        ("Kenya voiced serious concern about arms transfers from Oman to the rebels.", "Oman"),
        ("Kenya condemned the attacks on ports in Oman.", None),
        ("Kenya's minister expressed concern at the war between Oman and Chad.", None),
        ("Kenya's minister warned of the risk of kidnapping in Oman.", None),
        ("Kenya called for urgent aid to Oman.", None),
        ("Kenya regretted the death of its soldier in Oman.", None),
        ("Kenya demanded justice for the victims of the crash in Oman.", None),
    ],
)
def test_the_one_other_state_that_is_named_is_blamed_unless_it_is_hurt(text: str, target: str | None) -> None:
    record = dragoman.code(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert [names.get(one.target or "") for one in record.positions] == [target]
