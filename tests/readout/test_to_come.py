"""Rounds and journeys that lie ahead are meetings of their own, and people of no side can be met."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

MET = "Foreign Minister Amina Wako of Kenya met Foreign Minister Salim Harthy of Oman in Nairobi on Monday. "


def _meetings(text: str) -> list[tuple[str, str, set[str]]]:
    found = flow.code(Document("d", text, published="2024-06-03")).meetings
    return [(m.form, m.status, {person.name for person in m.participants}) for m in found]


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("They agreed that the Joint Border Committee meet in Muscat on 4 September.", {"Joint Border Committee"}),
        ("The Joint Commission was told to draw up a list before it convenes in Muscat in September.",
         {"Joint Commission"}),
        ("The parties are expected back in Muscat on 11 July to sign the accord.", {"Kenya", "Oman"}),
        ("The General Border Committee of the two countries will convene in Muscat next week.", {"Kenya", "Oman"}),
    ],
)  # fmt: skip
def test_a_round_in_the_present_tense_lies_ahead_where_its_day_does(told: str, who: set[str]) -> None:
    assert [one[1:] for one in _meetings(MET + told)][1:] == [("planned", who)]


@pytest.mark.parametrize(
    "told",
    [
        "The Joint Commission meets every year.",
        "The Joint Commission, which meets in Muscat, was set up on 4 May 2010.",
        "The Joint Commission will hold on to its plan.",
    ],
)
def test_a_body_that_meets_as_a_rule_has_no_round_to_come(told: str) -> None:
    assert len(_meetings(MET + told)) == 1


def test_a_body_that_will_hold_a_meeting_sits_by_itself() -> None:
    found = _meetings("The Security Council will hold an emergency meeting on Sudan on Thursday.")
    assert [one[1:] for one in found] == [("planned", {"United Nations Security Council"})]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kenya's Deputy Foreign Minister Ali Rono is due in Muscat on 21 June.", {"Ali Rono"}),
        ("Kenya will send Foreign Minister Amina Wako to Muscat in July.", {"Amina Wako"}),
        ("Foreign Minister Amina Wako of Kenya would travel to Muscat next week, he said.", {"Amina Wako"}),
    ],
)
def test_a_journey_abroad_is_a_visit_to_come(text: str, who: set[str]) -> None:
    assert _meetings(text) == [("visit", "planned", who)]


@pytest.mark.parametrize(
    "text",
    [
        "Kenya's Deputy Foreign Minister Ali Rono is due in Mombasa on 21 June.",
        "Kenya's Deputy Foreign Minister Ali Rono is due to retire in June.",
        "Kenya will send troops to Haiti in July.",
        "Foreign Minister Amina Wako of Kenya will not travel to Muscat.",
    ],
)
def test_a_journey_at_home_or_of_nobody_is_no_visit(text: str) -> None:
    assert all(one[0] != "visit" for one in _meetings(text))


def test_a_forthcoming_visit_has_not_been_held() -> None:
    found = _meetings("The text will be signed during the forthcoming visit of the President of Kenya to Oman.")
    assert [one[1] for one in found] == ["planned"]


def test_people_of_no_side_are_met_apart_from_those_who_sat_for_it() -> None:
    found = _meetings(f"{MET}The Minister also met a number of Omani executives.")
    assert [one[2] for one in found] == [
        {"Amina Wako", "Salim Harthy"},
        {"Amina Wako", "number of Omani executives"},
    ]


def test_the_press_is_met_by_nobody() -> None:
    assert len(_meetings(f"{MET}The Minister also met a number of Omani journalists.")) == 1


def test_several_of_one_office_meet_one_another() -> None:
    found = _meetings(f"{MET}The border representatives of the two countries met at Busia last week.")
    assert [one[2] for one in found][1:] == [{"representatives of the two countries"}]
