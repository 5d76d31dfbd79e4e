"""Names of several words that no list knows are places where places stand, and people elsewhere."""

from __future__ import annotations

import pytest

from dragoman.knowledge import load
from dragoman.records import Document
from dragoman.understand.mentions import find_mentions
from dragoman.understand.tokens import tokenize_document


def kinds_of(text: str, words: str) -> set[str]:
    document = Document("d", text)
    mentions = find_mentions(document, *tokenize_document(document), load())
    return {m.kind for m in mentions if m.span.of(text) == words}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gunmen killed four soldiers at Bulo Garas on Friday.", "Bulo Garas"),
        ("The navy boarded a trawler off Isla Calva.", "Isla Calva"),
        ("Mortars fell near Verin Talish. Two houses burned in Verin Talish.", "Verin Talish"),
        ("Fishermen were detained in the waters of Khor Jarrah.", "Khor Jarrah"),
        ("The army moved its guns to Phum Trang. It had a camp at Phum Trang.", "Phum Trang"),
        ("The governor ordered 300 soldiers to Zalmira.", "Zalmira"),
        ("Its jets bombed Zalmira on Monday.", "Zalmira"),
        ("The rebels shot down a drone over Zalmira.", "Zalmira"),
        ("A patrol boat seized two dhows off Zalmira.", "Zalmira"),
        ("The ministry sent two battalions to Isla Calva.", "Isla Calva"),
        ("The ministry deployed two battalions to Zalmira.", "Zalmira"),
        ("The chief summoned volunteers to Isla Calva.", "Isla Calva"),
        ("Police arrested a rebel leader in Bulo Garas.", "Bulo Garas"),
    ],
)
def test_a_name_behind_a_preposition_of_place_is_one(text, words):
    assert kinds_of(text, words) == {"place"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Parliament voted its confidence in Zoltar Mbeyiki.", "Zoltar Mbeyiki"),
        ("The embassy has taken in Zoltar Mbeyiki and his family.", "Zoltar Mbeyiki"),
        ("Protesters gathered outside. They shouted at Zoltar Mbeyiki.", "Zoltar Mbeyiki"),
        ("Gunmen shot at Zoltar Mbeyiki. Zoltar Mbeyiki said he was unhurt.", "Zoltar Mbeyiki"),
        ("Guards stood near Omar Mbeyiki.", "Omar Mbeyiki"),
        ("Soldiers stood around Zoltar Mbeyiki. President Alun Mbeyiki had left.", "Zoltar Mbeyiki"),
        ("The state gave two tanks to Mbeyiki.", "Mbeyiki"),
        ("Its jets bombed Zalmirist fighters.", "Zalmirist"),
        ("The soldier wrote to Oksalka from the front.", "Oksalka"),
        ("Refugees in Berlin looked to Mbeyiki for help.", "Mbeyiki"),
        ("The state sent guards to Mbeyiki.", "Mbeyiki"),
        ("A letter of the soldiers to Zoltar Mbeyiki says so. Soldiers spoke to Zoltar Mbeyiki.", "Zoltar Mbeyiki"),
        ("Mali has an enemy in Zoltar Mbeyiki.", "Zoltar Mbeyiki"),
        ("The party found a champion in Zoltar Mbeyiki. Crowds stood near Zoltar Mbeyiki.", "Zoltar Mbeyiki"),
    ],
)
def test_people_stay_people(text, words):
    assert "place" not in kinds_of(text, words)
