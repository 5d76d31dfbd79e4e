"""The labels are about their texts: phrases occur in them, names and types are real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.records import AUXILIARIES, FORCES, MEETING_FORMS, STATUSES
from gold import Case, read_negatives, read_reports

CASES = Path(__file__).parent.parent.parent / "bench" / "cases"
REPORTS = read_reports(CASES)
TYPES = """AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE
COERCE ASSAULT""".split()
every_report = pytest.mark.parametrize("case", REPORTS, ids=lambda case: case.name)


def one_line(text: str) -> str:
    return " ".join(text.split()).casefold()


@every_report
def test_labelled_phrases_stand_in_the_text(case: Case) -> None:
    phrases = [topic for meeting in case.meetings for topic in meeting.agenda]
    phrases += [position.about for position in case.positions]
    assert [phrase for phrase in phrases if one_line(phrase) not in one_line(case.text)] == []


@every_report
def test_participants_are_named_in_the_text_and_listed_once(case: Case) -> None:
    names = [person.name for person in case.participants if person.name]
    assert len(set(names)) == len(names)
    assert [name for name in names if not all(one_line(word) in one_line(case.text) for word in name.split())] == []
    assert {name for meeting in case.meetings for name in meeting.participants} <= set(names)


@every_report
def test_labels_use_the_words_of_the_record(case: Case) -> None:
    assert {event.type for event in case.events} <= set(TYPES)
    assert {event.auxiliary for event in case.events} <= set(AUXILIARIES)
    assert {position.force for position in case.positions} <= set(FORCES)
    assert {form for meeting in case.meetings for form in meeting.form} <= set(MEETING_FORMS)
    assert {status for meeting in case.meetings for status in meeting.status} <= set(STATUSES)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", case.published or "")


def test_names_of_cases_are_unique() -> None:
    names = [case.name for case in [*REPORTS, *read_negatives(CASES)]]
    assert len(set(names)) == len(names)
