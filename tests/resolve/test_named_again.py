"""Persons and bodies that come back under another part of their name, their letters, or in capitals before a colon."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder


def called(text: str, words: str) -> set[str]:
    record = load_coder().code(text)
    told = [{span.of(text) for span in entity.mentions} for entity in record.entities]
    return next(chain for chain in told if words in chain)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (
            "Ethiopia's envoy Mesfin Worku landed in Accra. Ghana had asked for him. Mesfin thanked Ghana.",
            "Ethiopia's envoy Mesfin Worku",
            "Mesfin",
        ),
        (
            "External Affairs Minister Asha Rao of India met Oman's envoy in Delhi. EAM thanked Oman.",
            "External Affairs Minister Asha Rao of India",
            "EAM",
        ),
        (
            "Sheikh Jarrah Sabah Al-Mudhaf landed in Accra. Al-Mudhaf thanked Ghana.",
            "Sheikh Jarrah Sabah Al-Mudhaf",
            "Al-Mudhaf",
        ),
        (
            "Union leader Severino Choque Mamani marched in La Paz. Prosecutors have charged Choque with sedition.",
            "Union leader Severino Choque Mamani",
            "Choque",
        ),
        (
            "Statement by the Ministry of Trade and Ports. The Ministry of Trade and Ports of the Republic of Cuba "
            "condemned Chile.",
            "the Ministry of Trade and Ports",
            "The Ministry of Trade and Ports of the Republic of Cuba",
        ),
        ("The Peace and Transit Board met in Accra. Mali thanked the PTB.", "The Peace and Transit Board", "the PTB"),
        (
            "The Peace and Transit Board of the African Union met in Accra. Mali thanked the PTB.",
            "The Peace and Transit Board of the African Union",
            "the PTB",
        ),
        (
            "MINISTER AGBANI: We met Chad's king.\n\nQUESTION: Why?\n\nAGBANI: Chad attacked Mali.",
            "MINISTER AGBANI",
            "AGBANI",
        ),
        (
            "MS. ODINGA: We met Chad's king.\n\nQUESTION: Why?\n\nMS. ODINGA: Chad attacked Mali.",
            "MS. ODINGA",
            "MS. ODINGA",
        ),
    ],
)
def test_one_party_by_two_names(text: str, one: str, other: str) -> None:
    assert other in called(text, one)


def test_who_speaks_under_a_title_in_capitals_is_one_person() -> None:
    text = "MR. LEM: We regret it.\n\nQUESTION: Why?\n\nMR. LEM: Chad attacked Mali."
    people = [e for e in load_coder().code(text).entities if e.kind == "person"]
    assert [(e.name, len(e.mentions)) for e in people] == [("LEM", 2)]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("The Union of Masons of Chad and the Union of Masons of Mali met.", "Chad", "Mali"),
        ("The Ministry of Trade and Ports of Cuba met the Ministry of Trade and Ports of Chile.", "Cuba", "Chile"),
        ("The Union of Masons met in Accra. The Union of Teachers thanked Mali.", "Masons", "Teachers"),
    ],
)
def test_bodies_of_like_names_are_two(text: str, one: str, other: str) -> None:
    record = load_coder().code(text)
    for entity in record.entities:
        if entity.kind in ("organization", "government"):
            said = " ".join(span.of(text) for span in entity.mentions)
            assert not (one in said and other in said)


def test_a_capital_that_opens_a_sentence_makes_no_name() -> None:
    record = load_coder().code("Survivor Ama Kone wept in court on Monday.")
    assert [e.name for e in record.entities if e.kind == "person"] == ["Ama Kone"]


def test_a_given_name_that_two_have_is_nobodys() -> None:
    text = "Jose Antonio Lem met Antonio Guzman in Lima. Antonio nodded."
    assert called(text, "Jose Antonio Lem") == {"Jose Antonio Lem"}
    assert called(text, "Antonio Guzman") == {"Antonio Guzman"}
