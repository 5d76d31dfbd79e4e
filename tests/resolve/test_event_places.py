"""An act is placed by its sentence where its clause names no place, and never by what is only talked about."""

from __future__ import annotations

import pytest

from dragoman import code


@pytest.mark.parametrize(
    ("text", "type", "name"),
    [
        ("Police in Kitwe have arrested opposition leader Grace Mwansa of Zambia.", "COERCE", "Kitwe"),
        ("Israel's army continued the bombardment of Gaza.", "ASSAULT", "Gaza"),
        ("In Turin, Italian protesters smashed the windows of the ministry.", "PROTEST", "Turin"),
    ],
)
def test_an_act_happens_where_its_sentence_puts_it(text, type, name):
    placed = [event.place for event in code(text).events if event.type == type]
    assert placed
    assert placed[0] is not None
    assert placed[0].name == name


def test_where_people_talk_is_not_what_they_talk_about():
    record = code("The foreign ministers of Kenya and Uganda discussed the situation in Sudan.")
    assert all(event.place is None or event.place.country != "SDN" for event in record.events)
