"""Meetings that whoever writes tells of himself, as ministers post them."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document

GUEST = "Foreign Minister Marta Kuusk of Estonia"


def code(text: str) -> tuple[tuple[str, str | None, tuple[str, ...]], ...]:
    found = flow.code(Document("d", text, published="2024-06-03")).meetings
    return tuple((m.form, m.host, tuple(person.name for person in m.participants)) for m in found)


@pytest.mark.parametrize(
    ("text", "form", "host"),
    [
        (f"Pleased to welcome {GUEST} to Vienna.", "visit", "AUT"),
        (f"It was a pleasure to host {GUEST} in Vienna.", "visit", "AUT"),
        (f"Good meeting with {GUEST} in Tallinn today.", "visit", "EST"),
        (f"Honoured to meet with {GUEST}.", "bilateral", None),
        (f"Productive phone call with {GUEST}.", "phone", None),
        (f"Spoke today with {GUEST}.", "phone", None),
        (f"I spoke that same night by telephone with {GUEST}.", "phone", None),
        (f"Met {GUEST} in Tallinn.", "visit", "EST"),
        (f"This morning, I welcomed {GUEST} to Vienna.", "visit", "AUT"),
        (f"Had a great call with {GUEST} on Ukraine.", "phone", None),
    ],
)
def test_a_writer_who_does_not_name_himself_met_his_guest(text: str, form: str, host: str | None) -> None:
    assert code(text) == ((form, host, ("Marta Kuusk",)),)


@pytest.mark.parametrize(
    "text",
    [
        f"Pleased to welcome {GUEST}'s proposal on sanctions.",
        "Pleased to welcome Estonia's decision.",
        f"Looking forward to welcoming {GUEST} to Vienna.",
        f"Delighted to welcome {GUEST} to Vienna next week.",
        f"Good relations with {GUEST} matter.",
        f"Welcomed the decision of {GUEST}.",
        f"I welcome the appointment of {GUEST}.",
    ],
)
def test_welcome_words_and_plans_are_no_meeting(text: str) -> None:
    assert code(text) == ()


def test_what_was_discussed_is_the_agenda_of_the_writers_meeting() -> None:
    [meeting] = flow.code(f"Delighted to welcome {GUEST} to Vienna. We discussed energy security.").meetings
    assert [topic.text for topic in meeting.agenda] == ["energy security"]
