"""The title of a document says whose words follow; a party that a subject only mentions does not."""

from __future__ import annotations

import dragoman
from dragoman import flow
from dragoman.knowledge import load
from dragoman.readout.cast import Cast
from dragoman.readout.voice import find_voice
from dragoman.records import Document

TEXT = "The groundless charges against Chad voiced in the note of France are rejected.\n\nNothing is added.\n"


def side(text: str) -> str | None:
    base = load()
    marked = flow.understand(Document("d", text), base)
    voice = find_voice(Cast(marked, flow.resolve(marked, base)))
    return voice.side if voice is not None else None


def test_a_title_says_whose_words_follow() -> None:
    assert side(f"Commentary of the Ministry of Foreign Affairs of Chad on the note of France\n\n{TEXT}") == "TCD"


def test_a_party_inside_the_subject_is_not_the_voice() -> None:
    assert side(TEXT) != "FRA"


def test_the_body_named_before_the_word_has_it() -> None:
    text = (
        "EXTRACT FROM THE PACIFIC ISLANDS FORUM COMMUNIQUÉ, SUVA\n\n1. Leaders met in retreat on 29 August.\n\n"
        "2. Leaders thanked Australia for its pledge to train the police of small islands.\n"
    )
    assert side(text) == "PIF"
    found = [p.represents for p in dragoman.code(text).positions]
    assert found == ["PIF"]


def test_who_adopted_a_text_is_its_voice() -> None:
    text = "COMMUNIQUÉ\n\nAdopted by the African Union in Addis Ababa.\n\nTogo is thanked.\n"
    assert side(text) == "AU"


def test_a_spokeswoman_of_no_named_state_speaks_for_where_her_briefing_is_dated() -> None:
    text = (
        "Briefing by Foreign Ministry Spokeswoman Vera Stolbova, Moscow, February 18, 2026 (excerpts)\n\n"
        "The minister of Poland said that the consulate is closed. The responsibility lies with Poland.\n"
    )
    assert side(text) == "RUS"


def test_a_title_below_another_line_is_dated_as_one_that_opens_the_text() -> None:
    text = (
        "Comments by Vera Stolbova, Lima, February 18, 2026\n\n"
        "The minister of Poland said that the consulate is closed. The responsibility lies with Poland.\n"
    )
    assert side(text) == side(f"Daily bulletin\n\n{text}") == "PER"
