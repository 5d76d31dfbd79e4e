"""Scenes without a name, and the country of a place that no gazetteer has."""

from __future__ import annotations

import pytest

from dragoman.records import Document, Draft, Entity, Marked, Place, Sentence, Span
from dragoman.resolve.scenes import find_scene
from dragoman.resolve.told import Told

ENTITIES = {
    "e1": Entity("e1", "students", "group", country="PER", sectors=("EDU",)),
    "e2": Entity("e2", "soldiers", "group", country="CHL", sectors=("MIL",)),
    "e3": Entity("e3", "police", "government", country="PER", sectors=("COP",)),
}


def scene(text: str, trigger: str, type: str, actors: list[str], place: Place | None = None) -> Place | None:
    """Where an act of a text of one sentence happened."""
    sentence = Sentence(Span(0, len(text)), 0, 0, Span(0, 0))
    start = text.index(trigger)
    draft = Draft(type, 0, Span(start, start + len(trigger)))
    told = Told(type, "actual", (), (), actors, [], None, place, None, 0.5, False, [draft])
    return find_scene(told, Marked(Document("d", text), sentences=(sentence,)), ENTITIES)


@pytest.mark.parametrize(
    ("text", "trigger", "type", "name"),
    [
        ("Students burned a flag outside the labour court on Friday.", "burned", "PROTEST", "the labour court"),
        ("Students ringed the old customs house.", "ringed", "PROTEST", "the old customs house"),
        ("Students were beaten at a border post.", "beaten", "ASSAULT", "a border post"),
        ("Students marched, and the mayor spoke in the stadium.", "marched", "PROTEST", None),
        ("Students marched while deputies met in parliament.", "marched", "PROTEST", None),
        ("Students praised the speech at the university.", "praised", "SUPPORT", None),
    ],
)
def test_a_scene_is_led_in_by_the_clause_of_its_act(text: str, trigger: str, type: str, name: str | None) -> None:
    found = scene(text, trigger, type, ["e1"])
    assert (found and found.name) == name
    assert found is None or found.country == "PER"


def test_a_place_that_is_told_stays() -> None:
    told = Place("Cusco", "PER")
    assert scene("Students marched to the square in Cusco.", "marched", "PROTEST", ["e1"], told) == told


@pytest.mark.parametrize(("actors", "country"), [(["e3"], "PER"), (["e2"], None), (["e2", "e3"], None)])
def test_an_unknown_place_lies_where_those_who_act_are_at_home(actors: list[str], country: str | None) -> None:
    found = scene("They shot at a bus near Ayabaca.", "shot", "ASSAULT", actors, Place("Ayabaca"))
    assert found == Place("Ayabaca", country)
