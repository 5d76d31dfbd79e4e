"""Whom a headline calls by office is the one named below it, and is of the side that the headline says."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder


def _side(text: str, name: str) -> tuple[str | None, set[str]]:
    """The side of whoever has a name, and all by which the record calls him."""
    record = load_coder().code(text)
    entity = next(e for e in record.entities if e.name == name)
    return entity.represents, {span.of(text) for span in entity.mentions}


@pytest.mark.parametrize(
    ("text", "name", "side", "words"),
    [
        ("Water minister, Omani envoy discuss dams\n\nMinister of Water Karim Daoud received in Amman on Monday "
         "Ambassador Salim Harthy. Karim Daoud thanked Oman.", "Salim Harthy", "OMN", "Omani envoy"),
        ("State Vice President hosts outgoing Lao ambassador\n\nVice President Tran Thi Minh met in Hanoi on Monday "
         "Ambassador Kham Souvan. She thanked Laos.", "Tran Thi Minh", "VNM", "State Vice President"),
        ("Commonwealth Secretary-General calls on Prime Minister\n\nPrime Minister Ana Prado of Belize on Monday "
         "welcomed the Secretary-General of the Commonwealth, Dame Marguerite Rowe.", "Marguerite Rowe", "Commonwealth",
         "Commonwealth Secretary-General"),
    ],
)  # fmt: skip
def test_an_office_above_is_the_name_below(text: str, name: str, side: str, words: str) -> None:
    found, called = _side(text, name)
    assert words in called
    assert found == side


def test_a_deputy_is_not_his_president() -> None:
    text = "President meets Omani envoy\n\nVice President Karim Daoud met Ambassador Salim Harthy in Amman on Monday."
    assert "President" not in _side(text, "Karim Daoud")[1]
