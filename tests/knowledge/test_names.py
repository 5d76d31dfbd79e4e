"""Names stand for who they stand for, over every region; everyday words for nobody."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.knowledge import load
from dragoman.understand.tokens import tokenize

CASES = list(csv.DictReader((Path(__file__).parent / "cases.csv").read_text("utf-8").splitlines()))


def words_of(text: str) -> list[str]:
    return [span.of(text) for span in tokenize(text)]


def labelled(section: str) -> list[pytest.param]:
    return [pytest.param(case, id=case["text"]) for case in CASES if case["section"] == section]


@pytest.mark.parametrize("case", labelled("made_up"))
def test_a_name_is_read_as_what_it_names(case: dict[str, str]) -> None:
    words = words_of(case["text"])
    found = load().match(words, 0)
    assert found is not None
    length, readings = found
    assert length == len(words)
    readings = [r for r in readings if r.key == case["key"] and r.form == case["form"]]
    assert readings
    assert (readings[0].country or "") == case["country"]
    assert not case["sector"] or case["sector"] in readings[0].sectors


@pytest.mark.parametrize("case", labelled("negative"))
def test_an_everyday_word_names_no_actor(case: dict[str, str]) -> None:
    found = load().match(words_of(case["text"]), 0)
    assert found is None or all(r.kind == "place" and r.weak for r in found[1])


def test_the_longest_name_wins() -> None:
    words = "South Sudan and Sudan".split()
    assert [load().match(words, at)[1][0].key for at in (0, 3)] == ["SSD", "SDN"]


def test_a_capital_is_a_government_and_a_city() -> None:
    forms = [(r.kind, r.form) for r in load().match(["Nairobi"], 0)[1]]
    assert forms[:2] == [("country", "capital"), ("place", "name")]


def test_cities_have_coordinates_and_an_id() -> None:
    place = load().match(["Mosul"], 0)[1][0]
    assert place.country == "IRQ"
    assert place.geonames
    assert round(place.lat or 0) == 36


@pytest.mark.parametrize(
    ("name", "country"),
    [("Davos", "CHE"), ("Shusha", "AZE"), ("Cologne", "DEU"), ("Xi'an", "CHN"), ("El Fasher", "SDN"),
     ("Crimea", "UKR"), ("Tigray", "ETH"), ("Goma", "COD"), ("Rafah", "PSE"), ("Mitrovica", "KOS"),
     ("Timbuktu", "MLI"), ("Medellín", "COL"), ("Cebu City", "PHL"), ("Mecca", "SAU"), ("ODESA", "UKR"),
     ("Laayoune", "MAR"), ("Chiapas", "MEX"), ("Kharkiv Oblast", "UKR"), ("Wa State", "MMR"), ("Haut-Katanga", "COD"),
     ("Tillabéri region", "NER"), ("Gagauzia", "MDA"), ("Republic of Crimea", "UKR")],
)  # fmt: skip
def test_places_are_found_under_the_names_reports_use(name: str, country: str) -> None:
    words = words_of(name)
    length, readings = load().match(words, 0)
    assert length == len(words)
    assert country in [r.country for r in readings if r.kind == "place"]


@pytest.mark.parametrize("name", ["Nice", "Reading", "Victoria", "March", "Santiago"])
def test_places_named_like_words_or_people_are_weak(name: str) -> None:
    places = [r for r in load().match([name], 0)[1] if r.kind == "place"]
    assert places
    assert all(place.weak for place in places)


def test_every_sector_is_one_of_plover() -> None:
    plover = set(
        "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE "
        "REL SOC".split()
    )  # fmt: skip
    knowledge = load()
    for key in knowledge._rows:
        assert set(knowledge.get(key).sectors) <= plover, key
    for name in ("heads", "honorifics"):
        assert all(set(sectors) <= plover for sectors in knowledge.words(name).values())


def test_keys_and_codes_answer() -> None:
    knowledge = load()
    assert knowledge.get("OSCE").represents == "OSCE"
    assert knowledge.country_of("KOS").name == "Kosovo"
    assert knowledge.country_of("UNO").key == "UN"
    with pytest.raises(KeyError):
        knowledge.get("no such key")


def test_a_capital_with_digits_is_no_shouted_place():
    assert load().match(["A330"], 0) is None
