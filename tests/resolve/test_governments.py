"""A government that a text names beside its state is a party of its own, of the same side."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Laos met Chad. The Government of the Lao People's Democratic Republic thanked Chad.",
            {"The Government of the Lao People's Democratic Republic"},
        ),
        ("Peru closed its border on Monday. The government accused the rebels of raids.", {"The government"}),
        ("Kenya and Uganda met. The Kenyan government thanked Uganda's.", {"The Kenyan government"}),
        ("Oman praised Malta. The Government of Malta said it would send aid.", {"The Government of Malta", "it"}),
    ],
)
def test_a_government_is_told_from_its_state(text: str, words: set[str]) -> None:
    record = load_coder().code(text)
    told = [e for e in record.entities if e.kind == "government"]
    assert [{span.of(text) for span in e.mentions} for e in told] == [words]
    assert told[0].sectors == ("GOV",)
    state = next(e for e in record.entities if e.kind == "country" and e.country == told[0].country)
    assert state.represents == told[0].represents


def test_its_acts_are_its_own() -> None:
    text = "Protesters marched in Lima on Monday. Peru's army stayed in barracks. The government condemned Chile."
    record = load_coder().code(text)
    actors = {id for event in record.events if event.type == "ACCUSE" for id in event.actors}
    assert [(e.kind, e.country) for e in record.entities if e.id in actors] == [("government", "PER")]


def test_the_governments_of_two_states_are_two() -> None:
    text = "Chad and Niger met. The Chadian government praised the talks; the Nigerien government condemned them."
    told = [e.country for e in load_coder().code(text).entities if e.kind == "government"]
    assert told == ["TCD", "NER"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Kenyan government and the county government of Mombasa met on Monday.", "the county government"),
        ("The British government thanked the Scottish government on Monday.", "the Scottish government"),
        ("Britain praised Chad. The government of Scotland thanked Chad on Monday.", "The government of Scotland"),
        ("China closed its border. The Tibetan government in exile condemned China.", "The Tibetan government"),
        ("Iraq's government praised Oman. The Kurdistan regional government thanked Iraq.", "The Kurdistan"),
    ],
)
def test_a_government_of_a_part_or_in_exile_is_its_own(text: str, words: str) -> None:
    record = load_coder().code(text)
    chains = [[span.of(text) for span in e.mentions] for e in record.entities]
    (chain,) = [chain for chain in chains if any(said.startswith(words) for said in chain)]
    assert len(chain) == 1
