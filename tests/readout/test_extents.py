"""The record names whoever takes part with the whole noun phrase, from its article to its last word."""

from __future__ import annotations

import pytest

from dragoman.flow import load_coder


def spoken_of(text: str) -> set[str]:
    record = load_coder().code(text)
    return {span.of(text) for entity in record.entities for span in entity.mentions}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya urged the ICRC on Monday to visit the camps.", "the ICRC"),
        ("The UAE delivered 80 tonnes of food to Chad on Monday.", "The UAE"),
        ("Malawi sent home the SADC's envoy on Monday.", "the SADC"),
        ("Transport workers marched in Lima on Monday.", "Transport workers"),
        ("Peru condemned the expulsion of evicted farmers.", "evicted farmers"),
        ("The police arrested three Madhesi activists in Nepal on Monday.", "three Madhesi activists"),
        ("The army killed at least nine civilians in Sudan on Monday.", "at least nine civilians"),
        ("Mali freed more than 40 soldiers on Monday.", "more than 40 soldiers"),
        ("Bolivia arrested two of its soldiers on Monday.", "two of its soldiers"),
        ("Fighters of the Azure Front attacked Chad's army on Monday.", "Fighters of the Azure Front"),
        ("Gunmen on a hill shot at the army; gunmen in masks seized two envoys of Oman on Monday.", "gunmen in masks"),
        ("Gambia reopened its embassy in Lisbon on Monday.", "its embassy in Lisbon"),
        ("Kenya thanked the survivors of the shipwreck on Monday.", "the survivors of the shipwreck"),
        ("Chad accused the soldiers of Niger of theft on Monday.", "the soldiers of Niger"),
        ("Peru freed the captain of the trawler and the officers of the unit.", "the officers of the unit"),
        ("Mali cut the miners' pay on Monday, and the copper miners' union marched.", "the copper miners"),
    ],
)
def test_a_phrase_is_given_whole(text: str, words: str) -> None:
    assert words in spoken_of(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Kenya accused the rebels of an attack on its border post on Monday.", "the rebels"),
        ("Kenya condemned the shelling by the army of two villages.", "the army"),
        ("Police arrested two rebels in Goma on Monday.", "two rebels"),
        ("The UK foreign minister met the Omani king on Monday.", "UK"),
        ("The soldiers who came from Chad attacked the village on Monday.", "The soldiers"),
        ("Chad shot dead two soldiers of Niger in March, and nobody protested.", "two soldiers of Niger"),
        ("In Maseru soldiers arrested a senator on Monday.", "soldiers"),
        ("He denied allegations against the police of abuse.", "the police"),
        ("The envoy spoke to officials of the need for peace.", "officials"),
        ("He accused both the rebels of Chad and the army of crimes.", "the army"),
        ("Farmers accuse the army and police of abuse.", "police"),
        ("He asked the rebels of their plans on Monday.", "the rebels"),
        ("Mothers complained to the ministers of delays.", "the ministers"),
        ("One of the president's sons was shot in Lima.", "the president"),
        ("At UN headquarters envoys met the rebels on Monday.", "envoys"),
        ("The police of Kenya in March arrested two Ugandan envoys.", "The police of Kenya"),
    ],
)
def test_what_belongs_to_the_verb_stays_outside(text: str, words: str) -> None:
    assert words in spoken_of(text)


def test_no_two_mentions_cross() -> None:
    text = (
        "Soldiers of the Third Brigade in Kidal attacked fighters of the Azure Front. Thousands of supporters of the "
        "party in Bamako marched. The ICRC's delegate in Mali met captain Amadou Traoré of the army on Monday."
    )
    record = load_coder().code(text)
    spans = sorted(span for entity in record.entities for span in entity.mentions)
    assert len(spans) == len(set(spans))
    assert not [(a, b) for a in spans for b in spans if a.start < b.start < a.end < b.end]


def test_a_number_that_opens_a_text_is_no_end_of_it() -> None:
    assert "Nine soldiers of Chad" in spoken_of("Nine soldiers of Chad fled on Monday. Nobody met 12.")
