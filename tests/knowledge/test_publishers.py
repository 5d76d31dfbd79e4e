"""A ministry speaks for its state, an organisation for itself, the press for nobody."""

from __future__ import annotations

import pytest

from dragoman.knowledge.publishers import side_of_publisher

SIDES = [
    ("Ministry of Foreign Affairs of Tanzania", "TZA"),
    ("Foreign Ministry of Oman", "OMN"),
    ("U.S. Department of State", "USA"),
    ("Ministry of Foreign Affairs and East African Cooperation of Tanzania", "TZA"),
    ("Ministry of Defence of Azerbaijan", "AZE"),
    ("Council of the European Union", "EUR"),
    ("African Union Commission", "AU"),
    ("ASEAN Secretariat", "ASEAN"),
    ("OSCE", "OSCE"),
    ("United Nations Department of Global Communications", "UNO"),
]
NOBODYS = [
    "The Jakarta Post",
    "Kenya News Agency",
    "Norwegian Refugee Council",
    "Council on Foreign Relations",
    "Northgate Wire",
    "Ministry of Foreign Affairs",
    "Embassy of France in Oman",
    "University of Nairobi",
    "",
]


@pytest.mark.parametrize(("publisher", "side"), SIDES)
def test_a_publisher_speaks_for_its_side(publisher: str, side: str) -> None:
    assert side_of_publisher(publisher) == side


@pytest.mark.parametrize("publisher", NOBODYS)
def test_the_press_and_the_unknown_speak_for_nobody(publisher: str) -> None:
    assert side_of_publisher(publisher) is None
