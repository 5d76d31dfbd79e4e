"""Entities hold to tables of labelled reports."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.knowledge import load
from dragoman.records import Document, Entity, Marked, Mention, Span
from dragoman.resolve.entities import resolve_entities
from dragoman.understand.mentions import find_mentions
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "entities.toml").read_text(encoding="utf-8"))


def mark(text: str, published: str | None = None) -> Marked:
    document = Document("d", text, published=published)
    tokens, sentences = tokenize_document(document)
    return Marked(document, tokens, sentences, find_mentions(document, tokens, sentences, load()))


def shown(entity: Entity, text: str) -> list[str]:
    cells = (entity.office, entity.represents, entity.country, " ".join(entity.sectors))
    return [entity.kind, *(cell or "-" for cell in cells), "; ".join(span.of(text) for span in entity.mentions)]


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["text"][:60])
def test_reports_have_their_entities(case: dict[str, Any]) -> None:
    text, marked = case["text"], mark(case["text"])
    entities, entity_of, members = resolve_entities(marked, load())
    names = {entity.id: entity.name for entity in entities}
    for row in case.get("want", []):
        name, *cells = [cell.strip() for cell in row.split("|")]
        found = [shown(entity, text) for entity in entities if entity.name == name]
        assert any(one[: len(cells)] == cells for one in found), (row, found or sorted(names.values()))
    for row in case.get("sets", []):
        words, wanted = [cell.strip() for cell in row.split("->")]
        [index] = [i for i, m in enumerate(marked.mentions) if m.span.of(text) == words]
        assert "; ".join(names[id] for id in members[index]) == wanted.removeprefix("-"), row
        assert entity_of[index] is None


def test_entities_are_numbered_by_first_mention_and_own_their_mentions() -> None:
    marked = mark("Chile thanked Peru. Peru thanked Chile.")
    entities, entity_of, members = resolve_entities(marked, load())
    assert [(e.id, e.name) for e in entities] == [("e1", "Chile"), ("e2", "Peru")]
    assert entity_of == ("e1", "e2", "e2", "e1")
    assert members == (("e1",), ("e2",), ("e2",), ("e1",))


def test_a_holder_is_named_only_as_of_the_day_of_the_text() -> None:
    text = "The French president arrived in Rabat."
    entities, _, _ = resolve_entities(mark(text, "2024-10-28"), load())
    assert entities[0].name == "Emmanuel Macron"
    assert "known holder" in entities[0].reason
    entities, _, _ = resolve_entities(mark(text), load())
    assert entities[0].name == "French president"
    entities, _, _ = resolve_entities(mark(text, "2009-10-28"), load())
    assert entities[0].name == "Nicolas Sarkozy"
    entities, _, _ = resolve_entities(mark(text, "1999-10-28"), load())
    assert entities[0].name == "Jacques Chirac"


def test_a_text_that_names_other_holders_than_the_list_gets_no_names_from_it() -> None:
    text = "Greek Foreign Minister Stelios Karavas spoke. Greece's defence minister left."
    entities, _, _ = resolve_entities(mark(text, "2020-02-04"), load())
    assert [e.name for e in entities if e.kind == "office"] == ["Greece's defence minister"]
    entities, _, _ = resolve_entities(mark(text.replace("Stelios Karavas", "Nikos Dendias"), "2020-02-04"), load())
    assert "Nikolaos Panagiotopoulos" in [e.name for e in entities]


@pytest.mark.parametrize(
    ("text", "day", "represents", "country", "office"),
    [
        ("Sergey Lavrov arrived in Tehran.", "2010-03-01", "RUS", "RUS", "Minister of Foreign Affairs"),
        ("Sergey Lavrov arrived in Tehran.", "2024-03-01", None, "RUS", None),  # no source speaks for the day
        ("Hillary Clinton arrived in Cairo.", "2010-03-01", "USA", "USA", "Secretary of State"),
        ("Hillary Clinton arrived in Cairo.", "2016-03-01", None, "USA", None),
        ("Federica Mogherini arrived in Tehran.", "2016-03-01", "EUR", "EUR", "High Representative"),
        ("Dmitry Medvedev arrived in Tehran.", "2010-03-01", "RUS", "RUS", "President"),
        ("Dmitry Medvedev arrived in Tehran.", "2014-03-01", "RUS", "RUS", "Prime Minister"),
        ("Georgian opposition leader Mark Rutte arrived.", "2025-03-01", "GEO", "GEO", "Opposition Leader"),
    ],
)
def test_a_person_named_in_full_has_the_office_of_the_day_unless_the_text_says_otherwise(
    text: str, day: str, represents: str | None, country: str, office: str | None
) -> None:
    entities, _, _ = resolve_entities(mark(text, day), load())
    assert (entities[0].represents, entities[0].country, entities[0].office) == (represents, country, office)


def test_the_same_text_gives_the_same_entities() -> None:
    marked = mark("Iran, Iraq and Oman met. The three countries agreed. Their ministers left.")
    assert resolve_entities(marked, load()) == resolve_entities(marked, load())


def test_a_party_whose_head_is_one_letter_is_somebody() -> None:
    text = "The s in Sukhumi spoke."
    marked = mark(text)
    letter = Mention(Span(0, 5), "group", 0, Span(4, 5), "definite")
    entities, entity_of, _ = resolve_entities(replace(marked, mentions=(letter, *marked.mentions)), load())
    assert [entity.name for entity in entities] == ["s", "Sukhumi"]
    assert entity_of == ("e1", "e2")
