"""A description and a name beside each other mean one person, whatever the description is."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder
from dragoman.records import Record


def called(record: Record, name: str) -> set[str]:
    text = record.document.text
    return next(
        {span.of(text) for span in entity.mentions} for entity in record.entities if name in (entity.name or "")
    )


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The captain, Rogelio Dimas, accused Peru's navy on Monday.", "Dimas", "The captain"),
        ("An opposition deputy, Karma Lhendup, accused China on Tuesday.", "Lhendup", "An opposition deputy"),
        ("Peru jailed its editor, Meerim Osmona, on Monday.", "Osmona", "its editor"),
        ("The premier of the island, Aqqaluk Petersen, met Denmark's king.", "Petersen", "The premier of the island"),
        ("Ambassador Tamer Wahdan, the official spokesperson, condemned Sudan.", "Wahdan", "the official spokesperson"),
    ],
)
def test_a_description_beside_a_name_is_the_same_person(text: str, name: str, words: str) -> None:
    assert words in called(load_coder().code(text), name)


@pytest.mark.parametrize(
    "text",
    [
        "The king, Prime Minister Ada Lem and the mayor met in Lima on Monday.",
        pytest.param(
            "Kenya's army freed the captain, Ada Lem and two nuns on Monday.",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
    ],
)
def test_those_of_a_list_are_several(text: str) -> None:
    assert len(called(load_coder().code(text), "Ada Lem")) == 1


def test_such_a_person_acts_once() -> None:
    record = load_coder().code("An opposition deputy, Karma Lhendup, accused China on Tuesday.")
    assert [len(event.actors) for event in record.events] == [1]


def test_an_envoy_is_of_whoever_sends_him_and_not_of_where_he_was_minister() -> None:
    text = "The African Union special envoy, former Ghanaian foreign minister Ada Lem, met Mali's king on Monday."
    envoy = next(e for e in load_coder().code(text).entities if e.name == "Ada Lem")
    assert (envoy.represents, envoy.sectors) == ("AU", ("GOV",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Rosa Quispe, the widow of the mayor, sued Peru on Monday.",
            "Quispe",
            marks=pytest.mark.xfail(strict=True, reason="read right before the reader learned from whole texts"),
        ),
        ("The lawyer for the suspect, Omar Diallo, accused Peru on Monday.", "Diallo"),
        ("The brother of the captain, Omar Diallo, accused Peru on Monday.", "Diallo"),
    ],
)
def test_who_may_be_either_of_two_is_joined_to_neither(text: str, name: str) -> None:
    assert len(called(load_coder().code(text), name)) == 1
