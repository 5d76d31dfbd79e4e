"""Whom a bus, a ferry or a falling bridge kills, nobody has killed: no attack, and none by the agency that reports."""

from __future__ import annotations

import pytest

from dragoman.flow import code


@pytest.mark.parametrize(
    "text",
    [
        "PARIS (AFP) - Six people were killed when a bus hit a wall near Lyon on Monday, police said.",
        "ROME (ANSA) - Three people were killed and 15 injured when a tourist bus plunged off a bridge near Venice.",
        "NAIROBI (Reuters) - Twelve people were killed when a ferry capsized off Mombasa, Kenya's coast guard said.",
        "At least nine people were killed after a bridge collapsed in Bihar, India's government said.",
        "Five soldiers were killed when an army helicopter crashed near Lima, Peru's defence ministry said.",
        "Forty people were killed by cholera in Haiti, the health ministry said.",
    ],
)
def test_a_mishap_is_no_attack(text: str) -> None:
    assert [event.type for event in code(text).events] == []


def test_a_mishap_is_not_the_work_of_an_army_named_before() -> None:
    record = code("The Russian army hit a Ukrainian bus. Three people were killed when a bus hit a wall near Lyon.")
    assert len([event for event in record.events if event.type == "ASSAULT"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A Russian drone hit a bus near Kherson, killing six people, Ukraine's police said.",
        "Congolese rebels killed ten people when they attacked a bus.",
        "Eight people were killed when a truck ploughed into a crowd in Berlin, German police said.",
    ],
)
def test_an_attack_with_or_on_a_vehicle_is_one(text: str) -> None:
    assert "ASSAULT" in [event.type for event in code(text).events]


@pytest.mark.parametrize("blamed", ["dissidents of the former FARC rebels", "the Gulf Clan"])
def test_violence_is_blamed_on_whom_it_is_blamed_on(blamed: str) -> None:
    record = code(f"The ELN blamed the violence in Colombia on {blamed}.")
    (event,) = (event for event in record.events if event.type == "ACCUSE")
    spans = [span for entity in record.entities if entity.id in event.recipients for span in entity.mentions]
    assert any(span.of(record.document.text).split()[-1] in f"{blamed} dissidents" for span in spans)
