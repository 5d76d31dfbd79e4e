"""Places are one city, region or country, or only their name."""

from __future__ import annotations

import pytest

from dragoman import knowledge
from dragoman.records import Document, Marked, Place
from dragoman.resolve.places import resolve_place, resolve_places
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
        ("Ministers of Kazakhstan, Uzbekistan and Japan met in Samarkand.", "Samarkand", "UZB"),
        ("The minister of Kazakhstan was in Samarkand.", "Samarkand", "UZB"),
    ],
)
def test_a_city_lies_in_the_country_the_text_leaves(text, words, country):
    found = place_of(text, words)
    assert found is not None
    assert found.country == country


def test_cities_have_coordinates_and_an_id():
    found = place_of("The envoys met in Lviv.", "Lviv")
    assert found == Place("Lviv", "UKR", 49.8383, 24.0232, 702550, "city")


def test_no_country_or_region_has_coordinates():
    assert place_of("Troops entered Mali.", "Mali") == Place("Mali", "MLI", granularity="country")
    found = place_of("A tanker burned in the Red Sea.", "Red Sea")
    assert found is not None
    assert (found.lat, found.lon, found.geonames) == (None, None, None)


def test_a_city_known_only_by_its_state_has_no_coordinates():
    found = place_of("The governor spoke in Springfield.", "Springfield")
    assert found is not None
    assert (found.country, found.lat, found.geonames, found.granularity) == ("USA", None, None, "city")


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("Police from Kosovo closed a bridge in Poipet and in Langkawi.", "Langkawi", "MYS"),
        ("Cambodian police closed a bridge in Poipet.", "Poipet", "KHM"),
        ("Nigerian troops met in Biaora.", "Biaora", "IND"),
        ("Rebels shelled the Syrian city of Tripoli.", "Tripoli", "SYR"),
        ("VALENCIA, Spain (Meridian) - Ministers met in Valencia.", "Valencia", "ESP"),
        ("The envoys met in Cambridge, Massachusetts.", "Cambridge", "USA"),
    ],
)
def test_towns_need_their_state(text, words, country):
    found = place_of(text, words)
    assert (found and found.country) == country


# Phrase, countries of the text, the country, GeoNames id and granularity it means.
PHRASES = [
    ("Paris", "", "FRA", 2988507, "city"),
    ("Paris, Texas", "", "USA", 4717560, "city"),
    ("Cambridge", "", None, None, None),
    ("Cambridge, Massachusetts", "", "USA", 4931972, "city"),
    ("Cambridge, Mass.", "", "USA", 4931972, "city"),
    ("Cambridge, Ontario", "", "CAN", 5913695, "city"),
    ("Portland, Maine", "", "USA", 4975802, "city"),
    ("Springfield", "USA", "USA", None, "city"),
    ("Springfield, Illinois", "", "USA", 4250542, "city"),
    ("Tripoli", "", None, None, None),
    ("Tripoli", "LBN", "LBN", 266826, "city"),
    ("Tripoli, Lebanon", "LBY", "LBN", 266826, "city"),
    ("Tripoli (Libya)", "", "LBY", 2210247, "city"),
    ("the Syrian city of Hama", "", "SYR", 170017, "city"),
    ("the Somali capital, Mogadishu", "", "SOM", 53654, "city"),
    ("Atlanta, Georgia", "", "USA", 4180439, "city"),
    ("Tbilisi, Georgia", "", "GEO", 611717, "city"),
    ("Georgia", "", "GEO", None, "country"),
    ("Lebanon", "", "LBN", None, "country"),
    ("Lebanon, Pennsylvania", "", "USA", 5197517, "city"),
    ("Goma, North Kivu", "", "COD", 216281, "city"),
    ("Kiev", "", "UKR", 703448, "city"),
    ("Bombay", "", "IND", 1275339, "city"),
    ("Rangoon", "", "MMR", 1298824, "city"),
    ("Peking", "", "CHN", 1816670, "city"),
    ("Saigon", "", "VNM", 1566083, "city"),
    ("Constantinople", "", None, None, None),
    ("Idlib province", "", "SYR", None, "region"),
    ("northern Gaza", "", "PSE", None, "region"),
    ("Northern Ireland", "", "GBR", None, "region"),
    ("Bavaria", "", "DEU", None, "region"),
    ("Baghdad International Airport", "", "IRQ", None, "facility"),
    ("the Red Sea", "", None, None, "water"),
    ("Europe", "", None, None, "area"),
    ("downtown Cairo", "", "EGY", 360630, "city"),
    ("the White House", "", None, None, None),
    ("Narnia", "", None, None, None),
    ("Narnia, Kenya", "", "KEN", None, None),
    ("", "", None, None, None),
]


@pytest.mark.parametrize(("phrase", "countries", "country", "geonames", "granularity"), PHRASES)
def test_a_phrase_alone_is_one_place_or_none(phrase, countries, country, geonames, granularity):
    found = resolve_place(phrase, knowledge.load(), countries=countries.split())
    assert (found.country, found.geonames, found.granularity) == (country, geonames, granularity)
    assert (found.lat is None) == (geonames is None)
    assert found.reason
    assert (found.confidence > 0) == (found.country is not None or found.granularity in ("water", "area"))


def test_what_is_left_open_names_its_candidates():
    found = resolve_place("Tripoli", knowledge.load())
    assert {one.country for one in found.candidates} >= {"LBY", "LBN"}
    assert found.confidence == 0.0


IN_TEXTS = [
    ("US officials arrived in Athens on Monday.", "Athens", "GRC"),
    ("Firefighters from Madrid and Guadalajara fought a blaze.", "Guadalajara", "ESP"),
    ("A gunman killed seven people between Midland and Odessa in west Texas.", "Odessa", "USA"),
    ("Hundreds threw stones at police in Kibera, a slum in Nairobi.", "Kibera", "KEN"),
    ("Riot police cleared protesters from Tahrir Square in central Cairo.", "Tahrir Square", "EGY"),
    ("Police fired on a crowd in the department of Cordoba, Colombia said.", "Cordoba", "COL"),
    ("Police and protesters fought in Punjab and in Amritsar.", "Punjab", "IND"),
    ("Indian police left Kashmir for Srinagar.", "Kashmir", "IND"),
    ("India and Pakistan speak of Kashmir.", "Kashmir", None),
    ("Shells fell on Ain al-Arab in Syria.", "Ain al-Arab", "SYR"),
    ("A bomber attacked a wedding in the Bati Kot district of Nangarhar.", "Bati Kot", "AFG"),
    ("Rebels looted Masisi and Rutshuru in eastern Congo.", "Masisi", "COD"),
    ("Brazzaville accused the opposition of Congo.", "Congo", "COG"),
    ("Rebels seized a mine in eastern Congo.", "Congo", "COD"),
    ("The governor of Georgia signed the bill in Atlanta.", "Georgia", "USA"),
    ("Georgia held elections on Saturday.", "Georgia", "GEO"),
    ("The prime minister of Bangladesh is in Dhaka, India said.", "Dhaka", "BGD"),
    ("A tanker burned in the Red Sea off Sudan.", "Red Sea", None),
    ("Israel shelled the Golan Heights.", "Golan Heights", "SYR"),
]


@pytest.mark.parametrize(("text", "words", "country"), IN_TEXTS)
def test_the_text_says_which_of_several_places_is_meant(text, words, country):
    base, document = knowledge.load(), Document("d", text)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    places = resolve_places(Marked(document, tokens, sentences, mentions), base)
    (found,) = [p for m, p in zip(mentions, places, strict=True) if p and m.span.of(text) == words]
    assert found.country == country


@pytest.mark.parametrize(
    "text",
    [
        "The statement angered Ankara, which recalled its ambassador.",
        "Jordan Bardella rejected the offer.",
        "Chad Wolf defended the deployment of federal agents.",
        "Governor Florence Valencia pardoned six activists.",
        "Shares in Air France fell after pilots voted to strike.",
    ],
)
def test_governments_people_and_firms_are_no_places(text):
    base, document = knowledge.load(), Document("d", text)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    assert set(resolve_places(Marked(document, tokens, sentences, mentions), base)) == {None}


@pytest.mark.parametrize(
    ("text", "granularity"),
    [
        ("Rebels were killed in Helmand.", "region"),
        ("Rebels were killed in the Bati Kot district of Nangarhar.", "district"),
        ("Tanks entered Lviv.", "city"),
        ("Planes bombed Gaza.", "region"),
    ],
)
def test_the_kind_of_place_is_told(text, granularity):
    base, document = knowledge.load(), Document("d", text)
    tokens, sentences = tokenize_document(document)
    mentions = find_mentions(document, tokens, sentences, base)
    places = [p for p in resolve_places(Marked(document, tokens, sentences, mentions), base) if p]
    assert places[0].granularity == granularity


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("GITEGA, May 3 (Wire) - Police fired on students in Ngozi. Two died in Kavumbara.", "Kavumbara", "BDI"),
        ("Trucks burned in Lahore and Peshawar. The army shelled camps in Zirwalak.", "Zirwalak", "PAK"),
        # Whose jets bombed it says nothing of whose it is.
        ("Turkish jets bombed depots in Barzikan.", "Barzikan", None),
        ("ISLAMABAD, May 3 (Wire) - Indian jets bombed a school in Zirwalak.", "Zirwalak", None),
        ("Trucks burned in Lahore and in Kandahar. The army shelled camps in Zirwalak.", "Zirwalak", None),
        ("Trucks burned in Lahore. Iran protested. The army shelled camps in Zirwalak.", "Zirwalak", None),
    ],
)
def test_what_no_list_knows_lies_where_all_other_places_of_the_text_do(text, words, country):
    found = place_of(text, words)
    assert found is not None
    assert (found.country, found.lat, found.lon, found.geonames) == (country, None, None, None)


def test_what_is_named_beside_a_place_is_not_around_it():
    found = place_of("Trucks burned in Multan and in Kandahar.", "Multan")
    assert found is not None
    assert found.country == "PAK"


def test_what_states_share_is_in_none_of_them_for_its_text():
    found = place_of("KAMPALA, May 3 (Wire) - Boats burned on the Zirwa River in Gulu.", "Zirwa River")
    assert found is not None
    assert found.country is None


@pytest.mark.parametrize(
    ("text", "words", "name", "country", "geonames"),
    [
        ("The envoys met in the Egyptian capital today.", "Egyptian capital", "Cairo", "EGY", 360630),
        ("Police shut a market in Kenya's capital.", "Kenya's capital", "Nairobi", "KEN", 184745),
        ("Troops marched to the capital of Zambia.", "capital of Zambia", "Lusaka", "ZMB", 909137),
        ("SUVA, May 3 (Wire) - Australian troops landed in the capital.", "the capital", "Suva", "FJI", 2198148),
        ("Kenyan police shot at a crowd in the capital.", "the capital", "Nairobi", "KEN", 184745),
        # Of two cities it is not said which.
        ("The envoys met in the Dutch capital.", "Dutch capital", "the Dutch capital", "NLD", None),
    ],
)
def test_a_capital_that_is_told_is_its_states(text, words, name, country, geonames):
    found = place_of(text, words)
    assert found is not None
    assert (found.name, found.country, found.geonames) == (name, country, geonames)
