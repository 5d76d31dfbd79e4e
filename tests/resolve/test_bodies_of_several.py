"""Whom the names of several states' bodies, of seats and of those who suffered stand for."""

from __future__ import annotations

import pytest

from dragoman import flow
from dragoman.records import Document


def sides(text: str) -> dict[str, str | None]:
    found = flow.code(Document("d", text, published="2024-06-03")).entities
    return {entity.name: entity.represents or entity.country for entity in found}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("Hungary and Slovakia asked Brussels for talks. Brussels refused.", "European Union", "EUR"),
        ("Belgium recalled its envoy. Brussels demanded an apology from Tehran.", "Belgium", "BEL"),
        ("Brussels summoned the Rwandan ambassador. Alexander De Croo protested.", "Belgium", "BEL"),
        ("Serbia and Kosovo held talks in Brussels on Monday.", "Brussels", "BEL"),
    ],
)
def test_a_seat_is_its_body_unless_the_text_speaks_of_the_state(text: str, name: str, side: str) -> None:
    assert sides(text)[name] == side
    assert len({"Belgium", "European Union"} & set(sides(text))) <= 1


def test_a_seat_in_a_dateline_is_neither_its_body_nor_its_state() -> None:
    found = sides("BRUSSELS - Hungary vetoed the loan to Ukraine on Monday.")
    assert not {"Belgium", "European Union"} & set(found)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Heads of State and Government of the African Union condemned the coup in Gabon.", "AU"),
        ("The heads of state or government of ASEAN met in Jakarta.", "ASEAN"),
        ("The foreign ministers of the Gulf Cooperation Council urged Iran to hold back.", "GCC"),
    ],
)
def test_the_heads_of_an_organisations_states_act_for_it(text: str, side: str) -> None:
    first = flow.code(Document("d", text, published="2024-06-03")).entities[0]
    assert (first.kind, first.represents) == ("group", side)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The European Parliament honoured two survivors of the Islamic State group.", None),
        ("The European Parliament honoured two commanders of the Islamic State group.", "IMG"),
        ("The European Parliament honoured two victims from Kenya.", "KEN"),
    ],
)
def test_those_who_suffered_from_a_group_are_not_its_people(text: str, side: str | None) -> None:
    (group,) = (e for e in flow.code(Document("d", text)).entities if e.name.startswith("two "))
    assert (group.represents or group.country) == side


@pytest.mark.parametrize("name", ["Qatar Charity", "Kenya Foundation"])
def test_a_state_may_be_part_of_a_charitys_name(name: str) -> None:
    assert set(sides(f"{name} delivered 1,400 tons of food to Sudan.")) == {name, "Sudan"}


@pytest.mark.parametrize(
    ("text", "name", "side"),
    [
        ("The Liberal Democratic Party rejects a snap vote in Chisinau.", "Liberal Democratic Party", "MDA"),
        ("The Liberal Democratic Party rejects a snap vote in Tokyo.", "Liberal Democratic Party", "JPN"),
        ("The Liberal Democratic Party rejects a snap vote.", "Liberal Democratic Party", "JPN"),
        ("The Conservative Party accused China of spying.", "Conservative Party", "GBR"),
        ("Fidesz rejects a snap vote in Chisinau.", "Fidesz", "HUN"),
    ],
)
def test_a_party_called_as_many_are_is_of_a_state_that_is_named(text: str, name: str, side: str) -> None:
    assert sides(text)[name] == side


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Pakistan suspects the Tehreek-e-Taliban of operating from Afghan soil.", "Pakistan"),
        ("Kenya rebels took the town.", "Kenya rebels"),
        ("Yemen rebels to attend talks in Geneva.", "Yemen rebels"),
        ("Pakistan forces to stay in Kashmir.", "Pakistan forces"),
    ],
)
def test_what_a_state_does_is_no_group_of_its_people(text: str, first: str) -> None:
    assert next(iter(sides(text))) == first


def test_the_head_of_a_place_is_of_the_state_that_the_text_means() -> None:
    found = sides("Canada hit back with duties. Ontario's premier suspended a surcharge on electricity.")
    assert found["Ontario's premier"] == "CAN"


def test_a_consul_is_of_the_state_that_sent_him() -> None:
    found = sides("Spain's consul in Cordoba, Argentina, condemned the raid.")
    assert found["Spain's consul in Cordoba"] == "ESP"


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("The Security Council asked Secretary-General Tomas Oliveira to send monitors to Libya.", "UNO"),
        ("Secretary-General Tomas Oliveira condemned Russia. The EU welcomed this.", None),
    ],
)
def test_a_named_secretary_general_is_the_united_nations_only_by_his_title(text: str, side: str | None) -> None:
    assert (sides(text)["Tomas Oliveira"] == "UNO") == (side == "UNO")
