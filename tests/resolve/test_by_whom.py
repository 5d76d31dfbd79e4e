"""Whom armed groups hold they have abducted; states arrest."""

from __future__ import annotations

import pytest

from dragoman.records import Draft, Entity, Span
from dragoman.resolve.by_whom import settle_by_actors
from dragoman.resolve.told import Told


@pytest.mark.parametrize(
    ("actor", "type"),
    [
        (Entity("e1", "bandits", "group", sectors=("CRM",)), "ASSAULT"),
        (Entity("e1", "Harak Front", "organization", sectors=("REB",)), "ASSAULT"),
        (Entity("e1", "border police", "government", sectors=("COP",)), "COERCE"),
        (Entity("e1", "soldiers", "group", sectors=("MIL",)), "COERCE"),
        (Entity("e1", "villagers", "group"), "COERCE"),
    ],
)
def test_whom_armed_groups_hold_is_abducted(actor: Entity, type: str) -> None:
    told = Told("COERCE", "actual", ("arrest",), (), ["e1"], [], None, None, None, 0.5, False)
    settle_by_actors(told, "They held two pilgrims.", {"e1": actor})
    assert told.type == type


def test_goods_that_rebels_seize_stay_seized() -> None:
    told = Told("COERCE", "actual", ("seize",), (), ["e1"], [], None, None, None, 0.5, False)
    settle_by_actors(told, "", {"e1": Entity("e1", "rebels", "group", sectors=("REB",))})
    assert (told.type, told.modes) == ("COERCE", ("seize",))


def test_whom_rebels_are_said_to_detain_they_detain() -> None:
    draft = Draft("COERCE", 0, Span(7, 15))
    told = Told("COERCE", "actual", ("arrest",), (), ["e1"], [], None, None, None, 0.5, False, [draft])
    entities = {"e1": Entity("e1", "rebels", "group", sectors=("REB",))}
    settle_by_actors(told, "Rebels detained two men.", entities)
    assert told.type == "COERCE"
