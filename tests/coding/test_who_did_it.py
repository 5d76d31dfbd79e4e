"""Who did it to whom, as the whole coder tells it of made-up sentences: each kind of misreading with what looks like it.

An event is written as its type and its sides: "SANCTION POL>RUS"; "-" stands for nobody, "?" for somebody of no country.
"""

from __future__ import annotations

from functools import cache

import pytest

from dragoman import Document
from dragoman.flow import load_coder
from dragoman.records import Entity, Record

Case = tuple[str, list[str], list[str]]


@cache
def coded(text: str) -> Record:
    """The record of a text of 16 May 2024, a Thursday."""
    return load_coder().code(Document("d1", text, published="2024-05-16"))


def sides_of(record: Record, ids: tuple[str, ...]) -> str:
    by_id: dict[str, Entity] = {entity.id: entity for entity in record.entities}
    return "+".join(sorted({by_id[i].represents or by_id[i].country or "?" for i in ids})) or "-"


def told(text: str) -> set[str]:
    """The events of a text, each as its type and its sides."""
    record = coded(text)
    return {f"{e.type} {sides_of(record, e.actors)}>{sides_of(record, e.recipients)}" for e in record.events}


def check(case: Case) -> None:
    text, there, absent = case
    found = told(text)
    assert set(there) <= found
    assert not {event for event in found if event in absent or event.partition(" ")[0] in absent}


def of(case: Case) -> str:
    return case[0][:60]


TIMES_INSIDE_VERBS: list[Case] = [
    ("Poland has today expelled two Russian diplomats.", ["SANCTION POL>RUS"], []),
    ("Canada has this morning expelled two Russian diplomats.", ["SANCTION CAN>RUS"], []),
    ("The UK has today imposed sanctions on two Georgian officials.", ["SANCTION GBR>GEO"], []),
    ("Norway has today also expelled two Russian diplomats.", ["SANCTION NOR>RUS"], []),
    ("Officials said that Chad had on Tuesday recalled its ambassador to Sudan.", ["SANCTION TCD>SDN"], []),
    ("The French foreign minister will next week visit Chad.", ["AGREE FRA>TCD"], []),
    ("Two Russian diplomats were on Friday expelled by Norway.", ["SANCTION NOR>RUS"], []),
    ("Chad has today an army of 30,000 men.", [], ["MOBILIZE"]),
]


@pytest.mark.parametrize("case", TIMES_INSIDE_VERBS, ids=of)
def test_a_time_inside_a_verb_leaves_it_whole(case: Case) -> None:
    check(case)


SUMMONED: list[Case] = [
    (
        "The Israeli ambassador to Jordan was summoned and handed a protest note.",
        ["ACCUSE JOR>ISR"],
        ["ACCUSE ISR>JOR"],
    ),
    (
        "Poland expelled a Russian diplomat. Russia's ambassador was summoned and handed a note of protest.",
        ["SANCTION POL>RUS"],
        ["ACCUSE RUS>POL"],
    ),
    ("The Iranian ambassador to Kuwait was summoned and told to leave.", ["ACCUSE KWT>IRN"], ["ACCUSE IRN>KWT"]),
    ("The Iranian ambassador was summoned and protested to Kuwait.", ["ACCUSE IRN>KWT"], []),
    ("The Omani minister was sworn in and condemned Israel.", ["ACCUSE OMN>ISR"], []),
    ("Two Russian diplomats were arrested and deported by Latvia.", ["COERCE LVA>RUS"], ["COERCE RUS>-"]),
]


@pytest.mark.parametrize("case", SUMMONED, ids=of)
def test_a_summoned_envoy_is_the_one_complained_to(case: Case) -> None:
    check(case)


SCENES: list[Case] = [
    ("Japan condemns the attack on a mosque in Oman, which killed six people.", [], ["ASSAULT OMN>OMN"]),
    (
        "Egypt condemns the terrorist attack on a hotel in Mogadishu, Somalia, which killed 10 people.",
        [],
        ["ASSAULT SOM>SOM", "ACCUSE EGY>SOM"],
    ),
    (
        "Togo condemned the bombing of a church in Burkina Faso that killed 12 worshippers.",
        [],
        ["ASSAULT BFA>BFA", "ACCUSE TGO>BFA"],
    ),
    ("Iran condemned the strike by Israel, which killed six people.", ["ACCUSE IRN>ISR"], []),
    ("Norway condemned the Israeli raid on a camp in Lebanon, which killed six people.", ["ACCUSE NOR>ISR"], []),
]


@pytest.mark.parametrize("case", SCENES, ids=of)
def test_where_an_attack_was_is_not_who_made_it(case: Case) -> None:
    check(case)
