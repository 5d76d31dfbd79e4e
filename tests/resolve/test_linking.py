"""Pronouns and "the ministry" stand for the party that fits best."""

from __future__ import annotations

import pytest

from dragoman.flow import code
from dragoman.records import Document, Entity

CASES = [
    ("Kenya's Foreign Minister Amina Wako met reporters. She accused Uganda of lying.", "She", "Amina Wako"),
    ("Ghana's army denied the report. It accused rebels of the raid.", "It", "army"),
]


@pytest.mark.parametrize(("text", "word", "name"), CASES)
def test_words_that_point_back_find_their_party(text: str, word: str, name: str) -> None:
    start = text.index(f"{word} ")
    found = [e.name for e in code(text).entities if any(span.start == start for span in e.mentions)]
    assert len(found) == 1
    assert name in found[0]


def entity_at(text: str, word: str, publisher: str | None = None) -> Entity | None:
    """The entity whose mention begins where a word first stands."""
    record = code(Document("d", text, publisher=publisher))
    start = text.index(word)
    return next((e for e in record.entities if any(span.start == start for span in e.mentions)), None)


def test_an_office_that_nobody_before_fits_is_somebody_all_the_same() -> None:
    found = entity_at("ACCRA - Ghana's parliament passed the law. The attorney general rejected it.", "The attorney")
    assert found is not None
    assert (found.kind, found.country) == ("office", "GHA")


def test_of_two_holders_of_an_office_nobody_can_tell_which() -> None:
    text = "Kenya's foreign minister met Uganda's foreign minister in Kampala. Aides say the foreign minister left."
    assert entity_at(text, "the foreign minister left") not in (
        entity_at(text, "Kenya's foreign minister"),
        entity_at(text, "Uganda's foreign minister"),
    )


def test_a_minister_is_another_than_the_one_named_before() -> None:
    text = "Foreign Minister Ram Thapa of Nepal spoke to reporters. In Dhaka, a foreign minister denied it."
    found = entity_at(text, "a foreign minister")
    assert found is not None
    assert found.name != "Ram Thapa"


def test_transcripts_say_who_speaks_next() -> None:
    text = (
        "Press briefing of the Minister of External Relations of Brazil, Ana Prado, after talks with the Foreign "
        "Minister of Peru.\nQUESTION: Did Peru protest?\nMINISTER: That is false. Brazil rejects it."
    )
    found = entity_at(text, "MINISTER")
    assert found is not None
    assert found.name == "Ana Prado"


def test_who_stands_beside_a_foreign_minister_is_another() -> None:
    headline = "Briefing by Minister of External Relations Ana Prado after talks with the Foreign Minister of Peru"
    text = f"{headline}\n\nBrazil is content."
    found = entity_at(text, "Minister of External")
    assert found is not None
    assert found.country != "PER"
