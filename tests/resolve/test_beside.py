"""Capitals that act behind a description, and whoever is called by what he is to a side."""

from __future__ import annotations

import pytest

import dragoman


def party(text: str, words: str) -> tuple[str, str | None]:
    """The kind and country of the party that some words stand for."""
    record = dragoman.code(text)
    found = [entity for entity in record.entities if any(words in span.of(text) for span in entity.mentions)]
    return found[0].kind, found[0].country


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Washington, a treaty ally of the Philippines, condemned the ramming.", "Washington", "USA"),
        ("Moscow, a close ally of Syria, vetoed the resolution.", "Moscow", "RUS"),
        ("Beijing, Pyongyang's main backer, urged restraint.", "Beijing", "CHN"),
        ("Tehran, which arms the Houthis, denied it.", "Tehran", "IRN"),
        ("Ankara, long a buyer of Russian gas, signed the deal.", "Ankara", "TUR"),
    ],
)
def test_a_capital_that_acts_behind_its_description_is_its_government(text: str, words: str, code: str) -> None:
    assert party(text, words) == ("country", code)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Beirut, already in crisis, was bombed on Monday.", "Beirut"),
        ("Kyiv, its power cut, has been shelled for days.", "Kyiv"),
        ("Brussels, a hub for lobbyists, saw protests.", "Brussels"),
        ("Vienna, long a home to spies, hosted envoys.", "Vienna"),
        ("Ankara, its streets empty, woke to protests.", "Ankara"),
    ],
)
def test_a_capital_where_something_happens_behind_its_description_is_a_town(text: str, words: str) -> None:
    assert party(text, words)[0] == "place"


@pytest.mark.parametrize(
    ("text", "words", "code"),
    [
        ("Kyiv, the capital, was hit by missiles.", "Kyiv", "UKR"),
        ("Lima, Peru, is the seat of the body.", "Lima", "PER"),
    ],
)
def test_a_capital_that_is_told_as_a_town_is_a_place(text: str, words: str, code: str) -> None:
    assert party(text, words) == ("place", code)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seoul urged Moscow's main ally to act.", "main ally"),
        ("He met the main backer of Syria.", "main backer"),
        ("France's allies sent troops.", "allies"),
    ],
)
def test_an_ally_of_a_side_is_not_of_that_side(text: str, words: str) -> None:
    assert party(text, words)[1] is None


@pytest.mark.parametrize(
    "text",
    [
        "Washington, a treaty ally of the Philippines, condemned the ramming by China.",
        "Washington, Manila's ally, condemned the ramming by China.",
    ],
)
def test_what_a_state_is_to_another_between_commas_is_that_state(text: str) -> None:
    record = dragoman.code(text)
    names = {entity.id: entity.name for entity in record.entities}
    accused = next(event for event in record.events if event.type == "ACCUSE")
    assert [names[one] for one in accused.actors] == ["United States"]


def test_whoever_is_meant_sits_there_and_not_the_word_for_his_side() -> None:
    text = "Kenyan President Ama Mensah is to meet her Indonesian counterpart, Budi Hartanto, in Jakarta next week."
    record = dragoman.code(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert {names[one.entity or ""] for one in record.meetings[0].participants} == {"Ama Mensah", "Budi Hartanto"}
