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
    ("Ministry of Foreign Affairs of the People's Republic of China", "CHN"),
    ("Ministry of Foreign Affairs, Republic of China (Taiwan)", "TWN"),
    ("Department of Foreign Affairs, Ireland", "IRL"),
    ("Presidential Press Service, Republic of Uzbekistan", "UZB"),
    ("MFA of Kazakhstan", "KAZ"),
    ("Ministry of Economy, UAE", "ARE"),
    ("Ministerio de Relaciones Exteriores, Chile", "CHL"),
    ("Embassy of France in Oman", "FRA"),
    ("Permanent Mission of Malta to the United Nations", "MLT"),
    ("United Nations Department of Global Communications", "UNO"),
]
NOBODYS = [
    "The Jakarta Post",
    "Kenya News Agency",
    "Norwegian Refugee Council",
    "Council on Foreign Relations",
    "Northgate Wire",
    "Ministry of Foreign Affairs",
    "University of Nairobi",
    "",
]


@pytest.mark.parametrize(("publisher", "side"), SIDES)
def test_a_publisher_speaks_for_its_side(publisher: str, side: str) -> None:
    assert side_of_publisher(publisher) == side


@pytest.mark.parametrize("publisher", NOBODYS)
def test_the_press_and_the_unknown_speak_for_nobody(publisher: str) -> None:
    assert side_of_publisher(publisher) is None
