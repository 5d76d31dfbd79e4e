"""Whoever the text gives no side gets the one that fits, with a chance; a set or a stranger gets none."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.flow import understand
from dragoman.records import Document
from dragoman.resolve.belonging import is_held_abroad, make_scene
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.issuers import find_home
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import is_open, settle_sides, settle_told
from dragoman.resolve.whose import weigh_sides


def gather(text: str) -> Gathering:
    base = knowledge.load()
    return gather_parties(understand(Document("d", text), base), base)


def side_of(text: str, name: str) -> str | None:
    gathering = gather(text)
    settle_sides(gathering)
    return next(party.country for party in gathering.parties if party.name() == name)


def test_chances_of_all_sides_and_of_none_add_up_to_one() -> None:
    gathering = gather("Police in Kenya arrested two students. Teachers protested on Monday.")
    settle_told(gathering)
    scene = make_scene(gathering, find_home(gathering))
    party = next(party for party in gathering.parties if is_open(gathering, party))
    weighed = weigh_sides(gathering, party, scene)
    assert sum(chance for _, chance in weighed) == pytest.approx(1)
    assert {side for side, _ in weighed} == {"KEN", None}


def test_a_crowd_is_of_the_only_state_its_text_names() -> None:
    assert side_of("Teachers went on strike in Nairobi. The government of Kenya refused to talk.", "Teachers") == "KEN"


def test_an_office_may_be_held_far_from_home() -> None:
    assert is_held_abroad("Special Envoy")
    assert not is_held_abroad("Home Secretary")


def test_a_ministrys_text_that_names_no_state_is_of_its_own() -> None:
    base = knowledge.load()
    report = Document("d", "Police arrested two teachers.", publisher="Ministry of Foreign Affairs of Kenya")
    gathering = gather_parties(understand(report, base), base)
    settle_sides(gathering)
    assert {party.country for party in gathering.parties} == {"KEN"}
