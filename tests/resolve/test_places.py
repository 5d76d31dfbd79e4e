"""Places are one city, region or country, or only their name."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.records import Document, Marked, Place
from dragoman.resolve.places import resolve_places
from dragoman.understand.mentions import find_mentions
from dragoman.understand.tokens import tokenize_document


def place_of(text: str, words: str) -> Place | None:
    base = knowledge.load()
    document = Document("d", text)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    places = resolve_places(Marked(document, tokens, sentences, mentions), base)
    return next(p for m, p in zip(mentions, places, strict=True) if m.span.of(text).endswith(words))


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("The envoys met in Lviv.", "Lviv", "UKR"),
        ("Talks were held in Kampala on Monday.", "Kampala", "UGA"),
        ("Fighting broke out in El Fasher.", "El Fasher", "SDN"),
        ("Protesters marched in Valparaíso.", "Valparaíso", "CHL"),
        ("Lebanon's army entered Tripoli.", "Tripoli", "LBN"),
        ("Libya's army fought in Tripoli.", "Tripoli", "LBY"),
        ("Soldiers were killed in Rakhine.", "Rakhine", "MMR"),
        ("They met in Tripoli.", "Tripoli", None),
        ("Libya's envoy flew to Tripoli, Lebanon.", "Tripoli", "LBN"),
        ("Spanish police searched homes in Valencia.", "Valencia", "ESP"),
        ("Rebels took Valencia.", "Valencia", None),
        ("The envoys met in Valencia (Venezuela) and not in Spain.", "Valencia", "VEN"),
        ("The envoys met in Geneva.", "Geneva", "CHE"),
        ("The envoys toured Paris, Germany and Italy.", "Paris", "FRA"),
        ("A protest was held in Birmingham.", "Birmingham", None),
        ("The army shelled Hyderabad.", "Hyderabad", None),
        ("Pakistan's army left Hyderabad.", "Hyderabad", "PAK"),
    ],
)
def test_a_city_lies_in_the_country_the_text_leaves(text, words, country):
    found = place_of(text, words)
    assert found is not None
    assert found.country == country


def test_cities_have_coordinates_and_an_id():
    found = place_of("The envoys met in Lviv.", "Lviv")
    assert found == Place("Lviv", "UKR", 49.8383, 24.0232, 702550)


def test_no_country_or_region_has_coordinates():
    assert place_of("Troops entered Mali.", "Mali") == Place("Mali", "MLI")
    found = place_of("A tanker burned in the Red Sea.", "Red Sea")
    assert found is not None
    assert (found.lat, found.lon, found.geonames) == (None, None, None)
