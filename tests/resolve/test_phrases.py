"""Phrases by themselves: who is meant, and who is not."""

from __future__ import annotations

import pytest

from dragoman.flow import code, resolve_phrase


@pytest.mark.parametrize(
    ("phrase", "country", "sectors"),
    [
        ("Abkhaz authorities", "GEO", "GOV PRE"),
        ("the de facto authorities in Sukhumi", "GEO", "GOV PRE"),
        ("the Transnistrian authorities", "MDA", "GOV PRE"),
        ("Somaliland's government", "SOM", "GOV PRE"),
        ("Puntland's president", "SOM", "GOV PRE"),
        ("Abkhaz leader Ruslan Ardzinov", "GEO", "GOV PRE"),
        ("Turkish Cypriot leader Kemal Deniz", "CYP", "GOV PRE"),
        ("the Foreign Ministry of Nagorno-Karabakh", "AZE", "GOV PRE"),
        ("Artsakh Defence Army", "AZE", "MIL PRE"),
        ("Tiraspol", "MDA", "GOV PRE"),
        ("Tskhinvali", "GEO", "GOV PRE"),
        ("Stepanakert", "AZE", "GOV PRE"),
        ("the Turkish Republic of Northern Cyprus", "CYP", "PRE"),
        ("the Sahrawi Republic", "MAR", "PRE"),
        # And of no territory:
        ("Georgian authorities", "GEO", "GOV"),
        ("the Georgian minister for Abkhazia", "GEO", "GOV"),
        ("Russia's ambassador to Abkhazia", "RUS", "GOV"),
        ("Greenland's prime minister", "DNK", "GOV"),
        ("protesters in Sukhumi", "GEO", "CVL"),
    ],
)
def test_who_acts_for_a_breakaway_territory_is_of_its_claimant_with_pre(
    phrase: str, country: str, sectors: str
) -> None:
    found = resolve_phrase(phrase, "2019-05-01", kind="actor")
    assert (found.country, " ".join(found.sectors)) == (country, sectors)


def test_a_territory_and_the_state_that_claims_it_are_two() -> None:
    record = code("Abkhaz authorities arrested two men. Georgian authorities condemned the arrests.")
    told = {e.name: e.sectors for e in record.entities if e.kind == "government"}
    assert told == {"Abkhaz authorities": ("GOV", "PRE"), "Georgian authorities": ("GOV",)}
    assert [len(event.recipients) for event in record.events if event.type == "ACCUSE"] == [1]
    record = code("The Abkhaz president met the Georgian president in Geneva.")
    assert len(record.events[0].actors) == 2


@pytest.mark.parametrize(("phrase", "city"), [("Tiraspol", "Tiraspol"), ("Sukhumi", "Sukhumi")])
def test_where_a_territory_is_ruled_from_is_still_a_city(phrase: str, city: str) -> None:
    found = resolve_phrase(phrase, kind="place")
    assert (found.name, found.granularity, found.lat is not None) == (city, "city", True)
