"""Adjectives and datelines are no mentions of a party in the record, unless it has nothing else for who is used."""

from __future__ import annotations

import pytest

from dragoman.flow import Coder
from dragoman.records import Record


def code(text: str) -> Record:
    return Coder().code(text)


def spoken_of(record: Record) -> list[str]:
    return [span.of(record.document.text) for entity in record.entities for span in entity.mentions]


def test_whose_somebody_is_is_no_mention_of_his_state() -> None:
    record = code("The Kenyan foreign minister met the Ugandan ambassador in Nairobi on 3 May 2024.")
    assert not {"Kenyan", "Ugandan"} & set(spoken_of(record))
    assert {"KEN", "UGA"} <= {entity.country for entity in record.entities}


def test_a_state_that_is_named_as_well_keeps_only_where_it_is_named() -> None:
    record = code("Kenya protested on Monday. The Kenyan foreign minister met nobody.")
    kenya = next(entity for entity in record.entities if entity.kind == "country")
    assert [span.of(record.document.text) for span in kenya.mentions] == ["Kenya"]


def test_an_adjective_that_plays_a_role_stays() -> None:
    record = code("Israeli strikes killed nine people in Gaza on Monday.")
    actors = {actor for event in record.events for actor in event.actors}
    assert [e.country for e in record.entities if e.id in actors] == ["ISR"]


def test_the_place_of_a_dateline_is_not_spoken_of() -> None:
    record = code("LIMA, May 6 - Peru condemned the attack on its embassy in Quito on Monday.")
    assert "LIMA" not in spoken_of(record)
    assert "Quito" in spoken_of(record)


def test_ids_are_in_order_and_everything_points_at_somebody() -> None:
    record = code(
        "LIMA, May 6 - The Peruvian foreign minister met the Chilean ambassador on Monday. Chile condemned Peru. "
        '"We regret it," said the Bolivian president.'
    )
    ids = [entity.id for entity in record.entities]
    assert ids == [f"e{n}" for n in range(1, len(ids) + 1)]
    used = {one for event in record.events for one in (*event.actors, *event.recipients)}
    used |= {position.speaker for position in record.positions if position.speaker}
    used |= {who.entity for meeting in record.meetings for who in meeting.participants}
    assert used
    assert used <= set(ids)


@pytest.mark.parametrize(
    "text",
    [
        "Protesters marched in Nairobi - and in Mombasa - on Monday against Kenya's government.",
        "Mali and Niger signed a pact in Bamako - the first of its kind - on Monday.",
        "Kenya's foreign minister flew to Kampala – a city that he knows well – on Monday and met Uganda's president.",
    ],
)
def test_a_place_before_a_dash_in_a_sentence_is_spoken_of(text: str) -> None:
    assert {"Nairobi", "Bamako", "Kampala"} & set(spoken_of(code(text)))


@pytest.mark.parametrize(
    "line",
    ["LIMA, Peru, May 6 - ", "Brussels, 14 November 2024 – ", "QUITO/LIMA, May 6 (Example Wire) -- ", "SINGAPORE - "],
)
def test_datelines_of_all_kinds_are_not_spoken_of(line: str) -> None:
    named = spoken_of(code(f"{line}Chile condemned the attack on its embassy in Accra on Monday."))
    assert not {"LIMA", "Peru", "Brussels", "QUITO", "SINGAPORE"} & set(named)
    assert "Accra" in named
