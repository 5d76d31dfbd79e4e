"""Mentions hold to tables of labelled phrases."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dragoman.knowledge import load
from dragoman.records import Document, Mention, Span
from dragoman.understand.mentions import find_mentions
from dragoman.understand.tokens import tokenize_document

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "mentions.toml").read_text(encoding="utf-8"))


def mentions_of(text: str) -> tuple[Mention, ...]:
    document = Document("d", text)
    return find_mentions(document, *tokenize_document(document), load())


def check(case: dict[str, list[str] | str]) -> None:
    text = str(case["text"])
    found = mentions_of(text)
    for row in case.get("want", []):
        words, kind, *rest = [cell.strip() for cell in row.split("|")]
        alike = [m for m in found if m.span.of(text) == words and m.kind == kind]
        assert alike, (row, [(m.span.of(text), m.kind) for m in found])
        for mention, (name, cell) in zip(
            [alike[0]] * len(rest), zip(("of", "office", "name"), rest, strict=False), strict=True
        ):
            value = getattr(mention, name)
            shown = " ".join(value) if isinstance(value, tuple) else value
            assert (shown or "-") == cell, (row, name, value)
    for row in case.get("never", []):
        words, kind = [cell.strip() for cell in row.split("|")]
        assert not [m for m in found if m.span.of(text) == words and m.kind == kind], row
    for words in case.get("adjectives", []):
        assert {m.form for m in found if m.span.of(text) == words} == {"adjective"}, words


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: case["text"][:60])
def test_phrases_are_whole_mentions(case: dict[str, list[str] | str]) -> None:
    check(case)


@pytest.mark.parametrize("case", CASES["negative"], ids=lambda case: case["text"][:60])
def test_other_capitals_are_left_alone(case: dict[str, list[str] | str]) -> None:
    check(case)


@pytest.mark.xfail(strict=True)
@pytest.mark.parametrize("case", CASES["known_failures"], ids=lambda case: case["text"][:60])
def test_what_is_not_read_yet(case: dict[str, list[str] | str]) -> None:
    check(case)


def test_mentions_are_sorted_and_nested_in_their_outers() -> None:
    text = "The Foreign Minister of Peru met Chile's President Ana Soto. They talked in Lima."
    found = mentions_of(text)
    assert [m.span for m in found] == sorted((m.span for m in found), key=lambda s: (s.start, -s.end))
    for mention in found:
        assert mention.outer is None or found[mention.outer].span.covers(mention.span)


def test_an_apposition_points_at_the_one_it_describes() -> None:
    text = "Helga Maria Schmid, the OSCE Secretary General, arrived. The OSCE chief, Helga Maria Schmid, left."
    found = mentions_of(text)
    pairs = [(m.span.of(text), found[m.same_as].span.of(text)) for m in found if m.same_as is not None]
    assert pairs == [
        ("the OSCE Secretary General", "Helga Maria Schmid"),
        ("Helga Maria Schmid", "The OSCE chief"),
    ]


def test_a_surname_is_a_person_once_the_full_name_is_in_the_text() -> None:
    text = "Ingrid van Dorp spoke first. Later van Dorp left."
    assert [m.name for m in mentions_of(text) if m.kind == "person"] == ["Ingrid van Dorp", "van Dorp"]


def test_no_mention_crosses_a_sentence() -> None:
    text = "They thanked President Lula. Da Silva was pleased. Talks ended in Lima. Peru agreed."
    document = Document("d", text)
    tokens, sentences = tokenize_document(document)
    for mention in find_mentions(document, tokens, sentences, load()):
        assert sentences[mention.sentence].span.covers(Span(*mention.span))


@pytest.mark.parametrize(
    "text",
    [
        "PARIS (AFP) - Envoys met on Monday.",
        "LIMA (AP) — Envoys met on Monday.",
        "HAVANA, 5 November (Agence Ponant) - Envoys met on Monday.",
        "ROME, June 3 (ANSA) – Envoys met on Monday.",
        "MOSCOW, June 3. /TASS/. Envoys met on Monday.",
        "CHISINAU, Nov 4 (Nistru News Agency) — Envoys met on Monday.",
    ],
)
def test_the_agency_of_a_dateline_is_nobody_in_the_text(text: str) -> None:
    assert not [m for m in mentions_of(text) if m.kind == "organization"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("LIMA (AP) — Envoys told AFP on Monday that they met.", "AFP"),
        ("Envoys of the African Union (AU) - they are two - met on Monday.", "AU"),
        ("OSCE (Organization for Security and Co-operation in Europe) - a body of 57 - met.", "OSCE"),
        ("The minister spoke to a news agency (AFP) - and to nobody else.", "AFP"),
    ],
)
def test_an_agency_or_body_that_the_text_speaks_of_stays(text: str, name: str) -> None:
    assert name in [m.span.of(text) for m in mentions_of(text)]


@pytest.mark.parametrize("dash", ["—", "–", "-", "--"])
@pytest.mark.parametrize(("dateline", "party"), [("LIMA (AP)", "Police"), ("Gusau", "Gunmen"), ("Kano", "Students")])
def test_a_dash_behind_a_dateline_is_in_no_name(dateline: str, dash: str, party: str) -> None:
    text = f"{dateline} {dash} {party} entered a village on Monday."
    assert party in [m.span.of(text) for m in mentions_of(text)]
