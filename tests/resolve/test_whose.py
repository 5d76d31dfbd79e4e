"""All sides of a text are weighed beside each other for a party that the text gives none."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.flow import Coder, understand
from dragoman.inference import load_reader
from dragoman.records import Document
from dragoman.resolve.belonging import Scene, make_scene
from dragoman.resolve.gathering import Gathering
from dragoman.resolve.issuers import find_home
from dragoman.resolve.party_search import gather_parties
from dragoman.resolve.sides import is_open, settle_told
from dragoman.resolve.whose import ask_sides, weigh_sides

TEXT = "Police in Kenya arrested two students. Uganda protested, and teachers went on strike in Nairobi on Monday."


def gather(text: str, read: bool = True) -> tuple[Gathering, Scene]:
    base = knowledge.load()
    marked = understand(Document("d", text), base, load_reader() if read else None)
    gathering = gather_parties(marked, base)
    settle_told(gathering)
    return gathering, make_scene(gathering, find_home(gathering))


def test_chances_add_up_to_one_whether_the_text_was_read_or_not() -> None:
    for read in (True, False):
        gathering, scene = gather(TEXT, read)
        party = next(party for party in gathering.parties if is_open(gathering, party))
        weighed = weigh_sides(gathering, party, scene)
        assert sum(chance for _, chance in weighed) == pytest.approx(1, abs=1e-5)
        assert [chance for _, chance in weighed] == sorted((chance for _, chance in weighed), reverse=True)


def test_police_are_of_the_state_they_are_in() -> None:
    gathering, scene = gather(TEXT)
    police = next(party for party in gathering.parties if party.lemma == "police")
    assert weigh_sides(gathering, police, scene)[0][0] == "KEN"


def test_every_side_and_none_is_told_of() -> None:
    gathering, scene = gather(TEXT)
    party = next(party for party in gathering.parties if is_open(gathering, party))
    asked = ask_sides(gathering, party, scene, {"UGA"})
    assert asked.sides == (*scene.sides, None)
    assert ["barred" in signs for signs in asked.signs] == [side == "UGA" for side in asked.sides]
    assert asked.heard[-1] is None
    assert all(0 < signs["share"] < 1 for signs in asked.signs[:-1])


@pytest.mark.parametrize("words", ["The ambassador in Quito", "The embassy in Quito"])
def test_whoever_is_sent_to_a_capital_is_not_of_that_state(words: str) -> None:
    record = Coder().code(f"Ecuador protested to Canada on Monday. {words} denied the charge.")
    sent = next(entity for entity in record.entities if entity.name.split()[0] in ("ambassador", "embassy"))
    assert sent.country == "CAN"


def test_an_embassy_in_a_state_with_an_article_is_not_of_it() -> None:
    record = Coder().code("The United States protested to China on Monday. The embassy in the United States denied it.")
    assert next(entity for entity in record.entities if entity.name == "embassy").country == "CHN"
