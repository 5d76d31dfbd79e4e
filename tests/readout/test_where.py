"""In whose house a meeting was, and which meetings are of one journey."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

KENYAN, OMANI = "Foreign Minister Amina Wako of Kenya", "Foreign Minister Salim Harthy of Oman"


def _told(text: str) -> list[tuple[str, str | None, str | None]]:
    found = flow.code(Document("d", text, published="2024-06-03")).meetings
    return [(m.form, m.host, m.city) for m in found]


@pytest.mark.parametrize(
    "text",
    [
        f"{KENYAN} thanked Oman in Muscat on Monday for its help. She praised its ports after talks with {OMANI}.",
        f"MUSCAT, June 3 (Example Wire) - {KENYAN} met {OMANI} on Monday.",
        f"{KENYAN} met {OMANI} at the Omani Ministry of Foreign Affairs on Monday.",
    ],
)
def test_the_opening_the_dateline_or_the_house_tells_who_was_the_host(text: str) -> None:
    assert [one[:2] for one in _told(text)] == [("visit", "OMN")]


@pytest.mark.parametrize(
    "text",
    [
        f"{KENYAN} met {OMANI}. Floods killed dozens in Muscat.",
        f"GENEVA, June 3 (Example Wire) - {KENYAN} met {OMANI} on Monday.",
        f"{KENYAN} met {OMANI} on Monday and praised the Omani Ministry of Foreign Affairs.",
    ],
)
def test_a_place_that_is_none_of_theirs_or_told_of_nobody_makes_no_host(text: str) -> None:
    assert [one[:2] for one in _told(text)] == [("bilateral", None)]


def test_whoever_visits_is_a_guest_at_each_meeting_there() -> None:
    found = _told(
        f"{OMANI} received {KENYAN} in Muscat on Monday. Minister Wako also met a number of Omani executives."
    )
    assert [one[:2] for one in found] == [("visit", "OMN"), ("visit", "OMN")]


def test_a_meeting_with_a_third_state_is_of_no_such_visit() -> None:
    met = "Minister Wako also met Foreign Minister Ana Prado of Albania."
    assert _told(f"{OMANI} received {KENYAN} in Muscat on Monday. {met}")[1][0] == "bilateral"


def test_the_next_round_of_two_states_is_no_visit_of_one() -> None:
    found = _told(f"{KENYAN} met {OMANI} in Nairobi on Monday. The next round will be held in Muscat in October.")
    assert found[1] == ("bilateral", "OMN", "Muscat")


def test_whoever_will_travel_to_a_state_is_its_guest() -> None:
    assert [one[:2] for one in _told(f"{KENYAN} will travel to Oman next week.")] == [("visit", "OMN")]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"{KENYAN} raised the case with {OMANI} in the margins of the summit in Rome.", ["sidelines"]),
        (f"{KENYAN} raised the case with {OMANI} during their call on Monday.", ["phone"]),
        (f"{KENYAN} sat down with {OMANI} over gas supply on Monday.", ["bilateral"]),
        (f"{KENYAN} raised doubts with {OMANI}'s letter on Monday.", []),
        (f"{KENYAN} sat out the storm.", []),
    ],
)
def test_a_matter_is_raised_at_a_meeting(text: str, form: list[str]) -> None:
    assert [one[0] for one in _told(text)] == form
