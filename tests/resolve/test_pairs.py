"""Whom "the two neighbours", "both governments" and "both" stand for."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document, Record

APART = "Gabon and Equatorial Guinea have quarrelled over the island since 1972. "
TALKED = (
    "EU envoy Miguel Ochoa spoke to Besnik Krasniqa, Kosovo's prime minister, and to Serbia's President Milan Vuletic. "
)


def code(text: str) -> Record:
    return flow.code(Document("d", text, published="2024-06-03"))


def sides(record: Record, type: str) -> tuple[set[str | None], set[str | None]]:
    countries = {entity.id: entity.country for entity in record.entities}
    event = next(event for event in record.events if event.type == type)
    return {countries[i] for i in event.actors}, {countries[i] for i in event.recipients}


@pytest.mark.parametrize(
    "words",
    ["The two states", "The two neighbours", "Both governments", "Both capitals"],
)
def test_two_states_are_those_spoken_of_last(words: str) -> None:
    record = code(f"{APART}{words} agreed last November to lay the matter before a court.")
    assert sides(record, "AGREE")[0] == {"GAB", "GNQ"}


@pytest.mark.parametrize("words", ["both", "the two neighbours", "both governments", "the two"])
def test_whoever_asks_both_is_neither_of_them(words: str) -> None:
    record = code(f"Germany has watched Greece and Türkiye for weeks. Berlin urged {words} to end the dispute.")
    assert sides(record, "REQUEST") == ({"DEU"}, {"GRC", "TUR"})


def test_a_body_is_neither_of_two_states() -> None:
    record = code(f"{TALKED}Both leaders accused the European Union of bias.")
    assert sides(record, "ACCUSE")[0] == {"KOS", "SRB"}


@pytest.mark.parametrize(
    "text",
    [
        # Three states, of which nothing says which two are meant.
        "Kenya, Uganda and Rwanda sent envoys. The two neighbours agreed to lay the matter before a court.",
        # Two families are no states.
        f"{APART}Both families agreed to lay the matter before a court.",
    ],
)
def test_where_the_text_leaves_it_open_they_are_nobody_it_names(text: str) -> None:
    named = {entity.id for entity in code(text).entities if entity.kind == "country"}
    assert not any(named & {*event.actors, *event.recipients} for event in code(text).events if event.type == "AGREE")


def test_both_before_a_pair_of_acts_is_nobody() -> None:
    record = code(f"{APART}France urged the court both to hear the case and to rule by June.")
    assert not any(entity.name.lower() == "both" for entity in record.entities)


def test_two_men_are_those_of_the_sentence_before() -> None:
    text = "President Amani of Kenya and President Okello of Uganda met in Lagos. Both men condemned Sudan."
    assert sides(code(text), "ACCUSE")[0] == {"KEN", "UGA"}


def test_both_of_some_are_those() -> None:
    text = "India and Pakistan clashed on Monday. Poland blamed both of the Iranian rebels for the attack."
    assert not sides(code(text), "ACCUSE")[1] & {"IND", "PAK"}


def test_a_group_that_a_noun_names_is_an_entity_with_its_members() -> None:
    record = code(f"{APART}The two states agreed last November to lay the matter before a court.")
    names = {entity.id: entity.name for entity in record.entities}
    group = next(entity for entity in record.entities if entity.members)
    assert (group.name, [names[i] for i in group.members]) == ("The two states", ["Gabon", "Equatorial Guinea"])
