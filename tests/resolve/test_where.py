"""Every place of a sentence is weighed for where its act happened, beside the others and none."""

from __future__ import annotations

import pytest

from dragoman import coding, knowledge
from dragoman.flow import code, resolve, understand
from dragoman.inference import load_reader
from dragoman.records import Document, Draft, Marked, Resolved
from dragoman.resolve.event_places import find_by_rule
from dragoman.resolve.where import ask_where, find_where


def prepare(text: str, read: bool = True) -> tuple[Marked, Resolved, list[Draft]]:
    base = knowledge.load()
    marked = understand(Document("d", text, published="2024-05-06"), base, load_reader() if read else None)
    drafts = [*coding.code_events(marked)]
    return marked, resolve(marked, base, drafts), drafts


def places_of(text: str, type: str) -> list[str | None]:
    return [event.place.name if event.place else None for event in code(text).events if event.type == type]


@pytest.mark.parametrize(
    ("text", "type", "where"),
    [
        ("Russian missiles killed nine people in Kharkiv on Monday.", "ASSAULT", "Kharkiv"),
        ("In Lima, police arrested twelve protesters on Monday.", "COERCE", "Lima"),
        ("Soldiers from Kano arrested nine students in Lagos on Monday.", "COERCE", "Lagos"),
        ("Peru condemned the attack on its embassy in Quito on Monday.", "ACCUSE", None),
    ],
)
def test_an_act_is_where_its_sentence_says_it_happened(text: str, type: str, where: str | None) -> None:
    assert where in places_of(text, type)


def test_every_place_and_none_is_told_of() -> None:
    marked, resolved, drafts = prepare("Soldiers from Kano arrested nine students in Lagos on Monday.")
    asked = ask_where(drafts[0], marked, resolved, find_by_rule(drafts[0], marked, resolved))
    assert asked is not None
    named = [marked.mentions[i].span.of(marked.document.text) for i in asked.mentions if i is not None]
    assert set(named) == {"Kano", "Lagos"}
    assert "is none" in asked.signs[-1]
    assert "led by in" in asked.signs[named.index("Lagos")]
    assert "led by from" in asked.signs[named.index("Kano")]


def test_what_was_not_read_is_told_by_rules() -> None:
    marked, resolved, drafts = prepare("Police arrested nine students in Lagos on Monday.", read=False)
    assert ask_where(drafts[0], marked, resolved, None) is None
    assert find_where(drafts[0], marked, resolved) == find_by_rule(drafts[0], marked, resolved)


def test_a_sentence_without_a_place_is_nowhere() -> None:
    marked, resolved, drafts = prepare("Kenya condemned Uganda on Monday.")
    places = [find_where(draft, marked, resolved) for draft in drafts]
    assert [code("Kenyan police arrested nine students on Monday.").events[0].place] == [None]
    assert drafts
    assert not any(place is not None for place in places)
