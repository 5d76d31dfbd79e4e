"""Who condemns an act by its noun accuses who did it; who reports, or has just suffered, is accused of nothing."""

from __future__ import annotations

import pytest

from dragoman.flow import code
from dragoman.records import Event, Record


def find_event(record: Record, type: str, trigger: str) -> Event | None:
    text = record.document.text
    return next((e for e in record.events if e.type == type and e.trigger.of(text).startswith(trigger)), None)


def names(record: Record, ids: tuple[str, ...]) -> list[str]:
    return [entity.name for entity in record.entities if entity.id in ids]


@pytest.mark.parametrize(
    ("text", "type", "trigger", "wanted"),
    [
        ("Iran executed two Baluch activists. France condemned the executions.", "ACCUSE", "condemned", "Iran"),
        ("Iran hanged two Kurdish protesters. France condemned the hangings.", "ACCUSE", "condemned", "Iran"),
        ("Algeria jailed two French reporters. Paris deplored the verdicts.", "ACCUSE", "deplored", "Algeria"),
        ("Burundi expelled three Rwandan diplomats. Kigali called the move hostile.", "ACCUSE", "called", "Burundi"),
        ("Oman freed two Iranian sailors. Tehran welcomed the release.", "SUPPORT", "welcomed", "Oman"),
        (
            "Belarus jailed five journalists. Norway's foreign minister voiced dismay over the sentences.",
            "ACCUSE",
            "voiced",
            "Belarus",
        ),
        (
            "Lebanon accused Israel of a war crime. Israel rejected the accusation.",
            "REJECT",
            "rejected",
            "Lebanon",
        ),
        (
            "The army of Cameroon burned houses in Kumbo, residents said. Washington called the attack a war crime.",
            "ACCUSE",
            "called",
            "army of Cameroon",
        ),
    ],
)
def test_who_did_what_is_called_by_its_noun_answers_for_it(text: str, type: str, trigger: str, wanted: str) -> None:
    record = code(text)
    event = find_event(record, type, trigger)
    assert event is not None
    assert names(record, event.recipients) == [wanted]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        # A noun that something narrows may be another act.
        ("Iran hanged two men. France condemned the hangings in Saudi Arabia.", "condemned"),
        # One's own side's act is not what one condemns.
        ("France struck a camp in Mali. France condemned the attack.", "condemned"),
    ],
)
def test_a_noun_of_another_act_points_at_nobody_before(text: str, trigger: str) -> None:
    record = code(text)
    event = find_event(record, "ACCUSE", trigger)
    assert event is None or not {"Iran", "France"} & set(names(record, event.recipients))


def test_a_union_that_tells_of_violence_suffers_none() -> None:
    record = code(
        "Soldiers killed 12 farmers in Nigeria's Benue State, a teachers' union said. Gunmen stormed the village again."
    )
    assert not any("teachers' union" in names(record, e.actors + e.recipients) for e in record.events)


def test_an_army_takes_nothing_from_the_state_whose_troops_it_is() -> None:
    record = code("Mali's army said its troops captured a rebel base.")
    assert not any("Mali's army" in names(record, event.recipients) for event in record.events)


def test_those_who_suffered_are_not_the_next_to_kill() -> None:
    record = code(
        "Police used tear gas to stop thousands of Indian protesters in New Delhi. "
        "Farm leader Sardul Gill said one young farmer was killed by a bullet."
    )
    assert not any(
        "protester" in name for e in record.events for name in names(record, e.actors) if e.type == "ASSAULT"
    )


def test_the_state_of_who_speaks_is_his_country() -> None:
    record = code(
        "Kenya and Uganda signed a trade pact. Tanzania's foreign minister said her country would join it, "
        "but accused Nairobi of delay."
    )
    event = find_event(record, "ACCUSE", "accused")
    assert event is not None
    countries = [entity.country for entity in record.entities if entity.id in event.actors]
    assert (countries, names(record, event.recipients)) == (["TZA"], ["Kenya"])


def test_a_party_is_no_organisation_of_states() -> None:
    record = code(
        "The Economic Community of West African States closed borders with Niger. "
        "The junta arrested two ministers on Monday, the president's party said."
    )
    told = [names(record, (event.said_by,)) for event in record.events if event.said_by]
    assert ["Economic Community of West African States"] not in told


def test_who_condemns_an_act_has_not_done_it() -> None:
    record = code("Niger condemns the abduction of 11 pupils from a boarding school near Natitingou in northern Benin.")
    assert not any("Niger" in names(record, e.actors) for e in record.events if e.type == "ASSAULT")


def test_who_is_accused_of_an_act_has_done_it_in_the_word_of_who_accuses() -> None:
    record = code("Benin accused Niger of the abduction of 11 pupils from a boarding school near Natitingou.")
    assert any("Niger" in names(record, e.recipients) for e in record.events if e.type == "ACCUSE")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya accused Uganda of robbing four Congolese miners. Kampala denied the allegation.", ["Kenya"]),
        (
            "Sudan's army accused the Rapid Support Forces of shelling a camp, killing 9 civilians. The RSF denied it.",
            ["Sudan's army"],
        ),
    ],
)
def test_a_denial_answers_the_accuser_and_not_the_victims(text: str, wanted: list[str]) -> None:
    record = code(text)
    event = find_event(record, "REJECT", "denied")
    assert event is not None
    assert names(record, event.recipients) == wanted
