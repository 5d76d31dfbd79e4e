"""Who says "I" and "we": the source of a quotation, whoever has the word, who issued the text."""

from __future__ import annotations

import pytest

from dragoman.flow import code
from dragoman.records import Document, Entity, Record


def entity_of(record: Record, word: str, number: int = 0) -> Entity | None:
    """The entity whose mention is the word at its given place in the text."""
    text = record.document.text
    starts = [i for i in range(len(text)) if text.startswith(word, i)]
    start = starts[number]
    found = (e for e in record.entities if any((m.start, m.end) == (start, start + len(word)) for m in e.mentions))
    return next(found, None)


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ('Kenya accused Uganda of spying. "We reject this," said Uganda\'s minister Joy Okello.', "We", "UGA"),
        ("MINISTER OF CHILE: Peru has called back its envoy. We regret it.\n\nQUESTION: And now?", "We", "CHL"),
        ("Statement of Norway on Sudan\n\nSudan has closed the crossing. We urge Sudan to open it.", "We", "NOR"),
        ("Statement of Norway on Sudan\n\nSudan has repeated that our envoy had left.", "our", "NOR"),
        ('The spokesman, Shri Anil Menon, said: "We have seen reports from Chad."', "We", "IND"),
        ("Oman's minister Salim Harthy met Kenya's envoy. \"I thank Kenya,\" Harthy said.", "I ", None),
    ],
)
def test_we_are_whoever_speaks(text: str, word: str, country: str | None) -> None:
    record = code(Document("d", text, published="2024-05-03"))
    found = entity_of(record, word.strip(), 0)
    if country is None:
        assert found is not None
        assert found.name == "Salim Harthy"
    else:
        assert found is not None
        assert found.country == country


def test_who_asks_is_not_who_answers() -> None:
    text = (
        "MINISTER OF CHILE: Peru has called back its envoy.\n\nQUESTION: Will we see sanctions?\n\n"
        "MINISTER OF CHILE: Not from us."
    )
    record = code(Document("d", text, published="2024-05-03"))
    answers = entity_of(record, "us", text.count("us", 0, text.index("Not from")))
    assert (entity_of(record, "we"), answers.country if answers else None) == (None, "CHL")


def test_an_i_in_a_name_is_nobody() -> None:
    record = code(Document("d", "In Armenia, the I Have Honor Alliance rejected the deal.", published="2024-05-03"))
    assert any(entity.name == "I Have Honor Alliance" for entity in record.entities)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Our guide in Peru is great. We promise you will love it.", set()),
        ("We agreed to buy the house in Italy. We reject the price.", set()),
        ("Statement of Norway on Sudan\n\nSudan has closed the crossing. We reject the claims of Sudan.", {"NOR"}),
    ],
)
def test_we_of_private_people_are_no_state(text: str, actors: set[str]) -> None:
    record = code(Document("d", text, published="2024-05-03"))
    sides = {entity.id: entity.represents or entity.country for entity in record.entities}
    told = [event for event in record.events if event.type in ("AGREE", "REJECT")]
    assert {sides[one] for event in told for one in event.actors} == actors
    assert actors or not told
